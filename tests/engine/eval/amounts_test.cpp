// Money, quantities, days and open lists: exact where known, bounded where not, unknown with its reason where
// the rules say nothing.
#include "explain/cause_words.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kAmountRules = R"(package laws

record R dated by day {
  day: date
  until_day: date
  a: money from 0
  b: money from 0
  profit: money
  w: quantity in kg from 0
  capped: money from USD 5 to USD 10
  lines: list of L
}
record L in R {
  price: money from 0
  weight: quantity in kg
  share: number from 0
  on: date
}

rates bank cites "x" {
  USD 1 is CNY 7 since 2024-01-01 until 2024-06-30
  USD 1 is CNY 8 since 2024-07-01
  EUR 1 is USD 1.1
}
convert money by bank on day

define total for R : money = a + b
condition at_least_ten for R = a + b >= USD 10
define ratio_of for R : number = a / b
condition same_share for R = a / b is 50%
condition tenfold for R = a * 10 >= USD 100
define in_grams for R : quantity in g = w + 500 g
condition heavy for R = w >= 2_000 g
define rounded_weight for R : quantity in kg = w rounded to 1 half up
define rounded_to_gram for R : quantity in kg = w rounded to 1 g half up
condition capped_is_cheap for R = capped <= USD 10
condition capped_in_yuan for R = capped <= CNY 80
define sum_of_prices for R : money = sum of l.price for l in lines
condition prices_reach_ten for R = (sum of l.price for l in lines) >= USD 10
condition taxed_prices_reach_ten for R = (sum of l.taxed for l in lines) >= USD 10
define taxed for L : money = first of {
  l_twice when share > 1
  price otherwise
}
define l_twice for L : money = price * 2
define weights for R : quantity in kg = sum of l.weight for l in lines
define cheapest for R : money = min of l.price for l in lines
define shares for R : number = sum of l.share for l in lines
condition no_share_above_one for R = (max of l.share for l in lines) <= 1
define prices for R : number = count of distinct l.price for l in lines
define first_day for R : date = min of l.on for l in lines
define a_month_later for R : date = day + 1 month
define two_days_later for R : date = day + 2 days
define a_year_before for R : date = day - 1 year
define apart for R : duration = until_day - day
condition in_time for R = until_day <= day + 1 year
define powers for R : number = shares * shares * shares * shares * shares * shares * shares * shares
define powers_2 for R : number = powers * powers * powers * powers * powers * powers * powers * powers
define powers_3 for R : number = powers_2 * powers_2 * powers_2 * powers_2 * powers_2 * powers_2 * powers_2 * powers_2
define powers_4 for R : number = powers_3 * powers_3 * powers_3 * powers_3 * powers_3 * powers_3 * powers_3 * powers_3
)";

FieldValue money(const std::string& currency, int amount) { return given(Money{Number(amount), currency}); }
FieldValue weight(int amount, const std::string& unit) { return given(Quantity{Number(amount), unit}); }
class Amounts : public ::testing::Test {
 protected:
  Amounts() : rules_(kAmountRules) {}

  /// What comes out, as people read it; and why not, where it is unknown.
  std::string found(const std::string& name, const std::map<std::string, FieldValue>& fields) {
    const auto record = make_record(rules_.record("R"), fields);
    Evaluation evaluation(rules_.program(), *record);
    const Step& step = *rules_.ask(evaluation, name, *record);
    std::string text = to_text(step.value, *step.type);
    EXPECT_EQ(step.value.known(), step.value.causes().empty()) << name;
    for (const Cause* why : step.value.causes()) text += "; " + words_of(*why);
    return text;
  }
  FieldValue line(const std::map<std::string, FieldValue>& fields) {
    return holding(make_record(rules_.record("L"), fields));
  }

  RulesInMemory rules_;
};

TEST_F(Amounts, OfOneCurrencyAddUpExactly) {
  EXPECT_EQ(found("total", {{"a", money("USD", 3)}, {"b", money("USD", 4)}}), "USD 7.00");
}

TEST_F(Amounts, OfTwoCurrenciesMeetAtTheRateOfTheDay) {
  const auto at = [&](const std::string& on) {
    return found("total", {{"day", day(on)}, {"a", money("CNY", 10)}, {"b", money("USD", 1)}});
  };
  EXPECT_EQ(at("2024-06-30"), "CNY 17.00");
  EXPECT_EQ(at("2024-07-01"), "CNY 18.00");
  EXPECT_EQ(at("2023-12-31"), "at least CNY 10.00; `bank` has no rate between USD and CNY on 2023-12-31");
  EXPECT_EQ(found("total", {{"a", money("CNY", 10)}, {"b", money("USD", 1)}}), "at least CNY 10.00; `day` is missing");
}

