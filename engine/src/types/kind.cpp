// Kinds: sets of goods, written as law writes them.
#include "names/literals.hpp"
#include "names/names.hpp"
#include "names/suggest.hpp"
#include "program/types.hpp"
#include "types/expression.hpp"

namespace shibo::engine {

const Node* ExpressionChecker::check_kind(const dsl::Expr& expr) {
  const Type kind = simple(TypeKind::Kind);
  if (const auto* parens = std::get_if<dsl::Parens>(&expr.node)) return check_kind(*parens->inner);
  if (const auto* codes = std::get_if<dsl::CodeSet>(&expr.node)) {
    auto ranges = read_codes(context_, around_.source, *codes);
    if (ranges.empty()) return nullptr;
    return context_.make(kind, at(expr.span), node::Codes{std::move(ranges)});
  }
  if (const auto* level = std::get_if<dsl::LevelOf>(&expr.node)) {
    const Node* code = require(*level->code, simple(TypeKind::Hs));
    if (code == nullptr) return nullptr;
    return context_.make(kind, at(expr.span), node::SameLevel{level->level, code});
  }
  if (const auto* of = std::get_if<dsl::OfExpr>(&expr.node)) {
    const Node* left = check_kind(*of->left);
    const Node* right = check_kind(*of->right);
    if (left == nullptr || right == nullptr) return nullptr;
    return context_.make(kind, at(expr.span), node::Both{left, right});
  }
  if (const auto* list = std::get_if<dsl::ListExpr>(&expr.node)) return union_of(expr, list->items);
  if (const auto* reference = std::get_if<dsl::Reference>(&expr.node)) return kind_of_reference(expr, *reference);
  Suggestion code = suggest_codes(expr);
  if (const auto* word_of = std::get_if<dsl::WordOf>(&expr.node))
    if (auto cure = no_kind(word_of->word)) code = std::move(cure);
  context_
      .error(code::kWrongType, at(expr.span), "expected a set of goods: codes, a group of codes, or a fact of a good")
      .help = code ? code : "several are joined in brackets: `[heading 7408, crust]`";
  return nullptr;
}

const Node* ExpressionChecker::union_of(const dsl::Expr& expr, const std::vector<dsl::ExprPtr>& items) {
  node::Union all;
  bool broken = false;
  for (const dsl::ExprPtr& item : items) {
    const Node* node = check_kind(*item);
    broken = broken || node == nullptr;
    all.kinds.push_back(node);
  }
  if (broken) return nullptr;
  join_codes(all.kinds);
  if (all.kinds.size() == 1) return all.kinds.front();
  return context_.make(simple(TypeKind::Kind), at(expr.span), std::move(all));
}

const Node* ExpressionChecker::kind_of_reference(const dsl::Expr& expr, const dsl::Reference& reference) {
  const Type kind = simple(TypeKind::Kind);
  if (reference.steps.size() == 1 && !reference.steps.front().called) {
    const std::string& name = reference.steps.front().name.text;
    if (name == "anything") return context_.make(kind, at(expr.span), node::Anything{});
    if (name == "nothing") return context_.make(kind, at(expr.span), node::Nothing{});
    if (around_.params != nullptr) {
      for (std::size_t i = 0; i < around_.params->size(); ++i) {
        const Parameter& p = (*around_.params)[i];
        if (p.name != name || p.type.kind != TypeKind::Kind) continue;
        context_.used_parameters.insert(&p);
        return context_.make(kind, at(expr.span), node::Argument{static_cast<int>(i), name});
      }
    }
    if (const int index = around_.record != nullptr ? around_.record->find(name) : -1;
        index >= 0 && around_.record->fields[index].package.empty() &&
        around_.record->fields[index].type.kind == TypeKind::Condition) {
      note_use(reference.steps.front().name, FieldOfRecord{around_.record, index});
      return context_.make(kind, at(expr.span), node::FactOfCandidate{around_.record, index});
    }
    if (Symbol* symbol = find_symbol(*around_.in, name)) {
      if (const auto* fact = std::get_if<FactSymbol>(&symbol->what);
          fact != nullptr && fact->record->fields[fact->field].type.kind == TypeKind::Condition) {
        note_use(reference.steps.front().name, FieldOfRecord{fact->record, fact->field});
        note_call(FieldOfRecord{fact->record, fact->field}, nullptr);
        return context_.make(kind, at(expr.span), node::FactOfCandidate{fact->record, fact->field});
      }
      const Named* named = nullptr;
      if (auto* const* found = std::get_if<Named*>(&symbol->what)) named = *found;
      if (const auto* need = std::get_if<NeedSymbol>(&symbol->what)) named = need->shape;
      if (named != nullptr && named->kind == Named::Kind::Condition && named->record != nullptr &&
          named->params.empty()) {
        note_call(named, nullptr);
        note_use(reference.steps.front().name, named);
        return context_.make(kind, at(expr.span), node::Predicate{named});
      }
    }
  }
  const Node* node = check_reference(expr, reference, {});
  if (node == nullptr) return nullptr;
  if (node->type.kind == TypeKind::Kind) return node;
  const bool group =
      node->type.kind == TypeKind::List && node->type.element && node->type.element->kind == TypeKind::Hs;
  if (group) return node;
  // A table of kinds gives a kind; a field of codes is a set of codes.
  context_.error(code::kWrongType, at(expr.span), "expected a set of goods, found " + to_phrase(node->type)).label =
      to_text(node->type);
  return nullptr;
}

}  // namespace shibo::engine
