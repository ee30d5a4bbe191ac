// Lists: `every`, `some`, sums, counts. A list may be open: nobody said that these are all.
#include <algorithm>

#include "eval/evaluator.hpp"
#include "sema/sign.hpp"
#include "sema/types.hpp"

namespace shibo::engine {

void Evaluator::bind(Frame& frame, int slot, const Value& value) {
  if (frame.slots.size() <= static_cast<std::size_t>(slot)) frame.slots.resize(static_cast<std::size_t>(slot) + 1);
  frame.slots[static_cast<std::size_t>(slot)] = value;
}

Step& Evaluator::element_step(const std::string& variable, const Value& item, std::size_t index) {
  Step& step = new_step(Step::Kind::Element);
  step.label = variable + " " + std::to_string(index + 1);
  if (const auto* record = item.get<const Record*>()) {
    step.record = *record;
    step.place = (*record)->place;
  }
  return step;
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

/// One element, and what it says: of `every`, that it does not count or satisfies; of `some`, that both.
Step& Evaluator::quantified_element(const node::Quantified& n, const Value& item, std::size_t index, Frame& frame, bool& counts) {
  bind(frame, n.slot, item);
  Step& element = element_step(n.variable, item, index);
  element.type = n.satisfies->type;
  Value in = Value::of(Truth::True);
  if (n.where != nullptr) {
    const Step* where = eval(*n.where, frame);
    element.children.push_back(where);
    in = where->value;
  }
  counts = in.truth() != Truth::False;
  if (!counts) return element;
  const Step* satisfies = eval(*n.satisfies, frame);
  element.children.push_back(satisfies);
  element.value = n.every ? negated(both_hold(in, negated(satisfies->value))) : both_hold(in, satisfies->value);
  return element;
}

void Evaluator::eval_quantified(const node::Quantified& n, Frame& frame, Step& step) {
  const Step* list_step = eval(*n.list, frame);
  const ListData* list = list_of(*list_step, step);
  if (list == nullptr || !list->complete) step.children.push_back(list_step);
  if (list == nullptr) return;
  Truth truth = n.every ? Truth::True : Truth::False;
  Causes causes = list->open;
  const auto join = [&](Truth one) { truth = n.every ? kleene_and(truth, one) : kleene_or(truth, one); };
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    bool counts = false;
    const Step& element = quantified_element(n, list->items[i], i, frame, counts);
    if (!counts) continue;
    step.children.push_back(&element);
    causes.insert(causes.end(), element.value.causes.begin(), element.value.causes.end());
    join(element.value.truth());
  }
  if (!list->complete) join(Truth::Unknown);
  add_causes(causes, {});
  step.value = Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
}

// ── Aggregates ─────────────────────────────────────────────────────────────────────────────────

void Evaluator::eval_aggregate(const node::Aggregate& n, const Type& type, Frame& frame, Step& step) {
  const Step* list_step = eval(*n.list, frame);
  const ListData* list = list_of(*list_step, step);
  if (list == nullptr || !list->complete || n.slot < 0) step.children.push_back(list_step);
  if (list == nullptr) return;
  const Terms terms = terms_of(n, *list, frame, step);
  using Kind = dsl::Aggregate::Kind;
  switch (n.kind) {
    case Kind::Sum: step.value = total_of(terms, type, frame); return;
    case Kind::Count: step.value = count_of(terms); return;
    case Kind::CountDistinct: step.value = distinct_of(terms, n.value->type, frame); return;
    case Kind::Min: step.value = extreme_of(terms, type, Extreme::Least, frame); return;
    case Kind::Max: step.value = extreme_of(terms, type, Extreme::Greatest, frame); return;
    case Kind::List: step.value = collected(terms); return;
  }
}

/// What of the list counts, surely or perhaps, and what each gives.
Evaluator::Terms Evaluator::terms_of(const node::Aggregate& n, const ListData& list, Frame& frame, Step& step) {
  Terms terms;
  terms.complete = list.complete;
  terms.open = list.open;
  terms.never_negative = n.value != nullptr && !list.complete && never_negative(*n.value);
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    if (n.slot < 0) {
      terms.all.push_back({Truth::True, list.items[i], {}});
    } else if (auto term = term_of(n, list.items[i], i, frame, step)) {
      terms.all.push_back(std::move(*term));
    }
  }
  return terms;
}

