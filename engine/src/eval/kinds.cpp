// Kinds: is a good in a set of goods? By its code, by facts of it, by what it was written beside.
#include <algorithm>

#include "eval/evaluator.hpp"
#include "program/types.hpp"

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
  const Value& edition = fact(record, said_by).value;
  if (!edition.known()) return code;
  const std::string said = to_text(edition, {});
  if (said.find(wanted->year) != std::string::npos) return code;
  return Value::unknown(
      {cause({Cause::Kind::Edition,
              path_to(record, field.name),
              "`" + field.name + "` is a code of HS " + said + ", and the rules are written in HS " + wanted->year,
              &field,
              record.fields[static_cast<std::size_t>(index)].place,
              {}})});
}

/// The HS code of a candidate: itself, or the first hs field of a record.
Value Evaluator::hs_of(const Value& candidate, const Frame& frame, Step& step) {
  const auto* record = candidate.get<const Record*>();
  if (record == nullptr) return candidate;
  const auto& fields = (*record)->type->fields;
  const auto field =
      std::find_if(fields.begin(), fields.end(), [](const FieldType& f) { return f.type.kind == TypeKind::Hs; });
  if (field == fields.end()) return not_of_this(candidate, nullptr);
  const int index = static_cast<int>(field - fields.begin());
  Step& shown = fact_step(**record, index);
  shown.written = step.written;
  shown.value = edition_checked(**record, index, fact(**record, index).value, frame);
  step.children.push_back(&shown);
  return shown.value;
}

/// One candidate asked about one kind, which is put together of others.
class Evaluator::Membership {
 public:
  Membership(Evaluator& evaluator, const Value& candidate, Frame& frame, Step& step)
      : evaluator_(evaluator), candidate_(candidate), frame_(frame), step_(step) {}

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
  static int digits_of(dsl::CodeSet::Level level);
  [[nodiscard]] const Record* asked_good(const RecordType* type) const;

  Evaluator& evaluator_;
  const Value& candidate_;
  Frame& frame_;
  Step& step_;
};

/// A kind is asked of a candidate: of its code, or of the good itself.
Value Evaluator::in_kind(const Value& candidate, const Node& kind, Frame& frame, Step& step) {
  const Deeper deeper(*this);
  if (stopped()) return Value::unknown({stopped_});
  Membership membership(*this, candidate, frame, step);
  return std::visit(
      [&](const auto& what) -> Value {
        if constexpr (requires { membership.in(what); }) return membership.in(what);
        else return Value::unknown({});  // no other node is of type kind (types/kind.cpp)
      },
      kind.what);
}

/// A kind that was passed on is about the record in which it was written.
Value Evaluator::Membership::in(const node::Argument& n) {
  const Value& passed = frame_.arguments[static_cast<std::size_t>(n.index)];
  const auto* data = passed.get<KindData>();
  return data != nullptr ? evaluator_.in_kind(candidate_, *data->node, *data->frame, step_)
                         : Value::unknown(passed.causes());
}

Value Evaluator::Membership::in(const node::Codes& n) {
  return evaluator_.in_codes(evaluator_.hs_of(candidate_, frame_, step_), n.ranges);
}

Value Evaluator::Membership::in(const node::GroupRef& n) {
  return evaluator_.in_group(evaluator_.hs_of(candidate_, frame_, step_), simple(TypeKind::Hs), *n.group, frame_.date);
}

/// How many of its first digits two codes share that are of one chapter, heading …
int Evaluator::Membership::digits_of(dsl::CodeSet::Level level) {
  switch (level) {
    case dsl::CodeSet::Level::Chapter: return 2;
    case dsl::CodeSet::Level::Heading: return 4;
    case dsl::CodeSet::Level::Subheading: return 6;
    case dsl::CodeSet::Level::Code: break;
  }
  return static_cast<int>(HsCode::kDigitsMax);
}

