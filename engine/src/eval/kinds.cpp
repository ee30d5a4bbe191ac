// Kinds: is a good in a set of goods? By its code, by facts of it, by what it was written beside.
#include <algorithm>

#include "eval/evaluator.hpp"
#include "sema/types.hpp"

namespace shibo::engine {

/// The edition of the HS that the package is written in on a day; null where it says none.
const PackageInstance::Edition* Evaluator::edition_of(const Frame& frame) {
  const PackageInstance* package = frame.package;
  while (package != nullptr && package->editions.empty()) package = package->user;
  if (package == nullptr || !frame.date.day) return nullptr;
  for (const auto& edition : package->editions) {
    const bool begun = !edition.since || *edition.since <= *frame.date.day;
    if (begun && (!edition.until || *frame.date.day <= *edition.until)) return &edition;
  }
  return nullptr;
}

/// A code of another edition than the rules' is unknown to them. Where nobody says which it is of, it is
/// taken to be of theirs.
Value Evaluator::edition_checked(const Record& record, int index, const Value& code, const Frame& frame) {
  const FieldType& field = record.type->fields[static_cast<std::size_t>(index)];
  const int said_by = field.edition.empty() ? -1 : record.type->find(field.edition);
  const PackageInstance::Edition* wanted = edition_of(frame);
  if (said_by < 0 || wanted == nullptr || !code.known()) return code;
  const Value edition = field_value(record, said_by);
  if (!edition.known()) return code;
  const std::string said = to_text(edition, {});
  if (said.find(wanted->year) != std::string::npos) return code;
  return Value::unknown({cause({Cause::Kind::Edition, path_to(record, field.name), "`" + field.name + "` is a code of HS " + said + ", and the rules are written in HS " + wanted->year,
                                &field, record.fields[static_cast<std::size_t>(index)].place, {}})});
}

/// The HS code of a candidate: itself, or the first hs field of a record.
Value Evaluator::hs_of(const Value& candidate, const Frame& frame, Step& step) {
  const auto* record = candidate.get<const Record*>();
  if (record == nullptr) return candidate;
  const auto& fields = (*record)->type->fields;
  const auto field = std::find_if(fields.begin(), fields.end(), [](const FieldType& f) { return f.type.kind == TypeKind::Hs; });
  if (field == fields.end()) return not_of_this(candidate, nullptr);
  const int index = static_cast<int>(field - fields.begin());
  Step& fact = fact_step(**record, index);
  fact.value = edition_checked(**record, index, field_value(**record, index), frame);
  step.children.push_back(&fact);
  return fact.value;
}

/// A kind is asked of a candidate: of its code, or of the good itself.
Value Evaluator::in_kind(const Value& candidate, const Node& kind, Frame& frame, Step& step) {
  return std::visit(
      [&](const auto& what) -> Value {
        if constexpr (requires { in_kind_of(candidate, what, frame, step); }) return in_kind_of(candidate, what, frame, step);
        else return Value::unknown({});  // no other node is of type kind (sema/kind.cpp)
      },
      kind.what);
}

Value Evaluator::in_kind_of(const Value&, const node::Anything&, Frame&, Step&) { return Value::of(Truth::True); }
Value Evaluator::in_kind_of(const Value&, const node::Nothing&, Frame&, Step&) { return Value::of(Truth::False); }

/// A kind that was passed on is about the record in which it was written.
Value Evaluator::in_kind_of(const Value& candidate, const node::Argument& n, Frame& frame, Step& step) {
  const Value& passed = frame.arguments[static_cast<std::size_t>(n.index)];
  const auto* data = passed.get<KindData>();
  return data != nullptr ? in_kind(candidate, *data->node, *data->frame, step) : Value::unknown(passed.causes);
}

Value Evaluator::in_kind_of(const Value& candidate, const node::Codes& n, Frame& frame, Step& step) {
  return in_codes(hs_of(candidate, frame, step), n.ranges);
}

Value Evaluator::in_kind_of(const Value& candidate, const node::GroupRef& n, Frame& frame, Step& step) {
  return in_group(hs_of(candidate, frame, step), simple(TypeKind::Hs), *n.group, frame.date);
}

/// `chapter of hs`: the same first digits as the code of the record in which the kind was written.
Value Evaluator::in_kind_of(const Value& candidate, const node::SameLevel& n, Frame& frame, Step& step) {
  static constexpr int kDigits[] = {2, 4, 6, 12};
  const int digits = kDigits[static_cast<int>(n.level)];
  const Value theirs = hs_of(candidate, frame, step);
  const Value& ours = eval(*n.code, frame)->value;
  const auto* a = theirs.get<HsCode>();
  const auto* b = ours.get<HsCode>();
  const Truth truth = a != nullptr && b != nullptr ? same_level(*a, *b, digits) : Truth::Unknown;
  Causes causes;
  for (const Value* code : {&theirs, &ours}) {
    const auto* hs = code->get<HsCode>();
    if (truth == Truth::Unknown && (hs == nullptr || hs->digits.size() < static_cast<std::size_t>(digits))) add_causes(causes, too_short(*code));
  }
  return Value::of(truth, causes);
}

Value Evaluator::in_kind_of(const Value& candidate, const node::Union& n, Frame& frame, Step& step) {
  Truth truth = Truth::False;
  Causes causes;
  for (const Node* one : n.kinds) {
    const Value value = in_kind(candidate, *one, frame, step);
    truth = kleene_or(truth, value.truth());
    add_causes(causes, value.causes);
  }
  return Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
}

Value Evaluator::in_kind_of(const Value& candidate, const node::Both& n, Frame& frame, Step& step) {
  const Value left = in_kind(candidate, *n.left, frame, step);
  return both_hold(left, in_kind(candidate, *n.right, frame, step));
}

Value Evaluator::in_kind_of(const Value& candidate, const node::Predicate& n, Frame& frame, Step& step) {
  const Record* record = asked_good(candidate, n.condition->record);
  if (record == nullptr) return not_of_this(candidate, n.condition->record);
  const Step* asked = ask_on(*n.condition, record, {}, frame.date, 0);
  step.children.push_back(asked);
  return asked->value;
}

Value Evaluator::in_kind_of(const Value& candidate, const node::FactOfCandidate& n, Frame& frame, Step& step) {
  const Record* record = asked_good(candidate, n.record);
  if (record == nullptr) return not_of_this(candidate, n.record);
  Step& fact = fact_step(*record, n.index);
  fact.value = guarded_fact(*record, n.index, frame, fact);
  step.children.push_back(&fact);
  return fact.value;
}

/// A table of kinds gives one.
Value Evaluator::in_kind_of(const Value& candidate, const node::Call& n, Frame& frame, Step& step) {
  Step& asked = new_step(Step::Kind::Expression);
  eval_call(n, frame, asked);
  step.children.push_back(&asked);
  const auto* data = asked.value.get<KindData>();
  return data != nullptr ? in_kind(candidate, *data->node, *data->frame, step) : Value::unknown(asked.value.causes);
}

Value Evaluator::in_kind_of(const Value& candidate, const node::AsOf& n, Frame& frame, Step& step) {
  const Step* date = eval(*n.date, frame);
  step.children.push_back(date);
  return in_kind(candidate, *n.value, frame_on(frame, date->value), step);
}

/// The candidate, if it is a record of this type: facts and conditions cannot be asked of a code, or of another record.
const Record* Evaluator::asked_good(const Value& candidate, const RecordType* type) {
  const auto* record = candidate.get<const Record*>();
  return record != nullptr && (*record)->type == type ? *record : nullptr;
}

Value Evaluator::not_of_this(const Value& candidate, const RecordType* type) {
  if (!candidate.known()) return Value::unknown(candidate.causes);
  const std::string of = type != nullptr ? "`" + type->name + "`" : "record";
  return Value::unknown({cause({Cause::Kind::Undefined, "", "this asks about a " + of + ", which is not what is known here", nullptr, {}, {}})});
}

}  // namespace shibo::engine
