// The rows of a table that stands in a file, with the place of every cell.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shibo::engine {

struct TableFile {
  struct Cell {
    std::string text;  ///< without the quotes of CSV
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t offset = 0;  ///< of the cell in `text`, in bytes
    std::uint32_t length = 0;
  };
  struct Row {
    std::vector<Cell> cells;  ///< in the order in which the columns were asked for
  };
  struct Fault {
    std::string what;
    std::uint32_t offset = 0;  ///< in `text`
    std::uint32_t length = 1;
    std::string where = {};  ///< what line and column do not tell: the table of a database, its row and column
  };
  std::string error;          ///< why nothing could be read; empty otherwise
  std::vector<Fault> faults;  ///< of places in the file; no row is kept where there are any
  std::string text;           ///< the file, for showing places; for a database, its rows written out
  std::vector<std::string> columns;
  std::vector<std::string> missing_columns;
  std::vector<Row> rows;
};

/// Reads the named columns of a CSV text (RFC 4180, header first).
[[nodiscard]] TableFile read_csv_table(const std::string& path, std::string_view text,
                                       const std::vector<std::string>& columns);

}  // namespace shibo::engine
