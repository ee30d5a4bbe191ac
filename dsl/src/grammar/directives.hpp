// Parsers around parsers: what X3's own lack for this grammar. Spans, names for readers, brackets
// that count nesting, and bodies that read on after a mistake.
#pragma once

#include <string>
#include <utility>

#include "context.hpp"
#include "terminals.hpp"

namespace shibo::dsl::grammar {

/// Writes the span of what was read into the rule's own node.
///
/// X3 gives its `on_success` no attribute where a rule has semantic actions, so this does it instead.
template <typename Subject>
struct NodeDirective : x3::unary_parser<Subject, NodeDirective<Subject>> {
  using base_type = x3::unary_parser<Subject, NodeDirective<Subject>>;
  static constexpr bool is_pass_through_unary = true;
  using base_type::base_type;

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx& context, RCtx& node, Attr& attr) const {
    const Iterator begin = first;
    if (!this->subject.parse(first, last, context, node, attr)) return false;
    const std::uint32_t end = first == begin ? begin->span.begin : first[-1].span.end;
    node.span = {begin->span.begin, end};
    return true;
  }
};

/// The name by which a reader is told what was expected.
template <typename Subject>
struct NamedDirective : x3::unary_parser<Subject, NamedDirective<Subject>> {
  using base_type = x3::unary_parser<Subject, NamedDirective<Subject>>;
  static constexpr bool is_pass_through_unary = true;

  constexpr NamedDirective(const char* reader_name, const Subject& inner) : base_type(inner), name(reader_name) {}

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx& context, RCtx& node, Attr& attr) const {
    return this->subject.parse(first, last, context, node, attr);
  }

  const char* name;
};

/// One level of nesting, for as long as it lives.
class Level {
 public:
  Level(State& state, Iterator where) : state_(state) { state_.enter(where); }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;
  ~Level() { state_.leave(); }

 private:
  State& state_;
};

/// Other switches, for as long as it lives.
class Switched {
 public:
  Switched(State& state, Switches during) : state_(state), before_(std::exchange(state.switches, during)) {}
  Switched(const Switched&) = delete;
  Switched& operator=(const Switched&) = delete;
  ~Switched() { state_.switches = before_; }

 private:
  State& state_;
  Switches before_;
};

/// Counts a level of nesting around what it reads.
template <typename Subject>
struct NestedDirective : x3::unary_parser<Subject, NestedDirective<Subject>> {
  using base_type = x3::unary_parser<Subject, NestedDirective<Subject>>;
  static constexpr bool is_pass_through_unary = true;
  using base_type::base_type;

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx& context, RCtx& node, Attr& attr) const {
    const Level level(state_of(context), first);
    return this->subject.parse(first, last, context, node, attr);
  }
};

/// Turns switches on for what it reads; those that are on stay on.
template <typename Subject>
struct SwitchDirective : x3::unary_parser<Subject, SwitchDirective<Subject>> {
  using base_type = x3::unary_parser<Subject, SwitchDirective<Subject>>;
  static constexpr bool is_pass_through_unary = true;

  constexpr SwitchDirective(Switches during, const Subject& inner) : base_type(inner), switches(during) {}

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx& context, RCtx& node, Attr& attr) const {
    State& state = state_of(context);
    const Switched now(state, state.switches | switches);
    return this->subject.parse(first, last, context, node, attr);
  }

  Switches switches;
};

/// A bracket, what stands in it, and its end. Inside, all switches are off and one more level counts.
/// A brace that is not closed where something begins that cannot stand in it is reported, and taken
/// for closed.
template <typename Subject>
struct BracketDirective : x3::unary_parser<Subject, BracketDirective<Subject>> {
  using base_type = x3::unary_parser<Subject, BracketDirective<Subject>>;
  static constexpr bool is_pass_through_unary = true;

  constexpr BracketDirective(Token::Kind opener, Token::Kind closer, const Subject& inner)
      : base_type(inner), open(opener), close(closer) {}

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx& context, RCtx& node, Attr& attr) const {
    if (first >= last || !first->is(open)) return false;
    State& state = state_of(context);
    const Iterator open_token = first++;
    const Level level(state, open_token);
    const Switched inside(state, Switches{});
    if (!this->subject.parse(first, last, context, node, attr)) return false;
    if (first->is(close)) {
      ++first;
      return true;
    }
    if (open == Token::Kind::LeftBrace &&
        (first->is(Token::Kind::End) || begins_declaration(first) || begins_clause(first))) {
      state.report_unclosed(open_token, first);
      return true;
    }
    throw x3::expectation_failure<Iterator>(first, "`" + std::string(sign_text(close)) + "`");
  }

  Token::Kind open;
  Token::Kind close;
};

/// The items of a body, up to its closing brace. A mistake in one is reported, and reading goes on at
/// the next.
template <typename Subject>
struct ItemsDirective : x3::unary_parser<Subject, ItemsDirective<Subject>> {
  using base_type = x3::unary_parser<Subject, ItemsDirective<Subject>>;
  static constexpr bool is_pass_through_unary = true;

