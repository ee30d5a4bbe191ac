// `cites`, `unverified`, `since` and `until`, for rules whose node is Attributes or has them.
#pragma once

#include <optional>
#include <string>

#include "actions.hpp"
#include "hint.hpp"
#include "terminals.hpp"

namespace shibo::dsl::grammar {

inline Attributes& attributes_of(Attributes& holder) { return holder; }
inline Attributes& attributes_of(Head& holder) { return holder.attributes; }
template <typename Declaration>
Attributes& attributes_of(Declaration& holder) {
  return holder.head.attributes;
}

/// What is written twice is a mistake, and the first stands.
template <typename T>
void write_once(State& state, std::optional<T>& to, T&& from, const std::string& what) {
  if (!to) {
    to = std::forward<T>(from);
    return;
  }
  Diagnostic& found = state.report(codes::kWrittenTwice, from.span, what + " is written twice");
  found.labels.push_back({nullptr, to->span, "first written here"});
}

struct AddCitation {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    attributes_of(x3::_val(context)).cites.push_back(std::move(x3::_attr(context)));
  }
};
/// A second `cites` in one place: its texts belong into the first.
struct CheckCites {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const Attributes& known = attributes_of(x3::_val(context));
    if (known.cites.empty()) return;
    Diagnostic& found = state_of(context).report(codes::kWrittenTwice, x3::_attr(context).span,
                                                 "`cites` is written twice",
                                                 "write the citations one after the other: `cites \"A\", \"B\"`");
    found.labels.push_back({nullptr, known.cites.front().span, "first written here"});
  }
};
struct SetUnverified {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    Attributes& known = attributes_of(x3::_val(context));
    const Span span = x3::_attr(context).span;
    if (known.unverified) {
      Diagnostic& found =
          state_of(context).report(codes::kWrittenTwice, span, "`unverified` is written twice");
      found.labels.push_back({nullptr, known.unverified_span, "first written here"});
      return;
    }
    known.unverified = true;
    known.unverified_span = span;
  }
};
struct SetUnverifiedWhy {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    attributes_of(x3::_val(context)).unverified_why = std::move(x3::_attr(context));
  }
};
template <std::optional<Word> Attributes::*kDay>
struct SetDay {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const char* what = kDay == &Attributes::since ? "`since`" : "`until`";
    write_once(state_of(context), attributes_of(x3::_val(context)).*kDay, std::move(x3::_attr(context)), what);
  }
};

/// An attribute's word that a name may also be: on a new line it is the attribute only before what
/// an attribute has there.
inline bool cites_ahead(State&, Iterator token) { return !token->first || token[1].is(Token::Kind::String); }
inline bool day_ahead(State&, Iterator token) { return !token->first || token[1].is(Token::Kind::Date); }
inline bool unverified_ahead(State&, Iterator token) {
  return !token[1].is(Token::Kind::Colon) && !token[1].is(Token::Kind::Dot);
}

/// `from 2022-01-01`, `from 2022-01-01 to 2022-12-31`, `(2022-01-01 - 2022-12-31)`: days that are bound otherwise than by
/// `since` and `until`. They are told, and passed over.
struct OtherPeriod : x3::parser<OtherPeriod> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  template <typename Ctx, typename RCtx, typename Attr>
  bool parse(Iterator& first, const Iterator& last, const Ctx& context, RCtx&, Attr&) const {
    if (first >= last || first->first) return false;
    if (const std::optional<WholePeriod> both = whole_period_meant(first)) {
      state_of(context).report(codes::kUnexpected, {first->span.begin, first[both->tokens - 1].span.end}, "a period is bound by `since` and `until`", "write `" + both->meant + "`: both days count");
      first += both->tokens;
      return true;
    }
    if (!first[1].is(Token::Kind::Date)) return false;
    const std::optional<std::string> meant = period_meant(first);
    if (!meant) return false;
    state_of(context).report(codes::kUnexpected, {first->span.begin, first[1].span.end}, "a period does not begin with `" + std::string(first->text) + "`", *meant);
    first += 2;
    return true;
  }
};

const auto period_part =
    (Ahead(day_ahead) >> word("since") > date[SetDay<&Attributes::since>{}]) |
    (Ahead(day_ahead) >> word("until") > date[SetDay<&Attributes::until>{}]) | OtherPeriod();
const auto cites_part = Ahead(cites_ahead) >> word("cites")[CheckCites{}] > text[AddCitation{}] >
                        *(comma > text[AddCitation{}]);
const auto unverified_part =
    Ahead(unverified_ahead) >> word("unverified")[SetUnverified{}] >> -text[SetUnverifiedWhy{}];

}  // namespace shibo::dsl::grammar
