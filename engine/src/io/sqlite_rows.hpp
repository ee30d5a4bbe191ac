// All rows of a table of a SQLite database, as the text of a CSV file, in memory that does not grow with the table.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "io/byte_source.hpp"

namespace shibo::engine {

/// A database of which a table is to be read.
struct DatabaseName {
  std::string file;
  std::optional<std::string> table = {};  ///< none: the only one that there is
};

/// What an input is called: `ledger.sqlite`, or `ledger.sqlite:transfers` for one of several tables. Nothing where that
/// is no database, by its first bytes; a file that has the whole name is that file.
[[nodiscard]] std::optional<DatabaseName> database_named(const std::string& name);

/// What stands before a cell that is not quoted, and holds no value: why it does not. The reader of CSV takes it off
/// where it is told that the text was written so (CsvOptions::from_database).
enum class CellMark : char {
  Real = '\x01',       ///< the number follows
  Blob = '\x02',       ///< its first bytes follow
  Generated = '\x03',  ///< nothing follows: it is not worked out
  TooLong = '\x04',    ///< its beginning follows
};

struct OpenedRows {
  /// Each source gives the header and all rows, from the first on, as they stood when the database was opened. Every
  /// cell but a marked one is quoted, NULL being blank, and the separator is a comma. The columns are all of the table.
  std::function<std::unique_ptr<ByteSource>()> rows;
  std::string error;  ///< why there are none
};

/// Reads as `read_sqlite_table` does, with the same checks, in the order of rowids (WITHOUT ROWID, of the primary key).
[[nodiscard]] OpenedRows open_sqlite_rows(const DatabaseName& name);

}  // namespace shibo::engine
