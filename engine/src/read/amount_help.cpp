// What may be meant by a text that is no amount, for the message about it.
#include <algorithm>
#include <array>
#include <optional>

#include "read/reading.hpp"
#include "record/excerpt.hpp"
#include "value/ascii.hpp"
#include "value/number.hpp"

namespace shibo::engine {

namespace {

/// Digits, and perhaps a point and digits: `1234.56`.
bool is_plain(std::string_view text) {
  const std::size_t point = text.find('.');
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_digit);
  };
  return digits(text.substr(0, point)) && (point == std::string_view::npos || digits(text.substr(point + 1)));
}

/// The text without the sign that sets off thousands; empty if it does not stand before groups of three.
std::string without_thousands(std::string_view text, std::string_view sign) {
  if (text.starts_with('-')) {
    const std::string digits = without_thousands(text.substr(1), sign);
    return digits.empty() ? digits : "-" + digits;
  }
  const std::string_view whole = text.substr(0, text.find('.'));
  std::string digits;
  std::size_t in_group = 0;
  std::size_t groups = 0;
  for (std::size_t i = 0; i < whole.size();) {
    if (whole.substr(i).starts_with(sign)) {
      if (groups == 0 ? in_group == 0 || in_group > 3 : in_group != 3) return {};
      ++groups;
      in_group = 0;
      i += sign.size();
      continue;
    }
    digits += whole[i++];
    ++in_group;
  }
  if (groups == 0 || in_group != 3) return {};
  digits += text.substr(whole.size());
  return is_plain(digits) && digits.front() != '0' ? digits : std::string();
}

/// The text with ASCII digits and points for wide ones; empty if it has no wide ones.
std::string narrowed(std::string_view text) {
  std::string out;
  bool any = false;
  while (!text.empty()) {
    const bool wide = text.size() >= 3 && text[0] == '\xEF' && text[1] == '\xBC' && text[2] >= '\x8E' &&
                      text[2] <= '\x99' && text[2] != '\x8F';
    out += wide ? static_cast<char>(text[2] - '\x8E' + '.') : text[0];
    any = any || wide;
    text.remove_prefix(wide ? 3 : 1);
  }
  return any ? out : std::string();
}

std::string with_commas(std::string text) {
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

/// The cell with another number in it.
std::string cell_of(const std::string& number, const ValueFormat& format) {
  return "`" + printable(std::string(format.before) + number + std::string(format.after)) + "`";
}

bool is_error_of_a_sheet(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kErrors = {"#N/A",   "#REF!", "#VALUE!", "#DIV/0!",
                                                              "#NAME?", "#NUM!", "#NULL!",  "#SPILL!"};
  return std::find(kErrors.begin(), kErrors.end(), text) != kErrors.end();
}

bool stands_for_nothing(std::string_view text) {
  static constexpr std::array<std::string_view, 15> kWords = {"na",   "n/a", "n.a.",         "nan",          "null",
                                                              "none", "nil", "tbd",          "inf",          "infinity",
                                                              "-",    "--",  "\xE2\x80\x93", "\xE2\x80\x94", "?"};
  return std::find(kWords.begin(), kWords.end(), folded(text)) != kWords.end();
}

/// The text with ASCII characters for their wide forms (U+FF01 to U+FF5E, U+3000).
std::string without_wide(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = text.size() >= 3 && (text[0] == '\xEF' || text[0] == '\xE3') ? 3 : 1;
    const std::string_view character = text.substr(0, length);
    text.remove_prefix(length);
    const bool wide = length == 3 && (character[1] == '\xBC' || character[1] == '\xBD');
    if (character == "\xE3\x80\x80") out += ' ';
    else if (wide && character[0] == '\xEF' && character >= "\xEF\xBC\x81" && character <= "\xEF\xBD\x9E")
      out += static_cast<char>(character[2] - (character[1] == '\xBC' ? '\x81' : '\x80') +
                               (character[1] == '\xBC' ? '!' : '`'));
    else out += character;
  }
  return out;
}

/// `-USD 100`: a sign, a word and a figure.
std::optional<Rewritten> with_sign_at_figure(std::string_view text) {
  if (text.front() != '-' && text.front() != '+') return std::nullopt;
  const std::string_view behind = stripped(text.substr(1));
  const auto word =
      static_cast<std::size_t>(std::find_if_not(behind.begin(), behind.end(), is_letter) - behind.begin());
  const std::string_view figure = stripped(behind.substr(word));
  if (word == 0 || figure.empty() || !is_digit(figure.front())) return std::nullopt;
  const std::string unit = std::string(behind.substr(0, word)) + " ";
  if (text.front() == '+') return Rewritten{unit + std::string(figure), "a number has no `+` before it"};
  return Rewritten{unit + "-" + std::string(figure), "the sign stands before the figure"};
}

