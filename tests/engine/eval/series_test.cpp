// Series: what is counted of a history is what a list of the same records would give.
#include <algorithm>
#include <optional>

#include "explain/cause_words.hpp"
#include "judge/judge.hpp"
#include "ledger/ledger.hpp"
#include "record/identity.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

const char* const kFlows =
    "package laws\n"
    "record Flow dated by sent_on {\n  id: text key\n  exporter: text\n  to: country\n  sent_on: date\n"
    "  persons: number from 0\n  cost: money\n  personal: condition\n}\n"
    "series flows_of_exporter \"Of the same exporter\" for Flow by exporter\n"
    "parameter since : date cites \"Act\" {\n  2024-01-01\n}\n"
    "condition counts for Flow = personal\n"
    "define summed for Flow : number = sum of t.persons for t in flows_of_exporter\n"
    "  where t.sent_on in sent_on - 12 months to sent_on and t.counts\n"
    "define counted for Flow : number = count of t in flows_of_exporter\n"
    "  where t.sent_on in sent_on - 12 months to sent_on and t.counts\n"
    "define most for Flow : number = max of t.persons for t in flows_of_exporter\n"
    "  where t.sent_on in sent_on - 12 months to sent_on and t.counts\n"
    "define least for Flow : number = min of t.persons for t in flows_of_exporter\n"
    "  where t.sent_on in sent_on - 12 months to sent_on and t.counts\n"
    "define places for Flow : number = count of distinct t.to for t in flows_of_exporter\n"
    "  where t.sent_on in sent_on - 12 months to sent_on and t.counts\n"
    "define costs for Flow : money = sum of t.cost for t in flows_of_exporter\n"
    "  where t.sent_on in sent_on - 12 months to sent_on and t.counts\n"
    "define open_ended for Flow : number = sum of t.persons for t in flows_of_exporter where t.sent_on > since\n"
    "define last_day for Flow : date = max of t.sent_on for t in flows_of_exporter where t.sent_on < sent_on\n";

/// The same record with all of them in a list.
const char* const kBag =
    "record Bag dated by sent_on {\n  exporter: text\n  sent_on: date\n  flows: list of Line\n}\n"
    "record Line in Bag {\n  id: text\n  exporter: text\n  to: country\n  sent_on: date\n"
    "  persons: number from 0\n  cost: money\n  personal: condition\n}\n"
    "condition counts for Line = personal\n"
    "define bag_summed for Bag : number = sum of t.persons for t in flows\n"
    "  where t.exporter is exporter and t.sent_on in sent_on - 12 months to sent_on and t.counts\n"
    "define bag_counted for Bag : number = count of t in flows\n"
    "  where t.exporter is exporter and t.sent_on in sent_on - 12 months to sent_on and t.counts\n"
    "define bag_most for Bag : number = max of t.persons for t in flows\n"
    "  where t.exporter is exporter and t.sent_on in sent_on - 12 months to sent_on and t.counts\n"
    "define bag_least for Bag : number = min of t.persons for t in flows\n"
    "  where t.exporter is exporter and t.sent_on in sent_on - 12 months to sent_on and t.counts\n"
    "define bag_places for Bag : number = count of distinct t.to for t in flows\n"
    "  where t.exporter is exporter and t.sent_on in sent_on - 12 months to sent_on and t.counts\n"
    "define bag_costs for Bag : money = sum of t.cost for t in flows\n"
    "  where t.exporter is exporter and t.sent_on in sent_on - 12 months to sent_on and t.counts\n";

using FlowSaid = std::map<std::string, FieldValue>;

std::string bound_shown(const std::optional<Number>& number) { return number ? number->to_string() : "…"; }

/// A value and, where it is unknown, what it is known to lie between.
std::string worth_shown(const Value& value) {
  if (value.known()) return exact_text(value);
  return "? " + bound_shown(value.low()) + " to " + bound_shown(value.high()) + (value.undefined() ? " or none" : "");
}

class Flows {
 public:
  Flows() : rules_(std::string(kFlows) + kBag) {}

