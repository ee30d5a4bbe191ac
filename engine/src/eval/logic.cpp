// Truth: Kleene's tables, blocks, choices, comparisons, tests.
#include <algorithm>

#include "eval/constructs.hpp"

namespace shibo::engine {

namespace {

Causes causes_below(const Steps& steps) {
  Causes all;
  for (const Step* step : steps) {
    if (step->value.truth() == Truth::Unknown) add_causes(all, step->value.causes());
  }
  return all;
}

Value conjunction(const Steps& steps) {
  Truth truth = Truth::True;
  for (const Step* step : steps) truth = kleene_and(truth, step->value.truth());
  return Value::of(truth, truth == Truth::Unknown ? causes_below(steps) : Causes{});
}

Value disjunction(const Steps& steps) {
  Truth truth = Truth::False;
  for (const Step* step : steps) truth = kleene_or(truth, step->value.truth());
  return Value::of(truth, truth == Truth::Unknown ? causes_below(steps) : Causes{});
}

}  // namespace

void work_out(Evaluation& ev, const node::Not& n, Frame& frame, Step& step) {
  const Step* operand = eval(ev, *n.operand, frame);
  step.children.push_back(operand);
  step.value = Value::of(kleene_not(operand->value.truth()), operand->value.causes());
}

void work_out(Evaluation& ev, const node::Logic& n, Frame& frame, Step& step) {
  for (const Node* operand : n.operands) step.children.push_back(eval(ev, *operand, frame));
  step.value = n.conjunction ? conjunction(step.children) : disjunction(step.children);
}

Value both_hold(const Value& a, const Value& b) {
  const Truth truth = kleene_and(a.truth(), b.truth());
  if (truth != Truth::Unknown) return Value::of(truth);
  Causes causes = a.causes();
  add_causes(causes, b.causes());
  return Value::unknown(std::move(causes));
}

Truth in_period(const Law& law, const LawDate& date) {
  if (!law.dated()) return Truth::True;
  if (!date.day) return Truth::Unknown;
  return to_truth(law.in_force(*date.day));
}

Value period_value(const Law& law, const LawDate& date) { return Value::of(in_period(law, date), date.why); }

namespace {

/// A branch outside its period is as if it were not written: it holds nothing up in `all of`, and adds
/// nothing elsewhere. On an unknown day it counts only where that makes no difference.
Value branch_value(const node::Branch& branch, const Value& condition, bool all, const LawDate& date) {
  if (in_period(branch.law, date) == Truth::True) return condition;
  const Truth alike = all ? Truth::True : Truth::False;
  if (condition.truth() == alike) return condition;
  Causes causes = condition.causes();
  add_causes(causes, date.why);
  return Value::unknown(std::move(causes));
}

Step& eval_branch(Evaluation& ev, const node::Branch& branch, bool all, Frame& frame) {
  Step& out = ev.new_step(Step::Kind::Branch);
  out.label = branch.marks;
  out.law = &branch.law;
  out.written = branch.written;
  out.type = &branch.condition->type;
  const Step* condition = eval(ev, *branch.condition, frame);
  out.children.push_back(condition);
  out.value = branch_value(branch, condition->value, all, frame.date);
  return out;
}

/// Whether `least` of the branches hold: some surely do, some may.
Value at_least(int least, const Steps& branches) {
  int yes = 0;
  int maybe = 0;
  for (const Step* branch : branches) {
    yes += branch->value.truth() == Truth::True ? 1 : 0;
    maybe += branch->value.truth() == Truth::Unknown ? 1 : 0;
  }
  const Truth truth = yes >= least ? Truth::True : yes + maybe < least ? Truth::False : Truth::Unknown;
  return Value::of(truth, truth == Truth::Unknown ? causes_below(branches) : Causes{});
}

}  // namespace

void work_out(Evaluation& ev, const node::Block& n, Frame& frame, Step& step) {
  const bool all = n.kind == dsl::Block::Kind::All;
  for (const node::Branch& branch : n.branches) {
    if (in_period(branch.law, frame.date) == Truth::False) continue;
    step.children.push_back(&eval_branch(ev, branch, all, frame));
  }
  switch (n.kind) {
    case dsl::Block::Kind::All: step.value = conjunction(step.children); return;
    case dsl::Block::Kind::Any: step.value = disjunction(step.children); return;
    case dsl::Block::Kind::AtLeast: step.value = at_least(n.least, step.children); return;
  }
}

namespace {

/// How far from zero.
Value size_of(const Value& value, const Type& type) {
  const Interval range = interval_of(value);
  const Interval nothing{Number(), Number(), range.unit};
  return value_of(greatest(greatest(range, negate(range)), nothing), type, value.causes());
}

}  // namespace

void work_out(Evaluation& ev, const node::Compare& n, Frame& frame, Step& step) {
  const Step* left = eval(ev, *n.left, frame);
  const Step* right = eval(ev, *n.right, frame);
  step.children = {left, right};
  if (n.within == nullptr) {
    step.value = compare(ev, left->value, n.left->type, n.op, right->value, n.right->type, frame);
    return;
  }
  // |left - right| <= tolerance, which is an amount or a share of the right side, whatever its sign.
  const Step* tolerance = eval(ev, *n.within, frame);
  step.children.push_back(tolerance);
  const Value difference =
      apply(ev, dsl::Chain::Op::Subtract, left->value, n.left->type, right->value, n.right->type, n.left->type, frame);
  const bool share = n.within->type.kind == TypeKind::Percent && n.left->type.kind != TypeKind::Percent;
  const Value allowed = share ? apply(ev, dsl::Chain::Op::Multiply, tolerance->value, n.within->type,
                                      size_of(right->value, n.right->type), n.right->type, n.right->type, frame)
                              : tolerance->value;
  const Type& type = n.left->type;
  const Value not_above = compare(ev, difference, type, dsl::Comparison::Op::LessEqual, allowed, type, frame);
  const Value negative = value_of(negate(interval_of(allowed)), type, allowed.causes());
  const Value not_below = compare(ev, difference, type, dsl::Comparison::Op::GreaterEqual, negative, type, frame);
  Causes causes = not_above.causes();
  add_causes(causes, not_below.causes());
  const Truth truth = kleene_and(not_above.truth(), not_below.truth());
  step.value = Value::of(n.op == dsl::Comparison::Op::IsNot ? kleene_not(truth) : truth, causes);
}

/// Is one of these the outcome? A decision that does not apply has none of them.
void work_out(Evaluation& ev, const node::OutcomeIs& n, Frame& frame, Step& step) {
  const Step* decision = eval(ev, *n.decision, frame);
  step.children.push_back(decision);
  const Value& value = decision->value;
  const auto wanted = [&](std::string_view name) {
    return std::find(n.outcomes.begin(), n.outcomes.end(), name) != n.outcomes.end();
  };
  Truth truth = Truth::Unknown;
  if (value.not_applicable()) truth = Truth::False;
  else if (const auto* outcome = value.get<TextValue>()) truth = to_truth(wanted(*outcome));
  else if (!value.outcomes().empty() && std::none_of(value.outcomes().begin(), value.outcomes().end(), wanted))
    truth = Truth::False;
  else if (!value.outcomes().empty() && !value.may_not_apply() &&
           std::all_of(value.outcomes().begin(), value.outcomes().end(), wanted))
    truth = Truth::True;
  if (n.negated) truth = kleene_not(truth);
  step.value = Value::of(truth, value.causes());
}

// ── Tests ──────────────────────────────────────────────────────────────────────────────────────

namespace {

/// One element known is enough to say no; that there is none takes a complete list.
Value is_empty(const Value& value) {
  const auto* list = value.get<std::shared_ptr<const ListData>>();
  if (list == nullptr) return Value::unknown(value.causes());
  if (!(*list)->items.empty()) return Value::of(Truth::False);
  return (*list)->whole() ? Value::of(Truth::True) : Value::unknown((*list)->why_not_whole());
}

/// Evidence is given, known to be absent, or unknown: absence is a fact only where somebody said so.
Value is_given(const Value& value) {
  const auto* list = value.get<std::shared_ptr<const ListData>>();
  if (list == nullptr ? value.known() : (*list)->whole() || !(*list)->items.empty()) return Value::of(Truth::True);
  const Causes causes = list == nullptr ? value.causes() : (*list)->why_not_whole();
  const bool absent =
      std::any_of(causes.begin(), causes.end(), [](const Cause* why) { return why->kind() == CauseKind::Absent; });
  return absent ? Value::of(Truth::False) : Value::unknown(causes);
}

/// The rule below a test of it.
const Step& asked_rule(const Step& operand) {
  const Step* step = &operand;
  while (step->kind == Step::Kind::Expression && !step->children.empty()) step = step->children.back();
  return *step;
}

/// A rule that does not apply passes; a recommendation that advises does not.
Value passes(const Step& rule) {
  if (rule.kind != Step::Kind::Rule || rule.status == RuleStatus::Unknown) return Value::unknown(rule.value.causes());
  return Value::of(to_truth(rule.status == RuleStatus::Passes || rule.status == RuleStatus::NotApplicable));
}

/// A recommendation never fails, whatever is unknown of it.
Value fails(const Step& rule) {
  const auto recommends = [](const Text& text) {
    const auto* body = std::get_if<RuleText>(&text.body);
    return body != nullptr && body->recommends;
  };
  if (rule.text != nullptr && recommends(*rule.text)) return Value::of(Truth::False);
  const bool never = rule.named != nullptr && !rule.named->texts.empty() &&
                     std::all_of(rule.named->texts.begin(), rule.named->texts.end(), recommends);
  return never ? Value::of(Truth::False) : negated(passes(rule));
}

Value applies(const Step& rule) {
  if (rule.kind != Step::Kind::Rule) return Value::unknown(rule.value.causes());
  return rule.applies();
}

}  // namespace

void work_out(Evaluation& ev, const node::Test& n, Frame& frame, Step& step) {
  using Kind = dsl::Test::Kind;
  const Step* operand = eval(ev, *n.operand, frame);
  step.children.push_back(operand);
  switch (n.kind) {
    case Kind::Empty: step.value = is_empty(operand->value); return;
    case Kind::NotEmpty: step.value = negated(is_empty(operand->value)); return;
    case Kind::Given: step.value = is_given(operand->value); return;
    case Kind::Missing: step.value = negated(is_given(operand->value)); return;
    case Kind::Passes: step.value = passes(asked_rule(*operand)); return;
    case Kind::Fails: step.value = fails(asked_rule(*operand)); return;
    case Kind::Applies: step.value = applies(asked_rule(*operand)); return;
  }
}

Value negated(const Value& value) { return Value::of(kleene_not(value.truth()), value.causes()); }

// ── Choosing ───────────────────────────────────────────────────────────────────────────────────

namespace {

/// The case's condition and, where it may hold, its value. `holds` tells whether it does.
Step& eval_case(Evaluation& ev, const node::Case& c, const Type& type, Frame& frame, Value& holds) {
  Step& out = ev.new_step(Step::Kind::Case);
  out.law = &c.law;
  out.written = c.written;
  out.type = &type;
  holds = period_value(c.law, frame.date);
  if (c.condition != nullptr) {
    const Step* condition = eval(ev, *c.condition, frame);
    out.children.push_back(condition);
    holds = both_hold(holds, condition->value);
  }
  const Truth truth = holds.truth();
  out.taken = truth;
  if (truth == Truth::False) return out;
  const Step* value = eval(ev, *c.value, frame);
  out.children.push_back(value);
  out.value = value->value;
  return out;
}

/// Where no case holds, a condition is false, and a value is unknown.
Value no_case(Evaluation& ev, const Type& type, const Written& written) {
  if (type.kind == TypeKind::Condition) return Value::of(Truth::False);
  return Value::unknown({ev.cause({.about = why::NoCase{}, .written = written})});
}

}  // namespace

void work_out(Evaluation& ev, const node::FirstOf& n, Frame& frame, Step& step) {
  const Type& type = *step.type;
  std::vector<Value> possible;
  Causes open;
  bool settled = false;
  for (std::size_t i = 0; i < n.cases.size() && !settled; ++i) {
    if (in_period(n.cases[i].law, frame.date) == Truth::False) continue;
    Value holds;
    const Step& out = eval_case(ev, n.cases[i], type, frame, holds);
    step.children.push_back(&out);
    if (holds.truth() == Truth::False) continue;
    add_causes(open, holds.causes());
    possible.push_back(out.value);
    settled = holds.truth() == Truth::True;
  }
  if (!settled) possible.push_back(no_case(ev, type, step.written));
  step.value = agreed_alike(ev, possible, type, open, frame);
}

}  // namespace shibo::engine
