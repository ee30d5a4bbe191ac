// Exact arithmetic over values and over the ranges that unknown values are known to lie in.
#include <algorithm>

#include "eval/evaluator.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

namespace {

using Op = dsl::Chain::Op;
using Compare = dsl::Comparison::Op;

Causes both(const Value& left, const Value& right) {
  Causes causes = left.causes;
  add_causes(causes, right.causes);
  return causes;
}

RoundingMode mode_of(dsl::Rounded::Mode mode) {
  static constexpr RoundingMode kModes[] = {RoundingMode::HalfUp, RoundingMode::HalfDown, RoundingMode::HalfEven, RoundingMode::Up, RoundingMode::Down};
  return kModes[static_cast<int>(mode)];
}

/// What two ranges say of `left op right`: true for all, false for all, or open.
Truth compare_ranges(const Interval& a, Compare op, const Interval& b) {
  const auto surely_less = [](const Interval& x, const Interval& y) { return x.high && y.low && *x.high < *y.low; };
  const auto surely_at_most = [](const Interval& x, const Interval& y) { return x.high && y.low && *x.high <= *y.low; };
  const auto decide = [](bool yes, bool no) { return yes ? Truth::True : no ? Truth::False : Truth::Unknown; };
  switch (op) {
    case Compare::Less: return decide(surely_less(a, b), surely_at_most(b, a));
    case Compare::LessEqual: return decide(surely_at_most(a, b), surely_less(b, a));
    case Compare::Greater: return decide(surely_less(b, a), surely_at_most(a, b));
    case Compare::GreaterEqual: return decide(surely_at_most(b, a), surely_less(a, b));
    default: break;
  }
  const bool equal = a.point() && b.point() && *a.low == *b.low;
  const bool apart = surely_less(a, b) || surely_less(b, a);
  const Truth is = decide(equal, apart);
  return op == Compare::IsNot ? kleene_not(is) : is;
}

template <class T>
Truth compare_ordered(const T& a, Compare op, const T& b) {
  switch (op) {
    case Compare::Less: return to_truth(a < b);
    case Compare::LessEqual: return to_truth(a <= b);
    case Compare::Greater: return to_truth(a > b);
    case Compare::GreaterEqual: return to_truth(a >= b);
    case Compare::IsNot: return to_truth(!(a == b));
    default: return to_truth(a == b);
  }
}

bool numeric(const Type& type) {
  return type.kind == TypeKind::Number || type.kind == TypeKind::Percent || type.kind == TypeKind::Money || type.kind == TypeKind::Quantity;
}
bool amount(const Type& type) { return type.kind == TypeKind::Money || type.kind == TypeKind::Quantity; }

}  // namespace

void Evaluator::eval_chain(const node::Chain& n, const Type&, Frame& frame, Step& step) {
  const Step* first = eval(*n.first, frame);
  step.children.push_back(first);
  Value value = first->value;
  Type type = n.first->type;
  for (const node::Chain::Term& term : n.rest) {
    const Step* operand = eval(*term.operand, frame);
    step.children.push_back(operand);
    const Type& right = term.operand->type;
    // The type of what has been worked out so far: amounts keep theirs, a quotient of two is a number.
    Type result = type;
    const bool product = term.op == Op::Multiply || term.op == Op::Divide;
    if (product && amount(right) && !amount(type)) result = right;
    if (term.op == Op::Divide && amount(type) && amount(right)) result = Type{TypeKind::Number, "ratio", nullptr, nullptr, nullptr};
    value = apply(term.op, value, type, operand->value, right, result, frame);
    if (numeric(result) || numeric(type)) type = result;
    else if (value.get<Duration>() != nullptr) type = Type{TypeKind::Duration, "", nullptr, nullptr, nullptr};
  }
  step.value = value;
}

bool Evaluator::same_measure(Interval& left, Interval& right, const Type& left_type, const Type&, Frame& frame, Causes& why_not) {
  if (left.unit == right.unit || left.unit.empty() || right.unit.empty()) return true;
  if (left_type.kind == TypeKind::Money) return convert_currency(right, left.unit, frame, why_not);
  const auto from = find_unit(right.unit);
  const auto to = find_unit(left.unit);
  if (from && to && from->dimension == to->dimension) {
    if (right.low) right.low = *convert(*right.low, *from, *to);
    if (right.high) right.high = *convert(*right.high, *from, *to);
    right.unit = left.unit;
    return true;
  }
  why_not.push_back(cause({Cause::Kind::Currencies, "", "`" + left.unit + "` and `" + right.unit + "` are units of different things", nullptr, {}, {}}));
  return false;
}

