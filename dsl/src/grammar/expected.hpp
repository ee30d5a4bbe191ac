// What a parser is called when it was expected and did not come. X3 knows the names of rules only; for
// its own compounds it would print a mangled C++ type. A compound is named for what it begins with, and
// one that looks ahead or may be empty for what stands after it.
#pragma once

#include <string>

#include "directives.hpp"
#include "terminals.hpp"

namespace shibo::dsl::grammar {

/// `a`, `b or c` → `a, b or c`.
inline std::string either(const std::string& left, const std::string& right) {
  if (left.empty() || right.empty() || left == right) return left.empty() ? right : left;
  return left.find(" or ") == std::string::npos && right.find(" or ") != std::string::npos ? left + ", " + right : left + " or " + right;
}

template <typename Parser>
std::string expected_name(const Parser& parser) {
  return boost::spirit::x3::what(parser);
}

/// Names a parser for its only part.
template <typename Parser>
struct NamedForSubject {
  using result_type = std::string;
  std::string operator()(const Parser& parser) const { return expected_name(parser.subject); }
};

/// Never what was expected: it reads nothing.
template <typename Parser>
struct Nameless {
  using result_type = std::string;
  std::string operator()(const Parser&) const { return {}; }
};

}  // namespace shibo::dsl::grammar

namespace boost::spirit::x3 {

namespace shibo_grammar = shibo::dsl::grammar;

template <typename S, typename A>
struct get_info<action<S, A>> : shibo_grammar::NamedForSubject<action<S, A>> {};
template <typename S>
struct get_info<expect_directive<S>> : shibo_grammar::NamedForSubject<expect_directive<S>> {};
template <typename S>
struct get_info<shibo_grammar::NodeDirective<S>> : shibo_grammar::NamedForSubject<shibo_grammar::NodeDirective<S>> {};
template <typename S>
struct get_info<shibo_grammar::NestedDirective<S>> : shibo_grammar::NamedForSubject<shibo_grammar::NestedDirective<S>> {};
template <typename S>
struct get_info<shibo_grammar::SwitchDirective<S>> : shibo_grammar::NamedForSubject<shibo_grammar::SwitchDirective<S>> {};
template <typename S>
struct get_info<shibo_grammar::ClauseDirective<S>> : shibo_grammar::NamedForSubject<shibo_grammar::ClauseDirective<S>> {};
template <typename S>
struct get_info<optional<S>> : shibo_grammar::Nameless<optional<S>> {};
template <typename S>
struct get_info<kleene<S>> : shibo_grammar::Nameless<kleene<S>> {};
template <typename S>
struct get_info<and_predicate<S>> : shibo_grammar::Nameless<and_predicate<S>> {};
template <>
struct get_info<eps_parser> : shibo_grammar::Nameless<eps_parser> {};
template <typename L, typename R>
struct get_info<sequence<L, R>> {
  using result_type = std::string;
  std::string operator()(const sequence<L, R>& parser) const {
    const std::string first = shibo_grammar::expected_name(parser.left);
    return first.empty() ? shibo_grammar::expected_name(parser.right) : first;
  }
};
template <typename L, typename R>
struct get_info<alternative<L, R>> {
  using result_type = std::string;
  std::string operator()(const alternative<L, R>& parser) const {
    return shibo_grammar::either(shibo_grammar::expected_name(parser.left), shibo_grammar::expected_name(parser.right));
  }
};
template <typename S>
struct get_info<shibo_grammar::BracketDirective<S>> {
  using result_type = std::string;
  std::string operator()(const shibo_grammar::BracketDirective<S>& parser) const {
    return "`" + std::string(shibo::dsl::sign_text(parser.open)) + "`";
  }
};

}  // namespace boost::spirit::x3
