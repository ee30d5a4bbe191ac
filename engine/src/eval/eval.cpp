// Any expression: which construct it is, and what a value is worth that the law presumes.
#include <algorithm>

#include "eval/constructs.hpp"
#include "program/types.hpp"
#include "value/overloaded.hpp"

namespace shibo::engine {

namespace {

/// What is written as it is worth is the same for all: one step stands for it.
const Step* constant_step(Evaluation& ev, const node::Constant& n, const Node& node) {
  const Step*& known = ev.constant(node);
  if (known != nullptr) return known;
  Step& step = ev.new_kept_step(Step::Kind::Expression);
  known = &step;
  step.node = &node;
  step.written = node.written;
  step.type = &node.type;
  step.value = Value::of(n.value);
  const Evaluation::Within within(ev, step);
  if (n.instrument != nullptr) ev.rests_on(n.instrument->name, n.instrument->law);
  return &step;
}

/// Whether an unknown value may turn out to be another.
bool may_be(Evaluation& ev, const Value& unknown, const Value& other, const Type& type, const Frame& frame) {
  if (!is_numeric(type)) return true;
  return compare(ev, unknown, type, dsl::Comparison::Op::Is, other, type, frame).truth() != Truth::False;
}

void eval_presumed(Evaluation& ev, const node::Presumed& n, Frame& frame, Step& step) {
  const Step* value = eval(ev, *n.value, frame);
  step.children.push_back(value);
  // The law presumes upon silence. What was said and cannot be read, and what no fact would settle, is none.
  const auto silent = [](const Cause* why) {
    return why->kind() == CauseKind::Missing || why->kind() == CauseKind::Absent ||
           why->kind() == CauseKind::Incomplete || why->kind() == CauseKind::NoDate;
  };
  const Causes& causes = value->value.causes();
  if (value->value.known() || !ev.above().presumes() || !std::all_of(causes.begin(), causes.end(), silent)) {
    step.value = value->value;
    return;
  }
  const Step* presumption = eval(ev, *n.presumption, frame);
  step.children.push_back(presumption);
  // What is known in part is not presumed to be what it cannot be.
  if (!may_be(ev, value->value, presumption->value, n.value->type, frame)) {
    step.value = value->value;
    return;
  }
  step.value = presumption->value;
  step.presumed = true;
}

void eval_as_of(Evaluation& ev, const node::AsOf& n, Frame& frame, Step& step) {
  const Step* date = eval(ev, *n.date, frame);
  const Step* value = eval(ev, *n.value, frame_on(ev, frame, date->value));
  step.children = {value, date};
  step.value = value->value;
}

}  // namespace

const Step* eval(Evaluation& ev, const Node& node, Frame& frame) {
  const Evaluation::Deeper deeper(ev);
  if (ev.stopped()) return ev.stopped_step();
  if (const auto* constant = std::get_if<node::Constant>(&node.what)) return constant_step(ev, *constant, node);
  Step& step = ev.new_step(Step::Kind::Expression);
  step.node = &node;
  step.written = node.written;
  step.type = &node.type;
  const Evaluation::Within within(ev, step);
  std::visit(Overloaded{
                 [&](const node::Constant&) {},  // constant_step
                 [&](const node::This&) { step.value.data = frame.self; },
                 [&](const node::Variable& n) { step.value = frame.slots[static_cast<std::size_t>(n.slot)]; },
                 [&](const node::Argument& n) { step.value = frame.arguments[static_cast<std::size_t>(n.index)]; },
                 [&](const node::Parent& n) { eval_parent(ev, n, frame, step); },
                 [&](const node::Field& n) { eval_field(ev, n, frame, step); },
                 [&](const node::Call& n) { eval_call(ev, n, frame, step); },
                 [&](const node::List& n) { eval_list(ev, n, frame, step); },
                 [&](const node::Negate& n) { eval_negate(ev, n, node.type, frame, step); },
                 [&](const node::Not& n) { eval_not(ev, n, frame, step); },
                 [&](const node::Chain& n) { eval_chain(ev, n, frame, step); },
                 [&](const node::Logic& n) { eval_logic(ev, n, frame, step); },
                 [&](const node::Compare& n) { eval_compare(ev, n, frame, step); },
                 [&](const node::OutcomeIs& n) { eval_outcome_is(ev, n, frame, step); },
                 [&](const node::In& n) { eval_in(ev, n, frame, step); },
                 [&](const node::Range&) {},
                 [&](const node::GroupRef&) {},
                 [&](const node::Test& n) { eval_test(ev, n, frame, step); },
                 [&](const node::Block& n) { eval_block(ev, n, frame, step); },
                 [&](const node::FirstOf& n) { eval_first_of(ev, n, node.type, frame, step); },
                 [&](const node::Quantified& n) { eval_quantified(ev, n, frame, step); },
                 [&](const node::Aggregate& n) { eval_aggregate(ev, n, node.type, frame, step); },
                 [&](const node::Rounded& n) { eval_rounded(ev, n, frame, step); },
                 [&](const node::Presumed& n) { eval_presumed(ev, n, frame, step); },
                 [&](const node::AsOf& n) { eval_as_of(ev, n, frame, step); },
                 [&](const node::UnitsBetween& n) { eval_units_between(ev, n, frame, step); },
                 [&](const node::DateOf& n) { eval_date_of(ev, n, frame, step); },
                 [&](const node::CurrencyOf& n) { eval_currency_of(ev, n, frame, step); },
                 [&](const node::Length& n) { eval_length(ev, n, frame, step); },
                 [&](const node::Invalid& n) { eval_invalid(ev, n, frame, step); },
                 [&](const node::PlainOf& n) { eval_plain_of(ev, n, frame, step); },
                 [&](const node::Between& n) { eval_between(ev, n, node.type, frame, step); },
                 [&](const node::Unknown& n) {
                   step.value = Value::unknown({ev.cause({.about = why::SaidByRules{n.why}, .written = node.written})});
                 },
                 // Kinds are values that remember where they were written, and what was bound there at that time.
                 [&](const auto&) {
                   step.value.data = KindData{&node, frame.slots.empty() ? &frame : &ev.new_frame(frame)};
                 },
             },
             node.what);
  ev.leave_open(step);
  const bool compares = std::holds_alternative<node::Compare>(node.what) || std::holds_alternative<node::In>(node.what);
  if (compares) see_whether_it_stands(ev, step, [&] { return eval(ev, node, frame); });
  return &step;
}

Frame& frame_on(Evaluation& ev, const Frame& frame, const Value& day) {
  Frame& other = ev.new_frame(frame);
  const auto* date = day.get<Date>();
  other.date = date != nullptr ? LawDate{*date, {}} : LawDate{std::nullopt, day.causes()};
  return other;
}

BeforeDot before_dot(Evaluation& ev, const Node& of, Frame& frame, Step& step) {
  if (std::holds_alternative<node::This>(of.what)) return {frame.self, nullptr};
  const Value* value = nullptr;
  if (const auto* variable = std::get_if<node::Variable>(&of.what)) {
    value = &frame.slots[static_cast<std::size_t>(variable->slot)];
  } else {
    step.children.push_back(eval(ev, of, frame));
    value = &step.children.back()->value;
  }
  const auto* record = value->get<const Record*>();
  return {record != nullptr ? *record : nullptr, value};
}

}  // namespace shibo::engine
