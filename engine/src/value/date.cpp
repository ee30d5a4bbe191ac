#include "value/date.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <limits>
#include <span>

#include "value/ascii.hpp"

namespace shibo::engine {
namespace {

constexpr int kYearMin = 1;
constexpr int kYearMax = 9999;
constexpr int kMonthsPerYear = 12;

// The Gregorian calendar repeats after 400 years: 97 of them are leap years, since every fourth is
// one, but not a full century unless 400 divides it (ISO 8601-1:2019, 4.2.1).
constexpr int kDaysPerYear = 365;
constexpr int kDaysPer4Years = 4 * kDaysPerYear + 1;
constexpr int kDaysPer100Years = 25 * kDaysPer4Years - 1;
constexpr int kDaysPer400Years = 4 * kDaysPer100Years + 1;

/// Days of a common year before each month, and after the last.
constexpr std::array<int, 13> kDaysBeforeMonth = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

int days_before_month(int year, int month) {
  const int leap_day = month > 2 && is_leap_year(year) ? 1 : 0;
  return kDaysBeforeMonth[static_cast<std::size_t>(month - 1)] + leap_day;
}

/// Days from 0001-01-01 to the first of January of `year`.
int days_before_year(int year) {
  const int past = year - 1;
  return past * kDaysPerYear + past / 4 - past / 100 + past / 400;
}

/// How many whole parts of `length` are in `rest`, which keeps what is over. The last part of a
/// cycle is a day longer than the others, so its extra day must not open another part.
int take_parts(int& rest, int length, int parts_max) {
  int parts = rest / length;
  if (parts > parts_max) parts = parts_max;
  rest -= parts * length;
  return parts;
}

/// Reads from the front of a text; every function says whether it found what it wanted.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

  bool literal(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// Between `least` and `most` digits, as many as there are. Requires: most <= 9.
  bool digits(std::size_t least, std::size_t most, int& value) {
    std::size_t count = 0;
    value = 0;
    while (count < most && count < rest_.size() && is_digit(rest_[count])) {
      value = value * 10 + (rest_[count] - '0');
      ++count;
    }
    rest_.remove_prefix(count);
    return count >= least;
  }

 private:
  std::string_view rest_;
};

std::optional<Date> read_date(Reader& reader) {
  CivilDay civil;
  const bool shaped = reader.digits(4, 4, civil.year) && reader.literal('-') && reader.digits(2, 2, civil.month) &&
                      reader.literal('-') && reader.digits(2, 2, civil.day);
  if (!shaped) return std::nullopt;
  return Date::from_civil(civil);
}

/// One piece of a pattern: a field (`Y`, `M`, `D`) of some width, or a character for itself.
struct PatternPart {
  char field = '\0';
  std::size_t width = 0;
  char literal = '\0';
};

class Pattern {
 public:
  static constexpr std::size_t kPartsMax = 32;

  static std::optional<Pattern> parse(std::string_view text);

  [[nodiscard]] std::span<const PatternPart> parts() const { return {parts_.data(), count_}; }

 private:
  [[nodiscard]] bool has_one(char field) const;
  [[nodiscard]] bool lengths_are_clear() const;

