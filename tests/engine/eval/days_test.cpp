// Units of time between two days or times: held against a count that goes step by step, and against what the
// language itself says of adding.
#include <algorithm>
#include <array>

#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kDayRules = R"(package laws

record R {
  a: date
  b: date
  s: time
  t: time
  whole: number
  date: percent
}

define whole_days for R : number = whole days from a to b
define begun_days for R : number = begun days from a to b
define whole_weeks for R : number = whole weeks from a to b
define begun_weeks for R : number = begun weeks from a to b
define whole_months for R : number = whole months from a to b
define begun_months for R : number = begun months from a to b
define whole_years for R : number = whole years from a to b
define begun_years for R : number = begun years from a to b
define whole_hours for R : number = whole hours from s to t
define begun_hours for R : number = begun hours from s to t
define days_of_times for R : number = whole days from s to t
define days_apart for R : number = whole days from date of s to date of t
define day_of_s for R : date = date of s
define year_of_s for R : number = year of date of s
define inclusive for R : number = whole days from a to b + 1
define late for R : number = max of [0, whole days from a + 14 days to b]
define nothing_of_it for R : number = 0 * whole days from a + 9999 years to b
define at_hand for R : number = whole days from a to b presumed 7
define named_whole for R : number = whole + 1
define share for R : number = (date) of whole

condition months_reach for R = a + (whole months from a to b) * 1 month <= b
condition next_passes for R = a + (whole months from a to b + 1) * 1 month > b
condition begun_reach for R = a + (begun months from a to b) * 1 month >= b
condition one_less_is_short for R = a + (begun months from a to b - 1) * 1 month < b
condition years_reach for R = a + (whole years from a to b) * 1 year <= b
condition next_year_passes for R = a + (whole years from a to b + 1) * 1 year > b
condition difference for R = b - a is (whole days from a to b) * 1 day
)";

const RulesInMemory& day_rules() {
  static const RulesInMemory rules(kDayRules);
  return rules;
}

FieldValue instant(const std::string& text) { return given(*Time::parse(text)); }

std::shared_ptr<Record> between(const std::string& a, const std::string& b) {
  return make_record(day_rules().record("R"), {{"a", day(a)}, {"b", day(b)}});
}
std::shared_ptr<Record> between_times(const std::string& s, const std::string& t) {
  return make_record(day_rules().record("R"), {{"s", instant(s)}, {"t", instant(t)}});
}

std::int64_t number(const std::string& name, const Record& record) {
  const Value value = day_rules().value(name, record);
  const auto* number = value.get<Number>();
  EXPECT_NE(number, nullptr) << name;
  return number != nullptr ? number->to_int64().value_or(INT64_MIN) : INT64_MIN;
}

TEST(Days, CountsWhatIsCompleteAndWhatIsBegun) {
  struct Row {
    const char* a;
    const char* b;
    std::array<std::int64_t, 8> counts;  // days, weeks, months, years: whole and begun of each
  };
  constexpr Row kRows[] = {
      {"2024-03-01", "2024-03-01", {0, 0, 0, 0, 0, 0, 0, 0}},
      {"2024-03-01", "2024-03-02", {1, 1, 0, 1, 0, 1, 0, 1}},
      {"2024-02-28", "2024-03-01", {2, 2, 0, 1, 0, 1, 0, 1}},  // a leap day between
      {"2023-02-28", "2023-03-01", {1, 1, 0, 1, 0, 1, 0, 1}},
      {"2024-03-01", "2024-03-08", {7, 7, 1, 1, 0, 1, 0, 1}},
      {"2024-03-01", "2024-03-09", {8, 8, 1, 2, 0, 1, 0, 1}},
      {"2024-01-31", "2024-02-28", {28, 28, 4, 4, 0, 1, 0, 1}},  // 31 January and a month is 29 February
      {"2024-01-31", "2024-02-29", {29, 29, 4, 5, 1, 1, 0, 1}},
      {"2024-01-31", "2024-03-01", {30, 30, 4, 5, 1, 2, 0, 1}},
      {"2023-01-31", "2023-02-28", {28, 28, 4, 4, 1, 1, 0, 1}},
      {"2024-02-29", "2025-02-27", {364, 364, 52, 52, 11, 12, 0, 1}},
      {"2024-02-29", "2025-02-28", {365, 365, 52, 53, 12, 12, 1, 1}},  // as 29 February and a year is
      {"2024-02-29", "2025-03-01", {366, 366, 52, 53, 12, 13, 1, 2}},
      {"2024-02-29", "2028-02-28", {1460, 1460, 208, 209, 47, 48, 3, 4}},
      {"2024-02-29", "2028-02-29", {1461, 1461, 208, 209, 48, 48, 4, 4}},
      {"2024-04-30", "2024-05-30", {30, 30, 4, 5, 1, 1, 0, 1}},
      {"2023-12-31", "2024-12-30", {365, 365, 52, 53, 11, 12, 0, 1}},
      {"2023-12-31", "2024-12-31", {366, 366, 52, 53, 12, 12, 1, 1}},
      {"0001-01-01", "9999-12-31", {3652058, 3652058, 521722, 521723, 119987, 119988, 9998, 9999}},
  };
  constexpr const char* kNames[] = {"whole_days",   "begun_days",   "whole_weeks", "begun_weeks",
                                    "whole_months", "begun_months", "whole_years", "begun_years"};
  for (const Row& row : kRows) {
    for (std::size_t i = 0; i < row.counts.size(); ++i) {
      EXPECT_EQ(number(kNames[i], *between(row.a, row.b)), row.counts[i]) << kNames[i] << ' ' << row.a << ' ' << row.b;
      EXPECT_EQ(number(kNames[i], *between(row.b, row.a)), -row.counts[i]) << kNames[i] << ' ' << row.b << ' ' << row.a;
    }
  }
}

