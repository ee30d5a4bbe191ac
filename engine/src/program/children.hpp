// The one place that knows what stands directly under a node of the checked program.
#pragma once

#include "program/program.hpp"

namespace shibo::engine {

/// Calls `visit` with each node directly under this one, in the order they are written. Definitions that it names are
/// not entered.
template <class Visit>
void for_each_child(const Node& node, Visit&& visit) {
  const auto one = [&](const Node* child) {
    if (child != nullptr) visit(*child);
  };
  const auto all = [&](const std::vector<const Node*>& children) {
    for (const Node* child : children) one(child);
  };
  struct Walk {
    decltype(one)& child;
    decltype(all)& children;
    void operator()(const node::Constant&) const {}
    void operator()(const node::This&) const {}
    void operator()(const node::Variable&) const {}
    void operator()(const node::Argument&) const {}
    void operator()(const node::Parent& n) const { child(n.of); }
    void operator()(const node::Field& n) const { child(n.of); }
    void operator()(const node::Call& n) const { child(n.of), children(n.arguments); }
    void operator()(const node::List& n) const { children(n.items); }
    void operator()(const node::Negate& n) const { child(n.operand); }
    void operator()(const node::Not& n) const { child(n.operand); }
    void operator()(const node::Chain& n) const {
      child(n.first);
      for (const node::Chain::Term& term : n.rest) child(term.operand);
    }
    void operator()(const node::Logic& n) const { children(n.operands); }
    void operator()(const node::Compare& n) const { child(n.left), child(n.right), child(n.within); }
    void operator()(const node::OutcomeIs& n) const { child(n.decision); }
    void operator()(const node::In& n) const { child(n.left), children(n.sets); }
    void operator()(const node::Range& n) const { child(n.from), child(n.to); }
    void operator()(const node::GroupRef&) const {}
    void operator()(const node::Test& n) const { child(n.operand); }
    void operator()(const node::Block& n) const {
      for (const node::Branch& branch : n.branches) child(branch.condition);
    }
    void operator()(const node::FirstOf& n) const {
      for (const node::Case& one_case : n.cases) child(one_case.value), child(one_case.condition);
    }
    void operator()(const node::Quantified& n) const { child(n.list), child(n.where), child(n.satisfies); }
    void operator()(const node::Aggregate& n) const { child(n.list), child(n.where), child(n.value); }
    void operator()(const node::Rounded& n) const { child(n.value); }
    void operator()(const node::Presumed& n) const { child(n.value), child(n.presumption); }
    void operator()(const node::AsOf& n) const { child(n.value), child(n.date); }
    void operator()(const node::UnitsBetween& n) const { child(n.from), child(n.to); }
    void operator()(const node::DayOfGroup& n) const { child(n.from), child(n.days); }
    void operator()(const node::WordOf& n) const { child(n.operand); }
    void operator()(const node::DayOfYear& n) const { child(n.date); }
    void operator()(const node::Invalid& n) const { child(n.field); }
    void operator()(const node::Between& n) const { child(n.low), child(n.high); }
    void operator()(const node::Unknown&) const {}
    void operator()(const node::Codes&) const {}
    void operator()(const node::Anything&) const {}
    void operator()(const node::Nothing&) const {}
    void operator()(const node::SameLevel& n) const { child(n.code); }
    void operator()(const node::Predicate&) const {}
    void operator()(const node::FactOfCandidate&) const {}
    void operator()(const node::Union& n) const { children(n.kinds); }
    void operator()(const node::Both& n) const { child(n.left), child(n.right); }
  };
  std::visit(Walk{one, all}, node.what);
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
