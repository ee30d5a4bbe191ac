// Operands: literals, codes, references, lists, and how `of`, signs and presumptions bind them.
#include "actions.hpp"
#include "build.hpp"
#include "data.hpp"
#include "directives.hpp"
#include "expected.hpp"
#include "expression.hpp"
#include "terminals.hpp"
#include "words.hpp"

namespace shibo::dsl::grammar {

using Kind = Token::Kind;

using ArgumentRule = x3::rule<struct ArgumentId, Argument>;
using FirstStepRule = x3::rule<struct FirstStepId, PathStep>;
using NextStepRule = x3::rule<struct NextStepId, PathStep>;
using ListRule = x3::rule<struct ListId, ListExpr>;
using ParensRule = x3::rule<struct ParensId, Parens>;
using LevelOfRule = x3::rule<struct LevelOfId, LevelOf>;
using UnitsBetweenRule = x3::rule<struct UnitsBetweenId, UnitsBetween>;
using WordOfRule = x3::rule<struct WordOfId, WordOf>;
using DayOfYearRule = x3::rule<struct DayOfYearId, DayOfYear>;
using UnknownRule = x3::rule<struct UnknownId, UnknownExpr>;
using MisplacedRule = x3::rule<struct MisplacedId, Expr>;
BOOST_SPIRIT_DECLARE(ArgumentRule, FirstStepRule, NextStepRule, ListRule, ParensRule, LevelOfRule, UnitsBetweenRule,
                     WordOfRule, DayOfYearRule, UnknownRule, MisplacedRule)
const ArgumentRule argument = "an argument";
const FirstStepRule first_step = "a name";
const NextStepRule next_step = "a name";
const ListRule list = "`[`";
const ParensRule parens = "`(`";
const LevelOfRule level_of = "a value";
const UnitsBetweenRule units_between = "a value";
const WordOfRule word_of = "a value";
const DayOfYearRule day_of_year = "a value";
const UnknownRule unknown = "a value";
const MisplacedRule misplaced = "a value";

namespace {

// ── References ─────────────────────────────────────────────────────────────────────────────────

// `f(limit = USD 5)`, as other languages name an argument.
std::size_t measure_label_equals(State& state, Iterator token) {
  if (!token->is(Kind::Name) || !token[1].is(Kind::Equals)) return 0;
  state.report(codes::kEqualsAsIs, token[1].span, "an argument is named with `:`", "write `" + std::string(token->text) + ": …`; to compare, write `is`");
  return 2;
}
constexpr Terminal label_equals{"a name and `:`", measure_label_equals};
const auto argument_def = node(-(label_colon[into(&Argument::label)] | label_equals[into(&Argument::label)]) >> expression[into(&Argument::value)]);

std::size_t measure_operand_name(State& state, Iterator token) {
  return begins_clause(token) ? 0 : measure_name(state, token);
}
constexpr Terminal operand_name{"a name", measure_operand_name};

const auto call = Ahead(glued_paren) >> in_parens(x3::eps[mark(&PathStep::called)] >>
                                                  -comma_list(argument[append(&PathStep::arguments)]));
const auto first_step_def = node(operand_name[into(&PathStep::name)] >> -call);
const auto next_step_def = node(label[into(&PathStep::name)] >> -call);

bool except_from_ahead(State& state, Iterator token) {
  return !state.switches.kinds && token->is_word("except") && token[1].is_word("from");
}
// After a comma a list of kinds goes on with a code's word or a name; a number went to the codes
// before it. A label of an argument is neither.
bool kind_follows(State& state, Iterator token) {
  if (!token->is(Kind::Comma)) return false;
  const Iterator next = token + 1;
  return next->is(Kind::Name) && !next->first && !begins_declaration(next) && !begins_entry(next) &&
         measure_currency(state, next) == 0;
}

const auto reference_def =
    first_step[append(&Reference::steps)] >> *(dot > next_step[append(&Reference::steps)]) >>
    -(Ahead(except_from_ahead) >> words("except", "from") > kind_item[append(&Reference::except_from)] >
      *(Ahead(kind_follows) >> comma > kind_item[append(&Reference::except_from)]));

const auto reference_expression_def = node(reference[as_node]);

constexpr Switches kKinds{.code_lists = true, .kinds = true};
const auto kind_item_def = switched(kKinds, of_term[put]);

// ── Primaries ──────────────────────────────────────────────────────────────────────────────────

constexpr Switches kList{.code_lists = true};
const auto list_def = in_brackets(-comma_list(switched(kList, expression)[append(&ListExpr::items)]));
const auto parens_def = in_parens(expression[into(&Parens::inner)]);

std::size_t measure_level(State&, Iterator token) {
  const bool level = token->is_word("chapter") || token->is_word("heading") || token->is_word("subheading");
  return level && token[1].is_word("of") ? 1 : 0;
}
constexpr Terminal level_word{"`heading`", measure_level};
struct SetLevel {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).level = level_of_word(x3::_attr(context).text);
  }
};
const auto level_of_def = level_word[SetLevel{}] > word("of") > nested(primary)[into(&LevelOf::code)];

