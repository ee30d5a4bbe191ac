// Order makes no difference: of definitions in a file, of files, of rows and members, of elements of a list.
#include <algorithm>
#include <set>

#include "explain/cause_words.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

const std::vector<std::string> kDefinitions{
    "record R {\n  a: condition\n  n: number from 0\n  country: country\n  lines: list of L\n}\n",
    "record L in R {\n  v: number from 0\n  ok: condition\n}\n",
    "group near : country {\n  TH, VN\n  far_too\n}\n",
    "group far_too : country {\n  CN\n}\n",
    "parameter least : number {\n  3\n}\n",
    "define total for R : number cites \"x\" = sum of l.weighed for l in lines\n",
    "define weighed for L : number cites \"x\" = first of {\n  0 when not ok\n  v otherwise\n}\n",
    "condition enough for R cites \"x\" = total >= least\n  except 1 < 2 when country in near cites \"near\"\n  except 2 < 1 when a cites \"never\" overriding \"near\"\n",
    "table rate for R cites \"x\" {\n  match n\n  gives number\n  choose most specific\n  rows {\n    0 -> 1\n    0 to 10 -> 2\n    any -> 3\n  }\n}\n",
    "rule holds for R cites \"x\" {\n  when rate < 3\n  require enough\n}\n",
    "decision answer for R cites \"x\" {\n  yes when holds passes and enough\n  no when not enough\n  perhaps otherwise\n}\n",
};

std::string file_of(const std::vector<std::string>& definitions) {
  std::string text = "package laws\n\n";
  for (const std::string& one : definitions) text += one + '\n';
  return text;
}

/// All that the rules say of a record. Causes by what they say: their paths number the elements.
std::string said(const RulesInMemory& rules, const Record& record) {
  std::string text;
  for (const char* name : {"total", "enough", "rate", "holds", "answer"}) {
    Evaluation evaluation(rules.program(), record);
    const Step& step = *rules.ask(evaluation, name, record);
    text += std::string(name) + ": " + to_text(step.value, *step.type);
    for (const std::string& outcome : step.value.outcomes()) text += " | " + outcome;
    std::set<std::string> causes;
    for (const Cause* why : step.value.causes()) causes.insert(words_of(*why));
    for (const std::string& why : causes) text += "; " + why;
    text += '\n';
  }
  return text;
}

std::shared_ptr<Record> record(const RulesInMemory& rules, Lot& lot, std::uint64_t order) {
  std::map<std::string, FieldValue> fields;
  if (lot.once_in(2)) fields["a"] = given(lot.once_in(2));
  if (lot.once_in(2)) fields["n"] = given(Number(lot.between(0, 11)));
  if (lot.once_in(2)) fields["country"] = given(std::string(lot.once_in(2) ? "CN" : "DE"));
  std::vector<FieldValue> lines;
  for (int k = lot.below(4); k > 0; --k) {
    std::map<std::string, FieldValue> line;
    if (!lot.once_in(3)) line["v"] = given(Number(lot.between(0, 4)));
    if (!lot.once_in(3)) line["ok"] = given(lot.once_in(2));
    lines.push_back(holding(make_record(rules.record("L"), line)));
  }
  const bool complete = lot.once_in(2);
  std::shuffle(lines.begin(), lines.end(), std::mt19937_64(order));
  fields["lines"] = list_of_values(std::move(lines), complete);
  return make_record(rules.record("R"), fields);
}

TEST(Order, OfDefinitionsAndFilesMakesNoDifference) {
  const RulesInMemory in_order(file_of(kDefinitions));
  ASSERT_TRUE(in_order.ok());
  for (std::uint64_t seed = 1; seed <= static_cast<std::uint64_t>(rounds(20)); ++seed) {
    std::vector<std::string> shuffled = kDefinitions;
    std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937_64(seed));
    const auto half = shuffled.begin() + 5;
    const RulesInMemory mixed({file_of({shuffled.begin(), half}), file_of({half, shuffled.end()})});
    ASSERT_TRUE(mixed.ok());
    for (std::uint64_t k = 0; k < 20; ++k) {
      Lot one(seed * 100 + k);
      Lot same(seed * 100 + k);
      EXPECT_EQ(said(in_order, *record(in_order, one, 1)), said(mixed, *record(mixed, same, 1))) << "seed " << seed;
    }
  }
}

TEST(Order, OfElementsMakesNoDifference) {
  const RulesInMemory rules(file_of(kDefinitions));
  for (std::uint64_t seed = 1; seed <= static_cast<std::uint64_t>(rounds(300)); ++seed) {
    Lot one(seed);
    Lot same(seed);
    EXPECT_EQ(said(rules, *record(rules, one, 1)), said(rules, *record(rules, same, 2))) << "seed " << seed;
  }
}

}  // namespace
}  // namespace shibo::engine