  [[nodiscard]] std::shared_ptr<Record> flow(const FlowSaid& said) const {
    auto record = make_record(rules_.record("Flow"), said);
    give_ids(*record);
    return record;
  }
  /// What a name is worth for the record, among those of the history.
  [[nodiscard]] std::string asked(const char* name, const FlowSaid& said, const std::vector<FlowSaid>& history,
                                  const std::optional<Window>& whole = Window{}) const {
    Ledger ledger(rules_.program(), {});
    for (const FlowSaid& one : history) ledger.add(flow(one));
    if (whole) ledger.say_whole(*whole);
    ledger.finish();
    engine::Run run;
    run.history = &ledger;
    const auto record = flow(said);
    Evaluation evaluation(rules_.program(), *record, run);
    return worth_shown(rules_.ask(evaluation, name, *record)->value);
  }
  [[nodiscard]] std::string of_bag(const std::string& name, const FlowSaid& said,
                                   const std::vector<FlowSaid>& all) const {
    FlowSaid bag;
    for (const char* field : {"exporter", "sent_on"}) {
      if (said.contains(field)) bag[field] = said.at(field);
    }
    std::vector<FieldValue> lines;
    for (const FlowSaid& one : all) lines.push_back(holding(make_record(rules_.record("Line"), one)));
    bag["flows"] = list_of_values(std::move(lines), true);
    const auto record = make_record(rules_.record("Bag"), bag);
    Evaluation evaluation(rules_.program(), *record);
    return worth_shown(rules_.ask(evaluation, "bag_" + name, *record)->value);
  }
  [[nodiscard]] const RulesInMemory& rules() const { return rules_; }

 private:
  RulesInMemory rules_;
};

FlowSaid flow(const std::string& id, const std::string& exporter, const std::string& sent_on, std::int64_t persons) {
  return {{"id", given(TextValue(id))},
          {"exporter", given(TextValue(exporter))},
          {"sent_on", day(sent_on)},
          {"persons", given(Number(persons))},
          {"personal", given(true)}};
}

TEST(Series, HoldsTheRecordItselfAndThoseOfItsKey) {
  const Flows flows;
  const FlowSaid now = flow("now", "X", "2024-03-01", 40);
  EXPECT_EQ(flows.asked("summed", now, {}), "40") << "of an empty history that is whole";
  EXPECT_EQ(flows.asked("summed", now, {flow("a", "X", "2024-02-01", 30), flow("b", "Y", "2024-02-01", 100)}), "70");
  EXPECT_EQ(flows.asked("counted", now, {flow("a", "X", "2024-02-01", 30), flow("b", "Y", "2024-02-01", 100)}), "2");
}

TEST(Series, CountsARecordOfTheSameKeyAsThatOne) {
  const Flows flows;
  const FlowSaid now = flow("now", "X", "2024-03-01", 40);
  EXPECT_EQ(flows.asked("summed", now, {now, flow("a", "X", "2024-02-01", 30)}), "70");
  EXPECT_EQ(flows.asked("summed", now, {flow("now", "X", "2024-01-01", 500)}), "40") << "as it is judged";
}

TEST(Series, EndsOfAWindowAreInIt) {
  const Flows flows;
  const auto with = [&](const char* sent_on, const char* now) {
    return flows.asked("summed", flow("now", "X", now, 40), {flow("a", "X", sent_on, 30)});
  };
  EXPECT_EQ(with("2023-02-28", "2024-02-29"), "70") << "twelve months before 29 February, which that year lacks";
  EXPECT_EQ(with("2023-02-27", "2024-02-29"), "40");
  EXPECT_EQ(with("2024-02-29", "2025-02-28"), "70") << "the window begins on 28 February 2024, the day before";
  EXPECT_EQ(with("2024-02-28", "2025-02-28"), "70");
  EXPECT_EQ(with("2024-02-27", "2025-02-28"), "40");
  EXPECT_EQ(with("2024-03-01", "2024-03-01"), "70") << "of the same day";
  EXPECT_EQ(with("2024-03-02", "2024-03-01"), "40") << "of a later one";
}

