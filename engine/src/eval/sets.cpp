// Membership: in lists, ranges and groups.

#include "eval/constructs.hpp"

namespace shibo::engine {

namespace {

Value in_set(Evaluation& ev, const Value& left, const Type& type, const Node& set, Frame& frame, Step& step);
Value in_list(Evaluation& ev, const Value& left, const Type& type, const ListData& list, Frame& frame);

}  // namespace

void work_out(Evaluation& ev, const node::In& n, Frame& frame, Step& step) {
  const Step* left = eval(ev, *n.left, frame);
  step.children.push_back(left);
  Truth truth = Truth::False;
  Causes causes;
  for (const Node* set : n.sets) {
    const Value one = in_set(ev, left->value, n.left->type, *set, frame, step);
    truth = kleene_or(truth, one.truth());
    add_causes(causes, one.causes());
  }
  if (n.negated) truth = kleene_not(truth);
  step.value = Value::of(truth, causes);
}

Value in_range_of(Evaluation& ev, const Value& value, const Type& type, const Value& from, const Value& to,
                  const Frame& frame) {
  using Op = dsl::Comparison::Op;
  return both_hold(compare(ev, value, type, Op::GreaterEqual, from, type, frame),
                   compare(ev, value, type, Op::LessEqual, to, type, frame));
}

Value in_codes(Evaluation& ev, const Value& code, const std::vector<HsRange>& ranges) {
  const auto* hs = code.get<HsCode>();
  const Truth truth = hs != nullptr ? in_one_of(*hs, ranges) : ranges.empty() ? Truth::False : Truth::Unknown;
  return Value::of(truth, truth == Truth::Unknown ? too_short(ev, code) : Causes{});
}

Causes too_short(Evaluation& ev, const Value& code) {
  if (!code.known()) return code.causes();
  const Fact* said_by = code.short_code();
  if (said_by != nullptr && said_by->too_short) return {&*said_by->too_short};
  why::FewDigits few{to_text(code, {})};
  if (said_by == nullptr) return {ev.cause({std::move(few)})};
  said_by->too_short = Cause{std::move(few), said_by->at.path(), said_by->field, *said_by->at.place, {}};
  return {&*said_by->too_short};
}

namespace {

Value in_set(Evaluation& ev, const Value& left, const Type& type, const Node& set, Frame& frame, Step& step) {
  if (const auto* range = std::get_if<node::Range>(&set.what)) {
    const Step* from = eval(ev, *range->from, frame);
    const Step* to = eval(ev, *range->to, frame);
    step.children.push_back(from);
    step.children.push_back(to);
    return in_range_of(ev, left, type, from->value, to->value, frame);
  }
  if (type.kind == TypeKind::Record || type.kind == TypeKind::Hs) {
    if (set.type.kind == TypeKind::Kind || std::holds_alternative<node::GroupRef>(set.what))
      return in_kind(ev, left, set, frame, step);
  }
  if (const auto* group = std::get_if<node::GroupRef>(&set.what))
    return in_group(ev, left, type, *group->group, frame.date);
  if (const auto* as_of = std::get_if<node::AsOf>(&set.what)) {
    const Step* date = eval(ev, *as_of->date, frame);
    step.children.push_back(date);
    return in_set(ev, left, type, *as_of->value, frame_on(ev, frame, date->value), step);
  }
  const Step* list = eval(ev, set, frame);
  step.children.push_back(list);
  const auto* data = list->value.get<std::shared_ptr<const ListData>>();
  if (data == nullptr) return Value::unknown(list->value.causes());
  return in_list(ev, left, type, **data, frame);
}

Value in_list(Evaluation& ev, const Value& left, const Type& type, const ListData& list, Frame& frame) {
  Truth truth = Truth::False;
  Causes causes;
  ev.spend((list.items.size() + list.perhaps.size()) / 8);
  for (const Value& item : list.items) {
    const Value is = compare(ev, left, type, dsl::Comparison::Op::Is, item, type, frame);
    truth = kleene_or(truth, is.truth());
    if (is.truth() == Truth::Unknown) add_causes(causes, is.causes());
  }
  for (const PerhapsElement& perhaps : list.perhaps) {
    const Value is = compare(ev, left, type, dsl::Comparison::Op::Is, perhaps.value, type, frame);
    if (is.truth() == Truth::False) continue;
    truth = kleene_or(truth, Truth::Unknown);
    add_causes(causes, perhaps.why);
    if (is.truth() == Truth::Unknown) add_causes(causes, is.causes());
  }
  if (!list.complete) {
    truth = kleene_or(truth, Truth::Unknown);
    add_causes(causes, list.open);
  }
  return Value::of(truth, causes);
}

}  // namespace

Value same_elements(Evaluation& ev, const Value& left, const Value& right, const Type& type, const Frame& frame) {
  const auto* a = left.get<std::shared_ptr<const ListData>>();
  const auto* b = right.get<std::shared_ptr<const ListData>>();
  if (a == nullptr || b == nullptr) return unknown_of(left, right);
  Causes causes = (*a)->why_not_whole();
  add_causes(causes, (*b)->why_not_whole());
  if (!(*a)->whole() || !(*b)->whole()) return Value::unknown(causes);
  if ((*a)->items.size() != (*b)->items.size()) return Value::of(Truth::False);
  std::vector<const Value*> rest;
  for (const Value& item : (*b)->items) rest.push_back(&item);
  Truth truth = Truth::True;
  for (const Value& item : (*a)->items) {
    ev.spend(rest.size() / 8);
    Truth found = Truth::False;
    auto partner = rest.end();
    for (auto other = rest.begin(); other != rest.end() && found != Truth::True; ++other) {
      const Value is = compare(ev, item, type, dsl::Comparison::Op::Is, **other, type, frame);
      found = kleene_or(found, is.truth());
      if (is.truth() == Truth::True) partner = other;
      if (is.truth() == Truth::Unknown) add_causes(causes, is.causes());
    }
    truth = kleene_and(truth, found);
    if (partner != rest.end()) rest.erase(partner);
  }
  return Value::of(truth, causes);
}

namespace {

Value is_member(Evaluation& ev, const Value& left, const Type& type, const GroupText::Member& member,
                const LawDate& date) {
  if (member.group != nullptr) return in_group(ev, left, type, *member.group, date);
  if (!member.codes.empty()) return in_codes(ev, left, member.codes);
  const Frame nowhere;  // members are plain values: no record is asked about
  if (member.to) return in_range_of(ev, left, type, Value::of(*member.value), Value::of(*member.to), nowhere);
  return compare(ev, left, type, dsl::Comparison::Op::Is, Value::of(*member.value), type, nowhere);
}

}  // namespace

Value in_group(Evaluation& ev, const Value& left, const Type& type, const Named& group, const LawDate& date) {
  Value why_not;
  const Text* text = text_on(ev, group, date, why_not);
  if (text == nullptr) return why_not;
  const Evaluation::Deeper deeper(ev);
  if (ev.stopped()) return ev.stopped_value();
  ev.rests_on(group.name, text->law);
  Truth truth = Truth::False;
  Causes causes;
  std::vector<HsRange> codes;  // that are surely members
  for (const GroupText::Row& row : std::get<GroupText>(text->body).rows) {
    ev.spend(row.members.size() / 8 + 1);
    for (const GroupText::Member& member : row.members) {
      const Value is = is_member(ev, left, type, member, date);
      if (is.truth() != Truth::False) ev.rests_on(group.name, row.law, row.law.dated() ? date.day : std::nullopt);
      const Value one = both_hold(period_value(row.law, date), is);
      truth = kleene_or(truth, one.truth());
      add_causes(causes, one.causes());
      if (is.truth() == Truth::Unknown && in_period(row.law, date) == Truth::True)
        codes.insert(codes.end(), member.codes.begin(), member.codes.end());
    }
  }
  const auto* hs = left.get<HsCode>();
  if (truth == Truth::Unknown && hs != nullptr) truth = kleene_or(truth, in_one_of(*hs, codes));
  return Value::of(truth, causes);
}

}  // namespace shibo::engine
