// Lists: `every`, `some`, sums, counts. A list may be open: nobody said that these are all.
#include <algorithm>

#include "eval/evaluator.hpp"

namespace shibo::engine {

void Evaluator::bind(Frame& frame, int slot, const Value& value) {
  if (frame.slots.size() <= static_cast<std::size_t>(slot)) frame.slots.resize(static_cast<std::size_t>(slot) + 1);
  frame.slots[static_cast<std::size_t>(slot)] = value;
}

/// The list that a step is worth; null, with the step's value set to unknown, when there is none.
const ListData* Evaluator::list_of(const Step& step, Step& into) {
  const auto* list = step.value.get<std::shared_ptr<const ListData>>();
  if (list != nullptr) return list->get();
  into.value = Value::unknown(step.value.causes);
  return nullptr;
}

void Evaluator::eval_list(const node::List& n, Frame& frame, Step& step) {
  auto list = std::make_shared<ListData>();
  for (const Node* item : n.items) {
    const Step* value = eval(*item, frame);
    step.children.push_back(value);
    list->items.push_back(value->value);
  }
  step.value.data = std::shared_ptr<const ListData>(std::move(list));
}

void Evaluator::eval_quantified(const node::Quantified& n, Frame& frame, Step& step) {
  const Step* list_step = eval(*n.list, frame);
  const ListData* list = list_of(*list_step, step);
  if (list == nullptr) {
    step.children.push_back(list_step);
    return;
  }
  Truth truth = n.every ? Truth::True : Truth::False;
  Causes causes;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    bind(frame, n.slot, list->items[i]);
    Step& element = new_step(Step::Kind::Element);
    element.label = n.variable + " " + std::to_string(i + 1);
    if (const auto* record = list->items[i].get<const Record*>()) {
      element.record = *record;
      element.place = (*record)->place;
    }
    Truth in = Truth::True;
    if (n.where != nullptr) {
      const Step* where = eval(*n.where, frame);
      element.children.push_back(where);
      in = where->value.truth();
      if (in == Truth::Unknown) add_causes(element.value.causes, where->value.causes);
    }
    if (in == Truth::False) continue;  // not one of those that count
    const Step* satisfies = eval(*n.satisfies, frame);
    element.children.push_back(satisfies);
    const Truth one = n.every ? kleene_or(kleene_not(in), satisfies->value.truth()) : kleene_and(in, satisfies->value.truth());
    if (satisfies->value.truth() == Truth::Unknown) add_causes(element.value.causes, satisfies->value.causes);
    element.value = Value::of(one, one == Truth::Unknown ? element.value.causes : Causes{});
    element.type = n.satisfies->type;
    if (one == Truth::Unknown) add_causes(causes, element.value.causes);
    truth = n.every ? kleene_and(truth, one) : kleene_or(truth, one);
    step.children.push_back(&element);
  }
  if (!list->complete) {
    step.children.push_back(list_step);
    add_causes(causes, list->open);
    truth = n.every ? kleene_and(truth, Truth::Unknown) : kleene_or(truth, Truth::Unknown);
  }
  step.value = Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
}

void Evaluator::eval_aggregate(const node::Aggregate& n, const Type& type, Frame& frame, Step& step) {
  const Step* list_step = eval(*n.list, frame);
  const ListData* list = list_of(*list_step, step);
  if (list == nullptr || !list->complete || n.slot < 0) step.children.push_back(list_step);
  if (list == nullptr) return;
  using Kind = dsl::Aggregate::Kind;
  switch (n.kind) {
    case Kind::Sum: return eval_sum(n, type, *list, frame, step);
    case Kind::Count: return eval_count(n, *list, frame, step);
    case Kind::CountDistinct: return eval_count(n, *list, frame, step);
    case Kind::Min:
    case Kind::Max: return eval_extreme(n, type, *list, frame, step);
    case Kind::List: return eval_collected(n, *list, frame, step);
  }
}

/// Binds one element, and works out whether it counts and what it gives.
Evaluator::Element Evaluator::element(const node::Aggregate& n, const Value& item, std::size_t index, Frame& frame, Step& step) {
  Element out{nullptr, nullptr};
  bind(frame, n.slot, item);
  Step& shown = new_step(Step::Kind::Element);
  shown.label = n.variable + " " + std::to_string(index + 1);
  if (const auto* record = item.get<const Record*>()) {
    shown.record = *record;
    shown.place = (*record)->place;
  }
  if (n.where != nullptr) {
    out.where = eval(*n.where, frame);
    shown.children.push_back(out.where);
    if (out.where->value.truth() == Truth::False) return out;
  }
  if (n.value != nullptr) {
    out.value = eval(*n.value, frame);
    shown.children.push_back(out.value);
    shown.value = out.value->value;
    shown.type = n.value->type;
  }
  step.children.push_back(&shown);
  return out;
}

