// Where a verdict turns: on both sides of each figure that is told, and beside all figures of small grids.
#include "change/turning.hpp"

#include "judged.hpp"

namespace shibo::engine {
namespace {

/// `value down 60.001 | 60 fails`: the way, the last figure that is the same, the first that is not, what it is then.
std::string turnings_of(const Judged& judged) {
  std::string text;
  for (const Turning& one : turning_points(judged.program(), judged.run(), judged.verdict()).points) {
    const Type& type = one.at.record->type->fields[one.at.field].type;
    text += one.path + (one.up ? " up " : " down ") + to_text(Value::of(one.last), type) + " | " +
            to_text(Value::of(one.first), type) +
            (one.edge == shibo::Turning::Edge::AtLast    ? " at last "
             : one.edge == shibo::Turning::Edge::AtFirst ? " at first "
                                                         : " ") +
            shibo::to_text(one.otherwise.standing);
    for (const std::string& outcome : one.otherwise.outcomes) text += " " + outcome;
    text += "\n";
  }
  return text;
}

constexpr const char* kTurningRules = R"(package laws

record Part in Good {
  value: money in USD
}
record Good dated by day {
  day: date
  price: money in USD
  weight: quantity in kg
  share: percent
  count: number
  origin_day: date fixed
  parts: list of Part
}

parameter most : percent cites "A" {
  40% until 2024-05-01
  30% since 2024-05-02
}

rule content for Good cites "A" {
  require (sum of p.value for p in parts) <= most * price
}
rule light for Good cites "B" {
  require weight < 10 kg
}
rule few for Good cites "C" {
  when count > 0
  require count <= 12
}
rule shares for Good cites "D" {
  require share is 25% or share is 50%
}
decision size for Good cites "E" {
  small when weight < 1 kg
  middle when weight < 5 kg
  large otherwise
}
rule old for Good cites "F" {
  require origin_day < 2020-01-01
}
)";

std::shared_ptr<Record> good(const RulesInMemory& rules, const std::map<std::string, FieldValue>& fields,
                             const std::vector<const char*>& parts = {}) {
  std::vector<FieldValue> items;
  for (const char* value : parts) {
    FieldValue item;
    item.state = FieldState::Given;
    item.record = make_record(rules.record("Part"), {{"value", given(Money{*Number::parse(value), "USD"})}});
    items.push_back(std::move(item));
  }
  auto all = fields;
  all["parts"] = list_of_values(std::move(items), true);
  return make_record(rules.record("Good"), all);
}

FieldValue kilograms(const char* text) { return given(Quantity{*Number::parse(text), "kg"}); }
FieldValue dollars(const char* text) { return given(Money{*Number::parse(text), "USD"}); }

TEST(Turning, OfASumIsToldOfEachFigureInIt) {
  const RulesInMemory rules(kTurningRules);
  const auto record = good(rules, {{"day", day("2024-05-01")}, {"price", dollars("100")}}, {"30", "9.5"});
  EXPECT_EQ(turnings_of(Judged(rules, "content", record)),
            "parts[1].value up USD 30.50 | USD 30.51 fails\n"
            "parts[2].value up USD 10.00 | USD 10.01 fails\n"
            "price down USD 98.75 | USD 98.74 fails\n"
            "day up 2024-05-01 | 2024-05-02 fails\n");
}

TEST(Turning, OfARefusalIsWhatWouldHaveSufficed) {
  const RulesInMemory rules(kTurningRules);
  const auto record = good(rules, {{"day", day("2024-06-30")}, {"price", dollars("100")}}, {"30.001"});
  EXPECT_EQ(turnings_of(Judged(rules, "content", record)),
            "parts[1].value down USD 30.001 | USD 30.00 passes\n"
            "price up USD 100.00 | USD 100.01 passes\n"
            "day down 2024-05-02 | 2024-05-01 passes\n");
}

TEST(Turning, OfAStrictComparisonIsTheFigureItself) {
  const RulesInMemory rules(kTurningRules);
  EXPECT_EQ(turnings_of(Judged(rules, "light", good(rules, {{"weight", kilograms("9")}}))),
            "weight up 9.99 kg | 10 kg at first fails\n");
  EXPECT_EQ(turnings_of(Judged(rules, "light", good(rules, {{"weight", kilograms("10")}}))),
            "weight down 10 kg | 9.99 kg at last passes\n");
}

TEST(Turning, OfADecisionNamesTheOutcomeBeyond) {
  const RulesInMemory rules(kTurningRules);
  EXPECT_EQ(turnings_of(Judged(rules, "size", good(rules, {{"weight", kilograms("3")}}))),
            "weight down 1 kg | 0.99 kg at last informs small\nweight up 4.99 kg | 5 kg at first informs large\n");
}

TEST(Turning, MayBeThatTheRuleNoLongerApplies) {
  const RulesInMemory rules(kTurningRules);
  EXPECT_EQ(turnings_of(Judged(rules, "few", good(rules, {{"count", given(Number(7))}}))),
            "count down 1 | 0 not_applicable\ncount up 12 | 13 fails\n");
}

TEST(Turning, FindsAFigureThatStandsAloneInTheRules) {
  const RulesInMemory rules(kTurningRules);
  EXPECT_EQ(turnings_of(Judged(rules, "shares", good(rules, {{"share", given(*Number::parse("0.3"))}}))),
            "share down 25.01% | 25% at first passes\nshare up 49.99% | 50% at first passes\n");
}

TEST(Turning, ProposesNothingThatIsFixedOrNotGiven) {
  const RulesInMemory rules(kTurningRules);
  EXPECT_EQ(turnings_of(Judged(rules, "old", good(rules, {{"origin_day", day("2019-05-01")}}))), "");
  EXPECT_EQ(turnings_of(Judged(rules, "size", good(rules, {}))), "");
}

/// Over comparisons by lot, beside all figures of the grid: each turning is the nearest.
TEST(Turning, IsTheNearestAmongAllFiguresOfTheGrid) {
  constexpr int kMost = 40;
  Lot lot(20261201);
  for (int round = 0; round < rounds(300); ++round) {
    const std::vector<const char*> operators{"<", "<=", ">", ">=", "is", "is not"};
    const auto term = [&] {
      return std::string(lot.once_in(2) ? "x " : "y ") + lot.of(operators) + " " + std::to_string(lot.below(30));
    };
    const auto join = [&] { return lot.once_in(2) ? " and " : " or "; };
    const std::string condition = "(" + term() + join() + term() + ")" + join() + term();
    const RulesInMemory rules(
        "package laws\nrecord R {\n  x: number from 0 to 40\n  y: number from 0 to 40\n}\n"
        "rule r for R cites \"A\" {\n  require " +
        condition + "\n}\n");
    const std::map<std::string, int> today{{"x", lot.between(0, kMost)}, {"y", lot.between(0, kMost)}};
    const auto record = [&](const std::map<std::string, int>& figures) {
      std::map<std::string, FieldValue> fields;
      for (const auto& [name, figure] : figures) fields[name] = given(Number(figure));
      return make_record(rules.record("R"), fields);
    };
    const auto says = [&](const std::string& name, int figure) {
      auto figures = today;
      figures[name] = figure;
      return answer_of(rules.program(), {}, *record(figures), rules.named("r"));
    };
    const auto beside = [&](const std::string& name) {
      std::string text;
      for (const int step : {-1, 1}) {
        const Answer same = says(name, today.at(name));
        int at = today.at(name);
        while (at >= 0 && at <= kMost && says(name, at) == same) at += step;
        if (at < 0 || at > kMost) continue;
        text += name + (step > 0 ? " up " : " down ") + std::to_string(at - step) + " | " + std::to_string(at) + " " +
                shibo::to_text(says(name, at).standing) + "\n";
      }
      return text;
    };
    const bool x_first = condition.find('x') < condition.find('y');
    const std::string expected = x_first ? beside("x") + beside("y") : beside("y") + beside("x");
    EXPECT_EQ(turnings_of(Judged(rules, "r", record(today))), expected)
        << condition << " with " << today.at("x") << " and " << today.at("y");
  }
}

}  // namespace
}  // namespace shibo::engine
