// Expressions, from blocks down to operands.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shibo/dsl/syntax/data.hpp"
#include "shibo/dsl/syntax/word_of.hpp"

namespace shibo::dsl {

struct Expr;
using ExprPtr = std::shared_ptr<const Expr>;

struct Argument : Spanned {
  std::optional<Word> label;
  ExprPtr value;
};

/// One step of a path: a name, or a call whose parenthesis touches it.
struct PathStep : Spanned {
  Word name;
  bool called = false;
  std::vector<Argument> arguments;
};

/// `fob_value`, `m.foreign_content(k)`, `stay_limit(regime).times`, `this`, `anything`,
/// `CTH except from chapter 04, crust`.
struct Reference {
  std::vector<PathStep> steps;
  std::vector<ExprPtr> except_from;  ///< kind items; empty when not written
};

/// `chapter of hs`, `heading of m.hs`.
struct LevelOf {
  CodeSet::Level level = CodeSet::Level::Heading;
  ExprPtr code;
};

/// `whole days from A to B`, `begun months from A to B`: how many such units lie between.
struct UnitsBetween {
  enum class Count { Whole, Begun };
  enum class Unit { Seconds, Minutes, Hours, Days, Weeks, Months, Years };
  Count count = Count::Whole;
  Unit unit = Unit::Days;
  ExprPtr from;
  ExprPtr to;
};

/// `date of t`, `plain of name`: a word of word_of.hpp.
struct WordOf {
  OfWord word = OfWord::Date;
  ExprPtr operand;
};

/// `1 January of transfer_date`: that day of the year in which another lies.
struct DayOfYear {
  Word day;
  Word month;  ///< by its English name
  ExprPtr date;
};

/// `30% of exw_price`, `tolerance of good_value`; among kinds: `milky of subheading 1901.90`.
struct OfExpr {
  ExprPtr left;
  ExprPtr right;
};

struct ListExpr {
  std::vector<ExprPtr> items;
};

struct Parens {
  ExprPtr inner;
};

struct Negation {  ///< `-x`
  ExprPtr operand;
};
struct NotExpr {  ///< `not x`
  ExprPtr operand;
};

/// A flat chain of one precedence: `a + b - c` or `a * b / c`.
struct Chain {
  enum class Op { Add, Subtract, Multiply, Divide };
  struct Term {
    Op op = Op::Add;
    Span op_span;
    ExprPtr operand;
  };
  ExprPtr first;
  std::vector<Term> rest;
};

/// A flat `a and b and c` or `a or b or c`; the two never mix without parentheses.
struct Logic {
  enum class Op { And, Or };
  Op op = Op::And;
  std::vector<ExprPtr> operands;
};

/// A comparison of two values. Never chained.
struct Comparison {
  enum class Op {
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Is,
    IsNot,
    StartsWith,
    EndsWith,
    Contains,
    IsShaped,
    IsNotShaped,
  };
  ExprPtr left;
  Op op = Op::Is;
  Span op_span;
  ExprPtr right;
  ExprPtr within;  ///< `a is b within 1%`; null when not written
};

/// `x in g`, `hs not in chapters 50 to 63, heading 9404`, `date in A to B`.
struct Membership {
  ExprPtr left;
  bool negated = false;
  std::vector<ExprPtr> sets;  ///< joined by commas: code sets, names, a list, or one RangeExpr
};

/// `A to B`, both ends included; only inside a Membership.
struct RangeExpr {
  ExprPtr from;
  ExprPtr to;
};

/// `x is empty`, `x is not empty`, `proof is given`, `proof is missing`, `r passes`, `r fails`, `r applies`.
struct Test {
  enum class Kind { Empty, NotEmpty, Given, Missing, Passes, Fails, Applies };
  ExprPtr operand;
  Kind kind = Kind::Empty;
};

/// A branch of a block, with its paragraph marks: `(1)(a) under_customs_control cites "…"`.
struct Branch : Spanned {
  std::vector<Word> marks;  ///< without their parentheses
  ExprPtr condition;
  Attributes attributes;
};

/// `any of { … }`, `all of { … }`, `at least 3 of { … }`.
struct Block {
  enum class Kind { Any, All, AtLeast };
  Kind kind = Kind::Any;
  std::string least;  ///< the number's text, for AtLeast
  std::vector<Branch> branches;
};

/// `V when C`, or the last one, `V otherwise` (condition is null).
struct Case : Spanned {
  ExprPtr value;
  ExprPtr condition;
  Attributes attributes;
};

struct FirstOf {
  std::vector<Case> cases;
};

struct Quantified {
  enum class Kind { Every, Some };
  Kind kind = Kind::Every;
  Word variable;
  ExprPtr list;
  ExprPtr where;  ///< null when not written
  ExprPtr satisfies;
};

struct Aggregate {
  enum class Kind { Sum, Count, CountDistinct, Min, Max, List };
  Kind kind = Kind::Sum;
  ExprPtr value;  ///< null for `count of m in …`; for `min of [a, b]` the list literal, with no variable
  std::optional<Word> variable;
  ExprPtr list;
  ExprPtr where;
};

struct Rounded {
  enum class Mode { HalfUp, HalfDown, HalfEven, Up, Down };
  ExprPtr value;
  Literal step;  ///< `0.01`, `CNY 1`, `0.1 kg`
  Mode mode = Mode::HalfUp;
};

/// `proven presumed false`: what the law holds while the fact is not shown.
struct Presumed {
  ExprPtr value;
  ExprPtr presumption;
};

/// `parties as of proof.issued_on`.
struct AsOf {
  ExprPtr value;
  ExprPtr date;
};

/// `unknown "why"`: a value that the package says it cannot give.
struct UnknownExpr {
  Text why;
};

struct Expr : Spanned {
  std::variant<Literal, Reference, CodeSet, LevelOf, UnitsBetween, WordOf, DayOfYear, OfExpr,
               ListExpr, Parens, Negation, NotExpr, Chain, Logic, Comparison, Membership, RangeExpr, Test, Block,
               FirstOf, Quantified, Aggregate, Rounded, Presumed, AsOf, UnknownExpr>
      node;
};

}  // namespace shibo::dsl
