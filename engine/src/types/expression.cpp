#include "types/expression.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "names/literals.hpp"
#include "names/names.hpp"
#include "names/suggest.hpp"
#include "program/types.hpp"
#include "types/cases.hpp"
#include "value/currency.hpp"
#include "value/overloaded.hpp"

namespace shibo::engine {

namespace {

/// `0`: nothing of any unit, until what stands beside it says of which.
bool is_nothing(const Node& node) {
  const auto* constant = std::get_if<node::Constant>(&node.what);
  const auto* number =
      constant != nullptr && node.type.kind == TypeKind::Number ? std::get_if<Number>(&constant->value) : nullptr;
  return number != nullptr && number->is_zero();
}

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
          [&](const dsl::UnitsBetween& n) { return check_units_between(expr, n); },
          [&](const dsl::WordOf& n) { return check_word_of(expr, n); },
          [&](const dsl::DayOfYear& n) { return check_day_of_year(expr, n); },
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
          [&](const dsl::UnknownExpr& n) { return context_.make(expected, at(expr.span), node::Unknown{n.why.value}); },
      },
      expr.node);
}

const Node* ExpressionChecker::require(const dsl::Expr& expr, const Type& wanted) {
  const Node* node = check(expr, wanted);
  if (node != nullptr && reported_as_answer(expr, *node)) return nullptr;
  if (node == nullptr || wanted.kind == TypeKind::Invalid || node->type.kind == TypeKind::Invalid) return node;
  node = fit_zero(node, wanted);
  if (fits(node->type, wanted)) return node;
  const bool number = node->type.kind == TypeKind::Number && wanted.kind == TypeKind::Percent;
  auto& d = context_.error(number ? code::kNumberAndPercent : code::kWrongType, at(expr.span),
                           "expected " + to_phrase(wanted) + ", found " + to_phrase(node->type));
  d.label = to_text(node->type);
  d.help = suggest_literal(expr, wanted.kind == TypeKind::List && wanted.element ? *wanted.element : wanted);
  if (wanted.kind == TypeKind::Date && node->type.kind == TypeKind::Time) d.help = suggest_day(node->written);
  return nullptr;
}

bool ExpressionChecker::reported_as_answer(const dsl::Expr& expr, const Node& node) {
  const auto* asked = std::get_if<node::Call>(&node.what);
  if (asked == nullptr) return false;
  const std::string& name = asked->name->name;
  if (asked->name->kind == Named::Kind::Rule) {
    context_.error(code::kWrongThing, at(expr.span), "`" + name + "` is a rule, not a condition").help =
        "write `" + name + " passes`";
    return true;
  }
  if (asked->name->kind != Named::Kind::Decision) return false;
  context_.error(code::kWrongThing, at(expr.span), "`" + name + "` is a decision, and has no value of its own").help =
      "ask which outcome it has: `" + name + " is …`";
  return true;
}

const Node* ExpressionChecker::require_condition(const dsl::Expr& expr) {
  const Node* node = check(expr, simple(TypeKind::Condition));
  if (node != nullptr && reported_as_answer(expr, *node)) return nullptr;
  if (node == nullptr || node->type.kind == TypeKind::Condition || node->type.kind == TypeKind::Invalid) return node;
  auto& d = context_.error(code::kWrongType, at(expr.span), "expected a condition, found " + to_phrase(node->type));
  d.label = to_text(node->type);
  if (node->type.kind == TypeKind::Text && std::holds_alternative<dsl::Literal>(expr.node))
    d.help = "a text is no condition; what a rule tells people to do stands after `advise`";
  if (node->type.kind == TypeKind::Kind)
    d.help = "say of what: `hs in heading 8703`; several codes are joined by commas, `hs in headings 8703, 8704`";
  return nullptr;
}

/// `0` is an amount of any currency and unit; it takes the type of what it stands beside.
const Node* ExpressionChecker::fit_zero(const Node* node, const Type& other) {
  if (node == nullptr || !is_nothing(*node)) return node;
  if (other.kind == TypeKind::Money)
    return context_.make(other, node->written, node::Constant{Money{Number(), other.name}});
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
  note_unit(literal);
  return fit_zero(context_.make(value->type, at(expr.span), node::Constant{value->value}), expected);
}

