#include "explain/cause_words.hpp"

#include "value/number.hpp"
#include "value/overloaded.hpp"

namespace shibo::engine {

namespace {

std::string quoted(const std::string& name) { return "`" + name + "`"; }

std::string last_of(const std::string& path) { return quoted(path.substr(path.rfind('.') + 1)); }

std::string joined(const std::vector<std::string>& parts, const char* by) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : by) + part;
  return text;
}

/// A question within a sentence. `RCEP` and `I` keep their capitals.
std::string uncapitalised(std::string text) {
  const bool word = text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';
  if (word && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

std::string both(const why::Units& units) { return units.first + " and " + units.second; }

std::string words_of_no_value(why::NoValue::Of of) {
  switch (of) {
    case why::NoValue::Of::DivisionByZero: break;
    case why::NoValue::Of::TooManyDigits: return "the exact result has more than 2,000 digits";
    case why::NoValue::Of::RangeTurnedRound: return "the range ends before it begins";
    case why::NoValue::Of::HoursOnDay: return "hours cannot be added to a day";
    case why::NoValue::Of::DateOutOfYears: return "the date is outside the years 1 to 9999";
    case why::NoValue::Of::TimeOutOfYears: return "the time is outside the years 1 to 9999";
    case why::NoValue::Of::MonthsNotWhole: return "the period is no whole number of months, or too long";
    case why::NoValue::Of::SpanTooFine: return "the span has more than seven decimals of a second, or is too long";
    case why::NoValue::Of::ExtremeOfNothing: return "there is no least or greatest of nothing";
    case why::NoValue::Of::CurrencyOfNothing: return "nothing is in no currency of its own";
  }
  return "the divisor is zero";
}

std::string days_between(const std::optional<Date>& from, const std::optional<Date>& to) {
  return (from ? " from " + from->to_string() : "") + (to ? " to " + to->to_string() : "");
}

std::string words_of_history(const why::HistoryNotWhole& history, const std::string& series) {
  using Why = why::HistoryNotWhole::Why;
  switch (history.why) {
    case Why::IsWhole:
    case Why::NotGiven: break;
    case Why::NotSaid:
      return "the history is not said to be whole" + days_between(history.from, history.to) + ", so " + series +
             " may hold more";
    case Why::Torn: return "not all of the history could be read, so " + series + " may hold more";
  }
  return "no history was given to count " + series + " in";
}

std::string words_of_limit(const why::TooMuch& limit) {
  switch (limit.of) {
    case why::TooMuch::Of::StepsOfOne: break;
    case why::TooMuch::Of::StepsOfAll:
      return "with all records around it, it takes more steps than 4,000,000 and 2,000 for each";
    case why::TooMuch::Of::Depth: return "it rests on more than 2,000 expressions within each other";
  }
  return "it takes more than " + Number(static_cast<std::int64_t>(limit.most)).to_grouped() + " steps to work out";
}

}  // namespace

std::string words_of(const Cause& cause) {
  const auto name = [&] { return last_of(cause.path); };
  return std::visit(
      Overloaded{
          [&](const why::NotGiven&) { return name() + " is missing"; },
          [&](const why::NothingAround& one) {
            return "the " + cause.path + " around this " + one.type + " is not given";
          },
          [&](const why::KnownToLack&) { return "there is no " + name(); },
          [&](const why::Unreadable& one) { return name() + " cannot be read: \"" + one.text + "\" " + one.fault; },
          [&](const why::PerhapsMore&) { return name() + " may hold more than was given"; },
          [&](const why::HistoryNotWhole& one) { return words_of_history(one, name()); },
          [&](const why::NotKnownInFull&) { return "not all is known of " + quoted(cause.path) + " in the history"; },
          [](const why::NoDateInType& one) { return quoted(one.type) + " has no date that would select the law"; },
          [](const why::NoDateSays&) { return std::string("no date selects the law"); },
          [](const why::NoDayForText& one) { return "no day selects the text of " + quoted(one.of); },
          [](const why::NoCase&) { return std::string("no case is in force on the day"); },
          [](const why::NoOutcome& one) {
            return "no outcome of " + quoted(one.decision) + " may be in force on the day";
          },
          [](const why::NoText& one) {
            return "no text of " + quoted(one.of) + " is in force on " + one.day.to_string();
          },
          [](const why::NoFigure& one) {
            return quoted(one.of) + " has no value on " + (one.day ? one.day->to_string() : "an unknown day");
          },
          [](const why::NoRow& one) { return quoted(one.table) + " has no row for " + joined(one.keys, ", "); },
          [](const why::NoDayForRate& one) { return "no day to convert " + both(one.between) + " on"; },
          [](const why::NoDayNamed& one) {
            return quoted(one.group) + " names no day" +
                   (one.end ? (one.back ? " before " : " after ") + one.end->to_string() : "");
          },
          [](const why::NoRate& one) {
            return quoted(one.rates) + " has no rate between " + both(one.between) +
                   (one.day ? " on " + one.day->to_string() : "");
          },
          [](const why::NoConversion& one) {
            return "the amounts are in " + both(one.between) + ", and the rules say no rate to convert by";
          },
          [](const why::OtherDimension& one) {
            return quoted(one.units.first) + " and " + quoted(one.units.second) + " are units of different things";
          },
          [&](const why::OtherEdition& one) {
            return name() + " is a code of HS " + one.said + ", and the rules are written in HS " + one.wanted;
          },
          [](const why::NoValue& one) { return words_of_no_value(one.of); },
          [](const why::OtherRecord& one) {
            return "this asks about a " + (one.type.empty() ? "record" : quoted(one.type)) +
                   ", which is not what is known here";
          },
          [](const why::ExceptionsDisagree& one) {
            return "two exceptions hold and disagree" + std::string(one.citations.empty() ? "" : ": ") +
                   joined(one.citations, " and ");
          },
          [](const why::RowsDisagree& one) {
            return "two rows of " + quoted(one.table) + " fit " + joined(one.keys, ", ") + " and disagree";
          },
          [](const why::SaidByRules& one) { return one.words; },
          [](const why::BetweenTwo&) { return std::string("known only to lie between two values"); },
          [](const why::FewDigits& one) { return "the code " + quoted(one.code) + " is too short to tell"; },
          [](const why::OpenReading& one) {
            return last_of(one.name) + " is left open: " + uncapitalised(one.question) + " (`--reading " + one.name +
                   "=yes` or `=no` says)";
          },
          [](const why::TooMuch& one) { return words_of_limit(one); },
      },
      cause.about);
}

}  // namespace shibo::engine
