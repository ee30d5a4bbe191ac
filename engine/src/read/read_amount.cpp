// Numbers, and what is a number with something beside it: percent, money, quantity.
#include <algorithm>

#include "read/reading.hpp"
#include "record/excerpt.hpp"
#include "shibo/dsl/words.hpp"
#include "value/ascii.hpp"
#include "value/currency.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

namespace {

char decimal_of(const ValueFormat& format) {
  if (format.decimal != '\0') return format.decimal;
  return format.mapping != nullptr && format.mapping->decimal != '\0' ? format.mapping->decimal : '.';
}

/// `1.500` between semicolons, where nobody says which sign is the decimal one: programs that write semicolons between
/// cells write points between thousands, too.
bool is_ambiguous(std::string_view text, const ValueFormat& format) {
  const bool said = format.decimal != '\0' || (format.mapping != nullptr &&
                                               (format.mapping->decimal != '\0' || format.mapping->thousands != '\0'));
  if (said || !format.by_semicolons) return false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  return point != std::string_view::npos && point >= 1 && point <= 3 && text.front() != '0' &&
         text.size() == point + 4 &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; }) &&
         text.find('.', point + 1) == std::string_view::npos;
}

std::string_view unit_of(const ValueFormat& format) {
  if (!format.unit.empty()) return format.unit;
  return format.field != nullptr ? std::string_view(format.field->unit) : std::string_view();
}

/// The whole part without its thousands signs; nothing if they do not stand before groups of three.
std::optional<std::string> ungrouped(std::string_view whole, std::string_view sign) {
  std::string digits;
  std::size_t in_group = 0;
  bool grouped = false;
  while (!whole.empty()) {
    if (whole.starts_with(sign)) {
      if (grouped ? in_group != 3 : (in_group == 0 || in_group > 3)) return std::nullopt;
      grouped = true;
      in_group = 0;
      whole.remove_prefix(sign.size());
    } else {
      if (is_digit(whole.front())) ++in_group;
      digits += whole.front();
      whole.remove_prefix(1);
    }
  }
  if (grouped && in_group != 3) return std::nullopt;
  return digits;
}

/// The sign that the mapping says sets off thousands; 0 if it says nothing. JSON's own numbers have none.
char thousands_of(const ValueFormat& format) {
  return format.decimal == '\0' && format.mapping != nullptr ? format.mapping->thousands : '\0';
}

/// The signs that may set off thousands: that of the mapping alone; where it names a decimal sign only, and no point,
/// any that people use.
std::vector<std::string_view> thousands_signs(char decimal, const char& thousands) {
  if (thousands == ' ') return {" ", "\xC2\xA0", "\xE2\x80\xAF"};
  if (thousands == '\'') return {"'", "\xE2\x80\x99"};
  if (thousands != '\0') return {std::string_view(&thousands, 1)};
  if (decimal == '.') return {};
  return {".", " ", "\xC2\xA0", "\xE2\x80\xAF", "'", "\xE2\x80\x99"};
}

/// The text with a point before the decimals, and nothing between thousands.
std::string with_point(std::string_view text, char decimal, char thousands) {
  if (decimal == '.' && thousands == '\0') return std::string(text);
  const std::size_t at = text.find(decimal);
  const std::string_view whole = text.substr(0, at);
  std::string result;
  for (const std::string_view sign : thousands_signs(decimal, thousands)) {
    if (whole.find(sign) == std::string_view::npos) continue;
    const std::optional<std::string> digits = ungrouped(whole, sign);
    if (!digits) return std::string(text) + ".";  // parse() refuses a point at the end
    result = *digits;
  }
  if (result.empty()) result = whole;
  if (at != std::string_view::npos) result += "." + std::string(text.substr(at + 1));
  return result;
}

