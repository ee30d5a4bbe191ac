#include "read/read_value.hpp"

#include <algorithm>
#include <array>

#include "read/reading.hpp"
#include "record/excerpt.hpp"
#include "shibo/dsl/diagnostic.hpp"
#include "value/ascii.hpp"
#include "value/code_types.hpp"
#include "value/country.hpp"
#include "value/currency.hpp"
#include "value/normal_form.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

namespace {

/// A word of the language for what people write: `Simple mixing` and `simple-mixing` for simple_mixing.
std::string as_word(std::string_view text) {
  std::string out = folded(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  return out;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::optional<std::string> near = dsl::nearest(word, candidates);
  return near ? "; did you mean `" + *near + "`?" : std::string();
}

Reading read_condition(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kTrue = {"true", "yes", "y", "1", "\xE6\x98\xAF"};   // 是
  static constexpr std::array<std::string_view, 5> kFalse = {"false", "no", "n", "0", "\xE5\x90\xA6"};  // 否
  const std::string word = folded(text);
  if (std::find(kTrue.begin(), kTrue.end(), word) != kTrue.end()) return Reading::of(true);
  if (std::find(kFalse.begin(), kFalse.end(), word) != kFalse.end()) return Reading::of(false);
  return Reading::refused("neither true nor false; write `true` or `false`");
}

/// Codes that a spreadsheet has taken for numbers, without the zeros at their ends: `9.00E+07`, `805.1` for `0805.10`.
std::string what_code_is_meant(std::string_view text) {
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos &&
      text.substr(exponent + 1).find_first_of("0123456789") != std::string_view::npos &&
      Number::parse(text.substr(0, exponent)) && Number::without_exponent(std::string(text)))
    return "a number of a spreadsheet, which has lost digits; let the column be text, and export it again: ";
  if (Number::parse(text) && text.find('.') != std::string_view::npos && HsCode::fault_in(text) != HsFault::NotDigits &&
      HsCode::fault_in(text) != HsFault::NoChapter)
    return "may be a code that a spreadsheet keeps as a number, without the zeros at its ends; let the column be text, and export it again: ";
  return {};
}

Reading read_hs(std::string_view text) {
  if (std::optional<HsCode> code = HsCode::parse(text)) return Reading::of(std::move(*code));
  char letter = 0;
  const std::string corrected = with_digits_for_letters(text, letter);
  if (!corrected.empty() && HsCode::parse(corrected)) return Reading::refused(letter_for_digit(letter));
  return Reading::refused(what_code_is_meant(text) + std::string(describe(*HsCode::fault_in(text))));
}

/// What is amiss with a text that stands for no country. Of a code of customs' own it says what would make it one.
std::string why_no_country(const std::vector<OwnCountry>* own, std::string_view text, const std::string& code) {
  const std::string declare = "no package that is loaded declares it: `extend country { " + code + " \"…\" }`";
  if (is_left_to_users(code))
    return "not a country of ISO 3166, which leaves this code to its users, such as customs, and " + declare;
  if (code == "EU") return "the European Union and not a country of ISO 3166, and " + declare;
  if (const Country* meant = country_in_other_language(text))
    return "not an English name of a country; write its code of ISO 3166, `" + std::string(meant->alpha2) + "` for " +
           std::string(meant->name);
  const std::string near = country_misspelt(own, text);
  return "not a country; write its code of ISO 3166, such as `TH`" +
         (near.empty() ? std::string() : "; did you mean `" + near + "`?");
}

Reading read_country(const std::vector<OwnCountry>* own, std::string_view text) {
  const std::string code = upper(text);
  const Country* country = find_country(code);
  if (country == nullptr) country = country_by_alpha3(code);
  if (country == nullptr) country = country_by_name(normal_form(text));
  if (country != nullptr) return Reading::of(std::string(country->alpha2));
  const OwnCountry* declared = find_country(own, code);
  if (declared == nullptr) declared = country_by_name(own, normal_form(text));
  if (declared != nullptr) return Reading::of(declared->alpha2);
  return Reading::refused(why_no_country(own, text, code));
}

Reading read_currency(std::string_view text) {
  std::string code = upper(text);
  if (is_currency(code)) return Reading::of(std::move(code));
  return Reading::refused("not a currency; write its code of ISO 4217, such as `USD`");
}

Reading read_choice(const ChoiceType& choice, std::string_view text) {
  const std::string word = as_word(text);
  std::vector<std::string> names;
  for (const ChoiceType::Value& value : choice.values) {
    if (as_word(value.name) == word) return Reading::of(value.name);
    names.push_back(value.name);
  }
  // Other words begin otherwise: `loading` is no slip for `coating`, but another thing that may be done.
  std::erase_if(names, [&](const std::string& name) { return name.front() != word.front(); });
  const std::string hint = did_you_mean(word, names);
  if (!hint.empty()) return Reading::refused("not one of the choices" + hint);
  names.clear();
  for (const ChoiceType::Value& value : choice.values) names.push_back(value.name);
  std::string listed;
  static constexpr std::size_t kListed = 8;
  for (std::size_t i = 0; i < std::min(names.size(), kListed); ++i) listed += (i == 0 ? " `" : ", `") + names[i] + "`";
  if (names.size() > kListed) listed += " and " + std::to_string(names.size() - kListed) + " more";
  return Reading::refused("not one of" + listed);
}

/// One that the rules know, in whatever capitals. A name that is nearly one of those is refused; any other
/// may be of an agreement that is not judged by, and stands as it is.
Reading read_instrument(std::string_view text, const std::vector<std::string>* known) {
  std::string name(text);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  const bool is_name = is_letter(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
                         return is_letter(c) || is_digit(c) || c == '_';
                       });
  if (!is_name || name.size() > 64) return Reading::refused("not the name of an instrument, such as `RCEP`");
  if (known == nullptr || known->empty()) return Reading::of(std::move(name));
  const auto same =
      std::find_if(known->begin(), known->end(), [&](const std::string& one) { return upper(one) == upper(name); });
  if (same != known->end()) return Reading::of(*same);
  std::vector<std::string> capitals;
  for (const std::string& one : *known) capitals.push_back(upper(one));
  const std::string hint = did_you_mean(upper(name), capitals);
  if (!hint.empty()) return Reading::refused("not an instrument that the rules know" + hint);
  return Reading::of(std::move(name));
}

