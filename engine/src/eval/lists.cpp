// Lists: `every`, `some`, sums, counts. A list may be open: nobody said that these are all.
#include "eval/terms.hpp"
#include "program/sign.hpp"

namespace shibo::engine {

namespace {

void bind(Frame& frame, int slot, const Value& value) {
  if (frame.slots.size() <= static_cast<std::size_t>(slot)) frame.slots.resize(static_cast<std::size_t>(slot) + 1);
  frame.slots[static_cast<std::size_t>(slot)] = value;
}

/// Named as the input names it, `materials[2]`, when the list is a field, and else by its variable.
Step& element_step(Evaluation& ev, const std::string& variable, const Value& item, std::size_t index, const Step& of) {
  Step& step = ev.new_step(Step::Kind::Element);
  FactAt& at = ev.new_place();
  at.name = &variable;
  at.item = static_cast<std::uint32_t>(index + 1);
  at.list = of.at;
  step.written = of.written;
  if (const auto* record = item.get<const Record*>()) {
    step.record = *record;
    at.place = &(*record)->place;
  }
  step.at = &at;
  return step;
}

/// The list that a step is worth; null, with the step's value set to unknown, when there is none.
const ListData* list_of(const Step& step, Step& into) {
  const auto* list = step.value.get<std::shared_ptr<const ListData>>();
  if (list != nullptr) return list->get();
  into.value = Value::unknown(step.value.causes());
  return nullptr;
}

}  // namespace

void work_out(Evaluation& ev, const node::List& n, Frame& frame, Step& step) {
  auto list = std::make_shared<ListData>();
  for (const Node* item : n.items) {
    const Step* value = eval(ev, *item, frame);
    step.children.push_back(value);
    list->items.push_back(value->value);
  }
  step.value.data = std::shared_ptr<const ListData>(std::move(list));
}

namespace {

/// One element, and what it says: of `every`, that it does not count or satisfies; of `some`, that both.
Step& quantified_element(Evaluation& ev, const node::Quantified& n, const Value& item, std::size_t index, Frame& frame,
                         const Step& step, bool& counts) {
  bind(frame, n.slot, item);
  Step& element = element_step(ev, n.variable, item, index, step);
  element.type = &n.satisfies->type;
  Value in = Value::of(Truth::True);
  if (n.where != nullptr) {
    const Step* where = eval(ev, *n.where, frame);
    element.children.push_back(where);
    in = where->value;
  }
  counts = in.truth() != Truth::False;
  if (!counts) return element;
  const Step* satisfies = eval(ev, *n.satisfies, frame);
  element.children.push_back(satisfies);
  element.value = n.every ? negated(both_hold(in, negated(satisfies->value))) : both_hold(in, satisfies->value);
  return element;
}

}  // namespace

void work_out(Evaluation& ev, const node::Quantified& n, Frame& frame, Step& step) {
  const Step* list_step = eval(ev, *n.list, frame);
  const ListData* list = list_of(*list_step, step);
  if (list_step->kind == Step::Kind::Fact) step.at = list_step->at;
  if (list == nullptr || !list->whole()) step.children.push_back(list_step);
  if (list == nullptr) return;
  Truth truth = n.every ? Truth::True : Truth::False;
  Causes causes = list->open;
  const auto join = [&](Truth one) { truth = n.every ? kleene_and(truth, one) : kleene_or(truth, one); };
  for (std::size_t i = 0; i < list->items.size() && !ev.stopped(); ++i) {
    bool counts = false;
    const Step& element = quantified_element(ev, n, list->items[i], i, frame, step, counts);
    if (!counts) {
      step.add_more().asides.push_back(&element);
      continue;
    }
    step.children.push_back(&element);
    causes.insert(causes.end(), element.value.causes().begin(), element.value.causes().end());
    join(element.value.truth());
  }
  // One that may not be an element decides nothing: it only keeps open what it would change.
  for (std::size_t k = 0; k < list->perhaps.size() && !ev.stopped(); ++k) {
    const PerhapsElement& perhaps = list->perhaps[k];
    bool counts = false;
    Step& element = quantified_element(ev, n, perhaps.value, list->items.size() + k, frame, step, counts);
    const Value in = Value::unknown(perhaps.why);
    if (counts) element.value = n.every ? negated(both_hold(in, negated(element.value))) : both_hold(in, element.value);
    if (!counts || element.value.truth() != Truth::Unknown) {
      step.add_more().asides.push_back(&element);
      continue;
    }
    step.children.push_back(&element);
    causes.insert(causes.end(), element.value.causes().begin(), element.value.causes().end());
    join(Truth::Unknown);
  }
  if (!list->complete) join(Truth::Unknown);
  put_in_order(causes);
  step.value = Value::of(truth, causes);
}

// ── Aggregates ─────────────────────────────────────────────────────────────────────────────────

namespace {

/// Of goods of one chapter, heading or subheading the first digits tell whether they are of the same.
Value told_apart(Evaluation& ev, const Step& value) {
  const auto* kind = value.value.get<KindData>();
  return kind != nullptr ? digits_of_level(ev, std::get<node::SameLevel>(kind->node->what), *kind->frame) : value.value;
}
const Type& type_told_apart(const Node& value) {
  static const Type kText = simple(TypeKind::Text);
  return value.type.kind == TypeKind::Kind ? kText : value.type;
}

/// Binds one element, and works out whether it counts and what it gives. Nothing if it does not count.
std::optional<Term> term_of(Evaluation& ev, const node::Aggregate& n, const Value& item, std::size_t index,
                            Frame& frame, Step& step) {
  bind(frame, n.slot, item);
  Step& shown = element_step(ev, n.variable, item, index, step);
  Term term;
  if (n.where != nullptr) {
    const Step* where = eval(ev, *n.where, frame);
    shown.children.push_back(where);
    term.in = where->value.truth();
    if (term.in == Truth::False) {
      step.add_more().asides.push_back(&shown);
      return std::nullopt;
    }
    if (term.in == Truth::Unknown) term.why_in = where->value.causes();
  }
  if (n.value != nullptr) {
    const Step* value = eval(ev, *n.value, frame);
    shown.children.push_back(value);
    shown.value = n.kind == dsl::Aggregate::Kind::CountDistinct ? told_apart(ev, *value) : value->value;
    shown.type = &type_told_apart(*n.value);
    term.value = shown.value;
  }
  step.children.push_back(&shown);
  return term;
}

/// What of the list counts, surely or perhaps, and what each gives.
Terms terms_of(Evaluation& ev, const node::Aggregate& n, const ListData& list, Frame& frame, Step& step) {
  Terms terms(ev, frame);
  if (!list.complete) terms.leave_open(list.open, n.value != nullptr && never_negative(*n.value));
  for (std::size_t i = 0; i < list.items.size() && !ev.stopped(); ++i) {
    if (n.slot < 0) {
      terms.take({Truth::True, list.items[i], {}});
    } else if (auto term = term_of(ev, n, list.items[i], i, frame, step)) {
      terms.take(std::move(*term));
    }
  }
  for (std::size_t k = 0; k < list.perhaps.size() && !ev.stopped(); ++k) {
    const PerhapsElement& perhaps = list.perhaps[k];
    std::optional<Term> term = Term{Truth::Unknown, perhaps.value, {}};
    if (n.slot >= 0) term = term_of(ev, n, perhaps.value, list.items.size() + k, frame, step);
    if (!term) continue;
    term->in = Truth::Unknown;
    add_causes(term->why_in, perhaps.why);
    terms.take(std::move(*term));
  }
  return terms;
}

}  // namespace

void work_out(Evaluation& ev, const node::Aggregate& n, Frame& frame, Step& step) {
  if (n.count != nullptr) {
    step.value = count_of_series(ev, n, frame, step);
    return;
  }
  const Type& type = *step.type;
  const Step* list_step = eval(ev, *n.list, frame);
  const ListData* list = list_of(*list_step, step);
  if (list_step->kind == Step::Kind::Fact) step.at = list_step->at;
  if (list == nullptr || !list->whole() || n.slot < 0) step.children.push_back(list_step);
  if (list == nullptr) return;
  const Terms terms = terms_of(ev, n, *list, frame, step);
  using Kind = dsl::Aggregate::Kind;
  switch (n.kind) {
    case Kind::Sum: step.value = terms.total(type); return;
    case Kind::Count: step.value = terms.count(); return;
    case Kind::CountDistinct: step.value = terms.distinct(type_told_apart(*n.value)); return;
    case Kind::Min: step.value = terms.extreme(type, Terms::Extreme::Least); return;
    case Kind::Max: step.value = terms.extreme(type, Terms::Extreme::Greatest); return;
    case Kind::List: step.value = terms.collected(); return;
  }
}

}  // namespace shibo::engine
