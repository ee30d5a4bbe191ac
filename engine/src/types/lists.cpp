// Quantifiers and aggregates: what is said of the elements of a list.
#include <utility>

#include "program/types.hpp"
#include "types/expression.hpp"

namespace shibo::engine {

namespace {

constexpr std::size_t kNestedListsMax = 2;

}  // namespace

/// Checks the list and binds the variable to its elements. Requires: the caller unbinds.
const Node* ExpressionChecker::check_binder_list(const dsl::Expr& list_expr, const dsl::Word& variable) {
  if (locals_.size() >= kNestedListsMax) {
    context_.error(code::kTooManyLists, at(variable.span), "lists are gone through at most two deep").help =
        "give the inner part a name of its own, `for` the record of the list";
    return nullptr;
  }
  const Node* list = check(list_expr);
  if (list == nullptr) return nullptr;
  if (list->type.kind != TypeKind::List || !list->type.element) {
    context_.error(code::kNotAList, at(list_expr.span), "expected a list, found " + to_phrase(list->type));
    return nullptr;
  }
  const bool clash = find_local(variable.text) != nullptr ||
                     (around_.record != nullptr && around_.record->find(variable.text) >= 0 &&
                      around_.record->fields[around_.record->find(variable.text)].package.empty());
  if (clash) {
    auto& d = context_.warning(code::kShadows, at(variable.span),
                               "`" + variable.text + "` hides another meaning of the name");
    const auto field = context_.field_places.find({around_.record, variable.text});
    if (field != context_.field_places.end())
      d.labels.push_back({field->second.source, field->second.span, "the field"});
  }
  bool part = false;
  if (const auto* field = std::get_if<node::Field>(&list->what)) {
    part = field->of->type.record->fields[field->index].parts;
  }
  locals_.push_back({variable.text, *list->type.element, slots_++, part, false, {}});
  return list;
}

/// `origin` beside the elements `m` is asked of the record itself, though `m.origin` may be meant. `symbol` is null for
/// a field.
void ExpressionChecker::note_namesake(const dsl::Word& name, const Symbol* symbol) {
  if (locals_.empty() || locals_.back().namesake) return;
  const Type& element = locals_.back().type;
  if (element.kind != TypeKind::Record || element.record == nullptr) return;
  const bool of_element = symbol == nullptr ? element.record->find(name.text) >= 0 : symbol->record == element.record;
  if (of_element) locals_.back().namesake = name;
}

/// One of the expressions that are worked out for each element. One that names no element, but a field that elements
/// have as well, is the same for all of them, which is seldom meant.
const Node* ExpressionChecker::check_of_each(const std::function<const Node*()>& check) {
  const bool used = std::exchange(locals_.back().used, false);
  locals_.back().namesake.reset();
  const Node* node = check();
  Local& local = locals_.back();
  if (node != nullptr && !local.used && local.namesake) {
    const std::string& field = local.namesake->text;
    context_
        .warning(code::kNotOfElement, at(local.namesake->span),
                 "`" + field + "` is asked of the `" + around_.record->name + "` itself, and is the same for every `" +
                     local.name + "`")
        .help = "to ask it of the element, write `" + local.name + "." + field + "`";
    local.used = true;
  }
  local.used = local.used || used;
  return node;
}

/// What is said of every element without naming it is said of none of them.
void ExpressionChecker::unbind(const dsl::Word& variable, bool should_be_used) {
  if (should_be_used && !locals_.back().used)
    context_.warning(code::kUnused, at(variable.span), "nothing is said of `" + variable.text + "`");
  locals_.pop_back();
}

const Node* ExpressionChecker::check_quantified(const dsl::Expr& expr, const dsl::Quantified& quantified) {
  node::Quantified checked;
  checked.every = quantified.kind == dsl::Quantified::Kind::Every;
  checked.variable = quantified.variable.text;
  checked.list = check_binder_list(*quantified.list, quantified.variable);
  if (checked.list == nullptr) return nullptr;
  checked.slot = locals_.back().slot;
  bool broken = false;
  if (quantified.where) {
    checked.where = check_of_each([&] { return require_condition(*quantified.where); });
    broken = checked.where == nullptr;
  }
  checked.satisfies = check_of_each([&] { return require_condition(*quantified.satisfies); });
  unbind(quantified.variable, !broken && checked.satisfies != nullptr);
  if (broken || checked.satisfies == nullptr) return nullptr;
  return context_.make(simple(TypeKind::Condition), at(expr.span), std::move(checked));
}

/// `min of [a, b]`: the least of what is named.
const Node* ExpressionChecker::check_extreme_of_list(const dsl::Expr& expr, const dsl::Aggregate& aggregate,
                                                     const Type& expected) {
  const Node* list = check(*aggregate.value, expected.kind == TypeKind::Invalid ? Type{} : list_of(expected));
  if (list == nullptr) return nullptr;
  if (list->type.kind != TypeKind::List) {
    context_.error(code::kNotAList, at(expr.span), "expected a list, found " + to_phrase(list->type));
    return nullptr;
  }
  node::Aggregate checked;
  checked.kind = aggregate.kind;
  checked.list = list;
  checked.slot = -1;
  return context_.make(*list->type.element, at(expr.span), std::move(checked));
}

namespace {

const Type& innermost(const Type& type) { return type.kind == TypeKind::List ? innermost(*type.element) : type; }

}  // namespace

/// Whether values can be told apart, where they are counted; a set of goods is no value that could stand in a list.
bool ExpressionChecker::can_be_listed(const dsl::Aggregate& aggregate, const Node& value) {
  using Kind = dsl::Aggregate::Kind;
  const bool distinct = aggregate.kind == Kind::CountDistinct;
  if (!distinct && aggregate.kind != Kind::List) return true;
  const Written where = at(aggregate.value->span);
  if (innermost(value.type).kind == TypeKind::Kind) {
    if (distinct && std::holds_alternative<node::SameLevel>(value.what)) return true;
    context_.error(code::kOperator, where, "sets of goods are neither listed nor counted").help =
        "a code is, `m.hs`, and so is what it is of: `count of distinct heading of m.hs for m in materials`";
    return false;
  }
  if (distinct && (value.type.kind == TypeKind::List || value.type.kind == TypeKind::Record)) {
    context_
        .error(code::kOperator, where,
               std::string(value.type.kind == TypeKind::List ? "lists" : "records") +
                   " are not told apart from each other")
        .help = "count what one of their fields says, or all of them: `count of m in materials`";
    return false;
  }
  return true;
}

const Node* ExpressionChecker::check_aggregate(const dsl::Expr& expr, const dsl::Aggregate& aggregate,
                                               const Type& expected) {
  using Kind = dsl::Aggregate::Kind;
  if (!aggregate.variable) return check_extreme_of_list(expr, aggregate, expected);
  node::Aggregate checked;
  checked.kind = aggregate.kind;
  checked.variable = aggregate.variable->text;
  checked.list = check_binder_list(*aggregate.list, *aggregate.variable);
  if (checked.list == nullptr) return nullptr;
  if (is_series(*checked.list)) context_.counted_series.insert(checked.list);
  checked.slot = locals_.back().slot;
  bool broken = false;
  if (aggregate.value) {
    const Type element = aggregate.kind == Kind::List && expected.kind == TypeKind::List && expected.element
                             ? *expected.element
                         : aggregate.kind == Kind::CountDistinct ? Type{}
                                                                 : expected;
    checked.value = check_of_each([&] { return check(*aggregate.value, element); });
    broken = checked.value == nullptr;
  }
  if (aggregate.where) {
    checked.where = check_of_each([&] { return require_condition(*aggregate.where); });
    broken = broken || checked.where == nullptr;
  }
  unbind(*aggregate.variable, !broken && (aggregate.kind != Kind::Count || aggregate.where));
  if (broken) return nullptr;
  if (checked.value != nullptr && !can_be_listed(aggregate, *checked.value)) return nullptr;
  Type type = simple(TypeKind::Number);
  if (aggregate.kind == Kind::List) type = list_of(checked.value->type);
  if (aggregate.kind == Kind::Sum || aggregate.kind == Kind::Min || aggregate.kind == Kind::Max) {
    type = checked.value->type;
    const bool ordered = type.kind == TypeKind::Date || type.kind == TypeKind::Time || type.kind == TypeKind::Duration;
    if (!is_numeric(type) && !(ordered && aggregate.kind != Kind::Sum) &&
        !(type.kind == TypeKind::Duration && aggregate.kind == Kind::Sum)) {
      context_.error(code::kOperator, at(aggregate.value->span),
                     std::string(aggregate.kind == Kind::Sum ? "a sum" : "a least or greatest") +
                         " is of numbers or amounts, not of " + to_phrase(type));
      return nullptr;
    }
  }
  if (!is_series(*checked.list)) return context_.make(type, at(expr.span), std::move(checked));
  if (!locals_.empty()) {
    context_.error(code::kWrongThing, at(expr.span), "a series is counted for the record itself, not for elements")
        .help = "give the count a name `for` the record";
    return nullptr;
  }
  return check_count(context_, *around_.in, type, at(expr.span), std::move(checked));
}

}  // namespace shibo::engine
