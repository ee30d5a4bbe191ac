// A word before `of`: what it takes, and what it gives.
#include "program/types.hpp"
#include "types/expression.hpp"

namespace shibo::engine {

namespace {

bool may_be_narrowed(const Type& type) { return is_numeric(type) || type.kind == TypeKind::Kind; }
bool may_be_shared_out(const Type& type) { return type.kind == TypeKind::Number || type.kind == TypeKind::Percent; }

struct OfWordTypes {
  TypeKind takes;
  std::string_view takes_phrase;  ///< `a time`
  Type gives;
  std::string_view given_phrase;  ///< `a day`: of what is one already the word is not asked; empty: of it is no message
  bool (*may_be_named)(const Type& of);  ///< before such a thing the word may have been meant as a name
  std::string_view what_it_is;  ///< `the day of a time`, where a set of goods is wanted; empty: of it is no message
};

OfWordTypes types_of(dsl::OfWord word) {
  switch (word) {
    case dsl::OfWord::Date:
      return {TypeKind::Time, "a time", simple(TypeKind::Date), "a day", may_be_narrowed, "the day of a time"};
    case dsl::OfWord::Currency:
      return {TypeKind::Money, "money",           simple(TypeKind::Currency),
              "a currency",    may_be_shared_out, "that of an amount"};
    case dsl::OfWord::Plain: return {TypeKind::Text, "a text", plain_text(), {}, may_be_narrowed, {}};
    case dsl::OfWord::Year:
      return {TypeKind::Date, "a day", simple(TypeKind::Number), {}, may_be_narrowed, "that of a day"};
    case dsl::OfWord::Length: return {TypeKind::Text, "a text", simple(TypeKind::Number), {}, may_be_narrowed, {}};
  }
  return {};
}

std::string quoted(dsl::OfWord word) { return "`" + std::string(dsl::text_of(word)) + " of`"; }
std::string named_in_parentheses(dsl::OfWord word) { return "`(" + std::string(dsl::text_of(word)) + ") of …`"; }

}  // namespace

const Node* ExpressionChecker::make_word_of(const dsl::Expr& expr, dsl::OfWord word, const Node* operand) {
  return context_.make(types_of(word).gives, at(expr.span), node::WordOf{word, operand});
}

const Node* ExpressionChecker::check_word_of(const dsl::Expr& expr, const dsl::WordOf& word_of) {
  const Node* of = check(*word_of.operand);
  if (of == nullptr || reported_as_answer(*word_of.operand, *of)) return nullptr;
  const OfWordTypes types = types_of(word_of.word);
  if (of->type.kind == types.takes || of->type.kind == TypeKind::Invalid) return make_word_of(expr, word_of.word, of);
  auto& d = context_.error(
      code::kWrongType, of->written,
      quoted(word_of.word) + " takes " + std::string(types.takes_phrase) + ", found " + to_phrase(of->type));
  d.label = to_text(of->type);
  if (of->type.kind == types.gives.kind && !types.given_phrase.empty())
    d.help = "it is " + std::string(types.given_phrase) + " already: take " + quoted(word_of.word) + " out";
  else if (types.may_be_named(of->type))
    d.help = "what is named `" + std::string(dsl::text_of(word_of.word)) +
             "` stands in parentheses: " + named_in_parentheses(word_of.word);
  return nullptr;
}

std::optional<std::string> ExpressionChecker::no_kind(dsl::OfWord word) {
  const std::string_view what = types_of(word).what_it_is;
  if (what.empty()) return std::nullopt;
  return quoted(word) + " is " + std::string(what) +
         "; a fact of that name stands in parentheses: " + named_in_parentheses(word);
}

}  // namespace shibo::engine
