// Facts: what a record says, where it says it, and what is known of what it does not say.
#include <algorithm>

#include "eval/constructs.hpp"
#include "program/types.hpp"

namespace shibo::engine {

namespace {

Value value_of_field(Evaluation& ev, const FieldValue& field, const Type& type, const FactAt& at,
                     const FieldType* declared);
void set_bounds(Evaluation& ev, const FieldType& field, Value& value);

}  // namespace

// ── Places ─────────────────────────────────────────────────────────────────────────────────────

std::string path_to(Evaluation& ev, const Record& record, const std::string& field) {
  const std::string& prefix = ev.path_of(record);
  return prefix.empty() ? field : prefix + "." + field;
}

const Record& outermost_whole(const Record& record) {
  const Record* on = &record;
  while (on->whole != nullptr) on = on->whole;
  return *on;
}

namespace {

/// The record around another; of a part, that around the good it is in. Null when it is not given.
const Record* parent_of(const Record& record) { return outermost_whole(record).parent; }

}  // namespace

Value field_on_path(Evaluation& ev, const Record& from, const std::vector<std::string>& path) {
  const Record* on = &from;
  Value value;
  for (const std::string& name : path) {
    if (name == on->type->parent_label) {
      on = parent_of(*on);
      if (on == nullptr) return {};
      continue;
    }
    const int index = on->type->find(name);
    if (index < 0) return {};
    value = ev.fact(*on, index).value;
    if (const auto* next = value.get<const Record*>()) on = *next;
  }
  return value;
}

Value nearest_date_on_path(Evaluation& ev, const Record& from, const std::vector<std::string>& path) {
  const RecordType* type = nearest_with_date(*from.type, path);
  const Record* on = &from;
  while (on != nullptr && on->type != type) on = parent_of(*on);
  return on != nullptr ? field_on_path(ev, *on, path) : Value{};
}

const LawDate& Evaluation::law_date(const Record& record) {
  if (const auto& known = of_record(record).date) return *known;
  LawDate date = find_law_date(record);
  return of_record(record).date.emplace(std::move(date));
}

LawDate Evaluation::find_law_date(const Record& record) {
  if (above_.run().as_of) return {above_.run().as_of, {}};
  if (record.whole != nullptr) return law_date(*record.whole);
  const std::vector<std::string>& path = record.type->dated_by;
  if (path.empty()) {
    if (record.parent != nullptr) return law_date(*record.parent);
    return {std::nullopt, {cause({.about = why::NoDateInType{record.type->name}, .place = record.place})}};
  }
  const Value value = field_on_path(*this, record, path);
  if (const auto* date = value.get<Date>()) return {*date, {}};
  if (!value.causes().empty()) return {std::nullopt, value.causes()};
  std::string text;
  for (const std::string& name : path) text += (text.empty() ? "" : ".") + name;
  return {std::nullopt, {cause({.about = why::NoDateSays{}, .path = std::move(text), .place = record.place})}};
}

// ── Fields ─────────────────────────────────────────────────────────────────────────────────────

void work_out(Evaluation& ev, const node::Parent& n, Frame& frame, Step& step) {
  const Step* of = eval(ev, *n.of, frame);
  step.children.push_back(of);
  const auto* record = of->value.get<const Record*>();
  if (record == nullptr) {
    step.value = Value::unknown(of->value.causes());
    return;
  }
  if (const Record* parent = parent_of(**record)) {
    step.value.data = parent;
    return;
  }
  const std::string& label = (*record)->type->parent_label;
  step.value = Value::unknown(
      {ev.cause({.about = why::NothingAround{(*record)->type->name}, .path = label, .place = (*record)->place})});
}

namespace {

/// The record that should hold the field is not there: the field itself is what is missing.
Value field_of_nothing(Evaluation& ev, const node::Field& n, const Value& of) {
  const FieldType& field = n.of->type.record->fields[static_cast<std::size_t>(n.index)];
  Causes causes;
  for (const Cause* why : of.causes()) {
    if (why->kind() != CauseKind::Missing || why->path.empty()) {
      causes.push_back(why);
      continue;
    }
    Cause inner = *why;
    inner.path += "." + field.name;
    inner.about = why::NotGiven{};
    inner.field = &field;
    causes.push_back(ev.cause(std::move(inner)));
  }
  return Value::unknown(std::move(causes));
}

/// A fact of a record that is not there is shown where the record should be.
void show_missing(Evaluation& ev, Step& step) {
  const auto missing = std::find_if(step.value.causes().begin(), step.value.causes().end(), [](const Cause* why) {
    return why->kind() == CauseKind::Missing && !why->path.empty();
  });
  if (missing == step.value.causes().end()) return;
  step.kind = Step::Kind::Fact;
  FactAt& at = ev.new_place();
  at.name = &(*missing)->path;
  at.place = &(*missing)->place;
  step.at = &at;
}

void show_fact(Evaluation& ev, const Record& record, int index, Step& step) {
  const auto i = static_cast<std::size_t>(index);
  step.kind = Step::Kind::Fact;
  step.record = &record;
  step.type = &record.type->fields[i].type;
  step.at = &ev.fact(record, index).at;
  step.by_mapping = record.fields[i].by_mapping;
}

}  // namespace

Step& fact_step(Evaluation& ev, const Record& record, int index) {
  Step& step = ev.new_step(Step::Kind::Fact);
  show_fact(ev, record, index, step);
  return step;
}

namespace {

/// Is it the package whose words are worked out, or one that these were filled in for?
bool asks_for(const PackageInstance* package, const Frame& frame) {
  for (const PackageInstance* on = frame.package; on != nullptr; on = on->user) {
    if (on == package) return true;
  }
  return false;
}

}  // namespace

void work_out(Evaluation& ev, const node::Field& n, Frame& frame, Step& step) {
  const BeforeDot before = before_dot(ev, *n.of, frame, step);
  const Record* record = before.record;
  if (record == nullptr) {
    step.value = field_of_nothing(ev, n, *before.value);
    show_missing(ev, step);
    return;
  }
  show_fact(ev, *record, n.index, step);
  for (const Program::OfFact::Said& said : ev.program().of_fact(*record->type, n.index).laws) {
    if (asks_for(said.package, frame))
      ev.rests_on(record->type->fields[static_cast<std::size_t>(n.index)].name, said.law);
  }
  step.value = edition_checked(ev, *record, n.index, guarded_fact(ev, *record, n.index, frame, step), frame);
}

/// Whether what the record says of a field, or of an element in it, cannot be read. Of what it does not say nothing is
/// known; where a field is known all the same, or known not to be there, nothing of it was wrong.
void work_out(Evaluation& ev, const node::Invalid& n, Frame& frame, Step& step) {
  const Step* fact = eval(ev, *n.field, frame);
  step.children.push_back(fact);
  const auto index = static_cast<std::size_t>(std::get<node::Field>(n.field->what).index);
  static const Fields kNothing;
  const bool said = fact->record != nullptr;
  const FieldValue& field = (said ? fact->record->fields : kNothing)[index];
  const auto unreadable = [](const FieldValue& value) { return value.state == FieldState::Invalid; };
  if (unreadable(field) || std::any_of(field.items.begin(), field.items.end(), unreadable)) {
    step.value = Value::of(to_truth(!n.negated));
    return;
  }
  const auto* list = fact->value.get<std::shared_ptr<const ListData>>();
  const bool guarded = said && ev.program().of_fact(*fact->record->type, static_cast<int>(index)).only_where != nullptr;
  const bool kept_out = guarded && fact->children.back()->value.truth() == Truth::False;
  const bool open = !kept_out && (list != nullptr || !fact->value.known());
  if (field.state == FieldState::Missing && open)
    step.value = Value::unknown(list != nullptr ? (*list)->why_not_whole() : fact->value.causes());
  else step.value = Value::of(to_truth(n.negated));
}

Value guarded_fact(Evaluation& ev, const Record& record, int index, const Frame& frame, Step& step) {
  const Value& value = ev.fact(record, index).value;
  const Node* guard = ev.program().of_fact(*record.type, index).only_where;
  if (guard == nullptr) return value;
  Frame& about = ev.new_frame();
  about.self = &record;
  about.package = frame.package;
  about.date = frame.date;
  const Step* where = eval(ev, *guard, about);
  step.children.push_back(where);
  return step.type->kind == TypeKind::Condition ? both_hold(where->value, value) : value;
}

/// Whoever asks for it is given the same: each field of a record is looked at once.
const Fact& Evaluation::fact(const Record& record, int index) {
  const auto i = static_cast<std::size_t>(index);
  OfRecord& of = of_record(record);
  if (of.facts[i] != nullptr) return *of.facts[i];
  const FieldType& field = record.type->fields[i];
  const FieldValue& said = record.fields[i];
  Fact& fact = new_fact();
  fact.at.around = &of.path;
  fact.at.name = &field.name;
  // What was not said has no place of its own: the record's serves.
  const bool is_said = said.state != FieldState::Missing || said.place.line != 0;
  fact.at.place = &said.place;
  fact.field = &field;
  FactAt of_cause = fact.at;
  if (!is_said) of_cause.place = &record.place;
  fact.value = value_of_field(*this, said, field.type, of_cause, &field);
  if (auto* hs = std::get_if<HeldCode>(&fact.value.data); hs != nullptr && hs->digits.size() < HsCode::kDigitsMax)
    hs->said_by = &fact;
  of.facts[i] = &fact;
  return fact;
}

namespace {

/// Why a field is not known.
const Cause* cause_at(Evaluation& ev, why::About about, const FactAt& at, const FieldType* declared) {
  return ev.cause({std::move(about), at.path(), declared, *at.place, {}});
}

/// Requires: the field says nothing, or nothing that can be read.
why::About why_not_known(const FieldValue& field) {
  if (field.state == FieldState::Invalid) return why::Unreadable{field.text, field.why};
  if (field.state == FieldState::Absent) return why::KnownToLack{};
  return why::NotGiven{};
}

Value value_of_field(Evaluation& ev, const FieldValue& field, const Type& type, const FactAt& at,
                     const FieldType* declared) {
  if (field.state == FieldState::Given) {
    if (type.kind == TypeKind::List) {
      auto list = std::make_shared<ListData>();
      list->complete = field.complete && !ev.above().places().outermost().cut;
      Fact& kept = ev.new_fact();
      kept.at = at;
      for (std::size_t i = 0; i < field.items.size(); ++i) {
        FactAt item;
        item.list = &kept.at;
        item.item = static_cast<std::uint32_t>(i + 1);
        item.place = &field.items[i].place;
        Value value = value_of_field(ev, field.items[i], *type.element, item, nullptr);
        if (auto* hs = std::get_if<HeldCode>(&value.data); hs != nullptr && hs->digits.size() < HsCode::kDigitsMax) {
          Fact& said_by = ev.new_fact();
          said_by.at = item;
          hs->said_by = &said_by;
        }
        list->items.push_back(std::move(value));
      }
      if (!list->complete) list->open.push_back(cause_at(ev, why::PerhapsMore{}, at, declared));
      Value value;
      value.data = std::shared_ptr<const ListData>(std::move(list));
      return value;
    }
    if (type.kind == TypeKind::Record) {
      Value value;
      if (field.record) value.data = static_cast<const Record*>(field.record.get());
      return value;
    }
    return Value::of(field.value);
  }
  Value value;
  value.add_more().causes.push_back(cause_at(ev, why_not_known(field), at, declared));
  if (type.kind == TypeKind::List) {
    // A list that nobody gave is open, with no elements known: it is not empty.
    auto list = std::make_shared<ListData>();
    list->complete = false;
    list->open = value.causes();
    value.set_causes({});
    value.data = std::shared_ptr<const ListData>(std::move(list));
    return value;
  }
  if (declared != nullptr) set_bounds(ev, *declared, value);
  return value;
}

/// `from A to B` bounds what is not known. Nothing of an amount is nothing in any unit; other bounds have theirs.
void set_bounds(Evaluation& ev, const FieldType& field, Value& value) {
  if (!is_numeric(field.type)) return;
  Measure unit = field.type.name;
  Causes why_not;
  for (const auto* bound : {&field.at_least, &field.at_most}) {
    if (!*bound) continue;
    Interval at = interval_of(Value::of(**bound));
    if (unit.empty() && !at.zero()) unit = at.unit;
    const auto measured = in_unit(ev, at, unit, field.type, {}, why_not);
    if (measured) (bound == &field.at_least ? value.add_more().low : value.add_more().high) = measured->low;
  }
  value.set_unit_of_bounds(unit);
}

}  // namespace

}  // namespace shibo::engine
