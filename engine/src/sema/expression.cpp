#include "sema/expression.hpp"

#include <set>

#include "sema/literals.hpp"
#include "sema/names.hpp"
#include "sema/suggest.hpp"
#include "sema/types.hpp"

namespace shibo::engine {

namespace {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

}  // namespace

const Node* ExpressionChecker::check(const dsl::Expr& expr, const Type& expected) {
  if (expected.kind == TypeKind::Kind) return check_kind(expr);
  return check_node(expr, expected);
}

const Node* ExpressionChecker::check_node(const dsl::Expr& expr, const Type& expected) {
  return std::visit(
      Overloaded{
          [&](const dsl::Literal& n) { return check_literal(expr, n, expected); },
          [&](const dsl::Reference& n) { return check_reference(expr, n, expected); },
          [&](const dsl::CodeSet&) { return check_kind(expr); },
          [&](const dsl::LevelOf&) { return check_kind(expr); },
          [&](const dsl::OfExpr& n) { return check_of(expr, n, expected); },
          [&](const dsl::ListExpr& n) { return check_list(expr, n, expected); },
          [&](const dsl::Parens& n) { return check_node(*n.inner, expected); },
          [&](const dsl::Negation& n) { return check_negation(expr, n, expected); },
          [&](const dsl::NotExpr& n) { return check_not(expr, n); },
          [&](const dsl::Chain& n) { return check_chain(expr, n, expected); },
          [&](const dsl::Logic& n) { return check_logic(expr, n); },
          [&](const dsl::Comparison& n) { return check_comparison(expr, n); },
          [&](const dsl::Membership& n) { return check_membership(expr, n); },
          [&](const dsl::RangeExpr&) -> const Node* {
            context_.error(code::kOperator, at(expr.span), "a range stands only after `in`");
            return nullptr;
          },
          [&](const dsl::Test& n) { return check_test(expr, n); },
          [&](const dsl::Block& n) { return check_block(expr, n); },
          [&](const dsl::FirstOf& n) { return check_first_of(expr, n, expected); },
          [&](const dsl::Quantified& n) { return check_quantified(expr, n); },
          [&](const dsl::Aggregate& n) { return check_aggregate(expr, n, expected); },
          [&](const dsl::Rounded& n) { return check_rounded(expr, n, expected); },
          [&](const dsl::Presumed& n) { return check_presumed(expr, n, expected); },
          [&](const dsl::AsOf& n) { return check_as_of(expr, n, expected); },
          [&](const dsl::UnknownExpr& n) {
            return context_.make(expected, at(expr.span), node::Unknown{n.why.value});
          },
      },
      expr.node);
}

const Node* ExpressionChecker::require(const dsl::Expr& expr, const Type& wanted) {
  const Node* node = check(expr, wanted);
  if (node == nullptr || wanted.kind == TypeKind::Invalid || node->type.kind == TypeKind::Invalid) return node;
  node = fit_zero(node, wanted);
  if (fits(node->type, wanted)) return node;
  const bool number = node->type.kind == TypeKind::Number && wanted.kind == TypeKind::Percent;
  auto& d = context_.error(number ? code::kNumberAndPercent : code::kWrongType, at(expr.span),
                           "expected " + to_phrase(wanted) + ", found " + to_phrase(node->type));
  d.label = to_text(node->type);
  d.help = suggest_literal(expr, wanted.kind == TypeKind::List && wanted.element ? *wanted.element : wanted);
  return nullptr;
}

const Node* ExpressionChecker::require_condition(const dsl::Expr& expr) {
  const Node* node = check(expr, simple(TypeKind::Condition));
  if (node == nullptr || node->type.kind == TypeKind::Condition || node->type.kind == TypeKind::Invalid) return node;
  if (const auto* asked = std::get_if<node::Call>(&node->what);
      asked != nullptr && asked->name->kind == Named::Kind::Rule) {
    context_.error(code::kWrongThing, at(expr.span), "`" + asked->name->name + "` is a rule, not a condition")
        .help = "write `" + asked->name->name + " passes`";
    return nullptr;
  }
  context_.error(code::kWrongType, at(expr.span), "expected a condition, found " + to_phrase(node->type)).label = to_text(node->type);
  return nullptr;
}

/// `0` is an amount of any currency and unit; it takes the type of what it stands beside.
const Node* ExpressionChecker::fit_zero(const Node* node, const Type& other) {
  if (node == nullptr || node->type.kind != TypeKind::Number) return node;
  const auto* constant = std::get_if<node::Constant>(&node->what);
  const auto* number = constant != nullptr ? std::get_if<Number>(&constant->value) : nullptr;
  if (number == nullptr || !number->is_zero()) return node;
  if (other.kind == TypeKind::Money) return context_.make(other, node->written, node::Constant{Money{Number(), other.name}});
  if (other.kind == TypeKind::Quantity)
    return context_.make(other, node->written, node::Constant{Quantity{Number(), other.name}});
  if (other.kind == TypeKind::Percent) return context_.make(other, node->written, node::Constant{Number()});
  return node;
}

const Node* ExpressionChecker::check_literal(const dsl::Expr& expr, const dsl::Literal& literal, const Type& expected) {
  // A text stands for a value of a coded type, a country or a choice only by its own check.
  if (literal.kind == dsl::Literal::Kind::String && expected.kind == TypeKind::CodedText)
    return context_.make(expected, at(expr.span), node::Constant{literal.text});
  const auto value = read_literal(context_, around_.source, literal);
  if (!value) return nullptr;
  return fit_zero(context_.make(value->type, at(expr.span), node::Constant{value->value}), expected);
}

const Node* ExpressionChecker::check_list(const dsl::Expr& expr, const dsl::ListExpr& list, const Type& expected) {
  const Type element = expected.kind == TypeKind::List && expected.element ? *expected.element : Type{};
  std::vector<const Node*> items;
  Type type = element;
  for (const dsl::ExprPtr& item : list.items) {
    const Node* node = type.kind == TypeKind::Invalid ? check(*item) : require(*item, type);
    if (node == nullptr) return nullptr;
    if (type.kind == TypeKind::Invalid) type = node->type;
    items.push_back(node);
  }
  return context_.make(list_of(type), at(expr.span), node::List{std::move(items)});
}

const Node* ExpressionChecker::check_negation(const dsl::Expr& expr, const dsl::Negation& negation, const Type& expected) {
  const Node* operand = check(*negation.operand, expected);
  if (operand == nullptr) return nullptr;
  if (!is_numeric(operand->type) && operand->type.kind != TypeKind::Duration) {
    context_.error(code::kOperator, at(expr.span), "`-` is for numbers and amounts, not for " + to_phrase(operand->type));
    return nullptr;
  }
  return context_.make(operand->type, at(expr.span), node::Negate{operand});
}

const Node* ExpressionChecker::check_not(const dsl::Expr& expr, const dsl::NotExpr& negation) {
  const Node* operand = require_condition(*negation.operand);
  if (operand == nullptr) return nullptr;
  return context_.make(simple(TypeKind::Condition), at(expr.span), node::Not{operand});
}

const Node* ExpressionChecker::check_logic(const dsl::Expr& expr, const dsl::Logic& logic) {
  node::Logic checked;
  checked.conjunction = logic.op == dsl::Logic::Op::And;
  bool broken = false;
  for (const dsl::ExprPtr& operand : logic.operands) {
    const Node* node = require_condition(*operand);
    broken = broken || node == nullptr;
    checked.operands.push_back(node);
  }
  if (broken) return nullptr;
  return context_.make(simple(TypeKind::Condition), at(expr.span), std::move(checked));
}

const Node* ExpressionChecker::check_block(const dsl::Expr& expr, const dsl::Block& block) {
  node::Block checked;
  checked.kind = block.kind;
  bool broken = false;
  std::set<std::string> seen;
  for (const dsl::Branch& branch : block.branches) {
    node::Branch out;
    for (const dsl::Word& mark : branch.marks) out.marks += "(" + mark.text + ")";
    out.law = read_law(context_, around_.source, branch.attributes);
    out.written = at(branch.span);
    // The same mark may stand on several texts of different periods, and on alternatives of one paragraph.
    out.condition = require_condition(*branch.condition);
    broken = broken || out.condition == nullptr;
    checked.branches.push_back(std::move(out));
  }
  if (block.kind == dsl::Block::Kind::AtLeast) {
    const auto least = Number::parse(block.least);
    const auto count = least ? least->to_int64() : std::nullopt;
    if (!count || *count < 1 || *count > static_cast<std::int64_t>(block.branches.size())) {
      context_.error(code::kAtLeast, at(expr.span),
                     "`at least " + block.least + " of` needs a whole number from 1 to " +
                         std::to_string(block.branches.size()) + ", the number of its branches");
      return nullptr;
    }
    checked.least = static_cast<int>(*count);
  }
  if (broken) return nullptr;
  return context_.make(simple(TypeKind::Condition), at(expr.span), std::move(checked));
}

const Node* ExpressionChecker::check_first_of(const dsl::Expr& expr, const dsl::FirstOf& first, const Type& expected) {
  node::FirstOf checked;
  Type type = expected;
  bool broken = false;
  for (std::size_t i = 0; i < first.cases.size(); ++i) {
    const dsl::Case& c = first.cases[i];
    node::Case out;
    out.law = read_law(context_, around_.source, c.attributes);
    out.written = at(c.span);
    if (c.condition) {
      out.condition = require_condition(*c.condition);
      broken = broken || out.condition == nullptr;
      if (i + 1 == first.cases.size() && type.kind != TypeKind::Condition) {
        auto& d = context_.error(code::kOtherwise, at(c.span), "the last case of `first of` says `otherwise`");
        d.help = "add a last line: a value and `otherwise`";
        broken = true;
      }
    } else if (i + 1 != first.cases.size()) {
      context_.error(code::kOtherwise, at(c.span), "`otherwise` comes last: what follows can never be chosen");
      broken = true;
    }
    out.value = type.kind == TypeKind::Invalid ? check(*c.value) : require(*c.value, type);
    broken = broken || out.value == nullptr;
    if (out.value != nullptr && type.kind == TypeKind::Invalid) type = out.value->type;
    checked.cases.push_back(std::move(out));
  }
  if (broken) return nullptr;
  return context_.make(type, at(expr.span), std::move(checked));
}

const Node* ExpressionChecker::check_rounded(const dsl::Expr& expr, const dsl::Rounded& rounded, const Type& expected) {
  const Node* value = check(*rounded.value, expected);
  const auto step = read_literal(context_, around_.source, rounded.step);
  if (value == nullptr || !step) return nullptr;
  // A bare step counts in the unit of an amount; of a percentage it would be a hundred times what it says.
  const bool bare = step->type.kind == TypeKind::Number && value->type.kind != TypeKind::Percent;
  if (!is_numeric(value->type) || !(bare || fits(step->type, value->type))) {
    context_.error(code::kWrongType, at(rounded.step.span),
                   "cannot round " + to_phrase(value->type) + " to " + to_phrase(step->type));
    return nullptr;
  }
  return context_.make(value->type, at(expr.span), node::Rounded{value, step->value, rounded.mode});
}

const Node* ExpressionChecker::check_presumed(const dsl::Expr& expr, const dsl::Presumed& presumed, const Type& expected) {
  const Node* value = check(*presumed.value, expected);
  if (value == nullptr) return nullptr;
  const Node* presumption = require(*presumed.presumption, value->type);
  if (presumption == nullptr) return nullptr;
  return context_.make(value->type, at(expr.span), node::Presumed{value, presumption});
}

const Node* ExpressionChecker::check_as_of(const dsl::Expr& expr, const dsl::AsOf& as_of, const Type& expected) {
  const Node* value = check(*as_of.value, expected);
  const Node* date = require(*as_of.date, simple(TypeKind::Date));
  if (value == nullptr || date == nullptr) return nullptr;
  return context_.make(value->type, at(expr.span), node::AsOf{value, date});
}

const ExpressionChecker::Local* ExpressionChecker::find_local(const std::string& name) const {
  for (auto local = locals_.rbegin(); local != locals_.rend(); ++local) {
    if (local->name == name) return &*local;
  }
  return nullptr;
}

void ExpressionChecker::note_call(const Named& callee, bool on_part, const Written& where) {
  if (around_.owner == nullptr) return;
  context_.calls[around_.owner].insert({&callee, on_part});
  context_.call_places.emplace(around_.owner, where);
}

}  // namespace shibo::engine