/// How often a step can be taken from one day without passing another, or until it is reached. Goes one by one.
std::int64_t walked(Date from, Date to, bool months, std::int64_t size, bool begun) {
  const auto after = [&](std::int64_t steps) {
    return *(months ? from.add_months(steps * size) : from.add_days(steps * size));
  };
  std::int64_t steps = 0;
  while (begun ? after(steps) < to : after(steps + 1) <= to) ++steps;
  return steps;
}

TEST(Days, AgreeWithACountStepByStep) {
  struct Unit {
    const char* name;
    bool months;
    std::int64_t size;
  };
  constexpr Unit kUnits[] = {{"days", false, 1}, {"weeks", false, 7}, {"months", true, 1}, {"years", true, 12}};
  Lot lot(22);
  for (int round = 0; round < rounds(300); ++round) {
    // Near the ends of months, where they differ.
    const Date a = *Date::from_civil({lot.between(1995, 2005), lot.between(1, 12), 1})->add_days(lot.between(-3, 3));
    const Date b = *a.add_days(lot.once_in(2) ? lot.between(0, 70) : lot.between(0, 1500));
    const auto forth = make_record(day_rules().record("R"), {{"a", given(a)}, {"b", given(b)}});
    for (const Unit& unit : kUnits) {
      const std::string where = a.to_string() + " to " + b.to_string();
      EXPECT_EQ(number(std::string("whole_") + unit.name, *forth), walked(a, b, unit.months, unit.size, false))
          << unit.name << ' ' << where;
      EXPECT_EQ(number(std::string("begun_") + unit.name, *forth), walked(a, b, unit.months, unit.size, true))
          << unit.name << ' ' << where;
    }
    for (const char* law :
         {"months_reach", "next_passes", "begun_reach", "years_reach", "next_year_passes", "difference"})
      EXPECT_EQ(day_rules().value(law, *forth).truth(), Truth::True)
          << law << ' ' << a.to_string() << ' ' << b.to_string();
    if (a < b) {
      EXPECT_EQ(day_rules().value("one_less_is_short", *forth).truth(), Truth::True)
          << a.to_string() << ' ' << b.to_string();
    }
  }
}

