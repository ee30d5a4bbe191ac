#include "value/date.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace shibo::engine {
namespace {

Date date(std::string_view text) {
  const std::optional<Date> parsed = Date::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Date{});
}

Time time(std::string_view text) {
  const std::optional<Time> parsed = Time::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Time{});
}

std::string printed(const std::optional<Date>& value) { return value ? value->to_string() : "none"; }

/// A calendar that only knows how to go one day on, by the months' lengths as schoolbooks list them.
struct DayByDay {
  int year;
  int month;
  int day;

  [[nodiscard]] int length_of_month() const {
    switch (month) {
      case 4:
      case 6:
      case 9:
      case 11: return 30;
      case 2: break;
      default: return 31;
    }
    if (year % 400 == 0) return 29;
    if (year % 100 == 0) return 28;
    return year % 4 == 0 ? 29 : 28;
  }

  void step() {
    if (++day <= length_of_month()) return;
    day = 1;
    if (++month <= 12) return;
    month = 1;
    ++year;
  }
};

// -- Days ------------------------------------------------------------------------------------------

TEST(Date, CountsAsACalendarThatGoesDayByDay) {
  DayByDay slow{1600, 1, 1};
  std::int32_t days = -135'140;  // 1600-01-01; 1970-01-01 itself is met on the way
  int weekday = 6;               // a Saturday
  bool met_epoch = false;
  for (; slow.year <= 2400; slow.step(), ++days, weekday = weekday % 7 + 1) {
    const CivilDay civil{slow.year, slow.month, slow.day};
    ASSERT_EQ(Date::from_civil(civil), Date{days}) << slow.year << '-' << slow.month << '-' << slow.day;
    ASSERT_EQ(Date{days}.civil(), civil);
    ASSERT_EQ(Date{days}.iso_weekday(), weekday);
    ASSERT_EQ(Date{days}.last_of_month().day(), slow.length_of_month());
    if (civil == CivilDay{1970, 1, 1}) {
      met_epoch = true;
      ASSERT_EQ(days, 0);
    }
  }
  EXPECT_TRUE(met_epoch);
}

TEST(Date, PrintsAndReadsEveryDayOfTenThousandYears) {
  DayByDay slow{1, 1, 1};
  std::int32_t days = Date::kMin.days;
  for (; slow.year <= 9999; slow.step(), ++days) {
    ASSERT_EQ(Date{days}.civil(), (CivilDay{slow.year, slow.month, slow.day}));
    if (days % 7 == 0) {
      ASSERT_EQ(Date::parse(Date{days}.to_string()), Date{days});
    }
  }
  EXPECT_EQ(days - 1, Date::kMax.days);
}

