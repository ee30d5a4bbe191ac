// Codes of the Harmonized System and of the tariffs built on it.
//
// A code is a prefix: chapter (2 digits), heading (4), subheading (6; WCO Harmonized System
// Convention, art. 1 and 3), then national digits. A record may know only a part of the code. So a
// question about it may have no answer yet: whether `87` is in heading 8703 is unknown, whether
// `86` is, is not.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/truth.hpp"

namespace shibo::engine {

/// Why a text is not a code.
enum class HsFault : std::uint8_t {
  TooShort,      ///< fewer than 2 digits
  TooLong,       ///< more than 12
  NotDigits,     ///< something other than digits, points and blanks
  OddLength,     ///< 3, 5, …: a spreadsheet may have dropped a zero at the front or the end
  BadSeparator,  ///< at an end, doubled, or within a pair of digits: `870.3`
  NoChapter,     ///< 00, or nothing but zeros
};

/// One line, lower case, with the likely cure; static storage.
[[nodiscard]] std::string_view describe(HsFault fault);

/// A code of 2, 4, 6, 8, 10 or 12 digits.
struct HsCode {
  static constexpr std::size_t kDigitsMax = 12;

  std::string digits;

  /// Digits in pairs, with single points or blanks between pairs: `8703.23`, `8703 23 10`, `87.03`.
  /// Where this gives nothing, fault_in() says why.
  [[nodiscard]] static std::optional<HsCode> parse(std::string_view text);
  /// Nothing exactly when parse() gives a code.
  [[nodiscard]] static std::optional<HsFault> fault_in(std::string_view text);

  friend bool operator==(const HsCode&, const HsCode&) = default;
  friend auto operator<=>(const HsCode&, const HsCode&) = default;

  /// As tariffs print it: `87`, `8703`, `8703.23`, `8703.23.10`, `8703.23.10.00`.
  [[nodiscard]] std::string to_string() const;
};

/// All codes from the first that begins with `from` to the last that begins with `to`: both are
/// prefixes of 1 to 12 digits, `from` filled up with 0 and `to` with 9. A single heading has both
/// the same.
///
/// Invariant, of ranges made by between() and of(): `from` filled up is not above `to` filled up.
struct HsRange {
  std::string from;
  std::string to;

  /// Nothing if the first code comes after the last.
  [[nodiscard]] static std::optional<HsRange> between(const HsCode& from, const HsCode& to);
  /// The codes that begin with `code`.
  [[nodiscard]] static HsRange of(const HsCode& code) { return {code.digits, code.digits}; }

  friend bool operator==(const HsRange&, const HsRange&) = default;

  /// `8703`, or `5106 to 5113`.
  [[nodiscard]] std::string to_string() const;
};

/// True when every code that begins with `code` is in the range, False when none is, otherwise
/// Unknown: the code is too short to tell. Requires: the range's invariant.
[[nodiscard]] Truth in_range(const HsCode& code, const HsRange& range);

/// The same of several ranges, which may hold all codes only between them.
[[nodiscard]] Truth in_one_of(const HsCode& code, const std::vector<HsRange>& ranges);

/// Two whole codes, of six digits or more, are the same when all their digits are. One that ends where the other goes
/// on may be, and so may two that are shorter: they name a heading or a chapter, and are any code in it.
[[nodiscard]] Truth same_code(const HsCode& left, const HsCode& right);

/// Whether two codes have their first `digits` in common: False as soon as they differ there,
/// Unknown if one of them ends before. Requires: digits >= 1.
[[nodiscard]] Truth same_level(const HsCode& left, const HsCode& right, int digits);

}  // namespace shibo::engine
