// Expressions from blocks down to sums.
#include "expression.hpp"

#include "actions.hpp"
#include "attribute_parts.hpp"
#include "build.hpp"
#include "data.hpp"
#include "directives.hpp"
#include "expected.hpp"
#include "terminals.hpp"
#include "words.hpp"

namespace shibo::dsl::grammar {

using Kind = Token::Kind;

using BlockRule = x3::rule<struct BlockId, Block>;
using BranchRule = x3::rule<struct BranchId, Branch>;
using FirstOfRule = x3::rule<struct FirstOfId, FirstOf>;
using CaseRule = x3::rule<struct CaseId, Case>;
using QuantifiedRule = x3::rule<struct QuantifiedId, Quantified>;
using AggregateRule = x3::rule<struct AggregateId, Aggregate>;
using LogicRule = x3::rule<struct LogicId, Run>;
using TruthRule = x3::rule<struct TruthId, Expr>;
using NotRule = x3::rule<struct NotId, Expr>;
using NegatedRule = x3::rule<struct NegatedId, Expr>;
using SumRunRule = x3::rule<struct SumRunId, Run>;
using ProductRule = x3::rule<struct ProductId, Expr>;
using ProductRunRule = x3::rule<struct ProductRunId, Run>;
using StepRule = x3::rule<struct StepId, Literal>;
using RoundedRule = x3::rule<struct RoundedId, Rounded>;
BOOST_SPIRIT_DECLARE(BlockRule, BranchRule, FirstOfRule, CaseRule, QuantifiedRule, AggregateRule, LogicRule,
                     TruthRule, NotRule, NegatedRule, SumRunRule, ProductRule, ProductRunRule, StepRule, RoundedRule)
const BlockRule block = "a block";
const BranchRule branch = "a branch";
const FirstOfRule first_of = "a block";
const CaseRule case_of = "a value";
const QuantifiedRule quantified = "a condition";
const AggregateRule aggregate = "a value";
const LogicRule logic = "a condition";
const TruthRule truth = "a condition";
const NotRule negation = "a condition";
const NegatedRule negated = "a condition";
const SumRunRule sum_run = "a value";
const ProductRule product = "a value";
const ProductRunRule product_run = "a value";
const StepRule step = "a step such as `0.01` or `CNY 1`";
const RoundedRule rounded = "a value";

namespace {

// ── Blocks ─────────────────────────────────────────────────────────────────────────────────────

bool begins_branch(Iterator token) { return token->first && begins_operand(token); }

// `(a)`: not glued to a name, and before an expression on the same line, so that `(x) or y` and
// `(x) passes` are no marks.
bool begins_mark(Iterator token) {
  if (!token->is(Kind::LeftParen)) return false;
  const Token& what = token[1];
  if (!what.is(Kind::Number) && !what.is(Kind::Name)) return false;
  if (what.text.size() > 5 || !token[2].is(Kind::RightParen)) return false;
  const Iterator next = token + 3;
  if (next->first || next->is(Kind::Minus) || !begins_operand(next)) return false;
  if (next->is_word("not")) return !next[1].is_word("in");
  return !next->is(Kind::Name) || !is_infix_word(next->text);
}
std::size_t measure_mark(State&, Iterator token) { return begins_mark(token) ? 3 : 0; }
constexpr Terminal mark_parser{"a mark", measure_mark};

struct AddMark {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const Iterator after = x3::_where(context).begin();
    x3::_val(context).marks.push_back(word_from(after - 2, after - 1));
  }
};

struct LeastText {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).least = std::move(x3::_attr(context).text);
  }
};

bool branch_ahead(State&, Iterator token) { return begins_operand(token); }

const auto branch_line = (&mark_parser) | OwnLine("a branch");
const auto branch_def =
    node(Ahead(branch_ahead) >> branch_line >> *mark_parser[AddMark{}] >> condition[into(&Branch::condition)] >
         attributes[into(&Branch::attributes)]);

const auto branches = in_braces(items("a branch or `}`", begins_branch, branch[append(&Block::branches)]));
const auto block_def =
    ((words("any", "of")[set(&Block::kind, Block::Kind::Any)] |
      words("all", "of")[set(&Block::kind, Block::Kind::All)] |
      (words("at", "least")[set(&Block::kind, Block::Kind::AtLeast)] > number[LeastText{}] > word("of"))) >
     branches);