TEST(Date, KnowsPublishedDays) {
  EXPECT_EQ(date("1970-01-01").days, 0);
  EXPECT_EQ(date("2000-01-01").days, 10'957);
  EXPECT_EQ(date("1969-12-31").days, -1);
  EXPECT_EQ(date("0001-01-01"), Date::kMin);
  EXPECT_EQ(date("9999-12-31"), Date::kMax);
  EXPECT_EQ(date("1970-01-01").iso_weekday(), 4);
  EXPECT_EQ(date("2022-01-01").iso_weekday(), 6);  // RCEP enters into force, on a Saturday
}

TEST(Date, ReadsIsoStrictly) {
  EXPECT_EQ(date("2024-02-29").civil(), (CivilDay{2024, 2, 29}));
  for (const char* wrong :
       {"",           "2024",       "2024-2-29",   "2024-02-9",   "2024-02-30",       "2023-02-29",  "1900-02-29",
        "2024-13-01", "2024-00-01", "2024-01-00",  "2024-04-31",  "0000-01-01",       "10000-01-01", "-001-01-01",
        "2024/01/01", "20240101",   " 2024-01-01", "2024-01-01 ", "2024-01-01T00:00", "２024-01-01", "+024-01-01"}) {
    EXPECT_EQ(Date::parse(wrong), std::nullopt) << wrong;
  }
  EXPECT_NE(Date::parse("2000-02-29"), std::nullopt);
}

TEST(Date, FindsTheEndsOfItsMonthAndYear) {
  EXPECT_EQ(date("2024-02-15").first_of_month(), date("2024-02-01"));
  EXPECT_EQ(date("2024-02-15").last_of_month(), date("2024-02-29"));
  EXPECT_EQ(date("2024-02-15").first_of_year(), date("2024-01-01"));
  EXPECT_EQ(date("2024-02-15").last_of_year(), date("2024-12-31"));
  EXPECT_EQ(Date::kMax.last_of_year(), Date::kMax);
  EXPECT_EQ(Date::kMax.last_of_month(), Date::kMax);
  EXPECT_EQ(Date::kMin.first_of_year(), Date::kMin);
}

// -- Patterns --------------------------------------------------------------------------------------

TEST(DatePattern, ReadsWhatMappingsDeclare) {
  struct Row {
    const char* text;
    const char* pattern;
    const char* expected;
  };
  constexpr std::array kRows = {
      Row{"17/06/2026", "DD/MM/YYYY", "2026-06-17"},
      Row{"06/17/2026", "MM/DD/YYYY", "2026-06-17"},
      Row{"20260617", "YYYYMMDD", "2026-06-17"},
      Row{"17.6.2026", "D.M.YYYY", "2026-06-17"},
      Row{"17.06.2026", "D.M.YYYY", "2026-06-17"},
      Row{"7.6.2026", "D.M.YYYY", "2026-06-07"},
      Row{"2026-06-17", "YYYY-MM-DD", "2026-06-17"},
      Row{"17-06-26", "DD-MM-YY", "2026-06-17"},
      Row{"170668", "DDMMYY", "2068-06-17"},
      Row{"170669", "DDMMYY", "1969-06-17"},
      Row{"2026年06月17日", "YYYY年MM月DD日", "2026-06-17"},
      Row{"2026年6月7日", "YYYY年M月D日", "2026-06-07"},
      Row{"2026, 6 17", "YYYY, M D", "2026-06-17"},
      Row{"7/06/2026", "DD/MM/YYYY", "none"},
      Row{"17/06/26", "DD/MM/YYYY", "none"},
      Row{"17/13/2026", "DD/MM/YYYY", "none"},
      Row{"31/06/2026", "DD/MM/YYYY", "none"},
      Row{"17-06-2026", "DD/MM/YYYY", "none"},
      Row{"17/06/2026 ", "DD/MM/YYYY", "none"},
      Row{"17/06/20260", "DD/MM/YYYY", "none"},
      Row{"17/06", "DD/MM/YYYY", "none"},
      Row{"", "DD/MM/YYYY", "none"},
      Row{"117.6.2026", "D.M.YYYY", "none"},
      Row{".6.2026", "D.M.YYYY", "none"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(printed(Date::parse_as(row.text, row.pattern)), row.expected) << row.text << " as " << row.pattern;
  }
}

TEST(DatePattern, RefusesWhatIsIncompleteOrAmbiguous) {
  for (const char* good :
       {"YYYY-MM-DD", "YYYYMMDD", "D.M.YYYY", "M/D/YY", "DDMMYYYY", "YYYY年MM月DD日", " D M YYYY "}) {
    EXPECT_TRUE(Date::is_pattern(good)) << good;
  }
  for (const char* bad : {"",
                          "YYYY",
                          "YYYY-MM",
                          "DD/MM",
                          "YYYY-MM-DD-DD",
                          "YYYY-YY-MM-DD",
                          "YYY-MM-DD",
                          "YYYYY-MM-DD",
                          "Y-MM-DD",
                          "YYYY-MMM-DD",
                          "YYYY-MM-DDD",
                          "yyyy-mm-dd",
                          "YYYYMD",
                          "DMYYYY",
                          "D.MYYYY",
                          "YYYYM-D",
                          "MMD-YYYY",
                          "YYYY-MM-DDTHH",
                          "YYYY-MM-DD1",
                          "hello"}) {
    EXPECT_FALSE(Date::is_pattern(bad)) << bad;
    EXPECT_EQ(Date::parse_as("2026-06-17", bad), std::nullopt) << bad;
  }
  EXPECT_FALSE(Date::is_pattern("YYYY-MM-DD" + std::string(100, '-')));
}

// -- Adding and counting ---------------------------------------------------------------------------

TEST(Date, AddsDaysUpToTheEndsOfTheCalendar) {
  EXPECT_EQ(printed(date("2024-02-28").add_days(1)), "2024-02-29");
  EXPECT_EQ(printed(date("2024-03-01").add_days(-1)), "2024-02-29");
  EXPECT_EQ(printed(date("2023-12-31").add_days(1)), "2024-01-01");
  EXPECT_EQ(printed(Date::kMax.add_days(0)), "9999-12-31");
  EXPECT_EQ(printed(Date::kMax.add_days(1)), "none");
  EXPECT_EQ(printed(Date::kMin.add_days(-1)), "none");
  EXPECT_EQ(Date::kMin.add_days(days_between(Date::kMin, Date::kMax)), Date::kMax);
  EXPECT_EQ(printed(Date{}.add_days(std::numeric_limits<std::int64_t>::max())), "none");
  EXPECT_EQ(printed(Date{}.add_days(std::numeric_limits<std::int64_t>::min())), "none");
  EXPECT_EQ(printed(Date{-1}.add_days(std::numeric_limits<std::int64_t>::min())), "none");
}

TEST(Date, AddsMonthsAndKeepsToTheMonth) {
  struct Row {
    const char* from;
    std::int64_t months;
    const char* to;
  };
  constexpr std::array kRows = {
      Row{"2024-01-31", 1, "2024-02-29"},       Row{"2023-01-31", 1, "2023-02-28"},
      Row{"2024-01-31", 2, "2024-03-31"},       Row{"2024-03-31", -1, "2024-02-29"},
      Row{"2024-02-29", 12, "2025-02-28"},      Row{"2024-02-29", 48, "2028-02-29"},
      Row{"2024-02-29", -12, "2023-02-28"},     Row{"2024-05-31", 6, "2024-11-30"},
      Row{"2024-12-15", 1, "2025-01-15"},       Row{"2024-01-15", -1, "2023-12-15"},
      Row{"2024-01-15", 0, "2024-01-15"},       Row{"9999-12-31", 1, "none"},
      Row{"9999-11-30", 1, "9999-12-30"},       Row{"0001-01-01", -1, "none"},
      Row{"0001-01-01", -20, "none"},           Row{"0001-02-28", -1, "0001-01-28"},
      Row{"2024-01-15", 9'000'000'000, "none"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(printed(date(row.from).add_months(row.months)), row.to) << row.from << " + " << row.months;
  }
  EXPECT_EQ(printed(date("2024-01-31").add(Period{1})), "2024-02-29");
}

TEST(Date, AddingMonthsIsTheSameDayOrTheLastOfTheMonth) {
  for (Date from = date("2019-12-01"); from <= date("2024-03-31"); from = *from.add_days(1)) {
    for (std::int64_t months = -30; months <= 30; ++months) {
      const Date to = *from.add_months(months);
      const int month_index = from.year() * 12 + from.month() - 1 + static_cast<int>(months);
      ASSERT_EQ(to.year() * 12 + to.month() - 1, month_index);
      const bool same_day = to.day() == from.day();
      const bool clamped = to == to.last_of_month() && to.day() < from.day();
      ASSERT_TRUE(same_day || clamped) << from.to_string() << " + " << months;
    }
  }
}

TEST(Date, CountsWholeAndBegunMonthsByTheirDefinition) {
  for (Date from = date("2023-12-25"); from <= date("2024-03-05"); from = *from.add_days(1)) {
    for (Date to = from; to <= date("2025-04-02"); to = *to.add_days(1)) {
      std::int32_t whole = 0;
      while (*from.add_months(whole + 1) <= to) ++whole;
      std::int32_t begun = 0;
      while (*from.add_months(begun) < to) ++begun;
      ASSERT_EQ(whole_months_between(from, to), whole) << from.to_string() << " to " << to.to_string();
      ASSERT_EQ(begun_months_between(from, to), begun) << from.to_string() << " to " << to.to_string();
      ASSERT_EQ(whole_months_between(to, from), -whole);
      ASSERT_EQ(begun_months_between(to, from), -begun);
    }
  }
  EXPECT_EQ(whole_months_between(Date::kMin, Date::kMax), 9'999 * 12 - 1);
  EXPECT_EQ(begun_months_between(Date::kMin, Date::kMax), 9'999 * 12);
  EXPECT_EQ(days_between(date("2024-02-28"), date("2024-03-01")), 2);
  EXPECT_EQ(days_between(date("2024-03-01"), date("2024-02-28")), -2);
}

// -- Instants --------------------------------------------------------------------------------------

TEST(Time, ReadsIsoWithItsOffset) {
  EXPECT_EQ(time("1970-01-01T00:00Z").utc_ticks, 0);
  EXPECT_EQ(time("1970-01-01T08:00+08:00").utc_ticks, 0);
  EXPECT_EQ(time("1969-12-31T19:00-05:00").utc_ticks, 0);
  EXPECT_EQ(time("1970-01-02T00:00:01Z").utc_ticks, 86'401 * Duration::kTicksPerSecond);
  EXPECT_EQ(time("2001-09-09T01:46:40Z").utc_ticks, 1'000'000'000 * Duration::kTicksPerSecond);
  EXPECT_EQ(time("2026-06-17T08:00+08:00").offset_minutes, 480);
  EXPECT_EQ(time("2026-06-17T08:00-03:30").offset_minutes, -210);
  EXPECT_EQ(time("2026-06-17T08:00:00.000Z"), time("2026-06-17T08:00Z"));
  EXPECT_EQ(time("1970-01-01T00:00:00.500Z").utc_ticks, Duration::kTicksPerSecond / 2);
  EXPECT_EQ(time("1969-12-31T23:59:59.9999999Z").utc_ticks, -1);
  EXPECT_EQ(time("1970-01-01T00:00:00.000000100Z").utc_ticks, 1);
  for (const char* wrong : {"",
                            "2026-06-17",
                            "2026-06-17T08:00",
                            "2026-06-17T08:00:00",
                            "2026-06-17T08Z",
                            "2026-06-17 08:00Z",
                            "2026-06-17t08:00Z",
                            "2026-06-17T08:00z",
                            "2026-06-17T8:00Z",
                            "2026-06-17T24:00Z",
                            "2026-06-17T08:60Z",
                            "2026-06-17T23:59:60Z",
                            "2026-06-17T08:00-00:00",
                            "2026-06-17T08:00+0800",
                            "2026-06-17T08:00+08",
                            "2026-06-17T08:00+24:00",
                            "2026-06-17T08:00+08:60",
                            "2026-06-17T08:00:00.00000005Z",
                            "2026-06-17T08:00:00.5",
                            "2026-06-17T08:00:00.Z",
                            "2026-06-17T08:00.0Z",
                            "2026-02-30T08:00Z",
                            "2026-06-17T08:00Z ",
                            "2026-06-17T08:00 +08:00"}) {
    EXPECT_EQ(Time::parse(wrong), std::nullopt) << wrong;
  }
}

TEST(Time, PrintsWhatItRead) {
  for (const char* text :
       {"2026-06-17T08:00+08:00", "2026-06-17T00:00Z", "2026-06-17T08:00:30-03:30", "1969-12-31T23:59:59Z",
        "0001-01-01T00:00+14:00", "9999-12-31T23:59:59-12:00", "1960-01-01T00:00:01+00:01",
        "2026-06-17T08:00:00.5+08:00", "1969-12-31T23:59:59.9999999Z", "2026-06-17T08:00:00.0000001Z"}) {
    EXPECT_EQ(time(text).to_string(), text);
  }
  EXPECT_EQ(time("2026-06-17T08:00:00+00:00").to_string(), "2026-06-17T08:00Z");
}

TEST(Time, ComparesInstantsNotClocks) {
  EXPECT_EQ(time("2026-06-17T08:00+08:00"), time("2026-06-17T00:00Z"));
  EXPECT_LT(time("2026-06-17T09:00+08:00"), time("2026-06-17T02:00Z"));
  EXPECT_GT(time("2026-06-16T23:00-05:00"), time("2026-06-17T02:00Z"));
  EXPECT_LT(time("2026-06-17T08:00:00.4999999Z"), time("2026-06-17T08:00:00.5Z"));
  EXPECT_LT(time("2026-06-17T08:00:00.9999999Z"), time("2026-06-17T08:00:01Z"));
  EXPECT_EQ(time("2026-06-17T08:00:00.50Z"), time("2026-06-17T09:00:00.5+01:00"));
}

TEST(Time, HasTheDayOfItsOwnOffset) {
  EXPECT_EQ(date_of(time("2026-06-17T00:30+08:00")), date("2026-06-17"));
  EXPECT_EQ(date_of(time("2026-06-16T16:30Z")), date("2026-06-16"));
  EXPECT_EQ(date_of(time("1969-12-31T23:59:59Z")), date("1969-12-31"));
  EXPECT_EQ(date_of(time("1969-12-31T23:59:59.9999999Z")), date("1969-12-31"));
  EXPECT_EQ(date_of(time("0001-01-01T00:00+14:00")), Date::kMin);
}

TEST(Time, AddsDurationsAndKeepsItsOffset) {
  const Time departure = time("2026-06-17T20:00+08:00");
  const std::optional<Time> later = departure.add(Duration::of_seconds(48 * 3'600));
  ASSERT_TRUE(later);
  EXPECT_EQ(later->to_string(), "2026-06-19T20:00+08:00");
  EXPECT_EQ(duration_between(departure, *later), Duration::of_days(2));
  EXPECT_EQ(duration_between(*later, departure), Duration::of_days(-2));
  EXPECT_EQ(time("9999-12-31T23:59:59Z").add(Duration::of_seconds(1)), std::nullopt);
  EXPECT_EQ(time("0001-01-01T00:00Z").add(Duration::of_seconds(-1)), std::nullopt);
  EXPECT_NE(time("9999-12-31T23:59:58-01:00").add(Duration::of_seconds(1)), std::nullopt);
  EXPECT_EQ(departure.add(Duration{std::numeric_limits<std::int64_t>::max()}), std::nullopt);
  EXPECT_EQ(departure.add(Duration{std::numeric_limits<std::int64_t>::min()}), std::nullopt);
}

TEST(Duration, SaysItselfInTheLargestExactUnit) {
  EXPECT_EQ(Duration{0}.to_string(), "0 seconds");
  EXPECT_EQ(Duration::of_seconds(1).to_string(), "1 second");
  EXPECT_EQ(Duration::of_seconds(90).to_string(), "90 seconds");
  EXPECT_EQ(Duration{Duration::kTicksPerSecond / 2}.to_string(), "0.5 seconds");
  EXPECT_EQ(Duration{-1}.to_string(), "-0.0000001 seconds");
  EXPECT_EQ(Duration{-3 * Duration::kTicksPerSecond / 2}.to_string(), "-1.5 seconds");
  EXPECT_EQ(Duration::of_seconds(60).to_string(), "1 minute");
  EXPECT_EQ(Duration::of_seconds(36 * 3'600).to_string(), "36 hours");
  EXPECT_EQ(Duration::of_days(3).to_string(), "3 days");
  EXPECT_EQ(Duration::of_days(-1).to_string(), "-1 day");
  EXPECT_EQ(Duration{std::numeric_limits<std::int64_t>::min()}.to_string(), "-922337203685.4775808 seconds");
  EXPECT_TRUE(Duration::of_days(3).is_whole_days());
  EXPECT_FALSE(Duration::of_seconds(36 * 3'600).is_whole_days());
  EXPECT_LT(Duration::of_seconds(47 * 3'600), Duration::of_days(2));
}

TEST(Period, SaysItselfInYearsOrMonths) {
  EXPECT_EQ(Period{12}.to_string(), "1 year");
  EXPECT_EQ(Period{18}.to_string(), "18 months");
  EXPECT_EQ(Period{1}.to_string(), "1 month");
  EXPECT_EQ(Period{-24}.to_string(), "-2 years");
  EXPECT_EQ(Period{0}.to_string(), "0 months");
}

}  // namespace
}  // namespace shibo::engine
