// Truth: Kleene's tables, blocks, choices, comparisons, tests.
#include <algorithm>

#include "eval/evaluator.hpp"

namespace shibo::engine {

namespace {

Causes causes_of(const std::vector<const Step*>& steps) {
  Causes all;
  for (const Step* step : steps) {
    if (step->value.truth() == Truth::Unknown) add_causes(all, step->value.causes);
  }
  return all;
}

}  // namespace

Value Evaluator::conjunction(const std::vector<const Step*>& steps) {
  Truth truth = Truth::True;
  for (const Step* step : steps) truth = kleene_and(truth, step->value.truth());
  return Value::of(truth, truth == Truth::Unknown ? causes_of(steps) : Causes{});
}

Value Evaluator::disjunction(const std::vector<const Step*>& steps) {
  Truth truth = Truth::False;
  for (const Step* step : steps) truth = kleene_or(truth, step->value.truth());
  return Value::of(truth, truth == Truth::Unknown ? causes_of(steps) : Causes{});
}

void Evaluator::eval_not(const node::Not& n, Frame& frame, Step& step) {
  const Step* operand = eval(*n.operand, frame);
  step.children.push_back(operand);
  step.value = Value::of(kleene_not(operand->value.truth()), operand->value.causes);
}

void Evaluator::eval_logic(const node::Logic& n, Frame& frame, Step& step) {
  for (const Node* operand : n.operands) step.children.push_back(eval(*operand, frame));
  step.value = n.conjunction ? conjunction(step.children) : disjunction(step.children);
}

/// Is something with this period in force? Unknown when the day is, and it would matter.
Truth Evaluator::in_period(const Law& law, const LawDate& date) {
  if (!law.dated()) return Truth::True;
  if (!date.day) return Truth::Unknown;
  return to_truth(law.in_force(*date.day));
}

void Evaluator::eval_block(const node::Block& n, Frame& frame, Step& step) {
  std::vector<const Step*> counted;
  for (const node::Branch& branch : n.branches) {
    const Truth in_force = in_period(branch.law, frame.date);
    if (in_force == Truth::False) continue;  // as if it were not written
    Step& out = new_step(Step::Kind::Branch);
    out.label = branch.marks;
    out.law = &branch.law;
    out.written = branch.written;
    out.type = branch.condition->type;
    const Step* condition = eval(*branch.condition, frame);
    out.children.push_back(condition);
    out.value = condition->value;
    if (in_force == Truth::Unknown) {
      out.value = Value::unknown(condition->value.causes);
      if (frame.date.why != nullptr) add_causes(out.value.causes, {frame.date.why});
    }
    step.children.push_back(&out);
  }
  if (n.kind == dsl::Block::Kind::All) step.value = conjunction(step.children);
  else if (n.kind == dsl::Block::Kind::Any) step.value = disjunction(step.children);
  else {
    int yes = 0;
    int maybe = 0;
    for (const Step* child : step.children) {
      yes += child->value.truth() == Truth::True ? 1 : 0;
      maybe += child->value.truth() == Truth::Unknown ? 1 : 0;
    }
    const Truth truth = yes >= n.least ? Truth::True : yes + maybe < n.least ? Truth::False : Truth::Unknown;
    step.value = Value::of(truth, truth == Truth::Unknown ? causes_of(step.children) : Causes{});
  }
}

void Evaluator::eval_compare(const node::Compare& n, Frame& frame, Step& step) {
  const Step* left = eval(*n.left, frame);
  const Step* right = eval(*n.right, frame);
  step.children = {left, right};
  if (n.within == nullptr) {
    step.value = compare(left->value, n.left->type, n.op, right->value, n.right->type, frame);
    return;
  }
  // |left - right| <= tolerance, which is an amount or a share of the right side.
  const Step* tolerance = eval(*n.within, frame);
  step.children.push_back(tolerance);
  using Op = dsl::Chain::Op;
  const Value difference = apply(Op::Subtract, left->value, n.left->type, right->value, n.right->type, n.left->type, frame);
  const bool share = n.within->type.kind == TypeKind::Percent && n.left->type.kind != TypeKind::Percent;
  const Value allowed = share ? apply(Op::Multiply, tolerance->value, n.within->type, right->value, n.right->type, n.right->type, frame) : tolerance->value;
  const Type& type = n.left->type;
  const Value not_above = compare(difference, type, dsl::Comparison::Op::LessEqual, allowed, type, frame);
  const Value negative = value_of(negate(interval_of(allowed)), type, allowed.causes);
  const Value not_below = compare(difference, type, dsl::Comparison::Op::GreaterEqual, negative, type, frame);
  Causes causes = not_above.causes;
  add_causes(causes, not_below.causes);
  const Truth truth = kleene_and(not_above.truth(), not_below.truth());
  step.value = Value::of(n.op == dsl::Comparison::Op::IsNot ? kleene_not(truth) : truth, causes);
  if (step.value.known()) step.value.causes.clear();
}

void Evaluator::eval_outcome_is(const node::OutcomeIs& n, Frame& frame, Step& step) {
  const Step* decision = eval(*n.decision, frame);
  step.children.push_back(decision);
  const Value& value = decision->value;
  Truth truth = Truth::Unknown;
  if (value.not_applicable) truth = Truth::False;
  else if (const auto* outcome = value.get<std::string>()) truth = to_truth(std::find(n.outcomes.begin(), n.outcomes.end(), *outcome) != n.outcomes.end());
  else if (!value.open.empty()) {
    const auto wanted = [&](const std::string& name) { return std::find(n.outcomes.begin(), n.outcomes.end(), name) != n.outcomes.end(); };
    if (std::all_of(value.open.begin(), value.open.end(), wanted)) truth = Truth::True;
    else if (std::none_of(value.open.begin(), value.open.end(), wanted)) truth = Truth::False;
  }
  if (n.negated) truth = kleene_not(truth);
  step.value = Value::of(truth, truth == Truth::Unknown ? value.causes : Causes{});
}

void Evaluator::eval_test(const node::Test& n, Frame& frame, Step& step) {
  using Kind = dsl::Test::Kind;
  const Step* operand = eval(*n.operand, frame);
  step.children.push_back(operand);
  const Value& value = operand->value;
  switch (n.kind) {
    case Kind::Empty:
    case Kind::NotEmpty: {
      const auto* list = value.get<std::shared_ptr<const ListData>>();
      if (list == nullptr) {
        step.value = Value::unknown(value.causes);
        return;
      }
      Truth empty = (*list)->complete ? Truth::True : Truth::Unknown;
      if (!(*list)->items.empty()) empty = Truth::False;
      step.value = Value::of(n.kind == Kind::Empty ? empty : kleene_not(empty), empty == Truth::Unknown ? (*list)->open : Causes{});
      return;
    }
    case Kind::Given:
    case Kind::Missing: {
      Truth given = Truth::Unknown;
      Causes causes = value.causes;
      const auto* list = value.get<std::shared_ptr<const ListData>>();
      if (list != nullptr) {
        if ((*list)->complete || !(*list)->items.empty()) given = Truth::True;
        causes = (*list)->open;
      } else if (value.known()) {
        given = Truth::True;
      }
      for (const Cause* why : causes) {
        if (given == Truth::Unknown && why->kind == Cause::Kind::Absent) given = Truth::False;
      }
      if (given != Truth::Unknown) causes.clear();
      step.value = Value::of(n.kind == Kind::Given ? given : kleene_not(given), causes);
      return;
    }
    case Kind::Passes:
    case Kind::Fails:
    case Kind::Applies: {
      const Step* rule = operand;
      while (rule->kind == Step::Kind::Expression && !rule->children.empty()) rule = rule->children.back();
      const RuleStatus status = rule->kind == Step::Kind::Rule ? rule->status : RuleStatus::Unknown;
      Truth passes = Truth::True;
      if (status == RuleStatus::Fails) passes = Truth::False;
      if (status == RuleStatus::Unknown) passes = Truth::Unknown;
      if (n.kind == Kind::Fails) passes = kleene_not(passes);
      if (n.kind == Kind::Applies) {
        passes = status == RuleStatus::NotApplicable ? Truth::False : Truth::True;
        if (status == RuleStatus::Unknown || rule->applicability_unknown) passes = Truth::Unknown;
      }
      step.value = Value::of(passes, rule->value.causes);
      if (step.value.known()) step.value.causes.clear();
      return;
    }
  }
}

void Evaluator::eval_first_of(const node::FirstOf& n, const Type& type, Frame& frame, Step& step) {
  std::vector<Value> possible;
  Causes open;
  bool settled = false;
  for (const node::Case& c : n.cases) {
    const Truth in_force = in_period(c.law, frame.date);
    if (in_force == Truth::False) continue;
    Step& out = new_step(Step::Kind::Case);
    out.law = &c.law;
    out.written = c.written;
    out.type = type;
    Truth truth = in_force;
    if (in_force == Truth::Unknown && frame.date.why != nullptr) add_causes(open, {frame.date.why});
    if (c.condition != nullptr) {
      const Step* condition = eval(*c.condition, frame);
      out.children.push_back(condition);
      truth = kleene_and(truth, condition->value.truth());
      if (truth == Truth::Unknown) add_causes(open, condition->value.causes);
    }
    if (truth != Truth::False) {
      const Step* value = eval(*c.value, frame);
      out.children.push_back(value);
      out.value = value->value;
      possible.push_back(value->value);
    }
    out.label = truth == Truth::True ? "chosen" : truth == Truth::False ? "not chosen" : "may be chosen";
    step.children.push_back(&out);
    if (truth == Truth::True) {
      settled = true;
      break;
    }
  }
  // A condition needs no `otherwise`: where no case holds, it is false.
  if (!settled && type.kind == TypeKind::Condition) possible.push_back(Value::of(Truth::False));
  if (possible.size() == 1) {
    step.value = possible.front();
    return;
  }
  step.value = agreed(possible, type, open);
}

}  // namespace shibo::engine
