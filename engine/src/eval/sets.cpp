// Membership: in lists, ranges, groups, and sets of goods.
#include <algorithm>

#include "eval/evaluator.hpp"

namespace shibo::engine {

void Evaluator::eval_in(const node::In& n, Frame& frame, Step& step) {
  const Step* left = eval(*n.left, frame);
  step.children.push_back(left);
  Truth truth = Truth::False;
  Causes causes;
  for (const Node* set : n.sets) {
    const Value one = in_set(left->value, n.left->type, *set, frame, step);
    truth = kleene_or(truth, one.truth());
    add_causes(causes, one.causes);
  }
  if (n.negated) truth = kleene_not(truth);
  step.value = Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
}

Value Evaluator::in_set(const Value& left, const Type& type, const Node& set, Frame& frame, Step& step) {
  if (const auto* range = std::get_if<node::Range>(&set.what)) {
    const Step* from = eval(*range->from, frame);
    const Step* to = eval(*range->to, frame);
    step.children.push_back(from);
    step.children.push_back(to);
    using Op = dsl::Comparison::Op;
    const Value low = compare(left, type, Op::GreaterEqual, from->value, range->from->type, frame);
    const Value high = compare(left, type, Op::LessEqual, to->value, range->to->type, frame);
    const Truth truth = kleene_and(low.truth(), high.truth());
    Causes causes = low.causes;
    add_causes(causes, high.causes);
    return Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
  }
  if (type.kind == TypeKind::Record || type.kind == TypeKind::Hs) {
    if (set.type.kind == TypeKind::Kind || std::holds_alternative<node::GroupRef>(set.what)) return in_kind(left, set, frame, step);
  }
  if (const auto* group = std::get_if<node::GroupRef>(&set.what)) return in_group(left, *group->group, frame.date);
  if (const auto* as_of = std::get_if<node::AsOf>(&set.what)) {
    const Step* date = eval(*as_of->date, frame);
    step.children.push_back(date);
    Frame& other = frames_.emplace_back(frame);
    if (const auto* day = date->value.get<Date>()) other.date = {*day, nullptr};
    else other.date = {std::nullopt, date->value.causes.empty() ? nullptr : date->value.causes.front()};
    return in_set(left, type, *as_of->value, other, step);
  }
  const Step* list = eval(set, frame);
  step.children.push_back(list);
  const auto* data = list->value.get<std::shared_ptr<const ListData>>();
  if (data == nullptr) return Value::unknown(list->value.causes);
  return in_list(left, type, **data, frame);
}

Value Evaluator::in_list(const Value& left, const Type& type, const ListData& list, Frame& frame) {
  Truth truth = Truth::False;
  Causes causes;
  for (const Value& item : list.items) {
    const Value is = compare(left, type, dsl::Comparison::Op::Is, item, type, frame);
    truth = kleene_or(truth, is.truth());
    if (is.truth() == Truth::Unknown) add_causes(causes, is.causes);
  }
  if (!list.complete) {
    truth = kleene_or(truth, Truth::Unknown);
    add_causes(causes, list.open);
  }
  if (list.items.empty() && list.complete) return Value::of(Truth::False);
  return Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
}

Truth Evaluator::in_group_rows(const Value& left, const GroupText& body, const LawDate& date, bool& open_date) {
  Truth truth = Truth::False;
  for (const GroupText::Row& row : body.rows) {
    Truth member = Truth::False;
    for (const GroupText::Member& m : row.members) {
      Truth one = Truth::False;
      if (m.group != nullptr) one = in_group(left, *m.group, date).truth();
      if (const auto* hs = left.get<HsCode>()) {
        for (const HsRange& range : m.codes) one = kleene_or(one, in_range(*hs, range));
      }
      if (m.value && !m.to) one = to_truth(same(left, Value::of(*m.value)));
      if (m.value && m.to) {
        Frame none;
        const Type type{std::holds_alternative<Money>(*m.value) ? TypeKind::Money : std::holds_alternative<Quantity>(*m.value) ? TypeKind::Quantity
                        : std::holds_alternative<Number>(*m.value) ? TypeKind::Number : TypeKind::Date, "", nullptr, nullptr, nullptr};
        using Op = dsl::Comparison::Op;
        one = kleene_and(compare(left, type, Op::GreaterEqual, Value::of(*m.value), type, none).truth(),
                         compare(left, type, Op::LessEqual, Value::of(*m.to), type, none).truth());
      }
      member = kleene_or(member, one);
    }
    const Truth in_force = in_period(row.law, date);
    if (in_force == Truth::Unknown && member != Truth::False) open_date = true;
    truth = kleene_or(truth, kleene_and(in_force, member));
  }
  return truth;
}

Value Evaluator::in_group(const Value& left, const Named& group, const LawDate& date) {
  asked_[&group] = true;
  if (!left.known()) return Value::unknown(left.causes);
  Value why_not;
  const Text* text = text_on(group, date, why_not);
  if (text == nullptr) return why_not;
  bool open_date = false;
  const auto* body = std::get_if<GroupText>(&text->body);
  const Truth truth = body != nullptr ? in_group_rows(left, *body, date, open_date) : Truth::Unknown;
  Causes causes;
  if (truth == Truth::Unknown && open_date && date.why != nullptr) causes.push_back(date.why);
  else if (truth == Truth::Unknown)
    causes.push_back(cause({Cause::Kind::Missing, "", "the code is too short to tell", nullptr, {}, {}}));
  return Value::of(truth, causes);
}

// ── Goods ──────────────────────────────────────────────────────────────────────────────────────

Value Evaluator::edition_checked(const Record& record, const Value& code, const Frame& frame) {
  for (std::size_t i = 0; i < record.type->fields.size(); ++i) {
    const FieldType& field = record.type->fields[i];
    if (field.type.kind != TypeKind::Hs || field.edition.empty()) continue;
    const int index = record.type->find(field.edition);
    if (index < 0) return code;
    const Value edition = field_value(record, index);
    if (!edition.known()) return code;  // codes are taken to be of the agreement's edition until somebody says otherwise
    std::string said = to_text(edition, {});
    const PackageInstance* package = frame.package;
    while (package != nullptr && package->editions.empty()) package = package->user;
    if (package == nullptr || !frame.date.day) return code;
    for (const auto& wanted : package->editions) {
      const bool in_force = (!wanted.since || *wanted.since <= *frame.date.day) && (!wanted.until || *frame.date.day <= *wanted.until);
      if (!in_force || said.find(wanted.year) != std::string::npos) continue;
      const std::string path = path_of(record);
      return Value::unknown({cause({Cause::Kind::Edition, (path.empty() ? "" : path + ".") + field.name,
                                    "`" + field.name + "` is a code of HS " + said + ", and the rules are written in HS " + wanted.year, &field, record.fields[i].place, {}})});
    }
    return code;
  }
  return code;
}

/// The HS code of a candidate: itself, or the hs field of a record.
Value Evaluator::hs_of(const Value& candidate, const Frame& frame, Step* step) {
  if (candidate.get<HsCode>() != nullptr || !candidate.known()) return candidate;
  const auto* record = candidate.get<const Record*>();
  if (record == nullptr) return {};
  for (std::size_t i = 0; i < (*record)->type->fields.size(); ++i) {
    const FieldType& field = (*record)->type->fields[i];
    if (field.type.kind != TypeKind::Hs) continue;
    const Value value = field_value(**record, static_cast<int>(i));
    if (step != nullptr) {
      Step& fact = new_step(Step::Kind::Fact);
      fact.record = *record;
      const std::string path = path_of(**record);
      fact.path = (path.empty() ? "" : path + ".") + field.name;
      fact.place = (*record)->fields.size() > i ? (*record)->fields[i].place : (*record)->place;
      fact.type = field.type;
      fact.value = value;
      step->children.push_back(&fact);
    }
    return edition_checked(**record, value, frame);
  }
  return {};
}

Value Evaluator::in_kind(const Value& candidate, const Node& kind, const Frame& frame, Step& step) {
  Truth truth = Truth::Unknown;
  Causes causes;
  const auto unknown_code = [&](const Value& code, Truth t) {
    if (t != Truth::Unknown) return;
    if (!code.causes.empty()) add_causes(causes, code.causes);
    else causes.push_back(cause({Cause::Kind::Missing, "", "the code `" + to_text(code, {}) + "` is too short to tell", nullptr, {}, kind.written}));
  };
  if (std::holds_alternative<node::Anything>(kind.what)) return Value::of(Truth::True);
  if (std::holds_alternative<node::Nothing>(kind.what)) return Value::of(Truth::False);
  if (const auto* argument = std::get_if<node::Argument>(&kind.what)) {
    const Value& passed = frame.arguments[static_cast<std::size_t>(argument->index)];
    const auto* data = passed.get<KindData>();
    if (data == nullptr || data->node == nullptr) return Value::unknown(passed.causes);
    return in_kind(candidate, *data->node, *data->frame, step);
  }
  if (const auto* codes = std::get_if<node::Codes>(&kind.what)) {
    const Value code = hs_of(candidate, frame, &step);
    truth = Truth::False;
    const auto* hs = code.get<HsCode>();
    for (const HsRange& range : codes->ranges) truth = kleene_or(truth, hs != nullptr ? in_range(*hs, range) : Truth::Unknown);
    unknown_code(code, truth);
    return Value::of(truth, causes);
  }
  if (const auto* group = std::get_if<node::GroupRef>(&kind.what)) {
    const Value code = hs_of(candidate, frame, &step);
    return in_group(code, *group->group, frame.date);
  }
  if (const auto* level = std::get_if<node::SameLevel>(&kind.what)) {
    static constexpr int kDigits[] = {2, 4, 6, 12};
    const Value code = hs_of(candidate, frame, &step);
    Frame& home = const_cast<Frame&>(frame);  // evaluation in the kind's own record adds slots only
    const Step* own = eval(*level->code, home);
    Value reference = own->value;
    const auto* a = code.get<HsCode>();
    const auto* b = reference.get<HsCode>();
    truth = a != nullptr && b != nullptr ? same_level(*a, *b, kDigits[static_cast<int>(level->level)]) : Truth::Unknown;
    if (truth == Truth::Unknown) {
      add_causes(causes, code.causes);
      add_causes(causes, reference.causes);
      if (causes.empty()) unknown_code(a != nullptr ? code : reference, truth);
    }
    return Value::of(truth, causes);
  }
  if (const auto* all = std::get_if<node::Union>(&kind.what)) {
    truth = Truth::False;
    for (const Node* one : all->kinds) {
      const Value value = in_kind(candidate, *one, frame, step);
      truth = kleene_or(truth, value.truth());
      add_causes(causes, value.causes);
    }
    return Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
  }
  if (const auto* both = std::get_if<node::Both>(&kind.what)) {
    const Value left = in_kind(candidate, *both->left, frame, step);
    const Value right = in_kind(candidate, *both->right, frame, step);
    truth = kleene_and(left.truth(), right.truth());
    add_causes(causes, left.causes);
    add_causes(causes, right.causes);
    return Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
  }
  const auto* record = candidate.get<const Record*>();
  if (const auto* predicate = std::get_if<node::Predicate>(&kind.what); predicate != nullptr && record != nullptr) {
    const Step* asked = ask_on(*predicate->condition, *record, {}, frame.date, 0);
    step.children.push_back(asked);
    return asked->value.known() ? asked->value : Value::unknown(asked->value.causes);
  }
  if (const auto* fact = std::get_if<node::FactOfCandidate>(&kind.what); fact != nullptr && record != nullptr) {
    Frame& about = frames_.emplace_back();
    about.self = *record;
    about.package = frame.package;
    about.date = frame.date;
    Step& shown = new_step(Step::Kind::Fact);
    shown.type = Type{TypeKind::Condition, "", nullptr, nullptr, nullptr};
    const auto guard = program_.only_where.find({(*record)->type, fact->index});
    shown.record = *record;
    const std::string path = path_of(**record);
    shown.path = (path.empty() ? "" : path + ".") + fact->name;
    shown.value = field_value(**record, fact->index);
    if (guard != program_.only_where.end() && eval(*guard->second, about)->value.truth() == Truth::False) shown.value = Value::of(Truth::False);
    step.children.push_back(&shown);
    return shown.value;
  }
  return Value::unknown({cause({Cause::Kind::Missing, "", "only the code is known, and this asks about the good itself", nullptr, {}, kind.written})});
}

}  // namespace shibo::engine
