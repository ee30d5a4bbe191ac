// Rows that a package adds to a table, mostly of another package: `extend table`.
#pragma once

#include "names/context.hpp"

namespace shibo::engine {

/// Adds them to the tables, whose own rows have been checked.
void add_more_rows(Context& context);

}  // namespace shibo::engine
