// Dates, times, and the two kinds of span between them.
#include <algorithm>
#include <array>

#include "read/reading.hpp"
#include "record/excerpt.hpp"
#include "value/ascii.hpp"

namespace shibo::engine {

namespace {

bool has_shape(std::string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (shape[i] == '9' ? !is_digit(text[i]) : text[i] != shape[i]) return false;
  }
  return true;
}

/// `+01:00`, or in ISO 8601's basic form `+0100` and `+01`.
bool is_offset(std::string_view text) {
  if (!text.starts_with('+') && !text.starts_with('-')) return false;
  text.remove_prefix(1);
  return has_shape(text, "99:99") || has_shape(text, "9999") || has_shape(text, "99");
}

/// The day before a midnight (`2024-05-01T00:00:00Z`), as programs print a day that they keep as a
/// time; empty if the text is not one.
std::string_view day_of_midnight(std::string_view text) {
  if (text.size() < 16 || !has_shape(text.substr(0, 10), "9999-99-99") || (text[10] != 'T' && text[10] != ' '))
    return {};
  for (const std::string_view zeros : {"00:00:00.0000000", "00:00:00.000000", "00:00:00.000", "00:00:00", "00:00"}) {
    const std::string_view rest = text.substr(11);
    if (!rest.starts_with(zeros)) continue;
    const std::string_view offset = rest.substr(zeros.size());
    const bool plain = offset.empty() || offset == "Z" || is_offset(offset);
    return plain ? text.substr(0, 10) : std::string_view();
  }
  return {};
}

struct SpanUnit {
  std::string_view name;
  std::int64_t size;  ///< in seconds, or in months
};

constexpr std::array kDurationUnits = {
    SpanUnit{"second", 1},   SpanUnit{"minute", 60},       SpanUnit{"hour", 3600},
    SpanUnit{"day", 86'400}, SpanUnit{"week", 7 * 86'400},
};
constexpr std::array kPeriodUnits = {SpanUnit{"month", 1}, SpanUnit{"year", 12}};

/// The size of one `hours` or `hour`, in any case of letters; 0 if the word is none of `units`.
template <std::size_t N>
std::int64_t size_named(std::string_view word, const std::array<SpanUnit, N>& units) {
  std::string name = folded(word);
  if (name.ends_with('s')) name.pop_back();
  for (const SpanUnit& unit : units) {
    if (name == unit.name) return unit.size;
  }
  return 0;
}

/// The letters of ISO 8601 durations are ambiguous (M is months or minutes) but for the T between them.
struct IsoUnit {
  char letter;
  bool after_t;
  std::int64_t size;
};
constexpr std::array kIsoDuration = {IsoUnit{'W', false, 7 * 86'400}, IsoUnit{'D', false, 86'400},
                                     IsoUnit{'H', true, 3600}, IsoUnit{'M', true, 60}, IsoUnit{'S', true, 1}};
constexpr std::array kIsoPeriod = {IsoUnit{'Y', false, 12}, IsoUnit{'M', false, 1}};

/// The length of `P1Y6M` or `PT48H` in the units given; nothing if it is not one, has other units or
/// a fraction.
template <std::size_t N>
std::optional<std::int64_t> iso_span(std::string_view text, const std::array<IsoUnit, N>& units) {
  static constexpr std::size_t kLengthMax = 40;  // keeps the sum within 64 bits
  if (!text.starts_with('P') || text.size() > kLengthMax) return std::nullopt;
  std::int64_t total = 0;
  bool after_t = false;
  bool any = false;
  std::size_t i = 1;
  while (i < text.size()) {
    if (text[i] == 'T' && !after_t) {
      after_t = true;
      ++i;
      continue;
    }
    const std::size_t begin = i;
    std::int64_t count = 0;
    while (i < text.size() && is_digit(text[i]) && i - begin < 9) count = count * 10 + (text[i++] - '0');
    if (i == begin || i == text.size()) return std::nullopt;
    bool known = false;
    for (const IsoUnit& unit : units) {
      if (unit.letter != text[i] || unit.after_t != after_t) continue;
      total += count * unit.size;
      known = true;
    }
    if (!known) return std::nullopt;
    any = true;
    ++i;
  }
  return any ? std::optional(total) : std::nullopt;
}

/// `48 hours`, or `48` where the mapping gives the unit; nothing if it is neither or not whole.
template <std::size_t N>
std::optional<std::int64_t> worded_span(std::string_view text, const ValueFormat& format,
                                        const std::array<SpanUnit, N>& units) {
  std::size_t digits = text.starts_with('-') ? 1 : 0;
  while (digits < text.size() && (is_digit(text[digits]) || text[digits] == '.')) ++digits;
  std::string_view word = stripped(text.substr(digits));
  if (word.empty() && format.field != nullptr) word = format.unit.empty() ? format.field->unit : format.unit;
  const std::int64_t size = size_named(word, units);
  const std::optional<Number> count = Number::parse(text.substr(0, digits));
  if (size == 0 || !count) return std::nullopt;
  return (*count * Number(size)).to_int64();
}

/// Bare digits that count something else than a day written out; empty if they do not.
std::string what_digits_count(std::string_view text) {
  if (text.find_first_not_of("0123456789") != std::string_view::npos) return {};
  if (text.size() == 5)
    return "may be the number by which a spreadsheet keeps a day; let the column show dates, as YYYY-MM-DD, and export it again";
  if (text.size() == 10 || text.size() == 13) return "may be a time counted from 1970; write the day as YYYY-MM-DD";
  return {};
}

constexpr int kFirstYear = 1000;  ///< of data: one before it has lost digits, or stands for no day

/// The patterns that people use and that fit the text: with two figures for days and months where it has them.
std::string what_pattern_fits(std::string_view text) {
  struct Usual {
    const char* padded;
    const char* plain;
  };
  static constexpr std::array kUsual = {
      Usual{"YYYYMMDD", "YYYYMMDD"},           Usual{"YYYY/MM/DD", "YYYY/M/D"}, Usual{"YYYY.MM.DD", "YYYY.M.D"},
      Usual{"YYYY-MM-DD", "YYYY-M-D"},         Usual{"DD/MM/YYYY", "D/M/YYYY"}, Usual{"MM/DD/YYYY", "M/D/YYYY"},
      Usual{"DD.MM.YYYY", "D.M.YYYY"},         Usual{"DD-MM-YYYY", "D-M-YYYY"}, Usual{"MM-DD-YYYY", "M-D-YYYY"},
      Usual{"YYYY年MM月DD日", "YYYY年M月D日"},
  };
  std::string patterns;
  std::optional<Date> first;
  bool one_day = true;
  for (const Usual& usual : kUsual) {
    const std::optional<Date> date = Date::parse_as(text, usual.plain);
    if (!date || date->civil().year < kFirstYear) continue;
    const char* pattern = Date::parse_as(text, usual.padded) ? usual.padded : usual.plain;
    patterns += (patterns.empty() ? "`dates \"" : ", or `dates \"") + std::string(pattern) + "\"`";
    one_day = one_day && (!first || *first == *date);
    if (!first) first = date;
  }
  if (!first) return {};
  if (one_day)
    return "not written as YYYY-MM-DD; write `" + first->to_string() + "`, or let the mapping say " + patterns;
  return "not written as YYYY-MM-DD, and may be one day or another; let the mapping say which: " + patterns;
}

/// Words.
std::string what_day_is_meant(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                               "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string word = folded(text);
  const bool named = std::any_of(kMonths.begin(), kMonths.end(),
                                 [&](std::string_view month) { return word.find(month) != std::string::npos; });
  if (named && text.find_first_of("0123456789") != std::string_view::npos)
    return "not written as YYYY-MM-DD; a month is written by its number";
  return {};
}

/// Of a day or moment in a year that Thailand's calendar, which counts 543 more, gives our own time: what it is here.
/// Nothing happens in those years yet, and who writes a day without an end writes 9999.
constexpr int kAhead = 543;
bool is_buddhist(int year) { return year >= 1982 + kAhead && year <= 2082 + kAhead; }
std::string of_buddhist_calendar(int year, std::string_view iso) {
  return "in a year of the Buddhist calendar, or of the far future; write `" + std::to_string(year - kAhead) +
         std::string(iso.substr(4)) + "` if that is meant";
}

/// A day whose year has all its digits, and is of this calendar.
Reading day_of(const Date& date) {
  const int year = date.civil().year;
  if (is_buddhist(year)) return Reading::refused(of_buddhist_calendar(year, date.to_string()));
  if (year >= kFirstYear) return Reading::of(date);
  return Reading::refused(
      "in a year before 1000, which lacks digits or stands for no day at all; write the whole year, or leave the cell blank");
}

/// ISO 8601's other forms of an offset, `+0100` and `+01`, say the same as `+01:00`; so does a blank for `T`.
std::string with_extended_offset(std::string_view text) {
  static constexpr std::size_t kMinutes = 16;  // 2024-05-01T12:00
  std::string iso(text);
  if (iso.size() > 10 && iso[10] == ' ') iso[10] = 'T';
  const std::size_t sign = iso.find_first_of("+-", kMinutes);
  if (sign == std::string::npos) return iso;
  const std::string digits = iso.substr(sign + 1);
  if (has_shape(digits, "99")) return iso + ":00";
  if (has_shape(digits, "9999")) iso.insert(sign + 3, ":");
  return iso;
}

/// Of a time that would be one but for decimals of its seconds that are too many to be held.
bool is_too_fine(std::string iso) {
  static constexpr std::size_t kKept = Duration::kPlaces;
  const std::size_t point = iso.find('.');
  if (point == std::string::npos) return false;
  const std::size_t end = std::min(iso.find_first_not_of("0123456789", point + 1), iso.size());
  if (end - point - 1 <= kKept) return false;
  return Time::parse(iso.erase(point + 1 + kKept, end - point - 1 - kKept)).has_value();
}

/// The limits of the language: spans of data are as long as those of rules, and can be negated.
bool is_within(std::int64_t span, std::int64_t most) { return span <= most && span >= -most; }

}  // namespace

