// How many units of time lie between two days or times, and a day of a year.
#include "eval/constructs.hpp"

namespace shibo::engine {

namespace {

using Count = dsl::UnitsBetween::Count;
using Whole = dsl::UnitsBetween::Unit;

constexpr std::int64_t kMonthsPerYear = 12;
constexpr std::int64_t kSecondsPerDay = 86'400;

/// How many parts of a size lie in a length: the whole ones, or those begun too. Counting back mirrors counting forth.
std::int64_t parts(std::int64_t length, std::int64_t size, Count count) {
  const std::int64_t whole = length / size;
  if (count == Count::Whole || length % size == 0) return whole;
  return length < 0 ? whole - 1 : whole + 1;
}

std::int64_t seconds_in(Whole unit) {
  switch (unit) {
    case Whole::Minutes: return 60;
    case Whole::Hours: return 3'600;
    case Whole::Days: return kSecondsPerDay;
    case Whole::Weeks: return 7 * kSecondsPerDay;
    default: return 1;
  }
}

std::int64_t ticks_in(Whole unit) { return Duration::of_seconds(seconds_in(unit)).ticks; }

std::int64_t units_between(Date from, Date to, const node::UnitsBetween& n) {
  if (n.unit == Whole::Days || n.unit == Whole::Weeks)
    return parts(Duration::of_days(days_between(from, to)).ticks, ticks_in(n.unit), n.count);
  const std::int64_t months = n.count == Count::Whole ? whole_months_between(from, to) : begun_months_between(from, to);
  return parts(months, n.unit == Whole::Years ? kMonthsPerYear : 1, n.count);
}

std::int64_t units_between(const Time& from, const Time& to, const node::UnitsBetween& n) {
  return parts(duration_between(from, to).ticks, ticks_in(n.unit), n.count);
}

}  // namespace

void work_out(Evaluation& ev, const node::UnitsBetween& n, Frame& frame, Step& step) {
  const Step* from = eval(ev, *n.from, frame);
  const Step* to = eval(ev, *n.to, frame);
  step.children = {from, to};
  const auto* first_day = from->value.get<Date>();
  const auto* last_day = to->value.get<Date>();
  const auto* begin = from->value.get<Time>();
  const auto* end = to->value.get<Time>();
  if (first_day != nullptr && last_day != nullptr)
    step.value = Value::of(Scalar{Number(units_between(*first_day, *last_day, n))});
  else if (begin != nullptr && end != nullptr) step.value = Value::of(Scalar{Number(units_between(*begin, *end, n))});
  else step.value = unknown_of(from->value, to->value);
}

void work_out(Evaluation& ev, const node::DayOfYear& n, Frame& frame, Step& step) {
  const Step* date = eval(ev, *n.date, frame);
  step.children.push_back(date);
  const auto* day = date->value.get<Date>();
  const auto of_year = day != nullptr ? Date::from_civil({day->year(), n.month, n.day}) : std::nullopt;
  step.value = of_year ? Value::of(Scalar{*of_year}) : unknown_of(date->value, date->value);
}

}  // namespace shibo::engine
