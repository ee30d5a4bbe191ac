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

/// The code after a filled up one, by the digits: 8703…9 is followed by 8704…0. All bits where there is none.
std::uint64_t next_code(std::uint64_t filled) {
  for (int shift = 16; shift < 64; shift += 4) {
    if (((filled >> shift) & 0xF) != 9) return filled + (std::uint64_t{1} << shift);
    filled &= ~(std::uint64_t{0xF} << shift);
  }
  return ~std::uint64_t{0};
}

/// Whether no code lies between two.
bool adjoin(std::uint64_t last, std::uint64_t next) { return next <= last || next == next_code(last); }

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

HsDigits::HsDigits(std::string_view digits) {
  assert(digits.size() <= kDigitsMax && std::all_of(digits.begin(), digits.end(), is_digit));
  int shift = 60;
  for (const char c : digits) {
    word_ |= static_cast<std::uint64_t>(c - '0') << shift;
    shift -= 4;
  }
  word_ |= digits.size();
}

std::string HsDigits::str() const {
  std::string text(size(), '0');
  for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>('0' + ((word_ >> (60 - 4 * i)) & 0xF));
  return text;
}

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

std::string HsCode::to_string() const { return dotted(digits.str()); }

std::optional<HsRange> HsRange::between(const HsCode& from, const HsCode& to) {
  if (from.digits.lowest() > to.digits.highest()) return std::nullopt;
  return HsRange{from.digits, to.digits};
}

std::string HsRange::to_string() const {
  return from == to ? dotted(from.str()) : dotted(from.str()) + " to " + dotted(to.str());
}

Truth in_range(const HsCode& code, const HsRange& range) {
  const std::uint64_t low = range.from.lowest();
  const std::uint64_t high = range.to.highest();
  assert(low <= high);
  const std::uint64_t first = code.digits.lowest();
  const std::uint64_t last = code.digits.highest();
  if (last < low || first > high) return Truth::False;
  return low <= first && last <= high ? Truth::True : Truth::Unknown;
}

Truth in_one_of(const HsCode& code, const std::vector<HsRange>& ranges) {
  const auto by_begin = [](const HsRange* a, const HsRange* b) { return a->from.lowest() < b->from.lowest(); };
  std::vector<const HsRange*> meeting;
  for (const HsRange& range : ranges) {
    const Truth in = in_range(code, range);
    if (in == Truth::True) return in;
    if (in == Truth::Unknown) meeting.push_back(&range);
  }
  if (meeting.empty()) return Truth::False;
  std::sort(meeting.begin(), meeting.end(), by_begin);
  if (meeting.front()->from.lowest() > code.digits.lowest()) return Truth::Unknown;
  const HsRange* reaching = meeting.front();
  for (const HsRange* range : meeting) {
    if (!adjoin(reaching->to.highest(), range->from.lowest())) return Truth::Unknown;
    if (range->to.highest() > reaching->to.highest()) reaching = range;
  }
  return reaching->to.highest() >= code.digits.highest() ? Truth::True : Truth::Unknown;
}

Truth same_code(const HsCode& left, const HsCode& right) {
  constexpr std::size_t kWhole = 6;
  const std::size_t shared = std::min(left.digits.size(), right.digits.size());
  if (left.digits.first(shared) != right.digits.first(shared)) return Truth::False;
  return left.digits.size() == right.digits.size() && shared >= kWhole ? Truth::True : Truth::Unknown;
}

Truth same_level(const HsCode& left, const HsCode& right, int digits) {
  assert(digits >= 1);
  const auto wanted = static_cast<std::size_t>(digits);
  const std::size_t known = std::min({wanted, left.digits.size(), right.digits.size()});
  if (left.digits.first(known) != right.digits.first(known)) return Truth::False;
  return known == wanted ? Truth::True : Truth::Unknown;
}

}  // namespace shibo::engine
