// Days, instants, and the two kinds of span between them.
//
// A Duration is exact (ten-millionths of a second); a Period is of the calendar (months). They never mix: "is a year
// longer than 365 days" has no answer. There is no clock and no time zone table here: a Time
// carries the offset that was written with it, and its day is the day at that offset.
//
// Calendar: proleptic Gregorian, years 1 to 9999, as ISO 8601-1:2019 writes dates. Whatever would
// leave these years gives nothing.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace shibo::engine {

/// An exact length of time.
struct Duration {
  /// Programs print at most seven decimals of a second, and so many years of them fit 64 bits.
  static constexpr int kPlaces = 7;  ///< of the decimals of a second that are kept
  static constexpr std::int64_t kTicksPerSecond = 10'000'000;
  static constexpr std::int64_t kTicksPerDay = 86'400 * kTicksPerSecond;
  /// Longer than the calendar; what an expression makes longer still is undefined.
  static constexpr std::int64_t kSecondsMax = 400'000'000'000;
  static constexpr std::int64_t kTicksMax = kSecondsMax * kTicksPerSecond;

  std::int64_t ticks = 0;

  /// Requires: the product fits 64 bits.
  [[nodiscard]] static constexpr Duration of_seconds(std::int64_t seconds) { return {seconds * kTicksPerSecond}; }
  [[nodiscard]] static constexpr Duration of_days(std::int64_t days) { return {days * kTicksPerDay}; }
  [[nodiscard]] constexpr bool is_whole_days() const { return ticks % kTicksPerDay == 0; }
  friend constexpr auto operator<=>(const Duration&, const Duration&) = default;

  /// In the largest unit that says it exactly: `3 days`, `36 hours`, `1 minute`, `-5 seconds`, `0.5 seconds`.
  [[nodiscard]] std::string to_string() const;
};

/// A length of calendar time; a year is 12 months.
struct Period {
  static constexpr std::int32_t kMonthsMax = 120'000;  ///< 10,000 years

  std::int32_t months = 0;

  friend constexpr auto operator<=>(const Period&, const Period&) = default;

  /// `1 year`, `18 months`, `-2 years`.
  [[nodiscard]] std::string to_string() const;
};

/// Year, month and day as written. Not necessarily a day that exists.
struct CivilDay {
  int year = 1;
  int month = 1;
  int day = 1;

  friend constexpr auto operator<=>(const CivilDay&, const CivilDay&) = default;
};

/// A day of the calendar.
///
/// Invariant: between kMin and kMax, in every Date that the functions here return.
struct Date {
  std::int32_t days = 0;  ///< since 1970-01-01

  static const Date kMin;  ///< 0001-01-01
  static const Date kMax;  ///< 9999-12-31

  friend constexpr auto operator<=>(const Date&, const Date&) = default;

  /// Nothing if there is no such day (2023-02-29) or it lies outside the years 1 to 9999.
  [[nodiscard]] static std::optional<Date> from_civil(const CivilDay& civil);
  /// ISO 8601 extended, strictly `YYYY-MM-DD`.
  [[nodiscard]] static std::optional<Date> parse(std::string_view text);
  /// By a mapping's pattern, such as `DD/MM/YYYY`, `YYYYMMDD` or `D.M.YYYY`; see is_pattern().
  /// Nothing if the text does not fit, there is no such day, or the pattern is not one.
  /// `YY` is 1969 to 2068, as POSIX strptime reads %y.
  [[nodiscard]] static std::optional<Date> parse_as(std::string_view text, std::string_view pattern);
  /// Whether `pattern` has one year (`YYYY`, `YY`), one month (`MM`, or `M` for one or two digits)
  /// and one day (`DD`, `D`), all else but ASCII letters and digits standing for itself, and
  /// no `M` or `D` touching another field, where its length could not be told.
  [[nodiscard]] static bool is_pattern(std::string_view pattern);

  [[nodiscard]] CivilDay civil() const;
  [[nodiscard]] int year() const { return civil().year; }
  [[nodiscard]] int month() const { return civil().month; }
  [[nodiscard]] int day() const { return civil().day; }
  /// 1 for Monday to 7 for Sunday.
  [[nodiscard]] int iso_weekday() const;

  [[nodiscard]] Date first_of_month() const;
  [[nodiscard]] Date last_of_month() const;
  [[nodiscard]] Date first_of_year() const;
  [[nodiscard]] Date last_of_year() const;

  /// Nothing if the result leaves the years 1 to 9999.
  [[nodiscard]] std::optional<Date> add_days(std::int64_t count) const;
  /// The same day of another month, or that month's last day if it is shorter: a month after
  /// 31 January is 28 or 29 February. So adding is not undone by subtracting.
  [[nodiscard]] std::optional<Date> add_months(std::int64_t count) const;
  [[nodiscard]] std::optional<Date> add(Period period) const { return add_months(period.months); }

  /// `YYYY-MM-DD`
  [[nodiscard]] std::string to_string() const;
};

inline constexpr Date Date::kMin{-719'162};
inline constexpr Date Date::kMax{2'932'896};

[[nodiscard]] bool is_leap_year(int year);
/// Requires: 1 <= month <= 12.
[[nodiscard]] int days_in_month(int year, int month);

/// Counts from one day to another; the first day is not counted. Negative if `to` is earlier:
/// counting back is the negative of counting forth.
[[nodiscard]] std::int64_t days_between(Date from, Date to);
/// The greatest number of months after `from` (by add_months) that does not pass `to`.
[[nodiscard]] std::int32_t whole_months_between(Date from, Date to);
/// The least number of months after `from` that reaches `to`: a month begun counts as one.
[[nodiscard]] std::int32_t begun_months_between(Date from, Date to);

/// An instant, with the offset at which it was written.
///
/// Two Times are equal when they are the same instant, whatever their offsets; hence the weak
/// order. Invariant: the day at its own offset lies in the years 1 to 9999.
struct Time {
  std::int64_t utc_ticks = 0;  ///< of a Duration, since 1970-01-01T00:00Z, leap seconds not counted
  std::int32_t offset_minutes = 0;

  friend constexpr bool operator==(const Time& left, const Time& right) { return left.utc_ticks == right.utc_ticks; }
  friend constexpr std::weak_ordering operator<=>(const Time& left, const Time& right) {
    return left.utc_ticks <=> right.utc_ticks;
  }

  /// ISO 8601 extended with an offset, as RFC 3339 narrows it: `2026-06-17T08:00+08:00`,
  /// `2026-06-17T00:00:30Z`. Seconds may be left out, and have decimals: beyond the seventh they must
  /// be zero, for nothing is rounded silently. Refused: no offset, `-00:00`, hour 24, second 60.
  [[nodiscard]] static std::optional<Time> parse(std::string_view text);

  /// The day at its own offset.
  [[nodiscard]] Date date() const;
  /// The same offset; nothing if the result leaves the years 1 to 9999.
  [[nodiscard]] std::optional<Time> add(Duration duration) const;

  /// With its own offset, `Z` for none, and seconds only when they are not zero, nor their decimals:
  /// `2026-06-17T08:00+08:00`.
  [[nodiscard]] std::string to_string() const;
};

[[nodiscard]] inline Date date_of(const Time& time) { return time.date(); }
/// `to` less `from`: exact, negative if `to` is earlier.
[[nodiscard]] constexpr Duration duration_between(const Time& from, const Time& to) {
  return {to.utc_ticks - from.utc_ticks};
}

}  // namespace shibo::engine
