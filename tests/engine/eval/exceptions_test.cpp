// Exceptions by lot: those that are refused when the rules are checked do hold together for some record.
#include <algorithm>
#include <functional>

#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

/// A record: a number in halves, a day, and two truths.
struct RowFacts {
  int halves = 0;
  int day = 0;
  bool a = false;
  bool b = false;
};
struct Condition {
  std::string text;
  std::set<std::string> facts;
  std::function<bool(const RowFacts&)> holds;
};

Condition part(Lot& lot) {
  const int n = lot.below(4);
  const std::string bound = std::to_string(n);
  const std::string day = "2024-01-0" + std::to_string(n + 1);
  switch (lot.below(8)) {
    case 0: return {"n > " + bound, {"n"}, [n](const RowFacts& f) { return f.halves > 2 * n; }};
    case 1: return {"n <= " + bound, {"n"}, [n](const RowFacts& f) { return f.halves <= 2 * n; }};
    case 2:
      return {"n in " + bound + " to 3", {"n"}, [n](const RowFacts& f) { return f.halves >= 2 * n && f.halves <= 6; }};
    case 3: return {"day > " + day, {"day"}, [n](const RowFacts& f) { return f.day > n; }};
    case 4: return {"day < " + day, {"day"}, [n](const RowFacts& f) { return f.day < n; }};
    case 5: return {"a", {"a"}, [](const RowFacts& f) { return f.a; }};
    case 6: return {"not a", {"a"}, [](const RowFacts& f) { return !f.a; }};
    default: return {"b", {"b"}, [](const RowFacts& f) { return f.b; }};
  }
}

Condition condition(Lot& lot) {
  Condition all = part(lot);
  if (lot.once_in(2)) return all;
  const Condition more = part(lot);
  const auto first = all.holds;
  all.text += " and " + more.text;
  all.facts.insert(more.facts.begin(), more.facts.end());
  all.holds = [first, more](const RowFacts& f) { return first(f) && more.holds(f); };
  return all;
}

bool some_facts(const std::function<bool(const RowFacts&)>& holds) {
  for (int halves = -2; halves <= 8; ++halves) {
    for (int day = -2; day <= 6; ++day) {
      for (int truths = 0; truths < 4; ++truths) {
        if (holds({halves, day, truths % 2 == 1, truths > 1})) return true;
      }
    }
  }
  return false;
}

TEST(Exceptions, ThatAreRefusedHoldTogether) {
  int refused = 0;
  for (int seed = 1; seed <= rounds(400); ++seed) {
    Lot lot(static_cast<std::uint64_t>(seed));
    const Condition one = condition(lot);
    const Condition two = condition(lot);
    const std::string text =
        "package laws\n\nrecord R {\n  n: number\n  day: date\n  a: condition\n  b: condition\n}\n"
        "define d for R : number cites \"x\" = 1\n  except 2 when " +
        one.text + "\n  except 3 when " + two.text + "\n";
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + text);
    const RulesInMemory rules(text, RulesInMemory::MayBeRefused{});
    const bool both = some_facts([&](const RowFacts& f) { return one.holds(f) && two.holds(f); });
    const bool each = some_facts(one.holds) && some_facts(two.holds);
    EXPECT_TRUE(rules.ok() || both || !each);
    EXPECT_TRUE(!rules.ok() || !both || one.facts != two.facts) << "of the same facts, and not refused";
    refused += rules.ok() ? 0 : 1;
  }
  EXPECT_GT(refused, rounds(20));
}

/// Whether `d` is a conflict in a record in which both exceptions hold.
bool conflicts(const RulesInMemory& rules, std::map<std::string, FieldValue> more = {}) {
  more["a"] = more["b"] = given(true);
  more["day"] = given(*Date::parse("2024-01-01"));
  const auto record = make_record(rules.record("Row"), more);
  Evaluation evaluation(rules.program(), *record);
  const Value& value = rules.ask(evaluation, "d", *record)->value;
  EXPECT_FALSE(value.known());
  EXPECT_FALSE(value.causes().empty()) << "what is unknown says why";
  return value.conflict();
}

