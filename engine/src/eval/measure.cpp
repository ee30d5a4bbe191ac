// Amounts in one unit or currency: by exact factors, and by the rates of the day.
#include <algorithm>
#include <set>

#include "eval/constructs.hpp"
#include "program/types.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

namespace {

const Conversion* conversion_for(const Frame& frame) {
  const PackageInstance* package = frame.package;
  while (package != nullptr && !package->conversion) package = package->user;
  return package != nullptr ? &*package->conversion : nullptr;
}

/// How much of `to` one `from` is on a day. The same row serves both ways.
std::optional<Number> rate(Evaluation& ev, const Named& rates, Measure from, Measure to, Date day) {
  Value why_not;
  const Text* text = text_on(ev, rates, {day, {}}, why_not);
  if (text == nullptr) return std::nullopt;
  for (const RatesText::Row& row : std::get<RatesText>(text->body).rows) {
    if (!row.law.in_force(day)) continue;
    const bool forth = row.from.currency == from && row.to.currency == to;
    const bool back = row.to.currency == from && row.from.currency == to;
    if (!forth && !back) continue;
    ev.rests_on(rates.name, text->law);
    ev.rests_on(rates.name, row.law, {}, row.added_by);
    return forth ? row.to.amount.divided_by(row.from.amount) : row.from.amount.divided_by(row.to.amount);
  }
  return std::nullopt;
}

/// Whether there is a rate between the two on any day.
bool has_rate(const Named& rates, Measure from, Measure to) {
  const auto joins = [&](const RatesText::Row& row) {
    return std::minmax(row.from.currency, row.to.currency) == std::minmax(from, to);
  };
  return std::any_of(rates.texts.begin(), rates.texts.end(), [&](const Text& text) {
    const auto* body = std::get_if<RatesText>(&text.body);
    return body != nullptr && std::any_of(body->rows.begin(), body->rows.end(), joins);
  });
}

/// Money in another currency, by the package's rates on the day that `convert money` names.
std::optional<Interval> in_currency(Evaluation& ev, const Interval& money, Measure to, const Frame& frame,
                                    Causes& why_not) {
  const why::Units pair{money.unit.name(), to.name()};
  const Conversion* conversion = conversion_for(frame);
  if (conversion == nullptr) {
    why_not.push_back(ev.cause({why::NoConversion{pair}}));
    return std::nullopt;
  }
  const bool on_some_day = has_rate(*conversion->rates, money.unit, to);
  if (on_some_day) ev.rests_on("convert money", conversion->law);  // else the choice of the day changes nothing
  const Value day = frame.self != nullptr ? nearest_field_on_path(ev, *frame.self, conversion->on) : Value{};
  const auto* date = day.get<Date>();
  // Where no day has a rate, to learn the day would not help, and nothing is presumed for want of it.
  if (date == nullptr && !on_some_day) {
    why_not.push_back(
        ev.cause({.about = why::NoRate{conversion->rates->name, pair, {}}, .written = conversion->written}));
    return std::nullopt;
  }
  if (date == nullptr) {
    add_causes(why_not, day.causes());
    if (day.causes().empty())
      why_not.push_back(ev.cause({.about = why::NoDayForRate{pair}, .written = conversion->written}));
    return std::nullopt;
  }
  if (const auto factor = rate(ev, *conversion->rates, money.unit, to, *date)) return scaled(money, *factor, to);
  why_not.push_back(
      ev.cause({.about = why::NoRate{conversion->rates->name, pair, *date}, .written = conversion->written}));
  return std::nullopt;
}

}  // namespace

/// An amount in another unit or currency. Nothing is nothing in any; an amount of no unit yet takes any.
std::optional<Interval> in_unit(Evaluation& ev, const Interval& amount, Measure unit, const Type& type,
                                const Frame& frame, Causes& why_not) {
  if (amount.undefined || amount.unit == unit || amount.unit.empty() || unit.empty()) return amount;
  if (amount.zero()) return Interval{Number(), Number(), unit};
  if (type.kind == TypeKind::Money) return in_currency(ev, amount, unit, frame, why_not);
  const auto from = find_unit(amount.unit);
  const auto to = find_unit(unit);
  if (from && to && from->dimension == to->dimension)
    return scaled(amount, from->in_base.divided_by(to->in_base), unit);
  why_not.push_back(ev.cause({why::OtherDimension{{amount.unit.name(), unit.name()}}}));
  return std::nullopt;
}

void work_out(Evaluation& ev, const node::CurrencyOf& n, Frame& frame, Step& step) {
  const Step* of = eval(ev, *n.money, frame);
  step.children.push_back(of);
  const auto* money = of->value.get<Money>();
  if (money == nullptr) step.value = unknown_of(of->value, of->value);
  // Nothing is nothing in any: a sum of two nothings would be in the currency of whichever is written first.
  else if (money->amount.is_zero()) step.value = undefined(ev, why::NoValue::Of::CurrencyOfNothing);
  else step.value = Value::of(Scalar{TextValue(money->currency.name())});
}

