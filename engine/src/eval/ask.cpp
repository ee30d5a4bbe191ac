// Names: definitions, parameters and whatever else is asked by a name, each question once.
#include <algorithm>
#include <functional>

#include "eval/constructs.hpp"
#include "value/overloaded.hpp"

namespace shibo::engine {

// ── Questions and their answers ────────────────────────────────────────────────────────────────

Question::Question(const Named& of, const Record* on, const std::vector<Value>& with, const LawDate& date,
                   int of_column, bool presuming)
    : named(&of), record(on), column(of_column), day(date.day ? date.day->days : INT32_MIN), presumes(presuming) {
  for (const Value& argument : with) arguments = arguments * 31 + hash_of(argument);
}

std::size_t Question::Hash::operator()(const Question& question) const {
  std::size_t hash = question.arguments;
  const auto join = [&](std::size_t more) { hash ^= more + 0x9e3779b97f4a7c15 + (hash << 6) + (hash >> 2); };
  join(std::hash<const void*>()(question.named));
  join(std::hash<const void*>()(question.record));
  join(static_cast<std::size_t>(question.day));
  join(static_cast<std::size_t>(question.column) * 2 + (question.presumes ? 1 : 0));
  return hash;
}

namespace {

// ── Texts ──────────────────────────────────────────────────────────────────────────────────────

/// Of a decision: the outcomes of all its texts, each once.
Outcomes outcomes_of(const Named& named) {
  Outcomes all;
  for (const Text& text : named.texts) {
    const auto* body = std::get_if<DecisionText>(&text.body);
    if (body == nullptr) continue;
    for (const DecisionText::Outcome& outcome : body->outcomes) {
      if (std::find(all.begin(), all.end(), outcome.name) == all.end()) all.push_back(outcome.name);
    }
  }
  return all;
}

/// An argument that was not passed is neither known nor unknown for a reason.
bool not_passed(const Value& argument) { return !argument.known() && argument.causes().empty(); }

void fill_defaults(Evaluation& ev, const Named& named, Frame& frame, Step& step) {
  frame.arguments.resize(named.params.size());
  for (std::size_t i = 0; i < named.params.size(); ++i) {
    const Node* value = named.params[i].default_value;
    if (value == nullptr || !not_passed(frame.arguments[i])) continue;
    const Step* by_default = eval(ev, *value, frame);
    step.add_more().asides.push_back(by_default);
    frame.arguments[i] = by_default->value;
  }
}

/// The figure in force. Without a day, the one that is always so.
void ask_parameter(Evaluation& ev, const Named& named, const ParameterText& body, const LawDate& date, Step& step) {
  for (const auto& row : body.rows) {
    if (in_period(row.law, date) != Truth::True) continue;
    step.value = Value::of(row.value);
    step.written = row.written;
    ev.rests_on(named.name, row.law);
    return;
  }
  if (!date.day && !date.why.empty()) step.value = Value::unknown(date.why);
  else
    step.value = Value::unknown({ev.cause({.about = why::NoFigure{named.name, date.day}, .written = named.written})});
}

/// As the run says; else as the package does.
void ask_reading(Evaluation& ev, const Named& named, const Text& text, const ReadingText& body, Step& step) {
  const std::map<const Named*, bool>& by_run = ev.above().run().readings;
  const auto said = by_run.find(&named);
  if (said != by_run.end()) {
    step.value = Value::of(said->second ? Truth::True : Truth::False);
  } else if (body.value) {
    step.value = Value::of(*body.value ? Truth::True : Truth::False);
    ev.rests_on(named.name, body.law);
  } else {
    const std::string name = named.package->name + "." + named.name;
    step.value = Value::unknown({ev.cause({.about = why::OpenReading{name, text.title}, .written = named.written})});
  }
}

void ask_text(Evaluation& ev, const Named& named, const Text& text, Frame& frame, Step& step, int column) {
  std::visit(Overloaded{
                 [&](const DefinitionText& body) {
                   if (body.value == nullptr) return;
                   const Step* base = eval(ev, *body.value, frame);
                   step.children.push_back(base);
                   step.value = with_exceptions(ev, base->value, body.exceptions, named.type, frame, step);
                 },
                 [&](const ParameterText& body) { ask_parameter(ev, named, body, frame.date, step); },
                 [&](const ReadingText& body) { ask_reading(ev, named, text, body, step); },
                 [&](const TableText& body) { ask_table(ev, named, body, frame, step, column); },
                 [&](const RuleText& body) { ask_rule(ev, named, body, frame, step); },
                 [&](const DecisionText& body) { ask_decision(ev, named, body, frame, step); },
                 [&](const auto&) {},
             },
             text.body);
}

}  // namespace

const Text* text_on(Evaluation& ev, const Named& named, const LawDate& date, Value& why_not) {
  if (named.texts.size() == 1 && !named.texts.front().law.dated()) return &named.texts.front();
  if (!date.day) {
    why_not.set_causes(date.why);
    if (date.why.empty())
      why_not.add_more().causes.push_back(ev.cause({.about = why::NoDayForText{named.name}, .written = named.written}));
    return nullptr;
  }
  for (const Text& text : named.texts) {
    if (text.law.in_force(*date.day)) return &text;
  }
  if (named.kind == Named::Kind::Rule || named.kind == Named::Kind::Decision) {
    why_not.set_not_applicable(true);
    return nullptr;
  }
  why_not.add_more().causes.push_back(
      ev.cause({.about = why::NoText{named.name, *date.day}, .written = named.written}));
  return nullptr;
}

namespace {

/// No text is in force on the day, or it is not known which is. Where none of them could apply it does not matter.
void ask_without_text(Evaluation& ev, const Named& named, Frame& frame, const Value& why_not, Step& step) {
  step.value = why_not;
  const bool put = named.kind == Named::Kind::Rule || named.kind == Named::Kind::Decision;
  Value applies = why_not.not_applicable() ? Value::of(Truth::False) : Value::unknown(why_not.causes());
  if (put && applies.truth() == Truth::Unknown) {
    std::vector<const Text*> texts;
    for (const Text& text : named.texts) texts.push_back(&text);
    applies = applies_by(ev, named, texts, why_not.causes(), frame, step);
    step.value.set_causes(applies.causes());
    step.value.set_not_applicable(applies.truth() == Truth::False);
  }
  step.set_applies(applies);
  if (step.value.not_applicable()) {
    step.status = RuleStatus::NotApplicable;
    return;
  }
  step.value.set_outcomes(outcomes_of(named));
  if (named.kind == Named::Kind::Decision) step.value.add_more().may_not_apply = true;
}

}  // namespace

const Step* ask_on(Evaluation& ev, const Named& named, const Record* record, const std::vector<Value>& arguments,
                   const LawDate& date, int column) {
  if (record != nullptr && ev.is_above(*record, arguments)) {
    if (const Step* shared = ev.ask_above(named, *record, arguments, date, column)) return shared;
  }
  const Evaluation::Deeper deeper(ev);
  if (ev.stopped()) return ev.stopped_step();
  const Question key(named, record, arguments, date, column, ev.above().presumes());
  if (const Step* const* kept = ev.answers().find(key, arguments, date)) return *kept;
  const Evaluation::Mark mark = ev.mark();
  Frame& frame = ev.new_frame();
  frame.self = record;
  frame.package = named.package;
  frame.date = date;
  frame.arguments = arguments;
  Step& step = ev.new_kept_step(named.kind == Named::Kind::Rule       ? Step::Kind::Rule
                                : named.kind == Named::Kind::Decision ? Step::Kind::Decision
                                                                      : Step::Kind::Definition);
  step.named = &named;
  step.record = record;
  step.type = &named.type;
  step.written = named.written;
  step.shared = ev.is_shared();
  const Evaluation::Within within(ev, step);
  fill_defaults(ev, named, frame, step);
  Value why_not;
  if (const Text* text = text_on(ev, named, date, why_not)) {
    step.text = text;
    step.law = &text->law;
    step.written = text->written;
    ask_text(ev, named, *text, frame, step, column);
  } else {
    ask_without_text(ev, named, frame, why_not, step);
  }
  ev.leave_open(step);
  if (!ev.above().presumes()) {
    step.forget_parts();
    ev.forget_from(mark);
  }
  ev.answers().keep(key, arguments, date, &step);
  see_whether_it_stands(ev, step, [&] { return ask_on(ev, named, record, arguments, date, column); });
  return &step;
}

void work_out(Evaluation& ev, const node::Call& n, Frame& frame, Step& step) {
  const Record* on = nullptr;
  if (n.of != nullptr) {
    const BeforeDot before = before_dot(ev, *n.of, frame, step);
    if (before.record == nullptr && before.value != nullptr) {
      step.value = Value::unknown(before.value->causes());
      return;
    }
    on = before.record;
  }
  std::vector<Value> arguments;
  for (const Node* argument : n.arguments) {
    if (argument == nullptr) {
      arguments.emplace_back();  // the definition's own default
      continue;
    }
    // A kind passed on keeps the record it was written in.
    const auto* passed = std::get_if<node::Argument>(&argument->what);
    if (passed != nullptr) {
      arguments.push_back(frame.arguments[static_cast<std::size_t>(passed->index)]);
      continue;
    }
    const Step* value = eval(ev, *argument, frame);
    step.add_more().asides.push_back(value);
    arguments.push_back(value->value);
  }
  // The law of a part's day is that of what it is a part of; a nested or parent record has its own.
  const bool own = on == nullptr || (frame.self != nullptr && &outermost_whole(*on) == &outermost_whole(*frame.self));
  const Step* asked = ask_on(ev, *n.name, on, arguments, own ? frame.date : ev.law_date(*on), n.column);
  step.children.push_back(asked);
  step.value = asked->value;
}

}  // namespace shibo::engine
