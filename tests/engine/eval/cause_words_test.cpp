// Reasons are data: what each kind says of itself, and an order that hangs on what they hold, not on their words.
#include "explain/cause_words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace shibo::engine {
namespace {

const std::vector<std::pair<Cause, std::string>>& kSentences() {
  using Of = why::NoValue::Of;
  using Whole = why::HistoryNotWhole::Why;
  using Limit = why::TooMuch::Of;
  const Date day = *Date::parse("2024-05-01");
  static const std::vector<std::pair<Cause, std::string>> all{
      {{why::NotGiven{}, "materials[2].value"}, "`value` is missing"},
      {{why::NotGiven{}, "claim"}, "`claim` is missing"},
      {{why::NothingAround{"Good"}, "shipment"}, "the shipment around this Good is not given"},
      {{why::KnownToLack{}, "proof"}, "there is no `proof`"},
      {{why::Unreadable{"94O1.61", "is no HS code"}, "lines[1].hs"}, "`hs` cannot be read: \"94O1.61\" is no HS code"},
      {{why::PerhapsMore{}, "lines"}, "`lines` may hold more than was given"},
      {{why::HistoryNotWhole{Whole::NotGiven, {}, {}}, "flows"}, "no history was given to count `flows` in"},
      {{why::HistoryNotWhole{Whole::NotSaid, Date::parse("2024-01-01"), Date::parse("2024-12-31")}, "flows"},
       "the history is not said to be whole from 2024-01-01 to 2024-12-31, so `flows` may hold more"},
      {{why::HistoryNotWhole{Whole::NotSaid, {}, Date::parse("2024-12-31")}, "flows"},
       "the history is not said to be whole to 2024-12-31, so `flows` may hold more"},
      {{why::HistoryNotWhole{Whole::Torn, {}, {}}, "flows"},
       "not all of the history could be read, so `flows` may hold more"},
      {{why::NotKnownInFull{}, "flows[F-1]"}, "not all is known of `flows[F-1]` in the history"},
      {{why::NoDateInType{"Good"}}, "`Good` has no date that would select the law"},
      {{why::NoDateSays{}, "shipment.import_date"}, "no date selects the law"},
      {{why::NoDayForText{"rate"}}, "no day selects the text of `rate`"},
      {{why::NoCase{}}, "no case is in force on the day"},
      {{why::NoOutcome{"route"}}, "no outcome of `route` may be in force on the day"},
      {{why::NoText{"rate", day}}, "no text of `rate` is in force on 2024-05-01"},
      {{why::NoFigure{"limit", day}}, "`limit` has no value on 2024-05-01"},
      {{why::NoFigure{"limit", {}}}, "`limit` has no value on an unknown day"},
      {{why::NoRow{"duty", {"8703.23", "CN"}}}, "`duty` has no row for 8703.23, CN"},
      {{why::NoDayNamed{"offices", day, false}}, "`offices` names no day after 2024-05-01"},
      {{why::NoDayNamed{"offices", day, true}}, "`offices` names no day before 2024-05-01"},
      {{why::NoDayNamed{"offices", {}, false}}, "`offices` names no day"},
      {{why::NoDayForRate{{"CNY", "USD"}}}, "no day to convert CNY and USD on"},
      {{why::NoRate{"official", {"CNY", "USD"}, day}}, "`official` has no rate between CNY and USD on 2024-05-01"},
      {{why::NoRate{"official", {"CNY", "USD"}, {}}}, "`official` has no rate between CNY and USD"},
      {{why::NoConversion{{"CNY", "USD"}}}, "the amounts are in CNY and USD, and the rules say no rate to convert by"},
      {{why::OtherDimension{{"kg", "m"}}}, "`kg` and `m` are units of different things"},
      {{why::OtherEdition{"2017", "2022"}, "hs"}, "`hs` is a code of HS 2017, and the rules are written in HS 2022"},
      {{why::NoValue{Of::DivisionByZero}}, "the divisor is zero"},
      {{why::NoValue{Of::TooManyDigits}}, "the exact result has more than 2,000 digits"},
      {{why::NoValue{Of::RangeTurnedRound}}, "the range ends before it begins"},
      {{why::NoValue{Of::HoursOnDay}}, "hours cannot be added to a day"},
      {{why::NoValue{Of::DateOutOfYears}}, "the date is outside the years 1 to 9999"},
      {{why::NoValue{Of::TimeOutOfYears}}, "the time is outside the years 1 to 9999"},
      {{why::NoValue{Of::MonthsNotWhole}}, "the period is no whole number of months, or too long"},
      {{why::NoValue{Of::SpanTooFine}}, "the span has more than seven decimals of a second, or is too long"},
      {{why::NoValue{Of::ExtremeOfNothing}}, "there is no least or greatest of nothing"},
      {{why::NoValue{Of::CurrencyOfNothing}}, "nothing is in no currency of its own"},
      {{why::OtherRecord{"Good"}}, "this asks about a `Good`, which is not what is known here"},
      {{why::OtherRecord{""}}, "this asks about a record, which is not what is known here"},
      {{why::ExceptionsDisagree{{}}}, "two exceptions hold and disagree"},
      {{why::ExceptionsDisagree{{"Art. 3", "Art. 4"}}}, "two exceptions hold and disagree: Art. 3 and Art. 4"},
      {{why::RowsDisagree{"duty", {"8703.23"}}}, "two rows of `duty` fit 8703.23 and disagree"},
      {{why::SaidByRules{"no row for this code"}}, "no row for this code"},
      {{why::BetweenTwo{}}, "known only to lie between two values"},
      {{why::FewDigits{"8703"}, "hs"}, "the code `8703` is too short to tell"},
      {{why::OpenReading{"law.over_holidays", "Does the fee run over it?"}},
       "`over_holidays` is left open: does the fee run over it? (`--reading law.over_holidays=yes` or `=no` says)"},
      {{why::OpenReading{"law.rcep_too", "RCEP, too?"}},
       "`rcep_too` is left open: RCEP, too? (`--reading law.rcep_too=yes` or `=no` says)"},
      {{why::TooMuch{Limit::StepsOfOne, 2000000}}, "it takes more than 2,000,000 steps to work out"},
      {{why::TooMuch{Limit::StepsOfAll}},
       "with all records around it, it takes more steps than 4,000,000 and 2,000 for each"},
      {{why::TooMuch{Limit::Depth}}, "it rests on more than 2,000 expressions within each other"},
  };
  return all;
}

TEST(CauseWords, EachReasonHasItsSentence) {
  std::set<std::size_t> met;
  for (const auto& [cause, words] : kSentences()) {
    EXPECT_EQ(words_of(cause), words);
    met.insert(cause.about.index());
  }
  EXPECT_EQ(met.size(), std::variant_size_v<why::About>) << "a reason without a sentence here";
}

TEST(CauseWords, FactsComeFirstByTheirPathAndEachReasonOnce) {
  Causes causes;
  for (const auto& [cause, words] : kSentences()) {
    causes.push_back(&cause);
    causes.insert(causes.begin(), &cause);
  }
  put_in_order(causes);
  EXPECT_EQ(causes.size(), kSentences().size());
  const auto first_reason =
      std::find_if(causes.begin(), causes.end(), [](const Cause* why) { return why->path.empty(); });
  EXPECT_TRUE(std::all_of(first_reason, causes.end(), [](const Cause* why) { return why->path.empty(); }));
  EXPECT_TRUE(
      std::is_sorted(causes.begin(), first_reason, [](const Cause* a, const Cause* b) { return a->path < b->path; }));
  for (std::size_t i = 0; i + 1 < causes.size(); ++i) {
    EXPECT_TRUE(comes_before(causes[i], causes[i + 1]));
    EXPECT_FALSE(comes_before(causes[i + 1], causes[i]));
  }
}

TEST(CauseWords, WhatDiffersInOneThingIsAnotherReason) {
  const Cause five{why::NoRow{"duty", {"8703.23", "CN"}}};
  const Cause same{why::NoRow{"duty", {"8703.23", "CN"}}};
  const Cause other_key{why::NoRow{"duty", {"8703.23", "JP"}}};
  const Cause other_table{why::NoRow{"rate", {"8703.23", "CN"}}};
  Causes causes{&five, &other_table, &other_key, &same};
  put_in_order(causes);
  EXPECT_EQ(causes, (Causes{&five, &other_key, &other_table}));
  EXPECT_TRUE(same_reasons({&five}, {&same}));
  EXPECT_FALSE(same_reasons({&five}, {&other_key}));
}

}  // namespace
}  // namespace shibo::engine
