// Amounts in one unit or currency: by exact factors, and by the rates of the day.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

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
std::optional<Number> rate(Evaluation& ev, const Conversion& conversion, Measure from, Measure to, Date day) {
  const Named& rates = *conversion.rates;
  Value why_not;
  const Text* text = text_on(ev, rates, {day, {}}, why_not);
  if (text == nullptr) return std::nullopt;
  for (const RatesText::Row& row : std::get<RatesText>(text->body).rows) {
    if (!row.law.in_force(day)) continue;
    const bool forth = row.from.currency == from && row.to.currency == to;
    const bool back = row.to.currency == from && row.from.currency == to;
    if (!forth && !back) continue;
    ev.rests_on("convert money", conversion.law);
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
  const Value day = frame.self != nullptr ? nearest_date_on_path(ev, *frame.self, conversion->on) : Value{};
  const auto* date = day.get<Date>();
  if (date != nullptr) {
    if (const auto factor = rate(ev, *conversion, money.unit, to, *date)) return scaled(money, *factor, to);
  }
  const bool on_some_day = has_rate(*conversion->rates, money.unit, to);
  if (on_some_day) ev.rests_on("convert money", conversion->law);  // else the choice of the day changes nothing
  if (date == nullptr && on_some_day) {
    add_causes(why_not, day.causes());
    if (day.causes().empty())
      why_not.push_back(ev.cause({.about = why::NoDayForRate{pair}, .written = conversion->written}));
    return std::nullopt;
  }
  // Where no day has a rate, to learn the day would not help, and nothing is presumed for want of it.
  why::NoRate no_rate{conversion->rates->name, pair, {}};
  if (date != nullptr) no_rate.day = *date;
  why_not.push_back(ev.cause({.about = std::move(no_rate), .written = conversion->written}));
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

/// Where all values are known, why it is not known whether they are one: no rate, or a code that is too short. Of
/// amounts, by their currencies: in which order they come makes no difference.
Causes why_not_compared(Evaluation& ev, const std::vector<Value>& values, const Type& type, const Frame& frame) {
  Causes why;
  const auto lay = [&](const Value& a, const Value& b) {
    add_causes(why, compare(ev, a, type, dsl::Comparison::Op::Is, b, type, frame).causes());
  };
  if (type.kind == TypeKind::Hs) {
    for (const Value& value : values) lay(values.front(), value);
  } else if (type.kind == TypeKind::Money) {
    std::map<Measure, const Value*> by_currency;
    for (const Value& value : values) {
      if (const auto* money = value.get<Money>()) by_currency.emplace(money->currency, &value);
    }
    for (auto a = by_currency.begin(); a != by_currency.end(); ++a) {
      for (auto b = std::next(a); b != by_currency.end(); ++b) lay(*a->second, *b->second);
    }
  }
  return why;
}

/// Amounts that the day's rates make one, however they are written.
bool all_one_amount(Evaluation& ev, const std::vector<Value>& values, const Type& type, const Frame& frame) {
  return type.kind == TypeKind::Money && !values.empty() &&
         std::all_of(values.begin(), values.end(), [&](const Value& value) {
           return value.known() &&
                  compare(ev, values.front(), type, dsl::Comparison::Op::Is, value, type, frame).truth() == Truth::True;
         });
}

}  // namespace

Value agreed_alike(Evaluation& ev, const std::vector<Value>& values, const Type& type, Causes more,
                   const Frame& frame) {
  Value out = agreed(values, type, std::move(more));
  if (out.known()) return out;
  // Where something is open, so is the currency of what they agree on.
  if (out.causes().empty() && all_one_amount(ev, values, type, frame)) {
    // In which order the values come makes no difference to `currency of` either.
    return *std::min_element(values.begin(), values.end(), [](const Value& a, const Value& b) {
      return a.get<Money>()->currency < b.get<Money>()->currency;
    });
  }
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

/// Where some ranges all begin and end: they have a value in common unless the last to begin does so after the first
/// has ended.
struct Common {
  std::optional<Number> begin;
  std::optional<Number> end;

  void narrow(const Interval& range) {
    if (range.low && (!begin || *begin < *range.low)) begin = range.low;
    if (range.high && (!end || *range.high < *end)) end = range.high;
  }
  [[nodiscard]] bool none() const { return begin && end && *end < *begin; }
  [[nodiscard]] Interval of(Measure unit) const { return {begin, end, unit}; }
};

/// Ranges in any units, of which two may lie apart. Each unit is swept by itself, then every one to which others can be
/// converted: so it makes no difference in which order the ranges come.
class Ranges {
 public:
  Ranges(Evaluation& ev, const Type& type, const Frame& frame) : ev_(ev), type_(type), frame_(frame) {}

  void take(const Interval& range, bool known) {
    if (range.undefined || (!range.low && !range.high)) return;
    const bool of_any_unit = range.unit.empty() || range.zero();
    (of_any_unit ? of_any_unit_ : by_unit_[range.unit]).narrow(range);
    if (!of_any_unit && known) known_units_.insert(range.unit);
    positive_ = positive_ || (range.low && range.low->sign() > 0);
    negative_ = negative_ || (range.high && range.high->sign() < 0);
    not_positive_ = not_positive_ || (range.high && range.high->sign() <= 0);
    not_negative_ = not_negative_ || (range.low && range.low->sign() >= 0);
  }

  [[nodiscard]] bool some_apart() const {
    // A sign is the same in every unit.
    if ((positive_ && not_positive_) || (negative_ && not_negative_) || of_any_unit_.none()) return true;
    if (std::any_of(by_unit_.begin(), by_unit_.end(), [&](const auto& one) { return with_any(one.second).none(); }))
      return true;
    if (by_unit_.size() < 2) return false;
    // Amounts in two currencies, of which the rules never say that they meet.
    if (type_.kind == TypeKind::Money && known_units_.size() > 1 && conversion_for(frame_) == nullptr) return true;
    return apart_in_one_unit();
  }

 private:
  [[nodiscard]] Common with_any(Common common) const {
    common.narrow(of_any_unit_.of({}));
    return common;
  }

  [[nodiscard]] bool apart_in_one_unit() const {
    std::set<Measure> targets;
    if (!type_.name.empty()) targets.insert(type_.name);
    for (const auto& [unit, common] : by_unit_) targets.insert(unit);
    for (const Measure target : targets) {
      Common all = of_any_unit_;
      Causes no_rate;
      std::size_t converted = 0;
      for (const auto& [unit, common] : by_unit_) {
        const auto range = in_unit(ev_, common.of(unit), target, type_, frame_, no_rate);
        if (!range) continue;
        ++converted;
        all.narrow(*range);
      }
      if (all.none()) return true;
      if (converted == by_unit_.size()) return false;
    }
    return false;
  }

  Evaluation& ev_;
  const Type& type_;
  const Frame& frame_;
  std::map<Measure, Common> by_unit_;
  Common of_any_unit_;
  std::set<Measure> known_units_;
  bool positive_ = false, negative_ = false, not_positive_ = false, not_negative_ = false;
};

/// Codes may all be one only if each is how the longest begins.
bool codes_differ(const std::vector<const HsCode*>& codes) {
  const auto shorter = [](const HsCode* a, const HsCode* b) { return a->digits.size() < b->digits.size(); };
  const auto longest = std::max_element(codes.begin(), codes.end(), shorter);
  return std::any_of(codes.begin(), codes.end(),
                     [&](const HsCode* code) { return same_code(*code, **longest) == Truth::False; });
}

}  // namespace

bool some_differ(Evaluation& ev, const std::vector<const Value*>& values, const Type& type, const Frame& frame) {
  if (values.size() < 2) return false;
  if (is_numeric(type)) {
    Ranges ranges(ev, type, frame);
    for (const Value* value : values) ranges.take(interval_of(*value), value->known());
    return ranges.some_apart();
  }
  std::vector<const Value*> known;
  std::copy_if(values.begin(), values.end(), std::back_inserter(known),
               [](const Value* value) { return value->known(); });
  if (type.kind != TypeKind::Hs)
    return std::any_of(known.begin(), known.end(), [&](const Value* value) { return !same(*known.front(), *value); });
  std::vector<const HsCode*> codes;
  for (const Value* value : known) codes.push_back(value->get<HsCode>());
  return codes_differ(codes);
}

}  // namespace shibo::engine
