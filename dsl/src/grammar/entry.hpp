// The grammar as the rest of the library sees it: one function for each thing that can be read.
// Boost ends here.
#pragma once

#include <optional>

#include "shibo/dsl/syntax.hpp"
#include "state.hpp"

namespace shibo::dsl::grammar {

/// Reads the declaration that begins at `first` and moves past it. Empty when a mistake kept it from
/// being read to its end; the mistake was reported, and `first` stands where it was found.
/// Requires: `first` is a declaration's word.
[[nodiscard]] std::optional<Declaration> read_declaration(State& state, Iterator& first);

[[nodiscard]] std::optional<PackageHead> read_package(State& state, Iterator& first);
[[nodiscard]] std::optional<std::vector<UseClause>> read_use(State& state, Iterator& first);
[[nodiscard]] std::optional<Expr> read_expression(State& state, Iterator& first);

}  // namespace shibo::dsl::grammar