/// `100,-`: a dash in the place of decimals.
std::optional<Rewritten> without_dash(std::string_view text) {
  for (const std::string_view dash :
       {",--", ",-", ".--", ".-", ",\xE2\x80\x93", ",\xE2\x80\x94", ".\xE2\x80\x93", ".\xE2\x80\x94"}) {
    const std::size_t at = text.find(dash);
    if (at == std::string_view::npos || at == 0 || !is_digit(text[at - 1])) continue;
    if (const std::size_t behind = at + dash.size(); behind < text.size() && is_digit(text[behind])) continue;
    return Rewritten{std::string(text.substr(0, at)) + std::string(text.substr(at + dash.size())),
                     "`" + std::string(dash) + "` is no decimals"};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Rewritten> rewritten_amount(std::string_view text) {
  if (const std::string narrow = without_wide(text); narrow != text)
    return Rewritten{narrow, "written in wide characters"};
  if (auto moved = with_sign_at_figure(text)) return moved;
  return without_dash(text);
}

std::string meant_by(const Rewritten& amount) { return amount.wrong + "; write `" + printable(amount.text) + "`"; }

std::string why_no_underscore(std::string_view text, const ValueFormat& format) {
  const std::string digits = without_thousands(text, "_");
  return "a number in data has no `_` between its digits" +
         (digits.empty() ? std::string() : "; write " + cell_of(digits, format));
}

std::string what_amount_is_meant(std::string_view text, const ValueFormat& format) {
  if (is_error_of_a_sheet(text))
    return "an error of a spreadsheet, and no value; mend the sheet, or leave the cell blank";
  if (stands_for_nothing(text))
    return "no value; leave the cell blank, or let the mapping say `missing \"" + printable(text) + "\"`";
  if (text.size() > 2 && text.front() == '(' && text.back() == ')' && is_plain(text.substr(1, text.size() - 2))) {
    return "a number in parentheses, as accounts write one below 0; write " +
           cell_of("-" + std::string(text.substr(1, text.size() - 2)), format);
  }
  if (text.size() > 1 && text.back() == '-' && is_plain(text.substr(0, text.size() - 1))) {
    return "a minus stands before its number; write " +
           cell_of("-" + std::string(text.substr(0, text.size() - 1)), format);
  }
  if (const std::string narrow = narrowed(text); is_plain(narrow))
    return "written in wide digits; write " + cell_of(narrow, format);
  for (const std::string_view sign : {" ", "\xC2\xA0", "\xE2\x80\xAF", "'", "\xE2\x80\x99"}) {
    if (const std::string digits = without_thousands(text, sign); !digits.empty())
      return "a number has no blanks or apostrophes between its digits; write " + cell_of(digits, format);
  }
  return {};
}

std::string what_comma_is_meant(std::string_view text, const ValueFormat& format) {
  static constexpr std::string_view kThousands = "`format csv { thousands: \",\" }`";
  static constexpr std::string_view kDecimal = "`format csv { decimal: \",\" }`";
  const std::size_t comma = text.find(',');
  if (const std::string digits = without_thousands(text, ","); !digits.empty()) {
    const bool clear =
        text.find(',', comma + 1) != std::string_view::npos || text.find('.', comma + 1) != std::string_view::npos;
    if (clear)
      return "a number has no comma; write " + cell_of(digits, format) + ", or let the mapping say " +
             std::string(kThousands);
    const std::string decimals = std::string(text.substr(0, comma)) + "." + std::string(text.substr(comma + 1));
    return "may be " + cell_of(digits, format) + ", or " + cell_of(decimals, format) +
           " with a comma before its decimals; write the one that is meant, or, for thousands, let the mapping say " +
           std::string(kThousands);
  }
  std::string whole(text.substr(0, comma));
  for (const std::string_view sign : {".", " ", "\xC2\xA0", "\xE2\x80\xAF", "'", "\xE2\x80\x99"}) {
    // A point in the text that is looked at would be taken for the one before decimals.
    if (const std::string digits =
            without_thousands(sign == "." ? with_commas(whole) : whole, sign == "." ? "," : sign);
        !digits.empty()) {
      whole = digits;
      break;
    }
  }
  const std::string plain = whole + "." + std::string(text.substr(comma + 1));
  if (Number::parse(plain))
    return "a number has no comma; write " + cell_of(plain, format) + ", or let the mapping say " +
           std::string(kDecimal);
  return "not a number";
}

}  // namespace shibo::engine
