#include "eval/evaluator.hpp"

#include <sstream>

namespace shibo::engine {

namespace {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

/// Two values have the same text only if they are the same value.
std::string exact_text(const Value& value) {
  if (const auto* number = value.get<Number>()) return number->to_string();
  if (const auto* money = value.get<Money>()) return money->amount.to_string() + ' ' + money->currency;
  if (const auto* quantity = value.get<Quantity>()) return quantity->amount.to_string() + ' ' + quantity->unit;
  return to_text(value, {});
}

}  // namespace

Evaluator::Evaluator(const Program& program, const Record& root, std::optional<Date> as_of)
    : program_(program), root_(root), as_of_(as_of) {
  place_records(root, "");
  std::string up;
  for (const Record* record = &root; record->parent != nullptr; record = record->parent) {
    up += (up.empty() ? "" : ".") + record->type->parent_label;
    place_records(*record->parent, up);
  }
}

/// Every record below has a path, so that a fact can be named: `materials[2].value`.
void Evaluator::place_records(const Record& record, const std::string& path) {
  // The record asked about, and what is in it, go by their shortest names.
  if (!paths_.emplace(&record, path).second) return;
  const std::string prefix = path.empty() ? "" : path + ".";
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const FieldValue& field = record.fields[i];
    const std::string& name = record.type->fields[i].name;
    if (field.record) place_records(*field.record, prefix + name);
    for (std::size_t k = 0; k < field.items.size(); ++k) {
      if (field.items[k].record) place_records(*field.items[k].record, prefix + name + "[" + std::to_string(k + 1) + "]");
    }
  }
}

std::string Evaluator::path_of(const Record& record) const {
  const auto found = paths_.find(&record);
  return found != paths_.end() ? found->second : "?";
}

Step& Evaluator::new_step(Step::Kind kind) {
  Step& step = steps_.emplace_back();
  step.kind = kind;
  return step;
}

const Cause* Evaluator::cause(Cause what) { return &causes_.emplace_back(std::move(what)); }

LawDate Evaluator::law_date(const Record& record) {
  if (as_of_) return {as_of_, nullptr};
  if (record.whole != nullptr) return law_date(*record.whole);
  if (record.type->dated_by.empty()) {
    if (record.parent != nullptr) return law_date(*record.parent);
    return {std::nullopt, cause({Cause::Kind::NoDate, "", "`" + record.type->name + "` has no date that would select the law", nullptr, record.place, {}})};
  }
  const Record* on = &record;
  Value value;
  for (const std::string& name : record.type->dated_by) {
    if (on->parent != nullptr && name == on->type->parent_label) {
      on = on->parent;
      continue;
    }
    const int index = on->type->find(name);
    if (index < 0) break;
    value = field_value(*on, index);
    if (const auto* next = value.get<const Record*>()) on = *next;
  }
  if (const auto* date = value.get<Date>()) return {*date, nullptr};
  if (!value.causes.empty()) return {std::nullopt, value.causes.front()};
  std::string path;
  for (const std::string& name : record.type->dated_by) path += (path.empty() ? "" : ".") + name;
  return {std::nullopt, cause({Cause::Kind::NoDate, path, "no date selects the law", nullptr, record.place, {}})};
}

// ── Entry points ───────────────────────────────────────────────────────────────────────────────

const Step* Evaluator::ask(const Named& named, const Record* record, const std::vector<Value>& arguments) {
  const LawDate date = record != nullptr ? law_date(*record) : LawDate{as_of_, nullptr};
  return ask_on(named, record, arguments, date, 0);
}

const Step* Evaluator::expression(const Node& node, const Record& record, const PackageInstance* package) {
  Frame& frame = frames_.emplace_back();
  frame.self = &record;
  frame.package = package;
  frame.date = law_date(record);
  return eval(node, frame);
}

// ── Expressions ────────────────────────────────────────────────────────────────────────────────