// A rate that is missing leaves the sign: it is never so bad that a positive amount would lessen a sum.
TEST_F(Amounts, WithoutARateAreDecidedByTheirSign) {
  const std::map<std::string, FieldValue> fields{
      {"day", day("2023-01-01")}, {"a", money("USD", 10)}, {"b", money("CNY", 5)}};
  EXPECT_EQ(found("at_least_ten", fields), "true");
  EXPECT_EQ(found("at_least_ten", {{"day", day("2023-01-01")}, {"a", money("USD", 9)}, {"b", money("CNY", 5)}}),
            "unknown; `bank` has no rate between CNY and USD on 2023-01-01");
  EXPECT_EQ(found("at_least_ten", {{"day", day("2023-01-01")}, {"a", money("USD", 10)}, {"b", money("CNY", 0)}}),
            "true")
      << "nothing is nothing in any currency";
}

TEST_F(Amounts, DivideIntoARatioOrAreUnknown) {
  EXPECT_EQ(found("same_share", {{"a", money("USD", 1)}, {"b", money("USD", 2)}}), "true");
  EXPECT_EQ(found("ratio_of", {{"a", money("USD", 1)}, {"b", money("USD", 0)}}), "unknown; the divisor is zero");
  EXPECT_EQ(found("ratio_of", {{"a", money("USD", 1)}}), "unknown; `b` is missing");
  EXPECT_EQ(found("ratio_of", {{"day", day("2024-01-01")}, {"a", money("CNY", 7)}, {"b", money("USD", 2)}}), "0.5");
}

TEST_F(Amounts, ThatAreMissingLieInTheirBounds) {
  EXPECT_EQ(found("total", {{"a", money("USD", 3)}}), "at least USD 3.00; `b` is missing");
  EXPECT_EQ(found("at_least_ten", {{"a", money("USD", 10)}}), "true");
  EXPECT_EQ(found("at_least_ten", {{"a", money("USD", 9)}}), "unknown; `b` is missing");
  EXPECT_EQ(found("tenfold", {{"profit", money("USD", 9)}}), "unknown; `a` is missing");
  EXPECT_EQ(found("capped_is_cheap", {}), "true");
  EXPECT_EQ(found("capped_in_yuan", {{"day", day("2024-08-01")}}), "true")
      << "the bound is in dollars, and converted as such";
  EXPECT_EQ(found("capped_in_yuan", {{"day", day("2024-01-01")}, {"capped", invalid("?")}}), "true");
  EXPECT_EQ(found("capped_in_yuan", {}), "unknown; `capped` is missing; `day` is missing");
}

