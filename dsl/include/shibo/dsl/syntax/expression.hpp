// Expressions, from blocks down to operands.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "shibo/dsl/syntax/data.hpp"
#include "shibo/dsl/syntax/word_of.hpp"

namespace shibo::dsl {

struct Expr;
using ExprPtr = std::shared_ptr<const Expr>;

// Each node says by `members()` what it says, its place left out, so that a walk or a comparison of trees is written
// once; tests/dsl/format_test.cpp fails where a member is forgotten.

struct Argument : Spanned {
  std::optional<Word> label;
  ExprPtr value;
  [[nodiscard]] auto members() const { return std::tie(label, value); }
};

/// One step of a path: a name, or a call whose parenthesis touches it.
struct PathStep : Spanned {
  Word name;
  bool called = false;
  std::vector<Argument> arguments;
  [[nodiscard]] auto members() const { return std::tie(name, called, arguments); }
};

/// `fob_value`, `m.foreign_content(k)`, `stay_limit(regime).times`, `this`, `anything`,
/// `CTH except from chapter 04, crust`.
struct Reference {
  std::vector<PathStep> steps;
  std::vector<ExprPtr> except_from;  ///< kind items; empty when not written
  [[nodiscard]] auto members() const { return std::tie(steps, except_from); }
};

/// `chapter of hs`, `heading of m.hs`.
struct LevelOf {
  CodeSet::Level level = CodeSet::Level::Heading;
  ExprPtr code;
  [[nodiscard]] auto members() const { return std::tie(level, code); }
};

/// `whole days from A to B`, `begun months from A to B`: how many such units lie between.
struct UnitsBetween {
  enum class Count { Whole, Begun };
  enum class Unit { Seconds, Minutes, Hours, Days, Weeks, Months, Years };
  Count count = Count::Whole;
  Unit unit = Unit::Days;
  ExprPtr from;
  ExprPtr to;
  [[nodiscard]] auto members() const { return std::tie(count, unit, from, to); }
};

/// `date of t`, `plain of name`: a word of word_of.hpp.
struct WordOf {
  OfWord word = OfWord::Date;
  ExprPtr operand;
  [[nodiscard]] auto members() const { return std::tie(word, operand); }
};

/// `1 January of transfer_date`: that day of the year in which another lies.
struct DayOfYear {
  Word day;
  Word month;  ///< by its English name
  ExprPtr date;
  [[nodiscard]] auto members() const { return std::tie(day, month, date); }
};

/// `30% of exw_price`, `tolerance of good_value`; among kinds: `milky of subheading 1901.90`.
struct OfExpr {
  ExprPtr left;
  ExprPtr right;
  [[nodiscard]] auto members() const { return std::tie(left, right); }
};

struct ListExpr {
  std::vector<ExprPtr> items;
  [[nodiscard]] auto members() const { return std::tie(items); }
};

struct Parens {
  ExprPtr inner;
  [[nodiscard]] auto members() const { return std::tie(inner); }
};

struct Negation {  ///< `-x`
  ExprPtr operand;
  [[nodiscard]] auto members() const { return std::tie(operand); }
};
struct NotExpr {  ///< `not x`
  ExprPtr operand;
  [[nodiscard]] auto members() const { return std::tie(operand); }
};

/// A flat chain of one precedence: `a + b - c` or `a * b / c`.
struct Chain {
  enum class Op { Add, Subtract, Multiply, Divide };
  struct Term {
    Op op = Op::Add;
    Span op_span;
    ExprPtr operand;
    [[nodiscard]] auto members() const { return std::tie(op, operand); }
  };
  ExprPtr first;
  std::vector<Term> rest;
  [[nodiscard]] auto members() const { return std::tie(first, rest); }
};

/// A flat `a and b and c` or `a or b or c`; the two never mix without parentheses.
struct Logic {
  enum class Op { And, Or };
  Op op = Op::And;
  std::vector<ExprPtr> operands;
  [[nodiscard]] auto members() const { return std::tie(op, operands); }
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
  [[nodiscard]] auto members() const { return std::tie(left, op, right, within); }
};

/// `x in g`, `hs not in chapters 50 to 63, heading 9404`, `date in A to B`.
struct Membership {
  ExprPtr left;
  bool negated = false;
  std::vector<ExprPtr> sets;  ///< joined by commas: code sets, names, a list, or one RangeExpr
  [[nodiscard]] auto members() const { return std::tie(left, negated, sets); }
};

/// `A to B`, both ends included; only inside a Membership.
struct RangeExpr {
  ExprPtr from;
  ExprPtr to;
  [[nodiscard]] auto members() const { return std::tie(from, to); }
};

/// `x is empty`, `x is not empty`, `proof is given`, `proof is missing`, `r passes`, `r fails`, `r applies`.
struct Test {
  enum class Kind { Empty, NotEmpty, Given, Missing, Passes, Fails, Applies };
  ExprPtr operand;
  Kind kind = Kind::Empty;
  [[nodiscard]] auto members() const { return std::tie(operand, kind); }
};

/// A branch of a block, with its paragraph marks: `(1)(a) under_customs_control cites "…"`.
struct Branch : Spanned {
  std::vector<Word> marks;  ///< without their parentheses
  ExprPtr condition;
  Attributes attributes;
  [[nodiscard]] auto members() const { return std::tie(marks, condition, attributes); }
};

/// `any of { … }`, `all of { … }`, `at least 3 of { … }`.
struct Block {
  enum class Kind { Any, All, AtLeast };
  Kind kind = Kind::Any;
  std::string least;  ///< the number's text, for AtLeast
  std::vector<Branch> branches;
  [[nodiscard]] auto members() const { return std::tie(kind, least, branches); }
};

/// `V when C`, or the last one, `V otherwise` (condition is null).
struct Case : Spanned {
  ExprPtr value;
  ExprPtr condition;
  Attributes attributes;
  [[nodiscard]] auto members() const { return std::tie(value, condition, attributes); }
};

struct FirstOf {
  std::vector<Case> cases;
  [[nodiscard]] auto members() const { return std::tie(cases); }
};

struct Quantified {
  enum class Kind { Every, Some };
  Kind kind = Kind::Every;
  Word variable;
  ExprPtr list;
  ExprPtr where;  ///< null when not written
  ExprPtr satisfies;
  [[nodiscard]] auto members() const { return std::tie(kind, variable, list, where, satisfies); }
};

struct Aggregate {
  enum class Kind { Sum, Count, CountDistinct, Min, Max, List };
  Kind kind = Kind::Sum;
  ExprPtr value;  ///< null for `count of m in …`; for `min of [a, b]` the list literal, with no variable
  std::optional<Word> variable;
  ExprPtr list;
  ExprPtr where;
  [[nodiscard]] auto members() const { return std::tie(kind, value, variable, list, where); }
};

struct Rounded {
  enum class Mode { HalfUp, HalfDown, HalfEven, Up, Down };
  ExprPtr value;
  Literal step;  ///< `0.01`, `CNY 1`, `0.1 kg`
  Mode mode = Mode::HalfUp;
  [[nodiscard]] auto members() const { return std::tie(value, step, mode); }
};

/// `proven presumed false`: what the law holds while the fact is not shown.
struct Presumed {
  ExprPtr value;
  ExprPtr presumption;
  [[nodiscard]] auto members() const { return std::tie(value, presumption); }
};

/// `parties as of proof.issued_on`.
struct AsOf {
  ExprPtr value;
  ExprPtr date;
  [[nodiscard]] auto members() const { return std::tie(value, date); }
};

/// `unknown "why"`: a value that the package says it cannot give.
struct UnknownExpr {
  Text why;
  [[nodiscard]] auto members() const { return std::tie(why); }
};

struct Expr : Spanned {
  std::variant<Literal, Reference, CodeSet, LevelOf, UnitsBetween, WordOf, DayOfYear, OfExpr, ListExpr, Parens,
               Negation, NotExpr, Chain, Logic, Comparison, Membership, RangeExpr, Test, Block, FirstOf, Quantified,
               Aggregate, Rounded, Presumed, AsOf, UnknownExpr>
      node;
  [[nodiscard]] auto members() const { return std::tie(node); }
};

}  // namespace shibo::dsl
