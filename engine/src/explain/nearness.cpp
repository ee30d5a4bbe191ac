#include "explain/nearness.hpp"

#include <algorithm>
#include <optional>

#include "explain/explain.hpp"
#include "program/types.hpp"
#include "trace/interval.hpp"

namespace shibo::engine {

namespace {

/// A rule counts by its status; a rule that is not put to the record stands in nobody's way.
Truth truth_of(const Step& step) {
  if (step.kind != Step::Kind::Rule) return step.value.truth();
  return step.status == RuleStatus::Unknown ? Truth::Unknown : to_truth(step.status != RuleStatus::Fails);
}

/// The end of a range that is nearest to the other: of `at most 38 %` against 40 %, 38 %.
const Number* end_towards(const Interval& range, const Number& other) {
  if (range.high && *range.high < other) return &*range.high;
  if (range.low && other < *range.low) return &*range.low;
  return range.low ? &*range.low : range.high ? &*range.high : nullptr;
}

std::optional<Number> gap_of(const Step& comparison) {
  const Interval left = interval_of(comparison.children[0]->value);
  const Interval right = interval_of(comparison.children[1]->value);
  const Number* b = right.point() ? &*right.low : nullptr;
  const Number* a = b != nullptr ? end_towards(left, *b) : nullptr;
  if (a == nullptr || (!left.unit.empty() && !right.unit.empty() && left.unit != right.unit)) return {};
  const Number greater = std::max(a->abs(), b->abs());
  if (greater.is_zero()) return Number(0);
  return (*a - *b).abs().divided_by(greater);
}

Nearness of_comparison(const Step& step, const node::Compare& compare) {
  if (!is_order(compare.op)) return {Nearness::Rank::Choice};
  const bool figures = is_numeric(compare.left->type);
  return figures ? Nearness{Nearness::Rank::Figure, gap_of(step)} : Nearness{Nearness::Rank::Document};
}

}  // namespace

bool nearer(const Nearness& a, const Nearness& b) {
  if (a.rank != b.rank) return a.rank < b.rank;
  if (a.gap && b.gap && *a.gap != *b.gap) return *a.gap < *b.gap;
  return a.by_row && !b.by_row;
}

const Nearness& Nearnesses::of(const Step* condition) {
  condition = looked_through(condition);
  if (const auto found = known_.find(condition); found != known_.end()) return found->second;
  known_.emplace(condition, Nearness{Nearness::Rank::Choice});  // a definition may meet itself, on a part
  Nearness worked = worked_out(*condition);
  worked.by_row = asks_a_table(*condition);
  return known_[condition] = std::move(worked);
}

bool Nearnesses::asks_a_table(const Step& step) {
  if (step.kind == Step::Kind::Definition && step.named->kind == Named::Kind::Table) return true;
  const auto [found, fresh] = asks_.try_emplace(&step, false);
  if (fresh)
    found->second = std::any_of(step.children.begin(), step.children.end(),
                                [&](const Step* child) { return asks_a_table(*child); });
  return found->second;
}

Nearness Nearnesses::worked_out(const Step& step) {
  if (step.presumed) return {Nearness::Rank::Silence};
  if (step.kind == Step::Kind::Element && !step.children.empty()) return of(step.children.back());
  if (step.kind != Step::Kind::Expression) return among(step, truth_of(step), false);
  if (const auto* compare = as<node::Compare>(step)) return of_comparison(step, *compare);
  if (const auto* test = as<node::Test>(step)) {
    using Test = dsl::Test::Kind;
    const bool of_rule = test->kind == Test::Passes || test->kind == Test::Fails || test->kind == Test::Applies;
    if (of_rule) return of(step.children.front());
    const bool of_given = test->kind == Test::Given || test->kind == Test::Missing;
    return {of_given ? Nearness::Rank::Document : Nearness::Rank::Choice};
  }
  return of_parts(step);
}

Nearness Nearnesses::of_parts(const Step& step) {
  if (is<node::Not>(step)) return of(step.children.front());
  const Truth truth = step.value.truth();
  const auto* logic = as<node::Logic>(step);
  const auto* block = as<node::Block>(step);
  const auto* quantified = as<node::Quantified>(step);
  const bool all = (logic != nullptr && logic->conjunction) ||
                   (block != nullptr && block->kind == dsl::Block::Kind::All) ||
                   (quantified != nullptr && quantified->every);
  const bool any = (logic != nullptr || block != nullptr || quantified != nullptr) && !all &&
                   (block == nullptr || block->kind == dsl::Block::Kind::Any);
  return among(step, truth, (all && truth == Truth::False) || (any && truth == Truth::True));
}

Nearness Nearnesses::among(const Step& step, Truth truth, bool all_must_change) {
  std::optional<Nearness> out;
  for (const Step* child : step.children) {
    const Step* part = looked_through(child);
    const bool counts = part->type->kind == TypeKind::Condition || part->kind == Step::Kind::Rule;
    if (!counts || truth_of(*part) != truth) continue;
    const Nearness& one = of(part);
    if (!out || (all_must_change ? nearer(*out, one) : nearer(one, *out))) out = one;
  }
  return out.value_or(Nearness{Nearness::Rank::Choice});
}

}  // namespace shibo::engine
