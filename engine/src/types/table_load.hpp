// Rows of tables that stand in files.
#pragma once

#include <vector>

#include "names/context.hpp"
#include "types/expression.hpp"

namespace shibo::engine {

/// Reads the rows of every `load` into the table, whose keys and columns are known, and reports what is wrong at its
/// place in the file. `source` is the rule file, beside which the files are looked for; `around` is where the cells
/// that hold expressions are understood.
void load_rows(Context& context, const dsl::Source* source, TableText& table, const Surroundings& around,
               const std::vector<dsl::TableLoad>& loads);

}  // namespace shibo::engine