bool Evaluator::convert_currency(Interval& amount_range, const std::string& to, Frame& frame, Causes& why_not) {
  const PackageInstance* package = frame.package;
  while (package != nullptr && !package->conversion) package = package->user;
  const std::string pair = amount_range.unit + " and " + to;
  if (package == nullptr) {
    why_not.push_back(cause({Cause::Kind::Currencies, "", "the amounts are in " + pair + ", and the rules say no rate to convert by", nullptr, {}, {}}));
    return false;
  }
  const Conversion& conversion = *package->conversion;
  // The day is a date of the record, by the path that `convert money` names.
  const Record* on = frame.self;
  Value day;
  for (const std::string& name : conversion.on) {
    if (on == nullptr) break;
    while (on->whole != nullptr && on->type->find(name) < 0) on = on->whole;
    if (on->parent != nullptr && (name == on->type->parent_label)) {
      on = on->parent;
      continue;
    }
    const int index = on->type->find(name);
    day = index >= 0 ? field_value(*on, index) : Value{};
    if (const auto* next = day.get<const Record*>()) on = *next;
  }
  const auto* date = day.get<Date>();
  if (date == nullptr) {
    add_causes(why_not, day.causes);
    if (day.causes.empty()) why_not.push_back(cause({Cause::Kind::NoRate, "", "no day to convert " + pair + " on", nullptr, {}, conversion.written}));
    return false;
  }
  const auto& rates = std::get<RatesText>(conversion.rates->texts.front().body);
  for (const RatesText::Row& row : rates.rows) {
    if (!row.law.in_force(*date)) continue;
    std::optional<Number> factor;
    if (row.from.currency == amount_range.unit && row.to.currency == to) factor = row.to.amount.divided_by(row.from.amount);
    if (row.to.currency == amount_range.unit && row.from.currency == to) factor = row.from.amount.divided_by(row.to.amount);
    if (!factor) continue;
    if (amount_range.low) amount_range.low = *amount_range.low * *factor;
    if (amount_range.high) amount_range.high = *amount_range.high * *factor;
    amount_range.unit = to;
    return true;
  }
  why_not.push_back(cause({Cause::Kind::NoRate, "", "`" + conversion.rates->name + "` has no rate between " + pair + " on " + date->to_string(), nullptr, {}, conversion.written}));
  return false;
}

Value Evaluator::apply_dates(Op op, const Value& left, const Value& right) {
  Value value;
  const std::int64_t sign = op == Op::Subtract ? -1 : 1;
  const auto out_of_range = [&] { return Value::unknown({cause({Cause::Kind::Undefined, "", "the date is outside the years 1 to 9999", nullptr, {}, {}})}); };
  if (const auto* date = left.get<Date>()) {
    if (const auto* other = right.get<Date>()) {
      value.data = Duration::of_days(days_between(*other, *date));
      return value;
    }
    std::optional<Date> moved;
    if (const auto* span = right.get<Duration>()) {
      if (!span->is_whole_days()) return Value::unknown({cause({Cause::Kind::Undefined, "", "hours cannot be added to a day", nullptr, {}, {}})});
      moved = date->add_days(sign * (span->seconds / Duration::kSecondsPerDay));
    }
    if (const auto* months = right.get<Period>()) moved = date->add_months(sign * months->months);
    if (!moved) return out_of_range();
    value.data = *moved;
    return value;
  }
  if (const auto* time = left.get<Time>()) {
    if (const auto* other = right.get<Time>()) {
      value.data = duration_between(*other, *time);
      return value;
    }
    const auto moved = time->add(Duration{sign * right.get<Duration>()->seconds});
    if (!moved) return out_of_range();
    value.data = *moved;
    return value;
  }
  if (const auto* span = left.get<Duration>()) {
    if (const auto* other = right.get<Duration>()) value.data = Duration{span->seconds + sign * other->seconds};
    if (const auto* factor = right.get<Number>()) {
      const Number scaled = op == Op::Divide ? (factor->is_zero() ? Number() : Number(span->seconds).divided_by(*factor)) : Number(span->seconds) * *factor;
      const auto seconds = scaled.to_int64();
      if (!seconds || (op == Op::Divide && factor->is_zero())) return Value::unknown({cause({Cause::Kind::Undefined, "", "the span is no whole number of seconds", nullptr, {}, {}})});
      value.data = Duration{*seconds};
    }
    return value;
  }
  if (const auto* period = left.get<Period>()) {
    if (const auto* other = right.get<Period>()) value.data = Period{period->months + static_cast<std::int32_t>(sign) * other->months};
    if (const auto* factor = right.get<Number>()) {
      const auto months = (Number(static_cast<std::int64_t>(period->months)) * *factor).to_int64();
      if (!months || *months > 200'000 || *months < -200'000) return out_of_range();
      value.data = Period{static_cast<std::int32_t>(*months)};
    }
    return value;
  }
  // number * duration, number * period
  return apply_dates(op, right, left);
}

