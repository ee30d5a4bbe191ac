// What the law says: scopes, definitions, rules, decisions, conversions, gaps.
#include "actions.hpp"
#include "attribute_parts.hpp"
#include "data.hpp"
#include "declaration.hpp"
#include "directives.hpp"
#include "expected.hpp"
#include "expression.hpp"
#include "terminals.hpp"

namespace shibo::dsl::grammar {

using Kind = Token::Kind;

using ExceptionRule = x3::rule<struct ExceptionId, Exception>;
using RuleExceptionRule = x3::rule<struct RuleExceptionId, Exception>;
using OutcomeRule = x3::rule<struct OutcomeId, Outcome>;
using ScopeHeadRule = x3::rule<struct ScopeHeadId, Head>;
BOOST_SPIRIT_DECLARE(ExceptionRule, RuleExceptionRule, OutcomeRule, ScopeHeadRule)
const ExceptionRule exception = "an exception";
const RuleExceptionRule rule_exception = "an exception";
const OutcomeRule outcome = "an outcome";
const ScopeHeadRule scope_head = "`for` and a record's name";

namespace {

struct CheckType {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const Head& known = x3::_val(context).head;
    State& state = state_of(context);
    if (x3::_val(context).is_condition && known.type) {
      state.report(codes::kTypeUnwanted, known.type->span, "a condition has no type: it holds or it does not",
                   "take it out, or write `define` for a value");
    }
    if (!x3::_val(context).is_condition && !known.type) {
      state.report(codes::kTypeWanted, known.name.span, "`" + known.name.text + "` has no type",
                   "write `: money` or another type before the `=`, or `condition` for a truth");
    }
  }
};

struct RefuseType {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const Head& known = x3::_val(context).head;
    if (!known.type) return;
    state_of(context).report(codes::kTypeUnwanted, known.type->span,
                             "`" + known.name.text + "` is not a value, so it has no type", "take it out");
  }
};

// ── Definitions and exceptions ─────────────────────────────────────────────────────────────────

bool begins_exception(Iterator token) { return token->is_word("except"); }

const auto overriding =
    word("overriding") > comma_list(text[append(&Exception::overriding)]);
const auto exception_def =
    node(word("except") > expression[into(&Exception::value)] > word("when") >
         condition[into(&Exception::condition)] > attributes[into(&Exception::attributes)] > -overriding >
         -in_braces(items("`except` or `}`", begins_exception, exception[append(&Exception::nested)])));

const auto define_def =
    node((word("define") | word("condition")[mark(&DefineDecl::is_condition)]) >
         head[into(&DefineDecl::head)] > equals > x3::eps[CheckType{}] > expression[into(&DefineDecl::value)] >
         *exception[append(&DefineDecl::exceptions)]);

struct ScopeWord {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).name.span = x3::_attr(context).span;
  }
};
struct ScopeTitle {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    write_once(state_of(context), x3::_val(context).title, std::move(x3::_attr(context)), "the title");
  }
};
const auto scope_head_def =
    word("scope")[ScopeWord{}] > word("for") > named("a record's name", name)[into(&Head::record)] >
    *(period_part | cites_part | unverified_part | text[ScopeTitle{}]);
const auto scope_def = node(scope_head[into(&ScopeDecl::head)] > equals > condition[into(&ScopeDecl::condition)]);

// ── Rules ──────────────────────────────────────────────────────────────────────────────────────

bool begins_rule_part(Iterator token) {
  return token->first && (token->is_word("when") || token->is_word("except") || token->is_word("require") || token->is_word("recommend") ||
                          token->is_word("advise"));
}

const auto rule_exception_def =
    node(words("except", "when") > condition[into(&Exception::condition)] >
         attributes[into(&Exception::attributes)]);

struct Force {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).force_span = x3::_attr(context).span;
    x3::_val(context).recommends = x3::_attr(context).text == "recommend";
  }
};

// `recommend advise "…"`: nothing is asked for, and the advice stands on the same line.
bool advice_ahead(State&, Iterator token) { return token->is_word("advise") && token[1].is(Kind::String); }
const auto force =
    (word("require")[Force{}] > condition[into(&RuleDecl::requirement)]) |
    (word("recommend")[Force{}] > -(!Ahead(advice_ahead) >> condition[into(&RuleDecl::requirement)]));

/// A second duty, or a second advice: told, and read on past it.
struct ForceAgain {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const RuleDecl& rule = x3::_val(context);
    Diagnostic& found = state_of(context).report(codes::kWrittenTwice, x3::_attr(context).span, "a rule has one `require` or `recommend`",
                                                 "join what is required, `require all of { … }`, or write two rules");
    found.labels.push_back({nullptr, rule.force_span, "first written here"});
  }
};
struct AdviceAgain {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const RuleDecl& rule = x3::_val(context);
    if (!rule.advise) return;  // the first, after a second duty that was told
    Diagnostic& found = state_of(context).report(codes::kWrittenTwice, x3::_attr(context).span, "`advise` is written twice", "one text tells what to do");
    found.labels.push_back({nullptr, rule.advise->span, "first written here"});
  }
};
struct WhenAgain {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const RuleDecl& rule = x3::_val(context);
    Diagnostic& found =
        state_of(context).report(codes::kWrittenTwice, x3::_attr(context).span, "a rule has one `when`",
                                 "join the two: `when a and b` where both must hold, `when a or b` where one is enough");
    found.labels.push_back({nullptr, rule.when->span, "first written here"});
  }
};

/// A part of a rule that does not stand in its place: told once for a rule, and read all the same.
struct OutOfOrder {
  const char* message;

