// What the readers of the single types give; private to read_value and its parts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "read/read_value.hpp"

namespace shibo::engine {

/// A value, or the clause that says why there is none.
struct Reading {
  std::optional<Scalar> value;
  std::string why;

  [[nodiscard]] static Reading of(Scalar value) { return {std::move(value), {}}; }
  [[nodiscard]] static Reading refused(std::string why) { return {std::nullopt, std::move(why)}; }
};

// All take the text without blanks around it, and never an empty one.
[[nodiscard]] Reading read_number(std::string_view text, const ValueFormat& format);
[[nodiscard]] Reading read_percent(std::string_view text, const ValueFormat& format);
[[nodiscard]] Reading read_money(const Type& type, std::string_view text, const ValueFormat& format);
[[nodiscard]] Reading read_quantity(const Type& type, std::string_view text, const ValueFormat& format);
[[nodiscard]] Reading read_date(std::string_view text, const ValueFormat& format);
[[nodiscard]] Reading read_time(std::string_view text);
[[nodiscard]] Reading read_duration(std::string_view text, const ValueFormat& format);
[[nodiscard]] Reading read_period(std::string_view text, const ValueFormat& format);

/// The clause that says what may be meant by a text that is no amount: `(100)`, `#N/A`, `10 000`; empty if nothing
/// tells. What it says to write is the whole cell.
[[nodiscard]] std::string what_amount_is_meant(std::string_view text, const ValueFormat& format);
/// The same of any text with commas where the decimal sign is a point: `10,000` is ten thousand, or ten.
[[nodiscard]] std::string what_comma_is_meant(std::string_view text, const ValueFormat& format);
/// Why a text of the data with `_` in it is no number: only rules write it so.
[[nodiscard]] std::string why_no_underscore(std::string_view text, const ValueFormat& format);

/// An amount as it should be written, where it is clear what is wrong with it as a whole.
struct Rewritten {
  std::string text;
  std::string wrong;  ///< a clause: `written in wide characters`
};
/// `-USD 100`, `USD １００`, `EUR 100,-`; nothing for any other text. Whether what it gives is an amount is not looked
/// at.
[[nodiscard]] std::optional<Rewritten> rewritten_amount(std::string_view text);
[[nodiscard]] std::string meant_by(const Rewritten& amount);

/// The text with the digit that a letter was mistaken for (`87O3`, `8l`), or empty if it has no such
/// letter; `letter` is the first one.
[[nodiscard]] std::string with_digits_for_letters(std::string_view text, char& letter);
/// `the letter O stands where a digit is expected`
[[nodiscard]] std::string letter_for_digit(char letter);

}  // namespace shibo::engine
