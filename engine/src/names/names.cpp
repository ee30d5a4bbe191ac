#include "names/names.hpp"

#include <algorithm>

#include "names/libraries.hpp"
#include "names/suggest.hpp"
#include "program/types.hpp"
#include "value/country.hpp"
#include "value/currency.hpp"
#include "value/overloaded.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

Symbol* find_symbol(InstanceState& in, const std::string& name, const RecordType* record) {
  const auto pick = [&](InstanceState& state) -> Symbol* {
    const auto found = state.symbols.find(name);
    if (found == state.symbols.end()) return nullptr;
    for (Symbol& symbol : found->second) {
      if (record == nullptr || symbol.record == nullptr || symbol.record == record) return &symbol;
    }
    return found->second.empty() ? nullptr : &found->second.front();
  };
  Symbol* symbol = pick(in);
  const InstanceState* from = nullptr;
  for (std::size_t i = 0; symbol == nullptr && i < in.uses.size(); ++i) {
    symbol = pick(*in.uses[i]);
    if (symbol != nullptr) in.used.insert(from = in.uses[i]);
    // A need of a library is not one of its names: it is the user's to declare.
    if (symbol != nullptr && std::holds_alternative<NeedSymbol>(symbol->what)) symbol = nullptr;
  }
  // Which package is named first says nothing about which is meant.
  for (InstanceState* other : in.uses) {
    if (symbol == nullptr || from == nullptr || other == from) continue;
    const Symbol* rival = pick(*other);
    if (rival != nullptr && !std::holds_alternative<NeedSymbol>(rival->what) && rival->record == symbol->record)
      in.clashes.emplace(name, std::pair{from, other});
  }
  if (symbol == nullptr) return nullptr;
  symbol->used = true;
  const auto* need = std::get_if<NeedSymbol>(&symbol->what);
  if (need != nullptr && !need->filled_wrong && in.user != nullptr) {
    if (Symbol* filled = find_symbol(*in.user, name, record)) return filled;
  }
  return symbol;
}

Meaning meaning_of(const Symbol& symbol) {
  return std::visit(Overloaded{
                        [](const FactSymbol& fact) -> Meaning {
                          return FieldOfRecord{fact.record, fact.field};
                        },
                        [](const NeedSymbol& need) -> Meaning { return need.shape; },
                        [](const auto* other) -> Meaning { return other; },
                    },
                    symbol.what);
}

const InstrumentInfo* instrument_in_data(const InstanceState& in, const std::string& name) {
  const auto own = [&](const InstanceState& state) -> const InstrumentInfo* {
    const auto found = state.symbols.find(name);
    if (found == state.symbols.end()) return nullptr;
    for (const Symbol& symbol : found->second) {
      if (const auto* const* instrument = std::get_if<const InstrumentInfo*>(&symbol.what)) return *instrument;
    }
    return nullptr;
  };
  const InstrumentInfo* instrument = own(in);
  for (std::size_t i = 0; instrument == nullptr && i < in.uses.size(); ++i) instrument = own(*in.uses[i]);
  return instrument;
}

FoundOnPath find_on_path(InstanceState& in, const std::vector<dsl::Word>& path, const RecordType* record) {
  const std::string package = joined_name({path.begin(), path.end() - 1});
  InstanceState* where = &in;
  if (!package.empty()) {
    const auto alias = in.aliases.find(package);
    where = alias != in.aliases.end() ? alias->second : package == in.instance->name ? &in : nullptr;
    if (alias != in.aliases.end()) in.used.insert(alias->second);
  }
  return {where, where != nullptr ? find_symbol(*where, path.back().text, record) : nullptr};
}

Written place_of_path(const dsl::Source* source, const std::vector<dsl::Word>& path) {
  return {source, {path.front().span.begin, path.back().span.end}};
}

void note_package_of_path(Context& context, const dsl::Source* source, const std::vector<dsl::Word>& path,
                          const InstanceState* package, const Named* within) {
  if (package == nullptr || path.size() < 2) return;
  const dsl::Span span{path.front().span.begin, path[path.size() - 2].span.end};
  context.note_use({source, span}, package->instance, within);
}

std::vector<std::string> visible_names(Context& context, const InstanceState& in) {
  if (context.names_listed > Context::kNamesListedMax) return {};
  std::set<std::string> names;
  for (const auto& [name, all] : in.symbols) names.insert(name);
  for (const InstanceState* used : in.uses) {
    for (const auto& [name, all] : used->symbols) names.insert(name);
  }
  context.names_listed += names.size();
  return {names.begin(), names.end()};
}