Reading read_date(std::string_view text, const ValueFormat& format) {
  const std::string_view pattern = format.field != nullptr ? std::string_view(format.field->date_pattern) : "";
  if (!pattern.empty()) {
    if (const std::optional<Date> date = Date::parse_as(text, pattern)) return day_of(*date);
    return Reading::refused("not a day written as " + excerpt(pattern));
  }
  if (const std::optional<Date> date = Date::parse(text)) return day_of(*date);
  if (has_shape(text, "9999-99-99")) return Reading::refused("not a day of the calendar");
  if (const std::string_view day = day_of_midnight(text); !day.empty()) {
    if (const std::optional<Date> date = Date::parse(day)) return day_of(*date);
    return Reading::refused("not a day of the calendar");
  }
  char letter = 0;
  const std::string corrected = with_digits_for_letters(text, letter);
  if (!corrected.empty() && Date::parse(corrected)) return Reading::refused(letter_for_digit(letter));
  if (text.size() > 10 && has_shape(text.substr(0, 10), "9999-99-99")) {
    return Reading::refused("a time, where a day is expected; write it as YYYY-MM-DD");
  }
  std::string meant = what_pattern_fits(text);
  if (meant.empty()) meant = what_digits_count(text);
  if (meant.empty()) meant = what_day_is_meant(text);
  return Reading::refused(meant.empty() ? "not a day written as YYYY-MM-DD" : std::move(meant));
}