Reading read_coded(const Type& type, std::string_view text) {
  const std::optional<CodeType> kind = code_type_named(type.name);
  if (!kind) return Reading::of(normal_form(text));
  if (std::optional<std::string> code = read_code(*kind, text)) return Reading::of(std::move(*code));
  return Reading::refused("not a valid `" + type.name + "`: " + code_fault(*kind, text));
}

Reading read_scalar(const Type& type, std::string_view text, const ValueFormat& format) {
  switch (type.kind) {
    case TypeKind::Condition: return read_condition(text);
    case TypeKind::Number: return read_number(text, format);
    case TypeKind::Percent: return read_percent(text, format);
    case TypeKind::Money: return read_money(type, text, format);
    case TypeKind::Quantity: return read_quantity(type, text, format);
    case TypeKind::Date: return read_date(text, format);
    case TypeKind::Time: return read_time(text);
    case TypeKind::Duration: return read_duration(text, format);
    case TypeKind::Period: return read_period(text, format);
    case TypeKind::Hs: return read_hs(text);
    case TypeKind::Country: return read_country(type.countries, text);
    case TypeKind::Currency: return read_currency(text);
    case TypeKind::Instrument: return read_instrument(text, format.instruments);
    case TypeKind::Choice: return read_choice(*type.choice, text);
    case TypeKind::CodedText: return read_coded(type, text);
    case TypeKind::Text: return Reading::of(normal_form(text));
    case TypeKind::Invalid:
    case TypeKind::Kind:
    case TypeKind::List:
    case TypeKind::Record: break;
  }
  return Reading::refused("a text, where a record is expected");
}

using Translations = std::vector<std::pair<std::string, std::string>>;

/// The mapping's word for the text, or the text. Case and blanks inside do not count.
std::string_view translated(std::string_view text, const Translations& words) {
  if (words.empty()) return text;
  const std::string exact = normal_form(text);
  for (const auto& [from, to] : words) {
    if (stripped(from) == exact) return to;
  }
  const std::string word = as_word(text);
  for (const auto& [from, to] : words) {
    if (as_word(stripped(from)) == word) return to;
  }
  return text;
}

/// A text of the mapping itself stands as the language writes it, not as the file does.
constexpr ValueFormat kOwnFormat{.of_rules = true};

