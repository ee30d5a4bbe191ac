// What checking and judging cost, counted: it grows as the rules and the records do, or there is a limit.
#include <gtest/gtest.h>

#include <algorithm>

#include "eval/evaluation.hpp"
#include "program/neighbours.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

// A step is kept for everything that is looked at: what few have stands outside it.
static_assert(sizeof(Step) <= 704);

Region stretch(std::int64_t low, std::int64_t high) {
  Region region;
  region.counted = true;
  region.line.push_back({Number(low), Number(high), false, false});
  return region;
}

Region word(const std::string& text) {
  Region region;
  region.words.insert(text);
  return region;
}

/// How many rows are handed out, of `count`, for all of them.
std::size_t pairs(std::size_t count, Box (*row)(std::int64_t)) {
  std::vector<Box> rows;
  for (std::size_t i = 0; i < count; ++i) rows.push_back(row(static_cast<std::int64_t>(i)));
  Neighbours neighbours(rows);
  for (std::size_t i = 0; i < count; ++i) static_cast<void>(neighbours.of(i));
  return neighbours.pairs();
}

TEST(Cost, RowsAreComparedWithTheFewThatShareAKey) {
  const auto apart = [](std::int64_t i) { return Box{word(i % 2 == 0 ? "A" : "B"), stretch(i * 10, i * 10 + 9)}; };
  EXPECT_EQ(pairs(1'000, apart), 1'000U);  // each meets itself
  EXPECT_EQ(pairs(10'000, apart), 10'000U);
  const auto touching = [](std::int64_t i) { return Box{Region::all(), stretch(i, i + 1)}; };
  EXPECT_EQ(pairs(1'000, touching), 2'998U);  // and those before and behind
  EXPECT_EQ(pairs(10'000, touching), 29'998U);
}

TEST(Cost, RowsThatAllShareTheirKeysAreComparedUpToALimit) {
  const auto same = [](std::int64_t) { return Box{word("A")}; };
  EXPECT_EQ(pairs(1'000, same), 1'000'000U);
  EXPECT_EQ(pairs(5'000, same), Neighbours::kPairsMax);
}

TEST(Cost, RowsBesideEachOtherAreFoundByWordsStretchesAndEverything) {
  Region both = word("A");
  both.words.insert("C");
  Region open;
  open.line.push_back({std::nullopt, Number(5), false, false});
  const std::vector<Box> rows = {{word("A"), stretch(1, 3)},
                                 {word("B"), stretch(1, 3)},
                                 {both, stretch(3, 4)},
                                 {Region::all(), stretch(9, 9)},
                                 {word("A"), open}};
  Neighbours neighbours(rows);
  using Rows = std::vector<std::size_t>;
  EXPECT_EQ(neighbours.of(0), (Rows{0, 2, 3, 4}));  // by the words: few enough, so the stretches are not asked
  EXPECT_EQ(neighbours.of(1), (Rows{1, 3}));
  EXPECT_EQ(neighbours.of(3), (Rows{0, 1, 2, 3, 4}));
}

TEST(Cost, PastALimitNoNameIsSuggested) {
  const auto rules = [](int known, int unknown) {
    std::string text = "package p \"P\"\nrecord R \"R\" { id: text key \"Id\"\n a: number \"A\" }\n";
    for (int i = 0; i < known; ++i)
      text += "define known_" + std::to_string(10'000 + i) + "_name \"D\" for R : number cites \"C\" = a\n";
    for (int i = 0; i < unknown; ++i)
      text += "define use_" + std::to_string(i) + " \"D\" for R : number cites \"C\" = know_" +
              std::to_string(10'000 + i) + "_name\n";
    return RulesInMemory(text, RulesInMemory::MayBeRefused{});
  };
  const auto suggested = [](const RulesInMemory& checked) {
    const auto& all = checked.diagnostics().all();
    return std::count_if(all.begin(), all.end(), [](const dsl::Diagnostic& d) { return d.help.has_value(); });
  };
  const RulesInMemory few = rules(100, 100);
  EXPECT_EQ(few.diagnostics().all().size(), 100U);
  EXPECT_EQ(suggested(few), 100);
  const RulesInMemory many = rules(10'000, 100);
  EXPECT_EQ(many.diagnostics().all().size(), 100U);
  EXPECT_GT(suggested(many), 0);
  EXPECT_LT(suggested(many), 60);
}

/// A table whose rows stand in a file.
struct Loaded final : Files {
  std::string csv = "code,rate\n";

  std::optional<std::string> read(const std::string& path, std::string&) const override {
    return path.ends_with(".csv") ? csv
                                  : "package p \"P\"\nrecord R \"R\" { id: text key \"Id\"\n code: hs \"Code\" }\n"
                                    "table t \"T\" for R cites \"C\" {\n  match code\n  gives rate: number\n"
                                    "  load \"t.csv\" { code from \"code\", rate from \"rate\" }\n}\n";
  }
  std::vector<std::string> rule_files(const std::string& path) const override { return {path}; }
};

/// The rows that are told, of so many that may fit, where the code is missing; they give 0 and 1 by turns.
std::size_t told(int rows) {
  Loaded files;
  for (int i = 0; i < rows; ++i)
    files.csv += std::to_string(1'001 + i / 89) + std::to_string(10 + i % 89) + "," + std::to_string(i % 2) + "\n";
  const Checked checked = check_rules({{"p.shibo"}, {}}, files);
  EXPECT_TRUE(checked.ok) << dsl::render(checked.diagnostics);
  const auto record = make_record(&checked.program->records.front(), {});
  Evaluation evaluation(*checked.program, *record);
  const Step& asked = *evaluation.ask(checked.program->named.front(), record.get());
  EXPECT_EQ(to_text(asked.value, *asked.type), "unknown");
  EXPECT_EQ(asked.value.causes().front()->path, "code");
  return static_cast<std::size_t>(std::count_if(asked.children.begin(), asked.children.end(),
                                                [](const Step* row) { return row->kind == Step::Kind::Row; }));
}

TEST(Cost, OfManyRowsThatMayFitThoseWithOneResultAreToldOnce) {
  EXPECT_EQ(told(100), 100U);
  EXPECT_EQ(told(101), 2U);
  EXPECT_EQ(told(20'000), 2U);
}

TEST(Cost, AStepLimitIsOfTheSizeOfTheWhole) {
  EXPECT_EQ(EvaluationLimits::of_one(1), 300'000U);
  EXPECT_EQ(EvaluationLimits::of_one(750), 300'000U);
  EXPECT_EQ(EvaluationLimits::of_one(751), 300'400U);
  EXPECT_EQ(EvaluationLimits::of_one(5'000), 2'000'000U);
  EXPECT_EQ(EvaluationLimits::of_one(5'001), 2'000'000U);
}

}  // namespace
}  // namespace shibo::engine
