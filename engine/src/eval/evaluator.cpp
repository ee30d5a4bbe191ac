#include "eval/evaluator.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "program/types.hpp"
#include "value/overloaded.hpp"

namespace shibo::engine {

/// While it lives, its step is the one that law is rested on.
class Evaluator::Within {
 public:
  Within(Evaluator& evaluator, Step& step) : evaluator_(evaluator), outer_(std::exchange(evaluator.at_, &step)) {}
  ~Within() { evaluator_.at_ = outer_; }
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;

 private:
  Evaluator& evaluator_;
  Step* outer_;
};

/// Law without a citation or a mark has nothing to tell.
void Evaluator::rests_on(const std::string& name, const Law& law, std::optional<Date> day) {
  if (at_ == nullptr || (law.cites.empty() && !law.unverified && !day)) return;
  std::vector<Ground>& grounds = at_->add_more().grounds;
  const bool noted =
      std::any_of(grounds.begin(), grounds.end(), [&](const Ground& ground) { return ground.law == &law; });
  if (!noted) grounds.push_back({name, &law, day});
}

Step& Evaluator::new_step(Step::Kind kind) {
  spend(1);
  Step& step = steps_.emplace_back();
  step.kind = kind;
  return step;
}

/// One that lives as long as the evaluator does, whatever it is a part of.
Step& Evaluator::new_kept_step(Step::Kind kind) {
  spend(1);
  Step& step = kept_.emplace_back();
  step.kind = kind;
  return step;
}

/// Of what is worked out without presumptions only the answers are asked for: the way to them is not kept.
void Evaluator::forget_from(const Mark& mark) {
  steps_.shrink_to(mark.steps);
  shown_at_.shrink_to(mark.shown);  // answers and constants show no place
}

const Cause* Evaluator::cause(Cause what) { return &causes_.emplace_back(std::move(what)); }

/// The same place, on another day; unknown if the day is.
Frame& Evaluator::frame_on(const Frame& frame, const Value& day) {
  Frame& other = frames_.emplace_back(frame);
  const auto* date = day.get<Date>();
  other.date = date != nullptr ? LawDate{*date, {}} : LawDate{std::nullopt, day.causes()};
  return other;
}

// ── Entry points ───────────────────────────────────────────────────────────────────────────────

const Step* Evaluator::ask(const Named& named, const Record* record, const std::vector<Value>& arguments) {
  if (record != nullptr) return ask_on(named, record, arguments, law_date(*record), 0);
  return ask_on(named, record, arguments, LawDate{above_.run().as_of, {}}, 0);
}

const Step* Evaluator::expression(const Node& node, const Record& record, const PackageInstance* package) {
  Frame& frame = frames_.emplace_back();
  frame.self = &record;
  frame.package = package;
  frame.date = law_date(record);
  return eval(node, frame);
}

// ── Expressions ────────────────────────────────────────────────────────────────────────────────

/// While it lives nothing is presumed. What is worked out so has limits of its own, and takes nothing from the answer.
class Evaluator::Unpresumed {
 public:
  explicit Unpresumed(Evaluator& evaluator)
      : evaluator_(evaluator), spent_(std::exchange(evaluator.spent_, evaluator.spent_unpresumed_)) {
    evaluator_.above_.presume(false);
  }
  ~Unpresumed() {
    evaluator_.above_.presume(true);
    evaluator_.spent_unpresumed_ = std::exchange(evaluator_.spent_, spent_);
    if (evaluator_.stopped()) evaluator_.spent_unpresumed_ = SIZE_MAX;
    evaluator_.stopped_ = nullptr;
  }
  Unpresumed(const Unpresumed&) = delete;
  Unpresumed& operator=(const Unpresumed&) = delete;