bool begins_case(Iterator token) {
  return token->first && (begins_operand(token) || token->is_word("any") || token->is_word("all"));
}
const auto case_of_def =
    node(expression[into(&Case::value)] >
         named("`when` or `otherwise`",
               (word("when") > condition[into(&Case::condition)]) | word("otherwise")) >
         attributes[into(&Case::attributes)]);
const auto first_of_def =
    words("first", "of") >
    in_braces(items("a value with its `when`, or `}`", begins_case, case_of[append(&FirstOf::cases)]));

// ── Quantifiers and aggregates ─────────────────────────────────────────────────────────────────

const auto variable = named("a name for the element", name);

const auto quantified_def =
    ((word("every")[set(&Quantified::kind, Quantified::Kind::Every)] |
      word("some")[set(&Quantified::kind, Quantified::Kind::Some)]) >
     variable[into(&Quantified::variable)] > word("in") > named("a list", primary)[into(&Quantified::list)] >
     -(word("where") > condition[into(&Quantified::where)]) > word("satisfies") >
     nested(condition)[into(&Quantified::satisfies)]);

const auto element = variable[into(&Aggregate::variable)] > word("in") >
                     named("a list", primary)[into(&Aggregate::list)] >
                     -(word("where") > nested(condition)[into(&Aggregate::where)]);
const auto binder = word("for") > element;

bool distinct_ahead(State&, Iterator token) { return token->is_word("distinct") && !token[1].is_word("in"); }

struct IsLiteralList {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const ExprPtr& value = x3::_val(context).value;
    x3::_pass(context) = value && std::holds_alternative<ListExpr>(value->node);
  }
};

const auto aggregate_def =
    (((words("sum", "of")[set(&Aggregate::kind, Aggregate::Kind::Sum)] |
       words("list", "of")[set(&Aggregate::kind, Aggregate::Kind::List)]) >
      sum[into(&Aggregate::value)] > binder) |
     ((words("min", "of")[set(&Aggregate::kind, Aggregate::Kind::Min)] |
       words("max", "of")[set(&Aggregate::kind, Aggregate::Kind::Max)]) >
      sum[into(&Aggregate::value)] > named("`for`", binder | x3::eps[IsLiteralList{}])) |
     (words("count", "of")[set(&Aggregate::kind, Aggregate::Kind::Count)] >
      ((Ahead(distinct_ahead) >> word("distinct")[set(&Aggregate::kind, Aggregate::Kind::CountDistinct)] >
        sum[into(&Aggregate::value)] > binder) |
       element)));

// ── Logic ──────────────────────────────────────────────────────────────────────────────────────

struct FirstOperand {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).first = std::move(x3::_attr(context));
  }
};
struct NextOperator {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    add_term(state_of(context), x3::_val(context), std::move(x3::_attr(context)));
  }
};
struct NextOperand {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    assign(x3::_val(context).rest.back().operand, std::move(x3::_attr(context)));
  }
};
struct MakeLogic {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context) = make_logic(state_of(context), std::move(x3::_attr(context)));
  }
};
struct MakeChain {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context) = make_chain(std::move(x3::_attr(context)));
  }
};

std::size_t measure_and_or(State& state, Iterator token) {
  state.tried(token, "and");
  state.tried(token, "or");
  return token->is_word("and") || token->is_word("or") ? 1 : 0;
}
constexpr Terminal and_or{"`and` or `or`", measure_and_or};

// The outcome that begins the next line is no operand of a condition that breaks off.
bool operand_ahead(State&, Iterator token) {
  return !(token->first && token->is(Kind::Name) && (token[1].is_word("when") || token[1].is_word("otherwise")));
}

const auto logic_def =
    node(truth[FirstOperand{}] >>
         *(and_or[NextOperator{}] > named("a condition", Ahead(operand_ahead) >> truth)[NextOperand{}]));

// `not` holds one truth value and no comparison; a comparison after it is reported, and read.
bool not_ahead(State&, Iterator token) { return token->is_word("not") && !begins_declaration(token); }
struct MakeNot {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    NotExpr made;
    assign(made.operand, std::move(x3::_attr(context)));
    x3::_val(context).node = std::move(made);
  }
};
struct ReportNotBefore {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const Expr& whole = x3::_val(context);
    report_not_before(state_of(context), whole, x3::_attr(context));
  }
};
const auto negated_def = node(negation[put] | postfix[put]);
const auto negation_def = node(Ahead(not_ahead) >> word("not") > nested(negated)[MakeNot{}]);
const auto truth_def = node((node(negation[put]) >> -relation[ReportNotBefore{}]) | comparison[put]);