TEST(Days, OfTimesAreExact) {
  const auto almost = between_times("2024-02-28T12:00:01Z", "2024-03-01T12:00Z");
  EXPECT_EQ(number("whole_hours", *almost), 47);
  EXPECT_EQ(number("begun_hours", *almost), 48);
  EXPECT_EQ(number("days_of_times", *almost), 1);
  EXPECT_EQ(number("days_apart", *almost), 2);
  const auto back = between_times("2024-03-01T12:00Z", "2024-02-28T12:00:01Z");
  EXPECT_EQ(number("whole_hours", *back), -47);
  EXPECT_EQ(number("begun_hours", *back), -48);
  // Half a second is a begun hour, and no whole one.
  const auto over = between_times("2024-02-28T12:00Z", "2024-02-28T14:00:00.5Z");
  EXPECT_EQ(number("whole_hours", *over), 2);
  EXPECT_EQ(number("begun_hours", *over), 3);
  const auto short_of = between_times("2024-02-28T12:00:00.0000001Z", "2024-02-28T14:00Z");
  EXPECT_EQ(number("whole_hours", *short_of), 1);
  EXPECT_EQ(number("begun_hours", *short_of), 2);
  const auto same = between_times("2024-03-01T00:00+08:00", "2024-02-29T16:00Z");
  EXPECT_EQ(number("whole_hours", *same), 0);
  EXPECT_EQ(number("begun_hours", *same), 0);
  EXPECT_EQ(number("days_apart", *same), -1);  // each at its own offset
}

TEST(Days, OfATimeIsTheDayAtItsOffset) {
  const auto day_at = [](const char* text) {
    return *day_rules().value("day_of_s", *between_times(text, text)).get<Date>();
  };
  EXPECT_EQ(day_at("2024-02-29T00:00+08:00"), *Date::parse("2024-02-29"));
  EXPECT_EQ(day_at("2024-02-28T23:59:59+08:00"), *Date::parse("2024-02-28"));
  EXPECT_EQ(day_at("2024-02-29T23:30-05:00"), *Date::parse("2024-02-29"));
  EXPECT_EQ(day_at("1969-12-31T23:59:59Z"), *Date::parse("1969-12-31"));
}

TEST(Days, StandAmongOtherNumbers) {
  EXPECT_EQ(number("inclusive", *between("2024-01-01", "2024-01-31")), 31);
  EXPECT_EQ(number("late", *between("2024-01-01", "2024-01-15")), 0);
  EXPECT_EQ(number("late", *between("2024-01-01", "2024-01-16")), 1);
  EXPECT_EQ(number("late", *between("2024-01-16", "2024-01-01")), 0);
  const auto named =
      make_record(day_rules().record("R"), {{"whole", given(Number(4))}, {"date", given(*Number::parse("0.5"))}});
  EXPECT_EQ(number("named_whole", *named), 5);
  EXPECT_EQ(number("share", *named), 2);
  EXPECT_EQ(number("at_hand", *named), 7);
}

TEST(Days, NameWhatIsMissing) {
  const auto causes = [](const std::string& name, const std::map<std::string, FieldValue>& fields) {
    const auto record = make_record(day_rules().record("R"), fields);
    Evaluation evaluation(day_rules().program(), *record);
    const Value value = day_rules().ask(evaluation, name, *record)->value;
    EXPECT_FALSE(value.known());
    std::string paths;
    for (const Cause* why : value.causes()) paths += why->path + ' ';
    return paths;
  };
  EXPECT_EQ(causes("whole_days", {}), "a b ");
  EXPECT_EQ(causes("begun_months", {{"a", day("2024-01-01")}}), "b ");
  EXPECT_EQ(causes("whole_years", {{"b", day("2024-01-01")}, {"a", invalid("soon")}}), "a ");
  EXPECT_EQ(causes("whole_hours", {{"s", instant("2024-01-01T00:00Z")}}), "t ");
  EXPECT_EQ(causes("day_of_s", {}), "s ");
  // No day at all, and so nothing that is made of one.
  EXPECT_FALSE(day_rules().value("nothing_of_it", *between("2024-01-01", "2024-01-02")).known());
}

/// What the checker says of a definition's value, without its place.
std::string said(const std::string& type, const std::string& value) {
  const RulesInMemory refused(
      "package laws\nrecord R {\n  a: date\n  b: date\n  s: time\n  t: time\n  d: duration\n  n: number\n}\nparameter p : duration { 2 days until 2023-12-31\n  36 hours since 2024-01-01 }\ndefine half for R : duration = first of {\n  2 days when n > 1\n  12 hours otherwise\n}\ndefine x for R : " +
          type + " = " + value + "\n",
      RulesInMemory::MayBeRefused());
  std::string out;
  for (const dsl::Diagnostic& d : refused.diagnostics().all()) {
    if (d.severity == dsl::Severity::Error)
      out += d.code.text() + " " + d.message + (d.help ? " (" + *d.help + ")" : "");
  }
  return out;
}