const Step* Evaluator::eval(const Node& node, Frame& frame) {
  Step& step = new_step(Step::Kind::Expression);
  step.node = &node;
  step.written = node.written;
  step.type = node.type;
  std::visit(
      Overloaded{
          [&](const node::Constant& n) { step.value = constant(n); },
          [&](const node::This&) { step.value.data = frame.self; },
          [&](const node::Variable& n) { step.value = frame.slots[static_cast<std::size_t>(n.slot)]; },
          [&](const node::Argument& n) { step.value = frame.arguments[static_cast<std::size_t>(n.index)]; },
          [&](const node::Parent& n) { eval_parent(n, frame, step); },
          [&](const node::Field& n) { eval_field(n, node, frame, step); },
          [&](const node::Call& n) { eval_call(n, frame, step); },
          [&](const node::List& n) { eval_list(n, frame, step); },
          [&](const node::Negate& n) {
            step.children.push_back(eval(*n.operand, frame));
            const Value& operand = step.children.front()->value;
            if (const auto* span = operand.get<Duration>()) step.value.data = Duration{-span->seconds};
            else step.value = value_of(negate(interval_of(operand)), node.type, operand.causes);
          },
          [&](const node::Not& n) { eval_not(n, frame, step); },
          [&](const node::Chain& n) { eval_chain(n, node.type, frame, step); },
          [&](const node::Logic& n) { eval_logic(n, frame, step); },
          [&](const node::Compare& n) { eval_compare(n, frame, step); },
          [&](const node::OutcomeIs& n) { eval_outcome_is(n, frame, step); },
          [&](const node::In& n) { eval_in(n, frame, step); },
          [&](const node::Range&) {},
          [&](const node::GroupRef&) {},
          [&](const node::Test& n) { eval_test(n, frame, step); },
          [&](const node::Block& n) { eval_block(n, frame, step); },
          [&](const node::FirstOf& n) { eval_first_of(n, node.type, frame, step); },
          [&](const node::Quantified& n) { eval_quantified(n, frame, step); },
          [&](const node::Aggregate& n) { eval_aggregate(n, node.type, frame, step); },
          [&](const node::Rounded& n) { eval_rounded(n, frame, step); },
          [&](const node::Presumed& n) { eval_presumed(n, frame, step); },
          [&](const node::AsOf& n) { eval_as_of(n, frame, step); },
          [&](const node::Between& n) {
            step.children = {eval(*n.low, frame), eval(*n.high, frame)};
            Causes causes = step.children[0]->value.causes;
            add_causes(causes, step.children[1]->value.causes);
            Interval range = interval_of(step.children[0]->value);
            range.high = interval_of(step.children[1]->value).high;
            if (causes.empty() && !range.point())
              causes.push_back(cause({Cause::Kind::Declared, "", "known only to lie between two values", nullptr, {}, node.written}));
            step.value = value_of(range, node.type, causes);
          },
          [&](const node::Unknown& n) {
            step.value = Value::unknown({cause({Cause::Kind::Declared, "", n.why, nullptr, {}, node.written})});
          },
          // Kinds are values that remember where they were written.
          [&](const auto&) { step.value.data = KindData{&node, &frame}; },
      },
      node.what);
  return &step;
}

Value Evaluator::constant(const node::Constant& n) { return Value::of(n.value); }

void Evaluator::eval_parent(const node::Parent& n, Frame& frame, Step& step) {
  const Step* of = eval(*n.of, frame);
  step.children.push_back(of);
  const auto* record = of->value.get<const Record*>();
  if (record == nullptr) {
    step.value = Value::unknown(of->value.causes);
    return;
  }
  const Record* on = *record;
  while (on->whole != nullptr) on = on->whole;  // a part belongs to the good it is in
  if (on->parent != nullptr) {
    step.value.data = on->parent;
    return;
  }
  step.value = Value::unknown({cause({Cause::Kind::Missing, on->type->parent_label, "the " + on->type->parent_label + " around this " + on->type->name + " is not given", nullptr, on->place, {}})});
}

