// Kinds: is a good in a set of goods? By its code, by facts of it, by what it was written beside.
#include <algorithm>

#include "eval/constructs.hpp"
#include "program/types.hpp"

namespace shibo::engine {

namespace {

Value not_of_this(Evaluation& ev, const Value& candidate, const RecordType* type);

/// The edition of the HS that the package is written in on a day; null where it says none.
const PackageInstance::Edition* edition_of(const Frame& frame) {
  const PackageInstance* package = frame.package;
  while (package != nullptr && package->editions.empty()) package = package->user;
  if (package == nullptr || !frame.date.day) return nullptr;
  for (const auto& edition : package->editions) {
    const bool begun = !edition.since || *edition.since <= *frame.date.day;
    if (begun && (!edition.until || *frame.date.day <= *edition.until)) return &edition;
  }
  return nullptr;
}

}  // namespace

/// A code of another edition than the rules' is unknown to them. Where nobody says which it is of, it is
/// taken to be of theirs.
Value edition_checked(Evaluation& ev, const Record& record, int index, const Value& code, const Frame& frame) {
  const FieldType& field = record.type->fields[static_cast<std::size_t>(index)];
  const int said_by = field.edition.empty() ? -1 : record.type->find(field.edition);
  const PackageInstance::Edition* wanted = edition_of(frame);
  if (said_by < 0 || wanted == nullptr || !code.known()) return code;
  const Value& edition = ev.fact(record, said_by).value;
  if (!edition.known()) return code;
  const std::string said = to_text(edition, {});
  if (said.find(wanted->year) != std::string::npos) return code;
  return Value::unknown({ev.cause({.about = why::OtherEdition{said, wanted->year},
                                   .path = path_to(ev, record, field.name),
                                   .field = &field,
                                   .place = record.fields[static_cast<std::size_t>(index)].place})});
}

namespace {

/// The HS code of a candidate: itself, or the first hs field of a record.
Value hs_of(Evaluation& ev, const Value& candidate, const Frame& frame, Step& step) {
  const auto* record = candidate.get<const Record*>();
  if (record == nullptr) return candidate;
  const auto& fields = (*record)->type->fields;
  const auto field =
      std::find_if(fields.begin(), fields.end(), [](const FieldType& f) { return f.type.kind == TypeKind::Hs; });
  if (field == fields.end()) return not_of_this(ev, candidate, nullptr);
  const int index = static_cast<int>(field - fields.begin());
  Step& shown = fact_step(ev, **record, index);
  shown.written = step.written;
  shown.value = edition_checked(ev, **record, index, ev.fact(**record, index).value, frame);
  step.children.push_back(&shown);
  return shown.value;
}

/// One candidate asked about one kind, which is put together of others.
class Membership {
 public:
  Membership(Evaluation& ev, const Value& candidate, Frame& frame, Step& step)
      : ev_(ev), candidate_(candidate), frame_(frame), step_(step) {}

  static Value in(const node::Anything&) { return Value::of(Truth::True); }
  static Value in(const node::Nothing&) { return Value::of(Truth::False); }
  Value in(const node::Argument& n);
  Value in(const node::Codes& n);
  Value in(const node::GroupRef& n);
  Value in(const node::SameLevel& n);
  Value in(const node::Union& n);
  Value in(const node::Both& n);
  Value in(const node::Predicate& n);
  Value in(const node::FactOfCandidate& n);
  Value in(const node::Call& n);
  Value in(const node::AsOf& n);

 private:
  [[nodiscard]] const Record* asked_good(const RecordType* type) const;

