// Exact arithmetic over values and over the ranges that unknown values are known to lie in.

#include "eval/constructs.hpp"
#include "program/types.hpp"
#include "value/normal_form.hpp"
#include "value/shape.hpp"

namespace shibo::engine {

namespace {

using ChainOp = dsl::Chain::Op;
using Compare = dsl::Comparison::Op;

Causes both(const Value& left, const Value& right) {
  Causes causes = left.causes();
  add_causes(causes, right.causes());
  return causes;
}

RoundingMode mode_of(dsl::Rounded::Mode mode) {
  switch (mode) {
    case dsl::Rounded::Mode::HalfUp: return RoundingMode::HalfUp;
    case dsl::Rounded::Mode::HalfDown: return RoundingMode::HalfDown;
    case dsl::Rounded::Mode::HalfEven: return RoundingMode::HalfEven;
    case dsl::Rounded::Mode::Up: return RoundingMode::Up;
    case dsl::Rounded::Mode::Down: break;
  }
  return RoundingMode::Down;
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

/// What two ranges say of `left op right`: true for all, false for all, or open.
Truth compare_ranges(const Interval& a, Compare op, const Interval& b) {
  const auto surely_less = [](const Interval& x, const Interval& y) { return x.high && y.low && *x.high < *y.low; };
  const auto surely_at_most = [](const Interval& x, const Interval& y) { return x.high && y.low && *x.high <= *y.low; };
  const auto decide = [](bool yes, bool no) { return yes ? Truth::True : no ? Truth::False : Truth::Unknown; };
  if (a.undefined || b.undefined) return Truth::Unknown;
  if (a.point() && b.point()) return compare_ordered(*a.low, op, *b.low);
  switch (op) {
    case Compare::Less: return decide(surely_less(a, b), surely_at_most(b, a));
    case Compare::LessEqual: return decide(surely_at_most(a, b), surely_less(b, a));
    case Compare::Greater: return decide(surely_less(b, a), surely_at_most(a, b));
    case Compare::GreaterEqual: return decide(surely_at_most(b, a), surely_less(a, b));
    default: break;
  }
  const Truth is = decide(false, surely_less(a, b) || surely_less(b, a));
  return op == Compare::IsNot ? kleene_not(is) : is;
}

/// Requires: `op` compares texts.
Truth compare_texts(std::string_view text, Compare op, std::string_view other) {
  switch (op) {
    case Compare::StartsWith: return to_truth(text.starts_with(other));
    case Compare::EndsWith: return to_truth(text.ends_with(other));
    case Compare::Contains: return to_truth(text.find(other) != std::string_view::npos);
    case Compare::IsNot: return to_truth(text != other);
    default: return to_truth(text == other);
  }
}

/// The codes that are too short to tell whether they are the same: the shorter, or both.
Causes why_not_told_apart(Evaluation& ev, const Value& a, const Value& b) {
  const std::size_t digits = a.get<HsCode>()->digits.size();
  const std::size_t others = b.get<HsCode>()->digits.size();
  Causes causes;
  if (digits <= others) add_causes(causes, too_short(ev, a));
  if (others <= digits) add_causes(causes, too_short(ev, b));
  return causes;
}

}  // namespace

void work_out(Evaluation& ev, const node::Chain& n, Frame& frame, Step& step) {
  const Step* first = eval(ev, *n.first, frame);
  step.children.push_back(first);
  Value value = first->value;
  const Type* type = &n.first->type;
  for (const node::Chain::Term& term : n.rest) {
    const Step* operand = eval(ev, *term.operand, frame);
    step.children.push_back(operand);
    value = apply(ev, term.op, value, *type, operand->value, term.operand->type, term.type, frame);
    type = &term.type;
  }
  step.value = value;
}

// ── Sums and products ──────────────────────────────────────────────────────────────────────────

Value result_of(Evaluation& ev, const Interval& range, const Type& type, Causes causes) {
  ev.spend(steps_worth(range));
  if (!too_long(range)) return value_of(range, type, std::move(causes));
  add_causes(causes, {ev.cause({why::NoValue{why::NoValue::Of::TooManyDigits}})});
  return value_of(no_number(), type, std::move(causes));
}

Value undefined(Evaluation& ev, why::NoValue::Of what) {
  Value value = Value::unknown({ev.cause({why::NoValue{what}})});
  value.add_more().undefined = true;
  return value;
}

Value unknown_of(const Value& a, const Value& b) {
  Value value = Value::unknown(a.causes());
  add_causes(value.add_more().causes, b.causes());
  value.add_more().undefined = a.undefined() || b.undefined();
  return value;
}

Value apply(Evaluation& ev, ChainOp op, const Value& left, const Type& left_type, const Value& right,
            const Type& right_type, const Type& type, Frame& frame) {
  Causes causes = both(left, right);
  if (!is_numeric(left_type) || !is_numeric(right_type)) {
    if (!left.known() || !right.known()) return unknown_of(left, right);
    return apply_in_time(ev, op, left, right);
  }
  Interval a = interval_of(left);
  Interval b = interval_of(right);
  const bool alike = left_type.kind == right_type.kind && is_amount(left_type);
  if (alike) measure_alike(ev, a, b, left_type, frame, causes);
  switch (op) {
    case ChainOp::Add: return result_of(ev, add(a, b), type, causes);
    case ChainOp::Subtract: return result_of(ev, add(a, negate(b)), type, causes);
    case ChainOp::Multiply: return result_of(ev, multiply(a, b), type, causes);
    case ChainOp::Divide: break;
  }
  if (b.zero()) add_causes(causes, {ev.cause({why::NoValue{why::NoValue::Of::DivisionByZero}})});
  if (b.holds_zero()) return value_of(no_number(), type, causes);
  Interval quotient = divide(a, b);
  if (alike) quotient.unit = {};
  return result_of(ev, quotient, type, causes);
}

// ── Rounding and comparing ─────────────────────────────────────────────────────────────────────

/// Rounding keeps order, so the ends of a range are rounded like a value. A bare step counts in the unit
/// that the type declares, however the amount was written.
void work_out(Evaluation& ev, const node::Rounded& n, Frame& frame, Step& step) {
  const Step* operand = eval(ev, *n.value, frame);
  step.children.push_back(operand);
  Causes causes = operand->value.causes();
  const Interval unit = interval_of(Value::of(n.step));
  const Measure measure = unit.unit.empty() ? Measure(n.value->type.name) : unit.unit;
  const auto range = in_unit(ev, interval_of(operand->value), is_amount(n.value->type) ? measure : Measure(),
                             n.value->type, frame, causes);
  if (!range) {
    step.value = Value::unknown(causes);
    return;
  }
  Interval rounded = *range;
  const RoundingMode mode = mode_of(n.mode);
  if (rounded.low) rounded.low = rounded.low->rounded_to(*unit.low, mode);
  if (rounded.high) rounded.high = rounded.high->rounded_to(*unit.low, mode);
  step.value = value_of(rounded, n.value->type, causes);
}

void work_out(Evaluation& ev, const node::Negate& n, Frame& frame, Step& step) {
  const Type& type = *step.type;
  const Step* operand = eval(ev, *n.operand, frame);
  step.children.push_back(operand);
  if (const auto* span = operand->value.get<Duration>()) step.value.data = Duration{-span->ticks};
  else step.value = value_of(negate(interval_of(operand->value)), type, operand->value.causes());
}

/// Known only to lie between two values, unless they are one. The wrong way round they hold nothing.
void work_out(Evaluation& ev, const node::Between& n, Frame& frame, Step& step) {
  const Type& type = *step.type;
  const Step* from = eval(ev, *n.low, frame);
  const Step* to = eval(ev, *n.high, frame);
  step.children = {from, to};
  Causes causes = from->value.causes();
  add_causes(causes, to->value.causes());
  add_causes(causes, {ev.cause({.about = why::BetweenTwo{}, .written = step.written})});
  Interval low = interval_of(from->value);
  Interval high = interval_of(to->value);
  if (is_amount(type)) measure_alike(ev, low, high, type, frame, causes);
  const Interval range{low.low, high.high, low.unit.empty() ? high.unit : low.unit, low.undefined || high.undefined};
  if (range.low && range.high && *range.high < *range.low)
    step.value = undefined(ev, why::NoValue::Of::RangeTurnedRound);
  else step.value = value_of(range, type, causes);
}

Value compare(Evaluation& ev, const Value& left, const Type& left_type, Compare op, const Value& right,
              const Type& right_type, const Frame& frame) {
  Causes causes = both(left, right);
  if (is_numeric(left_type) && is_numeric(right_type)) {
    Interval a = interval_of(left);
    Interval b = interval_of(right);
    if (is_amount(left_type)) measure_alike(ev, a, b, left_type, frame, causes);
    const Truth truth = compare_ranges(a, op, b);
    return Value::of(truth, causes);
  }
  if (left_type.kind == TypeKind::List) {
    const Value alike = same_elements(ev, left, right, *left_type.element, frame);
    return op == Compare::IsNot ? negated(alike) : alike;
  }
  if (!left.known() || !right.known()) return Value::unknown(causes);
  if (const auto* a = left.get<Date>()) return Value::of(compare_ordered(*a, op, *right.get<Date>()));
  if (const auto* a = left.get<Time>())
    return Value::of(compare_ordered(a->utc_ticks, op, right.get<Time>()->utc_ticks));
  if (const auto* a = left.get<Duration>())
    return Value::of(compare_ordered(a->ticks, op, right.get<Duration>()->ticks));
  if (const auto* a = left.get<Period>()) return Value::of(compare_ordered(a->months, op, right.get<Period>()->months));
  const auto* text = left.get<TextValue>();
  const auto* other = right.get<TextValue>();
  if (text != nullptr && other != nullptr) {
    if (op == Compare::IsShaped || op == Compare::IsNotShaped)
      return Value::of(to_truth(is_shaped(*text, *other) == (op == Compare::IsShaped)));
    if (is_plain_text(left_type) || is_plain_text(right_type))
      return Value::of(compare_texts(plain_form(*text), op, plain_form(*other)));
    return Value::of(compare_texts(*text, op, *other));
  }
  if (const auto* a = left.get<HsCode>()) {
    const HsCode& b = *right.get<HsCode>();
    const Truth is = same_code(*a, b);
    if (is == Truth::Unknown) causes = why_not_told_apart(ev, left, right);
    return Value::of(op == Compare::IsNot ? kleene_not(is) : is, causes);
  }
  const Truth is = to_truth(same(left, right));
  return Value::of(op == Compare::IsNot ? kleene_not(is) : is);
}

}  // namespace shibo::engine
