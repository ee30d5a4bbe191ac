// A SQLite database that is opened to be read: what every reader of one asks of it first.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>
#include <vector>

namespace shibo::engine {

/// Opened read-only, and seen as it stands at one moment. What it is asked throws SQLite's exceptions.
class SqliteDatabase {
 public:
  struct Columns {
    std::vector<std::string> names;
    std::vector<std::string> generated;  ///< of these, those that are worked out when they are read
  };

  explicit SqliteDatabase(const std::string& path);

  [[nodiscard]] SQLite::Database& connection() { return database_; }

  /// The names of its tables, sorted; SQLite's own are none.
  [[nodiscard]] std::vector<std::string> tables();
  /// Why no rows can be read of what has that name: there is none, or it is a view or a virtual table. Empty if they
  /// can.
  [[nodiscard]] std::string why_no_table(const std::string& table);
  /// Of a damaged tree of pages (only the table's own are looked at), a query may return fewer rows and call that the
  /// end. Empty if it is sound.
  [[nodiscard]] std::string damage(const std::string& table);
  [[nodiscard]] Columns columns(const std::string& table);

 private:
  SQLite::Database database_;
};

/// Why the file cannot be a database, before SQLite is asked: it would wait at a pipe, and say less. Empty if it may
/// be.
[[nodiscard]] std::string why_no_database(const std::string& path);

/// SQLite's own words, and what to do.
[[nodiscard]] std::string reason_of(const SQLite::Exception& failure);

/// A name as SQL quotes it.
[[nodiscard]] std::string quoted_name(const std::string& name);

/// `SELECT`s the columns of all rows. Without an index, they come as they stand in the table.
[[nodiscard]] std::string query_of_rows(const std::string& table, const std::vector<std::string>& columns);

}  // namespace shibo::engine
