#include "value/hs.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "value/ascii.hpp"

namespace shibo::engine {
namespace {

bool is_separator(char c) { return c == '.' || c == ' '; }

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  return digits;
}

/// Whether every separator stands alone, between two pairs of digits.
bool separators_part_pairs(std::string_view text) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      ++digits;
      continue;
    }
    const bool between = i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
    if (!between || digits % 2 != 0) return false;
  }
  return true;
}

/// A prefix filled up to the full length of a code.
struct Filled {
  std::string_view prefix;
  char filler;

  [[nodiscard]] char at(std::size_t index) const { return index < prefix.size() ? prefix[index] : filler; }
};

std::strong_ordering operator<=>(const Filled& left, const Filled& right) {
  for (std::size_t i = 0; i < HsCode::kDigitsMax; ++i) {
    if (left.at(i) != right.at(i)) return left.at(i) <=> right.at(i);
  }
  return std::strong_ordering::equal;
}

Filled first_of(std::string_view prefix) { return {prefix, '0'}; }
Filled last_of(std::string_view prefix) { return {prefix, '9'}; }

/// Whether no code lies between two: the second is at most the first counted up by one.
bool adjoin(const Filled& last, const Filled& next) {
  if (next <= last) return true;
  std::size_t at = HsCode::kDigitsMax;
  while (at > 0 && last.at(at - 1) == '9' && next.at(at - 1) == '0') --at;
  if (at == 0 || next.at(at - 1) != last.at(at - 1) + 1) return false;
  for (std::size_t i = 0; i + 1 < at; ++i) {
    if (last.at(i) != next.at(i)) return false;
  }
  return true;
}

std::string dotted(std::string_view digits) {
  constexpr std::size_t kHeadingDigits = 4;
  std::string text(digits.substr(0, kHeadingDigits));
  for (std::size_t at = kHeadingDigits; at < digits.size(); at += 2) {
    text += '.';
    text += digits.substr(at, 2);
  }
  return text;
}

}  // namespace

std::string_view describe(HsFault fault) {
  switch (fault) {
    case HsFault::TooShort: return "a code has at least 2 digits, its chapter";
    case HsFault::TooLong: return "a code has at most 12 digits";
    case HsFault::OddLength: return "a code has an even number of digits: a zero may be lost at its front or end";
    case HsFault::BadSeparator: return "points and blanks in a code stand singly, between pairs of digits";
    case HsFault::NoChapter: return "there is no chapter 00";
    case HsFault::NotDigits: break;
  }
  return "a code has only digits, with points or blanks between them";
}

std::optional<HsFault> HsCode::fault_in(std::string_view text) {
  const auto belongs = [](char c) { return is_digit(c) || is_separator(c); };
  if (!std::all_of(text.begin(), text.end(), belongs)) return HsFault::NotDigits;
  const auto count = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
  if (count < 2) return HsFault::TooShort;
  if (count > kDigitsMax) return HsFault::TooLong;
  if (count % 2 != 0) return HsFault::OddLength;
  if (!separators_part_pairs(text)) return HsFault::BadSeparator;
  if (text.starts_with("00")) return HsFault::NoChapter;
  return std::nullopt;
}

std::optional<HsCode> HsCode::parse(std::string_view text) {
  if (fault_in(text)) return std::nullopt;
  return HsCode{digits_of(text)};
}

std::string HsCode::to_string() const { return dotted(digits); }

std::optional<HsRange> HsRange::between(const HsCode& from, const HsCode& to) {
  if (first_of(from.digits) > last_of(to.digits)) return std::nullopt;
  return HsRange{from.digits, to.digits};
}

std::string HsRange::to_string() const { return from == to ? dotted(from) : dotted(from) + " to " + dotted(to); }

Truth in_range(const HsCode& code, const HsRange& range) {
  const Filled low = first_of(range.from);
  const Filled high = last_of(range.to);
  assert(low <= high);
  const Filled first = first_of(code.digits);
  const Filled last = last_of(code.digits);
  if (last < low || first > high) return Truth::False;
  return low <= first && last <= high ? Truth::True : Truth::Unknown;
}

Truth in_one_of(const HsCode& code, const std::vector<HsRange>& ranges) {
  const auto by_begin = [](const HsRange* a, const HsRange* b) { return first_of(a->from) < first_of(b->from); };
  std::vector<const HsRange*> meeting;
  for (const HsRange& range : ranges) {
    const Truth in = in_range(code, range);
    if (in == Truth::True) return in;
    if (in == Truth::Unknown) meeting.push_back(&range);
  }
  if (meeting.empty()) return Truth::False;
  std::sort(meeting.begin(), meeting.end(), by_begin);
  if (first_of(meeting.front()->from) > first_of(code.digits)) return Truth::Unknown;
  const HsRange* reaching = meeting.front();
  for (const HsRange* range : meeting) {
    if (!adjoin(last_of(reaching->to), first_of(range->from))) return Truth::Unknown;
    if (last_of(range->to) > last_of(reaching->to)) reaching = range;
  }
  return last_of(reaching->to) >= last_of(code.digits) ? Truth::True : Truth::Unknown;
}

Truth same_code(const HsCode& left, const HsCode& right) {
  constexpr std::size_t kWhole = 6;
  const std::size_t shared = std::min(left.digits.size(), right.digits.size());
  if (left.digits.compare(0, shared, right.digits, 0, shared) != 0) return Truth::False;
  return left.digits.size() == right.digits.size() && shared >= kWhole ? Truth::True : Truth::Unknown;
}

Truth same_level(const HsCode& left, const HsCode& right, int digits) {
  assert(digits >= 1);
  const auto wanted = static_cast<std::size_t>(digits);
  const std::size_t known = std::min({wanted, left.digits.size(), right.digits.size()});
  if (left.digits.compare(0, known, right.digits, 0, known) != 0) return Truth::False;
  return known == wanted ? Truth::True : Truth::Unknown;
}

}  // namespace shibo::engine
