// Parsers of one token, or of a few that belong together. Each names itself as a reader would, so
// that an expectation which fails reads well.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "context.hpp"
#include "shibo/dsl/syntax.hpp"

namespace shibo::dsl::grammar {

/// How many tokens stand here that the terminal reads; none if it does not fit.
using Measure = std::size_t (*)(State&, Iterator);

inline Word word_from(Iterator first, Iterator last) {
  Word word;
  word.span = {first->span.begin, last[-1].span.end};
  word.text = std::string(first->text);
  return word;
}

/// Tokens that a function recognises; the attribute is the first of them.
struct Terminal : x3::parser<Terminal> {
  using attribute_type = Word;
  static constexpr bool has_attribute = true;

  constexpr Terminal(const char* reader_name, Measure counts) : name(reader_name), measure(counts) {}

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx& context, RCtx&, Attr& attr) const {
    const std::size_t count = first < last ? measure(state_of(context), first) : 0;
    if (count == 0) return false;
    if constexpr (std::is_same_v<Attr, Word>) attr = word_from(first, first + 1);
    first += count;
    return true;
  }

  const char* name;
  Measure measure;
};

/// One word, or two that stand together, such as `any of`.
struct Keyword : x3::parser<Keyword> {
  using attribute_type = Word;
  static constexpr bool has_attribute = true;

  constexpr explicit Keyword(std::string_view first_word, std::string_view second_word = {})
      : one(first_word), two(second_word) {}

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx& context, RCtx&, Attr& attr) const {
    if (first >= last) return false;
    State& state = state_of(context);
    if (!first->is_word(one) || (begins_declaration(first) && first != state.declaration())) {
      state.tried(first, one);
      return false;
    }
    if (!two.empty() && !first[1].is_word(two)) return false;
    const Iterator begin = first;
    first += two.empty() ? 1 : 2;
    if constexpr (std::is_same_v<Attr, Word>) attr = word_from(begin, first);
    return true;
  }

  std::string_view one;
  std::string_view two;
};

struct Sign : x3::parser<Sign> {
  using attribute_type = Word;
  static constexpr bool has_attribute = true;

  constexpr explicit Sign(Token::Kind sign_kind) : kind(sign_kind) {}

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx&, RCtx&, Attr& attr) const {
    if (first >= last || !first->is(kind)) return false;
    if constexpr (std::is_same_v<Attr, Word>) attr = word_from(first, first + 1);
    ++first;
    return true;
  }

  Token::Kind kind;
};

/// A string literal.
struct TextParser : x3::parser<TextParser> {
  using attribute_type = Text;
  static constexpr bool has_attribute = true;

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx&, RCtx&, Attr& attr) const {
    if (first >= last || !first->is(Token::Kind::String)) return false;
    if constexpr (std::is_same_v<Attr, Text>) {
      attr.span = first->span;
      attr.value = std::string(first->text);
    }
    ++first;
    return true;
  }
};

/// Looks, and reads nothing. At the end of the text there is nothing to look at, so a predicate may always ask
/// for the token after the one it is given.
struct Ahead : x3::parser<Ahead> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  constexpr explicit Ahead(bool (*predicate)(State&, Iterator)) : fits(predicate) {}

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx& context, RCtx&, Attr&) const {
    return first < last && !first->is(Token::Kind::End) && fits(state_of(context), first);
  }

  bool (*fits)(State&, Iterator);
};

/// A `(` that no blank parts from what is before it.
inline bool glued_paren(State&, Iterator token) { return token->is(Token::Kind::LeftParen) && token->glued; }

constexpr Keyword word(std::string_view one) { return Keyword(one); }
constexpr Keyword words(std::string_view one, std::string_view two) { return Keyword(one, two); }
constexpr Sign sign(Token::Kind kind) { return Sign(kind); }

inline constexpr TextParser text{};
inline constexpr Sign comma{Token::Kind::Comma};
inline constexpr Sign colon{Token::Kind::Colon};
inline constexpr Sign dot{Token::Kind::Dot};
inline constexpr Sign equals{Token::Kind::Equals};
inline constexpr Sign arrow{Token::Kind::Arrow};

inline std::size_t measure_name(State&, Iterator token) {
  return token->is(Token::Kind::Name) && !begins_declaration(token) ? 1 : 0;
}
inline std::size_t measure_label(State&, Iterator token) {
  return token->is_word() && !begins_declaration(token) ? 1 : 0;
}
inline std::size_t measure_label_colon(State& state, Iterator token) {
  return measure_label(state, token) != 0 && token[1].is(Token::Kind::Colon) ? 2 : 0;
}
inline std::size_t measure_true_or_false(State&, Iterator token) {
  return token->is_word("true") || token->is_word("false") ? 1 : 0;
}
inline std::size_t measure_number(State&, Iterator token) { return token->is(Token::Kind::Number) ? 1 : 0; }
inline std::size_t measure_date(State&, Iterator token) { return token->is(Token::Kind::Date) ? 1 : 0; }

inline constexpr Terminal name{"a name", measure_name};
inline constexpr Terminal label{"a name", measure_label};
/// `label:`, both tokens.
inline constexpr Terminal label_colon{"a name and `:`", measure_label_colon};
inline constexpr Terminal true_or_false{"`true` or `false`", measure_true_or_false};
inline constexpr Terminal number{"a number", measure_number};
inline constexpr Terminal date{"a date", measure_date};

}  // namespace shibo::dsl::grammar

namespace boost::spirit::x3 {

template <>
struct get_info<shibo::dsl::grammar::Terminal> {
  using result_type = std::string;
  std::string operator()(const shibo::dsl::grammar::Terminal& parser) const { return parser.name; }
};
template <>
struct get_info<shibo::dsl::grammar::Keyword> {
  using result_type = std::string;
  std::string operator()(const shibo::dsl::grammar::Keyword& parser) const {
    std::string name = "`" + std::string(parser.one);
    if (!parser.two.empty()) name += " " + std::string(parser.two);
    return name + "`";
  }
};
template <>
struct get_info<shibo::dsl::grammar::Sign> {
  using result_type = std::string;
  std::string operator()(const shibo::dsl::grammar::Sign& parser) const {
    return "`" + std::string(shibo::dsl::sign_text(parser.kind)) + "`";
  }
};
template <>
struct get_info<shibo::dsl::grammar::TextParser> {
  using result_type = std::string;
  std::string operator()(const shibo::dsl::grammar::TextParser&) const { return "a text in quotes"; }
};
template <>
struct get_info<shibo::dsl::grammar::Ahead> {
  using result_type = std::string;
  std::string operator()(const shibo::dsl::grammar::Ahead&) const { return {}; }
};

}  // namespace boost::spirit::x3