std::string why_no_number(std::string_view text, const std::string& plain, char decimal, char thousands,
                          const ValueFormat& format) {
  if (std::string meant = what_amount_is_meant(text, format); !meant.empty()) return meant;
  char letter = 0;
  const std::string corrected = with_digits_for_letters(plain, letter);
  if (!corrected.empty() && Number::parse(corrected)) return letter_for_digit(letter);
  if (thousands != '\0' && text.find(thousands) != std::string_view::npos)
    return std::string("not a number; in this file the decimal sign is `") + decimal + "`, and `" + thousands +
           "` stands before groups of three digits only";
  if (decimal == ',' && text.find('.') != std::string_view::npos)
    return "not a number; in this file the decimal sign is `,` and a point only sets off thousands";
  if (decimal == '.' && text.find(',') != std::string_view::npos) return what_comma_is_meant(text, format);
  const std::optional<NumberFault> fault = Number::fault_in(plain);
  if (!fault || *fault == NumberFault::NotANumber || *fault == NumberFault::Empty) return "not a number";
  if (*fault == NumberFault::Comma)
    return "not a number; in this file the decimal sign is `,`, and stands once in a number";
  return std::string(describe(*fault));
}

/// A number and the word before or after it, which may be glued to it.
struct Amount {
  std::string_view number;
  std::string_view word;
};

/// Where the letters after a number begin. Those of an exponent are still its own: `1.5E+4 kg`.
std::size_t end_of_number(std::string_view text) {
  const auto letter_from = [&](std::size_t from) {
    return static_cast<std::size_t>(
        std::find_if(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), is_letter) - text.begin());
  };
  const std::size_t letter = letter_from(0);
  if (letter == 0 || letter == text.size() || (text[letter] != 'e' && text[letter] != 'E') ||
      !is_digit(text[letter - 1]))
    return letter;
  const std::size_t sign = letter + 1 < text.size() && (text[letter + 1] == '+' || text[letter + 1] == '-') ? 1 : 0;
  const std::size_t digits = letter + 1 + sign;
  return digits < text.size() && is_digit(text[digits]) ? letter_from(digits) : letter;
}

Amount split_amount(std::string_view text) {
  const auto starts_number = [](char c) { return is_digit(c) || c == '-' || c == '+' || c == '.'; };
  if (starts_number(text.front())) {
    std::size_t end = text.size();
    while (end > 0 && !is_digit(text[end - 1])) --end;
    // A unit may end in a digit (`m3`): then its first letter, after the digits of the number, begins it.
    end = std::min(end, end_of_number(text));
    return {stripped(text.substr(0, end)), stripped(text.substr(end))};
  }
  std::size_t begin = 0;
  while (begin < text.size() && !starts_number(text[begin])) ++begin;
  return {stripped(text.substr(begin)), stripped(text.substr(0, begin))};
}

/// Requires: `number` is a part of `text`.
ValueFormat within(std::string_view text, std::string_view number, ValueFormat format) {
  const auto begin = static_cast<std::size_t>(number.data() - text.data());
  format.before = text.substr(0, begin);
  format.after = text.substr(begin + number.size());
  return format;
}

/// The factor of `%` and its like: a percentage is a number of hundredths.
std::optional<std::int64_t> parts_of_one(std::string_view sign) {
  if (sign == "%" || sign == "\xEF\xBC\x85" || sign == "percent") return 100;
  if (sign == "\xE2\x80\xB0") return 1000;
  if (sign == "1") return 1;
  return std::nullopt;
}

}  // namespace

std::string with_digits_for_letters(std::string_view text, char& letter) {
  letter = 0;
  std::string result(text);
  for (char& c : result) {
    const char digit = c == 'O' || c == 'o' ? '0' : c == 'l' || c == 'I' ? '1' : '\0';
    if (digit == '\0') continue;
    if (letter == 0) letter = c;
    c = digit;
  }
  return letter == 0 ? std::string() : result;
}

std::string letter_for_digit(char letter) {
  return std::string("the letter ") + letter + " stands where a digit is expected";
}