/// Binds one element, and works out whether it counts and what it gives. Nothing if it does not count.
std::optional<Evaluator::Term> Evaluator::term_of(const node::Aggregate& n, const Value& item, std::size_t index, Frame& frame, Step& step) {
  bind(frame, n.slot, item);
  Step& shown = element_step(n.variable, item, index);
  Term term;
  if (n.where != nullptr) {
    const Step* where = eval(*n.where, frame);
    shown.children.push_back(where);
    term.in = where->value.truth();
    if (term.in == Truth::False) return std::nullopt;
    if (term.in == Truth::Unknown) term.why_in = where->value.causes;
  }
  if (n.value != nullptr) {
    const Step* value = eval(*n.value, frame);
    shown.children.push_back(value);
    shown.value = value->value;
    shown.type = n.value->type;
    term.value = value->value;
  }
  step.children.push_back(&shown);
  return term;
}

/// Why an aggregate may be another than it seems.
Causes Evaluator::causes_of(const Terms& terms) {
  Causes causes = terms.open;
  for (const Term& term : terms.all) {
    causes.insert(causes.end(), term.value.causes.begin(), term.value.causes.end());
    causes.insert(causes.end(), term.why_in.begin(), term.why_in.end());
  }
  add_causes(causes, {});
  return causes;
}

/// The ranges of the terms in one unit, and one for all that an open list may still hold.
std::vector<Interval> Evaluator::ranges_of(const Terms& terms, const Type& type, const Frame& frame, Causes& causes) {
  std::vector<Interval> ranges;
  for (const Term& term : terms.all) ranges.push_back(interval_of(term.value));
  if (!terms.complete) ranges.push_back(terms.never_negative ? Interval{Number(), std::nullopt, ""} : Interval{});
  if (is_amount(type)) (void)measure_alike(ranges, type, frame, causes);
  return ranges;
}

Value Evaluator::total_of(const Terms& terms, const Type& type, const Frame& frame) {
  Causes causes = causes_of(terms);
  if (type.kind == TypeKind::Duration) return total_span(terms, std::move(causes));
  const std::vector<Interval> ranges = ranges_of(terms, type, frame, causes);
  Interval total{Number(), Number(), ""};
  for (std::size_t i = 0; i < ranges.size() && !too_long(total); ++i) {
    const bool sure = i >= terms.all.size() || terms.all[i].in == Truth::True;
    total = add(total, sure ? ranges[i] : hull(ranges[i], {Number(), Number(), ""}));
  }
  return result_of(total, type, causes);
}

/// Spans have no bounds: a sum of them is known or it is not.
Value Evaluator::total_span(const Terms& terms, Causes causes) {
  Value total = Value::of(Scalar{Duration{}});
  for (const Term& term : terms.all) {
    if (term.in != Truth::True || term.value.get<Duration>() == nullptr) return Value::unknown(std::move(causes));
    total = apply_to_span(dsl::Chain::Op::Add, *total.get<Duration>(), term.value);
    if (!total.known()) return total;
  }
  return terms.complete ? total : Value::unknown(std::move(causes));
}

Value Evaluator::count_of(const Terms& terms) {
  std::int64_t sure = 0;
  for (const Term& term : terms.all) sure += term.in == Truth::True ? 1 : 0;
  Interval range{Number(sure), Number(static_cast<std::int64_t>(terms.all.size())), ""};
  if (!terms.complete) range.high.reset();
  return value_of(range, simple(TypeKind::Number), causes_of(terms));
}

