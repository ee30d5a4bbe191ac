// What is counted between two days or times, and the day of a time.
#include <algorithm>

#include "names/suggest.hpp"
#include "program/types.hpp"
#include "types/expression.hpp"

namespace shibo::engine {

namespace {

using Unit = dsl::UnitsBetween::Unit;

const char* word_of(Unit unit) {
  static constexpr const char* kWords[] = {"seconds", "minutes", "hours", "days", "weeks", "months", "years"};
  return kWords[static_cast<std::size_t>(unit)];
}

/// `whole months`, as it was written.
std::string words_of(const dsl::UnitsBetween& between) {
  return (between.count == dsl::UnitsBetween::Count::Whole ? "whole " : "begun ") + std::string(word_of(between.unit));
}

bool of_the_calendar(Unit unit) { return unit == Unit::Months || unit == Unit::Years; }
bool shorter_than_a_day(Unit unit) { return unit == Unit::Seconds || unit == Unit::Minutes || unit == Unit::Hours; }

bool is_day_or_time(const Type& type) {
  return type.kind == TypeKind::Date || type.kind == TypeKind::Time || type.kind == TypeKind::Invalid;
}

}  // namespace

const Node* ExpressionChecker::check_units_between(const dsl::Expr& expr, const dsl::UnitsBetween& between) {
  const Node* from = check(*between.from);
  const Node* to = check(*between.to);
  if (from == nullptr || to == nullptr) return nullptr;
  for (const auto& [node, written] : {std::pair{from, &between.from}, std::pair{to, &between.to}}) {
    if (reported_as_answer(**written, *node)) return nullptr;
    if (is_day_or_time(node->type)) continue;
    auto& d =
        context_.error(code::kWrongType, node->written,
                       "`" + words_of(between) + "` lie between two days or two times, found " + to_phrase(node->type));
    d.label = to_text(node->type);
    d.help = suggest_literal(**written, simple(TypeKind::Date));
    return nullptr;
  }
  if (!counts(between, *from, *to)) return nullptr;
  return context_.make(simple(TypeKind::Number), at(expr.span),
                       node::UnitsBetween{between.count, between.unit, from, to});
}

/// Is there such a unit between them? Requires: each is a day, a time, or of any type.
bool ExpressionChecker::counts(const dsl::UnitsBetween& between, const Node& from, const Node& to) {
  const auto either = [&](TypeKind kind) {
    return from.type.kind == kind ? &from : to.type.kind == kind ? &to : nullptr;
  };
  const Node* day = either(TypeKind::Date);
  const Node* time = either(TypeKind::Time);
  if (day != nullptr && time != nullptr) {
    auto& d = context_.error(code::kOperator, time->written,
                             "`" + words_of(between) + "` lie between two days or two times, found a day and a time");
    d.label = "time";
    d.labels.push_back({day->written.source, day->written.span, "date"});
    d.help = suggest_day(time->written);
    return false;
  }
  if (time != nullptr && of_the_calendar(between.unit)) {
    auto& d = context_.error(code::kOperator, time->written,
                             std::string(word_of(between.unit)) + " are counted between days, not between times");
    d.label = "time";
    d.help = suggest_day(time->written);
    return false;
  }
  if (day != nullptr && shorter_than_a_day(between.unit)) {
    auto& d = context_.error(code::kOperator, day->written,
                             std::string(word_of(between.unit)) + " are counted between times: a day has none");
    d.label = "date";
    d.help = "count days, or take fields that are a `time`";
    return false;
  }
  return true;
}

/// `whole days from a to b + 14 days`: only the first word after `to` is the last day.
bool ExpressionChecker::adds_to_a_count(const dsl::Expr& left, const dsl::Chain::Term& term, const Node& right) {
  const auto* between = std::get_if<dsl::UnitsBetween>(&left.node);
  const bool moves = term.op == dsl::Chain::Op::Add || term.op == dsl::Chain::Op::Subtract;
  if (between == nullptr || !moves || (right.type.kind != TypeKind::Duration && right.type.kind != TypeKind::Period))
    return false;
  const auto text = [this](dsl::Span span) { return std::string(around_.source->slice(span)); };
  const dsl::Span moved{between->to->span.begin, right.written.span.end};
  auto& d = context_.error(code::kOperator, at(term.op_span),
                           "`" + text(term.op_span) + "` has no meaning between a number and " + to_phrase(right.type));
  d.labels.push_back({around_.source, left.span, "number"});
  d.labels.push_back({around_.source, right.written.span, to_text(right.type)});
  d.help = "to move the last day, put it in parentheses: `to (" + text(moved) + ")`";
  return true;
}

const Node* ExpressionChecker::check_day_of_year(const dsl::Expr& expr, const dsl::DayOfYear& day) {
  static const std::vector<std::string> kMonths{"January", "February", "March",     "April",   "May",      "June",
                                                "July",    "August",   "September", "October", "November", "December"};
  constexpr int kYearWithout29 = 2023;
  node::DayOfYear checked;
  checked.month = static_cast<int>(std::find(kMonths.begin(), kMonths.end(), day.month.text) - kMonths.begin()) + 1;
  const bool short_number =
      day.day.text.size() <= 2 && day.day.text.find_first_not_of("0123456789") == std::string::npos;
  checked.day = short_number ? std::stoi(day.day.text) : 0;
  if (!Date::from_civil({kYearWithout29, checked.month, checked.day})) {
    context_.error(code::kBadLiteral, at({day.day.span.begin, day.month.span.end}),
                   "not every year has a day " + day.day.text + " " + day.month.text);
    return nullptr;
  }
  checked.date = require(*day.date, simple(TypeKind::Date));
  if (checked.date == nullptr) return nullptr;
  return context_.make(simple(TypeKind::Date), at(expr.span), checked);
}

}  // namespace shibo::engine
