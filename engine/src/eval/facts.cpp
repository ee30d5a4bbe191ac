// Facts: what a record says, where it says it, and what is known of what it does not say.
#include <algorithm>

#include "eval/evaluator.hpp"
#include "program/types.hpp"

namespace shibo::engine {

// ── Places ─────────────────────────────────────────────────────────────────────────────────────

std::string Evaluator::path_to(const Record& record, const std::string& field) {
  const std::string& prefix = path_of(record);
  return prefix.empty() ? field : prefix + "." + field;
}

const Record& Evaluator::outermost_whole(const Record& record) {
  const Record* on = &record;
  while (on->whole != nullptr) on = on->whole;
  return *on;
}

/// The record around another; of a part, that around the good it is in. Null when it is not given.
const Record* Evaluator::parent_of(const Record& record) { return outermost_whole(record).parent; }

/// What a path of fields leads to, through records and parents: `shipment.import_date`.
Value Evaluator::field_on_path(const Record& from, const std::vector<std::string>& path) {
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
    value = fact(*on, index).value;
    if (const auto* next = value.get<const Record*>()) on = *next;
  }
  return value;
}

LawDate Evaluator::law_date(const Record& record) {
  if (above_.run().as_of) return {above_.run().as_of, {}};
  if (record.whole != nullptr) return law_date(*record.whole);
  const std::vector<std::string>& path = record.type->dated_by;
  if (path.empty()) {
    if (record.parent != nullptr) return law_date(*record.parent);
    return {std::nullopt,
            {cause({Cause::Kind::NoDate,
                    "",
                    "`" + record.type->name + "` has no date that would select the law",
                    nullptr,
                    record.place,
                    {}})}};
  }
  const Value value = field_on_path(record, path);
  if (const auto* date = value.get<Date>()) return {*date, {}};
  if (!value.causes().empty()) return {std::nullopt, value.causes()};
  std::string text;
  for (const std::string& name : path) text += (text.empty() ? "" : ".") + name;
  return {std::nullopt, {cause({Cause::Kind::NoDate, text, "no date selects the law", nullptr, record.place, {}})}};
}

// ── Fields ─────────────────────────────────────────────────────────────────────────────────────

void Evaluator::eval_parent(const node::Parent& n, Frame& frame, Step& step) {
  const Step* of = eval(*n.of, frame);
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
  step.value = Value::unknown({cause({Cause::Kind::Missing,
                                      label,
                                      "the " + label + " around this " + (*record)->type->name + " is not given",
                                      nullptr,
                                      (*record)->place,
                                      {}})});
}

/// The record that should hold the field is not there: the field itself is what is missing.
Value Evaluator::field_of_nothing(const node::Field& n, const Value& of) {
  const FieldType& field = n.of->type.record->fields[static_cast<std::size_t>(n.index)];
  Causes causes;
  for (const Cause* why : of.causes()) {
    if (why->kind != Cause::Kind::Missing || why->path.empty()) {
      causes.push_back(why);
      continue;
    }
    Cause inner = *why;
    inner.path += "." + field.name;
    inner.message = "`" + field.name + "` is missing";
    inner.field = &field;
    causes.push_back(cause(std::move(inner)));
  }
  return Value::unknown(std::move(causes));
}

/// A fact of a record that is not there is shown where the record should be.
void Evaluator::show_missing(Step& step) {
  const auto missing = std::find_if(step.value.causes().begin(), step.value.causes().end(), [](const Cause* why) {
    return why->kind == Cause::Kind::Missing && !why->path.empty();
  });
  if (missing == step.value.causes().end()) return;
  step.kind = Step::Kind::Fact;
  step.at = &shown_at_.emplace_back(FactAt{(*missing)->path, (*missing)->place});
}

/// A step that shows a fact where it stands; its value is still to be set.
Step& Evaluator::fact_step(const Record& record, int index) {
  Step& step = new_step(Step::Kind::Fact);
  show_fact(record, index, step);
  return step;
}

void Evaluator::show_fact(const Record& record, int index, Step& step) {
  const auto i = static_cast<std::size_t>(index);
  step.kind = Step::Kind::Fact;
  step.record = &record;
  step.type = &record.type->fields[i].type;
  step.at = &fact(record, index).at;
  step.by_mapping = i < record.fields.size() && record.fields[i].by_mapping;
}

void Evaluator::eval_field(const node::Field& n, Frame& frame, Step& step) {
  const BeforeDot before = before_dot(*n.of, frame, step);
  const Record* record = before.record;
  if (record == nullptr) {
    step.value = field_of_nothing(n, *before.value);
    show_missing(step);
    return;
  }
  show_fact(*record, n.index, step);
  const auto [first, last] = program_.fact_laws.equal_range({record->type, n.index});
  for (auto law = first; law != last; ++law) {
    if (asks_for(law->second.package, frame))
      rests_on(record->type->fields[static_cast<std::size_t>(n.index)].name, law->second.law);
  }
  step.value = edition_checked(*record, n.index, guarded_fact(*record, n.index, frame, step), frame);
}

