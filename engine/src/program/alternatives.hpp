// A condition as the cases in which it holds, so that two of them can be laid side by side.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "program/program.hpp"
#include "program/region.hpp"

namespace shibo::engine {

/// What a condition says of one fact, or of something that is worked out: the values for which it holds.
struct Said {
  bool fact = false;  ///< of the record or of those around it: any value of the type may stand there
  Region region;
};

/// Parts that hold together. Of two parts about the same thing `said` holds what both leave.
struct Conjunction {
  std::set<std::string> parts;       ///< as written; denied ones begin with `not `
  std::map<std::string, Said> said;  ///< by what they are about, as written: `shipment.value`
  std::set<std::string> unsaid;      ///< of `parts` those that are not told by `said`

  /// All that `other` asks is asked here, too: wherever this holds, `other` does.
  [[nodiscard]] bool implies(const Conjunction& other) const;
};

/// Both at once; nothing where they exclude each other.
[[nodiscard]] std::optional<Conjunction> both(const Conjunction& a, const Conjunction& b);

/// Both speak of the same facts and of nothing else, so that some values of these surely fit both. Requires: they do
/// not exclude each other. Two different facts may exclude each other in the world.
[[nodiscard]] bool fit_together(const Conjunction& a, const Conjunction& b);

/// The cases of a condition that stands in `in`: one of them holds where it does. Conditions of the same package that
/// it names are looked into. None where it can never hold.
[[nodiscard]] std::vector<Conjunction> alternatives_of(const Node& condition, const Named& in);

}  // namespace shibo::engine
