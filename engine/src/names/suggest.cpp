#include "names/suggest.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "shibo/dsl/diagnostic.hpp"
#include "value/country.hpp"
#include "value/currency.hpp"
#include "value/date.hpp"
#include "value/hs.hpp"
#include "value/number.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

template <std::size_t N>
std::string_view look_up(const std::array<Pair, N>& pairs, std::string_view word) {
  const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const Pair& pair) { return pair.first == word; });
  return found == pairs.end() ? std::string_view() : found->second;
}

std::string capitals(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::string small_letters(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

Suggestion did_you_mean(std::string_view word) {
  return word.empty() ? std::nullopt : Suggestion("did you mean `" + std::string(word) + "`?");
}

/// The word for a code of as many digits.
Suggestion as_codes(const std::string& digits, const std::string& place) {
  const auto hs = HsCode::parse(digits);
  if (!hs) return std::nullopt;
  static constexpr std::array<Pair, 3> kWords = {{{"2", "chapter"}, {"4", "heading"}, {"6", "subheading"}}};
  const std::string_view word = look_up(kWords, std::to_string(hs->digits.size()));
  return "write `" + std::string(word.empty() ? "code" : word) + " " + digits + "`" + place;
}

/// `0.4` was meant as a share of one, `40` as one of a hundred.
std::string as_percent(const std::string& amount) {
  const auto number = Number::parse(amount);
  if (!amount.starts_with("0.") || !number) return amount;
  return (*number * Number(100)).to_string();
}

Suggestion as_amount(const dsl::Literal& literal, const Type& wanted) {
  if (literal.kind != dsl::Literal::Kind::Number) return std::nullopt;
  const std::string amount = (literal.negative ? "-" : "") + literal.text;
  switch (wanted.kind) {
    case TypeKind::Money:
      return "name the currency: `" + (wanted.name.empty() ? "USD" : wanted.name) + " " + amount + "`";
    case TypeKind::Quantity:
      return wanted.name.empty() ? std::nullopt : Suggestion("name the unit: `" + amount + " " + wanted.name + "`");
    case TypeKind::Percent: return "write `" + as_percent(amount) + "%`";
    case TypeKind::Duration: return "name the unit: `" + amount + " days`";
    default: return std::nullopt;
  }
}

}  // namespace

Suggestion suggest_country(const std::string& text) {
  static constexpr std::array<Pair, 3> kUsual = {{{"UK", "GB"}, {"EL", "GR"}, {"ROK", "KR"}}};
  const std::string upper = capitals(text);
  if (upper == "EU")
    return "the European Union is no country: name its members in a group, or declare its code: `extend country { EU \"…\" }`";
  if (const auto usual = look_up(kUsual, upper); !usual.empty()) return did_you_mean(usual);
  if (upper != text && is_country(upper)) return did_you_mean(upper);
  if (const Country* country = country_by_alpha3(upper)) return did_you_mean(country->alpha2);
  if (const Country* country = country_by_name(text)) return did_you_mean(country->alpha2);
  if (text.size() == 3 && is_country(text.substr(0, 2))) return did_you_mean(text.substr(0, 2));
  if (is_left_to_users(text))
    return "a code that ISO 3166-1 leaves to its users is declared: `extend country { " + text + " \"…\" }`";
  return std::nullopt;
}

Suggestion suggest_currency(const std::string& text) {
  static constexpr std::array<Pair, 9> kUsual = {{{"RMB", "CNY"},
                                                  {"CNH", "CNY"},
                                                  {"YUAN", "CNY"},
                                                  {"EURO", "EUR"},
                                                  {"DOLLAR", "USD"},
                                                  {"US", "USD"},
                                                  {"YEN", "JPY"},
                                                  {"WON", "KRW"},
                                                  {"STG", "GBP"}}};
  const std::string upper = capitals(text);
  if (const auto usual = look_up(kUsual, upper); !usual.empty()) return did_you_mean(usual);
  if (upper != text && is_currency(upper)) return did_you_mean(upper);
  std::vector<std::string> codes;
  for (const Currency& currency : currencies()) codes.emplace_back(currency.code);
  if (const auto near = dsl::nearest(text, codes)) return did_you_mean(*near);
  return std::nullopt;
}

namespace {

std::string thousand_times(const std::string& amount) {
  const auto number = Number::parse(amount);
  return number ? (*number * Number(1000)).to_string() : amount;
}

/// `Mg`, `mWh`: a prefix in another case is a thousand million times more, or less. Which is meant only the writer
/// knows.
Suggestion either_prefix(const std::string& amount, const std::string& unit) {
  const std::string large = capitals(unit);
  const auto both = [&](const std::string& small, const std::string& small_name, const std::string& great,
                        const std::string& great_name) {
    return "write `" + amount + " " + small + "` for " + small_name + ", or `" + great + "` for " + great_name;
  };
  if (large == "MG") return both("mg", "milligrams", amount + " t", "megagrams, which are tonnes");
  if (large == "ML") return both("ml", "millilitres", thousand_times(amount) + " m3", "megalitres");
  if (large == "MM") return both("mm", "millimetres", thousand_times(amount) + " km", "megametres");
  if (large == "MWH") return "write `" + amount + " MWh` for megawatt hours; there is no unit of milliwatt hours";
  if (unit == "M") return "write `" + amount + " m` for metres; a number is not cut short with `M`";
  return std::nullopt;
}

/// The unit of which the word is the plural, or has a letter twice: a slip that makes no other unit of it. A letter
/// that is another one may be another unit: `cm2` is not `cm3`.
Suggestion slipped_unit(const std::string& unit) {
  const auto fits = [](const std::string& text) { return find_unit(text).has_value(); };
  for (std::size_t i = 0; i < unit.size(); ++i) {
    const bool twice = i > 0 && unit[i] == unit[i - 1];
    const bool plural = i + 1 == unit.size() && unit[i] == 's';
    std::string shorter = unit;
    shorter.erase(i, 1);
    if ((twice || plural) && fits(shorter)) return did_you_mean(find_unit(shorter)->name);
  }
  return std::nullopt;
}

Suggestion suggest_unit(const std::string& amount, const std::string& unit) {
  static constexpr std::array<Pair, 32> kUsual = {
      {{"KILO", "kg"},   {"KILOS", "kg"},     {"KILOGRAM", "kg"},   {"KILOGRAMS", "kg"}, {"GRAM", "g"},
       {"GRAMS", "g"},   {"GR", "g"},         {"POUND", "lb"},      {"POUNDS", "lb"},    {"OUNCE", "oz"},
       {"OUNCES", "oz"}, {"LITRE", "l"},      {"LITRES", "l"},      {"LITER", "l"},      {"LITERS", "l"},
       {"METRE", "m"},   {"METRES", "m"},     {"METER", "m"},       {"METERS", "m"},     {"EACH", "pcs"},
       {"UNITS", "pcs"}, {"MILLIGRAM", "mg"}, {"MILLIGRAMS", "mg"}, {"HR", "hours"},     {"HRS", "hours"},
       {"H", "hours"},   {"MIN", "minutes"},  {"MINS", "minutes"},  {"SEC", "seconds"},  {"SECS", "seconds"},
       {"YR", "years"},  {"YRS", "years"}}};
  if (unit == "percent" || unit == "pct" || unit == "per") return "write `" + amount + "%`";
  const std::string large = capitals(unit);
  const Suggestion currency = "write `" + large + " " + amount + "`: the currency stands first";
  if (is_currency(unit)) return currency;
  if (large == "TON" || large == "TONS" || large == "MT")
    return "a ton may be long, short or metric: write `t` for the tonne of 1000 kg";
  if (const Suggestion either = either_prefix(amount, unit)) return either;
  if (const auto usual = look_up(kUsual, large); !usual.empty()) return did_you_mean(usual);
  for (const std::string_view word : unit_words()) {
    if (capitals(std::string(word)) == large) return did_you_mean(find_unit(word)->name);
  }
  if (is_currency(large)) return currency;
  if (const Suggestion slipped = slipped_unit(unit)) return slipped;
  constexpr std::size_t kWordMin = 5;  // shorter ones are signs
  std::vector<std::string> names = {"hours", "minutes", "seconds", "days", "weeks", "months", "years"};
  for (const std::string_view word : unit_words()) {
    if (word.size() >= kWordMin && word.front() >= 'a' && word.front() <= 'z') names.emplace_back(word);
  }
  if (const auto near = dsl::nearest(unit, names)) {
    const std::optional<Unit> meant = find_unit(*near);
    return did_you_mean(meant ? meant->name : *near);
  }
  return std::nullopt;
}

}  // namespace

std::string unit_help(const std::string& amount, const std::string& unit) {
  return suggest_unit(amount, unit)
      .value_or(
          "use kg, g, t, lb, oz, l, m, m2, m3, pcs, kWh, or a code of UN/ECE Recommendation 20; hours, days, months … for spans of time; or declare it: `unit " +
          unit + "`");
}

Suggestion suggest_type(const std::string& name) {
  static constexpr std::array<Pair, 30> kUsual = {
      {{"int", "number"},        {"integer", "number"},     {"float", "number"},
       {"double", "number"},     {"decimal", "number"},     {"numeric", "number"},
       {"real", "number"},       {"long", "number"},        {"string", "text"},
       {"str", "text"},          {"String", "text"},        {"varchar", "text"},
       {"char", "text"},         {"bool", "condition"},     {"boolean", "condition"},
       {"Boolean", "condition"}, {"datetime", "time"},      {"timestamp", "time"},
       {"Date", "date"},         {"amount", "money"},       {"price", "money"},
       {"value", "money"},       {"percentage", "percent"}, {"ratio", "percent"},
       {"code", "hs"},           {"hs_code", "hs"},         {"array", "list of …"},
       {"list", "list of …"},    {"set", "list of …"},      {"enum", "choice of { … }"}}};
  if (name == "quantity") return "say the unit: `quantity in kg`";
  if (name == "choice") return "write `choice of { … }`";
  if (is_currency(name)) return "write `money in " + name + "`";
  if (find_unit(name)) return "write `quantity in " + name + "`";
  return did_you_mean(look_up(kUsual, name));
}

Suggestion suggest_word(const std::string& name) {
  static constexpr std::string_view kMissing =
      "what is not known is unknown by itself; of a field marked `evidence` one asks `is missing` or `is given`";
  static constexpr std::string_view kCount = "write `count of m in list`";
  static constexpr std::string_view kLength = "write `count of m in list`; of a text, `length of x`";
  static constexpr std::string_view kTruth =
      "a condition stands by itself: `insured` where it holds, `not insured` where it does not; in a test's data it is `true` or `false`";
  static constexpr std::string_view kClock = "no rule reads the clock: compare with a date of the record";
  static constexpr std::string_view kChoose =
      "a choice between values is `first of { A when C`, then `B otherwise }` on a line of its own; a rule has `when`";
  static constexpr std::string_view kPresumed =
      "where the law presumes a value that is not known, write `a presumed b`; else what is not known stays unknown";
  static constexpr std::string_view kTable = "a `table` finds a row by its keys, and is asked by its name";
  static constexpr std::string_view kYear = "compare with days: `in 2024-01-01 to 2024-12-31`";
  static constexpr std::string_view kDays = "write `whole days from A to B`, or `begun days from A to B`";
  static constexpr std::string_view kTexts =
      "a text is compared as it is, by `is`, `starts with`, `ends with` and `contains`, and by `plain of name is \"acme\"` where capitals do not count; a code by `hs in heading 8703`";
  static constexpr std::string_view kPatterns =
      "a text is compared by `starts with`, `ends with`, `contains` and `is`; its shape by `is shaped \"AAA-9999\"`";
  static constexpr std::array<Pair, 83> kUsual = {
      {{"yes", kTruth},
       {"Yes", kTruth},
       {"no", kTruth},
       {"No", kTruth},
       {"null", kMissing},
       {"NULL", kMissing},
       {"nil", kMissing},
       {"None", kMissing},
       {"none", kMissing},
       {"undefined", kMissing},
       {"blank", kMissing},
       {"NA", kMissing},
       {"len", kLength},
       {"length", kLength},
       {"size", kLength},
       {"count", kCount},
       {"sum", "write `sum of m.value for m in list`"},
       {"min", "write `min of m.value for m in list`, or `min of [a, b]`"},
       {"max", "write `max of m.value for m in list`, or `max of [a, b]`"},
       {"avg", "write a sum and a count, and divide them"},
       {"today", kClock},
       {"now", kClock},
       {"Today", kClock},
       {"True", "write `true`"},
       {"TRUE", "write `true`"},
       {"False", "write `false`"},
       {"FALSE", "write `false`"},
       {"self", "the record itself is `this`"},
       {"round", "write `x rounded to 0.01 half up`"},
       {"passed", "write `passes`"},
       {"failed", "write `fails`"},
       {"one", "write `in [ … ]`"},
       {"average", "write a sum and a count, and divide them"},
       {"if", kChoose},
       {"iif", kChoose},
       {"switch", kChoose},
       {"case", kChoose},
       {"and", "write `a and b`"},
       {"or", "write `a or b`"},
       {"not", "write `not a`"},
       {"isblank", kMissing},
       {"isnull", kMissing},
       {"is_null", kMissing},
       {"isna", kMissing},
       {"isempty", "of a list one asks `is empty`; what is not known is unknown by itself"},
       {"is_empty", "of a list one asks `is empty`; what is not known is unknown by itself"},
       {"iferror", kPresumed},
       {"ifnull", kPresumed},
       {"nvl", kPresumed},
       {"coalesce", kPresumed},
       {"vlookup", kTable},
       {"hlookup", kTable},
       {"xlookup", kTable},
       {"lookup", kTable},
       {"sumif", "write `sum of m.value for m in list where …`"},
       {"sumifs", "write `sum of m.value for m in list where …`"},
       {"countif", "write `count of m in list where …`"},
       {"countifs", "write `count of m in list where …`"},
       {"abs", "write `max of [x, -x]`"},
       {"year", kYear},
       {"month", kYear},
       {"days", kDays},
       {"datedif", kDays},
       {"datediff", kDays},
       {"left", kTexts},
       {"right", kTexts},
       {"mid", kTexts},
       {"substr", kTexts},
       {"substring", kTexts},
       {"lower", kTexts},
       {"upper", kTexts},
       {"trim", kTexts},
       {"concat", kTexts},
       {"startswith", "write `starts with`"},
       {"starts_with", "write `starts with`"},
       {"endswith", "write `ends with`"},
       {"ends_with", "write `ends with`"},
       {"contains", "write `contains`"},
       {"matches", kPatterns},
       {"match", kPatterns},
       {"like", kPatterns},
       {"regex", kPatterns},
       {"unknown", "say why: `unknown \"…\"`; a test expects `x is unknown` of a name"}}};
  std::string_view usual = look_up(kUsual, name);
  if (usual.empty()) usual = look_up(kUsual, small_letters(name));  // as spreadsheets write their functions
  if (usual.empty() && is_currency(name))
    return "a currency is compared with that of an amount: `currency of price is " + name + "`";
  return usual.empty() ? std::nullopt : Suggestion(usual);
}

namespace {

bool has_value(const Type& type, const std::string& text) {
  if (type.kind == TypeKind::Country) return is_country(type.countries, text);
  if (type.kind == TypeKind::Currency) return is_currency(text);
  if (type.choice == nullptr) return true;
  const auto& values = type.choice->values;
  return std::any_of(values.begin(), values.end(), [&](const auto& value) { return value.name == text; });
}

/// What a text was meant as where a country, a currency or a value of a choice is wanted.
Suggestion without_quotes(const std::string& text, const Type& wanted) {
  if (has_value(wanted, text)) return "write it without quotes: `" + text + "`";
  if (wanted.kind == TypeKind::Country)
    return suggest_country(text).value_or("a country is two capitals without quotes, such as CN, TH, DE");
  if (wanted.kind == TypeKind::Currency)
    return suggest_currency(text).value_or("a currency is three capitals without quotes, such as CNY");
  std::vector<std::string> names;
  std::string list;
  for (const auto& value : wanted.choice->values) {
    names.push_back(value.name);
    list += (list.empty() ? "`" : ", `") + value.name + "`";
  }
  if (const auto near = dsl::nearest(text, names)) return did_you_mean(*near);
  constexpr std::size_t kShownMax = 8;
  return names.size() <= kShownMax ? "its values are " + list + ", without quotes"
                                   : "write one of its values, without quotes";
}

}  // namespace

Suggestion suggest_literal(const dsl::Expr& written, const Type& wanted) {
  const auto* literal = std::get_if<dsl::Literal>(&written.node);
  if (wanted.kind == TypeKind::Date && literal == nullptr && std::holds_alternative<dsl::Chain>(written.node))
    return "a date is written as in `2024-05-01`";
  if (literal == nullptr) return std::nullopt;
  const bool text = literal->kind == dsl::Literal::Kind::String;
  const bool word =
      wanted.kind == TypeKind::Country || wanted.kind == TypeKind::Currency || wanted.kind == TypeKind::Choice;
  if (wanted.kind == TypeKind::Hs) return as_codes(literal->text, " after `in`");
  if (text && word && !literal->text.empty()) return without_quotes(literal->text, wanted);
  if (text && wanted.kind == TypeKind::Date && Date::parse(literal->text))
    return "write it without quotes: `" + literal->text + "`";
  if (wanted.kind == TypeKind::Date) return "a date is written as in `2024-05-01`";
  return as_amount(*literal, wanted);
}

std::string suggest_day(const Written& time) {
  constexpr std::size_t kShownMax = 40;
  const std::string text(time.source->slice(time.span));
  if (text.size() > kShownMax || text.find('\n') != std::string::npos) return "take the day of the time: `date of t`";
  const bool plain = text.find(' ') == std::string::npos;
  return "take the day of the time: `date of " + (plain ? text : "(" + text + ")") + "`";
}

std::optional<std::pair<std::string, std::string>> ends_of_difference(const dsl::Expr& written) {
  const auto* chain = std::get_if<dsl::Chain>(&written.node);
  if (chain == nullptr || chain->rest.size() != 1 || chain->rest.front().op != dsl::Chain::Op::Subtract)
    return std::nullopt;
  const auto* from = std::get_if<dsl::Literal>(&chain->first->node);
  const auto* to = std::get_if<dsl::Literal>(&chain->rest.front().operand->node);
  if (from == nullptr || to == nullptr || from->kind != to->kind) return std::nullopt;
  return std::pair{from->text, to->text};
}

Suggestion suggest_codes(const dsl::Expr& written) {
  if (const auto* literal = std::get_if<dsl::Literal>(&written.node)) return as_codes(literal->text, "");
  if (const auto both = ends_of_difference(written)) {
    const auto from = HsCode::parse(both->first);
    const auto to = HsCode::parse(both->second);
    static constexpr std::array<Pair, 3> kWords = {{{"2", "chapters"}, {"4", "headings"}, {"6", "subheadings"}}};
    if (!from || !to || from->digits.size() != to->digits.size()) return std::nullopt;
    const std::string_view word = look_up(kWords, std::to_string(from->digits.size()));
    return "write `" + std::string(word.empty() ? "codes" : word) + " " + both->first + " to " + both->second + "`";
  }
  const auto* chain = std::get_if<dsl::Chain>(&written.node);
  const bool difference =
      chain != nullptr && chain->rest.size() == 1 && chain->rest.front().op == dsl::Chain::Op::Subtract;
  if (!difference) return std::nullopt;
  const auto* codes = std::get_if<dsl::CodeSet>(&chain->first->node);
  const auto* last = std::get_if<dsl::Literal>(&chain->rest.front().operand->node);
  if (codes == nullptr || last == nullptr) return std::nullopt;
  static constexpr const char* kWords[] = {"chapters", "headings", "subheadings", "codes"};
  return "write `" + std::string(kWords[static_cast<std::size_t>(codes->level)]) + " " +
         codes->ranges.front().from.text + " to " + last->text + "`";
}

}  // namespace shibo::engine