Reading read_number(std::string_view text, const ValueFormat& format) {
  if (is_ambiguous(text, format))
    return Reading::refused(
        "may be a number with three decimals, or with a point before thousands; let the mapping say which, `format csv { decimal: \",\" }` or `\".\"`");
  const char decimal = decimal_of(format);
  const char thousands = thousands_of(format);
  const std::string plain = with_point(text, decimal, thousands);
  if (!format.of_rules && text.find('_') != std::string_view::npos)
    return Reading::refused(why_no_underscore(text, format));
  if (const std::optional<Number> number = Number::parse(plain)) return Reading::of(*number);
  return Reading::refused(why_no_number(text, plain, decimal, thousands, format));
}

Reading read_percent(std::string_view text, const ValueFormat& format) {
  std::string_view number = text;
  std::optional<std::int64_t> parts;
  for (const std::string_view sign : {"%", "\xEF\xBC\x85", "\xE2\x80\xB0"}) {
    if (!text.ends_with(sign)) continue;
    parts = parts_of_one(sign);
    number = stripped(text.substr(0, text.size() - sign.size()));
  }
  Reading reading = read_number(number, within(text, number, format));
  if (!reading.value) return reading;
  const Number& amount = std::get<Number>(*reading.value);
  if (!parts) parts = parts_of_one(unit_of(format));
  if (!parts && amount.is_zero()) parts = 1;
  if (!parts)
    return Reading::refused(
        "could be a share or a percentage; write `%` after it, or let the mapping say `unit \"%\"`, or `unit \"1\"` for shares");
  return Reading::of(amount.divided_by(Number(*parts)));
}

