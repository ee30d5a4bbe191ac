// Rows of a table out of a SQLite database.
#pragma once

#include "io/table_file.hpp"

namespace shibo::engine {

/// Reads the named columns of one table, in the order of its rowids. The database is opened read-only.
[[nodiscard]] TableFile read_sqlite_table(const std::string& path, const std::string& table,
                                          const std::vector<std::string>& columns);

}  // namespace shibo::engine