Reading read_time(std::string_view text) {
  const std::string iso = with_extended_offset(text);
  const std::optional<Time> time = Time::parse(iso);
  if (time) {
    const int year = time->date().civil().year;
    return is_buddhist(year) ? Reading::refused(of_buddhist_calendar(year, iso)) : Reading::of(*time);
  }
  if (is_too_fine(iso)) return Reading::refused("finer than seven decimals of a second; write it with fewer");
  if (Time::parse(iso + "Z"))
    return Reading::refused("no offset from UTC; write it at the end, such as `+08:00` or `Z`");
  if (Date::parse(iso)) return Reading::refused("a day, where a time is expected; write it as 2026-06-17T08:00+08:00");
  return Reading::refused("not a time written as 2026-06-17T08:00+08:00");
}

Reading read_duration(std::string_view text, const ValueFormat& format) {
  std::optional<std::int64_t> seconds = iso_span(text, kIsoDuration);
  if (!seconds) seconds = worded_span(text, format, kDurationUnits);
  if (seconds && !is_within(*seconds, Duration::kSecondsMax))
    return Reading::refused("longer than 400,000,000,000 seconds");
  if (seconds) return Reading::of(Duration::of_seconds(*seconds));
  if (iso_span(text, kIsoPeriod) || worded_span(text, format, kPeriodUnits)) {
    return Reading::refused("months and years have no exact length; a duration is in hours or days");
  }
  return Reading::refused("not a duration; write it as `48 hours`");
}

Reading read_period(std::string_view text, const ValueFormat& format) {
  std::optional<std::int64_t> months = iso_span(text, kIsoPeriod);
  if (!months) months = worded_span(text, format, kPeriodUnits);
  if (months && !is_within(*months, Period::kMonthsMax)) return Reading::refused("longer than 10,000 years");
  if (months) return Reading::of(Period{static_cast<std::int32_t>(*months)});
  if (iso_span(text, kIsoDuration) || worded_span(text, format, kDurationUnits)) {
    return Reading::refused("an exact length of time, where months or years are expected");
  }
  return Reading::refused("not a period; write it as `6 months`");
}

}  // namespace shibo::engine