Value Evaluator::apply(Op op, const Value& left, const Type& left_type, const Value& right, const Type& right_type, const Type& type, Frame& frame) {
  if (!numeric(left_type) || !numeric(right_type)) {
    if (!left.known() || !right.known()) return Value::unknown(both(left, right));
    return apply_dates(op, left, right);
  }
  Interval a = interval_of(left);
  Interval b = interval_of(right);
  Causes causes = both(left, right);
  const bool alike = left_type.kind == right_type.kind && amount(left_type);
  if (alike && !same_measure(a, b, left_type, right_type, frame, causes)) return Value::unknown(causes);
  switch (op) {
    case Op::Add: return value_of(add(a, b), type, causes);
    case Op::Subtract: return value_of(add(a, negate(b)), type, causes);
    case Op::Multiply: return value_of(multiply(a, b), type, causes);
    case Op::Divide: break;
  }
  const bool may_be_zero = !(b.low && b.low->sign() > 0) && !(b.high && b.high->sign() < 0);
  if (b.point() && may_be_zero) {
    causes.push_back(cause({Cause::Kind::Undefined, "", "the divisor is zero", nullptr, {}, {}}));
    return Value::unknown(causes);
  }
  if (may_be_zero) return Value::unknown(causes);
  Interval quotient = divide(a, b);
  if (alike) quotient.unit.clear();
  return value_of(quotient, type, causes);
}

void Evaluator::eval_rounded(const node::Rounded& n, Frame& frame, Step& step) {
  const Step* operand = eval(*n.value, frame);
  step.children.push_back(operand);
  Interval range = interval_of(operand->value);
  const Interval unit = interval_of(Value::of(n.step));
  const RoundingMode mode = mode_of(n.mode);
  if (range.low) range.low = range.low->rounded_to(*unit.low, mode);
  if (range.high) range.high = range.high->rounded_to(*unit.low, mode);
  step.value = value_of(range, n.value->type, operand->value.causes);
}

Value Evaluator::compare(const Value& left, const Type& left_type, Compare op, const Value& right, const Type& right_type, Frame& frame) {
  Causes causes = both(left, right);
  if (numeric(left_type) && numeric(right_type)) {
    Interval a = interval_of(left);
    Interval b = interval_of(right);
    if (amount(left_type) && !same_measure(a, b, left_type, right_type, frame, causes)) return Value::unknown(causes);
    const Truth truth = compare_ranges(a, op, b);
    return Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
  }
  if (!left.known() || !right.known()) return Value::unknown(causes);
  if (const auto* a = left.get<Date>()) return Value::of(compare_ordered(*a, op, *right.get<Date>()));
  if (const auto* a = left.get<Time>()) return Value::of(compare_ordered(a->utc_seconds, op, right.get<Time>()->utc_seconds));
  if (const auto* a = left.get<Duration>()) return Value::of(compare_ordered(a->seconds, op, right.get<Duration>()->seconds));
  if (const auto* a = left.get<Period>()) return Value::of(compare_ordered(a->months, op, right.get<Period>()->months));
  const auto* text = left.get<std::string>();
  const auto* other = right.get<std::string>();
  if (text != nullptr && other != nullptr) {
    if (op == Compare::StartsWith) return Value::of(to_truth(text->starts_with(*other)));
    if (op == Compare::EndsWith) return Value::of(to_truth(text->ends_with(*other)));
    if (op == Compare::Contains) return Value::of(to_truth(text->find(*other) != std::string::npos));
  }
  if (const auto* a = left.get<HsCode>()) {
    // Two codes are the same only if both are as long; a shorter one that agrees so far may be.
    const HsCode& b = *right.get<HsCode>();
    Truth is = to_truth(a->digits == b.digits);
    const std::size_t shared = std::min(a->digits.size(), b.digits.size());
    if (a->digits.size() != b.digits.size() && a->digits.compare(0, shared, b.digits, 0, shared) == 0) is = Truth::Unknown;
    return Value::of(op == Compare::IsNot ? kleene_not(is) : is);
  }
  const Truth is = to_truth(same(left, right));
  return Value::of(op == Compare::IsNot ? kleene_not(is) : is);
}

}  // namespace shibo::engine
