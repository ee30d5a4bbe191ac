#include "io/sqlite_database.hpp"

#include <sqlite3.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "io/file_kind.hpp"
#include "io/sqlite_table.hpp"
#include "record/excerpt.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace shibo::engine {

namespace {

/// How long a program that is just writing may keep the database to itself.
constexpr int kLockWaitInMilliseconds = 1000;

}  // namespace

SqliteDatabase::SqliteDatabase(const std::string& path)
    // An absolute name is no URI, and none of SQLite's own (`:memory:`).
    : database_(std::filesystem::absolute(path).string(), SQLite::OPEN_READONLY, kLockWaitInMilliseconds) {
  database_.exec("BEGIN");  // all that follows sees the same moment
}

std::vector<std::string> SqliteDatabase::tables() {
  std::vector<std::string> names;
  SQLite::Statement query(
      database_,
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
      "ORDER BY name");
  while (query.executeStep()) names.push_back(query.getColumn(0).getString());
  return names;
}

std::string SqliteDatabase::why_no_table(const std::string& table) {
  std::vector<std::string> names;
  SQLite::Statement query(database_,
                          "SELECT name, type, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master "
                          "WHERE type IN ('table', 'view') ORDER BY name");
  while (query.executeStep()) {
    const std::string name = query.getColumn(0).getString();
    names.push_back(name);
    if (name != table) continue;
    const bool view = query.getColumn(1).getString() == "view";
    if (!view && query.getColumn(2).getInt() == 0) return {};
    return "`" + printable(name) + "` is a " + (view ? "view" : "virtual table") +
           ", whose rows are worked out when it is read: keep them in a table, by `CREATE TABLE … AS SELECT …`";
  }
  const auto near = dsl::nearest(table, names);
  return "it has no table `" + printable(table) + "`" +
         (near            ? "; did you mean `" + printable(*near) + "`?"
          : names.empty() ? ", nor any other"
                          : "");
}

std::string SqliteDatabase::damage(const std::string& table) {
  SQLite::Statement query(database_, "PRAGMA integrity_check(" + quoted_name(table) + ")");
  if (!query.executeStep()) return {};
  const std::string said = query.getColumn(0).getString();
  return said == "ok" ? std::string() : "the database is damaged (" + printable(said) + "); restore it from a copy";
}

SqliteDatabase::Columns SqliteDatabase::columns(const std::string& table) {
  constexpr int kHidden = 1;  // of `hidden`: 2 and 3 are generated columns
  Columns columns;
  SQLite::Statement query(database_, "SELECT name, hidden FROM pragma_table_xinfo(?)");
  query.bind(1, table);
  while (query.executeStep()) {
    columns.names.push_back(query.getColumn(0).getString());
    if (query.getColumn(1).getInt() > kHidden) columns.generated.push_back(columns.names.back());
  }
  return columns;
}

std::string why_no_database(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  if (fs::is_directory(status)) return "it is a folder";
  if (!fs::exists(status)) return "there is no such file";
  if (!fs::is_regular_file(status)) return "it is a device or a pipe, not a file";
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return "it cannot be opened (" + std::generic_category().message(errno) + ")";
  std::array<char, 4096> bytes{};
  file.read(bytes.data(), bytes.size());
  const std::string_view beginning(bytes.data(), static_cast<std::size_t>(file.gcount()));
  if (beginning.empty()) return "it is empty";
  if (is_sqlite(beginning)) return {};
  return why_no_text(beginning).value_or("it is no SQLite database; a CSV file is loaded without `table`");
}

std::string reason_of(const SQLite::Exception& failure) {
  const std::string said = failure.what();
  switch (failure.getErrorCode() & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "another program keeps it locked (" + said + "); try again when that one is done";
    case SQLITE_NOTADB: return "it is no SQLite database, or an encrypted one (" + said + ")";
    case SQLITE_CORRUPT: return "the database is damaged (" + said + "); restore it from a copy";
    case SQLITE_READONLY:
      return "a program was stopped while it wrote the database, and left a journal beside it (" + said +
             "); open it once with a program that may write, which puts it right";
    case SQLITE_CANTOPEN:
      return "it cannot be opened (" + said +
             "); one with a write-ahead log wants a folder that may be written in, or `PRAGMA journal_mode = DELETE`";
    default: return "SQLite says: " + said;
  }
}

std::string quoted_name(const std::string& name) {
  std::string out = "\"";
  for (char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string query_of_rows(const std::string& table, const std::vector<std::string>& columns) {
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + quoted_name(column);
  return "SELECT " + list + " FROM " + quoted_name(table) + " NOT INDEXED";
}

}  // namespace shibo::engine
