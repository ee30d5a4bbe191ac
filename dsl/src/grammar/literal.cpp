// Literals and codes.
#include <algorithm>

#include "actions.hpp"
#include "data.hpp"
#include "directives.hpp"
#include "expected.hpp"
#include "terminals.hpp"
#include "words.hpp"

namespace shibo::dsl::grammar {

using Kind = Token::Kind;

std::size_t measure_currency(State&, Iterator token) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool fits = token->is(Kind::Name) && token->text.size() == 3 &&
                    std::all_of(token->text.begin(), token->text.end(), capital);
  return fits && token[1].is(Kind::Number) && !token[1].first ? 1 : 0;
}

std::size_t measure_unit(State&, Iterator token) {
  const bool word = token->is(Kind::Name) && !token->first && !token[1].is(Kind::Colon);
  return word && !may_follow_number(token->text) ? 1 : 0;
}

using NumericRule = x3::rule<struct NumericId, Literal>;
using CodeRangeRule = x3::rule<struct CodeRangeId, CodeRange>;
BOOST_SPIRIT_DECLARE(NumericRule)
BOOST_SPIRIT_DECLARE(CodeRangeRule)
const NumericRule numeric = "a number";
const CodeRangeRule code_range = "a code";

namespace {

[[nodiscard]] bool is_code(Iterator token) {
  return (token->is(Kind::Number) || token->is(Kind::Code)) && !token->first;
}

[[nodiscard]] bool is_level_word(std::string_view word) {
  if (word.ends_with('s')) word.remove_suffix(1);
  return word == "chapter" || word == "heading" || word == "subheading" || word == "code";
}

std::size_t measure_code_word(State&, Iterator token) { return begins_code_set(token) ? 1 : 0; }
std::size_t measure_code(State&, Iterator token) {
  return token->is(Kind::Number) || token->is(Kind::Code) ? 1 : 0;
}
std::size_t measure_to_code(State&, Iterator token) {
  const bool code = token[1].is(Kind::Number) || token[1].is(Kind::Code);
  return token->is_word("to") && code ? 1 : 0;
}
std::size_t measure_code_comma(State& state, Iterator token) {
  const bool code = token[1].is(Kind::Number) || token[1].is(Kind::Code);
  return state.switches.code_lists && token->is(Kind::Comma) && code ? 1 : 0;
}

template <Kind kKind>
std::size_t measure_kind(State&, Iterator token) {
  return token->is(kKind) ? 1 : 0;
}

constexpr Terminal currency{"a currency", measure_currency};
constexpr Terminal unit{"a unit", measure_unit};
constexpr Terminal code_word{"`heading`", measure_code_word};
constexpr Terminal code{"a code", measure_code};
constexpr Terminal to_code{"`to`", measure_to_code};
constexpr Terminal code_comma{"`,`", measure_code_comma};
constexpr Terminal code_number{"a code", measure_kind<Kind::Code>};
constexpr Terminal percent{"a percentage", measure_kind<Kind::Percent>};
constexpr Terminal per_mille{"a per mille", measure_kind<Kind::PerMille>};
constexpr Terminal time{"a time", measure_kind<Kind::Time>};

// The literal is of this kind, and its text is what was read.
template <Literal::Kind kKind>
struct MakeLiteral {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).kind = kKind;
    x3::_val(context).text = std::move(x3::_attr(context).text);
  }
};
template <Literal::Kind kKind>
struct MakeUnit {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).kind = kKind;
    x3::_val(context).unit = std::move(x3::_attr(context).text);
  }
};
struct MakeString {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).kind = Literal::Kind::String;
    x3::_val(context).text = std::move(x3::_attr(context).value);
  }
};
struct MakeMoneyAmount {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).text = std::move(x3::_attr(context).text);
  }
};

const auto numeric_def =
    (number[MakeLiteral<Literal::Kind::Number>{}] >> -unit[MakeUnit<Literal::Kind::Quantity>{}]) |
    percent[MakeLiteral<Literal::Kind::Percent>{}] | per_mille[MakeLiteral<Literal::Kind::PerMille>{}] |
    (currency[MakeUnit<Literal::Kind::Money>{}] > number[MakeMoneyAmount{}]);

const auto literal_def =
    node(numeric[put] | date[MakeLiteral<Literal::Kind::Date>{}] | time[MakeLiteral<Literal::Kind::Time>{}] |
         text[MakeString{}] | word("true")[set(&Literal::kind, Literal::Kind::True)] |
         word("false")[set(&Literal::kind, Literal::Kind::False)]);

const auto data_literal_def =
    node((sign(Kind::Minus) > numeric[put] > x3::eps[mark(&Literal::negative)]) |
         code_number[MakeLiteral<Literal::Kind::Code>{}] | literal[put]);

// ── Codes ──────────────────────────────────────────────────────────────────────────────────────

struct SetCodeLevel {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const std::string& text = x3::_attr(context).text;
    x3::_val(context).level = level_of_word(text);
    x3::_val(context).plural = text.ends_with('s');
  }
};

// `heading 0401, 0402` and `heading 0401 to 0406`: the plural word was meant, and is taken.
struct CheckPlural {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    check(state_of(context), x3::_val(context), x3::_attr(context).span);
  }
  static void check(State& state, CodeSet& codes, Span where) {
    if (codes.plural) return;
    codes.plural = true;
    static constexpr std::string_view kWords[] = {"chapter", "heading", "subheading", "code"};
    const std::string written(kWords[static_cast<std::size_t>(codes.level)]);
    state.report(codes::kSingularCode, where, "`" + written + "` takes one code",
                 "write `" + written + "s` for several");
  }
};

struct IsContinued {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    // In a table's cells, and in a group's rows, a comma after one code goes on to something else.
    x3::_pass(context) = x3::_val(context).plural || !state_of(context).switches.key_cells;
  }
};

const auto code_range_def = node(code[into(&CodeRange::from)] >> -(to_code > code[into(&CodeRange::to)]));

struct AppendRange {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    CodeRange& range = x3::_attr(context);
    CodeSet& codes = x3::_val(context);
    if (range.to) CheckPlural::check(state_of(context), codes, range.span);
    codes.ranges.push_back(std::move(range));
  }
};

const auto code_set_def =
    node(code_word[SetCodeLevel{}] > code_range[AppendRange{}] >
         *(code_comma[IsContinued{}] > code_range[CheckPlural{}][AppendRange{}]));

}  // namespace

bool begins_code_set(Iterator token) {
  return token->is(Kind::Name) && is_level_word(token->text) && is_code(token + 1);
}

CodeSet::Level level_of_word(std::string_view word) {
  if (word.starts_with("chapter")) return CodeSet::Level::Chapter;
  if (word.starts_with("heading")) return CodeSet::Level::Heading;
  if (word.starts_with("subheading")) return CodeSet::Level::Subheading;
  return CodeSet::Level::Code;
}

BOOST_SPIRIT_DEFINE(numeric, literal, data_literal, code_range, code_set)
BOOST_SPIRIT_INSTANTIATE(LiteralRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(DataLiteralRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(CodeSetRule, Iterator, Context)

}  // namespace shibo::dsl::grammar
