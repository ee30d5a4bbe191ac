// Numbers, and what is a number with something beside it: percent, money, quantity.
#include <algorithm>

#include "record/excerpt.hpp"
#include "record/reading.hpp"
#include "shibo/dsl/diagnostic.hpp"
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
  const bool said = format.decimal != '\0' || (format.mapping != nullptr && format.mapping->decimal != '\0');
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

/// The text with a point before the decimals. Where the mapping's decimal sign is a comma, points,
/// blanks or apostrophes may set off thousands.
std::string with_point(std::string_view text, char decimal) {
  if (decimal == '.') return std::string(text);
  const std::size_t at = text.find(decimal);
  const std::string_view whole = text.substr(0, at);
  std::string result;
  for (const std::string_view sign : {".", " ", "\xC2\xA0", "\xE2\x80\xAF", "'", "\xE2\x80\x99"}) {
    if (whole.find(sign) == std::string_view::npos) continue;
    const std::optional<std::string> digits = ungrouped(whole, sign);
    if (!digits) return std::string(text) + ".";  // parse() refuses a point at the end
    result = *digits;
  }
  if (result.empty()) result = whole;
  if (at != std::string_view::npos) result += "." + std::string(text.substr(at + 1));
  return result;
}

std::string why_no_number(std::string_view text, const std::string& plain, char decimal) {
  if (std::string meant = what_amount_is_meant(text); !meant.empty()) return meant;
  char letter = 0;
  const std::string corrected = with_digits_for_letters(plain, letter);
  if (!corrected.empty() && Number::parse(corrected)) return letter_for_digit(letter);
  if (decimal == ',' && text.find('.') != std::string_view::npos) {
    return "not a number; in this file the decimal sign is `,` and a point only sets off thousands";
  }
  if (decimal == '.' && Number::fault_in(plain) == NumberFault::Comma) {
    if (std::string meant = what_comma_is_meant(text); !meant.empty()) return meant;
    if (text.find('.') != std::string_view::npos) return "a number has no comma; write it without, such as 1234.56";
    return "a number has no comma; write 1234.56, or let the mapping say `format csv { decimal: \",\" }`";
  }
  const std::optional<NumberFault> fault = Number::fault_in(plain);
  if (!fault || *fault == NumberFault::NotANumber || *fault == NumberFault::Empty) return "not a number";
  return std::string(describe(*fault));
}

/// A number and the word before or after it, which may be glued to it.
struct Amount {
  std::string_view number;
  std::string_view word;
};

Amount split_amount(std::string_view text) {
  const auto starts_number = [](char c) { return is_digit(c) || c == '-' || c == '+' || c == '.'; };
  if (starts_number(text.front())) {
    std::size_t end = text.size();
    while (end > 0 && !is_digit(text[end - 1])) --end;
    // A unit may end in a digit (`m3`): then its first letter, after the digits of the number, begins it.
    const std::size_t word = std::find_if(text.begin(), text.end(), is_letter) - text.begin();
    end = std::min(end, word);
    return {stripped(text.substr(0, end)), stripped(text.substr(end))};
  }
  std::size_t begin = 0;
  while (begin < text.size() && !starts_number(text[begin])) ++begin;
  return {stripped(text.substr(begin)), stripped(text.substr(0, begin))};
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
  const std::string plain = with_point(text, decimal);
  if (const std::optional<Number> number = Number::parse(plain)) return Reading::of(*number);
  return Reading::refused(why_no_number(text, plain, decimal));
}

