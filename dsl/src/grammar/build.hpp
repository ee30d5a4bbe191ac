// Expression nodes from what their rules read, with the checks that need more than one token of
// thought: mixed `and` and `or`, chained comparisons, comparisons with a truth. Knows no Boost.
#pragma once

#include "expression_parts.hpp"
#include "state.hpp"

namespace shibo::dsl::grammar {

void presume(State& state, Expr& value, Expr&& presumption);
void judge_as_of(State& state, Expr& value, Expr&& date);

void report_misplaced(State& state, const Expr& expression);

/// `-`, `+`, `*`, `/` or the words `and`, `or`.
void add_term(State& state, Run& run, Word op);
[[nodiscard]] Expr make_chain(Run&& run);
[[nodiscard]] Expr make_logic(State& state, Run&& run);

[[nodiscard]] Expr relate(State& state, Expr&& left, Relation&& relation);
/// A second relation after a comparison.
void report_chained(State& state, const Expr& comparison, const Relation& relation);
/// `not x in g`: `negation` is `not x`.
void report_not_before(State& state, const Expr& negation, const Relation& relation);
/// `x = 5`.
void report_equals(State& state, Span where, std::optional<std::string> cure = {});
/// `is not given`, `is not missing`.
void report_not_given(State& state, Span where, bool given);

}  // namespace shibo::dsl::grammar
