// Going through the nodes of the checked program.
#pragma once

#include <tuple>

#include "program/program.hpp"

namespace shibo::engine {

namespace children {

template <class Visit>
void visit_each(const Node* child, Visit& visit) {
  if (child != nullptr) visit(*child);
}
template <class Holder, class Visit>
void visit_each(const Holder& holder, Visit& visit) {
  if constexpr (requires { holder.children(); })
    std::apply([&](const auto&... one) { (visit_each(one, visit), ...); }, holder.children());
  else
    for (const auto& one : holder) visit_each(one, visit);
}

}  // namespace children

/// Calls `visit` with each node directly under this one, in the order they are written. Definitions that it names are
/// not entered.
template <class Visit>
void for_each_child(const Node& node, Visit&& visit) {
  std::visit([&](const auto& what) { children::visit_each(what, visit); }, node.what);
}

/// Calls `visit` with each expression of a text: its conditions, values, rows, exceptions and the figures of its
/// advice.
template <class Visit>
void for_each_expression(const Text& text, Visit&& visit) {
  const auto one = [&](const Node* node) {
    if (node != nullptr) visit(*node);
  };
  struct Walk {
    decltype(one)& node;
    void exceptions(const std::vector<ExceptionText>& all) const {
      for (const ExceptionText& exception : all) {
        node(exception.value), node(exception.condition);
        exceptions(exception.nested);
      }
    }
    void operator()(const std::monostate&) const {}
    void operator()(const DefinitionText& t) const {
      node(t.value);
      exceptions(t.exceptions);
    }
    void operator()(const GroupText&) const {}
    void operator()(const ParameterText&) const {}
    void operator()(const RuleText& t) const {
      node(t.when);
      exceptions(t.exceptions);
      node(t.requirement);
      for (const auto& [name, figure] : t.holes) node(figure);
    }
    void operator()(const DecisionText& t) const {
      node(t.asked_when), node(t.when);
      for (const DecisionText::Outcome& outcome : t.outcomes) {
        node(outcome.condition);
        for (const auto& [name, figure] : outcome.with) node(figure);
      }
    }
    void operator()(const TableText& t) const {
      for (const TableText::Key& key : t.keys) node(key.value);
      for (std::size_t row = 0; row < t.rows.size(); ++row) {
        for (std::size_t key = 0; key < t.keys.size(); ++key)
          for (const TableText::Cell::Item& item : t.cell(row, key).items) node(item.goods);
        for (const Node* result : t.rows[row].results) node(result);
      }
      for (const Node* result : t.otherwise) node(result);
    }
    void operator()(const RatesText&) const {}
    void operator()(const SeriesText&) const {}
    void operator()(const ReadingText&) const {}
  };
  std::visit(Walk{one}, text.body);
}

}  // namespace shibo::engine
