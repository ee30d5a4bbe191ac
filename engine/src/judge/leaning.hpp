// What a verdict leans on: the steps that settled it, or left it open.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "trace/step.hpp"

namespace shibo::engine {

/// What the law presumes upon silence, with where it does so.
struct Presumed {
  const Step* step = nullptr;
  std::string by;            ///< the definition, rule or decision
  const Law* law = nullptr;  ///< what is cited nearest around it in there; may be null
};

struct Leaning {
  std::vector<Presumed> presumed;
  std::vector<const Step*> from_blanks;     ///< facts that a mapping's `blank means` supplied
  std::set<std::string> unverified;         ///< marks of the law that was used, with name, citation and reason
  std::set<const Named*> names;             ///< definitions, rules and decisions that were used
  std::vector<const Step*> readings;        ///< of what the law leaves open, as the run or the package reads it
  std::set<const PackageInstance*> adders;  ///< packages that gave rows, or rates, which were used
};

/// Adds what another leans on; what both lean on may stand twice.
void merge(Leaning& to, const Leaning& more);

/// Of an `and` that is false what is false counts, of an `or` that holds what holds; of all else everything that was
/// looked at. So a verdict leans on whatever would change it if it were otherwise, and on nothing beside.
///
/// `put_on` is the condition on which the question was put; may be null. A verdict leans on it, too.
///
/// What `shared` steps lean on is worked out once and kept in `of_shared`. Requires: it outlives them, and no two
/// threads ask of steps of one whole (Above) at a time: a walk leaves its mark on each.
[[nodiscard]] Leaning leaning_of(const Step& verdict, std::map<const Step*, Leaning>& of_shared,
                                 const Step* put_on = nullptr);

}  // namespace shibo::engine