  Evaluation& ev_;
  const Value& candidate_;
  Frame& frame_;
  Step& step_;
};

}  // namespace

Value digits_of_level(Evaluation& ev, const node::SameLevel& n, Frame& frame) {
  const Value code = eval(ev, *n.code, frame)->value;
  const auto* hs = code.get<HsCode>();
  const std::size_t digits = digits_of(n.level);
  if (hs == nullptr || hs->digits.size() < digits) return Value::unknown(too_short(ev, code));
  return Value::of(Scalar(std::string(hs->digits.first(digits).str())));
}

Value in_kind(Evaluation& ev, const Value& candidate, const Node& kind, Frame& frame, Step& step) {
  const Evaluation::Deeper deeper(ev);
  if (ev.stopped()) return ev.stopped_value();
  Membership membership(ev, candidate, frame, step);
  return std::visit(
      [&](const auto& what) -> Value {
        if constexpr (requires { membership.in(what); }) return membership.in(what);
        else return Value::unknown({});  // no other node is of type kind (types/kind.cpp)
      },
      kind.what);
}

namespace {

/// A kind that was passed on is about the record in which it was written.
Value Membership::in(const node::Argument& n) {
  const Value& passed = frame_.arguments[static_cast<std::size_t>(n.index)];
  const auto* data = passed.get<KindData>();
  if (data != nullptr && step_.more().kind.node == nullptr) step_.add_more().kind = *data;
  return data != nullptr ? in_kind(ev_, candidate_, *data->node, *data->frame, step_) : Value::unknown(passed.causes());
}

Value Membership::in(const node::Codes& n) { return in_codes(ev_, hs_of(ev_, candidate_, frame_, step_), n.ranges); }

Value Membership::in(const node::GroupRef& n) {
  return in_group(ev_, hs_of(ev_, candidate_, frame_, step_), simple(TypeKind::Hs), *n.group, frame_.date);
}

/// `chapter of hs`: the same first digits as the code of the record in which the kind was written.
Value Membership::in(const node::SameLevel& n) {
  const std::size_t digits = digits_of(n.level);
  const Value theirs = hs_of(ev_, candidate_, frame_, step_);
  const Step* our_code = eval(ev_, *n.code, frame_);
  step_.add_more().asides.push_back(our_code);
  const Value& ours = our_code->value;
  const auto* a = theirs.get<HsCode>();
  const auto* b = ours.get<HsCode>();
  const Truth truth = a != nullptr && b != nullptr ? same_level(*a, *b, static_cast<int>(digits)) : Truth::Unknown;
  Causes causes;
  for (const Value* code : {&theirs, &ours}) {
    const auto* hs = code->get<HsCode>();
    if (truth == Truth::Unknown && (hs == nullptr || hs->digits.size() < digits))
      add_causes(causes, too_short(ev_, *code));
  }
  return Value::of(truth, causes);
}

Value Membership::in(const node::Union& n) {
  Truth truth = Truth::False;
  Causes causes;
  for (const Node* one : n.kinds) {
    const Value value = in_kind(ev_, candidate_, *one, frame_, step_);
    truth = kleene_or(truth, value.truth());
    add_causes(causes, value.causes());
  }
  return Value::of(truth, causes);
}

Value Membership::in(const node::Both& n) {
  const Value left = in_kind(ev_, candidate_, *n.left, frame_, step_);
  return both_hold(left, in_kind(ev_, candidate_, *n.right, frame_, step_));
}

Value Membership::in(const node::Predicate& n) {
  const Record* record = asked_good(n.condition->record);
  if (record == nullptr) return not_of_this(ev_, candidate_, n.condition->record);
  const Step* asked = ask_on(ev_, *n.condition, record, {}, frame_.date, 0);
  step_.children.push_back(asked);
  return asked->value;
}

Value Membership::in(const node::FactOfCandidate& n) {
  const Record* record = asked_good(n.record);
  if (record == nullptr) return not_of_this(ev_, candidate_, n.record);
  Step& shown = fact_step(ev_, *record, n.index);
  shown.value = guarded_fact(ev_, *record, n.index, frame_, shown);
  step_.children.push_back(&shown);
  return shown.value;
}

/// A table of kinds gives one.
Value Membership::in(const node::Call& n) {
  Step& asked = ev_.new_step(Step::Kind::Expression);
  work_out(ev_, n, frame_, asked);
  step_.children.push_back(&asked);
  const auto* data = asked.value.get<KindData>();
  return data != nullptr ? in_kind(ev_, candidate_, *data->node, *data->frame, step_)
                         : Value::unknown(asked.value.causes());
}

Value Membership::in(const node::AsOf& n) {
  const Step* date = eval(ev_, *n.date, frame_);
  step_.children.push_back(date);
  return in_kind(ev_, candidate_, *n.value, frame_on(ev_, frame_, date->value), step_);
}

/// The candidate, if it is a record of this type: facts and conditions cannot be asked of a code, or of another record.
const Record* Membership::asked_good(const RecordType* type) const {
  const auto* record = candidate_.get<const Record*>();
  return record != nullptr && (*record)->type == type ? *record : nullptr;
}

Value not_of_this(Evaluation& ev, const Value& candidate, const RecordType* type) {
  if (!candidate.known()) return Value::unknown(candidate.causes());
  return Value::unknown({ev.cause({why::OtherRecord{type != nullptr ? type->name : ""}})});
}

}  // namespace

}  // namespace shibo::engine
