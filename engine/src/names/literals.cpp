#include "names/literals.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "names/names.hpp"
#include "names/suggest.hpp"
#include "program/types.hpp"
#include "read/stream.hpp"
#include "value/currency.hpp"
#include "value/normal_form.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

namespace {

using dsl::Literal;

Number sign(Number value, bool negative) { return negative ? -value : value; }

std::optional<Number> read_number(Context& context, const dsl::Source* source, const Literal& literal) {
  if (auto number = Number::parse(literal.text)) return sign(*number, literal.negative);
  const auto fault = Number::fault_in(literal.text);
  context.error(code::kBadLiteral, {source, literal.span},
                "`" + literal.text + "` is not a number: " + (fault ? std::string(describe(*fault)) : "unreadable"));
  return std::nullopt;
}

std::optional<std::int64_t> seconds_of(const std::string& unit) {
  if (unit == "second" || unit == "seconds") return 1;
  if (unit == "minute" || unit == "minutes") return 60;
  if (unit == "hour" || unit == "hours") return 3'600;
  if (unit == "day" || unit == "days") return 86'400;
  if (unit == "week" || unit == "weeks") return 604'800;
  return std::nullopt;
}

std::optional<std::int32_t> months_of(const std::string& unit) {
  if (unit == "month" || unit == "months") return 1;
  if (unit == "year" || unit == "years") return 12;
  return std::nullopt;
}

/// `48 hours`, `1 year`, `500 kg`.
std::optional<TypedScalar> read_quantity(Context& context, const dsl::Source* source, const Literal& literal) {
  const Written where{source, literal.span};
  const auto number = read_number(context, source, literal);
  if (!number) return std::nullopt;
  const auto seconds = seconds_of(literal.unit);
  const auto months = months_of(literal.unit);
  if (seconds || months) {
    const auto count = (*number * Number(seconds ? *seconds : static_cast<std::int64_t>(*months))).to_int64();
    const std::int64_t longest = seconds ? Duration::kSecondsMax : Period::kMonthsMax;
    if (!count || *count > longest || *count < -longest) {
      context.error(code::kBadLiteral, where,
                    "a span of time is a whole number of " + literal.unit + ", at most 10,000 years");
      return std::nullopt;
    }
    if (seconds) return TypedScalar{simple(TypeKind::Duration), Duration::of_seconds(*count)};
    return TypedScalar{simple(TypeKind::Period), Period{static_cast<std::int32_t>(*count)}};
  }
  if (!is_unit(context, literal.unit)) {
    context.error(code::kUnknownUnit, where, "`" + literal.unit + "` is not a unit").help =
        unit_help(literal.text, literal.unit);
    return std::nullopt;
  }
  Type type = simple(TypeKind::Quantity);
  type.name = literal.unit;
  return TypedScalar{type, Quantity{*number, literal.unit}};
}

std::optional<TypedScalar> read_money(Context& context, const dsl::Source* source, const Literal& literal) {
  const auto number = read_number(context, source, literal);
  if (!number) return std::nullopt;
  if (!is_currency(literal.unit)) {
    context.error(code::kUnknownUnit, {source, literal.span}, "`" + literal.unit + "` is not a currency of ISO 4217")
        .help = suggest_currency(literal.unit);
    return std::nullopt;
  }
  Type type = simple(TypeKind::Money);
  type.name = literal.unit;
  return TypedScalar{type, Money{*number, literal.unit}};
}

std::string data_text(const dsl::Data& data) {
  if (const auto* word = std::get_if<dsl::Word>(&data.node)) return word->text;
  if (const auto* literal = std::get_if<Literal>(&data.node)) return literal->text;
  if (const auto* codes = std::get_if<dsl::CodeSet>(&data.node)) return codes->ranges.front().from.text;
  return {};
}

std::string written_text(const dsl::Source* source, dsl::Span span) { return std::string(source->slice(span)); }

/// A text without its quotes, where nothing in it is written otherwise.
Written name_in(const dsl::Source* source, const dsl::Data& data, const std::string& name) {
  const dsl::Span within{data.span.begin + 1, data.span.end - 1};
  const bool quoted = data.span.end - data.span.begin == name.size() + 2 && source->slice(within) == name;
  return {source, quoted ? within : data.span};
}

}  // namespace

