// The rules for expressions that other families use.
#pragma once

#include "context.hpp"
#include "expression_parts.hpp"
#include "shibo/dsl/syntax.hpp"

namespace shibo::dsl::grammar {

using ExpressionRule = x3::rule<struct ExpressionId, Expr>;
using ConditionRule = x3::rule<struct ConditionId, Expr>;
using ComparisonRule = x3::rule<struct ComparisonId, Expr>;
using SumRule = x3::rule<struct SumId, Expr>;
using OfTermRule = x3::rule<struct OfTermId, Expr>;
using UnaryRule = x3::rule<struct UnaryId, Expr>;
using PostfixRule = x3::rule<struct PostfixId, Expr>;
using PrimaryRule = x3::rule<struct PrimaryId, Expr>;
using ReferenceRule = x3::rule<struct ReferenceId, Reference>;
using ReferenceExprRule = x3::rule<struct ReferenceExprId, Expr>;
using RelationRule = x3::rule<struct RelationId, Relation>;
using KindItemRule = x3::rule<struct KindItemId, Expr>;

BOOST_SPIRIT_DECLARE(ExpressionRule, ConditionRule, ComparisonRule, SumRule, OfTermRule, UnaryRule,
                     PostfixRule, PrimaryRule, ReferenceRule, ReferenceExprRule, RelationRule, KindItemRule)

const ExpressionRule expression = "an expression";
const ConditionRule condition = "a condition";  // an expression, by the name a reader expects
const ComparisonRule comparison = "a condition";
const SumRule sum = "a value";
const OfTermRule of_term = "a value";
const UnaryRule unary = "a value";
const PostfixRule postfix = "a value";
const PrimaryRule primary = "a value";
const ReferenceRule reference = "a name";
const ReferenceExprRule reference_expression = "a name";
const RelationRule relation = "a comparison";
const KindItemRule kind_item = "a code or a kind";  // `milky of heading 1901`, `headings 0401, 0402`

/// Whether an operand may begin here: the start of a branch, an argument, a cell.
[[nodiscard]] bool begins_operand(Iterator token);

}  // namespace shibo::dsl::grammar
