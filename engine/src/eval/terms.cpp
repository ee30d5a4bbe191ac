#include "eval/terms.hpp"

#include <algorithm>

#include "program/types.hpp"

namespace shibo::engine {

/// Why an aggregate may be another than it seems.
Causes Terms::why_open() const {
  Causes causes = open_;
  for (const Term& term : all_) {
    causes.insert(causes.end(), term.value.causes().begin(), term.value.causes().end());
    causes.insert(causes.end(), term.why_in.begin(), term.why_in.end());
  }
  put_in_order(causes);
  return causes;
}

/// The ranges of the terms in one unit, and one for all that an open list may still hold.
std::vector<Interval> Terms::in_one_unit(const Type& type, Causes& causes) const {
  std::vector<Interval> ranges;
  for (const Term& term : all_) ranges.push_back(interval_of(term.value));
  if (!complete_) ranges.push_back(never_negative_ ? Interval{Number(), std::nullopt, ""} : Interval{});
  if (is_amount(type)) (void)measure_alike(ev_, ranges, type, frame_, causes);
  return ranges;
}

Value Terms::total(const Type& type) const {
  Causes causes = why_open();
  if (type.kind == TypeKind::Duration) return total_span(std::move(causes));
  const std::vector<Interval> ranges = in_one_unit(type, causes);
  Interval total{Number(), Number(), ""};
  for (std::size_t i = 0; i < ranges.size() && !too_long(total); ++i) {
    const bool sure = i >= all_.size() || all_[i].in == Truth::True;
    total = add(total, sure ? ranges[i] : hull(ranges[i], {Number(), Number(), ""}));
  }
  if (not_none_ && !some_counts() && all_.size() == 1) return all_.front().value;
  return result_of(ev_, total, type, causes);
}

/// Spans have no bounds: a sum of them is known or it is not.
Value Terms::total_span(Causes causes) const {
  Value total = Value::of(Scalar{Duration{}});
  for (const Term& term : all_) {
    if (term.in != Truth::True || term.value.get<Duration>() == nullptr) return Value::unknown(std::move(causes));
    total = apply_to_span(ev_, dsl::Chain::Op::Add, *total.get<Duration>(), term.value);
    if (!total.known()) return total;
  }
  return complete_ ? total : Value::unknown(std::move(causes));
}

Value Terms::count() const {
  std::int64_t sure = 0;
  for (const Term& term : all_) sure += term.in == Truth::True ? 1 : 0;
  Interval range{Number(sure), Number(static_cast<std::int64_t>(all_.size())), ""};
  if (!complete_) range.high.reset();
  return value_of(range, simple(TypeKind::Number), why_open());
}

/// How many groups there are when values are joined that are the same, or (`joined_from` unknown) may be:
/// codes of different length may turn out the same.
std::int64_t Terms::groups_of(const std::map<std::string, const Value*>& values, const Type& type) const {
  using Group = std::vector<const Value*>;
  std::vector<Group> groups;
  for (const auto& [text, value] : values) {
    ev_.spend(groups.size() / 8);
    if (ev_.stopped()) break;
    const auto joins = [&, value = value](const Value* other) {  // clang 14 cannot capture a binding by itself
      return are_same(*other, *value, type) == Truth::True;
    };
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

/// How many of these differ from each other, whatever the others are. Of codes the longest are counted first: one that
/// begins several may be any of them, and takes nothing from what tells these apart.
std::int64_t Terms::surely_different(const std::map<std::string, const Value*>& values, const Type& type) const {
  std::vector<const Value*> all;
  for (const auto& [text, value] : values) all.push_back(value);
  const auto digits = [](const Value* value) {
    const auto* code = value->get<HsCode>();
    return code != nullptr ? code->digits.size() : 0;
  };
  std::stable_sort(all.begin(), all.end(), [&](const Value* a, const Value* b) { return digits(a) > digits(b); });
  std::vector<const Value*> counted;
  for (const Value* value : all) {
    ev_.spend(counted.size() / 8);
    if (ev_.stopped()) break;
    if (std::all_of(counted.begin(), counted.end(),
                    [&](const Value* other) { return are_same(*other, *value, type) == Truth::False; }))
      counted.push_back(value);
  }
  return static_cast<std::int64_t>(counted.size());
}

Truth Terms::are_same(const Value& a, const Value& b, const Type& type) const {
  const auto* one = a.get<HsCode>();
  const auto* other = b.get<HsCode>();
  if (one != nullptr && other != nullptr) return same_code(*one, *other);
  return compare(ev_, a, type, dsl::Comparison::Op::Is, b, type, frame_).truth();
}

/// What keeps it open how many values differ: codes too short to tell whether they are the same as another.
Causes Terms::why_alike(const std::map<std::string, const Value*>& values, const Type& type) const {
  Causes causes;
  for (auto one = values.begin(); type.kind == TypeKind::Hs && one != values.end(); ++one) {
    ev_.spend(values.size() / 8);
    if (ev_.stopped()) break;
    const HsCode& code = *one->second->get<HsCode>();
    const bool tells = std::all_of(values.begin(), values.end(), [&](const auto& other) {
      if (other.second == one->second) return true;
      const HsCode& another = *other.second->template get<HsCode>();
      return another.digits.size() < code.digits.size() || same_code(code, another) != Truth::Unknown;
    });
    if (tells) continue;
    const Causes why = too_short(ev_, *one->second);
    causes.insert(causes.end(), why.begin(), why.end());
  }
  put_in_order(causes);
  return causes;
}

/// How many different values: at least those that surely count and surely differ, at most all that can.
Value Terms::distinct(const Type& type) const {
  std::map<std::string, const Value*> sure;
  std::map<std::string, const Value*> possible;
  std::int64_t unknown = 0;
  bool some = false;
  for (const Term& term : all_) {
    some = some || term.in == Truth::True;
    if (!term.value.known()) {
      ++unknown;
      continue;
    }
    const std::string text = exact_text(term.value);
    // Two equal codes that are too short to tell may be different ones.
    const bool itself = are_same(term.value, term.value, type) == Truth::True;
    possible.emplace(itself ? text : text + '#' + std::to_string(possible.size()), &term.value);
    if (term.in == Truth::True) sure.emplace(text, &term.value);
  }
  const std::int64_t least = surely_different(sure, type);
  Interval range{Number(std::max<std::int64_t>(least, some ? 1 : 0)), Number(groups_of(possible, type) + unknown), ""};
  if (!complete_) range.high.reset();
  Causes causes = why_open();
  if (!range.point()) add_causes(causes, why_alike(possible, type));
  return value_of(range, simple(TypeKind::Number), std::move(causes));
}

bool Terms::some_counts() const {
  return std::any_of(all_.begin(), all_.end(), [](const Term& t) { return t.in == Truth::True; });
}

/// The extreme of those that count is one of all, where any may be the only one. Requires: there are terms.
Value Terms::one_of_all(const Type& type) const {
  std::vector<Value> values;
  for (const Term& term : all_) values.push_back(term.value);
  return agreed(values, type, why_open());
}

/// The least or greatest. Of nothing there is none, so without a term that surely counts there are no bounds.
Value Terms::extreme(const Type& type, Extreme which) const {
  Causes causes = why_open();
  if (!some_counts()) {
    if (not_none_) return one_of_all(type);
    if (all_.empty() && complete_) return undefined(ev_, why::NoValue::Of::ExtremeOfNothing);
    return value_of(no_number(), type, std::move(causes));
  }
  if (!is_numeric(type)) return extreme_in_time(type, which, std::move(causes));
  const std::vector<Interval> ranges = in_one_unit(type, causes);
  std::optional<Interval> range;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    Interval one = ranges[i];
    // What may not count cannot pull the result beyond those that do, only toward itself.
    const bool sure = i < all_.size() && all_[i].in == Truth::True;
    if (!sure) (which == Extreme::Least ? one.high : one.low).reset();
    range = !range ? one : which == Extreme::Least ? least(*range, one) : greatest(*range, one);
  }
  return result_of(ev_, *range, type, causes);
}

/// Days, instants and spans have no bounds: the extreme is known if nothing that may count can pass it.
Value Terms::extreme_in_time(const Type& type, Extreme which, Causes causes) const {
  const auto passes = [&](const Value& a, const Value& b) {
    const auto op = which == Extreme::Least ? dsl::Comparison::Op::Less : dsl::Comparison::Op::Greater;
    return compare(ev_, a, type, op, b, type, frame_).truth() == Truth::True;
  };
  const Value* best = nullptr;
  for (const Term& term : all_) {
    if (!term.value.known()) return Value::unknown(std::move(causes));
    if (term.in == Truth::True && (best == nullptr || passes(term.value, *best))) best = &term.value;
  }
  if (best == nullptr) return Value::unknown(std::move(causes));
  const bool passed = std::any_of(all_.begin(), all_.end(),
                                  [&](const Term& t) { return t.in != Truth::True && passes(t.value, *best); });
  return passed || !complete_ ? Value::unknown(std::move(causes)) : *best;
}

/// `list of`: what may count may be an element.
Value Terms::collected() const {
  auto out = std::make_shared<ListData>();
  out->complete = complete_;
  out->open = open_;
  for (const Term& term : all_) {
    if (term.in == Truth::True) out->items.push_back(term.value);
    else out->perhaps.push_back({term.value, term.why_in});
  }
  Value value;
  value.data = std::shared_ptr<const ListData>(std::move(out));
  return value;
}

Value Terms::any_holds() const {
  Truth truth = Truth::False;
  for (const Term& term : all_) truth = kleene_or(truth, kleene_and(term.in, term.value.truth()));
  if (truth == Truth::Unknown && not_none_ && !some_counts()) return one_of_all(simple(TypeKind::Condition));
  return Value::of(truth, truth == Truth::Unknown ? why_open() : Causes{});
}

Value Terms::all_hold() const {
  Truth truth = Truth::True;
  for (const Term& term : all_) truth = kleene_and(truth, kleene_or(kleene_not(term.in), term.value.truth()));
  if (truth == Truth::Unknown && not_none_ && !some_counts()) return one_of_all(simple(TypeKind::Condition));
  return Value::of(truth, truth == Truth::Unknown ? why_open() : Causes{});
}

}  // namespace shibo::engine
