// Tests in the language.
#include "actions.hpp"
#include "data.hpp"
#include "declaration.hpp"
#include "directives.hpp"
#include "expected.hpp"
#include "expression.hpp"
#include "terminals.hpp"

namespace shibo::dsl::grammar {

using Kind = Token::Kind;

using ExpectationRule = x3::rule<struct ExpectationId, Expectation>;
using AmongRule = x3::rule<struct AmongId, Data>;
using ReadAsRule = x3::rule<struct ReadAsId, ReadAs>;
BOOST_SPIRIT_DECLARE(ExpectationRule, AmongRule, ReadAsRule)
const ExpectationRule expectation = "`expect`";
const ReadAsRule read_as_rule = "`reading`";
const AmongRule among_record = "`{` or `like`";

namespace {

// ── Expectations ───────────────────────────────────────────────────────────────────────────────

// Past a reference with its calls: what stands after it says whether a status is expected.
[[nodiscard]] Iterator past_reference(Iterator token) {
  if (!token->is(Kind::Name)) return token;
  ++token;
  while (true) {
    if (token->is(Kind::Dot) && token[1].is_word()) {
      token += 2;
    } else if (token->is(Kind::LeftParen) && token->glued) {
      int depth = 0;
      do {
        if (token->is(Kind::LeftParen)) ++depth;
        if (token->is(Kind::RightParen)) --depth;
        if (token->is(Kind::End)) return token;
        ++token;
      } while (depth > 0);
    } else {
      return token;
    }
  }
}

bool status_ahead(State&, Iterator token) {
  const Iterator after = past_reference(token);
  if (after == token) return false;
  if (after->is_word("advises") || after->is_word("conflicts")) return true;
  if (!after->is_word("is")) return false;
  return (after[1].is_word("unknown") && !after[2].is(Kind::String)) ||
         (after[1].is_word("open") && after[2].is(Kind::LeftBracket)) ||
         (after[1].is_word("not") && after[2].is_word("applicable"));
}

using What = Expectation::Kind;
const auto status =
    word("advises")[set(&Expectation::kind, What::Advises)] |
    word("conflicts")[set(&Expectation::kind, What::Conflicts)] |
    words("is", "unknown")[set(&Expectation::kind, What::Unknown)] |
    (words("is", "open")[set(&Expectation::kind, What::Open)] >
     in_brackets(comma_list(named("an outcome's name", name)[append(&Expectation::open)]))) |
    (words("is", "not")[set(&Expectation::kind, What::NotApplicable)] > word("applicable"));

bool list_follows(State&, Iterator token) { return token[1].is(Kind::LeftBracket); }
const auto paths = in_brackets(-comma_list(named("a path in quotes", text)[append(&Expectation::paths)]));

const auto expected =
    (Ahead(list_follows) >> word("missing")[set(&Expectation::kind, What::Missing)] > paths) |
    (Ahead(list_follows) >> word("presumed")[set(&Expectation::kind, What::Presumed)] > paths) |
    (Ahead(status_ahead) >> reference_expression[into(&Expectation::what)] > status) |
    condition[into(&Expectation::what)];

const auto expectation_def =
    node(word("expect") > named("a condition", expected) >
         -(word("with") > block_data[into(&Expectation::with)]));

// ── Tests ──────────────────────────────────────────────────────────────────────────────────────

bool begins_test_part(Iterator token) {
  return token->first && (token->is_word("among") || token->is_word("expect") || token->is_word("reading"));
}

struct LikeText {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    std::get<DataBlock>(x3::_val(context).node).like = std::move(x3::_attr(context));
  }
};
struct EmptyBlock {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).node = DataBlock{};
  }
};
struct LikeBlock {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    DataBlock& written = x3::_attr(context);
    written.like = std::get<DataBlock>(x3::_val(context).node).like;
    x3::_val(context).node = std::move(written);
  }
};
const auto like = word("like") > named("another test's title in quotes", text)[LikeText{}];
const auto among_record_def =
    node(data_block[as_node] | (x3::eps[EmptyBlock{}] >> like > data_block[LikeBlock{}]));

struct NoGiven {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).given.node = DataBlock{};
  }
};
const auto given =
    word("given")[NoGiven{}] >
    named("`{` or `like`", block_data[into(&TestDecl::given)] |
                               (word("like") > text[into(&TestDecl::given_like)] > -block_data[into(&TestDecl::given)]));
const auto among = word("among") > in_brackets(*(among_record[append(&TestDecl::among)] >> -comma) >>
                                               -word("incomplete")[set(&TestDecl::among_incomplete, true)]);

const auto read_as_rule_def =
    node(word("reading") > named("a reading's name", path)[into(&ReadAs::reading)] > word("is") >
         true_or_false[into(&ReadAs::value)]);

bool begins_expectation(Iterator token) { return token->first && token->is_word("expect"); }

const auto test_def =
    node(word("test") > named("a title in quotes", text)[into(&TestDecl::title)] > word("for") >
         named("a record's name", name)[into(&TestDecl::record)] >
         -(words("as", "of") > date[into(&TestDecl::as_of)]) >
         in_braces(x3::eps > named("`given`", clause(begins_test_part, given)) >
                   *clause(begins_test_part, read_as_rule[append(&TestDecl::readings)]) > -clause(begins_test_part, among) >
                   items("`expect` or `}`", begins_expectation, expectation[append(&TestDecl::expectations)])));

}  // namespace

BOOST_SPIRIT_DEFINE(expectation, among_record, read_as_rule, test)

BOOST_SPIRIT_INSTANTIATE(TestRule, Iterator, Context)

}  // namespace shibo::dsl::grammar
