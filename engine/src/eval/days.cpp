// Days, instants and spans: what their sums and differences are.
#include "eval/constructs.hpp"

namespace shibo::engine {

namespace {

using ChainOp = dsl::Chain::Op;

/// Ticks and months are counted in 64 and 32 bits; what does not fit is nothing, never another number.
std::optional<std::int64_t> exact_sum(std::int64_t a, std::int64_t b) {
  std::int64_t total = 0;
  return __builtin_add_overflow(a, b, &total) ? std::nullopt : std::optional(total);
}
std::optional<Period> period_of(std::optional<std::int64_t> months) {
  if (!months || *months > Period::kMonthsMax || *months < -Period::kMonthsMax) return std::nullopt;
  return Period{static_cast<std::int32_t>(*months)};
}

Value apply_to_day(Evaluation& ev, ChainOp op, Date day, const Value& right) {
  if (const auto* other = right.get<Date>()) return Value::of(Scalar{Duration::of_days(days_between(*other, day))});
  const std::int64_t sign = op == ChainOp::Subtract ? -1 : 1;
  std::optional<Date> moved;
  if (const auto* span = right.get<Duration>()) {
    if (!span->is_whole_days()) return undefined(ev, why::NoValue::Of::HoursOnDay);
    moved = day.add_days(sign * (span->ticks / Duration::kTicksPerDay));
  } else {
    moved = day.add_months(sign * right.get<Period>()->months);
  }
  return moved ? Value::of(Scalar{*moved}) : undefined(ev, why::NoValue::Of::DateOutOfYears);
}

Value apply_to_instant(Evaluation& ev, ChainOp op, const Time& instant, const Value& right) {
  if (const auto* other = right.get<Time>()) return Value::of(Scalar{duration_between(*other, instant)});
  const std::int64_t ticks = right.get<Duration>()->ticks;
  const auto moved = instant.add(Duration{op == ChainOp::Subtract ? -ticks : ticks});
  return moved ? Value::of(Scalar{*moved}) : undefined(ev, why::NoValue::Of::TimeOutOfYears);
}

Value apply_to_period(Evaluation& ev, ChainOp op, Period period, const Value& right) {
  std::optional<Period> result;
  if (const auto* other = right.get<Period>())
    result = period_of(std::int64_t{period.months} + (op == ChainOp::Subtract ? -1 : 1) * std::int64_t{other->months});
  else result = period_of((Number(std::int64_t{period.months}) * *right.get<Number>()).to_int64());
  return result ? Value::of(Scalar{*result}) : undefined(ev, why::NoValue::Of::MonthsNotWhole);
}

}  // namespace

Value apply_in_time(Evaluation& ev, ChainOp op, const Value& left, const Value& right) {
  if (const auto* day = left.get<Date>()) return apply_to_day(ev, op, *day, right);
  if (const auto* instant = left.get<Time>()) return apply_to_instant(ev, op, *instant, right);
  if (left.get<Number>() != nullptr) return apply_in_time(ev, op, right, left);  // 3 * 2 days
  if (const auto* span = left.get<Duration>()) return apply_to_span(ev, op, *span, right);
  return apply_to_period(ev, op, *left.get<Period>(), right);
}

Value apply_to_span(Evaluation& ev, ChainOp op, Duration span, const Value& right) {
  std::optional<std::int64_t> ticks;
  if (const auto* other = right.get<Duration>()) {
    ticks = exact_sum(span.ticks, op == ChainOp::Subtract ? -other->ticks : other->ticks);
  } else {
    const Number& factor = *right.get<Number>();
    if (op == ChainOp::Divide && factor.is_zero()) return undefined(ev, why::NoValue::Of::DivisionByZero);
    ticks = (op == ChainOp::Divide ? Number(span.ticks).divided_by(factor) : Number(span.ticks) * factor).to_int64();
  }
  if (!ticks || *ticks > Duration::kTicksMax || *ticks < -Duration::kTicksMax)
    return undefined(ev, why::NoValue::Of::SpanTooFine);
  return Value::of(Scalar{Duration{*ticks}});
}

}  // namespace shibo::engine
