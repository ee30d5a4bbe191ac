// What a name means: a bound variable, a parameter, a field, a definition, a word of a type.
#include <algorithm>

#include "names/literals.hpp"
#include "names/names.hpp"
#include "names/suggest.hpp"
#include "program/types.hpp"
#include "types/expression.hpp"
#include "value/currency.hpp"

namespace shibo::engine {

namespace {

std::string joined(const dsl::Reference& reference, std::size_t steps) {
  std::string text;
  for (std::size_t i = 0; i < steps; ++i) text += (i == 0 ? "" : ".") + reference.steps[i].name.text;
  return text;
}

/// The columns of a table, by name; of anything else none.
std::vector<std::string> columns_of(const Named& named) {
  std::vector<std::string> names;
  for (const Text& text : named.texts) {
    const auto* table = std::get_if<TableText>(&text.body);
    if (table == nullptr || !names.empty()) continue;
    for (const TableText::Column& column : table->columns) names.push_back(column.name);
  }
  return names;
}

/// How a field of the elements of a list is asked for.
std::string of_elements(const Node& list, const std::string& name) {
  const std::string written(list.written.source->slice(list.written.span));
  const RecordType* record = list.type.element ? list.type.element->record : nullptr;
  const int index = record != nullptr ? record->find(name) : -1;
  const bool amount = index >= 0 && is_numeric(record->fields[static_cast<std::size_t>(index)].type);
  if (amount) return "ask it of the elements: `sum of m." + name + " for m in " + written + "`";
  const bool condition = index >= 0 && record->fields[static_cast<std::size_t>(index)].type.kind == TypeKind::Condition;
  const std::string rest = " m in " + written + " satisfies m." + name + (condition ? "`" : " …`");
  return "ask it of the elements: `some" + rest + " or `every" + rest;
}

}  // namespace

const Node* ExpressionChecker::this_record(const Written& where) {
  return context_.make(record_of(around_.record), where, node::This{});
}

const Node* ExpressionChecker::check_reference(const dsl::Expr& expr, const dsl::Reference& reference,
                                               const Type& expected) {
  std::size_t used = 1;
  const Node* node = first_step(expr, reference, used, expected);
  if (node != nullptr && !takes_arguments(*node, reference.steps[used - 1])) return nullptr;
  for (std::size_t i = used; node != nullptr && i < reference.steps.size(); ++i)
    node = next_step(node, reference.steps, i);
  if (node != nullptr && lacks_column(*node, reference.steps.back())) return nullptr;
  if (node == nullptr || reference.except_from.empty()) return node;
  const auto* asked = std::get_if<node::Call>(&node->what);
  const bool takes = asked != nullptr && std::any_of(asked->name->params.begin(), asked->name->params.end(),
                                                     [](const Parameter& p) { return p.except_from; });
  if (!takes) {
    context_.error(code::kArguments, at(expr.span),
                   "`" + reference.steps.back().name.text + "` takes no `except from`");
    return nullptr;
  }
  return node;
}

/// Of a table that gives several columns one is named.
bool ExpressionChecker::lacks_column(const Node& node, const dsl::PathStep& step) {
  const auto* asked = std::get_if<node::Call>(&node.what);
  if (asked == nullptr || asked->column != node::Call::kNoColumn) return false;
  std::string columns;
  for (const std::string& name : columns_of(*asked->name))
    columns += (columns.empty() ? "`" : " or `") + step.name.text + "." + name + "`";
  context_.error(code::kWrongThing, at(step.span), "table `" + asked->name->name + "` gives several columns").help =
      "name one: " + columns;
  return true;
}

/// A field, a fact, a group or a variable is given no arguments.
bool ExpressionChecker::takes_arguments(const Node& node, const dsl::PathStep& step) {
  const bool callable =
      std::holds_alternative<node::Call>(node.what) || std::holds_alternative<node::Between>(node.what);
  if (!step.called || callable) return true;
  context_.error(code::kArguments, at(step.span), "`" + step.name.text + "` takes no arguments");
  return false;
}

const Node* ExpressionChecker::first_step(const dsl::Expr& expr, const dsl::Reference& reference, std::size_t& used,
                                          const Type& expected) {
  const dsl::PathStep& step = reference.steps.front();
  const std::string& name = step.name.text;
  const bool alone = reference.steps.size() == 1;
  if (const Local* local = find_local(name)) {
    locals_[static_cast<std::size_t>(local - locals_.data())].used = true;
    return context_.make(local->type, at(step.span), node::Variable{local->slot, name});
  }
  if (around_.params != nullptr) {
    for (std::size_t i = 0; i < around_.params->size(); ++i) {
      const Parameter& p = (*around_.params)[i];
      if (p.name != name) continue;
      context_.used_parameters.insert(&p);
      return context_.make(p.type, at(step.span), node::Argument{static_cast<int>(i), name});
    }
  }
  if (name == "this" && around_.record != nullptr) return this_record(at(step.span));
  if (name == "between" && step.called) return check_between(expr, step, expected);
  if (alone && !step.called) {
    if (const Node* word = word_of_type(step, expected)) return word;
  }
  const RecordType* record = around_.record;
  if (record != nullptr) {
    if (record->parent != nullptr && record->parent_label == name)
      return context_.make(record_of(record->parent), at(step.span), node::Parent{this_record(at(step.span))});
    const int index = record->find(name);
    if (index >= 0 && record->fields[index].package.empty()) {
      note_namesake(step.name, nullptr);
      note_use(step.name, FieldOfRecord{record, index});
      return context_.make(record->fields[index].type, at(step.span), node::Field{this_record(at(step.span)), index});
    }
  }
  if (around_.in->lost(name)) return nullptr;
  if (Symbol* symbol = find_symbol(*around_.in, name, record)) {
    note_namesake(step.name, symbol);
    return use_symbol(*symbol, nullptr, step, alone ? &reference : nullptr);
  }
  // A package's own name before one of its definitions: `rcep.parties`.
  for (std::size_t n = reference.steps.size() - 1; n >= 1; --n) {
    const auto alias = around_.in->aliases.find(joined(reference, n));
    if (alias == around_.in->aliases.end()) continue;
    const dsl::PathStep& next = reference.steps[n];
    used = n + 1;
    around_.in->used.insert(alias->second);
    note_package(reference.steps, 0, n, *alias->second);
    Symbol* symbol = find_symbol(*alias->second, next.name.text, record);
    if (symbol != nullptr)
      return use_symbol(*symbol, nullptr, next, used == reference.steps.size() ? &reference : nullptr);
    report_unknown(context_, *alias->second, code::kUnknownName, at(next.name.span), next.name.text,
                   "package `" + joined(reference, n) + "` has no `" + next.name.text + "`",
                   visible_names(context_, *alias->second));
    return nullptr;
  }
  // Countries, currencies and instruments read like names, and are looked for last.
  if (alone && !step.called && is_country(context_, name)) return country(step.name, country_type(context_));
  unknown_first(reference, expected);
  return nullptr;
}

/// A word that only its type gives a meaning: a value of a choice, a country, an instrument.
const Node* ExpressionChecker::word_of_type(const dsl::PathStep& step, const Type& expected) {
  const std::string& name = step.name.text;
  const Type& type = expected.kind == TypeKind::List && expected.element ? *expected.element : expected;
  if (type.kind == TypeKind::Choice && type.choice != nullptr && expected.kind == TypeKind::Choice) {
    const auto value = value_of_choice(*type.choice, name);
    const bool field = around_.record != nullptr && around_.record->find(name) >= 0 &&
                       around_.record->fields[around_.record->find(name)].package.empty();
    if (value && field) {
      context_.error(code::kWrongThing, at(step.span), "`" + name + "` is both a value of this choice and a field")
          .help = "for the field, write `this." + name + "`";
      return nullptr;
    }
    if (value) {
      note_use(step.name, *value);
      return context_.make(type, at(step.span), node::Constant{name});
    }
    if (!field && find_symbol(*around_.in, name, around_.record) == nullptr) {
      // Nothing else has this name, so a value was meant.
      (void)check_choice_value(context_, at(step.span), *type.choice, name);
      return context_.make({}, at(step.span), node::Constant{name});
    }
  }
  if (expected.kind == TypeKind::Country && is_country(context_, name)) return country(step.name, type);
  if (expected.kind == TypeKind::Currency && is_currency(name))
    return context_.make(type, at(step.span), node::Constant{name});
  return nullptr;
}

const Node* ExpressionChecker::country(const dsl::Word& code, const Type& type) {
  if (const auto own = declared_country(context_, code.text)) note_use(code, *own);
  return context_.make(type, at(code.span), node::Constant{code.text});
}

const Node* ExpressionChecker::next_step(const Node* on, const std::vector<dsl::PathStep>& steps, std::size_t& i) {
  const dsl::PathStep& step = steps[i];
  const std::string& name = step.name.text;
  if (const auto* asked = std::get_if<node::Call>(&on->what);
      asked != nullptr && asked->name->kind == Named::Kind::Table) {
    // The columns of a table are known when it is declared; types come with its body.
    for (const Text& text : asked->name->texts) {
      const auto* table = std::get_if<TableText>(&text.body);
      if (table == nullptr) continue;
      for (std::size_t at = 0; at < table->columns.size(); ++at) {
        if (table->columns[at].name != name) continue;
        const int part = asked->name->find_part(Named::Part::Kind::Column, name);
        if (part >= 0) note_use(step.name, PartOfNamed{asked->name, part});
        node::Call column = *asked;
        column.column = static_cast<int>(at);
        return context_.make(table->columns[at].type, {on->written.source, {on->written.span.begin, step.span.end}},
                             std::move(column));
      }
    }
    context_.error(code::kNoSuchField, at(step.name.span),
                   "table `" + asked->name->name + "` has no column `" + name + "`");
    return nullptr;
  }
  if (on->type.kind != TypeKind::Record || on->type.record == nullptr) {
    auto& d = context_.error(code::kNoSuchField, at(step.name.span),
                             "`." + name + "` asks for a field of " + to_phrase(on->type));
    if (on->type.kind == TypeKind::List) d.help = suggest_word(name).value_or(of_elements(*on, name));
    else if (on->type.kind == TypeKind::Money && name == "currency")
      d.help = "write `currency of " + std::string(on->written.source->slice(on->written.span)) + "`";
    else d.help = suggest_word(name);
    return nullptr;
  }
  const RecordType* record = on->type.record;
  const Written where{on->written.source, {on->written.span.begin, step.span.end}};
  if (record->parent != nullptr && record->parent_label == name)
    return context_.make(record_of(record->parent), where, node::Parent{on});
  const int index = record->find(name);
  if (index >= 0 && record->fields[index].package.empty() && step.called) {
    context_.error(code::kArguments, at(step.span), "`" + name + "` is a field, and takes no arguments");
    return nullptr;
  }
  if (index >= 0 && record->fields[index].package.empty()) {
    note_use(step.name, FieldOfRecord{record, index});
    return context_.make(record->fields[index].type, where, node::Field{on, index});
  }
  if (Symbol* symbol = find_symbol(*around_.in, name, record); symbol != nullptr && symbol->record == record)
    return use_symbol(*symbol, on, step, nullptr);
  if (const Node* of_package = named_with_package(on, steps, i)) return of_package;
  const std::string before(on->written.source->slice(on->written.span));
  unknown_name(step.name, record, named_by_a_library(before + ".", step, record));
  return nullptr;
}

/// A package's name before one of its definitions: `m.rcep.shown_originating`.
const Node* ExpressionChecker::named_with_package(const Node* on, const std::vector<dsl::PathStep>& steps,
                                                  std::size_t& i) {
  std::string package;
  for (std::size_t n = i; n + 1 < steps.size(); ++n) {
    package += (package.empty() ? "" : ".") + steps[n].name.text;
    const auto alias = around_.in->aliases.find(package);
    if (alias == around_.in->aliases.end()) continue;
    Symbol* symbol = find_symbol(*alias->second, steps[n + 1].name.text, on->type.record);
    if (symbol == nullptr || symbol->record != on->type.record) continue;
    around_.in->used.insert(alias->second);
    note_package(steps, i, n + 1, *alias->second);
    i = n + 1;
    return use_symbol(*symbol, on, steps[i], nullptr);
  }
  return nullptr;
}

const Node* ExpressionChecker::use_symbol(Symbol& symbol, const Node* of, const dsl::PathStep& step,
                                          const dsl::Reference* whole) {
  const Written where = at(step.span);
  if (auto* const* named = std::get_if<Named*>(&symbol.what)) return call(**named, of, step, whole);
  if (const auto* need = std::get_if<NeedSymbol>(&symbol.what)) return call(*need->shape, of, step, whole);
  if (const auto* fact = std::get_if<FactSymbol>(&symbol.what)) {
    if (of == nullptr && around_.record != fact->record) {
      context_.error(code::kOtherRecord, where, "`" + step.name.text + "` is a fact of `" + fact->record->name + "`");
      return nullptr;
    }
    const Node* base = of != nullptr ? of : this_record(where);
    note_use(step.name, FieldOfRecord{fact->record, fact->field});
    note_call(FieldOfRecord{fact->record, fact->field}, of);
    return context_.make(fact->record->fields[fact->field].type, where, node::Field{base, fact->field});
  }
  if (const auto* instrument = std::get_if<const InstrumentInfo*>(&symbol.what)) {
    note_use(step.name, *instrument);
    return context_.make(simple(TypeKind::Instrument), where, node::Constant{(*instrument)->name, *instrument});
  }
  auto& d = context_.error(code::kWrongThing, where, "`" + step.name.text + "` is a type, not a value");
  auto* const* record = std::get_if<RecordType*>(&symbol.what);
  auto* const* choice = std::get_if<ChoiceType*>(&symbol.what);
  const bool around = record != nullptr && around_.record != nullptr && around_.record->parent == *record;
  if (around) d.help = "the record around this one is called `" + around_.record->parent_label + "`";
  const bool value = choice != nullptr && whole == nullptr;
  if (value) d.help = "a value of a choice stands alone, without `" + step.name.text + ".`";
  if (record != nullptr && *record == around_.record)
    d.help = "the record's own fields stand bare, without `" + step.name.text + ".`";
  return nullptr;
}

const Node* ExpressionChecker::call(const Named& named, const Node* of, const dsl::PathStep& step,
                                    const dsl::Reference* whole) {
  const Written where =
      of != nullptr ? Written{of->written.source, {of->written.span.begin, step.span.end}} : at(step.span);
  note_use(step.name, &named);
  if (named.kind == Named::Kind::Group) return context_.make(list_of(named.type), where, node::GroupRef{&named});
  node::Call asked;
  asked.name = &named;
  if (named.record != nullptr) {
    if (of == nullptr && around_.record != named.record) {
      auto& d = context_.error(code::kOtherRecord, at(step.name.span),
                               "`" + named.name + "` is for `" + named.record->name + "`, and this is about " +
                                   (around_.record != nullptr ? "`" + around_.record->name + "`" : "no record"));
      d.labels.push_back({named.written.source, named.written.span, "declared here"});
      if (around_.record != nullptr && around_.record->parent == named.record)
        d.help = "write `" + around_.record->parent_label + "." + named.name + "`";
      return nullptr;
    }
    asked.of = of != nullptr ? of : this_record(where);
  }
  note_call(&named, of);
  if (!fill_arguments(named, step, whole, asked.arguments)) return nullptr;
  if (columns_of(named).size() > 1) asked.column = node::Call::kNoColumn;
  return context_.make(named.type, where, std::move(asked));
}

bool ExpressionChecker::fill_arguments(const Named& named, const dsl::PathStep& step, const dsl::Reference* whole,
                                       std::vector<const Node*>& arguments) {
  arguments.assign(named.params.size(), nullptr);
  bool ok = true;
  std::size_t position = 0;
  for (const dsl::Argument& argument : step.arguments) {
    std::size_t index = position;
    if (argument.label) {
      index = named.params.size();
      for (std::size_t i = 0; i < named.params.size(); ++i) {
        if (named.params[i].name == argument.label->text) index = i;
      }
      const int key = named.find_part(Named::Part::Kind::Key, argument.label->text);
      if (key >= 0) note_use(*argument.label, PartOfNamed{&named, key});
    } else {
      ++position;
    }
    if (index >= named.params.size() || arguments[index] != nullptr) {
      const bool no_such = argument.label && index >= named.params.size();
      const bool twice = index < named.params.size();
      const std::string takes = "`" + named.name + "` takes " + std::to_string(named.params.size()) + " argument" +
                                (named.params.size() == 1 ? "" : "s");
      auto& d = context_.error(code::kArguments, at(argument.span),
                               no_such ? "`" + named.name + "` has no parameter `" + argument.label->text + "`"
                               : twice ? "the argument `" + named.params[index].name + "` is given twice"
                                       : takes);
      std::vector<std::string> known;
      for (const Parameter& parameter : named.params) known.push_back(parameter.name);
      if (const auto near = no_such ? dsl::nearest(argument.label->text, known) : std::nullopt)
        d.help = "did you mean `" + *near + "`?";
      d.labels.push_back({named.written.source, named.written.span, "declared here"});
      return false;
    }
    arguments[index] = require(*argument.value, named.params[index].type);
    if (arguments[index] == nullptr) {
      ok = false;
      arguments[index] = context_.make({}, at(argument.span), node::Unknown{""});
    }
  }
  for (std::size_t i = 0; i < named.params.size(); ++i) {
    if (named.params[i].except_from && whole != nullptr && !whole->except_from.empty()) {
      dsl::Expr span_holder;
      span_holder.span = {whole->except_from.front()->span.begin, whole->except_from.back()->span.end};
      arguments[i] = union_of(span_holder, whole->except_from);
      ok = ok && arguments[i] != nullptr;
    }
    if (arguments[i] != nullptr) continue;
    if (named.params[i].has_default) continue;       // taken from the definition when it is asked
    if (named.kind == Named::Kind::Table) continue;  // a key falls back on the record's field
    auto& d =
        context_.error(code::kArguments, at(step.span),
                       "`" + named.name + "` needs `" + named.params[i].name + "`, " + to_phrase(named.params[i].type));
    d.labels.push_back({named.written.source, named.written.span, "declared here"});
    return false;
  }
  return ok;
}

/// `between(A, B)`: a value known only to lie between two others, both included.
const Node* ExpressionChecker::check_between(const dsl::Expr& expr, const dsl::PathStep& step, const Type& expected) {
  if (step.arguments.size() != 2) {
    context_.error(code::kArguments, at(step.span), "`between` takes the least and the greatest value");
    return nullptr;
  }
  const Node* low = check(*step.arguments[0].value, expected);
  if (low == nullptr) return nullptr;
  const Node* high = require(*step.arguments[1].value, low->type);
  if (high == nullptr) return nullptr;
  if (!is_numeric(low->type)) {
    context_.error(code::kWrongType, at(expr.span),
                   "`between` is for numbers and amounts, found " + to_phrase(low->type));
    return nullptr;
  }
  const auto* least = std::get_if<node::Constant>(&low->what);
  const auto* greatest = std::get_if<node::Constant>(&high->what);
  if (least != nullptr && greatest != nullptr && !check_range(context_, at(expr.span), least->value, greatest->value))
    return nullptr;
  return context_.make(low->type, at(expr.span), node::Between{low, high});
}

}  // namespace shibo::engine