const Node* ExpressionChecker::check_list(const dsl::Expr& expr, const dsl::ListExpr& list, const Type& expected) {
  const Type element = expected.kind == TypeKind::List && expected.element ? *expected.element : Type{};
  std::vector<const Node*> items;
  Type type = element;
  bool open = type.kind == TypeKind::Invalid;
  for (const dsl::ExprPtr& item : list.items) {
    const Node* node = open ? check(*item) : require(*item, type);
    if (node == nullptr) return nullptr;
    if (open) {
      type = node->type;
      open = is_nothing(*node);
    }
    items.push_back(node);
  }
  for (const Node*& item : items) item = fit_zero(item, type);
  return context_.make(list_of(type), at(expr.span), node::List{std::move(items)});
}

const Node* ExpressionChecker::check_negation(const dsl::Expr& expr, const dsl::Negation& negation,
                                              const Type& expected) {
  const Node* operand = check(*negation.operand, expected);
  if (operand == nullptr) return nullptr;
  if (!is_numeric(operand->type) && operand->type.kind != TypeKind::Duration) {
    context_.error(code::kOperator, at(expr.span),
                   "`-` is for numbers and amounts, not for " + to_phrase(operand->type));
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
  const Node* before = nullptr;
  for (std::size_t i = 0; i < logic.operands.size(); ++i) {
    if (i > 0 && reported_as_element(logic, i, before)) return nullptr;
    before = require_condition(*logic.operands[i]);
    broken = broken || before == nullptr;
    checked.operands.push_back(before);
  }
  if (broken) return nullptr;
  return context_.make(simple(TypeKind::Condition), at(expr.span), std::move(checked));
}

/// `x is A or B`, `hs in heading 8703 or 8705`: of a list of values the first alone is compared. Reported once for
/// all of them. `before` is what the operand before was checked to be.
bool ExpressionChecker::reported_as_element(const dsl::Logic& logic, std::size_t i, const Node* before) {
  const auto* comparison = std::get_if<dsl::Comparison>(&logic.operands[i - 1]->node);
  const auto* membership = std::get_if<dsl::Membership>(&logic.operands[i - 1]->node);
  const auto* compared = before != nullptr ? std::get_if<node::Compare>(&before->what) : nullptr;
  const auto text = [&](const dsl::Expr& part) { return std::string(around_.source->slice(part.span)); };
  std::string list;
  std::function<bool(const dsl::Expr&)> goes_on;
  if (comparison != nullptr && compared != nullptr &&
      (comparison->op == dsl::Comparison::Op::Is || comparison->op == dsl::Comparison::Op::IsNot)) {
    list = text(*comparison->left) + (comparison->op == dsl::Comparison::Op::Is ? " in [" : " not in [") +
           text(*comparison->right);
    goes_on = [&](const dsl::Expr& operand) { return is_element(operand, compared->left->type); };
  } else if (membership != nullptr && before != nullptr && membership->sets.size() == 1) {
    const auto* codes = std::get_if<dsl::CodeSet>(&membership->sets.front()->node);
    if (codes == nullptr) return false;
    const std::string written = text(*membership->sets.front());
    const std::size_t blank = written.find_first_of(" \t");
    list = text(*membership->left) + (membership->negated ? " not in " : " in ") + written.substr(0, blank) +
           (codes->plural ? " " : "s ") + written.substr(written.find_first_not_of(" \t", blank));
    goes_on = [](const dsl::Expr& operand) {
      const auto* literal = std::get_if<dsl::Literal>(&operand.node);
      return literal != nullptr &&
             (literal->kind == dsl::Literal::Kind::Number || literal->kind == dsl::Literal::Kind::Code);
    };
  } else {
    return false;
  }
  if (!goes_on(*logic.operands[i])) return false;
  for (std::size_t next = i; next < logic.operands.size() && goes_on(*logic.operands[next]); ++next)
    list += ", " + text(*logic.operands[next]);
  context_.error(code::kWrongType, at(logic.operands[i]->span), "expected a condition, found a value by itself").help =
      "several values are written `" + list + (comparison != nullptr ? "]`" : "`");
  return true;
}

/// Whether what stands there by itself is a value of the type: a literal, or a word that only the type gives a meaning.
bool ExpressionChecker::is_element(const dsl::Expr& operand, const Type& type) {
  if (const auto* literal = std::get_if<dsl::Literal>(&operand.node))
    return literal->kind != dsl::Literal::Kind::True && literal->kind != dsl::Literal::Kind::False;
  const auto* reference = std::get_if<dsl::Reference>(&operand.node);
  if (reference == nullptr || reference->steps.size() != 1 || reference->steps.front().called) return false;
  const std::string& name = reference->steps.front().name.text;
  const bool country = type.kind == TypeKind::Country && is_country(context_, name);
  const bool currency = type.kind == TypeKind::Currency && is_currency(name);
  const bool value = type.kind == TypeKind::Choice && type.choice != nullptr &&
                     std::any_of(type.choice->values.begin(), type.choice->values.end(),
                                 [&](const auto& v) { return v.name == name; });
  const bool field = around_.record != nullptr && around_.record->find(name) >= 0;
  return (country || currency || value) && !field && find_symbol(*around_.in, name, around_.record) == nullptr;
}

const Node* ExpressionChecker::check_block(const dsl::Expr& expr, const dsl::Block& block) {
  node::Block checked;
  checked.kind = block.kind;
  bool broken = false;
  if (block.branches.empty()) {
    context_.error(code::kNothingInIt, at(expr.span), "nothing stands in this block").help =
        "write one condition on each line";
    return nullptr;
  }
  for (const dsl::Branch& branch : block.branches) {
    node::Branch out;
    for (const dsl::Word& mark : branch.marks) out.marks += "(" + mark.text + ")";
    out.law = read_law(context_, around_.source, branch.attributes);
    out.written = at(branch.span);
    check_mark(checked, out);
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

/// A verdict names the branch by its mark, so on a day one branch has it.
void ExpressionChecker::check_mark(const node::Block& block, const node::Branch& branch) {
  if (branch.marks.empty()) return;
  const auto first = std::find_if(block.branches.begin(), block.branches.end(), [&](const node::Branch& other) {
    return other.marks == branch.marks && periods_meet(other.law, branch.law);
  });
  if (first == block.branches.end()) return;
  auto& d = context_.error(code::kDeclaredTwice, branch.written, "two branches are marked `" + branch.marks + "`");
  d.labels.push_back({first->written.source, first->written.span, "the other one"});
  d.help = "a verdict names a branch by its mark: give each its own, or periods that do not overlap";
}

const Node* ExpressionChecker::check_first_of(const dsl::Expr& expr, const dsl::FirstOf& first, const Type& expected) {
  node::FirstOf checked;
  Type type = expected;
  bool broken = false;
  if (first.cases.empty()) {
    context_.error(code::kNothingInIt, at(expr.span), "nothing stands in this block").help =
        "write a value and its `when` on each line, the last with `otherwise`";
    return nullptr;
  }
  bool otherwise = false;  // it stands before the last case, which was reported
  for (std::size_t i = 0; i < first.cases.size(); ++i) {
    const dsl::Case& c = first.cases[i];
    node::Case out;
    out.law = read_law(context_, around_.source, c.attributes);
    out.written = at(c.span);
    if (c.condition) {
      out.condition = require_condition(*c.condition);
      broken = broken || out.condition == nullptr;
      if (i + 1 == first.cases.size() && type.kind != TypeKind::Condition && !otherwise) {
        auto& d = context_.error(code::kOtherwise, at(c.span), "the last case of `first of` says `otherwise`");
        d.help = "add a last line: a value and `otherwise`";
        broken = true;
      }
    } else if (i + 1 != first.cases.size()) {
      if (!std::exchange(otherwise, true))
        context_.error(code::kOtherwise, at(c.span), "`otherwise` comes last: what follows can never be chosen");
      broken = true;
    }
    out.value = type.kind == TypeKind::Invalid ? check(*c.value) : require(*c.value, type);
    broken = broken || out.value == nullptr;
    if (out.value != nullptr && type.kind == TypeKind::Invalid) type = out.value->type;
    checked.cases.push_back(std::move(out));
  }
  if (broken) return nullptr;
  std::vector<Case> cases;
  for (const node::Case& c : checked.cases) cases.push_back({c.condition, &c.law, c.written});
  warn_of_hidden_cases(context_, cases);
  return context_.make(type, at(expr.span), std::move(checked));
}

static bool is_positive(const Scalar& step) {
  if (const auto* number = std::get_if<Number>(&step)) return number->sign() > 0;
  if (const auto* money = std::get_if<Money>(&step)) return money->amount.sign() > 0;
  const auto* quantity = std::get_if<Quantity>(&step);
  return quantity != nullptr && quantity->amount.sign() > 0;
}

const Node* ExpressionChecker::check_rounded(const dsl::Expr& expr, const dsl::Rounded& rounded, const Type& expected) {
  const Node* value = check(*rounded.value, expected);
  const auto step = read_literal(context_, around_.source, rounded.step);
  note_unit(rounded.step);
  if (value == nullptr || !step) return nullptr;
  // A bare step counts in the unit of an amount; of a percentage it would be a hundred times what it says.
  const bool bare = step->type.kind == TypeKind::Number && value->type.kind != TypeKind::Percent;
  const bool share = step->type.kind == TypeKind::Percent && is_share(value->type);
  if (!is_numeric(value->type) || !(bare || share || fits(step->type, value->type))) {
    context_.error(code::kWrongType, at(rounded.step.span),
                   "cannot round " + to_phrase(value->type) + " to " + to_phrase(step->type));
    return nullptr;
  }
  if (!is_positive(step->value)) {
    context_.error(code::kBadLiteral, at(rounded.step.span), "a step of rounding is more than nothing");
    return nullptr;
  }
  return context_.make(share ? step->type : value->type, at(expr.span),
                       node::Rounded{value, step->value, rounded.mode});
}

const Node* ExpressionChecker::check_presumed(const dsl::Expr& expr, const dsl::Presumed& presumed,
                                              const Type& expected) {
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

bool ExpressionChecker::is_named(const std::string& name) const {
  return find_local(name) != nullptr || find_symbol(*around_.in, name, around_.record) != nullptr ||
         (around_.record != nullptr && around_.record->find(name) >= 0);
}

/// In the rule file: of a hole with escapes before the name, the hole.
Written ExpressionChecker::where_written(const dsl::Word& name) const {
  if (!around_.hole) return at(name.span);
  const std::uint32_t first = around_.hole->span.begin + 1;
  const dsl::Span span{first + name.span.begin, first + name.span.end};
  const bool plain = span.end <= around_.hole->span.end && around_.hole->source->slice(span) == name.text;
  return plain ? Written{around_.hole->source, span} : *around_.hole;
}

void ExpressionChecker::note_use(const dsl::Word& name, const Meaning& means) {
  const Written where = where_written(name);
  if (around_.in_test) context_.note_in_test(where, means);
  else context_.note_use(where, means, around_.owner);
}

void ExpressionChecker::note_unit(const dsl::Literal& literal) {
  if (const auto unit = declared_unit_of(context_, around_.source, literal)) note_use(unit->word, unit->means);
}

void ExpressionChecker::note_package(const std::vector<dsl::PathStep>& steps, std::size_t first, std::size_t at,
                                     const InstanceState& package) {
  dsl::Word name = steps[first].name;
  for (std::size_t i = first + 1; i < at; ++i) name.text += "." + steps[i].name.text;
  name.span.end = steps[at - 1].name.span.end;
  note_use(name, package.instance);
}

void ExpressionChecker::note_outcome(const dsl::Word& name, const Named& decision) {
  const int part = decision.find_part(Named::Part::Kind::Outcome, name.text);
  if (part >= 0) note_use(name, PartOfNamed{&decision, part});
}

void ExpressionChecker::note_call(const Asker& whom, const Node* of) {
  const auto asker = around_.asker();
  if (!asker) return;
  const auto* variable = of != nullptr ? std::get_if<node::Variable>(&of->what) : nullptr;
  const Local* local = variable != nullptr ? find_local(variable->name) : nullptr;
  context_.calls[*asker].insert({whom, local != nullptr && local->part});
}

}  // namespace shibo::engine