/// Whether what the record says of a field, or of an element in it, cannot be read. Of what it does not say nothing is
/// known; where a field is known all the same, or known not to be there, nothing of it was wrong.
void Evaluator::eval_invalid(const node::Invalid& n, Frame& frame, Step& step) {
  const Step* fact = eval(*n.field, frame);
  step.children.push_back(fact);
  const auto index = static_cast<std::size_t>(std::get<node::Field>(n.field->what).index);
  static const FieldValue kNothing;
  const bool said = fact->record != nullptr && index < fact->record->fields.size();
  const FieldValue& field = said ? fact->record->fields[index] : kNothing;
  const auto unreadable = [](const FieldValue& value) { return value.state == FieldState::Invalid; };
  if (unreadable(field) || std::any_of(field.items.begin(), field.items.end(), unreadable)) {
    step.value = Value::of(to_truth(!n.negated));
    return;
  }
  const auto* list = fact->value.get<std::shared_ptr<const ListData>>();
  const bool kept_out = said && program_.only_where.contains({fact->record->type, static_cast<int>(index)}) &&
                        fact->children.back()->value.truth() == Truth::False;
  const bool open = !kept_out && (list != nullptr || !fact->value.known());
  if (field.state == FieldState::Missing && open)
    step.value = Value::unknown(list != nullptr ? (*list)->why_not_whole() : fact->value.causes());
  else step.value = Value::of(to_truth(n.negated));
}

/// Is it the package whose words are worked out, or one that these were filled in for?
bool Evaluator::asks_for(const PackageInstance* package, const Frame& frame) {
  for (const PackageInstance* on = frame.package; on != nullptr; on = on->user) {
    if (on == package) return true;
  }
  return false;
}

/// `fact X … only where C`: where C is false X is false, and nobody is asked.
Value Evaluator::guarded_fact(const Record& record, int index, const Frame& frame, Step& step) {
  const Value& value = fact(record, index).value;
  const auto guard = program_.only_where.find({record.type, index});
  if (guard == program_.only_where.end()) return value;
  Frame& about = frames_.emplace_back();
  about.self = &record;
  about.package = frame.package;
  about.date = frame.date;
  const Step* where = eval(*guard->second, about);
  step.children.push_back(where);
  return step.type->kind == TypeKind::Condition ? both_hold(where->value, value) : value;
}

/// Whoever asks for it is given the same: each field of a record is looked at once.
const Evaluator::Fact& Evaluator::fact(const Record& record, int index) {
  const auto [known, fresh] = facts_.try_emplace({&record, index});
  if (!fresh) return known->second;
  const auto i = static_cast<std::size_t>(index);
  const FieldType& field = record.type->fields[i];
  FieldValue missing;
  missing.place = record.place;
  const bool given = i < record.fields.size();
  // What was not said has no place of its own: the record's serves.
  const bool said = given && (record.fields[i].state != FieldState::Missing || record.fields[i].place.line != 0);
  Fact& fact = known->second;
  fact.at = {path_to(record, field.name), given ? record.fields[i].place : record.place};
  fact.value = value_of_field(said ? record.fields[i] : missing, field.type, fact.at.path, &field);
  return fact;
}

Value Evaluator::value_of_field(const FieldValue& field, const Type& type, const std::string& path,
                                const FieldType* declared) {
  const std::string name = path.substr(path.rfind('.') == std::string::npos ? 0 : path.rfind('.') + 1);
  if (field.state == FieldState::Given) {
    if (type.kind == TypeKind::List) {
      auto list = std::make_shared<ListData>();
      list->complete = field.complete && !above_.places().outermost().cut;
      for (std::size_t i = 0; i < field.items.size(); ++i)
        list->items.push_back(
            value_of_field(field.items[i], *type.element, path + "[" + std::to_string(i + 1) + "]", nullptr));
      if (!list->complete)
        list->open.push_back(cause(
            {Cause::Kind::Incomplete, path, "`" + name + "` may hold more than was given", declared, field.place, {}}));
      Value value;
      value.data = std::shared_ptr<const ListData>(std::move(list));
      return value;
    }
    if (type.kind == TypeKind::Record) {
      Value value;
      if (field.record) value.data = static_cast<const Record*>(field.record.get());
      return value;
    }
    Value value = Value::of(field.value);
    if (auto* hs = std::get_if<HeldCode>(&value.data); hs != nullptr && hs->digits.size() < HsCode::kDigitsMax)
      hs->short_code = cause({Cause::Kind::TooShort,
                              path,
                              "the code `" + hs->to_string() + "` is too short to tell",
                              declared,
                              field.place,
                              {}});
    return value;
  }
  Value value;
  if (field.state == FieldState::Invalid)
    value.more().causes.push_back(cause({Cause::Kind::Invalid,
                                         path,
                                         "`" + name + "` cannot be read: \"" + field.text + "\" " + field.why,
                                         declared,
                                         field.place,
                                         {}}));
  else if (field.state == FieldState::Absent)
    value.more().causes.push_back(
        cause({Cause::Kind::Absent, path, "there is no `" + name + "`", declared, field.place, {}}));
  else
    value.more().causes.push_back(
        cause({Cause::Kind::Missing, path, "`" + name + "` is missing", declared, field.place, {}}));
  if (type.kind == TypeKind::List) {
    // A list that nobody gave is open, with no elements known: it is not empty.
    auto list = std::make_shared<ListData>();
    list->complete = false;
    list->open = value.causes();
    value.set_causes({});
    value.data = std::shared_ptr<const ListData>(std::move(list));
    return value;
  }
  if (declared != nullptr) set_bounds(*declared, value);
  return value;
}

/// `from A to B` bounds what is not known. Nothing of an amount is nothing in any unit; other bounds have theirs.
void Evaluator::set_bounds(const FieldType& field, Value& value) {
  if (!is_numeric(field.type)) return;
  Measure unit = field.type.name;
  Causes why_not;
  for (const auto* bound : {&field.at_least, &field.at_most}) {
    if (!*bound) continue;
    Interval at = interval_of(Value::of(**bound));
    if (unit.empty() && !at.zero()) unit = at.unit;
    const auto measured = in_unit(at, unit, field.type, {}, why_not);
    if (measured) (bound == &field.at_least ? value.more().low : value.more().high) = measured->low;
  }
  value.set_unit_of_bounds(unit);
}

}  // namespace shibo::engine
