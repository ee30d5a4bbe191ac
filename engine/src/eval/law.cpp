// Exceptions, rules, decisions: what the law's own shapes mean.
#include <algorithm>

#include "eval/evaluator.hpp"

namespace shibo::engine {

namespace {

bool overrides(const ExceptionText& exception, const Law* other) {
  if (other == nullptr) return false;
  return std::any_of(exception.overriding.begin(), exception.overriding.end(), [&](const std::string& cite) {
    return std::find(other->cites.begin(), other->cites.end(), cite) != other->cites.end();
  });
}

}  // namespace

/// The base value, or that of the exceptions that hold. Two that hold and disagree are a conflict; one
/// that may hold leaves the value open unless it gives the same.
Value Evaluator::with_exceptions(const Value& base, const Law* base_law, const std::vector<ExceptionText>& exceptions,
                                 const Type& type, Frame& frame, Step& step) {
  if (exceptions.empty()) return base;
  struct Held { const ExceptionText* exception; Truth truth; Value value; Causes causes; };
  std::vector<Held> held;
  for (const ExceptionText& exception : exceptions) {
    const Truth in_force = in_period(exception.law, frame.date);
    if (in_force == Truth::False) continue;
    Step& out = new_step(Step::Kind::Exception);
    out.law = &exception.law;
    out.written = exception.written;
    out.type = type;
    const Step* condition = eval(*exception.condition, frame);
    out.children.push_back(condition);
    const Truth truth = kleene_and(in_force, condition->value.truth());
    out.label = truth == Truth::True ? "holds" : truth == Truth::False ? "does not hold" : "may hold";
    if (truth != Truth::False && exception.value != nullptr) {
      const Step* value = eval(*exception.value, frame);
      out.children.push_back(value);
      out.value = with_exceptions(value->value, &exception.law, exception.nested, type, frame, out);
      Causes causes = condition->value.causes;
      if (in_force == Truth::Unknown && frame.date.why != nullptr) add_causes(causes, {frame.date.why});
      held.push_back({&exception, truth, out.value, causes});
    }
    step.children.push_back(&out);
  }
  // An exception that overrides another takes it out, where it surely holds; where it may, the other only may.
  bool base_out = false;
  for (const Held& strong : held) {
    if (strong.exception->overriding.empty()) continue;
    for (Held& weak : held) {
      if (&weak == &strong || !overrides(*strong.exception, &weak.exception->law)) continue;
      if (strong.truth == Truth::True) weak.truth = Truth::False;
      else if (weak.truth == Truth::True) weak.truth = Truth::Unknown;
    }
    if (strong.truth == Truth::True && overrides(*strong.exception, base_law)) base_out = true;
  }
  std::vector<Value> sure;
  std::vector<Value> all;
  Causes open;
  for (const Held& h : held) {
    if (h.truth == Truth::False) continue;
    all.push_back(h.value);
    if (h.truth == Truth::True) sure.push_back(h.value);
    else add_causes(open, h.causes);
  }
  if (all.empty()) return base;
  if (sure.empty() && !base_out) all.push_back(base);
  if (sure.size() > 1) {
    const bool known = std::all_of(sure.begin(), sure.end(), [](const Value& v) { return v.known(); });
    const bool differ = known && !std::all_of(sure.begin(), sure.end(), [&](const Value& v) { return same(v, sure.front()); });
    if (differ) {
      std::string names;
      for (const Held& h : held) {
        if (h.truth == Truth::True && !h.exception->law.cites.empty()) names += (names.empty() ? "" : " and ") + h.exception->law.cites.front();
      }
      Value conflict = Value::unknown({cause({Cause::Kind::Conflict, "", "two exceptions hold and disagree" + (names.empty() ? "" : ": " + names), nullptr, {}, step.written})});
      conflict.conflict = true;
      return conflict;
    }
  }
  return agreed(all, type, open);
}

// ── Scope ──────────────────────────────────────────────────────────────────────────────────────

const Step* Evaluator::scope(const PackageInstance& package, const Record& record) {
  Step& step = new_step(Step::Kind::Scope);
  step.type = Type{TypeKind::Condition, "", nullptr, nullptr, nullptr};
  step.record = &record;
  step.label = package.name;
  step.value = Value::of(Truth::True);
  for (const Record* on = &record; on != nullptr; on = on->parent != nullptr ? on->parent : on->whole) {
    for (const Scope& scope : package.scopes) {
      if (scope.record != on->type) continue;
      const LawDate date = law_date(*on);
      const Truth in_force = in_period(scope.law, date);
      const Step* condition = expression(*scope.condition, *on, &package);
      step.children.push_back(condition);
      step.law = &scope.law;
      step.written = scope.written;
      const Truth truth = kleene_and(kleene_and(step.value.truth(), in_force), condition->value.truth());
      Causes causes = condition->value.causes;
      if (in_force == Truth::Unknown && date.why != nullptr) add_causes(causes, {date.why});
      step.value = Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
    }
  }
  return &step;
}

Value Evaluator::scope_value(const Named& named, Frame& frame, Step& step) {
  if (frame.self == nullptr || named.package == nullptr) return Value::of(Truth::True);
  const Step* spoken = scope(*named.package, *frame.self);
  if (!spoken->children.empty()) step.children.push_back(spoken);
  return spoken->value;
}

// ── Rules ──────────────────────────────────────────────────────────────────────────────────────

void Evaluator::ask_rule(const Named& named, const RuleText& rule, Frame& frame, Step& step) {
  const Value scope = scope_value(named, frame, step);
  Truth applies = scope.truth();
  Causes causes = scope.causes;
  if (rule.when != nullptr) {
    Step& out = new_step(Step::Kind::Case);
    out.label = "when";
    const Step* when = eval(*rule.when, frame);
    out.children.push_back(when);
    out.value = when->value;
    out.type = when->type;
    out.written = when->written;
    step.children.push_back(&out);
    applies = kleene_and(applies, when->value.truth());
    add_causes(causes, when->value.causes);
  }
  for (const ExceptionText& exception : rule.exceptions) {
    const Truth in_force = in_period(exception.law, frame.date);
    if (in_force == Truth::False) continue;
    Step& out = new_step(Step::Kind::Exception);
    out.law = &exception.law;
    out.written = exception.written;
    const Step* condition = eval(*exception.condition, frame);
    out.children.push_back(condition);
    out.value = condition->value;
    out.type = condition->type;
    const Truth holds = kleene_and(in_force, condition->value.truth());
    out.label = holds == Truth::True ? "holds" : holds == Truth::False ? "does not hold" : "may hold";
    step.children.push_back(&out);
    applies = kleene_and(applies, kleene_not(holds));
    add_causes(causes, condition->value.causes);
  }
  Truth required = rule.recommends && rule.requirement == nullptr ? Truth::False : Truth::True;
  if (rule.requirement != nullptr) {
    Step& out = new_step(Step::Kind::Case);
    out.label = rule.recommends ? "recommend" : "require";
    const Step* requirement = eval(*rule.requirement, frame);
    out.children.push_back(requirement);
    out.value = requirement->value;
    out.type = requirement->type;
    out.written = requirement->written;
    step.children.push_back(&out);
    required = requirement->value.truth();
    add_causes(causes, requirement->value.causes);
  }
  // The table of docs/semantics.md: a requirement that holds anyway passes; one that cannot apply does not.
  if (applies == Truth::False) step.status = RuleStatus::NotApplicable;
  else if (required == Truth::True) step.status = RuleStatus::Passes;
  else if (applies == Truth::True && required == Truth::False) step.status = rule.recommends ? RuleStatus::Advises : RuleStatus::Fails;
  else step.status = RuleStatus::Unknown;
  step.applicability_unknown = applies == Truth::Unknown;
  step.value = step.status == RuleStatus::Unknown ? Value::unknown(causes) : Value::of(to_truth(step.status != RuleStatus::Fails));
  step.value.not_applicable = step.status == RuleStatus::NotApplicable;
}

// ── Decisions ──────────────────────────────────────────────────────────────────────────────────

void Evaluator::ask_decision(const Named& named, const DecisionText& decision, Frame& frame, Step& step) {
  const Value scope = scope_value(named, frame, step);
  Truth applies = scope.truth();
  Causes causes = scope.causes;
  if (decision.when != nullptr) {
    const Step* when = eval(*decision.when, frame);
    step.children.push_back(when);
    applies = kleene_and(applies, when->value.truth());
    add_causes(causes, when->value.causes);
  }
  if (applies == Truth::False) {
    step.value.not_applicable = true;
    return;
  }
  // The outcomes whose own condition is not false, up to the first that surely holds.
  std::vector<std::string> open;
  for (const DecisionText::Outcome& outcome : decision.outcomes) {
    const Truth in_force = in_period(outcome.law, frame.date);
    if (in_force == Truth::False) continue;
    Step& out = new_step(Step::Kind::Case);
    out.label = outcome.name;
    out.law = &outcome.law;
    out.written = outcome.written;
    Truth truth = in_force;
    if (in_force == Truth::Unknown && frame.date.why != nullptr) add_causes(causes, {frame.date.why});
    if (outcome.condition != nullptr) {
      const Step* condition = eval(*outcome.condition, frame);
      out.children.push_back(condition);
      truth = kleene_and(truth, condition->value.truth());
      if (truth == Truth::Unknown) add_causes(causes, condition->value.causes);
      out.value = Value::of(truth, condition->value.causes);
      out.type = condition->type;
    } else {
      out.value = Value::of(Truth::True);
    }
    for (const auto& [name, figure] : outcome.with) {
      if (truth == Truth::False) break;
      out.children.push_back(eval(*figure, frame));
    }
    step.children.push_back(&out);
    if (truth != Truth::False && std::find(open.begin(), open.end(), outcome.name) == open.end()) open.push_back(outcome.name);
    if (truth == Truth::True) break;
  }
  step.value.open = open;
  if (open.size() == 1 && applies == Truth::True) step.value.data = open.front();
  else step.value.causes = causes;
}

}  // namespace shibo::engine