namespace {

/// The line of a mapping that says what this column is in, `field lines.fob_value from "Wert" currency `; empty where
/// nothing is known of the column.
std::string line_of_mapping(const ValueFormat& format, std::string_view what) {
  if (format.header.empty() || format.path.empty()) return {};
  return "field " + std::string(format.path) + " from " + dsl::text_literal(printable(format.header)) + " " +
         std::string(what) + " ";
}

std::string no_measure(const std::string& what, const std::string& written, const std::string& line,
                       const std::string& measure, const std::vector<std::string>* columns) {
  std::string text = "no " + what + "; write it with the number, as in `" + written + "`";
  if (columns != nullptr && !columns->empty()) return text + ", or in a column `" + columns->front() + "` beside it";
  if (line.empty()) return text;
  return text + ", or let the mapping say `" + line + measure + "`, or name a column that holds it, `" + line +
         "\"…\"`";
}

std::string no_currency(const Type& type, std::string_view number, const ValueFormat& format) {
  const std::string currency = type.name.empty() ? "USD" : type.name;
  return no_measure("currency", currency + " " + std::string(number), line_of_mapping(format, "currency"), currency,
                    format.field == nullptr ? nullptr : &format.field->currency_columns);
}

/// The unit that a header ends in: `g` of `Weight g`, `Weight (g)`, `weight_g`; empty if it is none of this dimension.
std::string unit_in_header(const Type& type, std::string_view header) {
  while (!header.empty() && std::string_view(" )]").find(header.back()) != std::string_view::npos)
    header.remove_suffix(1);
  const std::size_t before = header.find_last_of(" _-([");
  if (before == std::string_view::npos) return {};
  const std::optional<Unit> unit = find_unit(header.substr(before + 1));
  const std::optional<Unit> wanted = find_unit(type.name);
  return unit && (type.name.empty() || (wanted && wanted->dimension == unit->dimension)) ? unit->name : std::string();
}

std::string no_unit(const Type& type, std::string_view number, const ValueFormat& format) {
  std::string unit = unit_in_header(type, format.header);
  if (unit.empty()) unit = type.name.empty() ? "kg" : type.name;
  return no_measure("unit", std::string(number) + " " + unit, line_of_mapping(format, "unit"), unit,
                    format.field == nullptr ? nullptr : &format.field->unit_columns);
}

Reading money_of(const Type& type, std::string_view text, const ValueFormat& format) {
  const Amount parts = split_amount(text);
  std::string currency = upper(measure_word(parts.word, format.field));
  std::string_view said = measure_word(stripped(format.currency), format.field);
  if (said.empty() && format.field != nullptr) said = format.field->currency;
  const std::string beside = upper(said);
  if (!currency.empty() && !is_currency(currency)) {
    return Reading::refused(excerpt(parts.word) + " is not a currency; write its code of ISO 4217, such as `USD 200`");
  }
  Reading reading = read_number(parts.number, within(text, parts.number, format));
  if (!reading.value) return reading;
  if (!currency.empty() && !beside.empty() && currency != beside) {
    return Reading::refused("in " + currency + ", where its row says " + excerpt(beside));
  }
  if (currency.empty()) currency = beside;
  // Nothing is nothing in any currency. Of another amount, the type says what is needed, and not what is written.
  if (currency.empty() && std::get<Number>(*reading.value).is_zero()) currency = type.name;
  if (currency.empty()) return Reading::refused(no_currency(type, parts.number, format));
  if (!is_currency(currency)) return Reading::refused("its currency " + excerpt(currency) + " is not one of ISO 4217");
  if (!type.name.empty() && currency != type.name) {
    return Reading::refused("in " + currency + ", where " + type.name + " is expected");
  }
  return Reading::of(Money{std::get<Number>(*reading.value), currency});
}

Reading quantity_of(const Type& type, std::string_view text, const ValueFormat& format) {
  const Amount parts = split_amount(text);
  Reading reading = read_number(parts.number, within(text, parts.number, format));
  if (!reading.value) return reading;
  Number& amount = std::get<Number>(*reading.value);
  std::string_view word = measure_word(parts.word, format.field);
  const std::string_view beside = measure_word(stripped(format.unit), format.field);
  if (!word.empty() && !beside.empty() && !is_same_unit(word, beside))
    return Reading::refused("in " + excerpt(word) + ", where its row says " + excerpt(beside));
  if (word.empty()) word = beside.empty() ? stripped(unit_of(format)) : beside;
  if (word.empty() && amount.is_zero()) word = type.name;
  if (word.empty()) return Reading::refused(no_unit(type, parts.number, format));
  if (word == type.name) return Reading::of(Quantity{amount, type.name});
  const std::optional<Unit> unit = find_unit(word);
  if (!unit) {
    const std::string_view near = unit_misspelt(word);
    return Reading::refused(excerpt(word) + " is not a unit" +
                            (near.empty() ? "" : "; did you mean `" + std::string(near) + "`?"));
  }
  if (!type.name.empty()) {
    const std::optional<Unit> expected = find_unit(type.name);
    if (!expected || expected->dimension != unit->dimension) {
      return Reading::refused("in `" + unit->name + "`, where `" + type.name + "` or the like is expected");
    }
  }
  return Reading::of(Quantity{std::move(amount), unit->name});
}

/// An amount, or why it is none. Where the whole text tells what may be meant, that is said, and not that a part of it
/// is no currency or unit.
template <typename Read>
Reading read_or_what_is_meant(const Read& read, std::string_view text, const ValueFormat& format) {
  Reading reading = read(text);
  if (reading.value) return reading;
  if (std::string meant = what_amount_is_meant(text, format); !meant.empty()) return Reading::refused(std::move(meant));
  const std::optional<Rewritten> other = rewritten_amount(text);
  const bool is_meant = other && (read(other->text).value || read_number(other->text, format).value);
  return is_meant ? Reading::refused(meant_by(*other)) : std::move(reading);
}

}  // namespace

Reading read_money(const Type& type, std::string_view text, const ValueFormat& format) {
  return read_or_what_is_meant([&](std::string_view amount) { return money_of(type, amount, format); }, text, format);
}

Reading read_quantity(const Type& type, std::string_view text, const ValueFormat& format) {
  return read_or_what_is_meant([&](std::string_view amount) { return quantity_of(type, amount, format); }, text,
                               format);
}

}  // namespace shibo::engine
