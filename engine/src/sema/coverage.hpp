// What can be proven of tables once all is bound: rows that overlap, and an `otherwise` that no key can reach.
#pragma once

#include "sema/context.hpp"

namespace shibo::engine {

/// In a `unique` table no two rows may fit the same key. Proven where cells are codes, words, numbers, amounts
/// and days, their ranges, comparisons and groups that are always in force; facts of the good, other groups
/// and amounts in several currencies are left to the run, which calls two rows that disagree a conflict.
///
/// Where the rows cover every key, an `otherwise` can never be chosen, and a warning says so.
void check_coverage(Context& context);

}  // namespace shibo::engine