TEST(Exceptions, OfAmountsInTwoCurrenciesAreAConflictUnlessARateCouldMakeThemOne) {
  const std::string record =
      "package laws\nrecord Row dated by day {\n  day: date\n  a: condition\n  b: condition\n}\n";
  const std::string d =
      "define d for Row : money cites \"A\"\n  = USD 100\n  except USD 5 when a cites \"E1\"\n  except EUR 5 when b cites \"E2\"\n";
  EXPECT_TRUE(conflicts(RulesInMemory(record + d)));
  const RulesInMemory converted(
      record + "rates r cites \"R\" {\n  USD 1 is CNY 7\n}\nconvert money by r on day cites \"R\"\n" + d);
  EXPECT_FALSE(conflicts(converted));
}

TEST(Exceptions, OfCodesThatMayBeOneAreNoConflict) {
  const RulesInMemory rules(
      "package laws\nrecord Row dated by day {\n  day: date\n  a: condition\n  b: condition\n  x: hs\n  y: hs\n}\n"
      "define d for Row : hs cites \"A\"\n  = x\n  except x when a cites \"E1\"\n  except y when b cites \"E2\"\n");
  const auto code = [](const char* digits) { return given(*HsCode::parse(digits)); };
  EXPECT_FALSE(conflicts(rules, {{"x", code("8703")}, {"y", code("8703.23")}}));
  EXPECT_TRUE(conflicts(rules, {{"x", code("8704.10")}, {"y", code("8703.23")}}));
}

/// Of exceptions that all hold: in how many orders they are a conflict, and how many there are.
std::pair<int, int> conflicts_by_order(const std::vector<Scalar>& values) {
  const bool of_money = std::holds_alternative<Money>(values.front());
  const std::string type = of_money ? "money" : "hs";
  std::string record = "package laws\nrecord Row dated by day {\n  day: date\n";
  std::map<std::string, FieldValue> facts{{"day", day("2024-01-01")}};
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string n = std::to_string(i);
    record += "  c" + n + ": condition\n  v" + n + ": " + type + "\n";
    facts["c" + n] = given(true);
    facts["v" + n] = given(values[i]);
    order.push_back(i);
  }
  record += "}\nrates r cites \"R\" {\n  USD 1 is CNY 2\n  JPY 1 is CNY 4\n}\nconvert money by r on day cites \"R\"\n";
  std::pair<int, int> found{0, 0};
  do {
    std::string text = record + "define d for Row : " + type + " cites \"A\"\n  = v0\n";
    for (const std::size_t i : order) {
      const std::string n = std::to_string(i);
      text += "  except v" + n + " when c" + n + " cites \"E" + n + "\"\n";
    }
    const RulesInMemory rules(text);
    const auto row = make_record(rules.record("Row"), facts);
    if (rules.value("d", *row).conflict()) ++found.first;
    ++found.second;
  } while (std::next_permutation(order.begin(), order.end()));
  return found;
}

Scalar amount(const char* currency, int of) { return Money{Number(of), currency}; }
Scalar code(const char* digits) { return *HsCode::parse(digits); }

