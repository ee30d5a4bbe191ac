// What else would have to be so for a refusal to be none: single facts, and pairs of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "change/variant.hpp"
#include "judge/judge.hpp"
#include "shibo/verdict.hpp"

namespace shibo::engine {

/// A fact as it would have to be.
struct OtherFact {
  FieldAt at;
  std::string path;
  std::optional<Scalar> today;  ///< nothing where nobody said
  Scalar other;
  /// Of a figure: the one nearest to today's that suffices, and whether it would have to grow; else false.
  bool is_figure = false;
  bool up = false;
};

/// Facts that suffice together, of which none can be left out. The rules were run on the record thus changed.
struct Cure {
  std::vector<OtherFact> facts;
  Answer answer;  ///< it passes
};

struct Cures {
  std::vector<Cure> cures;  ///< of one fact before those of two; in the order in which the verdict comes by the facts
  std::size_t facts = 0;    ///< how many were tried, each alone and with each other
  bool cut = false;         ///< more was to be tried than a verdict may cost
};

/// Tried of each fact that the verdict looked at, that can be read or that nobody said, and that is not `fixed`: of a
/// truth both, of a choice all values, of a figure that is given as far as it goes to each side (Grid::limit), and then
/// the nearest that suffices. A single figure that suffices is a turning point (turning.hpp), and is not told again;
/// two figures are not tried together. Lists and papers stay as they are. Requires: the verdict fails or advises, and
/// is of a judgement that is alive.
[[nodiscard]] Cures cures(const Program& program, const Run& run, const Verdict& verdict);

}  // namespace shibo::engine