std::optional<UnitWord> declared_unit_of(const Context& context, const dsl::Source* source, const Literal& literal) {
  if (literal.kind != Literal::Kind::Quantity) return std::nullopt;
  const auto unit = declared_unit(context, literal.unit);
  if (!unit) return std::nullopt;
  dsl::Word word;
  word.text = literal.unit;
  word.span = literal.span;
  if (source->slice(literal.span).ends_with(literal.unit))
    word.span.begin = literal.span.end - static_cast<std::uint32_t>(literal.unit.size());
  return UnitWord{std::move(word), *unit};
}

bool check_choice_value(Context& context, const Written& where, const ChoiceType& choice, const std::string& name) {
  std::vector<std::string> names;
  for (const ChoiceType::Value& value : choice.values) {
    if (value.name == name) return true;
    names.push_back(value.name);
  }
  auto& d = context.error(code::kUnknownMember, where,
                          "`" + name + "` is not a value of " +
                              (choice.name.empty() ? std::string("this choice") : "`" + choice.name + "`"));
  if (const auto near = dsl::nearest(name, names)) d.help = "did you mean `" + *near + "`?";
  else if (names.size() <= 12) {
    std::string list;
    for (const std::string& n : names) list += (list.empty() ? "" : ", ") + n;
    d.notes.push_back("its values are " + list);
  }
  return false;
}

std::optional<TypedScalar> read_literal(Context& context, const dsl::Source* source, const Literal& literal) {
  switch (literal.kind) {
    case Literal::Kind::Number: {
      const auto number = read_number(context, source, literal);
      if (!number) return std::nullopt;
      const bool like_a_code = literal.text.size() >= 4 && literal.text.size() % 2 == 0 &&
                               literal.text.find_first_not_of("0123456789") == std::string::npos;
      if (like_a_code && literal.text[0] == '0') {
        context.error(code::kBadLiteral, {source, literal.span}, "a number has no zero before its digits").help =
            "a code stands after its word, as in `heading 0504`";
        return std::nullopt;
      }
      return TypedScalar{simple(TypeKind::Number), *number};
    }
    case Literal::Kind::Percent:
    case Literal::Kind::PerMille: {
      const auto number = read_number(context, source, literal);
      if (!number) return std::nullopt;
      const int scale = literal.kind == Literal::Kind::Percent ? 100 : 1000;
      return TypedScalar{simple(TypeKind::Percent), number->divided_by(Number(scale))};
    }
    case Literal::Kind::Money: return read_money(context, source, literal);
    case Literal::Kind::Quantity: return read_quantity(context, source, literal);
    case Literal::Kind::Date:
      if (const auto date = Date::parse(literal.text)) return TypedScalar{simple(TypeKind::Date), *date};
      break;
    case Literal::Kind::Time:
      if (const auto time = Time::parse(literal.text)) return TypedScalar{simple(TypeKind::Time), *time};
      break;
    case Literal::Kind::String: return TypedScalar{simple(TypeKind::Text), normal_form(literal.text)};
    case Literal::Kind::True: return TypedScalar{simple(TypeKind::Condition), true};
    case Literal::Kind::False: return TypedScalar{simple(TypeKind::Condition), false};
    case Literal::Kind::Code:
      context.error(code::kBadLiteral, {source, literal.span}, "a code in an expression needs its word").help =
          "write `code " + literal.text + "`, `heading …` or `subheading …`";
      return std::nullopt;
  }
  context.error(code::kBadLiteral, {source, literal.span}, "`" + literal.text + "` cannot be read");
  return std::nullopt;
}

