// Rows of a table out of a SQLite database.
#pragma once

#include "io/table_file.hpp"

namespace shibo::engine {

/// Reads the named columns of one table, in the order of its rowids (of its primary key, WITHOUT ROWID): line 3 is the
/// third row. The database is opened read-only, looked through for damage, and read as it stands at one moment. Views,
/// generated columns and virtual tables are refused: what is worked out while it is read may hang on a clock, on
/// binary floating point, or never end. Cells are TEXT or INTEGER; NULL is blank.
[[nodiscard]] TableFile read_sqlite_table(const std::string& path, const std::string& table,
                                          const std::vector<std::string>& columns);

/// "table `vat`, row 2, column `rate`": where a cell of a database stands, for messages.
[[nodiscard]] std::string place_in_database(const std::string& table, std::uint32_t row, const std::string& column);

/// Whether the first bytes of a file are those of a SQLite database.
[[nodiscard]] bool is_sqlite(std::string_view beginning);

}  // namespace shibo::engine