struct Relate {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    Expr& left = x3::_val(context);
    left = relate(state_of(context), std::move(left), std::move(x3::_attr(context)));
  }
};
struct ReportChained {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    report_chained(state_of(context), x3::_val(context), x3::_attr(context));
  }
};
const auto comparison_def = node(node(sum[put] >> -relation[Relate{}]) >> *relation[ReportChained{}]);

// ── Relations ──────────────────────────────────────────────────────────────────────────────────

// A sign that is first on its line begins the next row where a row's results are read.
std::size_t measure_order(State& state, Iterator token) {
  if (state.switches.row_results && token->first) return 0;
  const bool order = token->is(Kind::Less) || token->is(Kind::LessEqual) || token->is(Kind::Greater) ||
                     token->is(Kind::GreaterEqual);
  return order ? 1 : 0;
}
constexpr Terminal order{"a comparison", measure_order};

struct OrderOp {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    Relation& found = x3::_val(context);
    const Word& written = x3::_attr(context);
    const bool equal = written.text.ends_with('=') || written.text == "≤" || written.text == "≥";
    const bool less = written.text.starts_with('<');
    found.op_span = written.span;
    found.op = less ? (equal ? Comparison::Op::LessEqual : Comparison::Op::Less)
                    : (equal ? Comparison::Op::GreaterEqual : Comparison::Op::Greater);
  }
};
template <Comparison::Op kOp>
struct WordOp {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).op = kOp;
    x3::_val(context).op_span = x3::_attr(context).span;
  }
};
template <Test::Kind kTest>
struct Tests {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).what = Relation::What::Test;
    x3::_val(context).test = kTest;
  }
};
template <bool kNegated>
struct Member {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).what = Relation::What::Member;
    x3::_val(context).negated = kNegated;
    x3::_val(context).op_span = x3::_attr(context).span;
  }
};
template <bool kGiven>
struct NotGiven {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    report_not_given(state_of(context), x3::_attr(context).span, kGiven);
    x3::_val(context).what = Relation::What::Test;
    x3::_val(context).test = kGiven ? Test::Kind::Missing : Test::Kind::Given;
  }
};
struct Equals {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).op_span = x3::_attr(context).span;
  }
};
template <Comparison::Op kOp>
struct IsOp {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).op = kOp;
  }
};

// `shaped` stays a name wherever no text stands behind it.
bool shape_ahead(State&, Iterator token) {
  const Iterator word = token->is_word("not") ? token + 1 : token;
  return word->is_word("shaped") && word[1].is(Kind::String);
}
const auto shape = Ahead(shape_ahead) >> (words("not", "shaped")[IsOp<Comparison::Op::IsNotShaped>{}] |
                                          word("shaped")[IsOp<Comparison::Op::IsShaped>{}]) >>
                   primary[into(&Relation::right)];

const auto is_parts =
    word("empty")[Tests<Test::Kind::Empty>{}] | words("not", "empty")[Tests<Test::Kind::NotEmpty>{}] |
    word("given")[Tests<Test::Kind::Given>{}] | word("missing")[Tests<Test::Kind::Missing>{}] |
    words("not", "given")[NotGiven<true>{}] | words("not", "missing")[NotGiven<false>{}] |
    shape | (((word("not")[IsOp<Comparison::Op::IsNot>{}] > sum[into(&Relation::right)]) | sum[into(&Relation::right)]) >> -(word("within") > sum[into(&Relation::within)]));

struct MakeRange {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    Relation& found = x3::_val(context);
    RangeExpr range;
    range.from = std::move(found.sets.back());
    assign(range.to, std::move(x3::_attr(context)));
    Expr whole;
    whole.span = {range.from->span.begin, range.to->span.end};
    whole.node = std::move(range);
    assign(found.sets.back(), std::move(whole));
  }
};
bool set_goes_on(State& state, Iterator token) {
  const Iterator next = token + 1;
  return token->is(Kind::Comma) && next->is(Kind::Name) && !begins_declaration(next) && !begins_entry(next) &&
         measure_currency(state, next) == 0;
}
constexpr Switches kCodeLists{.code_lists = true};
const auto set_item = switched(kCodeLists, sum);
const auto set_parts =
    set_item[append(&Relation::sets)] >> ((word("to") > sum[MakeRange{}]) |
                                          *(Ahead(set_goes_on) >> comma > set_item[append(&Relation::sets)]));

