// Which sums and products mean something, and what type they have. The table is in docs/semantics.md.
#include "names/names.hpp"
#include "names/suggest.hpp"
#include "program/types.hpp"
#include "types/expression.hpp"
#include "value/unit.hpp"

namespace shibo::engine {

namespace {

using ChainOp = dsl::Chain::Op;

bool is_factor(const Type& type) { return type.kind == TypeKind::Number || type.kind == TypeKind::Percent; }
const char* sign_of(ChainOp op) {
  switch (op) {
    case ChainOp::Add: return "+";
    case ChainOp::Subtract: return "-";
    case ChainOp::Multiply: return "*";
    case ChainOp::Divide: return "/";
  }
  return "";
}

/// Of amounts in two units the dimension's own, so that none of the two decides in which unit the sum is counted.
std::optional<Type> common_base(const Type& left, const Type& right) {
  if (left.kind != TypeKind::Quantity || right.kind != TypeKind::Quantity || left.name == right.name)
    return std::nullopt;
  const auto one = find_unit(left.name);
  const auto other = find_unit(right.name);
  if (!one || !other || one->dimension != other->dimension) return std::nullopt;
  for (const std::string_view name : unit_names()) {
    const auto unit = find_unit(name);
    if (unit->dimension != one->dimension || unit->in_base != Number(1)) continue;
    Type type = left;
    type.name = name;
    return type;
  }
  return std::nullopt;
}

/// An amount as a number: ``(weight / 1 kg)``.
std::string as_number(const Written& where, const Type& type) {
  const std::string text(where.source->slice(where.span));
  const bool plain = text.find(' ') == std::string::npos;
  const std::string unit = type.kind == TypeKind::Money ? (type.name.empty() ? "USD" : type.name) + " 1"
                                                        : "1 " + (type.name.empty() ? "kg" : type.name);
  return "(" + (plain ? text : "(" + text + ")") + " / " + unit + ")";
}

/// There is no type for an amount by another: one of the two is made a number, in the unit that is meant.
std::optional<std::string> cure_of_product(ChainOp op, const Written& left_at, const Type& left,
                                           const Written& right_at, const Type& right) {
  const auto text = [](const Written& where) { return std::string(where.source->slice(where.span)); };
  const std::string sign = std::string(" ") + sign_of(op) + " ";
  const auto is_span = [](const Type& type) {
    return type.kind == TypeKind::Duration || type.kind == TypeKind::Period;
  };
  if ((is_amount(left) || is_factor(left)) && is_amount(right))
    return "make a number of one, in the unit that is meant: `" + text(left_at) + sign + as_number(right_at, right) +
           "`";
  if (is_amount(left) && is_span(right)) return "count the days: `whole days from A to B` is a number";
  return std::nullopt;
}

bool is_group_of_days(const Node& node) {
  const auto* group = std::get_if<node::GroupRef>(&node.what);
  return group != nullptr && group->group->type.kind == TypeKind::Date;
}

}  // namespace

const Node* ExpressionChecker::check_chain(const dsl::Expr& expr, const dsl::Chain& chain, const Type& expected) {
  const bool additive = chain.rest.front().op == ChainOp::Add || chain.rest.front().op == ChainOp::Subtract;
  // Only a sum passes its type on to its terms: `exw_price + 0` is money, `3 * 0.5` is not.
  const Type hint = additive && is_amount(expected) ? expected : Type{};
  node::Chain checked;
  checked.first = check(*chain.first, hint);
  bool broken = checked.first == nullptr || reported_as_answer(*chain.first, *checked.first);
  std::vector<const Node*> operands;
  std::vector<const Named*> days_of(chain.rest.size(), nullptr);
  for (std::size_t i = 0; i < chain.rest.size(); ++i) {
    const dsl::Expr& written = *chain.rest[i].operand;
    const Node* operand = additive ? check_term(written, hint, days_of[i]) : check(written, hint);
    broken = operand == nullptr || reported_as_answer(written, *operand) || broken;
    operands.push_back(operand);
  }
  if (broken) return nullptr;
  Type type = checked.first->type;
  Written left_at = at(chain.first->span);
  for (std::size_t i = 0; i < chain.rest.size(); ++i) {
    if (additive) {
      operands[i] = fit_zero(operands[i], type);
      if (i == 0) {
        checked.first = fit_zero(checked.first, operands[0]->type);
        type = checked.first->type;
      }
    }
    const Written right_at = at(chain.rest[i].operand->span);
    if (days_of[i] != nullptr) {
      if (type.kind != TypeKind::Date && type.kind != TypeKind::Invalid)
        return days_without_day(right_at, left_at, type);
      const Node* from =
          checked.rest.empty() ? checked.first : context_.make(type, left_at, std::exchange(checked, node::Chain{}));
      left_at.span.end = right_at.span.end;
      type = simple(TypeKind::Date);
      checked.first = context_.make(
          type, left_at, node::DayOfGroup{from, operands[i], days_of[i], chain.rest[i].op == ChainOp::Subtract});
      continue;
    }
    if (i == 0 && adds_to_a_count(*chain.first, chain.rest[i], *operands[i])) return nullptr;
    type = type_of_term(chain.rest[i], left_at, type, right_at, operands[i]->type);
    if (type.kind == TypeKind::Invalid) return nullptr;
    checked.rest.push_back({chain.rest[i].op, operands[i], type});
    left_at.span.end = right_at.span.end;
  }
  return checked.rest.empty() ? checked.first : context_.make(type, at(expr.span), std::move(checked));
}

/// A term of a sum; of `10 days of office_days` how many days, and the group that they are of.
const Node* ExpressionChecker::check_term(const dsl::Expr& operand, const Type& hint, const Named*& days_of) {
  const auto* of = std::get_if<dsl::OfExpr>(&operand.node);
  if (of == nullptr || !takes_share(*of)) return check(operand, hint);
  const Node* whole = check(*of->right, hint);
  if (whole == nullptr || !is_group_of_days(*whole)) return check_share(operand, *of, whole);
  days_of = std::get<node::GroupRef>(whole->what).group;
  return require(*of->left, simple(TypeKind::Duration));
}

const Node* ExpressionChecker::days_without_day(const Written& days, const Written& before, const Type& type) {
  auto& d =
      context_.error(code::kOperator, days, "the days of a group are counted from a day, found " + to_phrase(type));
  if (type.kind == TypeKind::Time) d.help = suggest_day(before);
  d.labels.push_back({before.source, before.span, to_text(type)});
  return nullptr;
}

/// Money of two currencies, which the package says how to convert.
bool ExpressionChecker::convertible(const Type& left, const Type& right) const {
  return left.kind == TypeKind::Money && right.kind == TypeKind::Money && converts_money(*around_.in);
}

Type ExpressionChecker::type_of_term(const dsl::Chain::Term& term, const Written& left_at, const Type& left,
                                     const Written& right_at, const Type& right) {
  if (left.kind == TypeKind::Invalid || right.kind == TypeKind::Invalid)  // `unknown "…"` is of any type
    return left.kind == TypeKind::Invalid ? right : left;
  if (term.op == ChainOp::Add || term.op == ChainOp::Subtract) return type_of_sum(term, left_at, left, right_at, right);
  return type_of_product(term, left_at, left, right_at, right);
}

Type ExpressionChecker::mixed(const Written& left_at, const Type& left, const Written& right_at, const Type& right,
                              std::optional<std::string> cure) {
  const auto text = [this](const Written& where) { return std::string(around_.source->slice(where.span)); };
  const bool percent = is_factor(left) && is_factor(right);
  auto& d = context_.error(
      percent ? code::kNumberAndPercent : code::kMixedUnits, right_at,
      "`" + text(left_at) + "` is " + to_phrase(left) + ", but `" + text(right_at) + "` is " + to_phrase(right));
  d.label = to_text(right);
  d.labels.push_back({left_at.source, left_at.span, to_text(left)});
  if (cure) d.help = std::move(cure);
  else if (left.kind == TypeKind::Money && right.kind == TypeKind::Money)
    d.help = "say how money is converted: `convert money by RATES on DATE`";
  else if (percent)
    d.help = "convert it visibly: `* 1%` makes a percentage of a number, `/ 1%` a number of a percentage";
  return {};
}

Type ExpressionChecker::type_of_sum(const dsl::Chain::Term& term, const Written& left_at, const Type& left,
                                    const Written& right_at, const Type& right) {
  const bool subtract = term.op == ChainOp::Subtract;
  if (left.kind == TypeKind::Date && subtract && right.kind == TypeKind::Date) return simple(TypeKind::Duration);
  if (left.kind == TypeKind::Time && subtract && right.kind == TypeKind::Time) return simple(TypeKind::Duration);
  const bool span = right.kind == TypeKind::Duration || right.kind == TypeKind::Period;
  if (left.kind == TypeKind::Date && span) return left;
  if (left.kind == TypeKind::Time && right.kind == TypeKind::Duration) return left;
  if ((left.kind == TypeKind::Duration || left.kind == TypeKind::Period) && left.kind == right.kind) return left;
  if (is_numeric(left) && is_numeric(right)) {
    if (const auto base = common_base(left, right)) return *base;
    if (fits(left, right)) return is_ratio(left) || left.name.empty() ? right : left;
    if (fits(right, left)) return left;
    if (convertible(left, right)) return simple(TypeKind::Money);
    return mixed(left_at, left, right_at, right);
  }
  auto& d = context_.error(
      code::kOperator, {around_.source, term.op_span},
      std::string("`") + sign_of(term.op) + "` has no meaning between " + to_phrase(left) + " and " + to_phrase(right));
  d.labels.push_back({left_at.source, left_at.span, to_text(left)});
  d.labels.push_back({right_at.source, right_at.span, to_text(right)});
  if (left.kind == TypeKind::Text || right.kind == TypeKind::Text)
    d.help = "texts are not joined; the text of an `advise` holds values in braces: `\"At most {limit}\"`";
  if (left.kind == TypeKind::Date) d.help = suggest_literal(*term.operand, simple(TypeKind::Duration));
  // An instant has no place in a month; its day has.
  if (left.kind == TypeKind::Time && (right.kind == TypeKind::Period || right.kind == TypeKind::Date))
    d.help = suggest_day(left_at);
  if (left.kind == TypeKind::Date && right.kind == TypeKind::Time) d.help = suggest_day(right_at);
  return {};
}

Type ExpressionChecker::type_of_product(const dsl::Chain::Term& term, const Written& left_at, const Type& left,
                                        const Written& right_at, const Type& right) {
  const bool divide = term.op == ChainOp::Divide;
  if (is_amount(left) && is_factor(right)) return left;
  if (is_factor(left) && is_amount(right) && !divide) return right;
  if (is_amount(left) && divide && left.kind == right.kind) {
    return fits(left, right) || convertible(left, right) ? ratio() : mixed(left_at, left, right_at, right);
  }
  if (is_factor(left) && is_factor(right)) {
    const bool left_percent = left.kind == TypeKind::Percent;
    const bool right_percent = right.kind == TypeKind::Percent;
    if (left_percent && right_percent && divide) return ratio();
    if (!(left_percent && right_percent) && !(divide && right_percent)) {
      if (is_ratio(left) && is_ratio(right)) return ratio();
      const bool shares = is_share(left) && is_share(right);
      if (!left_percent && !right_percent && (divide || shares)) return quotient();
      return left_percent || right_percent ? simple(TypeKind::Percent) : simple(TypeKind::Number);
    }
    if (divide && right_percent && !left_percent) return simple(TypeKind::Number);
  }
  if (left.kind == TypeKind::Duration && right.kind == TypeKind::Number) return left;
  if (!divide && left.kind == TypeKind::Number && (right.kind == TypeKind::Duration || right.kind == TypeKind::Period))
    return right;
  if (!divide && left.kind == TypeKind::Period && right.kind == TypeKind::Number) return left;
  auto& d = context_.error(
      code::kOperator, {around_.source, term.op_span},
      std::string("`") + sign_of(term.op) + "` has no meaning between " + to_phrase(left) + " and " + to_phrase(right));
  d.labels.push_back({left_at.source, left_at.span, to_text(left)});
  d.labels.push_back({right_at.source, right_at.span, to_text(right)});
  d.help = cure_of_product(term.op, left_at, left, right_at, right);
  return {};
}

/// Not a set of goods, and not `length of`.
bool ExpressionChecker::takes_share(const dsl::OfExpr& of) const {
  return !std::holds_alternative<dsl::CodeSet>(of.right->node) &&
         !std::holds_alternative<dsl::LevelOf>(of.right->node) && !asks_for_length(of);
}

/// `30% of exw_price` is a product; between kinds, `of` narrows.
const Node* ExpressionChecker::check_of(const dsl::Expr& expr, const dsl::OfExpr& of, const Type& expected) {
  if (takes_share(of)) return check_share(expr, of, check(*of.right, expected));
  return asks_for_length(of) ? check_length(expr, of) : check_kind(expr);
}

const Node* ExpressionChecker::check_share(const dsl::Expr& expr, const dsl::OfExpr& of, const Node* whole) {
  if (whole != nullptr && is_group_of_days(*whole)) {
    context_.error(code::kWrongType, at(expr.span), "the days of a group are counted from a day").help =
        "write from which: `filed + " + std::string(around_.source->slice(expr.span)) + "`";
    return nullptr;
  }
  const Node* share = check(*of.left, simple(TypeKind::Percent));
  if (share == nullptr || whole == nullptr) return nullptr;
  if (share->type.kind != TypeKind::Percent && !is_share(share->type)) {
    auto& d = context_.error(code::kWrongType, at(of.left->span),
                             "a share `of` something is a percentage, found " + to_phrase(share->type));
    d.label = to_text(share->type);
    return nullptr;
  }
  if (!is_amount(whole->type) && whole->type.kind != TypeKind::Number) {
    context_
        .error(code::kWrongType, at(of.right->span),
               "a share is of an amount or a number, found " + to_phrase(whole->type))
        .label = to_text(whole->type);
    return nullptr;
  }
  node::Chain product;
  product.first = share;
  product.rest.push_back({ChainOp::Multiply, whole, whole->type});
  return context_.make(whole->type, at(expr.span), std::move(product));
}

}  // namespace shibo::engine
