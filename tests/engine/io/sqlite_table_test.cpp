// The reader of SQLite tables, case by case. What is read is shown as cells between bars, `|a|b|`; what is refused as
// the reason, or as `line:offset+length what [where]` for each place.
#include "io/sqlite_table.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "own_folder.hpp"

namespace shibo::engine {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test, with one database in it.
class SqliteTable : public testing::Test {
 protected:
  void make(const std::string& sql) const {
    SQLite::Database(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
  }
  void write(std::string_view bytes) const { std::ofstream(path_, std::ios::binary) << bytes; }
  [[nodiscard]] std::string bytes() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  [[nodiscard]] std::string read(const std::vector<std::string>& columns = {"a"},
                                 const std::string& table = "t") const {
    const TableFile file = read_sqlite_table(path_, table, columns);
    if (!file.error.empty()) {
      EXPECT_TRUE(file.rows.empty() && file.faults.empty()) << "a table, or the reason why not";
      return file.error;
    }
    std::string all;
    for (const std::string& column : file.missing_columns) all += "no " + column + "\n";
    for (const auto& fault : file.faults)
      all += fault.what + " [" + fault.where + "] " + file.text.substr(fault.offset, fault.length) + "\n";
    EXPECT_TRUE(file.faults.empty() || file.rows.empty()) << "nothing is read past a fault";
    for (const auto& row : file.rows) {
      for (const auto& cell : row.cells) all += "|" + cell.text;
      all += "|\n";
    }
    return all;
  }

  OwnFolder folder_;
  std::string path_ = folder_.path("rates.db");
};

TEST_F(SqliteTable, ACellIsTextOrAWholeNumberOrBlank) {
  make(
      "CREATE TABLE t(a, b); INSERT INTO t VALUES ('0504', 8518), (NULL, ''), (' 9 % ', -3), ('第', 9007199254740993);");
  EXPECT_EQ(read({"a", "b"}), "|0504|8518|\n|||\n|9 %|-3|\n|第|9007199254740993|\n");
  EXPECT_EQ(read({"b"}), "|8518|\n||\n|-3|\n|9007199254740993|\n");
  EXPECT_EQ(read({"b", "a", "b"}), "|8518|0504|8518|\n||||\n|-3|9 %|-3|\n|9007199254740993|第|9007199254740993|\n");
}

TEST_F(SqliteTable, ARealIsRefusedWhereverItComesFrom) {
  make("CREATE TABLE t(a, b REAL, c NUMERIC); INSERT INTO t VALUES (1, 2, '0.1'), (0.1, 3, '4');");
  const std::string real = "this is a REAL, which is not exact: store it as TEXT or INTEGER ";
  EXPECT_EQ(read({"a"}), real + "[table `t`, row 2, column `a`] 0.1\n");
  EXPECT_EQ(read({"b"}), real + "[table `t`, row 1, column `b`] 2.0\n" + real + "[table `t`, row 2, column `b`] 3.0\n");
  EXPECT_EQ(read({"a", "c"}),
            real + "[table `t`, row 1, column `c`] 0.1\n" + real + "[table `t`, row 2, column `a`] 0.1\n");
}

TEST_F(SqliteTable, BytesAreNoText) {
  make(
      "CREATE TABLE t(a); INSERT INTO t VALUES (x'414243'), (CAST(x'47C4' AS TEXT)), (CAST(x'410042' AS TEXT)), ('x');");
  EXPECT_EQ(read(),
            "this is a BLOB, bytes without a meaning: store it as TEXT or INTEGER [table `t`, row 1, column `a`] BLOB\n"
            "this text is not UTF-8: store it anew [table `t`, row 2, column `a`] G\\xC4\n"
            "this text holds a NUL character: store it anew [table `t`, row 3, column `a`] A\\x00B\n");
}

TEST_F(SqliteTable, TextOfAnotherEncodingIsRead) {
  make("PRAGMA encoding = 'UTF-16le'; CREATE TABLE t(\"größe\"); INSERT INTO t VALUES ('第1章');");
  EXPECT_EQ(read({"größe"}), "|第1章|\n");
}

TEST_F(SqliteTable, EachCellHasItsPlaceInTheRowsWrittenOut) {
  make("CREATE TABLE t(a, b); INSERT INTO t VALUES ('第', 'x'), ('two\nlines', 'y');");
  const TableFile file = read_sqlite_table(path_, "t", {"a", "b"});
  EXPECT_EQ(file.text, "第\tx\ntwo\\nlines\ty\n");
  ASSERT_EQ(file.rows.size(), 2U);
  const auto& first = file.rows[0].cells[1];
  EXPECT_EQ(file.text.substr(first.offset, first.length), "x");
  EXPECT_EQ(first.line, 1U);
  EXPECT_EQ(first.column, 3U);
  const auto& second = file.rows[1].cells[1];
  EXPECT_EQ(file.rows[1].cells[0].text, "two\nlines");
  EXPECT_EQ(file.text.substr(second.offset, second.length), "y");
  EXPECT_EQ(second.line, 2U) << "a line is a row, whatever is in it";
  EXPECT_EQ(second.column, 12U);
}

TEST_F(SqliteTable, RowsComeInTheOrderOfTheirRowidsWhateverAnIndexSays) {
  make(
      "CREATE TABLE t(a, b, c, d); CREATE INDEX i ON t(a); INSERT INTO t(rowid, a) VALUES (3, 'x'), (1, 'z'), (2, 'y');"
      "CREATE TABLE keyed(a TEXT PRIMARY KEY, b) WITHOUT ROWID; INSERT INTO keyed VALUES ('q', 1), ('p', 2);"
      "CREATE TABLE own(rowid TEXT, a); INSERT INTO own VALUES ('9', 'first'), ('1', 'second');");
  EXPECT_EQ(read(), "|z|\n|y|\n|x|\n");
  EXPECT_EQ(read({"a"}, "keyed"), "|p|\n|q|\n");
  EXPECT_EQ(read({"a", "rowid"}, "own"), "|first|9|\n|second|1|\n");
}

TEST_F(SqliteTable, NamesMayHoldAnything) {
  make(
      "CREATE TABLE \"a \"\"table\"\"; DROP\"(\"it's\", \"col\"\"umn\", [x y]);"
      "INSERT INTO \"a \"\"table\"\"; DROP\" VALUES (1, 2, 3);");
  EXPECT_EQ(read({"it's", "col\"umn", "x y"}, "a \"table\"; DROP"), "|1|2|3|\n");
  EXPECT_EQ(read({"a"}, "a \"table"), "it has no table `a \"table`");
}

TEST_F(SqliteTable, AMissingTableOrColumnIsNamed) {
  make("CREATE TABLE rates(rate, country); CREATE VIEW old_rates AS SELECT * FROM rates;");
  EXPECT_EQ(read({"rate"}, "rats"), "it has no table `rats`; did you mean `rates`?");
  EXPECT_EQ(read({"rate"}, "Rates"), "it has no table `Rates`; did you mean `rates`?");
  EXPECT_EQ(read({"rate"}, "elsewhere"), "it has no table `elsewhere`");
  EXPECT_EQ(read({"rate", "contry", "nothing"}, "rates"), "no contry\nno nothing\n");
  EXPECT_EQ(read({"rate"}, "rates"), "") << "no row";
  const TableFile file = read_sqlite_table(path_, "rates", {"contry"});
  EXPECT_EQ(file.columns, (std::vector<std::string>{"rate", "country"})) << "for a suggestion";
}

TEST_F(SqliteTable, ADatabaseWithoutTablesSaysSo) {
  make("CREATE TABLE t(a); DROP TABLE t;");
  EXPECT_EQ(read(), "it has no table `t`, nor any other");
}

TEST_F(SqliteTable, WhatIsWorkedOutWhileItIsReadIsRefused) {
  make(
      "CREATE TABLE t(a, b AS (a * 0.1), c AS (CAST(a * 0.1 AS TEXT)) STORED); INSERT INTO t VALUES (3);"
      "CREATE VIEW today AS SELECT date('now') AS a;"
      "CREATE VIEW endless AS WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n) SELECT a FROM n;"
      "CREATE VIRTUAL TABLE found USING fts5(a);");
  EXPECT_EQ(read(), "|3|\n");
  const std::string generated = "is generated, worked out when it is read: keep the values in a column of their own";
  EXPECT_EQ(read({"a", "b"}), "its column `b` " + generated);
  EXPECT_EQ(read({"c"}), "its column `c` " + generated);
  const std::string in_table =
      "whose rows are worked out when it is read: keep them in a table, by `CREATE TABLE … AS SELECT …`";
  EXPECT_EQ(read({"a"}, "today"), "`today` is a view, " + in_table);
  EXPECT_EQ(read({"a"}, "endless"), "`endless` is a view, " + in_table);
  EXPECT_EQ(read({"a"}, "found"), "`found` is a virtual table, " + in_table);
}

TEST_F(SqliteTable, WhatIsNoDatabaseSaysWhatItIs) {
  EXPECT_EQ(read(), "there is no such file");
  EXPECT_FALSE(fs::exists(path_)) << "and none is made";
  write("");
  EXPECT_EQ(read(), "it is empty");
  write("hs,rate\n8703,5%\n");
  EXPECT_EQ(read(), "it is no SQLite database; a CSV file is loaded without `table`");
  write("%PDF-1.7");
  EXPECT_EQ(read(), "it is a PDF document; export the data where the document was made, as CSV in UTF-8");
  write(std::string("SQLite format 3\0", 16) + std::string(200, '?'));
  EXPECT_EQ(read(), "it is no SQLite database, or an encrypted one (file is not a database)");
  path_ = folder_.path().string();
  EXPECT_EQ(read(), "it is a folder");
  path_ = folder_.path("pipe");
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  EXPECT_EQ(read(), "it is a device or a pipe, not a file") << "and nobody waits at it";
}

TEST_F(SqliteTable, ALockEndsTheReading) {
  make("CREATE TABLE t(a); INSERT INTO t VALUES (1);");
  SQLite::Database other(path_, SQLite::OPEN_READWRITE);
  other.exec("BEGIN IMMEDIATE; INSERT INTO t VALUES (2);");
  EXPECT_EQ(read(), "|1|\n") << "who prepares a change hinders nobody";
  other.exec("COMMIT");
  EXPECT_EQ(read(), "|1|\n|2|\n");
  other.exec("BEGIN EXCLUSIVE");
  EXPECT_EQ(read(), "another program keeps it locked (database is locked); try again when that one is done");
  other.exec("COMMIT");
  EXPECT_EQ(read(), "|1|\n|2|\n");
}

TEST_F(SqliteTable, WhatStandsInAWriteAheadLogIsRead) {
  make("PRAGMA journal_mode = WAL; CREATE TABLE t(a); INSERT INTO t VALUES (1);");
  SQLite::Database other(path_, SQLite::OPEN_READWRITE);
  other.exec("PRAGMA wal_autocheckpoint = 0; INSERT INTO t VALUES (2);");
  ASSERT_GT(fs::file_size(path_ + "-wal"), 0U);
  EXPECT_EQ(read(), "|1|\n|2|\n");
}

TEST_F(SqliteTable, AJournalLeftBehindIsSaid) {
  make("CREATE TABLE t(a); INSERT INTO t VALUES (1);");
  {
    SQLite::Database other(path_, SQLite::OPEN_READWRITE);
    other.exec(
        "PRAGMA cache_size = 1; BEGIN; WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n WHERE a < 5000) "
        "INSERT INTO t SELECT a FROM n;");
    fs::copy(path_, folder_.path() / "copy.db");
    fs::copy(path_ + "-journal", folder_.path() / "copy.db-journal");
    other.exec("ROLLBACK");
  }
  path_ = folder_.path("copy.db");
  const std::string found = read();
  EXPECT_TRUE(found.starts_with("a program was stopped while it wrote the database, and left a journal beside it ("))
      << found;
  SQLite::Database(path_, SQLite::OPEN_READWRITE).execAndGet("SELECT count(*) FROM t");
  EXPECT_EQ(read(), "|1|\n") << "what was not finished is gone";
}

/// Whatever byte of the file is wrong: the same rows, or a reason. Never fewer rows.
TEST_F(SqliteTable, ADamagedFileIsRefusedOrReadWhole) {
  make(
      "PRAGMA page_size = 512; CREATE TABLE t(a); CREATE INDEX i ON t(a);"
      "WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n WHERE a < 200) INSERT INTO t SELECT 'row ' || a FROM n;");
  const std::string whole = bytes();
  const std::string rows = read();
  ASSERT_EQ(std::count(rows.begin(), rows.end(), '\n'), 200);
  int refused = 0;
  for (std::size_t page = 0; page < whole.size() / 512; ++page) {
    for (std::size_t at : {0U, 1U, 3U, 4U, 5U, 6U, 8U, 9U, 11U, 12U, 100U}) {
      std::string damaged = whole;
      damaged[page * 512 + at] = static_cast<char>(damaged[page * 512 + at] ^ 0x15);
      write(damaged);
      const std::string found = read();
      const bool as_many = std::count(found.begin(), found.end(), '\n') == 200;
      refused += as_many ? 0 : 1;
      EXPECT_TRUE(as_many || found.find("row 1|") == std::string::npos) << page << " " << at << ": " << found;
      EXPECT_FALSE(found.empty());
    }
  }
  EXPECT_GT(refused, 20);
  write(whole.substr(0, whole.size() / 2));
  EXPECT_TRUE(read().starts_with("the database is damaged (")) << read();
  write(whole);
  EXPECT_EQ(read(), rows);
}

TEST_F(SqliteTable, NothingIsWrittenBesideADatabase) {
  make("CREATE TABLE t(a); INSERT INTO t VALUES (1);");
  const std::string before = bytes();
  fs::permissions(path_, fs::perms::owner_read);
  EXPECT_EQ(read(), "|1|\n");
  EXPECT_EQ(bytes(), before);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), {}), 1);
}

TEST_F(SqliteTable, ANameIsAFileAndNothingElse) {
  path_ = ":memory:";
  EXPECT_EQ(read(), "there is no such file");
  path_ = "file:x?mode=memory";
  EXPECT_EQ(read(), "there is no such file");
  path_ = folder_.path("100% a?b#c.db");
  make("CREATE TABLE t(a); INSERT INTO t VALUES (7);");
  EXPECT_EQ(read(), "|7|\n");
  const fs::path before = fs::current_path();
  fs::current_path(folder_.path());
  fs::copy(path_, "file:x");
  path_ = "file:x";
  EXPECT_EQ(read(), "|7|\n");
  fs::current_path(before);
}

}  // namespace
}  // namespace shibo::engine