FieldValue read_list(const Type& type, std::string_view text, const ValueFormat& format) {
  FieldValue list;
  list.state = FieldState::Given;
  if (text.size() >= 2 && text.front() == '[' && text.back() == ']') text = stripped(text.substr(1, text.size() - 2));
  const std::string given = format.field != nullptr ? format.field->separator : std::string();
  while (!text.empty()) {
    const std::size_t end = given.empty() ? text.find_first_of(";|") : text.find(given);
    const std::string_view item = stripped(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + std::max<std::size_t>(1, given.size()));
    if (!item.empty()) list.items.push_back(read_value(type, item, format));
  }
  return list;
}

FieldValue read_text(const Type& type, std::string_view text, const ValueFormat& format) {
  const std::string_view word = format.field == nullptr ? text : translated(text, format.field->translations);
  const bool own = word.data() != text.data();
  if (type.kind == TypeKind::List) {
    if (type.element == nullptr || type.element->kind == TypeKind::Record) {
      return invalid_value(text, "a text, where a list of records is expected");
    }
    return read_list(*type.element, word, format);
  }
  Reading reading = read_scalar(type, word, own ? kOwnFormat : format);
  if (!reading.value) return invalid_value(text, std::move(reading.why));
  FieldValue value;
  value.state = FieldState::Given;
  value.value = std::move(*reading.value);
  return value;
}

/// A bound for people; 0 of any currency or unit is plain.
std::string shown_bound(const Scalar& bound) {
  if (const auto* number = std::get_if<Number>(&bound)) return number->to_string();
  if (const auto* money = std::get_if<Money>(&bound)) {
    return (money->currency.empty() ? "" : money->currency.name() + " ") + money->amount.to_string();
  }
  if (const auto* quantity = std::get_if<Quantity>(&bound)) {
    return quantity->amount.to_string() + (quantity->unit.empty() ? "" : " " + quantity->unit.name());
  }
  if (const auto* date = std::get_if<Date>(&bound)) return date->to_string();
  if (const auto* time = std::get_if<Time>(&bound)) return time->to_string();
  if (const auto* duration = std::get_if<Duration>(&bound)) return duration->to_string();
  if (const auto* period = std::get_if<Period>(&bound)) return period->to_string();
  return {};
}

/// How two amounts compare; nothing where they do not (other currencies, dimensions or types). A bound
/// that is a bare number, or 0 of no currency or unit, bounds the amount alone.
std::optional<std::strong_ordering> compare(const Scalar& value, const Scalar& bound) {
  if (const auto* money = std::get_if<Money>(&value)) {
    if (const auto* number = std::get_if<Number>(&bound)) return money->amount <=> *number;
    const auto* other = std::get_if<Money>(&bound);
    if (other == nullptr || (other->currency != money->currency && !other->amount.is_zero())) return std::nullopt;
    return money->amount <=> other->amount;
  }
  if (const auto* quantity = std::get_if<Quantity>(&value)) {
    if (const auto* number = std::get_if<Number>(&bound)) return quantity->amount <=> *number;
    const auto* other = std::get_if<Quantity>(&bound);
    if (other == nullptr) return std::nullopt;
    if (other->unit == quantity->unit || other->amount.is_zero()) return quantity->amount <=> other->amount;
    const std::optional<Unit> from = find_unit(quantity->unit);
    const std::optional<Unit> to = find_unit(other->unit);
    const std::optional<Number> amount = from && to ? convert(quantity->amount, *from, *to) : std::nullopt;
    return amount ? std::optional(*amount <=> other->amount) : std::nullopt;
  }
  if (value.index() != bound.index()) return std::nullopt;
  if (const auto* number = std::get_if<Number>(&value)) return *number <=> std::get<Number>(bound);
  if (const auto* date = std::get_if<Date>(&value)) return *date <=> std::get<Date>(bound);
  if (const auto* time = std::get_if<Time>(&value)) return time->utc_ticks <=> std::get<Time>(bound).utc_ticks;
  if (const auto* duration = std::get_if<Duration>(&value)) return *duration <=> std::get<Duration>(bound);
  if (const auto* period = std::get_if<Period>(&value)) return *period <=> std::get<Period>(bound);
  return std::nullopt;
}