  std::array<PatternPart, kPartsMax> parts_{};
  std::size_t count_ = 0;
};

bool is_field(char letter, std::size_t width) {
  if (letter == 'Y') return width == 2 || width == 4;
  return (letter == 'M' || letter == 'D') && width <= 2;
}

std::optional<Pattern> Pattern::parse(std::string_view text) {
  Pattern pattern;
  while (!text.empty()) {
    if (pattern.count_ == kPartsMax || is_digit(text[0])) return std::nullopt;
    PatternPart& part = pattern.parts_[pattern.count_++];
    if (!is_letter(text[0])) {
      part.literal = text[0];
      text.remove_prefix(1);
      continue;
    }
    part.field = text[0];
    part.width = std::min(text.find_first_not_of(text[0]), text.size());
    if (!is_field(part.field, part.width)) return std::nullopt;
    text.remove_prefix(part.width);
  }
  const bool whole = pattern.has_one('Y') && pattern.has_one('M') && pattern.has_one('D');
  if (!whole || !pattern.lengths_are_clear()) return std::nullopt;
  return pattern;
}

bool Pattern::has_one(char field) const {
  int found = 0;
  for (const PatternPart& part : parts()) found += part.field == field ? 1 : 0;
  return found == 1;
}

bool Pattern::lengths_are_clear() const {
  for (std::size_t i = 1; i < count_; ++i) {
    const PatternPart& left = parts_[i - 1];
    const PatternPart& right = parts_[i];
    if (left.width != 0 && right.width != 0 && (left.width == 1 || right.width == 1)) return false;
  }
  return true;
}

/// POSIX strptime, %y: 69 to 99 are of the twentieth century, 00 to 68 of the next.
int full_year(int two_digits) { return two_digits + (two_digits >= 69 ? 1900 : 2000); }

bool read_field(Reader& reader, const PatternPart& part, CivilDay& civil) {
  const std::size_t most = part.width == 1 ? 2 : part.width;
  int value = 0;
  if (!reader.digits(part.width, most, value)) return false;
  if (part.field == 'Y') civil.year = part.width == 2 ? full_year(value) : value;
  if (part.field == 'M') civil.month = value;
  if (part.field == 'D') civil.day = value;
  return true;
}

struct TimeOfDay {
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::int64_t ticks = 0;  ///< of the second
};

/// The decimals of a second, of which those that a tick cannot hold must be zero.
bool read_decimals(Reader& reader, std::int64_t& ticks) {
  if (!is_digit(reader.peek())) return false;
  for (std::int64_t place = Duration::kTicksPerSecond / 10; is_digit(reader.peek()); place /= 10) {
    int digit = 0;
    if (!reader.digits(1, 1, digit) || (place == 0 && digit != 0)) return false;
    ticks += digit * place;
  }
  return true;
}

/// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.500`
std::optional<TimeOfDay> read_time_of_day(Reader& reader) {
  TimeOfDay time;
  if (!reader.digits(2, 2, time.hour) || !reader.literal(':') || !reader.digits(2, 2, time.minute)) {
    return std::nullopt;
  }
  if (reader.literal(':')) {
    if (!reader.digits(2, 2, time.second)) return std::nullopt;
    if (reader.literal('.') && !read_decimals(reader, time.ticks)) return std::nullopt;
  }
  if (time.hour > 23 || time.minute > 59 || time.second > 59) return std::nullopt;
  return time;
}

/// `Z` or `+hh:mm`, in minutes.
std::optional<std::int32_t> read_offset(Reader& reader) {
  if (reader.literal('Z')) return 0;
  const bool west = reader.peek() == '-';
  if (!reader.literal(west ? '-' : '+')) return std::nullopt;
  int hours = 0;
  int minutes = 0;
  if (!reader.digits(2, 2, hours) || !reader.literal(':') || !reader.digits(2, 2, minutes)) return std::nullopt;
  if (hours > 23 || minutes > 59) return std::nullopt;
  const std::int32_t offset = hours * 60 + minutes;
  if (west && offset == 0) return std::nullopt;
  return west ? -offset : offset;
}

/// Division that rounds down, so that instants before 1970 fall on their own day.
std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
  const std::int64_t cut = value / divisor;
  return value % divisor < 0 ? cut - 1 : cut;
}

constexpr Duration of_minutes(std::int32_t minutes) { return Duration::of_seconds(std::int64_t{minutes} * 60); }

std::int64_t local_ticks(const Time& time) { return time.utc_ticks + of_minutes(time.offset_minutes).ticks; }

bool is_day_number(std::int64_t days) { return days >= Date::kMin.days && days <= Date::kMax.days; }

std::string padded(int value, std::size_t width) {
  std::string digits = std::to_string(value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

/// `.5`; empty for none.
std::string decimals(std::int64_t ticks_of_second) {
  if (ticks_of_second == 0) return {};
  std::string digits = std::to_string(Duration::kTicksPerSecond + ticks_of_second);
  digits.erase(digits.find_last_not_of('0') + 1);
  digits.front() = '.';
  return digits;
}

std::string counted(std::int64_t count, std::string_view unit) {
  std::string text = std::to_string(count) + ' ';
  text += unit;
  if (count != 1 && count != -1) text += 's';
  return text;
}

/// Months that lead from `from` into the month of `to`, whatever the days.
std::int32_t calendar_months(const CivilDay& from, const CivilDay& to) {
  return (to.year - from.year) * kMonthsPerYear + to.month - from.month;
}

}  // namespace

std::string Duration::to_string() const {
  struct Scale {
    std::int64_t ticks;
    std::string_view name;
  };
  static constexpr std::array<Scale, 4> kScales = {{{kTicksPerDay, "day"},
                                                    {3600 * kTicksPerSecond, "hour"},
                                                    {60 * kTicksPerSecond, "minute"},
                                                    {kTicksPerSecond, "second"}}};
  if (ticks == 0) return counted(0, "second");
  for (const Scale& scale : kScales) {
    if (ticks % scale.ticks == 0) return counted(ticks / scale.ticks, scale.name);
  }
  const std::int64_t over = ticks % kTicksPerSecond;
  const std::int64_t whole = ticks / kTicksPerSecond;
  return (whole == 0 && ticks < 0 ? "-" : "") + std::to_string(whole) + decimals(over < 0 ? -over : over) + " seconds";
}

std::string Period::to_string() const {
  if (months != 0 && months % kMonthsPerYear == 0) return counted(months / kMonthsPerYear, "year");
  return counted(months, "month");
}

bool is_leap_year(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  assert(month >= 1 && month <= kMonthsPerYear);
  const auto index = static_cast<std::size_t>(month);
  return kDaysBeforeMonth[index] - kDaysBeforeMonth[index - 1] + (month == 2 && is_leap_year(year) ? 1 : 0);
}

std::optional<Date> Date::from_civil(const CivilDay& civil) {
  const auto [year, month, day] = civil;
  if (year < kYearMin || year > kYearMax || month < 1 || month > kMonthsPerYear) return std::nullopt;
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return Date{kMin.days + days_before_year(year) + days_before_month(year, month) + day - 1};
}

std::optional<Date> Date::parse(std::string_view text) {
  Reader reader(text);
  const std::optional<Date> date = read_date(reader);
  return reader.at_end() ? date : std::nullopt;
}

std::optional<Date> Date::parse_as(std::string_view text, std::string_view pattern) {
  const std::optional<Pattern> parsed = Pattern::parse(pattern);
  if (!parsed) return std::nullopt;
  Reader reader(text);
  CivilDay civil;
  for (const PatternPart& part : parsed->parts()) {
    const bool fits = part.width == 0 ? reader.literal(part.literal) : read_field(reader, part, civil);
    if (!fits) return std::nullopt;
  }
  if (!reader.at_end()) return std::nullopt;
  return from_civil(civil);
}

bool Date::is_pattern(std::string_view pattern) { return Pattern::parse(pattern).has_value(); }

CivilDay Date::civil() const {
  assert(kMin <= *this && *this <= kMax);
  int rest = days - kMin.days;
  int year = kYearMin;
  year += 400 * take_parts(rest, kDaysPer400Years, kYearMax / 400);
  year += 100 * take_parts(rest, kDaysPer100Years, 3);
  year += 4 * take_parts(rest, kDaysPer4Years, 24);
  year += take_parts(rest, kDaysPerYear, 3);
  int month = kMonthsPerYear;
  while (days_before_month(year, month) > rest) --month;
  return {year, month, rest - days_before_month(year, month) + 1};
}

int Date::iso_weekday() const {
  constexpr int kDaysPerWeek = 7;  // and 0001-01-01 was a Monday
  return (days - kMin.days) % kDaysPerWeek + 1;
}

Date Date::first_of_month() const { return {days - day() + 1}; }

Date Date::last_of_month() const {
  const CivilDay here = civil();
  return {days - here.day + days_in_month(here.year, here.month)};
}

Date Date::first_of_year() const { return {kMin.days + days_before_year(year())}; }

Date Date::last_of_year() const { return {kMin.days + days_before_year(year() + 1) - 1}; }

std::optional<Date> Date::add_days(std::int64_t count) const {
  constexpr std::int64_t kCountMax = std::numeric_limits<std::int32_t>::max();
  if (count < -kCountMax || count > kCountMax || !is_day_number(days + count)) return std::nullopt;
  return Date{static_cast<std::int32_t>(days + count)};
}

std::optional<Date> Date::add_months(std::int64_t count) const {
  constexpr std::int64_t kCountMax = std::int64_t{kYearMax} * kMonthsPerYear;
  if (count < -kCountMax || count > kCountMax) return std::nullopt;
  const CivilDay here = civil();
  const std::int64_t month_index = std::int64_t{here.year} * kMonthsPerYear + here.month - 1 + count;
  if (month_index < std::int64_t{kYearMin} * kMonthsPerYear) return std::nullopt;
  CivilDay there;
  there.year = static_cast<int>(month_index / kMonthsPerYear);
  there.month = static_cast<int>(month_index % kMonthsPerYear) + 1;
  there.day = std::min(here.day, days_in_month(there.year, there.month));
  return from_civil(there);
}

std::string Date::to_string() const {
  const CivilDay here = civil();
  return padded(here.year, 4) + '-' + padded(here.month, 2) + '-' + padded(here.day, 2);
}

std::int64_t days_between(Date from, Date to) { return std::int64_t{to.days} - from.days; }

std::int32_t whole_months_between(Date from, Date to) {
  if (to < from) return -whole_months_between(to, from);
  const std::int32_t months = calendar_months(from.civil(), to.civil());
  return *from.add_months(months) > to ? months - 1 : months;
}

std::int32_t begun_months_between(Date from, Date to) {
  if (to < from) return -begun_months_between(to, from);
  const std::int32_t months = calendar_months(from.civil(), to.civil());
  return *from.add_months(months) < to ? months + 1 : months;
}

std::optional<Time> Time::parse(std::string_view text) {
  Reader reader(text);
  const std::optional<Date> date = read_date(reader);
  if (!date || !reader.literal('T')) return std::nullopt;
  const std::optional<TimeOfDay> time = read_time_of_day(reader);
  if (!time) return std::nullopt;
  const std::optional<std::int32_t> offset = read_offset(reader);
  if (!offset || !reader.at_end()) return std::nullopt;
  const Duration of_day = Duration::of_seconds(time->hour * 3600 + time->minute * 60 + time->second);
  const std::int64_t local = Duration::of_days(date->days).ticks + of_day.ticks + time->ticks;
  return Time{local - of_minutes(*offset).ticks, *offset};
}

Date Time::date() const {
  const std::int64_t days = floor_divide(local_ticks(*this), Duration::kTicksPerDay);
  assert(is_day_number(days));
  return {static_cast<std::int32_t>(days)};
}

std::optional<Time> Time::add(Duration duration) const {
  Time sum{0, offset_minutes};
  std::int64_t local = 0;
  const bool overflows = __builtin_add_overflow(utc_ticks, duration.ticks, &sum.utc_ticks) ||
                         __builtin_add_overflow(sum.utc_ticks, of_minutes(offset_minutes).ticks, &local);
  if (overflows || !is_day_number(floor_divide(local, Duration::kTicksPerDay))) return std::nullopt;
  return sum;
}

std::string Time::to_string() const {
  const Date day = date();
  const std::int64_t tick_of_day = local_ticks(*this) - Duration::of_days(day.days).ticks;
  const auto second_of_day = static_cast<int>(tick_of_day / Duration::kTicksPerSecond);
  const std::string fraction = decimals(tick_of_day % Duration::kTicksPerSecond);
  std::string text = day.to_string() + 'T' + padded(second_of_day / 3600, 2) + ':' + padded(second_of_day / 60 % 60, 2);
  if (second_of_day % 60 != 0 || !fraction.empty()) text += ':' + padded(second_of_day % 60, 2) + fraction;
  if (offset_minutes == 0) return text + 'Z';
  const int offset = offset_minutes < 0 ? -offset_minutes : offset_minutes;
  return text + (offset_minutes < 0 ? '-' : '+') + padded(offset / 60, 2) + ':' + padded(offset % 60, 2);
}

}  // namespace shibo::engine
