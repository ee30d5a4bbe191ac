// What the rules for expressions hand to each other before a node is made of it.
#pragma once

#include "shibo/dsl/syntax.hpp"

namespace shibo::dsl::grammar {

/// A first operand, and further ones with the sign or word before each.
struct Run : Spanned {
  struct Term {
    Word op;
    ExprPtr operand;
  };
  Expr first;
  std::vector<Term> rest;
};

/// What stands right of the left side of a comparison.
struct Relation : Spanned {
  enum class What { Compare,
                    Member,
                    Test };
  What what = What::Compare;
  Comparison::Op op = Comparison::Op::Is;
  Span op_span;
  ExprPtr right;
  ExprPtr within;
  bool negated = false;
  std::vector<ExprPtr> sets;
  Test::Kind test = Test::Kind::Empty;
};

}  // namespace shibo::dsl::grammar