  template <typename Ctx>
  void operator()(const Ctx& context) const {
    tell(context, x3::_attr(context).span);
  }
  template <typename Ctx>
  void tell(const Ctx& context, Span where) const {
    if (!state_of(context).order_is_new_mistake(where)) return;
    state_of(context).report(codes::kUnexpected, where, message,
                             "the parts of a rule stand in this order: `when`, `except when`, `require` or "
                             "`recommend`, `advise`");
  }
};
struct WhenOutOfOrder {
  const char* message;

  template <typename Ctx>
  void operator()(const Ctx& context) const {
    if (x3::_val(context).when) WhenAgain{}(context);
    else OutOfOrder{message}(context);
  }
};
struct LateException {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    Exception& read = x3::_attr(context);
    constexpr std::uint32_t kWord = 6;
    OutOfOrder{"`except when` stands after the duty that it takes away"}.tell(context, {read.span.begin, read.span.begin + kWord});
    x3::_val(context).exceptions.push_back(std::move(read));
  }
};
/// What is written once is kept where it is the first.
struct FirstWhen {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    RuleDecl& rule = x3::_val(context);
    if (!rule.when) assign(rule.when, std::move(x3::_attr(context)));
  }
};
struct FirstAdvice {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    RuleDecl& rule = x3::_val(context);
    if (!rule.advise) rule.advise = std::move(x3::_attr(context));
  }
};
struct Discard {
  template <typename Ctx>
  void operator()(const Ctx&) const {}
};

const auto before_duty =
    rule_exception[append(&RuleDecl::exceptions)] |
    (word("when")[WhenOutOfOrder{"`when` stands after an exception to it"}] > condition[FirstWhen{}]) |
    (word("advise")[OutOfOrder{"`advise` stands before the duty of which it speaks"}] > text[FirstAdvice{}]);
const auto after_duty =
    (word("require")[ForceAgain{}] > condition[Discard{}]) |
    (word("recommend")[ForceAgain{}] > -(!Ahead(advice_ahead) >> condition[Discard{}])) |
    (word("when")[WhenOutOfOrder{"`when` stands after the duty that it limits"}] > condition[FirstWhen{}]) |
    rule_exception[LateException{}] | (word("advise")[AdviceAgain{}] > text[FirstAdvice{}]);

const auto rule_def =
    node(word("rule") > head[into(&RuleDecl::head)] > x3::eps[RefuseType{}] >
         in_braces(-clause(begins_rule_part, word("when") > condition[into(&RuleDecl::when)]) >>
                   *clause(begins_rule_part, before_duty) >
                   named("`require` or `recommend`", clause(begins_rule_part, force)) >
                   -clause(begins_rule_part, word("advise") > text[FirstAdvice{}]) >>
                   *clause(begins_rule_part, after_duty)));

// ── Decisions ──────────────────────────────────────────────────────────────────────────────────

bool begins_decision_part(Iterator token) {
  return token->first && (token->is(Kind::Name) || token->is_word("when"));
}

const auto outcome_def =
    node(Ahead([](State&, Iterator token) { return token->is(Kind::Name); }) >> OwnLine("an outcome") >>
         name[into(&Outcome::name)] >
         named("`when` or `otherwise`", (word("when") > condition[into(&Outcome::condition)]) | word("otherwise")) >
         attributes[into(&Outcome::attributes)] >
         -(word("with") > comma_list(named("a value's name", name)[append(&Outcome::with)])));

// After `answers` go on the attributes, which are the head's.
struct LateTitle {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    write_once(state_of(context), x3::_val(context).head.title, std::move(x3::_attr(context)), "the title");
  }
};
const auto late_attributes = *(period_part | cites_part | unverified_part | text[LateTitle{}]);

bool begins_outcome(Iterator token) { return begins_name_line(token) || (token->first && token->is_word("otherwise")); }
const auto decision_def =
    node(word("decision") > head[into(&DecisionDecl::head)] >
         -(word("answers") > path[into(&DecisionDecl::answers)] > late_attributes) >
         in_braces(-clause(begins_decision_part, words("asked", "when") > condition[into(&DecisionDecl::asked_when)]) >>
                   -clause(begins_decision_part, word("when") > condition[into(&DecisionDecl::when)]) >>
                   items("an outcome or `}`", begins_outcome, outcome[append(&DecisionDecl::outcomes)])));

// ── Conversions and gaps ───────────────────────────────────────────────────────────────────────

const auto convert_def =
    node(words("convert", "money") > word("by") > named("the rates' name", name)[into(&ConvertDecl::rates)] >
         word("on") > path[into(&ConvertDecl::on)] > attributes[into(&ConvertDecl::attributes)]);

// A path is kept as one word with its points.
struct Touches {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const std::vector<Word>& steps = x3::_attr(context);
    Word joined;
    for (const Word& part : steps) joined.text += (joined.text.empty() ? "" : ".") + part.text;
    joined.span = {steps.front().span.begin, steps.back().span.end};
    x3::_val(context).touches.push_back(std::move(joined));
  }
};

const auto gap_def =
    node(words("not", "encoded") > text[into(&GapDecl::what)] > attributes[into(&GapDecl::attributes)] >
         -(word("touches") > comma_list(path[Touches{}])) >
         -(word("when") > condition[into(&GapDecl::when)]));

}  // namespace

BOOST_SPIRIT_DEFINE(exception, define, scope_head, scope, rule_exception, rule, outcome, decision, convert, gap)

BOOST_SPIRIT_INSTANTIATE(ScopeRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(DefineRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(RuleRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(DecisionRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ConvertRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(GapRule, Iterator, Context)

}  // namespace shibo::dsl::grammar
