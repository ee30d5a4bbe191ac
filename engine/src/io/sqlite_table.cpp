#include "io/sqlite_table.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace shibo::engine {

namespace {

std::string quoted(const std::string& name) {
  std::string out = "\"";
  for (char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::vector<std::string> columns_of(SQLite::Database& database, const std::string& table) {
  std::vector<std::string> names;
  SQLite::Statement query(database, "PRAGMA table_info(" + quoted(table) + ")");
  while (query.executeStep()) names.push_back(query.getColumn(1).getString());
  return names;
}

void read_rows(SQLite::Database& database, const std::string& table, const std::vector<std::string>& columns,
               TableFile& out) {
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + quoted(column);
  SQLite::Statement query(database, "SELECT " + list + " FROM " + quoted(table) + " ORDER BY rowid");
  std::uint32_t line = 0;
  while (query.executeStep()) {
    ++line;
    TableFile::Row row;
    for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
      // A REAL has gone through binary floating point: no figure of law may (docs/annexes.md).
      if (query.getColumn(i).isFloat()) {
        out.error = "row " + std::to_string(line) + " holds a REAL in `" + columns[static_cast<std::size_t>(i)] +
                    "`, which is not exact: store it as TEXT or INTEGER";
        return;
      }
      TableFile::Cell cell;
      cell.text = query.isColumnNull(i) ? std::string() : query.getColumn(i).getString();
      cell.line = line;
      cell.column = static_cast<std::uint32_t>(i + 1);
      cell.offset = static_cast<std::uint32_t>(out.text.size());
      cell.length = static_cast<std::uint32_t>(cell.text.size());
      out.text += cell.text;
      out.text += i + 1 == static_cast<int>(columns.size()) ? '\n' : '\t';
      row.cells.push_back(std::move(cell));
    }
    out.rows.push_back(std::move(row));
  }
}

}  // namespace

TableFile read_sqlite_table(const std::string& path, const std::string& table,
                            const std::vector<std::string>& columns) {
  TableFile out;
  try {
    SQLite::Database database(path, SQLite::OPEN_READONLY);
    out.columns = columns_of(database, table);
    if (out.columns.empty()) {
      out.error = "it has no table `" + table + "`";
      return out;
    }
    for (const std::string& column : columns) {
      if (std::find(out.columns.begin(), out.columns.end(), column) == out.columns.end())
        out.missing_columns.push_back(column);
    }
    if (out.missing_columns.empty()) read_rows(database, table, columns, out);
  } catch (const SQLite::Exception& failure) {
    out.error = failure.what();
  }
  return out;
}

}  // namespace shibo::engine