// `whole days from a to b`. Two names side by side on a line mean nothing else, so `whole` and `begun` stay free.
bool counts_units(State&, Iterator token) {
  if (!token->is_word("whole") && !token->is_word("begun")) return false;
  const Token& unit = token[1];
  if (!unit.is(Kind::Name) || unit.first) return false;
  return unit_of_word(unit.text) || unit.is_word("working") || token[2].is_word("from");
}
std::size_t measure_unit(State&, Iterator token) { return token->is(Kind::Name) && unit_of_word(token->text) ? 1 : 0; }
constexpr Terminal counted_unit{"`days`, `months`, `years` or another unit of time", measure_unit};
struct SetUnit {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).unit = *unit_of_word(x3::_attr(context).text);
  }
};
// Its end is one operand, so that `whole days from a to b + 1` and `… > 30` speak of the count.
const auto units_between_def =
    Ahead(counts_units) >> (word("whole")[set(&UnitsBetween::count, UnitsBetween::Count::Whole)] |
                            word("begun")[set(&UnitsBetween::count, UnitsBetween::Count::Begun)]) >
    counted_unit[SetUnit{}] > word("from") > nested(sum)[into(&UnitsBetween::from)] > word("to") > nested(primary)[into(&UnitsBetween::to)];

// A fruit may be called `date`, and a weave `plain`: of a code the word is the name of a fact.
bool asks_of_value(State& state, Iterator token) {
  if (state.switches.kinds || !token->is_word() || !word_before_of(token->text) || !token[1].is_word("of")) return false;
  const Iterator what = token + 2;
  return !begins_code_set(what) && measure_level(state, what) == 0;
}
std::size_t measure_before_of(State&, Iterator token) { return word_before_of(token->text) ? 1 : 0; }
constexpr Terminal before_of{"a value", measure_before_of};
struct SetOfWord {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).word = *word_before_of(x3::_attr(context).text);
  }
};
const auto word_of_def =
    Ahead(asks_of_value) >> before_of[SetOfWord{}] >> word("of") > nested(primary)[into(&WordOf::operand)];

// A unit may be called `May`: only before `of` it is the month.
bool is_day_of_year(State&, Iterator token) {
  return token->is(Kind::Number) && token[1].is(Kind::Name) && is_month(token[1].text) && token[2].is_word("of");
}
std::size_t measure_one(State&, Iterator) { return 1; }
constexpr Terminal day_number{"a day", measure_one};
constexpr Terminal month_name{"a month", measure_one};
const auto day_of_year_def = Ahead(is_day_of_year) >> day_number[into(&DayOfYear::day)] >>
                             month_name[into(&DayOfYear::month)] > word("of") > nested(primary)[into(&DayOfYear::date)];

const auto unknown_def = Ahead([](State&, Iterator token) { return token[1].is(Kind::String); }) >>
                         word("unknown") >> text[into(&UnknownExpr::why)];

// `not any of { … }`, `1 + sum of …`: these reach as far right as they can, so as operands they want
// parentheses. They are read all the same.
bool misplaced_ahead(State&, Iterator token) {
  const Token& next = token[1];
  if (token->is_word("every") || token->is_word("some")) return next.is(Kind::Name);
  if (token->is_word("at")) return next.is_word("least");
  if (!next.is_word("of")) return false;
  return token->is_word("any") || token->is_word("all") || (token->is(Kind::Name) && is_block_word(token->text));
}
struct ReportMisplaced {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    report_misplaced(state_of(context), x3::_attr(context));
    x3::_val(context) = std::move(x3::_attr(context));
  }
};
const auto misplaced_def = Ahead(misplaced_ahead) >> nested(expression)[ReportMisplaced{}];

const auto primary_def =
    node(misplaced[put] | day_of_year[as_node] | code_set[as_node] | literal[as_node] | level_of[as_node] | units_between[as_node] |
         word_of[as_node] | unknown[as_node] | list[as_node] | parens[as_node] | reference[as_node]);

// ── What binds operands ────────────────────────────────────────────────────────────────────────

struct Presume {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    presume(state_of(context), x3::_val(context), std::move(x3::_attr(context)));
  }
};
struct JudgeAsOf {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    judge_as_of(state_of(context), x3::_val(context), std::move(x3::_attr(context)));
  }
};
const auto postfix_def = node(primary[put] >> *((word("presumed") > primary[Presume{}]) |
                                                (words("as", "of") > primary[JudgeAsOf{}])));

struct Negate {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    Negation negation;
    assign(negation.operand, std::move(x3::_attr(context)));
    x3::_val(context).node = std::move(negation);
  }
};
const auto unary_def = node((sign(Kind::Minus) > nested(unary)[Negate{}]) | postfix[put]);

struct JoinOf {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    OfExpr joined;
    assign(joined.left, std::move(x3::_val(context)));
    assign(joined.right, std::move(x3::_attr(context)));
    x3::_val(context).node = std::move(joined);
  }
};
const auto of_term_def = node(unary[put] >> -(word("of") > nested(of_term)[JoinOf{}]));

}  // namespace

bool begins_operand(Iterator token) {
  if (begins_declaration(token) || begins_clause(token)) return false;
  if (token->is_name_or_value()) return true;
  switch (token->kind) {
    case Kind::LeftParen:
    case Kind::LeftBracket:
    case Kind::Minus: return true;
    case Kind::Reserved:
      return token->is_word("not") || token->is_word("true") || token->is_word("false") ||
             token->is_word("every") || token->is_word("some") || token->is_word("any") ||
             token->is_word("all") || token->is_word("at");
    default: return false;
  }
}

BOOST_SPIRIT_DEFINE(argument, first_step, next_step, list, parens, level_of, units_between, word_of, day_of_year, unknown, misplaced)
BOOST_SPIRIT_DEFINE(reference, reference_expression, kind_item, primary, postfix, unary, of_term)

BOOST_SPIRIT_INSTANTIATE(ReferenceRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ReferenceExprRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(KindItemRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(PrimaryRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(PostfixRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(OfTermRule, Iterator, Context)

}  // namespace shibo::dsl::grammar