TEST(Exceptions, AreAConflictInEveryOrderOrInNone) {
  using Count = std::pair<int, int>;
  // There is no rate for EUR, and none between USD and JPY but by way of CNY.
  EXPECT_EQ(conflicts_by_order({amount("EUR", 5), amount("USD", 1), amount("USD", 2)}), Count(6, 6));
  EXPECT_EQ(conflicts_by_order({amount("EUR", 5), amount("USD", 1), amount("CNY", 2)}), Count(0, 6));
  EXPECT_EQ(conflicts_by_order({amount("EUR", 5), amount("USD", 1), amount("CNY", 3)}), Count(6, 6));
  EXPECT_EQ(conflicts_by_order({amount("USD", 2), amount("JPY", 1)}), Count(0, 2));
  EXPECT_EQ(conflicts_by_order({amount("USD", 2), amount("JPY", 1), amount("CNY", 4)}), Count(0, 6));
  EXPECT_EQ(conflicts_by_order({amount("USD", 3), amount("JPY", 1), amount("EUR", 4)}), Count(0, 6));
  EXPECT_EQ(conflicts_by_order({amount("USD", 1), amount("EUR", 1), amount("CNY", 0)}), Count(6, 6));
  EXPECT_EQ(conflicts_by_order({amount("USD", 1), amount("EUR", -1), amount("JPY", 1)}), Count(6, 6));
  EXPECT_EQ(conflicts_by_order({code("87"), code("8703"), code("8704")}), Count(6, 6));
  EXPECT_EQ(conflicts_by_order({code("87"), code("8703"), code("870321")}), Count(0, 6));
  const std::vector<Scalar> amounts{amount("EUR", 1), amount("EUR", 2), amount("EUR", -1),
                                    amount("USD", 1), amount("USD", 2), amount("CNY", 0),
                                    amount("CNY", 2), amount("CNY", 4), amount("JPY", 1)};
  const std::vector<Scalar> codes{code("87"), code("8703"), code("8704"), code("870321"), code("870322")};
  int conflicts = 0;
  for (int seed = 1; seed <= rounds(100); ++seed) {
    Lot lot(static_cast<std::uint64_t>(seed));
    const std::vector<Scalar>& from = lot.once_in(2) ? amounts : codes;
    std::vector<Scalar> values;
    for (int i = lot.between(2, 4); i > 0; --i) values.push_back(lot.of(from));
    const auto [some, all] = conflicts_by_order(values);
    EXPECT_TRUE(some == 0 || some == all) << "seed " << seed;
    conflicts += some == all ? 1 : 0;
  }
  EXPECT_GT(conflicts, rounds(20));
  EXPECT_LT(conflicts, rounds(90));
}

/// USD 1 is CNY 7, so that both are one amount; but in which currency it is rests on what is not known.
TEST(Exceptions, OfOneAmountInTwoCurrenciesAreThatAmount) {
  const RulesInMemory rules(
      "package laws\nrecord Row dated by day {\n  day: date\n  a: condition\n  b: condition\n}\n"
      "rates r cites \"R\" {\n  USD 1 is CNY 7\n}\nconvert money by r on day cites \"R\"\n"
      "define d for Row : money cites \"A\"\n  = JPY 5\n  except USD 1 when a cites \"E 1\"\n  except CNY 7 when b cites \"E 2\"\n"
      "define either for Row : money cites \"B\" = first of {\n  USD 1 when a\n  CNY 7 otherwise\n}\n"
      "condition d_is_seven for Row = d is CNY 7\n"
      "condition either_is_seven for Row = either is CNY 7\n"
      "condition either_in_dollars for Row = currency of either is USD\n");
  const auto truth = [&](const char* name, std::map<std::string, FieldValue> facts) {
    facts["day"] = day("2024-01-01");
    return rules.value(name, *make_record(rules.record("Row"), facts)).truth();
  };
  EXPECT_EQ(truth("d_is_seven", {{"a", given(true)}, {"b", given(true)}}), Truth::True);
  EXPECT_EQ(truth("either_is_seven", {}), Truth::True);
  EXPECT_EQ(truth("either_in_dollars", {}), Truth::Unknown);
  EXPECT_EQ(truth("either_in_dollars", {{"a", given(true)}}), Truth::True);
  EXPECT_EQ(truth("either_in_dollars", {{"a", given(false)}}), Truth::False);
}

TEST(Exceptions, OfAConflictNothingElseIsWorkedOut) {
  const RulesInMemory rules(
      "package laws\nrecord R {\n  a: condition\n  b: condition\n}\n"
      "define d for R : number cites \"A\"\n  = 1\n  except 4 when a cites \"E 1\"\n  except 5 when b cites \"E 2\"\n"
      "condition over for R cites \"B\" = (max of [d, 7]) > 3\n");
  const auto over = [&](bool a, bool b) {
    const auto row = make_record(rules.record("R"), {{"a", given(a)}, {"b", given(b)}});
    return rules.value("over", *row).truth();
  };
  EXPECT_EQ(over(true, false), Truth::True);
  EXPECT_EQ(over(true, true), Truth::Unknown);
}

}  // namespace
}  // namespace shibo::engine
