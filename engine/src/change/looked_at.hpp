// What a verdict looked at: the facts that it may hang on, and the figures that it may turn at.
#pragma once

#include <string>
#include <vector>

#include "change/variant.hpp"
#include "judge/judge.hpp"

namespace shibo::engine {

/// A field, and how the verdict's record names it.
struct NamedField {
  FieldAt at;
  std::string path;
};

/// What the steps under a verdict looked at.
struct LookedAt {
  std::vector<NamedField> facts;  ///< each field once
  std::vector<Scalar> figures;    ///< values of expressions beside them
};

/// Facts in the order in which the verdict comes by them, given or not; last the day that chooses the law. Requires:
/// the verdict is of a judgement that is alive.
[[nodiscard]] LookedAt looked_at(const Program& program, const Verdict& verdict);

}  // namespace shibo::engine
