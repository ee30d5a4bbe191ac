// What one record may cost.
#pragma once

#include <algorithm>
#include <cstddef>

namespace shibo::engine {

/// Rules and records are anybody's, and a page of either can ask for more than a machine can do: forty
/// definitions that each ask the one before twice, a list looked at for each element of itself, and again.
/// Past a limit nothing more is worked out: what was asked of the record and is not yet settled is unknown,
/// with a cause that names the limit. What was settled before stands.
struct EvaluationLimits {
  /// Expressions, definitions and elements of lists looked at, and rows of tables. What that takes in memory is
  /// told in docs/semantics.md.
  static constexpr std::size_t kSteps = 300'000;
  /// A record may cost more where many are nested in its whole: a good of thousands of materials is judged.
  static constexpr std::size_t kStepsForEachNested = 400;
  static constexpr std::size_t kStepsOfOneMax = 2'000'000;
  static constexpr std::size_t of_one(std::size_t nested) {
    return std::clamp(nested * kStepsForEachNested, kSteps, kStepsOfOneMax);
  }
  /// The same, of a record with all records nested in it, and for each of these some more: a shipment of any number of
  /// lines is judged, unless each line asks about all others.
  static constexpr std::size_t kStepsWithNested = 4'000'000;
  static constexpr std::size_t kStepsEachNested = 2'000;
  /// Expressions and definitions within each other.
  static constexpr int kDepth = 2'000;
  /// Deeper than this a question about a record around is not put to those who answer it for all.
  static constexpr int kDepthOfOne = 500;
};

}  // namespace shibo::engine