Reading read_percent(std::string_view text, const ValueFormat& format) {
  std::string_view number = text;
  std::optional<std::int64_t> parts;
  for (const std::string_view sign : {"%", "\xEF\xBC\x85", "\xE2\x80\xB0"}) {
    if (!text.ends_with(sign)) continue;
    parts = parts_of_one(sign);
    number = stripped(text.substr(0, text.size() - sign.size()));
  }
  Reading reading = read_number(number, format);
  if (!reading.value) return reading;
  const Number& amount = std::get<Number>(*reading.value);
  if (!parts) parts = parts_of_one(unit_of(format));
  if (!parts && amount.is_zero()) parts = 1;
  if (!parts)
    return Reading::refused(
        "could be a share or a percentage; write `%` after it, or let the mapping say `unit \"%\"`");
  return Reading::of(amount.divided_by(Number(*parts)));
}

namespace {

Reading money_of(const Type& type, std::string_view text, const ValueFormat& format) {
  const Amount parts = split_amount(text);
  std::string currency = upper(parts.word);
  std::string beside(stripped(format.currency));
  if (beside.empty() && format.field != nullptr) beside = format.field->currency;
  beside = upper(beside);
  if (!currency.empty() && !is_currency(currency)) {
    return Reading::refused(excerpt(parts.word) + " is not a currency; write its code of ISO 4217, such as `USD 200`");
  }
  Reading reading = read_number(parts.number, format);
  if (!reading.value) return reading;
  if (!currency.empty() && !beside.empty() && currency != beside) {
    return Reading::refused("in " + currency + ", where its row says " + excerpt(beside));
  }
  if (currency.empty()) currency = beside;
  if (currency.empty()) currency = type.name;
  if (currency.empty()) {
    const bool named = format.field != nullptr && !format.field->currency_columns.empty();
    return Reading::refused(
        "no currency; write it as `USD 200`" +
        (named ? ", or fill `" + format.field->currency_columns.front() + "` beside it" : std::string()));
  }
  if (!is_currency(currency)) return Reading::refused("its currency " + excerpt(currency) + " is not one of ISO 4217");
  if (!type.name.empty() && currency != type.name) {
    return Reading::refused("in " + currency + ", where " + type.name + " is expected");
  }
  return Reading::of(Money{std::get<Number>(*reading.value), currency});
}

Reading quantity_of(const Type& type, std::string_view text, const ValueFormat& format) {
  const Amount parts = split_amount(text);
  std::string_view word = parts.word;
  if (word.empty()) word = stripped(unit_of(format));
  if (word.empty()) word = type.name;
  Reading reading = read_number(parts.number, format);
  if (!reading.value) return reading;
  Number& amount = std::get<Number>(*reading.value);
  if (word.empty()) return Reading::refused("no unit; write it as `12 kg`");
  if (word == type.name) return Reading::of(Quantity{amount, type.name});
  const std::optional<Unit> unit = find_unit(word);
  if (!unit) {
    std::vector<std::string> known;
    for (const std::string_view name : unit_names()) known.emplace_back(name);
    const std::optional<std::string> near = dsl::nearest(word, known);
    return Reading::refused(excerpt(word) + " is not a unit" + (near ? "; did you mean `" + *near + "`?" : ""));
  }
  if (!type.name.empty()) {
    const std::optional<Unit> expected = find_unit(type.name);
    if (!expected || expected->dimension != unit->dimension) {
      return Reading::refused("in `" + unit->name + "`, where `" + type.name + "` or the like is expected");
    }
  }
  return Reading::of(Quantity{std::move(amount), unit->name});
}

/// Where the whole text tells what may be meant, that is said, and not that a part of it is no currency or unit.
Reading or_what_is_meant(Reading reading, std::string_view text) {
  if (reading.value) return reading;
  std::string meant = what_amount_is_meant(text);
  return meant.empty() ? std::move(reading) : Reading::refused(std::move(meant));
}

}  // namespace

Reading read_money(const Type& type, std::string_view text, const ValueFormat& format) {
  return or_what_is_meant(money_of(type, text, format), text);
}

Reading read_quantity(const Type& type, std::string_view text, const ValueFormat& format) {
  return or_what_is_meant(quantity_of(type, text, format), text);
}

}  // namespace shibo::engine