void measure_alike(Evaluation& ev, Interval& a, Interval& b, const Type& type, const Frame& frame, Causes& why_not) {
  if (a.zero()) a.unit = b.unit;
  b = in_unit(ev, b, a.unit, type, frame, why_not).value_or(sign_only(b));
}

bool measure_alike(Evaluation& ev, std::vector<Interval>& amounts, const Type& type, const Frame& frame,
                   Causes& why_not) {
  std::set<Measure> units;
  std::set<Measure> of_nothing;
  for (const Interval& amount : amounts) {
    if (!amount.unit.empty()) (amount.zero() ? of_nothing : units).insert(amount.unit);
  }
  if (units.size() <= 1) {
    // Nothing takes the unit of what there is: `0 kg` before `1000 g` makes no kilograms of the grams.
    if (units.empty() && !of_nothing.empty())
      units.insert(type.name.empty() ? *of_nothing.begin() : Measure(type.name));
    for (Interval& amount : amounts) {
      if (amount.zero() && !amount.undefined && !units.empty()) amount.unit = *units.begin();
    }
    return true;
  }
  std::vector<Measure> targets(units.begin(), units.end());
  if (!type.name.empty()) targets.insert(targets.begin(), type.name);
  Causes reasons;
  for (const Measure unit : targets) {
    std::vector<Interval> converted;
    for (const Interval& amount : amounts) {
      if (const auto one = in_unit(ev, amount, unit, type, frame, reasons)) converted.push_back(*one);
    }
    if (converted.size() < amounts.size()) continue;
    amounts = std::move(converted);
    return true;
  }
  add_causes(why_not, reasons);
  for (Interval& amount : amounts) amount = sign_only(amount);
  return false;
}

namespace {

/// Where all values are known, why it is not known whether they are one: no rate, or a code that is too short.
Causes why_not_compared(Evaluation& ev, const std::vector<Value>& values, const Type& type, const Frame& frame) {
  Causes why;
  if (type.kind != TypeKind::Money && type.kind != TypeKind::Hs) return why;
  for (const Value& value : values)
    add_causes(why, compare(ev, values.front(), type, dsl::Comparison::Op::Is, value, type, frame).causes());
  return why;
}

}  // namespace

Value agreed_alike(Evaluation& ev, const std::vector<Value>& values, const Type& type, Causes more,
                   const Frame& frame) {
  Value out = agreed(values, type, std::move(more));
  if (out.known()) return out;
  if (out.causes().empty()) out.set_causes(why_not_compared(ev, values, type, frame));
  if (type.kind != TypeKind::Money || out.undefined() || out.low() || out.high()) return out;
  std::vector<Interval> ranges;
  for (const Value& value : values) ranges.push_back(interval_of(value));
  const auto bounded = [](const Interval& range) { return range.low || range.high; };
  Causes no_rate;
  if (!std::all_of(ranges.begin(), ranges.end(), bounded) || !measure_alike(ev, ranges, type, frame, no_rate))
    return out;
  Interval all = ranges.front();
  for (const Interval& range : ranges) all = hull(all, range);
  set_bounds(out, all);
  return out;
}

namespace {

/// Requires: both are known.
bool known_differ(Evaluation& ev, const Value& a, const Value& b, const Type& type, const Frame& frame) {
  if (!is_numeric(type) && type.kind != TypeKind::Hs) return !same(a, b);
  const Value alike = compare(ev, a, type, dsl::Comparison::Op::Is, b, type, frame);
  if (alike.known()) return alike.truth() == Truth::False;
  // Amounts in two currencies, of which the rules never say that they meet.
  return std::any_of(alike.causes().begin(), alike.causes().end(),
                     [](const Cause* why) { return why->kind() == CauseKind::Currencies; });
}

}  // namespace

bool some_differ(Evaluation& ev, const std::vector<const Value*>& values, const Type& type, const Frame& frame) {
  const auto known = [](const Value* value) { return value->known(); };
  const auto first = std::find_if(values.begin(), values.end(), known);
  for (auto other = first; other != values.end(); ++other) {
    if (other != first && known(*other) && known_differ(ev, **first, **other, type, frame)) return true;
  }
  if (!is_numeric(type) || values.size() < 2) return false;
  std::vector<Interval> ranges;
  for (const Value* value : values) {
    if (const Interval range = interval_of(*value); !range.undefined) ranges.push_back(range);
  }
  Causes no_rate;
  if (!measure_alike(ev, ranges, type, frame, no_rate)) return false;
  // All ranges meet where the highest beginning is not above the lowest end; where it is, those two lie apart.
  std::optional<Number> begins;
  std::optional<Number> ends;
  for (const Interval& range : ranges) {
    if (range.low && (!begins || *begins < *range.low)) begins = range.low;
    if (range.high && (!ends || *range.high < *ends)) ends = range.high;
  }
  return begins && ends && *ends < *begins;
}

}  // namespace shibo::engine