namespace {

/// Less than nothing, nothing, or more, by which `to` lies after `from`; nothing where they do not compare.
std::optional<Number> distance(const Scalar& from, const Scalar& to) {
  if (from.index() != to.index()) return std::nullopt;
  if (const auto* number = std::get_if<Number>(&from)) return std::get<Number>(to) - *number;
  if (const auto* date = std::get_if<Date>(&from)) return Number(std::get<Date>(to).days - date->days);
  if (const auto* time = std::get_if<Time>(&from)) return Number(std::get<Time>(to).utc_ticks - time->utc_ticks);
  if (const auto* span = std::get_if<Duration>(&from)) return Number(std::get<Duration>(to).ticks - span->ticks);
  if (const auto* period = std::get_if<Period>(&from)) return Number(std::get<Period>(to).months - period->months);
  if (const auto* money = std::get_if<Money>(&from)) {
    const auto& end = std::get<Money>(to);
    const bool alike = end.currency == money->currency || money->amount.is_zero() || end.amount.is_zero();
    return alike ? std::optional(end.amount - money->amount) : std::nullopt;
  }
  const auto* quantity = std::get_if<Quantity>(&from);
  if (quantity == nullptr) return std::nullopt;
  const auto& end = std::get<Quantity>(to);
  const auto begin_unit = find_unit(quantity->unit);
  const auto end_unit = find_unit(end.unit);
  if (!begin_unit || !end_unit) return end.amount - quantity->amount;
  return end.amount * end_unit->in_base - quantity->amount * begin_unit->in_base;
}

}  // namespace

bool check_range(Context& context, const Written& where, const Scalar& from, const Scalar& to) {
  if (std::holds_alternative<HsCode>(from)) return true;  // a range of codes has a check of its own
  const auto apart = distance(from, to);
  if (apart && apart->sign() >= 0) return true;
  const bool money = std::holds_alternative<Money>(from);
  context.error(apart   ? code::kBadLiteral
                : money ? code::kMixedUnits
                        : code::kOperator,
                where,
                apart   ? "the range ends before it begins"
                : money ? "a range has both its ends in one currency"
                        : "words have no order, so no range");
  return false;
}

namespace {

struct LevelOfCodes {
  const char* word;
  std::size_t digits;  ///< 0: any
};

LevelOfCodes level_of(dsl::CodeSet::Level level) {
  switch (level) {
    case dsl::CodeSet::Level::Chapter: return {"chapter", 2};
    case dsl::CodeSet::Level::Heading: return {"heading", 4};
    case dsl::CodeSet::Level::Subheading: return {"subheading", 6};
    case dsl::CodeSet::Level::Code: break;
  }
  return {"code", 0};
}

}  // namespace

std::vector<HsRange> read_codes(Context& context, const dsl::Source* source, const dsl::CodeSet& codes) {
  const LevelOfCodes level = level_of(codes.level);
  const auto read = [&](const dsl::Word& word) -> std::optional<HsCode> {
    const auto hs = HsCode::parse(word.text);
    if (!hs) {
      const auto fault = HsCode::fault_in(word.text);
      context.error(code::kBadCode, {source, word.span},
                    "`" + word.text + "` is not an HS code: " + (fault ? std::string(describe(*fault)) : "unreadable"));
      return std::nullopt;
    }
    if (level.digits != 0 && hs->digits.size() != level.digits) {
      context.error(code::kBadCode, {source, word.span},
                    std::string("a ") + level.word + " has " + std::to_string(level.digits) + " digits, and `" +
                        word.text + "` has " + std::to_string(hs->digits.size()));
      return std::nullopt;
    }
    return hs;
  };
  std::vector<HsRange> ranges;
  for (const dsl::CodeRange& range : codes.ranges) {
    const auto from = read(range.from);
    const auto to = range.to ? read(*range.to) : from;
    if (!from || !to) continue;
    if (!range.to && from->digits.first(2) == "77") {
      context.error(code::kBadCode, {source, range.span}, "chapter 77 is kept for later use: no good has a code in it");
      continue;
    }
    const auto both = HsRange::between(*from, *to);
    if (!both) {
      context.error(code::kBadCode, {source, range.span}, "the range ends before it begins");
      continue;
    }
    ranges.push_back(*both);
  }
  return ranges;
}

