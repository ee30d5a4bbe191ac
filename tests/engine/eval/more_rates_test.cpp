// Rates that a package adds to those of another, for whom they count, and what a currency is asked of.
#include <gtest/gtest.h>

#include "explain/cause_words.hpp"
#include "judge/judge.hpp"
#include "judge/leaning.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kLawOfRates = R"(
package law "Rates that others fill"

instrument L "The law" in force 2020-01-01

record Consignment "A consignment" {
  id: text key "Number"
  day: date "Day"
  lines: list of Line "Lines"
}
record Line "A line" in Consignment dated by consignment.day {
  price: money "Price"
  fee: money "Fee"
  inside: list of Line as parts "What it is made of"
}

rates customs "Rates" cites "L 1" {
}
convert money by customs on day cites "L 2" unverified "the day"

condition dear for Line cites "L 3" = price > USD 100
define both for Line : money = price + fee
define total for Consignment : money = sum of l.price for l in lines
condition presumed_dear for Line = dear presumed true
define kind for Line : currency = currency of price
define kind_of_both for Line : currency = currency of both
condition in_dollars for Line = currency of price is USD
decision d "D" for Line cites "L" {
  yes when dear
  no otherwise
}
)";

constexpr const char* kOurRates = R"(
package ours "Rates of our own"

use law

instrument N "Notices" in force 2020-01-01

extend rates law.customs since 2024-01-01 until 2024-06-30 cites "N 1" {
  USD 1 is CNY 7
  CNY 100 is JPY 2_000 until 2024-03-31 cites "N 2" unverified "by hand"
}
not encoded "Other notices" cites "N"
)";

class MoreRatesTest : public testing::TestWithParam<bool> {
 protected:
  using Fields = std::map<std::string, FieldValue>;
  static std::vector<std::string> texts(bool adding_first) {
    return adding_first ? std::vector<std::string>{kOurRates, kLawOfRates}
                        : std::vector<std::string>{kLawOfRates, kOurRates};
  }
  static FieldValue money(const char* currency, int amount) { return given(Money{Number(amount), currency}); }

  /// The line that stands first in a consignment of that day, or of none.
  struct Held {
    std::shared_ptr<Record> consignment;
    std::shared_ptr<Record> line;
  };
  static Held line(const RulesInMemory& rules, const std::string& on, const Fields& fields) {
    Held held;
    held.consignment = make_record(rules.record("Consignment"), on.empty() ? Fields{} : Fields{{"day", day(on)}});
    held.line = make_record(rules.record("Line"), fields);
    held.line->parent = held.consignment.get();
    return held;
  }

  /// `true`, or `unknown` with why.
  static std::string said(const RulesInMemory& rules, const char* name, const std::string& on, const Fields& fields) {
    const Held held = line(rules, on, fields);
    Evaluation evaluation(rules.program(), *held.line);
    const Value value = rules.ask(evaluation, name, *held.line)->value;
    if (const auto* text = value.get<TextValue>()) return std::string(text->view());
    if (value.known()) return value.truth() == Truth::True ? "true" : "false";
    std::string out = value.undefined() ? "undefined" : "unknown";
    for (const Cause* why : value.causes()) out += "; " + words_of(*why);
    return out;
  }
  std::string said(const char* name, const std::string& on, const Fields& fields) {
    return said(rules_, name, on, fields);
  }

  RulesInMemory rules_{texts(GetParam())};
};

INSTANTIATE_TEST_SUITE_P(InBothOrders, MoreRatesTest, testing::Bool());

TEST_P(MoreRatesTest, ThePackageOfTheRatesIsAnsweredByThem) {
  EXPECT_EQ(said("dear", "2024-05-01", {{"price", money("CNY", 701)}}), "true");
  EXPECT_EQ(said("dear", "2024-05-01", {{"price", money("CNY", 700)}}), "false");
}

TEST_P(MoreRatesTest, WithoutThemNothingMeets) {
  const RulesInMemory alone(kLawOfRates);
  EXPECT_EQ(said(alone, "dear", "2024-05-01", {{"price", money("CNY", 701)}}),
            "unknown; `customs` has no rate between USD and CNY on 2024-05-01");
  EXPECT_EQ(said(alone, "dear", "2024-05-01", {{"price", money("USD", 101)}}), "true");
}

TEST_P(MoreRatesTest, ARateHasItsDaysAndThoseBeforeTheBrace) {
  EXPECT_EQ(said("dear", "2024-01-01", {{"price", money("CNY", 701)}}), "true");
  EXPECT_EQ(said("dear", "2023-12-31", {{"price", money("CNY", 701)}}),
            "unknown; `customs` has no rate between USD and CNY on 2023-12-31");
  EXPECT_EQ(said("dear", "2024-07-01", {{"price", money("CNY", 701)}}),
            "unknown; `customs` has no rate between USD and CNY on 2024-07-01");
  const Fields both{{"price", money("JPY", 20)}, {"fee", money("CNY", 1)}};
  EXPECT_EQ(said("kind_of_both", "2024-03-31", both), "JPY");
  EXPECT_EQ(said("kind_of_both", "2024-04-01", both),
            "unknown; `customs` has no rate between CNY and JPY on 2024-04-01");
}

