// How long a text is, and of what shape.
#include "names/names.hpp"
#include "program/types.hpp"
#include "types/expression.hpp"
#include "value/shape.hpp"

namespace shibo::engine {

namespace {

/// The word before `of`, where it stands alone; empty otherwise.
std::string word_of(const dsl::OfExpr& of) {
  const auto* word = std::get_if<dsl::Reference>(&of.left->node);
  if (word == nullptr || word->steps.size() != 1 || word->steps.front().called) return {};
  return word->steps.front().name.text;
}

}  // namespace

/// `length of remark`, and what other languages call it; not where it is a name.
bool ExpressionChecker::asks_for_length(const dsl::OfExpr& of) const {
  const std::string name = word_of(of);
  const bool length =
      name == "length" || name == "len" || name == "size" || name == "number" || name == "quantity" || name == "amount";
  return length && !is_named(name);
}

/// Of a text; the elements of a list are counted.
const Node* ExpressionChecker::check_length(const dsl::Expr& expr, const dsl::OfExpr& of) {
  const Node* whole = check(*of.right);
  if (whole == nullptr || reported_as_answer(*of.right, *whole)) return nullptr;
  const std::string name = word_of(of);
  const bool text = whole->type.kind == TypeKind::Text || whole->type.kind == TypeKind::Invalid;
  if (text && name == "length") return make_word_of(expr, dsl::OfWord::Length, whole);
  const std::string written(around_.source->slice(of.right->span));
  std::string cure =
      "the elements of a list are counted, `count of m in list`; of " + to_phrase(whole->type) + " there is no " + name;
  if (whole->type.kind == TypeKind::List) cure = "write `count of m in " + written + "`";
  if (text) cure = "write `length of " + written + "`";
  context_.error(code::kUnknownName, at(of.left->span), "nothing is called `" + name + "` here").help = std::move(cure);
  return nullptr;
}

/// What stands after `is shaped`; reports a text that leaves nothing open.
bool ExpressionChecker::is_shape(const Node& shape) {
  const auto* constant = std::get_if<node::Constant>(&shape.what);
  const auto* text = constant != nullptr ? std::get_if<TextValue>(&constant->value) : nullptr;
  if (text != nullptr && leaves_open(*text)) return true;
  context_
      .error(code::kBadLiteral, shape.written,
             "a shape has an `A` for a letter, a `9` for a digit or an `X` for either")
      .help = "to compare with one text, write `is`";
  return false;
}

}  // namespace shibo::engine
