// Exceptions, rules, decisions: what the law's own shapes mean.
#include <algorithm>

#include "eval/constructs.hpp"
#include "program/types.hpp"

namespace shibo::engine {

namespace {

const Type kCondition = simple(TypeKind::Condition);

// ── Exceptions ─────────────────────────────────────────────────────────────────────────────────

/// An exception that holds or may hold, with the value that it gives.
struct Held {
  const ExceptionText* exception = nullptr;
  Value holds;
  Value value;
  Truth stands = Truth::True;  ///< unless another overrides it
  Causes why_open;             ///< of `stands`
};

Step& eval_exception(Evaluation& ev, const ExceptionText& exception, Frame& frame, Value& holds) {
  Step& out = ev.new_step(Step::Kind::Exception);
  out.law = &exception.law;
  out.written = exception.written;
  const Step* condition = eval(ev, *exception.condition, frame);
  out.children.push_back(condition);
  out.type = condition->type;
  out.value = condition->value;
  holds = both_hold(period_value(exception.law, frame.date), condition->value);
  out.taken = holds.truth();
  return out;
}

std::vector<Held> held_exceptions(Evaluation& ev, const std::vector<ExceptionText>& exceptions, const Type& type,
                                  Frame& frame, Step& step) {
  std::vector<Held> held;
  for (const ExceptionText& exception : exceptions) {
    if (in_period(exception.law, frame.date) == Truth::False) continue;
    Value holds;
    Step& out = eval_exception(ev, exception, frame, holds);
    out.type = &type;
    step.children.push_back(&out);
    if (holds.truth() == Truth::False) continue;
    const Step* value = eval(ev, *exception.value, frame);
    out.children.push_back(value);
    out.value = with_exceptions(ev, value->value, exception.nested, type, frame, out);
    held.push_back({&exception, holds, out.value, holds.truth(), holds.causes()});
  }
  return held;
}

/// An exception that overrides another puts it out where it holds, whether or not it is itself put out by
/// a third; where it may hold, the other only may. Two that override each other leave each other standing.
void apply_overriding(std::vector<Held>& held) {
  for (Held& weak : held) {
    for (const Held& strong : held) {
      if (!strong.exception->overrides(weak.exception->law) || weak.exception->overrides(strong.exception->law))
        continue;
      weak.stands = kleene_and(weak.stands, kleene_not(strong.holds.truth()));
      add_causes(weak.why_open, strong.holds.causes());
    }
  }
}

/// Two may stand beside each other, and have values that may differ.
bool may_disagree(const std::vector<Held>& held, const std::vector<ExceptionText>& exceptions) {
  for (const Held& later : held) {
    for (const std::size_t index : later.exception->may_clash_with) {
      const auto earlier =
          std::find_if(held.begin(), held.end(), [&](const Held& h) { return h.exception == &exceptions[index]; });
      if (earlier != held.end() && earlier->stands != Truth::False && later.stands != Truth::False &&
          !same(earlier->value, later.value))
        return true;
    }
  }
  return false;
}

Value conflict_of(Evaluation& ev, const std::vector<const Held*>& held, const Written& written) {
  std::vector<std::string> citations;
  for (const Held* h : held) {
    if (!h->exception->law.cites.empty()) citations.push_back(h->exception->law.cites.front());
  }
  Value conflict =
      Value::unknown({ev.cause({.about = why::ExceptionsDisagree{std::move(citations)}, .written = written})});
  conflict.add_more().conflict = true;
  forget_bounds(conflict);
  return conflict;
}

}  // namespace

Value with_exceptions(Evaluation& ev, const Value& base, const std::vector<ExceptionText>& exceptions, const Type& type,
                      Frame& frame, Step& step) {
  if (exceptions.empty()) return base;
  std::vector<Held> held = held_exceptions(ev, exceptions, type, frame, step);
  apply_overriding(held);
  const bool base_stands =
      std::none_of(held.begin(), held.end(), [](const Held& h) { return h.holds.truth() == Truth::True; });
  std::vector<Value> possible;
  std::vector<const Held*> sure;
  std::vector<const Value*> sure_values;
  Causes open;
  if (base_stands) possible.push_back(base);
  for (const Held& h : held) {
    if (h.stands == Truth::False) continue;
    possible.push_back(h.value);
    if (h.stands == Truth::True) {
      sure.push_back(&h);
      sure_values.push_back(&h.value);
    }
    add_causes(open, h.why_open);
  }
  if (some_differ(ev, sure_values, type, frame)) return conflict_of(ev, sure, step.written);
  Value value = agreed_alike(ev, possible, type, open, frame);
  if (!value.known() && is_numeric(type) && may_disagree(held, exceptions)) forget_bounds(value);
  return value;
}

namespace {

// ── Scope ──────────────────────────────────────────────────────────────────────────────────────

/// Does the package speak of this record? True where it says nothing.
const Step* scope(Evaluation& ev, const PackageInstance& package, const Record& record) {
  const Step*& kept = ev.scope_of(package, record);
  if (kept != nullptr) return kept;
  const Evaluation::Mark mark = ev.mark();
  Step& step = ev.new_kept_step(Step::Kind::Scope);
  step.type = &kCondition;
  step.record = &record;
  step.label = package.name;
  step.value = Value::of(Truth::True);
  for (const Record* on = &record; on != nullptr; on = on->around()) {
    for (const Scope& scope : package.scopes) {
      if (scope.record != on->type) continue;
      const Step* condition = ev.expression(*scope.condition, *on, &package);
      step.children.push_back(condition);
      step.law = &scope.law;
      step.written = scope.written;
      step.value = both_hold(step.value, both_hold(period_value(scope.law, ev.law_date(*on)), condition->value));
    }
  }
  if (!ev.above().presumes()) {
    step.forget_parts();
    ev.forget_from(mark);
  }
  kept = &step;
  return &step;
}

Value scope_value(Evaluation& ev, const Named& named, Frame& frame, Step& step) {
  if (frame.self == nullptr || named.package == nullptr) return Value::of(Truth::True);
  if (named.package->scopes.empty()) return Value::of(Truth::True);
  const Step* spoken = scope(ev, *named.package, *frame.self);
  if (!spoken->children.empty()) step.children.push_back(spoken);
  return spoken->value;
}

// ── Rules ──────────────────────────────────────────────────────────────────────────────────────

/// What the expression is worth, in a step of its own with that name.
Step& named_step(Evaluation& ev, Step::Kind kind, std::string_view name, const Node& node, Frame& frame) {
  Step& out = ev.new_step(kind);
  out.label = name;
  const Step* inner = eval(ev, node, frame);
  out.children.push_back(inner);
  out.value = inner->value;
  out.type = inner->type;
  out.written = inner->written;
  return out;
}

/// A part of a rule or decision, shown under its own word.
const Value& eval_clause(Evaluation& ev, Step::Clause clause, const Node& condition, Frame& frame, Step& step) {
  Step& out = named_step(ev, Step::Kind::Case, {}, condition, frame);
  out.clause = clause;
  step.children.push_back(&out);
  return out.value;
}

/// By its own words, whatever the scope: `when`, and none of `except when`.
Value text_applies(Evaluation& ev, const RuleText& rule, Frame& frame, Step& step) {
  Value applies = Value::of(Truth::True);
  if (rule.when != nullptr) applies = both_hold(applies, eval_clause(ev, Step::Clause::When, *rule.when, frame, step));
  for (const ExceptionText& exception : rule.exceptions) {
    if (in_period(exception.law, frame.date) == Truth::False) continue;
    Value holds;
    step.children.push_back(&eval_exception(ev, exception, frame, holds));
    applies = both_hold(applies, negated(holds));
  }
  return applies;
}

Value text_applies(Evaluation& ev, const DecisionText& decision, Frame& frame, Step& step) {
  if (decision.when == nullptr) return Value::of(Truth::True);
  const Step* when = eval(ev, *decision.when, frame);
  step.children.push_back(when);
  return when->value;
}

Value text_applies(Evaluation& ev, const Text& text, Frame& frame, Step& step) {
  if (const auto* rule = std::get_if<RuleText>(&text.body)) return text_applies(ev, *rule, frame, step);
  if (const auto* decision = std::get_if<DecisionText>(&text.body)) return text_applies(ev, *decision, frame, step);
  return Value::of(Truth::True);
}

/// The table of docs/semantics.md: a requirement that holds anyway passes; one that cannot apply does not.
RuleStatus status_of(Truth applies, Truth required, bool recommends) {
  if (applies == Truth::False) return RuleStatus::NotApplicable;
  if (required == Truth::True) return RuleStatus::Passes;
  if (applies == Truth::True && required == Truth::False) return recommends ? RuleStatus::Advises : RuleStatus::Fails;
  return RuleStatus::Unknown;
}

/// The rule's advice with the figures of this record: `Divide it: 18.5 kg is more than 15 kg`.
std::string advice(Evaluation& ev, const RuleText& rule, Frame& frame) {
  std::string text;
  auto hole = rule.holes.begin();
  for (const char c : rule.advise) {
    if (c != RuleText::kHole) {
      text += c;
      continue;
    }
    const Step* figure = eval(ev, *hole++->second, frame);
    text += to_text(figure->value, *figure->type);
  }
  return text;
}

}  // namespace

Value applies_by(Evaluation& ev, const Named& named, const std::vector<const Text*>& texts, const Causes& why_no_day,
                 Frame& frame, Step& step) {
  const Value spoken = scope_value(ev, named, frame, step);
  if (spoken.truth() == Truth::False) return spoken;
  bool may_apply = false;
  Causes causes = spoken.causes();
  add_causes(causes, why_no_day);
  for (const Text* text : texts) {
    const Value applies = text_applies(ev, *text, frame, step);
    may_apply = may_apply || applies.truth() != Truth::False;
    add_causes(causes, applies.causes());
  }
  return may_apply ? Value::unknown(std::move(causes)) : Value::of(Truth::False);
}

void ask_rule(Evaluation& ev, const Named& named, const RuleText& rule, Frame& frame, Step& step) {
  Value applies = scope_value(ev, named, frame, step);
  applies = both_hold(applies, text_applies(ev, rule, frame, step));
  // A recommendation without a requirement advises whenever it applies: no record shows the duty done.
  Value required = Value::of(Truth::False);
  if (rule.requirement != nullptr)
    required = eval_clause(ev, rule.recommends ? Step::Clause::Recommend : Step::Clause::Require, *rule.requirement,
                           frame, step);
  step.status = status_of(applies.truth(), required.truth(), rule.recommends);
  if (step.status == RuleStatus::Fails || step.status == RuleStatus::Advises)
    step.add_more().advice = advice(ev, rule, frame);
  Causes causes = applies.causes();
  add_causes(causes, required.causes());
  step.set_applies(applies);
  step.value = step.status == RuleStatus::Unknown ? Value::unknown(causes)
                                                  : Value::of(to_truth(step.status != RuleStatus::Fails));
  step.value.set_not_applicable(step.status == RuleStatus::NotApplicable);
}

namespace {

// ── Decisions ──────────────────────────────────────────────────────────────────────────────────

/// One outcome with its condition; where it may be the one, also the figures it carries.
Step& eval_outcome(Evaluation& ev, const DecisionText::Outcome& outcome, Frame& frame) {
  Step& out = ev.new_step(Step::Kind::Case);
  out.label = outcome.name;
  out.law = &outcome.law;
  out.written = outcome.written;
  out.type = &kCondition;
  out.value = period_value(outcome.law, frame.date);
  if (outcome.condition != nullptr) {
    const Step* condition = eval(ev, *outcome.condition, frame);
    out.children.push_back(condition);
    out.value = both_hold(out.value, condition->value);
  }
  if (out.value.truth() == Truth::False) return out;
  for (const auto& [name, figure] : outcome.with)
    out.children.push_back(&named_step(ev, Step::Kind::Figure, name, *figure, frame));
  return out;
}

}  // namespace

/// The outcomes whose own condition is not false, up to the first that surely holds: one alone is decided.
void ask_decision(Evaluation& ev, const Named& named, const DecisionText& decision, Frame& frame, Step& step) {
  Value applies = scope_value(ev, named, frame, step);
  applies = both_hold(applies, text_applies(ev, decision, frame, step));
  step.value.set_not_applicable(applies.truth() == Truth::False);
  if (applies.truth() == Truth::Unknown) step.value.add_more().may_not_apply = true;
  step.set_applies(applies);
  if (step.value.not_applicable()) return;
  Causes causes = applies.causes();
  Outcomes open;
  bool settled = false;
  for (std::size_t i = 0; i < decision.outcomes.size() && !settled; ++i) {
    const DecisionText::Outcome& outcome = decision.outcomes[i];
    if (in_period(outcome.law, frame.date) == Truth::False) continue;
    const Step& out = eval_outcome(ev, outcome, frame);
    step.children.push_back(&out);
    if (out.value.truth() == Truth::False) continue;
    add_causes(causes, out.value.causes());
    if (std::find(open.begin(), open.end(), outcome.name) == open.end()) open.push_back(outcome.name);
    settled = out.value.truth() == Truth::True;
  }
  if (!settled) add_causes(causes, {ev.cause({.about = why::NoOutcome{named.name}, .written = named.written})});
  // Where one outcome is left, no fact but those that say whether the decision applies can change it.
  const bool one_left = open.size() == 1 && settled;
  if (one_left && !step.value.may_not_apply()) step.value.data = open.front();
  else step.value.set_causes(one_left ? applies.causes() : causes);
  step.value.set_outcomes(std::move(open));
}

}  // namespace shibo::engine
