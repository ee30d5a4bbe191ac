#include "io/sqlite_table.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "io/file_kind.hpp"
#include "io/row.hpp"
#include "record/excerpt.hpp"
#include "shibo/dsl/diagnostic.hpp"
#include "shibo/dsl/utf8.hpp"

namespace shibo::engine {

namespace {

using namespace std::literals;

/// How long a program that is just writing may keep the database to itself.
constexpr int kLockWaitInMilliseconds = 1000;
constexpr std::string_view kBeginning = "SQLite format 3\0"sv;

std::string quoted(const std::string& name) {
  std::string out = "\"";
  for (char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

/// Why the file cannot be a database, before SQLite is asked: it would wait at a pipe, and say less. Empty if it may
/// be.
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

/// SQLite's own words, and what to do.
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

struct DatabaseColumns {
  std::vector<std::string> names;
  std::vector<std::string> generated;
};

/// One reading of one table.
class TableOfDatabase {
 public:
  TableOfDatabase(const std::string& path, const std::string& table, const std::vector<std::string>& wanted,
                  TableFile& out)
      // An absolute name is no URI, and none of SQLite's own (`:memory:`).
      : database_(std::filesystem::absolute(path).string(), SQLite::OPEN_READONLY, kLockWaitInMilliseconds),
        table_(table),
        wanted_(wanted),
        out_(out) {}

  void read() {
    database_.exec("BEGIN");  // all that follows sees the same moment
    if (refuse(why_no_table()) || refuse(damage())) return;
    const DatabaseColumns columns = columns_of_table();
    out_.columns = columns.names;
    for (const std::string& column : wanted_) {
      const bool there = std::find(out_.columns.begin(), out_.columns.end(), column) != out_.columns.end();
      if (!there) out_.missing_columns.push_back(column);
      if (std::find(columns.generated.begin(), columns.generated.end(), column) != columns.generated.end() &&
          refuse("its column `" + printable(column) +
                 "` is generated, worked out when it is read: keep the values in a column of their own"))
        return;
    }
    if (out_.missing_columns.empty() && !wanted_.empty()) read_rows();
  }

 private:
  bool refuse(std::string why) {
    out_.error = std::move(why);
    return !out_.error.empty();
  }

  /// Of a damaged tree of pages (only the table's own are looked at), a query may return fewer rows and call that the
  /// end.
  std::string damage() {
    SQLite::Statement query(database_, "PRAGMA integrity_check(" + quoted(table_) + ")");
    if (!query.executeStep()) return {};
    const std::string said = query.getColumn(0).getString();
    return said == "ok" ? std::string() : "the database is damaged (" + printable(said) + "); restore it from a copy";
  }

  std::string why_no_table() {
    std::vector<std::string> names;
    SQLite::Statement query(database_,
                            "SELECT name, type, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master "
                            "WHERE type IN ('table', 'view') ORDER BY name");
    while (query.executeStep()) {
      const std::string name = query.getColumn(0).getString();
      names.push_back(name);
      if (name != table_) continue;
      const bool view = query.getColumn(1).getString() == "view";
      if (!view && query.getColumn(2).getInt() == 0) return {};
      return "`" + printable(name) + "` is a " + (view ? "view" : "virtual table") +
             ", whose rows are worked out when it is read: keep them in a table, by `CREATE TABLE … AS SELECT …`";
    }
    const auto near = dsl::nearest(table_, names);
    return "it has no table `" + printable(table_) + "`" +
           (near            ? "; did you mean `" + printable(*near) + "`?"
            : names.empty() ? ", nor any other"
                            : "");
  }

  DatabaseColumns columns_of_table() {
    constexpr int kHidden = 1;  // of `hidden`: 2 and 3 are generated columns
    DatabaseColumns columns;
    SQLite::Statement query(database_, "SELECT name, hidden FROM pragma_table_xinfo(?)");
    query.bind(1, table_);
    while (query.executeStep()) {
      columns.names.push_back(query.getColumn(0).getString());
      if (query.getColumn(1).getInt() > kHidden) columns.generated.push_back(columns.names.back());
    }
    return columns;
  }

  void read_rows() {
    std::string list;
    for (const std::string& column : wanted_) list += (list.empty() ? "" : ", ") + quoted(column);
    // Without an index, rows come as they stand in the table.
    SQLite::Statement query(database_, "SELECT " + list + " FROM " + quoted(table_) + " NOT INDEXED");
    for (std::uint32_t line = 1; query.executeStep(); ++line) {
      TableFile::Row row;
      std::uint32_t column = 1;
      for (std::size_t i = 0; i < wanted_.size(); ++i)
        row.cells.push_back(cell(query.getColumn(static_cast<int>(i)), i, line, column));
      out_.text += '\n';
      out_.rows.push_back(std::move(row));
    }
    if (!out_.faults.empty()) out_.rows.clear();
  }

  /// The cell as it is read, and as it is shown: on one line, whatever is in it.
  TableFile::Cell cell(const SQLite::Column& value, std::size_t index, std::uint32_t line, std::uint32_t& column) {
    TableFile::Cell cell;
    const std::string why = why_unfit(value);  // asked first: reading a value as text may turn it into one
    const bool blob = value.isBlob();
    if (!value.isNull()) cell.text = stripped(value.getString());
    const std::string shown = blob ? "BLOB" : shown_text(cell.text);
    if (index > 0) {
      out_.text += '\t';
      ++column;
    }
    cell.line = line;
    cell.column = column;
    cell.offset = static_cast<std::uint32_t>(out_.text.size());
    cell.length = static_cast<std::uint32_t>(shown.size());
    if (!why.empty())
      out_.faults.push_back({why, cell.offset, cell.length, place_in_database(table_, line, wanted_[index])});
    out_.text += shown;
    for (std::size_t at = 0; at < shown.size();
         at += std::max<std::size_t>(1, dsl::utf8_length(std::string_view(shown).substr(at))))
      ++column;
    return cell;
  }

  static std::string why_unfit(const SQLite::Column& value) {
    // A REAL has gone through binary floating point: no figure of law may (docs/annexes.md).
    if (value.isFloat()) return "this is a REAL, which is not exact: store it as TEXT or INTEGER";
    if (value.isBlob()) return "this is a BLOB, bytes without a meaning: store it as TEXT or INTEGER";
    if (!value.isText()) return {};
    const std::string text = value.getString();
    if (dsl::find_bad_utf8(text) != std::string::npos) return "this text is not UTF-8: store it anew";
    if (text.find('\0') != std::string::npos) return "this text holds a NUL character: store it anew";
    return {};
  }

  static std::string shown_text(const std::string& text) {
    const bool plain = dsl::find_bad_utf8(text) == std::string::npos &&
                       std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7F; });
    return plain ? text : printable(text);
  }

  SQLite::Database database_;
  const std::string& table_;
  const std::vector<std::string>& wanted_;
  TableFile& out_;
};

}  // namespace

bool is_sqlite(std::string_view beginning) { return beginning.starts_with(kBeginning); }

std::string place_in_database(const std::string& table, std::uint32_t row, const std::string& column) {
  return "table `" + printable(table) + "`, row " + std::to_string(row) + ", column `" + printable(column) + "`";
}

TableFile read_sqlite_table(const std::string& path, const std::string& table,
                            const std::vector<std::string>& columns) {
  TableFile out;
  out.error = why_no_database(path);
  if (!out.error.empty()) return out;
  try {
    TableOfDatabase(path, table, columns, out).read();
  } catch (const SQLite::Exception& failure) {
    out = {};
    out.error = reason_of(failure);
  }
  return out;
}

}  // namespace shibo::engine