  constexpr ItemsDirective(const char* reader_name, bool (*begins_item)(Iterator), const Subject& inner)
      : base_type(inner), expected(reader_name), begins(begins_item) {}

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx& context, RCtx& node, Attr& attr) const {
    State& state = state_of(context);
    for (bool comma_reported = false; !ends(first, last);) {
      if (first->is(Token::Kind::Comma)) {
        if (!std::exchange(comma_reported, true)) state.report_comma(first++);
        else ++first;
        continue;
      }
      const Iterator item = first;
      Iterator mistake = item;
      try {
        if (this->subject.parse(first, last, context, node, attr)) continue;
        state.report_unexpected(item, expected, item);
      } catch (const x3::expectation_failure<Iterator>& failure) {
        mistake = failure.where();
        state.report_unexpected(mistake, failure.which(), item);
      } catch (const Failure& failure) {
        if (failure.fatal) throw;
        mistake = failure.where;
      }
      first = resynchronise(item, mistake, begins);
      if (first == item) ++first;  // a closing bracket that closes nothing
    }
    return true;
  }

 private:
  // A word that begins a part of an outer body ends this one, unless an item may begin with it.
  [[nodiscard]] bool ends(Iterator first, const Iterator& last) const {
    if (first >= last || first->is(Token::Kind::RightBrace) || first->is(Token::Kind::End)) return true;
    return begins_declaration(first) || (begins_clause(first) && !begins(first));
  }

  const char* expected;
  bool (*begins)(Iterator);
};

/// One clause of a body in which the clauses have their order. After a mistake, reading goes on at
/// the next clause.
template <typename Subject>
struct ClauseDirective : x3::unary_parser<Subject, ClauseDirective<Subject>> {
  using base_type = x3::unary_parser<Subject, ClauseDirective<Subject>>;
  static constexpr bool is_pass_through_unary = true;

  constexpr ClauseDirective(bool (*begins_next)(Iterator), const Subject& inner)
      : base_type(inner), begins(begins_next) {}

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx& context, RCtx& node, Attr& attr) const {
    State& state = state_of(context);
    const Iterator clause = first;
    Iterator mistake = clause;
    try {
      return this->subject.parse(first, last, context, node, attr);
    } catch (const x3::expectation_failure<Iterator>& failure) {
      mistake = failure.where();
      state.report_unexpected(mistake, failure.which(), clause);
    } catch (const Failure& failure) {
      if (failure.fatal) throw;
      mistake = failure.where;
    }
    first = resynchronise(clause, mistake, begins);
    return true;
  }

  bool (*begins)(Iterator);
};

/// Reads nothing, and reports an item that does not begin its line where that is asked.
struct OwnLine : x3::parser<OwnLine> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  constexpr explicit OwnLine(const char* reader_name) : item(reader_name) {}

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx& context, RCtx&, Attr&) const {
    if (first >= last) return false;
    if (first->first || first == state_of(context).begin() || state_of(context).reported_at(first - 1) || first[-1].is(Token::Kind::LeftBrace) || first[-1].is(Token::Kind::Comma)) return true;
    state_of(context).report_not_on_own_line(first, item);
    return true;
  }

 private:
  const char* item;
};

template <typename P>
constexpr auto node(const P& parser) {
  using Subject = typename x3::extension::as_parser<P>::value_type;
  return NodeDirective<Subject>(x3::as_parser(parser));
}
template <typename P>
constexpr auto named(const char* reader_name, const P& parser) {
  using Subject = typename x3::extension::as_parser<P>::value_type;
  return NamedDirective<Subject>(reader_name, x3::as_parser(parser));
}
template <typename P>
constexpr auto nested(const P& parser) {
  using Subject = typename x3::extension::as_parser<P>::value_type;
  return NestedDirective<Subject>(x3::as_parser(parser));
}
template <typename P>
constexpr auto switched(Switches switches, const P& parser) {
  using Subject = typename x3::extension::as_parser<P>::value_type;
  return SwitchDirective<Subject>(switches, x3::as_parser(parser));
}
template <typename P>
constexpr auto bracket(Token::Kind open, Token::Kind close, const P& parser) {
  using Subject = typename x3::extension::as_parser<P>::value_type;
  return BracketDirective<Subject>(open, close, x3::as_parser(parser));
}
template <typename P>
constexpr auto in_braces(const P& parser) {
  return named("`{`", bracket(Token::Kind::LeftBrace, Token::Kind::RightBrace, parser));
}
template <typename P>
constexpr auto in_parens(const P& parser) {
  return named("`(`", bracket(Token::Kind::LeftParen, Token::Kind::RightParen, parser));
}
template <typename P>
constexpr auto in_brackets(const P& parser) {
  return named("`[`", bracket(Token::Kind::LeftBracket, Token::Kind::RightBracket, parser));
}
template <typename P>
constexpr auto items(const char* expected, bool (*begins)(Iterator), const P& parser) {
  using Subject = typename x3::extension::as_parser<P>::value_type;
  return ItemsDirective<Subject>(expected, begins, x3::as_parser(parser));
}
template <typename P>
constexpr auto clause(bool (*begins)(Iterator), const P& parser) {
  using Subject = typename x3::extension::as_parser<P>::value_type;
  return ClauseDirective<Subject>(begins, x3::as_parser(parser));
}
/// `p, p, p`: after a comma another must follow.
template <typename P>
constexpr auto comma_list(const P& parser) {
  return x3::as_parser(parser) >> *(comma > x3::as_parser(parser));
}

}  // namespace shibo::dsl::grammar

namespace boost::spirit::x3 {
template <typename Subject>
struct get_info<shibo::dsl::grammar::NamedDirective<Subject>> {
  using result_type = std::string;
  std::string operator()(const shibo::dsl::grammar::NamedDirective<Subject>& parser) const {
    return parser.name;
  }
};
template <>
struct get_info<shibo::dsl::grammar::OwnLine> {
  using result_type = std::string;
  std::string operator()(const shibo::dsl::grammar::OwnLine&) const { return {}; }
};
}  // namespace boost::spirit::x3