void report_unknown(Context& context, const InstanceState& in, dsl::Code code, const Written& where,
                    const std::string& name, std::string message, const std::vector<std::string>& candidates,
                    std::optional<std::string> cure) {
  const auto unread = [&](const InstanceState* used) { return used->unread(name); };
  if (in.unread(name) || std::any_of(in.uses.begin(), in.uses.end(), unread)) return;
  const auto near = dsl::nearest(name, candidates);
  if (!near && in.uses_unknown) return;
  const bool of_a_package = code == code::kUnknownName || code == code::kUnknownType;
  // A slip of one's own names is likelier than a forgotten package.
  const auto has_near = [&](const InstanceState* used) { return used->symbols.contains(*near); };
  const bool own_slip = near && (in.symbols.contains(*near) || std::none_of(in.uses.begin(), in.uses.end(), has_near));
  const auto forgotten = of_a_package && !cure && !own_slip ? use_forgotten(context, in, name) : std::nullopt;
  auto& d = context.error(code, where, std::move(message));
  if (forgotten) d.help = forgotten;
  else if (near) d.help = "did you mean `" + *near + "`?";
  else d.help = std::move(cure);
}

void report_not_found(Context& context, InstanceState& in, const dsl::Source* source,
                      const std::vector<dsl::Word>& path, const FoundOnPath& found, const std::string& what) {
  const Written whole{source, {path.front().span.begin, path.back().span.end}};
  if (found.where == nullptr) {
    const Written package{source, {path.front().span.begin, path[path.size() - 2].span.end}};
    const std::string name(source->slice(package.span));
    return report_unknown(context, in, code::kUnknownName, package, name, "nothing is called `" + name + "` here", {});
  }
  const bool elsewhere = found.where != &in;
  report_unknown(context, *found.where, code::kUnknownName, whole, path.back().text,
                 elsewhere
                     ? "package `" + found.where->instance->name + "` has no " + what + " `" + path.back().text + "`"
                     : "there is no " + what + " `" + path.back().text + "`",
                 visible_names(context, *found.where));
}

void refuse_period(Context& context, const dsl::Source* source, const dsl::ChoiceValue& value,
                   const std::string& what) {
  if (!value.attributes.since && !value.attributes.until) return;
  context.error(code::kWrongThing, {source, value.span}, what + " has no period: a record may say it on any day").help =
      "say since when it counts where the law says so, in a condition or a table";
}

ChoiceType::Value choice_value(Context& context, const dsl::Source* source, const dsl::ChoiceValue& value) {
  refuse_period(context, source, value, "a value of a choice");
  return {value.name.text, value.doc ? value.doc->value : ""};
}

Type resolve_type(Context& context, InstanceState& in, const dsl::Source* source, const dsl::TypeExpr& type) {
  const Written written{source, type.span};
  switch (type.kind) {
    case dsl::TypeExpr::Kind::ListOf: {
      Type element = resolve_type(context, in, source, *type.element);
      if (element.kind == TypeKind::Invalid) return {};
      return list_of(std::move(element));
    }
    case dsl::TypeExpr::Kind::MoneyIn: {
      if (!is_currency(type.name.text)) {
        context
            .error(code::kUnknownUnit, {source, type.name.span},
                   "`" + type.name.text + "` is not a currency of ISO 4217")
            .help = suggest_currency(type.name.text);
        return {};
      }
      Type money = simple(TypeKind::Money);
      money.name = type.name.text;
      return money;
    }
    case dsl::TypeExpr::Kind::QuantityIn: {
      if (!is_unit(context, type.name.text)) {
        context.error(code::kUnknownUnit, {source, type.name.span}, "`" + type.name.text + "` is not a unit").help =
            unit_help("1", type.name.text);
        return {};
      }
      Type quantity = simple(TypeKind::Quantity);
      quantity.name = type.name.text;
      if (const auto unit = declared_unit(context, type.name.text)) context.note_use({source, type.name.span}, *unit);
      return quantity;
    }
    case dsl::TypeExpr::Kind::Choice: {
      ChoiceType& choice = context.program.choices.emplace_back();
      if (type.choices.empty()) context.error(code::kNothingInIt, written, "a choice of nothing");
      for (const dsl::ChoiceValue& value : type.choices) {
        const auto first = std::find_if(type.choices.begin(), type.choices.end(), [&](const dsl::ChoiceValue& other) {
          return other.name.text == value.name.text;
        });
        if (&*first != &value) {
          auto& d = context.error(code::kDeclaredTwice, {source, value.name.span},
                                  "`" + value.name.text + "` is already a value of this choice");
          d.labels.push_back({source, first->name.span, "first declared here"});
          continue;
        }
        context.note_declared({source, value.name.span},
                              ValueOfChoice{&choice, static_cast<int>(choice.values.size())});
        choice.values.push_back(choice_value(context, source, value));
      }
      Type result = simple(TypeKind::Choice);
      result.choice = &choice;
      return result;
    }
    case dsl::TypeExpr::Kind::Named: break;
  }
  const std::string& name = type.name.text;
  const Type built_in = built_in_type(name);
  if (built_in.kind == TypeKind::Country) return country_type(context);
  if (built_in.kind != TypeKind::Invalid) return built_in;
  if (Symbol* symbol = find_symbol(in, name)) {
    if (auto* const* record = std::get_if<RecordType*>(&symbol->what)) {
      context.note_use({source, type.name.span}, *record);
      return record_of(*record);
    }
    if (auto* const* choice = std::get_if<ChoiceType*>(&symbol->what)) {
      context.note_use({source, type.name.span}, *choice);
      Type result = simple(TypeKind::Choice);
      result.choice = *choice;
      return result;
    }
  }
  std::vector<std::string> known = {"condition", "number",     "percent", "money", "quantity", "date",
                                    "time",      "duration",   "period",  "text",  "hs",       "country",
                                    "currency",  "instrument", "kind",    "list"};
  for (const std::string& visible : visible_names(context, in)) known.push_back(visible);
  const Suggestion usual = suggest_type(name);
  report_unknown(context, in, code::kUnknownType, written, name, "there is no type `" + name + "`",
                 usual ? std::vector<std::string>{} : known, usual);
  return {};
}

