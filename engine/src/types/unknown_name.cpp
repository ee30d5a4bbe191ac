// A name that means nothing where it stands: what was most likely meant.
#include <algorithm>

#include "names/names.hpp"
#include "names/suggest.hpp"
#include "program/types.hpp"
#include "types/expression.hpp"

namespace shibo::engine {

void ExpressionChecker::unknown_name(const dsl::Word& name, const RecordType* record, std::optional<std::string> cure) {
  std::vector<std::string> known;
  if (cure)
    return report_unknown(context_, *around_.in, code::kUnknownName, at(name.span), name.text,
                          "nothing is called `" + name.text + "` here", {}, std::move(cure));
  for (const Local& local : locals_) known.push_back(local.name);
  if (record == around_.record) {
    if (around_.params != nullptr) {
      for (const Parameter& p : *around_.params) known.push_back(p.name);
    }
    for (const std::string& visible : visible_names(context_, *around_.in)) known.push_back(visible);
  } else {
    for (const std::string& visible : visible_names(context_, *around_.in)) {
      Symbol* symbol = find_symbol(*around_.in, visible, record);
      if (symbol != nullptr && symbol->record == record) known.push_back(visible);
    }
  }
  if (record != nullptr) {
    for (const FieldType& field : record->fields) {
      if (field.package.empty()) known.push_back(field.name);
    }
  }
  const std::string of = record != nullptr && record != around_.record
                             ? "`" + record->name + "` has no `" + name.text + "`"
                             : "nothing is called `" + name.text + "` here";
  if (record != nullptr && around_.in->unread(record->name)) return;
  report_unknown(context_, *around_.in, code::kUnknownName, at(name.span), name.text, of, known, cure);
}

/// The first word of a path, which may be a habit of another language.
void ExpressionChecker::unknown_first(const dsl::Reference& reference, const Type& expected) {
  const dsl::Word& name = reference.steps.front().name;
  const Type& element = expected.kind == TypeKind::List && expected.element ? *expected.element : expected;
  const bool capitals = name.text.size() <= 3 && name.text.front() >= 'A' && name.text.front() <= 'Z';
  const Suggestion country =
      element.kind == TypeKind::Country && reference.steps.size() == 1 ? suggest_country(name.text) : std::nullopt;
  if (country || (element.kind == TypeKind::Country && capitals)) {
    report_unknown(context_, *around_.in, code::kUnknownMember, at(name.span), name.text,
                   "`" + name.text + "` is not a country of ISO 3166-1", {},
                   country ? country : "countries are two capitals, such as CN, TH, DE");
    return;
  }
  unknown_name(name, around_.record, cure_for(reference));
}

std::optional<std::string> ExpressionChecker::cure_for(const dsl::Reference& reference) const {
  const std::string& name = reference.steps.front().name.text;
  const RecordType* record = around_.record;
  // A name that is nearly one of those that are here was meant as that one, but as a function nobody misspells it.
  std::vector<std::string> known = visible_names(context_, *around_.in);
  for (std::size_t i = 0; record != nullptr && i < record->fields.size(); ++i) known.push_back(record->fields[i].name);
  const bool slip = !reference.steps.front().called && dsl::nearest(name, known).has_value();
  if (const Suggestion usual = suggest_word(name); usual && !slip) return usual;
  if (record != nullptr && reference.steps.size() > 1 && label_of(record->name) == label_of(name))
    return "the record's own fields stand bare: `" + reference.steps[1].name.text + "`";
  if (const auto of_library = named_by_a_library("", reference.steps.front(), record)) return of_library;
  if (const auto instrument = instrument_meant(name)) return instrument;
  if (record != nullptr) return field_around(name, *record);
  for (const RecordType& other : context_.program.records) {
    if (other.find(name) < 0) continue;
    return !around_.no_record_cure.empty()
               ? around_.no_record_cure
               : "it is a field of `" + other.name + "`: write `for " + other.name + "` after the name and the title";
  }
  return std::nullopt;
}

/// A name that a used package has from a library with needs: it goes by that package, whose law it is about.
std::optional<std::string> ExpressionChecker::named_by_a_library(const std::string& before, const dsl::PathStep& step,
                                                                 const RecordType* record) const {
  std::string all;
  for (const auto& use : around_.in->syntax->uses) {
    const auto found = around_.in->aliases.find(use.alias);
    if (found == around_.in->aliases.end()) continue;
    const Symbol* symbol = find_symbol(*found->second, step.name.text, record);
    if (symbol == nullptr || symbol->record != record) continue;
    all += (all.empty() ? "`" : " or `") + before + use.alias + "." + step.name.text + (step.called ? "(…)`" : "`");
  }
  return all.empty() ? std::nullopt : std::optional("write " + all);
}

/// The instruments that are known here, for a word in capitals that is nearly none of them.
std::optional<std::string> ExpressionChecker::instrument_meant(const std::string& name) const {
  constexpr std::size_t kShown = 4;
  const bool capitals =
      name.size() >= 3 && std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!capitals) return std::nullopt;
  std::vector<std::string> known;
  for (const std::string& visible : visible_names(context_, *around_.in)) {
    const Symbol* symbol = find_symbol(*around_.in, visible);
    if (symbol != nullptr && std::holds_alternative<const InstrumentInfo*>(symbol->what)) known.push_back(visible);
  }
  if (known.empty() || known.size() > kShown || dsl::nearest(name, visible_names(context_, *around_.in)))
    return std::nullopt;
  std::string list;
  for (const std::string& instrument : known) list += (list.empty() ? "`" : ", `") + instrument + "`";
  return "instruments that are declared: " + list;
}

/// A field of the record that this one stands in.
std::optional<std::string> ExpressionChecker::field_around(const std::string& name, const RecordType& record) {
  std::string path;
  for (const RecordType* on = &record; on->parent != nullptr; on = on->parent) {
    path += on->parent_label + ".";
    if (on->parent->find(name) >= 0) return "it is a field of `" + on->parent->name + "`: write `" + path + name + "`";
  }
  return std::nullopt;
}

}  // namespace shibo::engine
