// Comparisons, memberships, and the tests that a fact or a rule can be put to.
#include <algorithm>
#include <tuple>

#include "names/literals.hpp"
#include "names/names.hpp"
#include "names/suggest.hpp"
#include "program/types.hpp"
#include "types/expression.hpp"

namespace shibo::engine {

namespace {

using Op = dsl::Comparison::Op;

bool is_shape_op(Op op) { return op == Op::IsShaped || op == Op::IsNotShaped; }
bool is_text_op(Op op) { return op == Op::StartsWith || op == Op::EndsWith || op == Op::Contains || is_shape_op(op); }

const node::Call* decision_in(const Node* node) {
  const auto* asked = std::get_if<node::Call>(&node->what);
  return asked != nullptr && asked->name->kind == Named::Kind::Decision ? asked : nullptr;
}

bool is_rule(const Node* node) {
  const auto* asked = std::get_if<node::Call>(&node->what);
  return asked != nullptr && asked->name->kind == Named::Kind::Rule;
}

/// `is unknow`, `is not aplicable`.
Suggestion misspelt_status(const dsl::Comparison& written) {
  const auto* reference = std::get_if<dsl::Reference>(&written.right->node);
  if (reference == nullptr || reference->steps.size() != 1) return std::nullopt;
  const auto near = dsl::nearest(reference->steps.front().name.text, {"unknown", "applicable"});
  if (!near) return std::nullopt;
  return written.op == Op::IsNot ? "did you mean `is not applicable`?" : "did you mean `is unknown`?";
}

Suggestion cure_of_comparison(const dsl::Comparison& written, const Type& left, const Type& right) {
  if (right.kind == TypeKind::List && right.element && fits(left, *right.element)) return "write `in`";
  if (left.kind == TypeKind::List && left.element && fits(right, *left.element))
    return "the one stands before the list: `… in …`";
  if (left.kind == TypeKind::Date && right.kind == TypeKind::Period)
    return "a date is compared with a date: add the period to one, as in `import_date + 6 months`";
  if (const Suggestion cure = suggest_literal(*written.right, left)) return cure;
  return suggest_literal(*written.left, right);
}

/// `anything`, `nothing`.
bool is_word_of_kinds(const dsl::Expr& set) {
  const auto* reference = std::get_if<dsl::Reference>(&set.node);
  if (reference == nullptr || reference->steps.size() != 1) return false;
  const std::string& name = reference->steps.front().name.text;
  return name == "anything" || name == "nothing";
}

/// A quotient is shown as what it is compared with.
const Node* fit_percentage(Context& context, const Node* node, const Type& other) {
  const bool taken = is_share(node->type) && !is_ratio(node->type) && other.kind == TypeKind::Percent;
  return taken ? context.make(other, node->written, node->what) : node;
}

/// A share of 40 is forty times the whole: in law nearly always 40% is meant.
bool is_more_than_whole(const Node& node) {
  const auto* constant = std::get_if<node::Constant>(&node.what);
  const auto* number =
      constant != nullptr && node.type.kind == TypeKind::Number ? std::get_if<Number>(&constant->value) : nullptr;
  return number != nullptr && *number > Number(1);
}

}  // namespace

const Node* ExpressionChecker::check_comparison(const dsl::Expr& expr, const dsl::Comparison& comparison) {
  const bool is = comparison.op == Op::Is || comparison.op == Op::IsNot;
  const Node* left = check(*comparison.left);
  if (left == nullptr) return nullptr;
  if (is && decision_in(left) != nullptr)
    return check_outcome_is(expr, left, {comparison.right}, comparison.op == Op::IsNot);
  if (is_rule(left)) {
    if (context_.told_of_operator(at(expr.span))) return nullptr;
    context_.error(code::kWrongThing, at(expr.span), "a rule has no value to compare").help =
        misspelt_status(comparison)
            .value_or(
                "ask whether it `passes`, `fails` or `applies`; a test also expects `is unknown` and `is not applicable`");
    return nullptr;
  }
  if (reported_as_answer(*comparison.left, *left)) return nullptr;
  if (asks_whether_invalid(comparison, *left)) return check_invalid(expr, comparison, left);
  // Of a word that only its type gives a meaning nothing can be said when the type is not known.
  if (left->type.kind == TypeKind::Invalid && context_.diagnostics.has_errors() &&
      std::holds_alternative<dsl::Reference>(comparison.right->node))
    return nullptr;
  const Node* right = check(*comparison.right, left->type);
  if (right == nullptr || reported_as_answer(*comparison.right, *right)) return nullptr;
  left = fit_zero(left, right->type);
  right = fit_zero(right, left->type);
  left = fit_percentage(context_, left, right->type);
  right = fit_percentage(context_, right, left->type);
  if (!comparable(comparison, *left, *right)) return nullptr;
  if (is_shape_op(comparison.op) && !is_shape(*right)) return nullptr;
  for (const auto& [ratio, other, written] :
       {std::tuple{left, right, &comparison.right}, std::tuple{right, left, &comparison.left}}) {
    if (!is_order(comparison.op) || !is_ratio(ratio->type) || !is_more_than_whole(*other)) continue;
    const Number& figure = std::get<Number>(std::get<node::Constant>(other->what).value);
    const std::string text = figure.to_string();
    context_
        .warning(code::kRatioOfNumber, at((*written)->span),
                 "a ratio is compared with " + text + ", which is " + text + " times the whole")
        .help = "write `" + text + "%` for a share, `" + (figure * Number(100)).to_string() + "%` for " + text +
                " times the whole";
  }
  node::Compare checked{left, comparison.op, right, nullptr};
  if (comparison.within) {
    checked.within = check(*comparison.within, left->type);
    if (checked.within == nullptr) return nullptr;
    if (!is_numeric(left->type)) {
      auto& d = context_.error(code::kOperator, at(comparison.within->span),
                               "numbers and amounts are compared within a tolerance, not " + to_phrase(left->type));
      if (has_order(left->type)) d.help = "write both ends: `in … to …`";
      return nullptr;
    }
    if (checked.within->type.kind != TypeKind::Percent && !fits(checked.within->type, left->type)) {
      context_.error(code::kWrongType, at(comparison.within->span),
                     "a tolerance is a percentage or an amount like the compared values, found " +
                         to_phrase(checked.within->type));
      return nullptr;
    }
  }
  return context_.make(simple(TypeKind::Condition), at(expr.span), std::move(checked));
}

/// `x is invalid`, where `invalid` is neither a name nor a value of what x is.
bool ExpressionChecker::asks_whether_invalid(const dsl::Comparison& comparison, const Node& left) const {
  const auto* word = std::get_if<dsl::Reference>(&comparison.right->node);
  const bool is = comparison.op == Op::Is || comparison.op == Op::IsNot;
  if (!is || comparison.within || word == nullptr || word->steps.size() != 1 || word->steps.front().called)
    return false;
  const std::string& name = word->steps.front().name.text;
  if (name != "invalid" || is_named(name)) return false;
  const ChoiceType* choice = left.type.kind == TypeKind::Choice ? left.type.choice : nullptr;
  return choice == nullptr || std::none_of(choice->values.begin(), choice->values.end(),
                                           [&](const auto& value) { return value.name == name; });
}

const Node* ExpressionChecker::check_invalid(const dsl::Expr& expr, const dsl::Comparison& comparison,
                                             const Node* left) {
  if (!std::holds_alternative<node::Field>(left->what)) {
    context_
        .error(code::kWrongThing, left->written,
               "only a field is invalid: it is what a record says that cannot be read")
        .help = "ask it of a field";
    return nullptr;
  }
  return context_.make(simple(TypeKind::Condition), at(expr.span), node::Invalid{left, comparison.op == Op::IsNot});
}

bool ExpressionChecker::comparable(const dsl::Comparison& written, const Node& left, const Node& right) {
  const Op op = written.op;
  const Written where = at(written.op_span);
  const Type& l = left.type;
  const Type& r = right.type;
  if (l.kind == TypeKind::Invalid || r.kind == TypeKind::Invalid) return true;
  if (is_text_op(op)) {
    if (l.kind == TypeKind::Text && r.kind == TypeKind::Text) return true;
    auto& d = context_.error(code::kOperator, where,
                             "this compares texts, and finds " + to_phrase(l) + " and " + to_phrase(r));
    if (l.kind == TypeKind::Hs) d.help = suggest_literal(*written.right, l);
    if (l.kind == TypeKind::List && l.element && fits(r, *l.element))
      d.help = "write `" + std::string(around_.source->slice(written.right->span)) + " in " +
               std::string(around_.source->slice(written.left->span)) + "`";
    return false;
  }
  if (convertible(l, r) && !is_text_op(op)) return true;
  if (is_numeric(l) && is_numeric(r) && !fits(l, r) && !fits(r, l)) {
    mixed(left.written, l, right.written, r, suggest_literal(*written.right, l));
    return false;
  }
  const bool same = fits(l, r) || fits(r, l);
  if (!same || (is_order(op) && !has_order(l))) {
    auto& d = context_.error(code::kOperator, where,
                             same ? to_phrase(l) + " has no order: `is`, `is not` and `in` compare it"
                                  : "cannot compare " + to_phrase(l) + " with " + to_phrase(r));
    d.labels.push_back({left.written.source, left.written.span, to_text(l)});
    d.labels.push_back({right.written.source, right.written.span, to_text(r)});
    if (!same) d.help = cure_of_comparison(written, l, r);
    if ((l.kind == TypeKind::Duration && r.kind == TypeKind::Period) ||
        (l.kind == TypeKind::Period && r.kind == TypeKind::Duration))
      d.help = "a month has no fixed length: add the period to a date, and compare dates";
    if ((l.kind == TypeKind::Date) != (r.kind == TypeKind::Date) &&
        (l.kind == TypeKind::Time || r.kind == TypeKind::Time))
      d.help = suggest_day(l.kind == TypeKind::Time ? left.written : right.written);
    return false;
  }
  const bool compared_list = around_.in_test && l.kind == TypeKind::List && record_held(l) == nullptr;
  if (!compared_list && (l.kind == TypeKind::List || l.kind == TypeKind::Record || l.kind == TypeKind::Kind)) {
    context_.error(code::kOperator, where, "`is` does not compare " + to_phrase(l)).help =
        "use `in`, `every …` or `some …`";
    return false;
  }
  return true;
}

const Node* ExpressionChecker::check_outcome_is(const dsl::Expr& expr, const Node* decision,
                                                const std::vector<dsl::ExprPtr>& sets, bool negated) {
  // The bodies of decisions may not be bound yet, so outcomes are looked up in the syntax later
  // (whole.cpp checks that each name is one of the decision's outcomes).
  node::OutcomeIs checked;
  checked.decision = decision;
  checked.negated = negated;
  const auto add = [&](const dsl::Expr& item) {
    const auto* reference = std::get_if<dsl::Reference>(&item.node);
    if (reference == nullptr || reference->steps.size() != 1) {
      auto& d = context_.error(code::kNotAnOutcome, at(item.span), "expected the name of an outcome");
      const auto* literal = std::get_if<dsl::Literal>(&item.node);
      if (literal != nullptr && literal->kind == dsl::Literal::Kind::String)
        d.help = "names of outcomes stand without quotes";
      return false;
    }
    note_outcome(reference->steps.front().name, *decision_in(decision)->name);
    checked.outcomes.push_back(reference->steps.front().name.text);
    checked.places.push_back(at(item.span));
    return true;
  };
  for (const dsl::ExprPtr& set : sets) {
    if (const auto* list = std::get_if<dsl::ListExpr>(&set->node)) {
      for (const dsl::ExprPtr& item : list->items) {
        if (!add(*item)) return nullptr;
      }
    } else if (!add(*set)) {
      return nullptr;
    }
  }
  return context_.make(simple(TypeKind::Condition), at(expr.span), std::move(checked));
}

const Node* ExpressionChecker::check_membership(const dsl::Expr& expr, const dsl::Membership& membership) {
  const Node* left = check(*membership.left, element_of_sets(membership));
  if (left == nullptr) {
    // A second misspelt name is a mistake of its own.
    for (const dsl::ExprPtr& set : membership.sets) {
      if (std::holds_alternative<dsl::Reference>(set->node)) (void)check(*set);
    }
    return nullptr;
  }
  if (decision_in(left) != nullptr) return check_outcome_is(expr, left, membership.sets, membership.negated);
  node::In checked;
  checked.left = left;
  checked.negated = membership.negated;
  for (const dsl::ExprPtr& set : membership.sets) {
    const Node* node = check_set(*set, left->type, membership.sets.size() > 1);
    if (node == nullptr) return nullptr;
    checked.sets.push_back(node);
  }
  join_codes(checked.sets);
  return context_.make(simple(TypeKind::Condition), at(expr.span), std::move(checked));
}

/// Codes written one after the other are one set: a short code may be in both together, and in neither surely.
void ExpressionChecker::join_codes(std::vector<const Node*>& sets) {
  node::Codes all;
  Written first;
  std::size_t joined = 0;
  for (const Node* set : sets) {
    const auto* codes = std::get_if<node::Codes>(&set->what);
    if (codes == nullptr) continue;
    if (joined++ == 0) first = set->written;
    all.ranges.insert(all.ranges.end(), codes->ranges.begin(), codes->ranges.end());
  }
  if (joined < 2) return;
  std::erase_if(sets, [](const Node* set) { return std::holds_alternative<node::Codes>(set->what); });
  sets.insert(sets.begin(), context_.make(simple(TypeKind::Kind), first, std::move(all)));
}

/// In `sewing in processes` the word on the left has its meaning from the list on the right.
Type ExpressionChecker::element_of_sets(const dsl::Membership& membership) {
  const auto* word = std::get_if<dsl::Reference>(&membership.left->node);
  if (word == nullptr || word->steps.size() != 1 || word->steps.front().called) return {};
  const std::string& name = word->steps.front().name.text;
  if (name == "this" || is_named(name) || membership.sets.size() != 1 ||
      !std::holds_alternative<dsl::Reference>(membership.sets.front()->node))
    return {};
  const Node* set = check(*membership.sets.front());
  return set != nullptr && set->type.kind == TypeKind::List && set->type.element ? *set->type.element : Type{};
}

const Node* ExpressionChecker::check_set(const dsl::Expr& set, const Type& element, bool several) {
  if (element.kind == TypeKind::Record) return check_kind(set);
  if (const auto* range = std::get_if<dsl::RangeExpr>(&set.node)) {
    Type end = element;
    if (is_share(element)) {  // what is a number or a percentage is what it is compared with
      const Node* first = check(*range->from);
      if (first == nullptr) return nullptr;
      if (first->type.kind == TypeKind::Percent) end = simple(TypeKind::Percent);
    }
    const Node* from = require(*range->from, end);
    const Node* to = require(*range->to, end);
    if (from == nullptr || to == nullptr) return nullptr;
    if (!has_order(element)) {
      context_.error(code::kOperator, at(set.span), to_phrase(element) + " has no order, so no range");
      return nullptr;
    }
    const auto* low = std::get_if<node::Constant>(&from->what);
    const auto* high = std::get_if<node::Constant>(&to->what);
    if (low != nullptr && high != nullptr && !check_range(context_, at(set.span), low->value, high->value))
      return nullptr;
    return context_.make(list_of(element), at(set.span), node::Range{from, to});
  }
  if (element.kind == TypeKind::Hs && (!std::holds_alternative<dsl::Reference>(set.node) || is_word_of_kinds(set)))
    return check_kind(set);
  const Node* node = check(set, list_of(element));
  if (node == nullptr) return nullptr;
  if (element.kind == TypeKind::Hs && node->type.kind == TypeKind::Kind) return node;
  const bool list = node->type.kind == TypeKind::List;
  if (!list || !fits(*node->type.element, element)) {
    auto& d = context_.error(list ? code::kWrongType : code::kNotAList, at(set.span),
                             "expected a list or group of " + to_text(element) + ", found " + to_phrase(node->type));
    const std::string text(around_.source->slice(set.span));
    if (!list) d.help = several ? "a list stands in brackets: `[CN, TH]`" : "to compare with one value, write `is`";
    if (const auto* chain = std::get_if<dsl::Chain>(&set.node); chain != nullptr && ends_of_difference(set))
      d.help = "a range is written `" + std::string(around_.source->slice(chain->first->span)) + " to " +
               std::string(around_.source->slice(chain->rest.front().operand->span)) + "`";
    else if (!list && element.kind == TypeKind::Text && node->type.kind == TypeKind::Text)
      d.help = "a text within another: `" + text + " contains …`; to compare with one value, write `is`";
    return nullptr;
  }
  return node;
}

const Node* ExpressionChecker::check_test(const dsl::Expr& expr, const dsl::Test& test) {
  using Kind = dsl::Test::Kind;
  const Node* operand = check(*test.operand);
  if (operand == nullptr) return nullptr;
  const bool rule = is_rule(operand);
  switch (test.kind) {
    case Kind::Passes:
    case Kind::Fails:
    case Kind::Applies:
      if (rule) break;
      context_.error(code::kWrongThing, at(test.operand->span), "only a rule passes, fails or applies").help =
          operand->type.kind == TypeKind::Condition ? "a condition stands by itself, or after `not`" : "";
      return nullptr;
    case Kind::Empty:
    case Kind::NotEmpty:
      if (operand->type.kind == TypeKind::List) break;
      context_.error(code::kNotAList, at(test.operand->span),
                     "only a list is empty, found " + to_phrase(operand->type));
      return nullptr;
    case Kind::Given:
    case Kind::Missing: {
      const auto* field = std::get_if<node::Field>(&operand->what);
      const FieldType* type = field != nullptr ? &field->of->type.record->fields[field->index] : nullptr;
      if (type != nullptr && (type->evidence || type->parts)) break;
      auto& d = context_.error(code::kNotEvidence, at(expr.span),
                               "`is given` and `is missing` are for fields marked `evidence`");
      d.notes.push_back("for other fields absence is no fact: learning the value could turn a settled verdict");
      d.help = type != nullptr
                   ? "if its absence is a fact in law, mark `" + type->name + "` as `evidence` in its record"
                   : "ask it of a field";
      return nullptr;
    }
  }
  return context_.make(simple(TypeKind::Condition), at(expr.span), node::Test{operand, test.kind});
}

}  // namespace shibo::engine