const RecordType* record_named(Context& context, InstanceState& in, const dsl::Source* source, const dsl::Word& word) {
  dsl::TypeExpr type;
  type.span = word.span;
  type.name = word;
  const Type resolved = resolve_type(context, in, source, type);
  if (resolved.kind == TypeKind::Record) return resolved.record;
  if (resolved.kind != TypeKind::Invalid)
    context.error(code::kWrongThing, {source, word.span}, "`" + word.text + "` is not a record");
  return nullptr;
}

Law read_law(Context& context, const dsl::Source* source, const dsl::Attributes& attributes) {
  for (const dsl::Text& cite : attributes.cites) context.citations.push_back({cite.value, {source, cite.span}, source});
  return read_publication(context, source, attributes);
}

Law read_publication(Context& context, const dsl::Source* source, const dsl::Attributes& attributes) {
  Law law;
  for (const dsl::Text& cite : attributes.cites) law.cites.push_back(cite.value);
  law.unverified = attributes.unverified;
  if (attributes.unverified_why) law.unverified_why = attributes.unverified_why->value;
  if (attributes.since) law.since = Date::parse(attributes.since->text);
  if (attributes.until) law.until = Date::parse(attributes.until->text);
  if (law.since && law.until && *law.until < *law.since) {
    auto& d =
        context.error(code::kPeriodReversed, {source, attributes.until->span}, "the period ends before it begins");
    d.labels.push_back({source, attributes.since->span, "it begins here"});
  }
  return law;
}

bool converts_money(const InstanceState& in) {
  for (const dsl::SyntaxTree* file : in.syntax->files) {
    const auto converts = [](const dsl::Declaration& d) { return std::holds_alternative<dsl::ConvertDecl>(d); };
    if (std::any_of(file->declarations.begin(), file->declarations.end(), converts)) return true;
  }
  return in.user != nullptr && converts_money(*in.user);
}

void report_declared_before(Context& context, const Written& where, const std::string& message, const Written& first) {
  auto& d = context.error(code::kDeclaredTwice, where, message);
  d.label = "declared again here";
  d.labels.push_back({first.source, first.span, "first declared here"});
}

void report_empty(Context& context, const Written& whole, const dsl::Word& name, const std::string& message) {
  if (!context.mistaken(whole)) context.error(code::kNothingInIt, {whole.source, name.span}, message);
}

bool is_unit(const Context& context, const std::string& name) {
  if (find_unit(name)) return true;
  return declared_unit(context, name).has_value();
}

std::optional<DeclaredUnit> declared_unit(const Context& context, const std::string& name) {
  const auto& units = context.program.units;
  const auto found = std::find(units.begin(), units.end(), name);
  if (found == units.end()) return std::nullopt;
  return DeclaredUnit{static_cast<int>(found - units.begin())};
}

std::optional<DeclaredCountry> declared_country(const Context& context, const std::string& code) {
  const auto& countries = context.program.countries;
  const auto found =
      std::find_if(countries.begin(), countries.end(), [&](const OwnCountry& one) { return one.alpha2 == code; });
  if (found == countries.end()) return std::nullopt;
  return DeclaredCountry{static_cast<int>(found - countries.begin())};
}

std::optional<ValueOfChoice> value_of_choice(const ChoiceType& choice, const std::string& name) {
  const auto found = std::find_if(choice.values.begin(), choice.values.end(),
                                  [&](const ChoiceType::Value& value) { return value.name == name; });
  if (found == choice.values.end()) return std::nullopt;
  return ValueOfChoice{&choice, static_cast<int>(found - choice.values.begin())};
}

bool is_country(const Context& context, const std::string& code) {
  return is_country(&context.program.countries, code);
}

Type country_type(const Context& context) {
  Type type = simple(TypeKind::Country);
  type.countries = &context.program.countries;
  return type;
}

}  // namespace shibo::engine
