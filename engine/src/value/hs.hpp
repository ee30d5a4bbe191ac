// Codes of the Harmonized System and of the tariffs built on it.
//
// A code is a prefix: chapter (2 digits), heading (4), subheading (6; WCO Harmonized System
// Convention, art. 1 and 3), then national digits. A record may know only a part of the code. So a
// question about it may have no answer yet: whether `87` is in heading 8703 is unknown, whether
// `86` is, is not.
#pragma once

#include <cassert>
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

/// The digits of a code or of a prefix of codes, at most 12, in one machine word: four bits a digit from the left, so
/// that prefixes and ranges are told by comparing words.
class HsDigits {
 public:
  static constexpr std::size_t kDigitsMax = 12;

  constexpr HsDigits() = default;
  /// Requires: at most kDigitsMax characters, all digits.
  HsDigits(std::string_view digits);                                           // NOLINT(google-explicit-constructor)
  HsDigits(const std::string& digits) : HsDigits(std::string_view(digits)) {}  // NOLINT(google-explicit-constructor)
  HsDigits(const char* digits) : HsDigits(std::string_view(digits)) {}         // NOLINT(google-explicit-constructor)

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(word_ & 0xF); }
  [[nodiscard]] bool empty() const { return word_ == 0; }
  [[nodiscard]] std::string str() const;
  /// The first of them. Requires: count <= size().
  [[nodiscard]] HsDigits first(std::size_t count) const {
    assert(count <= size());
    HsDigits prefix;
    prefix.word_ = (word_ & ~below(count)) | count;
    return prefix;
  }
  /// The lowest of all codes that begin with these, and the highest: filled up with 0 and with 9. They compare as codes
  /// do, and are nothing else.
  [[nodiscard]] std::uint64_t lowest() const { return word_ & ~std::uint64_t{0xF}; }
  [[nodiscard]] std::uint64_t highest() const { return lowest() | (below(size()) & 0x9999'9999'9999'0000); }

  friend bool operator==(HsDigits, HsDigits) = default;
  /// A prefix comes before what begins with it.
  friend auto operator<=>(HsDigits, HsDigits) = default;

 private:
  /// The bits of all digits after the first `count`.
  [[nodiscard]] static std::uint64_t below(std::size_t count) {
    return count == 0 ? ~std::uint64_t{0} : ~std::uint64_t{0} >> (4 * count);
  }

  std::uint64_t word_ = 0;  ///< twelve digits from the top; in the four lowest bits, how many there are
};

/// A code of 2, 4, 6, 8, 10 or 12 digits.
struct HsCode {
  static constexpr std::size_t kDigitsMax = HsDigits::kDigitsMax;

  HsDigits digits;

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
  HsDigits from;
  HsDigits to;

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