/// How many groups there are when values are joined that are the same, or (`joined_from` unknown) may be:
/// codes of different length may turn out the same.
std::int64_t Evaluator::groups_of(const std::map<std::string, const Value*>& values, Truth joined_from, const Type& type, const Frame& frame) {
  using Group = std::vector<const Value*>;
  std::vector<Group> groups;
  for (const auto& [text, value] : values) {
    const auto joins = [&](const Value* other) { return compare(*other, type, dsl::Comparison::Op::Is, *value, type, frame).truth() >= joined_from; };
    Group joined{value};
    std::erase_if(groups, [&](const Group& group) {
      if (std::none_of(group.begin(), group.end(), joins)) return false;
      joined.insert(joined.end(), group.begin(), group.end());
      return true;
    });
    groups.push_back(std::move(joined));
  }
  return static_cast<std::int64_t>(groups.size());
}

/// How many different values: at least those that surely count and surely differ, at most all that can.
Value Evaluator::distinct_of(const Terms& terms, const Type& type, const Frame& frame) {
  std::map<std::string, const Value*> sure;
  std::map<std::string, const Value*> possible;
  std::int64_t unknown = 0;
  bool some = false;
  for (const Term& term : terms.all) {
    some = some || term.in == Truth::True;
    if (!term.value.known()) {
      ++unknown;
      continue;
    }
    possible.emplace(exact_text(term.value), &term.value);
    if (term.in == Truth::True) sure.emplace(exact_text(term.value), &term.value);
  }
  const std::int64_t least = groups_of(sure, Truth::Unknown, type, frame);
  Interval range{Number(std::max<std::int64_t>(least, some ? 1 : 0)), Number(groups_of(possible, Truth::True, type, frame) + unknown), ""};
  if (!terms.complete) range.high.reset();
  return value_of(range, simple(TypeKind::Number), causes_of(terms));
}

/// The least or greatest. Of nothing there is none, so without a term that surely counts there are no bounds.
Value Evaluator::extreme_of(const Terms& terms, const Type& type, Extreme which, const Frame& frame) {
  Causes causes = causes_of(terms);
  const bool some = std::any_of(terms.all.begin(), terms.all.end(), [](const Term& t) { return t.in == Truth::True; });
  if (!some) {
    if (terms.all.empty() && terms.complete) return undefined("there is no least or greatest of nothing");
    return value_of(no_number(), type, std::move(causes));
  }
  if (!is_numeric(type)) return extreme_in_time(terms, type, which, std::move(causes), frame);
  const std::vector<Interval> ranges = ranges_of(terms, type, frame, causes);
  std::optional<Interval> range;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    Interval one = ranges[i];
    // What may not count cannot pull the result beyond those that do, only toward itself.
    const bool sure = i < terms.all.size() && terms.all[i].in == Truth::True;
    if (!sure) (which == Extreme::Least ? one.high : one.low).reset();
    range = !range ? one : which == Extreme::Least ? least(*range, one) : greatest(*range, one);
  }
  return result_of(*range, type, causes);
}

/// Days, instants and spans have no bounds: the extreme is known if nothing that may count can pass it.
Value Evaluator::extreme_in_time(const Terms& terms, const Type& type, Extreme which, Causes causes, const Frame& frame) {
  const auto passes = [&](const Value& a, const Value& b) {
    return compare(a, type, which == Extreme::Least ? dsl::Comparison::Op::Less : dsl::Comparison::Op::Greater, b, type, frame).truth() == Truth::True;
  };
  const Value* best = nullptr;
  for (const Term& term : terms.all) {
    if (!term.value.known()) return Value::unknown(std::move(causes));
    if (term.in == Truth::True && (best == nullptr || passes(term.value, *best))) best = &term.value;
  }
  const bool passed = std::any_of(terms.all.begin(), terms.all.end(), [&](const Term& t) { return t.in != Truth::True && passes(t.value, *best); });
  return passed || !terms.complete ? Value::unknown(std::move(causes)) : *best;
}

/// `list of`: what may count makes the list open.
Value Evaluator::collected(const Terms& terms) {
  auto out = std::make_shared<ListData>();
  out->complete = terms.complete;
  out->open = terms.open;
  for (const Term& term : terms.all) {
    if (term.in == Truth::True) {
      out->items.push_back(term.value);
      continue;
    }
    out->complete = false;
    add_causes(out->open, term.why_in);
  }
  Value value;
  value.data = std::shared_ptr<const ListData>(std::move(out));
  return value;
}

}  // namespace shibo::engine
