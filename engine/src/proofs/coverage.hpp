// What can be proven of tables once all is bound: rows that overlap, and an `otherwise` that no key can reach.
#pragma once

#include "names/context.hpp"

namespace shibo::engine {

/// In a `unique` table no two rows may fit the same key. Proven where cells are codes, words, numbers, amounts
/// and days, their ranges, comparisons and groups that are always in force; facts of the good, other groups
/// and amounts in several currencies are left to the run, which calls two rows that disagree a conflict.
///
/// A row is compared with those that share a code, a word, a stretch or days with it: after Neighbours::kPairsMax of
/// these the rest is left to the run. What is left to the run is marked at the rows.
///
/// In a `most specific` table no two rows may fit the same key, differ, and be neither the more specific, unless
/// other rows that are more specific than one of them take all such keys.
///
/// Where the rows cover every key, an `otherwise` can never be chosen, and a warning says so.
void check_coverage(Context& context);

}  // namespace shibo::engine