/// `chapter of hs`: the same first digits as the code of the record in which the kind was written.
Value Evaluator::Membership::in(const node::SameLevel& n) {
  const int digits = digits_of(n.level);
  const Value theirs = evaluator_.hs_of(candidate_, frame_, step_);
  const Step* our_code = evaluator_.eval(*n.code, frame_);
  step_.add_more().asides.push_back(our_code);
  const Value& ours = our_code->value;
  const auto* a = theirs.get<HsCode>();
  const auto* b = ours.get<HsCode>();
  const Truth truth = a != nullptr && b != nullptr ? same_level(*a, *b, digits) : Truth::Unknown;
  Causes causes;
  for (const Value* code : {&theirs, &ours}) {
    const auto* hs = code->get<HsCode>();
    if (truth == Truth::Unknown && (hs == nullptr || hs->digits.size() < static_cast<std::size_t>(digits)))
      add_causes(causes, evaluator_.too_short(*code));
  }
  return Value::of(truth, causes);
}

Value Evaluator::Membership::in(const node::Union& n) {
  Truth truth = Truth::False;
  Causes causes;
  for (const Node* one : n.kinds) {
    const Value value = evaluator_.in_kind(candidate_, *one, frame_, step_);
    truth = kleene_or(truth, value.truth());
    add_causes(causes, value.causes());
  }
  return Value::of(truth, truth == Truth::Unknown ? causes : Causes{});
}

Value Evaluator::Membership::in(const node::Both& n) {
  const Value left = evaluator_.in_kind(candidate_, *n.left, frame_, step_);
  return both_hold(left, evaluator_.in_kind(candidate_, *n.right, frame_, step_));
}

Value Evaluator::Membership::in(const node::Predicate& n) {
  const Record* record = asked_good(n.condition->record);
  if (record == nullptr) return evaluator_.not_of_this(candidate_, n.condition->record);
  const Step* asked = evaluator_.ask_on(*n.condition, record, {}, frame_.date, 0);
  step_.children.push_back(asked);
  return asked->value;
}

Value Evaluator::Membership::in(const node::FactOfCandidate& n) {
  const Record* record = asked_good(n.record);
  if (record == nullptr) return evaluator_.not_of_this(candidate_, n.record);
  Step& shown = evaluator_.fact_step(*record, n.index);
  shown.value = evaluator_.guarded_fact(*record, n.index, frame_, shown);
  step_.children.push_back(&shown);
  return shown.value;
}

/// A table of kinds gives one.
Value Evaluator::Membership::in(const node::Call& n) {
  Step& asked = evaluator_.new_step(Step::Kind::Expression);
  evaluator_.eval_call(n, frame_, asked);
  step_.children.push_back(&asked);
  const auto* data = asked.value.get<KindData>();
  return data != nullptr ? evaluator_.in_kind(candidate_, *data->node, *data->frame, step_)
                         : Value::unknown(asked.value.causes());
}

Value Evaluator::Membership::in(const node::AsOf& n) {
  const Step* date = evaluator_.eval(*n.date, frame_);
  step_.children.push_back(date);
  return evaluator_.in_kind(candidate_, *n.value, evaluator_.frame_on(frame_, date->value), step_);
}

/// The candidate, if it is a record of this type: facts and conditions cannot be asked of a code, or of another record.
const Record* Evaluator::Membership::asked_good(const RecordType* type) const {
  const auto* record = candidate_.get<const Record*>();
  return record != nullptr && (*record)->type == type ? *record : nullptr;
}

Value Evaluator::not_of_this(const Value& candidate, const RecordType* type) {
  if (!candidate.known()) return Value::unknown(candidate.causes());
  const std::string of = type != nullptr ? "`" + type->name + "`" : "record";
  return Value::unknown({cause(
      {Cause::Kind::Undefined, "", "this asks about a " + of + ", which is not what is known here", nullptr, {}, {}})});
}

}  // namespace shibo::engine