TEST(Series, IsABoundWhereTheHistoryIsNotSaidToBeWhole) {
  const Flows flows;
  const FlowSaid now = flow("now", "X", "2024-03-01", 40);
  const std::vector<FlowSaid> history{flow("a", "X", "2024-02-01", 30)};
  const auto whole = [&](std::optional<Window> window) { return flows.asked("summed", now, history, window); };
  EXPECT_EQ(whole(std::nullopt), "? 70 to …");
  EXPECT_EQ(whole(Window{}), "70");
  EXPECT_EQ(whole(Window{Date::parse("2023-03-01"), Date::parse("2024-03-01")}), "70");
  EXPECT_EQ(whole(Window{Date::parse("2023-03-02"), std::nullopt}), "? 70 to …") << "a day is missing at its beginning";
  EXPECT_EQ(whole(Window{std::nullopt, Date::parse("2024-02-29")}), "? 70 to …") << "and at its end";
  EXPECT_EQ(flows.asked("open_ended", now, history, Window{Date::parse("2024-01-02"), std::nullopt}), "70");
  EXPECT_EQ(flows.asked("open_ended", now, history, Window{Date::parse("2024-01-02"), Date::parse("2024-12-31")}),
            "? 70 to …")
      << "a window without an end reaches beyond every day";
}

TEST(Series, WithoutAHistoryIsWhatTheRecordSays) {
  const Flows flows;
  const auto record = flows.flow(flow("now", "X", "2024-03-01", 40));
  Evaluation evaluation(flows.rules().program(), *record);
  const Value& value = flows.rules().ask(evaluation, "summed", *record)->value;
  EXPECT_EQ(worth_shown(value), "? 40 to …");
  ASSERT_EQ(value.causes().size(), 1U);
  EXPECT_EQ(words_of(*value.causes().front()), "no history was given to count `flows_of_exporter` in");
}

TEST(Series, WhatIsNotKnownOfARecordMayCount) {
  const Flows flows;
  const FlowSaid now = flow("now", "X", "2024-03-01", 40);
  const auto without = [&](const char* field) {
    FlowSaid other = flow("a", "X", "2024-02-01", 30);
    other.erase(field);
    return flows.asked("summed", now, {other});
  };
  EXPECT_EQ(without("persons"), "? 40 to …");
  EXPECT_EQ(without("personal"), "? 40 to 70");
  EXPECT_EQ(without("sent_on"), "? 40 to 70");
  EXPECT_EQ(without("exporter"), "? 40 to 70");
  FlowSaid nobody = now;
  nobody.erase("exporter");
  EXPECT_EQ(flows.asked("summed", nobody, {flow("a", "X", "2024-02-01", 30)}), "? 40 to …");
}

TEST(Series, AWindowMayLeaveOutItsEnds) {
  const Flows flows;
  const FlowSaid now = flow("now", "X", "2024-03-01", 40);
  EXPECT_EQ(flows.asked("last_day", now, {flow("a", "X", "2024-02-29", 1), flow("b", "X", "2024-03-01", 1)}),
            "2024-02-29");
  EXPECT_EQ(flows.asked("last_day", now, {}), "? … to … or none");
}

/// Rules of one record, and a history of it that is whole.
class Histories {
 public:
  explicit Histories(const std::string& more)
      : rules_(
            "package laws\nrecord R dated by d {\n  id: text key\n  k: text\n  d: date\n  due: date\n  n: number from 0\n"
            "  cost: money\n  sure: condition\n}\nseries others for R by k\n" +
            more) {}

  [[nodiscard]] std::shared_ptr<Record> record(const std::string& id, const char* d, FlowSaid more = {}) const {
    more.insert({{"id", given(TextValue(id))}, {"k", given(TextValue("K"))}, {"d", day(d)}});
    auto one = make_record(rules_.record("R"), more);
    give_ids(*one);
    return one;
  }
  [[nodiscard]] std::string asked(const char* name, const std::shared_ptr<Record>& now,
                                  const std::vector<std::shared_ptr<Record>>& history) const {
    Ledger ledger(rules_.program(), {});
    for (const auto& one : history) ledger.add(one);
    ledger.say_whole({});
    ledger.finish();
    engine::Run run;
    run.history = &ledger;
    Evaluation evaluation(rules_.program(), *now, run);
    return worth_shown(rules_.ask(evaluation, name, *now)->value);
  }
  [[nodiscard]] const Program& program() const { return rules_.program(); }

 private:
  RulesInMemory rules_;
};