TEST_F(Amounts, InUnitsOfOneDimensionMeet) {
  EXPECT_EQ(found("in_grams", {{"w", weight(2, "kg")}}), "2.5 kg");
  EXPECT_EQ(found("heavy", {{"w", weight(2, "kg")}}), "true");
  EXPECT_EQ(found("heavy", {{"w", weight(1'999, "g")}}), "false");
}

TEST_F(Amounts, AreRoundedInTheUnitOfTheirTypeHoweverTheyWereWritten) {
  EXPECT_EQ(found("rounded_weight", {{"w", weight(1'500, "g")}}), "2 kg");
  EXPECT_EQ(found("rounded_weight", {{"w", weight(1'499, "g")}}), "1 kg");
  EXPECT_EQ(found("rounded_to_gram", {{"w", weight(2, "kg")}}), "2,000 g");
}

TEST_F(Amounts, OfAnOpenListAreAtLeastThoseGiven) {
  const auto ten = line({{"price", money("USD", 10)}});
  EXPECT_EQ(found("sum_of_prices", {}), "at least 0; `lines` is missing");
  EXPECT_EQ(found("sum_of_prices", {{"lines", list_of_values({}, true)}}), "0");
  EXPECT_EQ(found("sum_of_prices", {{"lines", list_of_values({ten}, false)}}),
            "at least USD 10.00; `lines` may hold more than was given");
  EXPECT_EQ(found("prices_reach_ten", {{"lines", list_of_values({ten}, false)}}), "true");
  EXPECT_EQ(found("prices_reach_ten", {{"lines", list_of_values({line({{"price", money("USD", 9)}})}, false)}}),
            "unknown; `lines` may hold more than was given");
  EXPECT_EQ(found("taxed_prices_reach_ten", {{"lines", list_of_values({ten}, false)}}), "true")
      << "a definition whose every case is no less than nothing";
  EXPECT_EQ(found("weights", {{"lines", list_of_values({line({{"weight", weight(1, "kg")}})}, false)}}),
            "unknown; `lines` may hold more than was given")
      << "a weight that may be negative bounds nothing";
}

TEST_F(Amounts, OfAListDoNotDependOnItsOrder) {
  const auto usd = line({{"price", money("USD", 5)}});
  const auto eur = line({{"price", money("EUR", 5)}});
  const auto cny = line({{"price", money("CNY", 70)}});
  const std::vector<std::vector<FieldValue>> orders{{usd, eur, cny}, {usd, cny, eur}, {eur, usd, cny},
                                                    {eur, cny, usd}, {cny, usd, eur}, {cny, eur, usd}};
  for (const auto& order : orders) {
    // EUR and CNY have no rate with each other; both have one with USD.
    EXPECT_EQ(found("sum_of_prices", {{"day", day("2024-01-01")}, {"lines", list_of_values(order, true)}}),
              "USD 20.50");
    EXPECT_EQ(found("cheapest", {{"day", day("2024-01-01")}, {"lines", list_of_values(order, true)}}), "USD 5.00");
    EXPECT_EQ(found("cheapest", {{"day", day("2023-01-01")}, {"lines", list_of_values(order, true)}}).substr(0, 11),
              "at least 0;");
  }
}

TEST_F(Amounts, OfDifferentValueAreCountedOnce) {
  const auto at = [&](const char* currency, int amount) { return line({{"price", money(currency, amount)}}); };
  EXPECT_EQ(found("prices", {{"lines", list_of_values({at("USD", 1), at("USD", 2), at("USD", 1)}, true)}}), "2");
  EXPECT_EQ(found("prices", {{"lines", list_of_values({line({}), at("USD", 2), at("USD", 2)}, true)}}),
            "between 1 and 2; `price` is missing");
  EXPECT_EQ(found("prices", {{"lines", list_of_values({line({})}, true)}}), "1") << "whatever it is, it is one";
}

TEST_F(Amounts, OfNothingHaveNoLeast) {
  EXPECT_EQ(found("cheapest", {{"lines", list_of_values({}, true)}}),
            "unknown; there is no least or greatest of nothing");
  EXPECT_EQ(
      found("no_share_above_one", {{"lines", list_of_values({line({{"share", given(Number(2))}}), line({})}, false)}}),
      "false");
}

TEST_F(Amounts, DaysMoveByTheCalendar) {
  const auto on = [&](const std::string& name, const std::string& text) { return found(name, {{"day", day(text)}}); };
  EXPECT_EQ(on("a_month_later", "2024-01-31"), "2024-02-29") << "a day that the month lacks is its last";
  EXPECT_EQ(on("a_month_later", "2023-01-31"), "2023-02-28");
  EXPECT_EQ(on("a_year_before", "2024-02-29"), "2023-02-28");
  EXPECT_EQ(on("two_days_later", "2024-02-28"), "2024-03-01");
  EXPECT_EQ(on("a_month_later", "9999-12-31"), "unknown; the date is outside the years 1 to 9999");
  EXPECT_EQ(found("a_month_later", {}), "unknown; `day` is missing");
  EXPECT_EQ(found("apart", {{"day", day("2024-02-28")}, {"until_day", day("2024-03-01")}}), "2 days");
  EXPECT_EQ(found("in_time", {{"day", day("2023-03-01")}, {"until_day", day("2024-03-01")}}), "true");
  EXPECT_EQ(found("in_time", {{"day", day("2023-03-01")}, {"until_day", day("2024-03-02")}}), "false");
}

TEST_F(Amounts, TheFirstDayIsKnownIfNoOtherCanComeBeforeIt) {
  const auto on = [&](const std::string& text) { return line({{"on", day(text)}}); };
  EXPECT_EQ(found("first_day", {{"lines", list_of_values({on("2024-02-02"), on("2024-01-01")}, true)}}), "2024-01-01");
  EXPECT_EQ(found("first_day", {{"lines", list_of_values({on("2024-02-02"), line({})}, true)}}),
            "unknown; `on` is missing");
}

// Exact arithmetic has an end, and says so: a figure of ten digits multiplied 4,096 times by itself.
TEST_F(Amounts, TooLongToBeExactAreUnknownAndSaySo) {
  const auto lines = list_of_values({line({{"share", given(*Number::parse("1234567.891"))}})}, true);
  EXPECT_EQ(found("powers", {{"lines", lines}}).substr(0, 8), "53965949");
  EXPECT_EQ(found("powers_4", {{"lines", lines}}), "unknown; the exact result has more than 2,000 digits");
}

/// A record that has how the path begins, and not where it leads, is passed over.
TEST(DayOfARate, IsTheNearestDateThatTheWholePathLeadsTo) {
  const RulesInMemory rules(R"(package laws
record Bill {
  day: date
}
record Invoice {
  number: text
}
record Load {
  document: Bill
  goods: list of Good
}
record Good in Load {
  document: Invoice
  price: money
}
rates bank cites "x" {
  USD 1 is CNY 7 since 2024-01-01 until 2024-06-30
  USD 1 is CNY 8 since 2024-07-01
}
convert money by bank on document.day
condition dear for Good = price > USD 1
)");
  const auto dear = [&](const std::string& on) {
    const auto bill = make_record(rules.record("Bill"), {{"day", day(on)}});
    const auto load = make_record(rules.record("Load"), {{"document", holding(bill)}});
    const auto good = make_record(rules.record("Good"), {{"price", money("CNY", 8)}});
    good->parent = load.get();
    return rules.value("dear", *good).truth();
  };
  EXPECT_EQ(dear("2024-06-30"), Truth::True);
  EXPECT_EQ(dear("2024-07-01"), Truth::False);
}

}  // namespace
}  // namespace shibo::engine
