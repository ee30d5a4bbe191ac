// What names in the rules mean: where each is declared, and everywhere it is used.
#include "shibo/names.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <variant>

#include "check/check.hpp"
#include "shipped.hpp"

namespace shibo {
namespace {

std::vector<std::string> told(const NameInfo& info) {
  std::vector<std::string> lines;
  for (const NameUse& use : info.uses)
    lines.push_back(to_text(use.place) + (use.declares ? " declared" : " " + use.within));
  return lines;
}

TEST(Names, AreDeclaredOnceAndUsedWhereTheyStand) {
  const std::vector<NameInfo> weight = names_called(parcels(), "Parcel.weight");
  ASSERT_EQ(weight.size(), 1u);
  EXPECT_EQ(weight[0].kind, "field");
  EXPECT_EQ(weight[0].title, "Weight with packing");
  EXPECT_EQ(
      std::count_if(weight[0].uses.begin(), weight[0].uses.end(), [](const NameUse& use) { return use.declares; }), 1);
  EXPECT_TRUE(std::any_of(weight[0].uses.begin(), weight[0].uses.end(), [](const NameUse& use) {
    return use.within == "parcels.light_enough";
  })) << ::testing::PrintToString(told(weight[0]));
  EXPECT_TRUE(
      std::any_of(weight[0].uses.begin(), weight[0].uses.end(),
                  [](const NameUse& use) { return to_text(use.place) == "examples/first_rule/parcels.shibo:34:23"; }))
      << "in what is advised: " << ::testing::PrintToString(told(weight[0]));
  EXPECT_EQ(names_called(parcels(), "weight").size(), 1u) << "alone it is the same";
  EXPECT_TRUE(names_called(parcels(), "Parcel").front().kind == "record");
  EXPECT_TRUE(names_called(parcels(), "nothing_of_that_name").empty());
}

TEST(Names, AtAPlaceAreWhatIsWrittenThere) {
  const std::vector<NameInfo> there = names_at(parcels(), "examples/first_rule/parcels.shibo", 33, 13);
  ASSERT_EQ(there.size(), 1u);
  EXPECT_EQ(there[0].name, "parcels.Parcel.weight");
  EXPECT_EQ(told(there[0]), told(names_called(parcels(), "weight").front()));
  EXPECT_TRUE(names_at(parcels(), "examples/first_rule/parcels.shibo", 33, 1).empty());
  EXPECT_TRUE(names_at(parcels(), "examples/first_rule/other.shibo", 33, 13).empty());
}

/// A library's text is used by each package that fills its needs, and stands in one place.
TEST(Names, OfALibraryAreToldOnce) {
  const std::vector<NameInfo> found = names_called(rcep(), "trade.origin.build_down_share");
  ASSERT_EQ(found.size(), 1u);
  std::set<std::string> places;
  for (const NameUse& use : found[0].uses) places.insert(to_text(use.place));
  EXPECT_EQ(places.size(), found[0].uses.size());
}

namespace inner = engine;

std::string name_of(const inner::Meaning& meaning) {
  return std::visit(
      [](const auto& of) {
        if constexpr (requires { of.record; }) return of.record->fields[static_cast<std::size_t>(of.field)].name;
        else return of->name;
      },
      meaning);
}

std::vector<inner::Meaning> declared(const inner::Program& program) {
  std::vector<inner::Meaning> all;
  for (const inner::Named& named : program.named) all.emplace_back(&named);
  for (const inner::RecordType& record : program.records) {
    all.emplace_back(&record);
    for (std::size_t i = 0; i < record.fields.size(); ++i)
      all.emplace_back(inner::FieldOfRecord{&record, static_cast<int>(i)});
  }
  for (const inner::ChoiceType& choice : program.choices) all.emplace_back(&choice);
  return all;
}

class Shipped : public ::testing::TestWithParam<const char*> {
 protected:
  const inner::Checked checked = inner::check_rules({{GetParam()}, {"rules"}}, inner::disk_files());
};

/// At each place that is told stands the name itself, and who asks there is told the same.
TEST_P(Shipped, NamesStandWhereTheyAreTold) {
  ASSERT_TRUE(checked.ok);
  const inner::Uses& uses = checked.program->uses;
  std::size_t count = 0;
  for (const inner::Meaning& meaning : declared(*checked.program)) {
    const std::string name = name_of(meaning);
    for (const inner::Use& use : uses.of(meaning)) {
      ++count;
      const std::string written(use.name.source->slice(use.name.span));
      EXPECT_EQ(written.substr(written.rfind('.') + 1), name);
      const std::string& file = use.name.source->path();
      for (const std::uint32_t offset : {use.name.span.begin, use.name.span.end - 1}) {
        const std::vector<inner::Use> there = uses.at(file, use.name.source->position(offset));
        EXPECT_TRUE(std::any_of(there.begin(), there.end(), [&](const inner::Use& one) {
          return one.means == meaning;
        })) << name;
      }
      const std::vector<inner::Use> after = uses.at(file, use.name.source->position(use.name.span.end));
      EXPECT_TRUE(std::none_of(after.begin(), after.end(),
                               [&](const inner::Use& one) { return one.name.span == use.name.span; }));
    }
  }
  EXPECT_GT(count, 100u);
}

/// Whoever rests on a definition names it somewhere in its text.
TEST_P(Shipped, CallsAreAmongTheUses) {
  for (const inner::Named& caller : checked.program->named) {
    for (const inner::Named* callee : caller.calls) {
      const std::vector<inner::Use> uses = checked.program->uses.of(callee);
      EXPECT_TRUE(std::any_of(uses.begin(), uses.end(), [&](const inner::Use& use) { return use.within == &caller; }))
          << caller.name << " names " << callee->name;
    }
  }
}

/// Whoever walks a program may keep what it finds in a vector.
TEST_P(Shipped, HasNumbersFromOneInTheOrderOfDeclaration) {
  const auto are_dense = [](const auto& all) {
    std::uint32_t next = 1;
    for (const auto& one : all) EXPECT_EQ(one.id, next++);
  };
  are_dense(checked.program->nodes);
  are_dense(checked.program->named);
  are_dense(checked.program->records);
  are_dense(checked.program->packages);
  for (const inner::Named& caller : checked.program->named)
    EXPECT_TRUE(std::is_sorted(caller.calls.begin(), caller.calls.end(), inner::ById())) << caller.name;
}

INSTANTIATE_TEST_SUITE_P(Packages, Shipped, ::testing::Values("rules/rcep", "rules/cptpp", "fuzz/everything"),
                         [](const auto& run) {
                           std::string name = run.param;
                           return name.substr(name.rfind('/') + 1);
                         });

/// Of rules with a mistake the rest is told all the same: an editor asks about such.
TEST(Names, AreKeptWhereThereIsAMistake) {
  struct OneFile final : inner::Files {
    std::optional<std::string> read(const std::string&, std::string&) const override {
      return "package p\nrecord R { a: number }\ncondition c for R = a > 1\ncondition d for R = c and nonsense\n";
    }
    std::vector<std::string> rule_files(const std::string& path) const override { return {path + "/r.shibo"}; }
  };
  const inner::Checked checked = inner::check_rules({{"p"}, {}}, OneFile());
  EXPECT_FALSE(checked.ok);
  const inner::Program& program = *checked.program;
  const auto c = std::find_if(program.named.begin(), program.named.end(),
                              [](const inner::Named& named) { return named.name == "c"; });
  ASSERT_NE(c, program.named.end());
  EXPECT_EQ(program.uses.of(&*c).size(), 2u);
}

}  // namespace
}  // namespace shibo