TEST_P(MoreRatesTest, TheDayIsThatOfTheNearestRecordThatHasIt) {
  const Held held = line(rules_, "2024-05-01", {});
  const auto part = make_record(rules_.record("Line"), {{"price", money("CNY", 701)}});
  part->whole = held.line.get();
  EXPECT_EQ(rules_.value("dear", *part).truth(), Truth::True);
  const auto whole = make_record(rules_.record("Consignment"), {{"day", day("2024-05-01")}});
  FieldValue lines = list_of_values({}, true);
  for (const char* currency : {"CNY", "USD"}) {
    FieldValue item;
    item.state = FieldState::Given;
    const auto one = make_record(rules_.record("Line"), {{"price", money(currency, 70)}});
    one->parent = whole.get();
    item.record = one;
    lines.items.push_back(item);
  }
  whole->fields[static_cast<std::size_t>(whole->type->find("lines"))] = lines;
  const Value total = rules_.value("total", *whole);
  ASSERT_NE(total.get<Money>(), nullptr);
  EXPECT_EQ(total.get<Money>()->amount, Number(560));
  EXPECT_EQ(total.get<Money>()->currency, Measure("CNY"));
}

TEST_P(MoreRatesTest, NothingIsPresumedForWantOfARate) {
  const Fields yuan{{"price", money("CNY", 701)}};
  const Fields euro{{"price", money("EUR", 701)}};
  EXPECT_EQ(said("presumed_dear", "2023-12-31", yuan),
            "unknown; `customs` has no rate between USD and CNY on 2023-12-31");
  // Where no day has one, to learn the day would not help.
  EXPECT_EQ(said("presumed_dear", "", euro), "unknown; `customs` has no rate between USD and EUR");
  const RulesInMemory alone(kLawOfRates);
  EXPECT_EQ(said(alone, "presumed_dear", "", yuan), "unknown; `customs` has no rate between USD and CNY");
  EXPECT_EQ(said("dear", "", yuan), "unknown; `day` is missing");
  EXPECT_EQ(said("presumed_dear", "2024-05-01", {}), "true");
}

TEST_P(MoreRatesTest, AVerdictLeansOnTheLawOfTheRateAndOnWhatItsPackageLacks) {
  const Agenda agenda(rules_.program(), {true, {}, {&rules_.named("d")}});
  const auto told = [&](const char* currency) {
    const Held held = line(rules_, "2024-03-01", {{"price", money(currency, 700)}});
    std::set<std::string> out;
    judge(agenda, {}, *held.line, [&](const Judgement& judgement) {
      const Verdict& verdict = judgement.verdicts.front();
      out = verdict.leaning.unverified;
      for (const Gap* gap : verdict.gaps) out.insert(gap->package->name + ": " + gap->what);
    });
    return out;
  };
  using Texts = std::set<std::string>;
  EXPECT_EQ(told("USD"), Texts{});
  EXPECT_EQ(told("CNY"), (Texts{"convert money (L 2): the day", "ours: Other notices"}));
  EXPECT_EQ(told("EUR"), Texts{});  // which day's rate is meant changes nothing where none has one
}

TEST_P(MoreRatesTest, ACurrencyIsThatOfTheAmountAsItStands) {
  EXPECT_EQ(said("kind", "", {{"price", money("EUR", 1)}}), "EUR");
  EXPECT_EQ(said("in_dollars", "", {{"price", money("EUR", -1)}}), "false");
  EXPECT_EQ(said("in_dollars", "", {{"price", money("USD", 1)}}), "true");
  EXPECT_EQ(said("in_dollars", "", {}), "unknown; `price` is missing");
  EXPECT_EQ(said("in_dollars", "", {{"price", invalid("12")}}), "unknown; `price` cannot be read: \"12\" not readable");
}

TEST_P(MoreRatesTest, OfASumItIsThatOfTheFirstWhereARateJoinsThem) {
  const Fields yuan_first{{"price", money("CNY", 7)}, {"fee", money("USD", 1)}};
  const Fields dollar_first{{"price", money("USD", 1)}, {"fee", money("CNY", 7)}};
  EXPECT_EQ(said("kind_of_both", "2024-05-01", yuan_first), "CNY");
  EXPECT_EQ(said("kind_of_both", "2024-05-01", dollar_first), "USD");
  EXPECT_EQ(said("kind_of_both", "2023-05-01", yuan_first),
            "unknown; `customs` has no rate between USD and CNY on 2023-05-01");
}

TEST_P(MoreRatesTest, NothingHasNoCurrencyInWhateverItIsWritten) {
  const std::string none = "undefined; nothing is in no currency of its own";
  EXPECT_EQ(said("kind", "", {{"price", money("EUR", 0)}}), none);
  EXPECT_EQ(said("kind_of_both", "", {{"price", money("EUR", 0)}, {"fee", money("USD", 0)}}), none);
  EXPECT_EQ(said("kind_of_both", "", {{"price", money("EUR", 0)}, {"fee", money("USD", 2)}}), "USD");
}

}  // namespace
}  // namespace shibo::engine
