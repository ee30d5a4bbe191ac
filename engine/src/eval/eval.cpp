// Any expression: which construct it is, and what a value is worth that the law presumes.
#include <algorithm>
#include <concepts>

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

/// A node of type kind, which is worth itself (in_kind() in kinds.cpp): a new one is named here, too.
template <class T>
concept IsKind = std::same_as<T, node::Codes> || std::same_as<T, node::Anything> || std::same_as<T, node::Nothing> ||
    std::same_as<T, node::SameLevel> || std::same_as<T, node::Predicate> || std::same_as<T, node::FactOfCandidate> ||
    std::same_as<T, node::Union> || std::same_as<T, node::Both>;

/// Whether an unknown value may turn out to be another.
bool may_be(Evaluation& ev, const Value& unknown, const Value& other, const Type& type, const Frame& frame) {
  if (!is_numeric(type)) return true;
  return compare(ev, unknown, type, dsl::Comparison::Op::Is, other, type, frame).truth() != Truth::False;
}

void work_out(Evaluation& ev, const node::Presumed& n, Frame& frame, Step& step) {
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
  // Where that is open, too, either would settle it: what is asked, or what is presumed of it.
  if (!step.value.known() && !step.value.undefined() && !step.value.conflict()) {
    Causes either = step.value.causes();
    add_causes(either, causes);
    step.value.set_causes(std::move(either));
  }
}

void work_out(Evaluation& ev, const node::AsOf& n, Frame& frame, Step& step) {
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
                 [&](const node::Range&) {},
                 [&](const node::GroupRef&) {},
                 [&](const node::Unknown& n) {
                   step.value = Value::unknown({ev.cause({.about = why::SaidByRules{n.why}, .written = node.written})});
                 },
                 // Kinds are values that remember where they were written, and what was bound there at that time.
                 [&]<IsKind Kind>(const Kind&) {
                   step.value.data = KindData{&node, frame.slots.empty() ? &frame : &ev.new_frame(frame)};
                 },
                 [&](const auto& n) { work_out(ev, n, frame, step); },
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