void Evaluator::eval_field(const node::Field& n, const Node& node, Frame& frame, Step& step) {
  const Step* of = eval(*n.of, frame);
  if (!std::holds_alternative<node::This>(n.of->what)) step.children.push_back(of);
  const auto* record = of->value.get<const Record*>();
  if (record == nullptr) {
    step.value = Value::unknown(of->value.causes);
    // The record that should hold the field is not there: the field itself is what is missing.
    Causes causes;
    for (const Cause* why : of->value.causes) {
      if (why->kind != Cause::Kind::Missing || why->path.empty()) {
        causes.push_back(why);
        continue;
      }
      Cause inner = *why;
      const FieldType& field = n.of->type.record->fields[static_cast<std::size_t>(n.index)];
      inner.path += "." + field.name;
      inner.message = "`" + field.name + "` is missing";
      inner.field = &field;
      causes.push_back(cause(std::move(inner)));
    }
    step.value.causes = causes;
    return;
  }
  const Record& on = **record;
  step.kind = Step::Kind::Fact;
  step.record = &on;
  const FieldType& field = on.type->fields[static_cast<std::size_t>(n.index)];
  const std::string prefix = path_of(on);
  step.path = (prefix.empty() ? "" : prefix + ".") + field.name;
  step.place = on.fields.size() > static_cast<std::size_t>(n.index) ? on.fields[static_cast<std::size_t>(n.index)].place : on.place;
  step.by_mapping = on.fields.size() > static_cast<std::size_t>(n.index) && on.fields[static_cast<std::size_t>(n.index)].by_mapping;
  const auto guard = program_.only_where.find({on.type, n.index});
  if (guard != program_.only_where.end()) {
    Frame& inner = frames_.emplace_back();
    inner.self = &on;
    inner.package = frame.package;
    inner.date = frame.date;
    const Step* where = eval(*guard->second, inner);
    step.children.push_back(where);
    if (where->value.truth() == Truth::False && node.type.kind == TypeKind::Condition) {
      step.value = Value::of(Truth::False);
      return;
    }
  }
  step.value = field_value(on, n.index);
  if (field.type.kind == TypeKind::Hs && !field.edition.empty()) step.value = edition_checked(on, step.value, frame);
}

Value Evaluator::field_value(const Record& record, int index) {
  const FieldType& field = record.type->fields[static_cast<std::size_t>(index)];
  const std::string prefix = path_of(record);
  const std::string path = (prefix.empty() ? "" : prefix + ".") + field.name;
  if (record.fields.size() <= static_cast<std::size_t>(index)) {
    FieldValue missing;
    missing.place = record.place;
    return value_of_field(missing, field.type, path, &field);
  }
  FieldValue const& value = record.fields[static_cast<std::size_t>(index)];
  if (value.state == FieldState::Missing && value.place.line == 0) {
    FieldValue placed = value;
    placed.place = record.place;
    return value_of_field(placed, field.type, path, &field);
  }
  return value_of_field(value, field.type, path, &field);
}