TEST(Series, AnEndOfTheWindowIsTheCountingRecordsOwn) {
  const RulesInMemory refused(
      "package laws\nrecord R dated by d {\n  id: text key\n  k: text\n  d: date\n  due: date\n}\n"
      "series others for R by k\ndefine odd for R : number = count of t in others where t.d in t.due to 2024-12-31\n",
      RulesInMemory::MayBeRefused{});
  EXPECT_TRUE(refused.ok()) << "what is said of the element alone is a condition, and no window";
  const Histories histories("define late for R : number = count of t in others where t.d in t.due to 2024-12-31\n");
  const auto now = histories.record("now", "2024-06-01", {{"due", day("2024-01-01")}});
  EXPECT_EQ(histories.asked("late", now, {histories.record("a", "2024-02-01", {{"due", day("2024-03-01")}})}), "1");
  EXPECT_EQ(histories.asked("late", now, {histories.record("a", "2024-04-01", {{"due", day("2024-03-01")}})}), "2");
}

TEST(Series, OneDayIsAWindow) {
  const Histories histories("define same_day for R : number = count of t in others where t.d is d\n");
  const auto now = histories.record("now", "2024-06-01");
  EXPECT_EQ(
      histories.asked("same_day", now, {histories.record("a", "2024-06-01"), histories.record("b", "2024-06-02")}),
      "2");
}

TEST(Series, AtTheEndsOfTheCalendarNoDayIsBeforeTheFirst) {
  const Histories histories(
      "define before for R : number = count of t in others where t.d < 0001-01-01\n"
      "define after for R : number = count of t in others where t.d > 9999-12-31\n"
      "define turned for R : number = count of t in others where t.d in d to d - 1 day\n");
  EXPECT_EQ(histories.asked("before", histories.record("now", "0001-01-01"), {histories.record("a", "0001-01-01")}),
            "0");
  EXPECT_EQ(histories.asked("after", histories.record("now", "9999-12-31"), {histories.record("a", "9999-12-31")}),
            "0");
  EXPECT_EQ(histories.asked("turned", histories.record("now", "2024-01-02"), {histories.record("a", "2024-01-02")}),
            "0");
}

TEST(Series, EachIsJudgedByTheLawOfItsOwnDay) {
  const Histories histories(
      "condition counts for R until 2023-12-31 = false\ncondition counts for R since 2024-01-01 = true\n"
      "define how_many for R : number = count of t in others where t.counts\n"
      "define by_another_day for R : number = how_many as of 2022-01-01\n");
  const auto now = histories.record("now", "2024-06-01");
  const std::vector<std::shared_ptr<Record>> history{histories.record("a", "2024-01-01"),
                                                     histories.record("b", "2023-12-31")};
  EXPECT_EQ(histories.asked("how_many", now, history), "2");
  EXPECT_EQ(histories.asked("by_another_day", now, history), "2") << "the record that counts, too";
}

TEST(Series, MoneyIsConvertedByThoseWhoCountIt) {
  const Histories histories(
      "rates bank cites \"B\" {\n  USD 1 is CNY 7 since 2023-01-01 until 2023-12-31\n  USD 1 is CNY 8 since 2024-01-01\n}\n"
      "convert money by bank on d cites \"C\"\n"
      "condition dear for R = cost > CNY 15\n"
      "define dear_ones for R : number = count of t in others where t.cost > CNY 15\n");
  const FlowSaid two_dollars{{"cost", given(Money{Number(std::int64_t{2}), "USD"})}};
  EXPECT_EQ(histories.asked(
                "dear_ones", histories.record("now", "2024-06-01", two_dollars),
                {histories.record("a", "2024-01-01", two_dollars), histories.record("b", "2023-12-31", two_dollars)}),
            "2")
      << "each by the rate of its own day";
}