 private:
  Evaluator& evaluator_;
  std::size_t spent_;
};

/// Of an answer for which something was presumed: is it the same where nothing is?
template <class Again>
void Evaluator::see_whether_it_stands(Step& step, const Again& again) {
  if (!above_.has_presumed()) return;
  const bool settled = step.value.known() || step.value.not_applicable();
  if (!settled || !above_.presumes() || stopped() || spent_unpresumed_ == SIZE_MAX || !leans_on_presumption(step))
    return;
  const Unpresumed unpresumed(*this);
  const Mark mark{steps_.size(), shown_at_.size()};
  const Step& other = *again();
  step.stands = !stopped() && other.status == step.status &&
                (step.value.not_applicable() ? other.value.not_applicable() : same(step.value, other.value));
  forget_from(mark);
}

const Step* Evaluator::eval(const Node& node, Frame& frame) {
  const Deeper deeper(*this);
  if (stopped()) return stopped_step();
  if (const auto* constant = std::get_if<node::Constant>(&node.what)) return constant_step(*constant, node);
  Step& step = new_step(Step::Kind::Expression);
  step.node = &node;
  step.written = node.written;
  step.type = &node.type;
  const Within within(*this, step);
  std::visit(Overloaded{
                 [&](const node::Constant&) {},  // constant_step
                 [&](const node::This&) { step.value.data = frame.self; },
                 [&](const node::Variable& n) { step.value = frame.slots[static_cast<std::size_t>(n.slot)]; },
                 [&](const node::Argument& n) { step.value = frame.arguments[static_cast<std::size_t>(n.index)]; },
                 [&](const node::Parent& n) { eval_parent(n, frame, step); },
                 [&](const node::Field& n) { eval_field(n, frame, step); },
                 [&](const node::Call& n) { eval_call(n, frame, step); },
                 [&](const node::List& n) { eval_list(n, frame, step); },
                 [&](const node::Negate& n) { eval_negate(n, node.type, frame, step); },
                 [&](const node::Not& n) { eval_not(n, frame, step); },
                 [&](const node::Chain& n) { eval_chain(n, frame, step); },
                 [&](const node::Logic& n) { eval_logic(n, frame, step); },
                 [&](const node::Compare& n) { eval_compare(n, frame, step); },
                 [&](const node::OutcomeIs& n) { eval_outcome_is(n, frame, step); },
                 [&](const node::In& n) { eval_in(n, frame, step); },
                 [&](const node::Range&) {},
                 [&](const node::GroupRef&) {},
                 [&](const node::Test& n) { eval_test(n, frame, step); },
                 [&](const node::Block& n) { eval_block(n, frame, step); },
                 [&](const node::FirstOf& n) { eval_first_of(n, node.type, frame, step); },
                 [&](const node::Quantified& n) { eval_quantified(n, frame, step); },
                 [&](const node::Aggregate& n) { eval_aggregate(n, node.type, frame, step); },
                 [&](const node::Rounded& n) { eval_rounded(n, frame, step); },
                 [&](const node::Presumed& n) { eval_presumed(n, frame, step); },
                 [&](const node::AsOf& n) { eval_as_of(n, frame, step); },
                 [&](const node::UnitsBetween& n) { eval_units_between(n, frame, step); },
                 [&](const node::DateOf& n) { eval_date_of(n, frame, step); },
                 [&](const node::Length& n) { eval_length(n, frame, step); },
                 [&](const node::Invalid& n) { eval_invalid(n, frame, step); },
                 [&](const node::PlainOf& n) { eval_plain_of(n, frame, step); },
                 [&](const node::Between& n) { eval_between(n, node.type, frame, step); },
                 [&](const node::Unknown& n) {
                   step.value = Value::unknown({cause({Cause::Kind::Declared, "", n.why, nullptr, {}, node.written})});
                 },
                 // Kinds are values that remember where they were written, and what was bound there at that time.
                 [&](const auto&) {
                   step.value.data = KindData{&node, frame.slots.empty() ? &frame : &frames_.emplace_back(frame)};
                 },
             },
             node.what);
  leave_open(step);
  const bool compares = std::holds_alternative<node::Compare>(node.what) || std::holds_alternative<node::In>(node.what);
  if (compares) see_whether_it_stands(step, [&] { return eval(node, frame); });
  return &step;
}

/// What is written as it is worth is the same for all: one step stands for it.
const Step* Evaluator::constant_step(const node::Constant& n, const Node& node) {
  const auto [known, fresh] = constants_.try_emplace(&node);
  if (!fresh) return known->second;
  Step& step = new_kept_step(Step::Kind::Expression);
  known->second = &step;
  step.node = &node;
  step.written = node.written;
  step.type = &node.type;
  step.value = Value::of(n.value);
  const Within within(*this, step);
  if (n.instrument != nullptr) rests_on(n.instrument->name, n.instrument->law);
  return &step;
}

/// It is shown where it is more than the record itself, or an element at hand.
Evaluator::BeforeDot Evaluator::before_dot(const Node& of, Frame& frame, Step& step) {
  if (std::holds_alternative<node::This>(of.what)) return {frame.self, nullptr};
  const Value* value = nullptr;
  if (const auto* variable = std::get_if<node::Variable>(&of.what)) {
    value = &frame.slots[static_cast<std::size_t>(variable->slot)];
  } else {
    step.children.push_back(eval(of, frame));
    value = &step.children.back()->value;
  }
  const auto* record = value->get<const Record*>();
  return {record != nullptr ? *record : nullptr, value};
}

void Evaluator::eval_negate(const node::Negate& n, const Type& type, Frame& frame, Step& step) {
  const Step* operand = eval(*n.operand, frame);
  step.children.push_back(operand);
  if (const auto* span = operand->value.get<Duration>()) step.value.data = Duration{-span->ticks};
  else step.value = value_of(negate(interval_of(operand->value)), type, operand->value.causes());
}

/// Known only to lie between two values, unless they are one. The wrong way round they hold nothing.
void Evaluator::eval_between(const node::Between& n, const Type& type, Frame& frame, Step& step) {
  const Step* from = eval(*n.low, frame);
  const Step* to = eval(*n.high, frame);
  step.children = {from, to};
  Causes causes = from->value.causes();
  add_causes(causes, to->value.causes());
  add_causes(causes,
             {cause({Cause::Kind::Declared, "", "known only to lie between two values", nullptr, {}, step.written})});
  Interval low = interval_of(from->value);
  Interval high = interval_of(to->value);
  if (is_amount(type)) measure_alike(low, high, type, frame, causes);
  const Interval range{low.low, high.high, low.unit.empty() ? high.unit : low.unit, low.undefined || high.undefined};
  if (range.low && range.high && *range.high < *range.low) step.value = undefined("the range ends before it begins");
  else step.value = value_of(range, type, causes);
}

void Evaluator::eval_presumed(const node::Presumed& n, Frame& frame, Step& step) {
  const Step* value = eval(*n.value, frame);
  step.children.push_back(value);
  // The law presumes upon silence. What was said and cannot be read, and what no fact would settle, is none.
  const auto silent = [](const Cause* why) {
    return why->kind == Cause::Kind::Missing || why->kind == Cause::Kind::Absent ||
           why->kind == Cause::Kind::Incomplete || why->kind == Cause::Kind::NoDate;
  };
  const Causes& causes = value->value.causes();
  if (value->value.known() || !above_.presumes() || !std::all_of(causes.begin(), causes.end(), silent)) {
    step.value = value->value;
    return;
  }
  const Step* presumption = eval(*n.presumption, frame);
  step.children.push_back(presumption);
  // What is known in part is not presumed to be what it cannot be.
  if (!may_be(value->value, presumption->value, n.value->type, frame)) {
    step.value = value->value;
    return;
  }
  step.value = presumption->value;
  step.presumed = true;
  above_.note_presumption();
}

/// Whether an unknown value may turn out to be another.
bool Evaluator::may_be(const Value& unknown, const Value& other, const Type& type, const Frame& frame) {
  if (!is_numeric(type)) return true;
  return compare(unknown, type, dsl::Comparison::Op::Is, other, type, frame).truth() != Truth::False;
}

void Evaluator::eval_as_of(const node::AsOf& n, Frame& frame, Step& step) {
  const Step* date = eval(*n.date, frame);
  const Step* value = eval(*n.value, frame_on(frame, date->value));
  step.children = {value, date};
  step.value = value->value;
}

// ── Names ──────────────────────────────────────────────────────────────────────────────────────

void Evaluator::eval_call(const node::Call& n, Frame& frame, Step& step) {
  const Record* on = nullptr;
  if (n.of != nullptr) {
    const BeforeDot before = before_dot(*n.of, frame, step);
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
    const Step* value = eval(*argument, frame);
    step.add_more().asides.push_back(value);
    arguments.push_back(value->value);
  }
  // The law of a part's day is that of what it is a part of; a nested or parent record has its own.
  const bool own = on == nullptr || (frame.self != nullptr && &outermost_whole(*on) == &outermost_whole(*frame.self));
  const Step* asked = ask_on(*n.name, on, arguments, own ? frame.date : law_date(*on), n.column);
  step.children.push_back(asked);
  step.value = asked->value;
}

/// Where an answer may be kept. Two questions of one key need not be the same: see kept_answer.
Evaluator::Question Evaluator::question(const Named& named, const Record* record, const std::vector<Value>& arguments,
                                        const LawDate& date, int column) const {
  Question key{&named, record, column, date.day ? date.day->days : INT32_MIN, above_.presumes(), 0};
  const std::hash<std::string> hash;
  for (const Value& argument : arguments) {
    const std::size_t of_value = argument.known() ? hash(exact_text(argument)) : 0;
    key.arguments = key.arguments * 31 + argument.data.index() + of_value;
  }
  return key;
}

std::size_t Evaluator::Question::Hash::operator()(const Question& question) const {
  std::size_t hash = question.arguments;
  const auto join = [&](std::size_t more) { hash ^= more + 0x9e3779b97f4a7c15 + (hash << 6) + (hash >> 2); };
  join(std::hash<const void*>()(question.named));
  join(std::hash<const void*>()(question.record));
  join(static_cast<std::size_t>(question.day));
  join(static_cast<std::size_t>(question.column) * 2 + (question.presumes ? 1 : 0));
  return hash;
}

const Step* Evaluator::kept_answer(const Question& key, const std::vector<Value>& arguments,
                                   const LawDate& date) const {
  const auto [first, last] = memo_.equal_range(key);
  const auto found = std::find_if(first, last, [&](const auto& kept) {
    const Asked& asked = kept.second;
    return same_reasons(asked.why_no_date, date.why) &&
           std::equal(asked.arguments.begin(), asked.arguments.end(), arguments.begin(), arguments.end(), identical);
  });
  return found != last ? found->second.step : nullptr;
}

const Step* Evaluator::ask_on(const Named& named, const Record* record, const std::vector<Value>& arguments,
                              const LawDate& date, int column) {
  if (is_above(record, arguments)) {
    if (const Step* shared = ask_above(named, *record, arguments, date, column)) return shared;
  }
  const Deeper deeper(*this);
  if (stopped()) return stopped_step();
  const Question key = question(named, record, arguments, date, column);
  if (const Step* kept = kept_answer(key, arguments, date)) return kept;
  const Mark mark{steps_.size(), shown_at_.size()};
  Frame& frame = frames_.emplace_back();
  frame.self = record;
  frame.package = named.package;
  frame.date = date;
  frame.arguments = arguments;
  Step& step = new_kept_step(named.kind == Named::Kind::Rule       ? Step::Kind::Rule
                             : named.kind == Named::Kind::Decision ? Step::Kind::Decision
                                                                   : Step::Kind::Definition);
  step.named = &named;
  step.record = record;
  step.type = &named.type;
  step.written = named.written;
  step.shared = !prefix_.empty();
  const Within within(*this, step);
  fill_defaults(named, frame, step);
  Value why_not;
  if (const Text* text = text_on(named, date, why_not)) {
    step.text = text;
    step.law = &text->law;
    step.written = text->written;
    ask_text(named, *text, frame, step, column);
  } else {
    step.value = why_not;
    step.set_applies(why_not.not_applicable() ? Value::of(Truth::False) : Value::unknown(why_not.causes()));
    if (why_not.not_applicable()) step.status = RuleStatus::NotApplicable;
    else step.value.set_outcomes(outcomes_of(named));
  }
  leave_open(step);
  if (!above_.presumes()) {
    step.forget_parts();
    forget_from(mark);
  }
  memo_.emplace(key, Asked{arguments, date.why, &step});
  see_whether_it_stands(step, [&] { return ask_on(named, record, arguments, date, column); });
  return &step;
}

/// Of a decision: the outcomes of all its texts, each once.
Outcomes Evaluator::outcomes_of(const Named& named) {
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

/// The text in force; null, with the reason, on a day without one.
const Text* Evaluator::text_on(const Named& named, const LawDate& date, Value& why_not) {
  if (named.texts.size() == 1 && !named.texts.front().law.dated()) return &named.texts.front();
  if (!date.day) {
    why_not.set_causes(date.why);
    if (date.why.empty())
      why_not.more().causes.push_back(cause(
          {Cause::Kind::NoDate, "", "no day selects the text of `" + named.name + "`", nullptr, {}, named.written}));
    return nullptr;
  }
  for (const Text& text : named.texts) {
    if (text.law.in_force(*date.day)) return &text;
  }
  if (named.kind == Named::Kind::Rule || named.kind == Named::Kind::Decision) {
    why_not.set_not_applicable(true);
    return nullptr;
  }
  why_not.more().causes.push_back(cause({Cause::Kind::NoLaw,
                                         "",
                                         "no text of `" + named.name + "` is in force on " + date.day->to_string(),
                                         nullptr,
                                         {},
                                         named.written}));
  return nullptr;
}

/// An argument that was not passed is neither known nor unknown for a reason.
bool Evaluator::not_passed(const Value& argument) { return !argument.known() && argument.causes().empty(); }

void Evaluator::fill_defaults(const Named& named, Frame& frame, Step& step) {
  frame.arguments.resize(named.params.size());
  for (std::size_t i = 0; i < named.params.size(); ++i) {
    const Node* value = named.params[i].default_value;
    if (value == nullptr || !not_passed(frame.arguments[i])) continue;
    const Step* by_default = eval(*value, frame);
    step.add_more().asides.push_back(by_default);
    frame.arguments[i] = by_default->value;
  }
}

/// The figure in force. Without a day, the one that is always so.
void Evaluator::ask_parameter(const Named& named, const ParameterText& body, const LawDate& date, Step& step) {
  for (const auto& row : body.rows) {
    if (in_period(row.law, date) != Truth::True) continue;
    step.value = Value::of(row.value);
    step.written = row.written;
    rests_on(named.name, row.law);
    return;
  }
  if (!date.day && !date.why.empty()) step.value = Value::unknown(date.why);
  else
    step.value = Value::unknown({cause(
        {Cause::Kind::NoLaw,
         "",
         "`" + named.name + "` has no value on " + (date.day ? date.day->to_string() : std::string("an unknown day")),
         nullptr,
         {},
         named.written})});
}

void Evaluator::ask_text(const Named& named, const Text& text, Frame& frame, Step& step, int column) {
  std::visit(Overloaded{
                 [&](const DefinitionText& body) {
                   if (body.value == nullptr) return;
                   const Step* base = eval(*body.value, frame);
                   step.children.push_back(base);
                   step.value = with_exceptions(base->value, body.exceptions, named.type, frame, step);
                 },
                 [&](const ParameterText& body) { ask_parameter(named, body, frame.date, step); },
                 [&](const TableText& body) { ask_table(named, body, frame, step, column); },
                 [&](const RuleText& body) { ask_rule(named, body, frame, step); },
                 [&](const DecisionText& body) { ask_decision(named, body, frame, step); },
                 [&](const auto&) {},
             },
             text.body);
}

}  // namespace shibo::engine
