// `list of … where …`: an element of which it is not known whether it is one decides nothing, and is not forgotten
// either. What is asked of the list is what would have been asked of the elements themselves.
#include "program/types.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kPerhapsRules = R"(package laws

record R {
  items: list of X
}
record X in R {
  i: condition
  k: number from 0
}

define used for R : list of number = list of x.k for x in items where x.i

condition every_by_list for R = every z in used satisfies z is 1
condition every_itself for R = every x in items where x.i satisfies x.k is 1
condition some_by_list for R = some z in used satisfies z is 1
condition some_itself for R = some x in items where x.i satisfies x.k is 1
condition sum_by_list for R = (sum of z for z in used) >= 2
condition sum_itself for R = (sum of x.k for x in items where x.i) >= 2
condition count_by_list for R = (count of z in used where z is 1) >= 2
condition count_itself for R = (count of x in items where x.i and x.k is 1) >= 2
condition most_by_list for R = (max of z for z in used) >= 1
condition most_itself for R = (max of x.k for x in items where x.i) >= 1
condition member_by_list for R = 1 in used
condition member_itself for R = some x in items where x.i satisfies x.k is 1
condition empty_by_list for R = used is empty
condition empty_itself for R = not (some x in items satisfies x.i)
)";

std::shared_ptr<Record> record_of(const RulesInMemory& rules, Lot& lot, bool complete) {
  std::vector<FieldValue> items;
  for (int n = lot.below(4); n > 0; --n) {
    std::map<std::string, FieldValue> item;
    if (!lot.once_in(3)) item["i"] = given(lot.once_in(2));
    if (lot.once_in(6)) item["k"] = invalid("purple");
    else if (!lot.once_in(4)) item["k"] = given(Number(lot.below(3)));
    items.push_back(holding(make_record(rules.record("X"), item)));
  }
  return make_record(rules.record("R"), {{"items", list_of_values(std::move(items), complete)}});
}

/// The truth, and where it is open the kinds and paths of its causes.
std::string said(const RulesInMemory& rules, const std::string& name, const Record& record) {
  Evaluation evaluation(rules.program(), record);  // which owns the causes
  const Value& value = rules.ask(evaluation, name, record)->value;
  if (value.truth() != Truth::Unknown) return value.truth() == Truth::True ? "true" : "false";
  std::string text = "unknown";
  for (const Cause* why : value.causes()) text += " " + std::to_string(static_cast<int>(why->kind())) + why->path;
  return text;
}

TEST(PerhapsElements, AListOfThemAnswersAsTheyThemselvesWould) {
  const RulesInMemory rules(kPerhapsRules);
  ASSERT_TRUE(rules.ok());
  for (int seed = 1; seed <= rounds(1'000); ++seed) {
    Lot lot(static_cast<std::uint64_t>(seed));
    const bool complete = lot.once_in(2);
    const auto record = record_of(rules, lot, complete);
    for (const std::string name : {"every", "some", "sum", "count", "most", "member", "empty"}) {
      const Truth by_list = rules.value(name + "_by_list", *record).truth();
      const Truth itself = rules.value(name + "_itself", *record).truth();
      // Of an open list of numbers it is not known that they are never negative, as it is of the field they come from.
      const bool without_bound = name == "sum" && by_list == Truth::Unknown && !complete;
      ASSERT_TRUE(by_list == itself || without_bound) << name << ", seed " << seed;
    }
    // The causes, too, where the two are written alike.
    for (const std::string name : {"every", "some"})
      ASSERT_EQ(said(rules, name + "_by_list", *record), said(rules, name + "_itself", *record))
          << name << ", seed " << seed;
  }
}

TEST(PerhapsElements, AnInvalidValueBehindAnOpenWhereIsACause) {
  const RulesInMemory rules(kPerhapsRules);
  std::vector<FieldValue> items{holding(make_record(rules.record("X"), {{"k", invalid("purple")}}))};
  const auto record = make_record(rules.record("R"), {{"items", list_of_values(std::move(items), true)}});
  Evaluation evaluation(rules.program(), *record);
  const Value& value = rules.ask(evaluation, "every_by_list", *record)->value;
  EXPECT_EQ(value.truth(), Truth::Unknown);
  bool invalid_told = false;
  for (const Cause* why : value.causes()) invalid_told = invalid_told || why->kind() == CauseKind::Invalid;
  EXPECT_TRUE(invalid_told) << "a presumption would step in over it";
}

}  // namespace
}  // namespace shibo::engine
