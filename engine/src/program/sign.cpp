#include "program/sign.hpp"

#include <algorithm>
#include <set>

namespace shibo::engine {

namespace {

bool not_below_zero(const Scalar& scalar) {
  if (const auto* number = std::get_if<Number>(&scalar)) return number->sign() >= 0;
  if (const auto* money = std::get_if<Money>(&scalar)) return money->amount.sign() >= 0;
  if (const auto* quantity = std::get_if<Quantity>(&scalar)) return quantity->amount.sign() >= 0;
  return false;
}

bool is_zero(const Scalar& scalar) {
  if (const auto* number = std::get_if<Number>(&scalar)) return number->is_zero();
  if (const auto* money = std::get_if<Money>(&scalar)) return money->amount.is_zero();
  if (const auto* quantity = std::get_if<Quantity>(&scalar)) return quantity->amount.is_zero();
  return false;
}

bool is_constant_but_zero(const Node& node) {
  const auto* constant = std::get_if<node::Constant>(&node.what);
  return constant != nullptr && !is_zero(constant->value);
}

/// Goes through the definitions that an expression names. One that meets itself again does so on a part
/// (whole.cpp), and parts are a finite tree: so it is assumed while it is being shown.
class Signs {
 public:
  bool of(const Node& n) {
    return std::visit([this](const auto& what) { return kind(what); }, n.what);
  }

 private:
  bool of(const Node* n) { return n != nullptr && of(*n); }

  bool kind(const node::Constant& n) { return not_below_zero(n.value); }
  bool kind(const node::Field& n) {
    if (n.of->type.record == nullptr) return false;
    const auto& least = n.of->type.record->fields[static_cast<std::size_t>(n.index)].at_least;
    return least && not_below_zero(*least);
  }
  bool kind(const node::Call& n) { return name(*n.name, static_cast<std::size_t>(n.column)); }
  bool kind(const node::Chain& n) {
    // Where a divisor may be zero there may be no value at all, and so no sum of it either.
    const auto keeps = [this](const node::Chain::Term& term) {
      if (term.op == dsl::Chain::Op::Subtract || !of(term.operand)) return false;
      return term.op != dsl::Chain::Op::Divide || is_constant_but_zero(*term.operand);
    };
    return of(n.first) && std::all_of(n.rest.begin(), n.rest.end(), keeps);
  }
  bool kind(const node::FirstOf& n) {
    return std::all_of(n.cases.begin(), n.cases.end(), [this](const node::Case& c) { return of(c.value); });
  }
  bool kind(const node::Aggregate& n) {
    using Kind = dsl::Aggregate::Kind;
    // Of nothing there is no least and no greatest.
    return n.kind == Kind::Count || n.kind == Kind::CountDistinct || (n.kind == Kind::Sum && of(n.value)) ||
           (n.kind == Kind::Max && greatest_of_named(*n.list));
  }
  /// `max of [0, a - b]`: one that is not negative, among such as always have a value.
  bool greatest_of_named(const Node& list) {
    const auto* named = std::get_if<node::List>(&list.what);
    return named != nullptr &&
           std::any_of(named->items.begin(), named->items.end(), [this](const Node* item) { return of(item); }) &&
           std::all_of(named->items.begin(), named->items.end(),
                       [this](const Node* item) { return of(item) || always_has_a_value(*item); });
  }
  static bool always_has_a_value(const Node& n) {
    if (std::holds_alternative<node::Field>(n.what) || std::holds_alternative<node::Constant>(n.what)) return true;
    const auto* chain = std::get_if<node::Chain>(&n.what);
    return chain != nullptr && always_has_a_value(*chain->first) &&
           std::all_of(chain->rest.begin(), chain->rest.end(), [](const node::Chain::Term& term) {
             return term.op != dsl::Chain::Op::Divide && always_has_a_value(*term.operand);
           });
  }
  bool kind(const node::Rounded& n) { return of(n.value); }
  bool kind(const node::Presumed& n) { return of(n.value) && of(n.presumption); }
  bool kind(const node::AsOf& n) { return of(n.value); }
  bool kind(const node::WordOf& n) { return n.word == dsl::OfWord::Length || n.word == dsl::OfWord::Year; }
  bool kind(const node::Between& n) { return of(n.low); }
  template <class Other>
  bool kind(const Other&) {
    return false;
  }

  bool name(const Named& named, std::size_t column) {
    if (!assumed_.insert({&named, column}).second) return true;
    return !named.texts.empty() &&
           std::all_of(named.texts.begin(), named.texts.end(), [&](const Text& text) { return body(text, column); });
  }

  bool body(const Text& text, std::size_t column) {
    if (const auto* definition = std::get_if<DefinitionText>(&text.body))
      return of(definition->value) && exceptions(definition->exceptions);
    if (const auto* parameter = std::get_if<ParameterText>(&text.body))
      return std::all_of(parameter->rows.begin(), parameter->rows.end(),
                         [](const auto& row) { return not_below_zero(row.value); });
    if (const auto* table = std::get_if<TableText>(&text.body)) {
      const bool rows =
          std::all_of(table->rows.begin(), table->rows.end(), [&](const auto& row) { return of(row.results[column]); });
      return rows && !table->otherwise.empty() && of(table->otherwise[column]);
    }
    return false;
  }

  bool exceptions(const std::vector<ExceptionText>& all) {
    return std::all_of(all.begin(), all.end(),
                       [this](const ExceptionText& e) { return of(e.value) && exceptions(e.nested); });
  }

  std::set<std::pair<const Named*, std::size_t>> assumed_;
};

}  // namespace

bool never_negative(const Node& node) { return Signs().of(node); }

}  // namespace shibo::engine