TEST(Days, AreRefusedWhereTheyMeanNothing) {
  struct Case {
    const char* type;
    const char* value;
    const char* said;
  };
  constexpr const char* kHours =
      "E0211 hours cannot be added to a day (add whole days, or take a field that is a `time`)";
  const Case cases[] = {
      {"number", "whole days from a to t",
       "E0211 `whole days` lie between two days or two times, found a day and a time (take the day of the time: `date of t`)"},
      {"number", "begun months from s to t",
       "E0211 months are counted between days, not between times (take the day of the time: `date of s`)"},
      {"number", "whole years from s + 1 hour to t",
       "E0211 years are counted between days, not between times (take the day of the time: `date of (s + 1 hour)`)"},
      {"number", "whole hours from a to b",
       "E0211 hours are counted between times: a day has none (count days, or take fields that are a `time`)"},
      {"number", "whole days from n to b", "E0210 `whole days` lie between two days or two times, found a number"},
      {"number", "whole days from a to \"2024-01-01\"",
       "E0210 `whole days` lie between two days or two times, found text (write it without quotes: `2024-01-01`)"},
      {"number", "whole days from a to b + 14 days",
       "E0211 `+` has no meaning between a number and a duration (to move the last day, put it in parentheses: `to (b + 14 days)`)"},
      {"date", "whole days from a to b", "E0210 expected a date, found a number"},
      {"date", "date of a", "E0210 `date of` takes a time, found a date (it is a day already: take `date of` out)"},
      {"date", "date of n",
       "E0210 `date of` takes a time, found a number (what is named `date` stands in parentheses: `(date) of …`)"},
      {"date", "s", "E0210 expected a date, found a time (take the day of the time: `date of s`)"},
      {"date", "a + 3 hours", kHours},
      {"date", "a - 36 hours", kHours},
      {"date", "a + 1 day + 3 hours", kHours},
      {"date", "a + (1 day + 3 hours)", kHours},
      {"date", "a + 3 * 5 hours", kHours},
      {"date", "a + 1 day / 2", kHours},
      {"date", "a + (-3 hours)", kHours},
      {"date", "a + p", kHours},
      {"date", "a + half", kHours},
      {"date", "a + 12 hours * 2", ""},
      {"date", "a + 48 hours", ""},
      {"date", "a + (12 hours + 12 hours)", ""},
      {"date", "a + d", ""},
      {"date", "a + 2 days", ""},
      {"date", "a + 2 months", ""},
      {"time", "s + 3 hours", ""},
      {"duration", "t - s", ""},
      {"duration", "b - a", ""},
      {"time", "s + 1 month",
       "E0211 `+` has no meaning between a time and a period (take the day of the time: `date of s`)"},
      {"duration", "a - t",
       "E0211 `-` has no meaning between a date and a time (take the day of the time: `date of t`)"},
      {"duration", "t - a",
       "E0211 `-` has no meaning between a time and a date (take the day of the time: `date of t`)"},
      {"condition", "a < t", "E0211 cannot compare a date with a time (take the day of the time: `date of t`)"},
      {"condition", "1 month < 31 days",
       "E0211 cannot compare a period with a duration (a month has no fixed length: add the period to a date, and compare dates)"},
      {"period", "1 month + 2 days", "E0211 `+` has no meaning between a period and a duration"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(said(c.type, c.value), c.said) << c.value;
  }
}

/// Spans of definitions that double each other are followed up to the longest span, and no further.
TEST(Days, SpansTooLongForTheCalendarAreLeftToTheRun) {
  const auto accepted = [](int doublings) {
    std::string text = "package laws\nrecord R {\n  a: date\n}\ndefine d0 for R : duration = 1 second\n";
    for (int i = 1; i <= doublings; ++i) {
      const std::string half = "d" + std::to_string(i - 1);
      text += "define d" + std::to_string(i) + " for R : duration = " + half + " + " + half + "\n";
    }
    text += "condition x for R = a + d" + std::to_string(doublings) + " > a\n";
    return RulesInMemory(text, RulesInMemory::MayBeRefused()).ok();
  };
  EXPECT_FALSE(accepted(38));
  EXPECT_TRUE(accepted(39));
  EXPECT_TRUE(accepted(62));
  EXPECT_TRUE(accepted(80));
}

}  // namespace
}  // namespace shibo::engine