void Evaluator::eval_sum(const node::Aggregate& n, const Type& type, const ListData& list, Frame& frame, Step& step) {
  Interval total{Number(), Number(), type.kind == TypeKind::Money || type.kind == TypeKind::Quantity ? type.name : ""};
  if (type.kind == TypeKind::Money || type.kind == TypeKind::Quantity) total.unit.clear();
  Causes causes;
  std::int64_t seconds = 0;
  bool seconds_known = true;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Element one = element(n, list.items[i], i, frame, step);
    if (one.value == nullptr) continue;
    const Value& term = one.value->value;
    const bool may_be_out = one.where != nullptr && one.where->value.truth() == Truth::Unknown;
    if (type.kind == TypeKind::Duration) {
      const auto* span = term.get<Duration>();
      if (span != nullptr && !may_be_out) seconds += span->seconds;
      else seconds_known = false;
    }
    Interval range = interval_of(term);
    add_causes(causes, term.causes);
    if (may_be_out) {
      add_causes(causes, one.where->value.causes);
      range = hull(range, {Number(), Number(), range.unit});
    }
    if (!same_measure(total, range, type, type, frame, causes)) {
      step.value = Value::unknown(causes);
      return;
    }
    total = add(total, range);
  }
  if (type.kind == TypeKind::Duration) {
    if (seconds_known && list.complete) step.value.data = Duration{seconds};
    else step.value = Value::unknown(causes);
    return;
  }
  if (!list.complete) {
    add_causes(causes, list.open);
    // More elements can only add, where what is summed is never negative.
    const bool only_adds = n.value != nullptr && total.low && total.low->sign() >= 0 && [&] {
      const auto* field = std::get_if<node::Field>(&n.value->what);
      if (field == nullptr || field->of->type.record == nullptr) return false;
      const auto& declared = field->of->type.record->fields[static_cast<std::size_t>(field->index)];
      return declared.at_least.has_value() && interval_of(Value::of(*declared.at_least)).low->sign() >= 0;
    }();
    total.high.reset();
    if (!only_adds) total.low.reset();
    step.value = Value::unknown(causes);
    step.value.low = total.low;
    step.value.unit = total.unit;
    return;
  }
  if (total.unit.empty() && type.kind == TypeKind::Quantity && !(total.point() && total.low->is_zero())) total.unit = type.name;
  step.value = value_of(total, type, causes);
}

void Evaluator::eval_count(const node::Aggregate& n, const ListData& list, Frame& frame, Step& step) {
  std::int64_t sure = 0;
  std::int64_t possible = 0;
  Causes causes;
  std::vector<Value> distinct;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Element one = element(n, list.items[i], i, frame, step);
    const Truth in = one.where == nullptr ? Truth::True : one.where->value.truth();
    if (in == Truth::False) continue;
    if (in == Truth::Unknown) add_causes(causes, one.where->value.causes);
    if (n.kind == dsl::Aggregate::Kind::CountDistinct) {
      const Value& value = one.value->value;
      const bool again = std::any_of(distinct.begin(), distinct.end(), [&](const Value& v) { return same(v, value); });
      if (again) continue;
      if (!value.known()) add_causes(causes, value.causes);
      if (value.known() && in == Truth::True) {
        distinct.push_back(value);
        ++sure;
      }
    } else if (in == Truth::True) {
      ++sure;
    }
    ++possible;
  }
  Interval range{Number(sure), Number(possible), ""};
  if (n.kind == dsl::Aggregate::Kind::CountDistinct && sure == 0 && possible > 0 && n.where == nullptr) range.low = Number(std::int64_t{1});
  if (!list.complete) {
    range.high.reset();
    add_causes(causes, list.open);
  }
  step.value = value_of(range, Type{TypeKind::Number, "", nullptr, nullptr, nullptr}, causes);
}

void Evaluator::eval_extreme(const node::Aggregate& n, const Type& type, const ListData& list, Frame& frame, Step& step) {
  const auto wanted = n.kind == dsl::Aggregate::Kind::Min ? dsl::Comparison::Op::Less : dsl::Comparison::Op::Greater;
  std::optional<Value> best;
  Causes causes;
  bool open = !list.complete;
  if (open) add_causes(causes, list.open);
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    Value value = list.items[i];
    if (n.slot >= 0) {
      const Element one = element(n, value, i, frame, step);
      if (one.value == nullptr) continue;
      value = one.value->value;
      if (one.where != nullptr && one.where->value.truth() == Truth::Unknown) {
        open = true;
        add_causes(causes, one.where->value.causes);
        continue;
      }
    }
    if (!value.known()) {
      open = true;
      add_causes(causes, value.causes);
      continue;
    }
    if (!best) {
      best = value;
      continue;
    }
    const Value better = compare(value, type, wanted, *best, type, frame);
    if (better.truth() == Truth::Unknown) {
      open = true;
      add_causes(causes, better.causes);
    } else if (better.truth() == Truth::True) {
      best = value;
    }
  }
  if (!best && !open) causes.push_back(cause({Cause::Kind::Undefined, "", "there is no least or greatest of nothing", nullptr, {}, step.written}));
  if (best && !open) {
    step.value = *best;
    return;
  }
  step.value = Value::unknown(causes);
  // What is known bounds the least from above, and the greatest from below.
  if (best) {
    const Interval known = interval_of(*best);
    if (wanted == dsl::Comparison::Op::Less) step.value.high = known.high;
    else step.value.low = known.low;
    step.value.unit = known.unit;
  }
}

void Evaluator::eval_collected(const node::Aggregate& n, const ListData& list, Frame& frame, Step& step) {
  auto out = std::make_shared<ListData>();
  out->complete = list.complete;
  out->open = list.open;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Element one = element(n, list.items[i], i, frame, step);
    if (one.value == nullptr) continue;
    if (one.where != nullptr && one.where->value.truth() == Truth::Unknown) {
      out->complete = false;
      add_causes(out->open, one.where->value.causes);
      continue;
    }
    const bool again = std::any_of(out->items.begin(), out->items.end(), [&](const Value& v) { return same(v, one.value->value); });
    if (!again) out->items.push_back(one.value->value);
  }
  step.value.data = std::shared_ptr<const ListData>(std::move(out));
}

}  // namespace shibo::engine