TEST(Series, LeansOnWhatItsRecordsLeanOn) {
  const Histories histories(
      "reading twice \"Do they count?\" cites \"Art. 1\" = true unverified \"guidance\"\n"
      "condition counts for R = (sure presumed true) and twice\n"
      "define total for R : number = sum of t.n for t in others where t.counts\n"
      "rule few for R cites \"Art. 2\" {\n  require total < 100\n}\n");
  Ledger ledger(histories.program(), {});
  ledger.add(histories.record("a", "2024-01-01", {{"n", given(Number(std::int64_t{90}))}}));
  ledger.say_whole({});
  ledger.finish();
  engine::Run run;
  run.history = &ledger;
  const Agenda agenda(histories.program(), {});
  const auto now =
      histories.record("now", "2024-06-01", {{"n", given(Number(std::int64_t{20}))}, {"sure", given(true)}});
  int told = 0;
  judge(agenda, run, *now, [&](const Judgement& judgement) {
    for (const Verdict& verdict : judgement.verdicts) {
      ++told;
      EXPECT_EQ(verdict.standing, Verdict::Standing::Fails);
      ASSERT_EQ(verdict.leaning.presumed.size(), 1U) << "of the other record: its own is said";
      EXPECT_EQ(verdict.leaning.readings.size(), 2U) << "its own, and the other record's";
      EXPECT_FALSE(verdict.leaning.presumed.front().step->record == now.get());
    }
  });
  EXPECT_EQ(told, 1);
}

TEST(Series, WhatStandsWithoutPresumptionsIsCountedWithoutThem) {
  const Histories histories(
      "condition counts for R = sure presumed true\n"
      "define total for R : number = sum of t.n for t in others where t.counts\n"
      "rule few for R cites \"Art. 2\" {\n  require total < 100\n}\n");
  Ledger ledger(histories.program(), {});
  ledger.add(histories.record("a", "2024-01-01", {{"n", given(Number(std::int64_t{90}))}}));
  ledger.say_whole({});
  ledger.finish();
  engine::Run run;
  run.history = &ledger;
  const Agenda agenda(histories.program(), {});
  const auto presumptions = [&](std::int64_t n) {
    const auto now = histories.record("now", "2024-06-01", {{"n", given(Number(n))}, {"sure", given(true)}});
    std::size_t count = 0;
    judge(agenda, run, *now, [&](const Judgement& judgement) {
      for (const Verdict& verdict : judgement.verdicts) count += verdict.leaning.presumed.size();
    });
    return count;
  };
  EXPECT_EQ(presumptions(20), 1U) << "110 with it, 20 without: it decides";
  EXPECT_EQ(presumptions(150), 0U) << "more than 100 either way";
}

TEST(Series, FindsThemInItsIndex) {
  const Histories histories("define how_many for R : number = count of t in others where t.d in d - 1 year to d\n");
  Ledger ledger(histories.program(), {});
  for (int i = 0; i < 20; ++i) ledger.add(histories.record("a" + std::to_string(i), "2024-01-01"));
  ledger.finish();
  for (const std::string& way : ledger.ways_to_find())
    EXPECT_TRUE(way.starts_with("SEARCH") && way.find("key=") != std::string::npos &&
                way.find("day") != std::string::npos)
        << way;
}

/// Whatever is known and unknown of them, in whatever order they stand.
TEST(Series, GivesWhatAListOfTheSameRecordsGives) {
  const Flows flows;
  Lot lot(20240301);
  const std::vector<std::string> days{"2023-02-27", "2023-02-28", "2023-03-01", "2023-12-31",
                                      "2024-02-28", "2024-02-29", "2024-03-01"};
  const auto some_flow = [&](const std::string& id) {
    FlowSaid one = flow(id, lot.once_in(4) ? "Y" : "X", lot.of(days), lot.between(0, 5) * 10);
    one["to"] = given(TextValue(lot.of(std::vector<std::string>{"DE", "JP", "US"})));
    one["cost"] = given(Money{Number(std::int64_t{lot.between(-3, 3)}), lot.once_in(9) ? "CNY" : "USD"});
    one["personal"] = given(!lot.once_in(4));
    for (const char* field : {"exporter", "to", "sent_on", "persons", "cost", "personal"}) {
      if (lot.once_in(14)) one.erase(field);
    }
    return one;
  };
  int unknown = 0;
  for (int round = 0; round < 400; ++round) {
    const FlowSaid now = some_flow("now");
    std::vector<FlowSaid> history;
    for (int i = lot.below(7); i > 0; --i) history.push_back(some_flow("h" + std::to_string(i)));
    std::vector<FlowSaid> all = history;
    all.push_back(now);
    if (!now.contains("exporter") || !now.contains("sent_on")) continue;
    for (const char* name : {"summed", "counted", "most", "least", "places", "costs"}) {
      const std::string by_series = flows.asked(name, now, history);
      EXPECT_EQ(by_series, flows.of_bag(name, now, all)) << name << " in round " << round;
      unknown += by_series.starts_with('?') ? 1 : 0;
    }
  }
  EXPECT_GT(unknown, 400) << "few of them had anything unknown";
}