std::optional<Scalar> read_data(Context& context, InstanceState& in, const dsl::Source* source, const dsl::Data& data,
                                const Type& type, const StandsIn& there) {
  const Written where{source, data.span};
  const auto wrong = [&](const std::string& hint = "") -> std::optional<Scalar> {
    auto& d =
        context.error(code::kWrongType, where, "`" + written_text(source, data.span) + "` is not " + to_phrase(type));
    if (!hint.empty()) d.help = hint;
    return std::nullopt;
  };
  if (type.kind == TypeKind::Invalid) return std::nullopt;
  const auto* literal = std::get_if<Literal>(&data.node);
  static constexpr std::array<std::string_view, 8> kNothing = {"null",      "NULL", "nil",     "None",
                                                               "undefined", "NA",   "unknown", "blank"};
  const auto* bare = std::get_if<dsl::Word>(&data.node);
  const bool chosen = type.kind == TypeKind::Choice && bare != nullptr &&
                      std::any_of(type.choice->values.begin(), type.choice->values.end(),
                                  [&](const auto& known) { return known.name == bare->text; });
  if (bare != nullptr && !chosen && std::find(kNothing.begin(), kNothing.end(), bare->text) != kNothing.end())
    return wrong("what is not known is left out, or said to be `missing`");
  switch (type.kind) {
    case TypeKind::Hs: {
      const std::string text = data_text(data);
      if (const auto hs = HsCode::parse(text)) return Scalar{*hs};
      return wrong(HsCode::fault_in(text) ? std::string(describe(*HsCode::fault_in(text))) : "");
    }
    case TypeKind::Choice: {
      if (std::holds_alternative<dsl::Word>(data.node) ||
          (literal != nullptr && literal->kind == Literal::Kind::String)) {
        const std::string name = data_text(data);
        if (!check_choice_value(context, where, *type.choice, name)) return std::nullopt;
        context.note_use(name_in(source, data, name), *value_of_choice(*type.choice, name), there);
        return Scalar{name};
      }
      return wrong();
    }
    case TypeKind::Country: {
      const std::string text = data_text(data);
      if (!is_country(context, text)) {
        report_unknown(context, in, code::kUnknownMember, where, text, "`" + text + "` is not a country of ISO 3166-1",
                       {}, suggest_country(text).value_or("countries are two capitals, such as CN, TH, DE"));
        return std::nullopt;
      }
      if (const auto own = declared_country(context, text)) context.note_use(name_in(source, data, text), *own, there);
      return Scalar{text};
    }
    case TypeKind::Currency:
      if (!is_currency(data_text(data)))
        return wrong(suggest_currency(data_text(data)).value_or("currencies are three capitals, such as CNY"));
      return Scalar{data_text(data)};
    case TypeKind::Instrument:
    case TypeKind::Text:
    case TypeKind::CodedText: {
      if (literal != nullptr && literal->kind != Literal::Kind::String && type.kind != TypeKind::CodedText &&
          literal->kind != Literal::Kind::Number && literal->kind != Literal::Kind::Code)
        return wrong();
      const FieldValue read = read_value(type, data_text(data));
      if (read.state != FieldState::Given) return wrong(read.why);
      const std::string name = type.kind == TypeKind::Instrument ? data_text(data) : "";
      if (const InstrumentInfo* instrument = instrument_in_data(in, name))
        context.note_use(name_in(source, data, name), instrument, there);
      return read.value;
    }
    default: break;
  }
  if (literal == nullptr) return wrong();
  // 0 is nothing of any currency or unit.
  if (literal->kind == Literal::Kind::Number && literal->text == "0") {
    if (type.kind == TypeKind::Money) return Scalar{Money{Number(), type.name}};
    if (type.kind == TypeKind::Quantity) return Scalar{Quantity{Number(), type.name}};
  }
  const auto value = read_literal(context, source, *literal);
  if (!value) return std::nullopt;
  if (const auto unit = declared_unit_of(context, source, *literal))
    context.note_use({source, unit->word.span}, unit->means, there);
  if (!fits(value->type, type)) {
    dsl::Expr written;
    written.span = data.span;
    written.node = *literal;
    return wrong(suggest_literal(written, type).value_or(""));
  }
  return value->value;
}

}  // namespace shibo::engine
