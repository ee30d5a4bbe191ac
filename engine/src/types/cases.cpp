#include "types/cases.hpp"

#include <algorithm>
#include <compare>
#include <optional>
#include <set>
#include <string>

#include "program/alike.hpp"

namespace shibo::engine {

namespace {

using Op = dsl::Comparison::Op;

bool is_more(Op op) { return op == Op::Greater || op == Op::GreaterEqual; }
bool is_less(Op op) { return op == Op::Less || op == Op::LessEqual; }

/// By how much the second is more than the first; nothing where they are of different kinds, currencies or units.
std::optional<Number> difference(const Scalar& from, const Scalar& to) {
  if (from.index() != to.index()) return std::nullopt;
  if (const auto* number = std::get_if<Number>(&from)) return std::get<Number>(to) - *number;
  if (const auto* date = std::get_if<Date>(&from)) return Number(std::get<Date>(to).days - date->days);
  if (const auto* money = std::get_if<Money>(&from)) {
    const auto& other = std::get<Money>(to);
    return other.currency == money->currency ? std::optional(other.amount - money->amount) : std::nullopt;
  }
  const auto* quantity = std::get_if<Quantity>(&from);
  if (quantity == nullptr || std::get<Quantity>(to).unit != quantity->unit) return std::nullopt;
  return std::get<Quantity>(to).amount - quantity->amount;
}

/// `x > 5` holds wherever `x > 50` does.
bool says_less(const Node& first, const Node& second) {
  const auto* a = std::get_if<node::Compare>(&first.what);
  const auto* b = std::get_if<node::Compare>(&second.what);
  if (a == nullptr || b == nullptr || a->within != nullptr || b->within != nullptr || !alike(*a->left, *b->left))
    return false;
  const auto* low = std::get_if<node::Constant>(&a->right->what);
  const auto* high = std::get_if<node::Constant>(&b->right->what);
  const bool same_way = (is_more(a->op) && is_more(b->op)) || (is_less(a->op) && is_less(b->op));
  if (!same_way || low == nullptr || high == nullptr) return false;
  const auto apart = difference(low->value, high->value);
  if (!apart) return false;
  const int sign = is_more(a->op) ? apart->sign() : -apart->sign();
  const bool first_open = a->op == Op::Greater || a->op == Op::Less;
  const bool second_open = b->op == Op::Greater || b->op == Op::Less;
  return sign > 0 || (sign == 0 && (!first_open || second_open));
}

bool in_force_throughout(const Law& first, const Law& second) {
  const bool begins = !first.since || (second.since && *first.since <= *second.since);
  const bool ends = !first.until || (second.until && *second.until <= *first.until);
  return begins && ends;
}

bool hides(const Case& first, const Case& second) {
  if (first.condition == nullptr || !in_force_throughout(*first.law, *second.law)) return false;
  return alike(*first.condition, *second.condition) || says_less(*first.condition, *second.condition);
}

}  // namespace

void warn_of_hidden_cases(Context& context, const std::vector<Case>& cases) {
  for (auto later = cases.begin(); later != cases.end(); ++later) {
    if (later->condition == nullptr) continue;
    const auto earlier = std::find_if(cases.begin(), later, [&](const Case& other) { return hides(other, *later); });
    if (earlier == later) continue;
    auto& d = context.warning(code::kNeverChosen, later->written,
                              "this case can never be chosen: one before it holds wherever it does");
    d.labels.push_back({earlier->written.source, earlier->written.span, "that one"});
    d.help = "the narrower case stands first; of two that say the same, take one out";
  }
}

void warn_of_answers_never_given(Context& context, const InstanceState& in, const dsl::Source* source,
                                 const dsl::DecisionDecl& d, const std::vector<std::string>& answers) {
  const bool own = d.answers.size() == 1 && in.symbols.contains(d.answers.front().text);
  if (!own || context.mistaken({source, d.span})) return;
  std::set<std::string> given;
  for (const dsl::SyntaxTree* file : in.syntax->files) {
    for (const dsl::Declaration& declaration : file->declarations) {
      const auto* other = std::get_if<dsl::DecisionDecl>(&declaration);
      if (other == nullptr || other->answers.empty() || other->answers.back().text != d.answers.front().text) continue;
      for (const dsl::Outcome& outcome : other->outcomes) given.insert(outcome.name.text);
    }
  }
  const auto is_answer = [&](const std::string& outcome) {
    return std::find(answers.begin(), answers.end(), outcome) != answers.end();
  };
  if (!std::all_of(given.begin(), given.end(), is_answer))
    return;  // one of them was meant for another: that was reported
  for (const std::string& answer : answers) {
    if (given.contains(answer)) continue;
    context
        .warning(code::kNeverChosen, {source, d.head.name.span},
                 "no outcome gives the answer `" + answer + "` of `" + d.answers.front().text + "`")
        .help = "add an outcome for it, or take it out of the question";
  }
}

}  // namespace shibo::engine