TEST(Series, TellsWhatStandsTwice) {
  const Flows flows;
  Ledger ledger(flows.rules().program(), {});
  for (const char* id : {"a", "b", "a"}) ledger.add(flows.flow(flow(id, "X", "2024-02-01", 30)));
  ledger.finish();
  const std::vector<SaidTwice> twice = ledger.said_twice(10);
  ASSERT_EQ(twice.size(), 1U) << "once, however many count it";
  EXPECT_EQ(twice.front().name, "a");
}

TEST(Series, KeepsNumbersExactly) {
  const RulesInMemory rules(
      "package laws\nrecord R dated by d {\n  id: text key\n  k: text\n  d: date\n  a: number\n  b: number\n}\n"
      "series others for R by k\ndefine share for R : number = a / b\n"
      "define total for R : number = sum of t.share for t in others\n");
  Ledger ledger(rules.program(), {});
  const auto record = [&](const char* id, std::int64_t a, std::int64_t b) {
    auto one = make_record(rules.record("R"), {{"id", given(TextValue(id))},
                                               {"k", given(TextValue("K"))},
                                               {"d", day("2024-01-01")},
                                               {"a", given(Number(a))},
                                               {"b", given(Number(b))}});
    give_ids(*one);
    return one;
  };
  ledger.add(record("x", 1, 3));
  ledger.add(record("y", -1, 7));
  ledger.say_whole({});
  ledger.finish();
  engine::Run run;
  run.history = &ledger;
  const auto one = record("z", 1, 8);
  Evaluation evaluation(rules.program(), *one, run);
  EXPECT_EQ(exact_text(rules.ask(evaluation, "total", *one)->value), "53/168");
}

TEST(Series, WhatHasNoValueMakesNone) {
  const RulesInMemory rules(
      "package laws\nrecord R dated by d {\n  id: text key\n  k: text\n  d: date\n  a: number from 0\n  b: number from 0\n}\n"
      "series others for R by k\ndefine share for R : number = a / b\n"
      "define total for R : number = sum of t.share for t in others\n");
  Ledger ledger(rules.program(), {});
  const auto record = [&](const char* id, std::int64_t b) {
    auto one = make_record(rules.record("R"), {{"id", given(TextValue(id))},
                                               {"k", given(TextValue("K"))},
                                               {"d", day("2024-01-01")},
                                               {"a", given(Number(std::int64_t{1}))},
                                               {"b", given(Number(b))}});
    give_ids(*one);
    return one;
  };
  ledger.add(record("x", 0));
  ledger.say_whole({});
  ledger.finish();
  engine::Run run;
  run.history = &ledger;
  const auto one = record("z", 8);
  Evaluation evaluation(rules.program(), *one, run);
  const Value& value = rules.ask(evaluation, "total", *one)->value;
  EXPECT_FALSE(value.known());
  EXPECT_TRUE(value.undefined());
}

TEST(Series, TextsOfAKeyAreToldApart) {
  const RulesInMemory rules(
      "package laws\nrecord R dated by d {\n  id: text key\n  k: text\n  l: text\n  d: date\n}\n"
      "series others for R by k, l\ndefine how_many for R : number = count of t in others\n");
  Ledger ledger(rules.program(), {});
  const auto record = [&](const char* id, const char* k, const char* l) {
    auto one = make_record(rules.record("R"), {{"id", given(TextValue(id))},
                                               {"k", given(TextValue(k))},
                                               {"l", given(TextValue(l))},
                                               {"d", day("2024-01-01")}});
    give_ids(*one);
    return one;
  };
  ledger.add(record("x", "a1:b", "c"));
  ledger.add(record("y", "a", "1:bc"));
  ledger.add(record("z", "a", "b"));
  ledger.say_whole({});
  ledger.finish();
  engine::Run run;
  run.history = &ledger;
  const auto one = record("now", "a", "b");
  Evaluation evaluation(rules.program(), *one, run);
  EXPECT_EQ(exact_text(rules.ask(evaluation, "how_many", *one)->value), "2");
}

}  // namespace
}  // namespace shibo::engine