Value Evaluator::value_of_field(const FieldValue& field, const Type& type, const std::string& path, const FieldType* declared) {
  const std::string name = path.substr(path.rfind('.') == std::string::npos ? 0 : path.rfind('.') + 1);
  if (field.state == FieldState::Given) {
    if (type.kind == TypeKind::List) {
      auto list = std::make_shared<ListData>();
      list->complete = field.complete;
      for (std::size_t i = 0; i < field.items.size(); ++i)
        list->items.push_back(value_of_field(field.items[i], *type.element, path + "[" + std::to_string(i + 1) + "]", nullptr));
      if (!field.complete)
        list->open.push_back(cause({Cause::Kind::Incomplete, path, "`" + name + "` may hold more than was given", declared, field.place, {}}));
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
  if (field.state == FieldState::Invalid)
    value.causes.push_back(cause({Cause::Kind::Invalid, path, "`" + name + "` cannot be read: \"" + field.text + "\" " + field.why, declared, field.place, {}}));
  else if (field.state == FieldState::Absent)
    value.causes.push_back(cause({Cause::Kind::Absent, path, "there is no `" + name + "`", declared, field.place, {}}));
  else
    value.causes.push_back(cause({Cause::Kind::Missing, path, "`" + name + "` is missing", declared, field.place, {}}));
  if (type.kind == TypeKind::List) {
    // A list that nobody gave is open, with no elements known: it is not empty.
    auto list = std::make_shared<ListData>();
    list->complete = false;
    list->open = value.causes;
    value.causes.clear();
    value.data = std::shared_ptr<const ListData>(std::move(list));
    return value;
  }
  if (declared != nullptr && declared->at_least) {
    const Interval low = interval_of(Value::of(*declared->at_least));
    value.low = low.low;
    value.unit = type.kind == TypeKind::Money || type.kind == TypeKind::Quantity ? type.name : low.unit;
  }
  if (declared != nullptr && declared->at_most) value.high = interval_of(Value::of(*declared->at_most)).high;
  return value;
}

void Evaluator::eval_presumed(const node::Presumed& n, Frame& frame, Step& step) {
  const Step* value = eval(*n.value, frame);
  step.children.push_back(value);
  bool presume = !value->value.known();
  // What was said and cannot be read is not the silence that the law presumes upon.
  for (const Cause* why : value->value.causes) presume = presume && why->kind != Cause::Kind::Invalid && why->kind != Cause::Kind::Conflict;
  if (!presume) {
    step.value = value->value;
    return;
  }
  const Step* presumption = eval(*n.presumption, frame);
  step.children.push_back(presumption);
  step.value = presumption->value;
  step.presumed = true;
}

void Evaluator::eval_as_of(const node::AsOf& n, Frame& frame, Step& step) {
  const Step* date = eval(*n.date, frame);
  Frame& other = frames_.emplace_back(frame);
  if (const auto* day = date->value.get<Date>()) other.date = {*day, nullptr};
  else other.date = {std::nullopt, date->value.causes.empty() ? nullptr : date->value.causes.front()};
  const Step* value = eval(*n.value, other);
  step.children = {value, date};
  step.value = value->value;
}

// ── Names ──────────────────────────────────────────────────────────────────────────────────────

void Evaluator::eval_call(const node::Call& n, Frame& frame, Step& step) {
  const Record* on = nullptr;
  if (n.of != nullptr) {
    const Step* of = eval(*n.of, frame);
    if (!std::holds_alternative<node::This>(n.of->what)) step.children.push_back(of);
    const auto* record = of->value.get<const Record*>();
    if (record == nullptr) {
      step.value = Value::unknown(of->value.causes);
      return;
    }
    on = *record;
  }
  std::vector<Value> arguments;
  for (const Node* argument : n.arguments) {
    if (argument == nullptr) {
      arguments.emplace_back();
      arguments.back().unit = "default";
      continue;
    }
    // A kind passed on keeps the record it was written in.
    const auto* passed = std::get_if<node::Argument>(&argument->what);
    if (passed != nullptr) arguments.push_back(frame.arguments[static_cast<std::size_t>(passed->index)]);
    else arguments.push_back(eval(*argument, frame)->value);
  }
  // The law of a part's own day is that of what it is a part of; a nested or parent record has its own.
  const bool own = on == nullptr || on == frame.self || on->whole != nullptr;
  const Step* asked = ask_on(*n.name, on, arguments, own ? frame.date : law_date(*on), n.column);
  step.children.push_back(asked);
  step.value = asked->value;
}

std::string Evaluator::memo_key(const Named& named, const Record* record, const std::vector<Value>& arguments, const LawDate& date, int column) const {
  std::ostringstream key;
  key << &named << ' ' << record << ' ' << column << ' ' << (date.day ? date.day->days : INT32_MIN);
  for (const Value& argument : arguments) {
    if (const auto* kind = argument.get<KindData>()) key << '|' << kind->node << '@' << kind->frame;
    else if (const auto* r = argument.get<const Record*>()) key << '|' << *r;
    else if (argument.known()) key << '|' << exact_text(argument) << '#' << argument.data.index();
    else {
      key << "|?" << argument.unit;
      for (const Cause* why : argument.causes) key << why->path << ';' << why->message;
    }
  }
  return std::move(key).str();
}

const Step* Evaluator::ask_on(const Named& named, const Record* record, const std::vector<Value>& arguments, const LawDate& date, int column) {
  const std::string key = memo_key(named, record, arguments, date, column);
  if (const auto found = memo_.find(key); found != memo_.end()) return found->second;
  asked_[&named] = true;
  Frame& frame = frames_.emplace_back();
  frame.self = record;
  frame.package = named.package;
  frame.date = date;
  frame.arguments = arguments;
  Step& step = new_step(named.kind == Named::Kind::Rule ? Step::Kind::Rule : named.kind == Named::Kind::Decision ? Step::Kind::Decision : Step::Kind::Definition);
  step.named = &named;
  step.record = record;
  step.type = named.type;
  step.written = named.written;
  step.label = named.name;
  fill_defaults(named, frame);
  Value why_not;
  if (const Text* text = text_on(named, date, why_not)) {
    step.text = text;
    step.law = &text->law;
    step.written = text->written;
    ask_text(named, *text, frame, step, column);
  } else {
    step.value = why_not;
    if (why_not.not_applicable) step.status = RuleStatus::NotApplicable;
  }
  memo_[key] = &step;
  return &step;
}

/// The text in force; null, with the reason, on a day without one.
const Text* Evaluator::text_on(const Named& named, const LawDate& date, Value& why_not) {
  if (named.texts.size() == 1 && !named.texts.front().law.dated()) return &named.texts.front();
  if (!date.day) {
    if (date.why != nullptr) why_not.causes.push_back(date.why);
    return nullptr;
  }
  for (const Text& text : named.texts) {
    if (text.law.in_force(*date.day)) return &text;
  }
  if (named.kind == Named::Kind::Rule || named.kind == Named::Kind::Decision) {
    why_not.not_applicable = true;
    return nullptr;
  }
  why_not.causes.push_back(cause({Cause::Kind::NoLaw, "", "no text of `" + named.name + "` is in force on " + date.day->to_string(), nullptr, {}, named.written}));
  return nullptr;
}

void Evaluator::fill_defaults(const Named& named, Frame& frame) {
  frame.arguments.resize(named.params.size());
  for (std::size_t i = 0; i < named.params.size(); ++i) {
    Value& argument = frame.arguments[i];
    const bool absent = !argument.known() && argument.causes.empty() && (argument.unit == "default" || !argument.low);
    if (!absent || named.params[i].default_value == nullptr) continue;
    argument = eval(*named.params[i].default_value, frame)->value;
  }
}

void Evaluator::ask_text(const Named& named, const Text& text, Frame& frame, Step& step, int column) {
  std::visit(
      Overloaded{
          [&](const DefinitionText& body) {
            if (body.value == nullptr) return;
            const Step* base = eval(*body.value, frame);
            step.children.push_back(base);
            step.value = with_exceptions(base->value, &text.law, body.exceptions, named.type, frame, step);
          },
          [&](const ParameterText& body) {
            std::vector<const ParameterText::Row*> rows;
            for (const auto& row : body.rows) {
              if (!row.law.dated() || (frame.date.day && row.law.in_force(*frame.date.day))) rows.push_back(&row);
            }
            if (rows.size() == 1) {
              step.value = Value::of(rows.front()->value);
              step.law = &rows.front()->law;
              step.written = rows.front()->written;
            } else if (!frame.date.day && frame.date.why != nullptr) {
              step.value = Value::unknown({frame.date.why});
            } else {
              step.value = Value::unknown({cause({Cause::Kind::NoLaw, "", "`" + named.name + "` has no value on " + (frame.date.day ? frame.date.day->to_string() : std::string("an unknown day")), nullptr, {}, named.written})});
            }
          },
          [&](const TableText& body) { ask_table(named, body, frame, step, column); },
          [&](const RuleText& body) { ask_rule(named, body, frame, step); },
          [&](const DecisionText& body) { ask_decision(named, body, frame, step); },
          [&](const auto&) {},
      },
      text.body);
}

}  // namespace shibo::engine