void refuse(std::string_view text, std::string why, FieldValue& value) {
  Place place = std::move(value.place);
  const bool by_mapping = value.by_mapping;
  value = invalid_value(text, std::move(why));
  value.place = std::move(place);
  value.by_mapping = by_mapping;
}

}  // namespace

FieldValue invalid_value(std::string_view text, std::string why) {
  FieldValue value;
  value.state = FieldState::Invalid;
  value.text = text;
  value.why = std::move(why);
  return value;
}

std::string folded(std::string_view text) {
  std::string out = normal_form(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

bool means_blank(std::string_view text, const Mapping* mapping) {
  text = stripped(text);
  if (text.empty()) return true;
  if (mapping == nullptr || mapping->missing.empty()) return false;
  return std::find(mapping->missing.begin(), mapping->missing.end(), normal_form(text)) != mapping->missing.end();
}

FieldValue read_value(const Type& type, std::string_view text, const ValueFormat& format) {
  text = stripped(text);
  if (!means_blank(text, format.mapping)) return read_text(type, text, format);
  FieldValue value;
  if (format.field == nullptr || !format.field->blank_means) return value;
  const std::string_view meaning = stripped(*format.field->blank_means);
  if (type.kind == TypeKind::List && (meaning == "none" || meaning == "[]" || meaning.empty())) {
    value.state = FieldState::Given;
  } else if (meaning != "none" && !meaning.empty()) {
    value = read_text(type, meaning, kOwnFormat);
  } else {
    return value;
  }
  value.by_mapping = true;
  return value;
}

FieldValue read_value(const Type& type, std::string_view text, const FieldMapping* mapping) {
  return read_value(type, text, ValueFormat{.field = mapping});
}

FieldValue read_blank(const FieldType& field, const ValueFormat& format) {
  FieldValue value = read_value(field.type, {}, format);
  if (value.state != FieldState::Missing || !field.evidence) return value;
  if (format.field != nullptr && format.field->blank_means == "none") {
    value.state = FieldState::Absent;
    value.by_mapping = true;
  }
  return value;
}

FieldValue read_field(const FieldType& field, std::string_view text, const ValueFormat& format) {
  if (means_blank(text, format.mapping)) return read_blank(field, format);
  FieldValue value = read_value(field.type, text, format);
  check_bounds(field, stripped(text), value);
  return value;
}

bool refuse_currency(const ValueFormat& format, FieldValue& value) {
  const std::string_view currency = format.currency;
  if (value.state != FieldState::Invalid || currency.empty() ||
      is_currency(upper(measure_word(currency, format.field))))
    return false;
  refuse(currency, "stands for its currency, and is not one of ISO 4217; write its code, such as `USD`", value);
  return true;
}

std::string_view measure_word(std::string_view word, const FieldMapping* field) {
  return field == nullptr ? word : translated(word, field->measure_words);
}

Beside beside_of(const std::vector<std::pair<std::string_view, std::string_view>>& says, std::string_view what,
                 const FieldMapping* field) {
  const auto is_same = [&](std::string_view one, std::string_view other) {
    one = measure_word(one, field);
    other = measure_word(other, field);
    return what == "currency" ? upper(one) == upper(other) : is_same_unit(one, other);
  };
  Beside out;
  for (std::size_t i = 0; i < says.size(); ++i) {
    if (says[i].first.empty()) continue;
    if (out.at < 0) {
      out.text = says[i].first;
      out.at = static_cast<int>(i);
    } else if (out.differs.empty() && !is_same(out.text, says[i].first)) {
      out.differs = "has the " + std::string(what) + " " + excerpt(out.text) + " in " +
                    excerpt(says[static_cast<std::size_t>(out.at)].second) + ", and " + excerpt(says[i].first) +
                    " in " + excerpt(says[i].second);
    }
  }
  return out;
}

void check_bounds(const FieldType& field, std::string_view text, FieldValue& value) {
  if (value.state != FieldState::Given || value.record != nullptr || field.type.kind == TypeKind::List) return;
  if (field.at_least) {
    const auto order = compare(value.value, *field.at_least);
    if (order && *order < 0)
      return refuse(text, "below " + shown_bound(*field.at_least) + ", the least that there can be", value);
  }
  if (field.at_most) {
    const auto order = compare(value.value, *field.at_most);
    if (order && *order > 0)
      return refuse(text, "above " + shown_bound(*field.at_most) + ", the most that there can be", value);
  }
}

}  // namespace shibo::engine
