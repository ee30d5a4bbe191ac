// What each node of the tree says, member by member, so that a walk or a comparison of whole trees is
// written once. Places are left out: where something stands is not what it says.
//
// A new member of a node is added here, too; tests/dsl/format_test.cpp changes every word of a file
// that has each construct once, and fails where a comparison does not see it.
#pragma once

#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "shibo/dsl/syntax.hpp"

namespace shibo::dsl {

/// Expressions say it themselves.
template <typename T>
requires requires(const T& n) { n.members(); }
auto members(const T& n) { return n.members(); }

inline auto members(const Word& n) { return std::tie(n.text); }
inline auto members(const Text& n) { return std::tie(n.value); }
inline auto members(const Attributes& n) { return std::tie(n.cites, n.unverified, n.unverified_why, n.since, n.until); }

inline auto members(const HsEdition& n) { return std::tie(n.year, n.period); }
inline auto members(const PackageHead& n) { return std::tie(n.name, n.title, n.editions); }
inline auto members(const UseClause& n) { return std::tie(n.name, n.alias); }

// ── Types and data ───────────────────────────────────────────────────────────────────────────────

inline auto members(const ChoiceValue& n) { return std::tie(n.name, n.doc, n.attributes); }
inline auto members(const TypeExpr& n) { return std::tie(n.kind, n.name, n.element, n.choices); }
inline auto members(const Literal& n) { return std::tie(n.kind, n.text, n.unit, n.negative); }
inline auto members(const CodeRange& n) { return std::tie(n.from, n.to); }
inline auto members(const CodeSet& n) { return std::tie(n.level, n.plural, n.ranges); }
inline auto members(const Entry& n) { return std::tie(n.label, n.value); }
inline auto members(const DataList& n) { return std::tie(n.items, n.incomplete); }
inline auto members(const DataBlock& n) { return std::tie(n.entries, n.like); }
inline auto members(const DataMissing&) { return std::tie(); }
inline auto members(const DataInvalid& n) { return std::tie(n.text); }
inline auto members(const Data& n) { return std::tie(n.node); }

// ── The world ────────────────────────────────────────────────────────────────────────────────────

inline auto members(const Param& n) { return std::tie(n.except_from, n.name, n.type, n.default_value); }
inline auto members(const Head& n) { return std::tie(n.name, n.params, n.title, n.record, n.type, n.attributes); }
inline auto members(const FieldDecl& n) {
  return std::tie(n.name, n.type, n.required, n.key, n.evidence, n.fixed, n.parts, n.edition, n.at_least, n.at_most,
                  n.doc);
}
inline auto members(const RecordDecl& n) { return std::tie(n.name, n.title, n.parent, n.dated_by, n.fields); }
inline auto members(const ChoiceDecl& n) { return std::tie(n.extends, n.name, n.title, n.values); }
inline auto members(const UnitDecl& n) { return std::tie(n.name, n.title); }
inline auto members(const InstrumentDecl& n) { return std::tie(n.name, n.title, n.in_force, n.attributes); }
inline auto members(const GroupRow::Member& n) { return std::tie(n.what, n.to); }
inline auto members(const GroupRow& n) { return std::tie(n.members, n.attributes); }
inline auto members(const GroupDecl& n) { return std::tie(n.head, n.rows); }
inline auto members(const ParameterRow& n) { return std::tie(n.value, n.attributes); }
inline auto members(const ParameterDecl& n) { return std::tie(n.head, n.rows); }
inline auto members(const FactDecl& n) { return std::tie(n.head, n.only_where); }
inline auto members(const NeedsDecl& n) { return std::tie(n.kind, n.head, n.otherwise); }
inline auto members(const SeriesDecl& n) { return std::tie(n.head, n.by); }
inline auto members(const QuestionDecl& n) { return std::tie(n.head); }
inline auto members(const ReadingDecl& n) { return std::tie(n.head, n.value, n.of_value); }
inline auto members(const RatesRow& n) { return std::tie(n.from, n.to, n.attributes); }
inline auto members(const RatesDecl& n) { return std::tie(n.head, n.rows); }
inline auto members(const MoreRatesDecl& n) { return std::tie(n.rates, n.attributes, n.rows); }

// ── Law ──────────────────────────────────────────────────────────────────────────────────────────

inline auto members(const Exception& n) { return std::tie(n.value, n.condition, n.attributes, n.overriding, n.nested); }
inline auto members(const ScopeDecl& n) { return std::tie(n.head, n.condition); }
inline auto members(const DefineDecl& n) { return std::tie(n.is_condition, n.head, n.value, n.exceptions); }
inline auto members(const RuleDecl& n) {
  return std::tie(n.head, n.when, n.exceptions, n.recommends, n.requirement, n.advise);
}
inline auto members(const Outcome& n) { return std::tie(n.name, n.condition, n.attributes, n.with); }
inline auto members(const DecisionDecl& n) { return std::tie(n.head, n.answers, n.asked_when, n.when, n.outcomes); }
inline auto members(const ConvertDecl& n) { return std::tie(n.rates, n.on, n.attributes); }
inline auto members(const GapDecl& n) { return std::tie(n.what, n.attributes, n.touches, n.when); }

inline auto members(const TableKey& n) { return std::tie(n.name, n.type, n.value); }
inline auto members(const TableColumn& n) { return std::tie(n.name, n.type); }
inline auto members(const KeyCell::Item& n) { return std::tie(n.what, n.to); }
inline auto members(const KeyCell& n) { return std::tie(n.kind, n.bracketed, n.op, n.items); }
inline auto members(const TableRow& n) { return std::tie(n.cells, n.results, n.attributes); }
inline auto members(const LoadColumn& n) { return std::tie(n.field, n.from, n.to); }
inline auto members(const TableLoad& n) { return std::tie(n.file, n.table, n.columns); }
inline auto members(const TableDecl& n) {
  return std::tie(n.head, n.keys, n.columns, n.choose, n.choose_written, n.combine, n.loads, n.rows, n.otherwise,
                  n.rows_written);
}
inline auto members(const MoreRowsDecl& n) { return std::tie(n.table, n.attributes, n.loads, n.rows, n.rows_written); }

// ── Mappings and tests ───────────────────────────────────────────────────────────────────────────

inline auto members(const MappingSetting& n) { return std::tie(n.format, n.settings); }
inline auto members(const MappingMissing& n) { return std::tie(n.texts); }
inline auto members(const MappingKey& n) { return std::tie(n.path, n.columns); }
inline auto members(const MappingField::Translation& n) { return std::tie(n.from, n.to); }
inline auto members(const MappingField& n) {
  return std::tie(n.path, n.from, n.dates, n.unit, n.currency, n.separator, n.translations, n.blank_means);
}
inline auto members(const MappingList::Join& n) { return std::tie(n.theirs, n.ours); }
inline auto members(const MappingList& n) { return std::tie(n.path, n.file, n.by, n.tree, n.complete); }
inline auto members(const MappingDecl& n) { return std::tie(n.name, n.title, n.record, n.extends, n.parts); }
inline auto members(const Expectation& n) { return std::tie(n.kind, n.what, n.paths, n.open, n.with); }
inline auto members(const ReadAs& n) { return std::tie(n.reading, n.value); }
inline auto members(const TestDecl& n) {
  return std::tie(n.title, n.record, n.as_of, n.given_like, n.given, n.readings, n.among, n.among_incomplete,
                  n.expectations);
}

/// A struct of the tree, as against what structs are made of: texts, truths, lists, choices.
template <typename T>
concept TreeNode = requires(const T& node) {
  members(node);
};

template <typename T>
struct IsVector : std::false_type {};
template <typename T>
struct IsVector<std::vector<T>> : std::true_type {};
template <typename T>
struct IsOptional : std::false_type {};
template <typename T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <typename T>
struct IsShared : std::false_type {};
template <typename T>
struct IsShared<std::shared_ptr<T>> : std::true_type {};
template <typename T>
struct IsVariant : std::false_type {};
template <typename... T>
struct IsVariant<std::variant<T...>> : std::true_type {};

/// Calls `visit` with every node at and below this one, outer ones first. It gives false where what is
/// below a node is not to be visited.
template <typename T, typename Visit>
void walk(const T& what, Visit& visit) {
  if constexpr (TreeNode<T>) {
    if (visit(what)) std::apply([&](const auto&... member) { (walk(member, visit), ...); }, members(what));
  } else if constexpr (IsVector<T>::value) {
    for (const auto& item : what) walk(item, visit);
  } else if constexpr (IsOptional<T>::value || IsShared<T>::value) {
    if (what) walk(*what, visit);
  } else if constexpr (IsVariant<T>::value) {
    std::visit([&](const auto& held) { walk(held, visit); }, what);
  }
}

}  // namespace shibo::dsl