bool not_first(State&, Iterator token) { return !token->first; }
bool comparing_equals(State&, Iterator token) { return token->is(Kind::Equals) && begins_operand(token + 1); }

// What a comparison lacks at the end of its line is not the outcome that begins the next.
constexpr Ahead right_side{operand_ahead};

const auto relation_def = node(
    (order[OrderOp{}] > named("a value", right_side >> sum[into(&Relation::right)])) |
    (word("is")[WordOp<Comparison::Op::Is>{}] > named("a value", right_side >> is_parts)) |
    (words("not", "in")[Member<true>{}] > named("a list, a group or codes", right_side >> set_parts)) |
    (word("in")[Member<false>{}] > named("a list, a group or codes", right_side >> set_parts)) |
    (words("starts", "with")[WordOp<Comparison::Op::StartsWith>{}] > sum[into(&Relation::right)]) |
    (words("ends", "with")[WordOp<Comparison::Op::EndsWith>{}] > sum[into(&Relation::right)]) |
    (word("contains")[WordOp<Comparison::Op::Contains>{}] > sum[into(&Relation::right)]) |
    (Ahead(not_first) >> word("passes")[Tests<Test::Kind::Passes>{}]) |
    (Ahead(not_first) >> word("fails")[Tests<Test::Kind::Fails>{}]) |
    (Ahead(not_first) >> word("applies")[Tests<Test::Kind::Applies>{}]) |
    (Ahead(comparing_equals) >> sign(Kind::Equals)[Equals{}] > sum[into(&Relation::right)]));

// ── Sums ───────────────────────────────────────────────────────────────────────────────────────

std::size_t measure_add(State& state, Iterator token) {
  if (token->is(Kind::Plus)) return 1;
  return token->is(Kind::Minus) && !(state.switches.row_results && token->first) ? 1 : 0;
}
std::size_t measure_multiply(State&, Iterator token) {
  return token->is(Kind::Star) || token->is(Kind::Slash) ? 1 : 0;
}
constexpr Terminal add{"`+`", measure_add};
constexpr Terminal multiply{"`*`", measure_multiply};

const auto product_run_def =
    node(of_term[FirstOperand{}] >> *(multiply[NextOperator{}] > of_term[NextOperand{}]));
const auto product_def = node(product_run[MakeChain{}]);
const auto sum_run_def = node(product[FirstOperand{}] >> *(add[NextOperator{}] > product[NextOperand{}]));

const auto step_def = node(literal[put]);
const auto mode = (words("half", "up")[set(&Rounded::mode, Rounded::Mode::HalfUp)]) |
                  (words("half", "down")[set(&Rounded::mode, Rounded::Mode::HalfDown)]) |
                  (words("half", "even")[set(&Rounded::mode, Rounded::Mode::HalfEven)]) |
                  (word("up")[set(&Rounded::mode, Rounded::Mode::Up)]) |
                  (word("down")[set(&Rounded::mode, Rounded::Mode::Down)]);

bool step_ahead(State& state, Iterator token) {
  return token->is(Kind::Number) || token->is(Kind::Percent) || measure_currency(state, token) != 0;
}
const auto rounded_def = words("rounded", "to") > named("a step such as `0.01` or `CNY 1`", Ahead(step_ahead) >> step[into(&Rounded::step)]) >
                         named("`half up`, `half down`, `half even`, `up` or `down`", mode);

struct Round {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    Rounded& result = x3::_attr(context);
    assign(result.value, std::move(x3::_val(context)));
    x3::_val(context).node = std::move(result);
  }
};
const auto sum_def = node(sum_run[MakeChain{}] >> -rounded[Round{}]);

const auto expression_def = node(block[as_node] | first_of[as_node] | quantified[as_node] | aggregate[as_node] |
                                 logic[MakeLogic{}]);
const auto condition_def = node(expression[put]);

}  // namespace

BOOST_SPIRIT_DEFINE(block, branch, first_of, case_of, quantified, aggregate, logic, truth, negation, negated)
BOOST_SPIRIT_DEFINE(relation, comparison, product_run, product, sum_run, sum, step, rounded)
BOOST_SPIRIT_DEFINE(expression, condition)

BOOST_SPIRIT_INSTANTIATE(ExpressionRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ConditionRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ComparisonRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(SumRule, Iterator, Context)

}  // namespace shibo::dsl::grammar
