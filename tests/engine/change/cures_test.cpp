// What else would have to be so: beside all records of small worlds, and in the order in which a verdict asks.
#include "change/cures.hpp"

#include <set>

#include "judged.hpp"

namespace shibo::engine {
namespace {

/// `a is true; b is at most 3 (7)`, a cure a line; today's in parentheses, `()` where nobody said.
std::string cures_of(const Judged& judged) {
  std::string text;
  for (const Cure& cure : cures(judged.program(), judged.run(), judged.verdict()).cures) {
    for (const OtherFact& one : cure.facts) {
      const Type& type = one.at.record->type->fields[one.at.field].type;
      if (&one != &cure.facts.front()) text += "; ";
      text += one.path +
              (!one.is_figure ? " is "
               : one.up       ? " is at least "
                              : " is at most ") +
              to_text(Value::of(one.other), type) + " (" + (one.today ? to_text(Value::of(*one.today), type) : "") +
              ")";
    }
    text += "\n";
  }
  return text;
}

constexpr const char* kCureRules = R"(package laws

record Good dated by day {
  day: date fixed
  price: money in USD
  weight: quantity in kg
  mode: choice of { sea, air, road }
  sealed: condition
  proven: condition
  repacked: condition
}

rule plain for Good cites "A" {
  require proven presumed false
}
rule shipped for Good cites "B" {
  require mode is sea and sealed
}
rule joint for Good cites "C" {
  require (mode is air and price <= USD 100) or (not (repacked presumed true) and weight < 5 kg and sealed)
}
rule on_day for Good cites "D" {
  require day < 2020-01-01
}
)";

std::shared_ptr<Record> consignment(const RulesInMemory& rules, std::map<std::string, FieldValue> fields) {
  fields["day"] = day("2024-05-01");
  return make_record(rules.record("Good"), fields);
}
FieldValue text(const char* value) { return given(TextValue(value)); }

TEST(Cures, SayWhatAPresumptionWouldHaveToYieldTo) {
  const RulesInMemory rules(kCureRules);
  EXPECT_EQ(cures_of(Judged(rules, "plain", consignment(rules, {}))), "proven is true ()\n");
}

TEST(Cures, OfTwoFactsNameBothAndNeitherAlone) {
  const RulesInMemory rules(kCureRules);
  const auto record = consignment(rules, {{"mode", text("road")}, {"sealed", given(false)}});
  EXPECT_EQ(cures_of(Judged(rules, "shipped", record)), "mode is sea (road); sealed is true (false)\n");
  const auto near = consignment(rules, {{"mode", text("sea")}, {"sealed", given(false)}});
  EXPECT_EQ(cures_of(Judged(rules, "shipped", near)), "sealed is true (false)\n");
}

TEST(Cures, FindTheNearestFigureBesideAnotherFact) {
  const RulesInMemory rules(kCureRules);
  const auto record = consignment(rules, {{"mode", text("sea")},
                                          {"price", given(Money{*Number::parse("250.5"), "USD"})},
                                          {"weight", given(Quantity{*Number::parse("7"), "kg"})},
                                          {"sealed", given(true)}});
  EXPECT_EQ(cures_of(Judged(rules, "joint", record)),
            "mode is air (sea); price is at most USD 100.00 (USD 250.50)\n"
            "repacked is false (); weight is at most 4.99 kg (7 kg)\n");
}

TEST(Cures, ProposeNothingThatIsFixed) {
  const RulesInMemory rules(kCureRules);
  EXPECT_EQ(cures_of(Judged(rules, "on_day", consignment(rules, {}))), "");
}

/// Rules over four truths by lot: of all single facts and pairs the cures are those that pass, and no pair of which one
/// suffices.
TEST(Cures, AreAllOfOneAndTwoTruthsThatPass) {
  Lot lot(20261202);
  const std::vector<std::string> names{"p", "q", "r", "s"};
  for (int round = 0; round < rounds(200); ++round) {
    const auto literal = [&] { return (lot.once_in(3) ? "not " : "") + lot.of(names); };
    const auto term = [&] { return "(" + literal() + (lot.once_in(3) ? " or " : " and ") + literal() + ")"; };
    const std::string condition = term() + (lot.once_in(3) ? " or " : " and ") + term();
    const RulesInMemory rules(
        "package laws\nrecord R {\n  p: condition\n  q: condition\n  r: condition\n  s: condition\n}\n"
        "rule law for R cites \"A\" {\n  require " +
        condition + "\n}\n");
    std::map<std::string, bool> today;
    for (const std::string& name : names) today[name] = lot.once_in(2);
    const auto record = [&](const std::set<std::string>& flipped) {
      std::map<std::string, FieldValue> fields;
      for (const auto& [name, truth] : today) fields[name] = given(truth != flipped.contains(name));
      return make_record(rules.record("R"), fields);
    };
    const auto passes = [&](const std::set<std::string>& flipped) {
      return answer_of(rules.program(), {}, *record(flipped), rules.named("law")).standing == Verdict::Standing::Passes;
    };
    if (passes({})) continue;
    std::set<std::set<std::string>> expected;
    for (const std::string& a : names) {
      if (passes({a})) expected.insert({a});
      for (const std::string& b : names) {
        if (a != b && passes({a, b}) && !passes({a}) && !passes({b})) expected.insert({a, b});
      }
    }
    const Judged judged(rules, "law", record({}));
    std::set<std::set<std::string>> found;
    for (const Cure& cure : cures(judged.program(), judged.run(), judged.verdict()).cures) {
      std::set<std::string> facts;
      for (const OtherFact& one : cure.facts) facts.insert(one.path);
      found.insert(facts);
    }
    EXPECT_EQ(found, expected) << condition;
  }
}

}  // namespace
}  // namespace shibo::engine
