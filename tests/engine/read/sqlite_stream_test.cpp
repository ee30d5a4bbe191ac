// Records out of a table of a database: what a CSV file of the same rows gives, and what is refused.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "goods_rules.hpp"
#include "io/sqlite_rows.hpp"
#include "own_folder.hpp"

namespace shibo::engine {
namespace {

class SqliteStream : public testing::Test {
 protected:
  void make(const std::string& sql) const {
    SQLite::Database(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
  }
  [[nodiscard]] Outcome read(const std::string& table = "", const StreamOptions& options = {}) const {
    return Goods().file(path_ + table, options);
  }
  /// Without the folder that is of this run, and what is said of the file beside that is not there.
  [[nodiscard]] std::string told(std::string text) const {
    const std::string folder = folder_.path().string() + "/";
    for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder))
      text.erase(at, folder.size());
    const std::string beside = "N D0192 ledger:0:0 there is no file `materials.csv`: `lines.materials` stays unknown\n";
    if (const std::size_t at = text.find(beside); at != std::string::npos) text.erase(at, beside.size());
    return text;
  }

  OwnFolder folder_;
  std::string path_ = folder_.path("ledger");
};

TEST_F(SqliteStream, ARowIsARowOfATable) {
  make(
      "CREATE TABLE t(shipment, \"to\", line INTEGER, \"hs code\" TEXT, buyer TEXT);"
      "INSERT INTO t VALUES ('A', 'CN', 1, '6109.10', NULL), ('B', 'KR', 1, '6110.20', 'a, \"b\"'), ('A', 'CN', 2, '9401.61', '');");
  for (const std::size_t chunk : {1, 3, 65536}) {
    const Outcome outcome = read("", {.chunk = chunk});
    EXPECT_EQ(outcome.error, "");
    EXPECT_EQ(outcome.records,
              "B {id: B, to: KR, buyer: {name: a, \"b\"}, lines: [{no: 1, hs: 6110.20}]}\n"
              "A {id: A, to: CN, lines: [{no: 1, hs: 6109.10}; {no: 2, hs: 9401.61}]}\n")
        << "rows that stand apart are one record";
    EXPECT_EQ(told(outcome.findings), "");
  }
  const std::string whole = read().records;
  EXPECT_EQ(read(":t").records, whole);
  for (const InputFormat format : {InputFormat::Csv, InputFormat::Json})
    EXPECT_EQ(read("", {.format = format}).records, whole) << "the format is of files of text";
  EXPECT_EQ(read("", {.encoding = "GBK"}).records, whole) << "and so is the encoding";
}

TEST_F(SqliteStream, ALineBreakIsTextAndALineIsARow) {
  make(
      "CREATE TABLE t(shipment, buyer, \"to\"); INSERT INTO t VALUES"
      "('A', 'one' || char(10) || 'B,two,KR' || char(13, 10) || 'C,three,JP', 'CN'), ('D', '', 'XX');");
  const Outcome outcome = read();
  EXPECT_EQ(outcome.records.substr(0, outcome.records.find("D {")),
            "A {id: A, to: CN, buyer: {name: one\nB,two,KR\r\nC,three,JP}}\n");
  EXPECT_TRUE(told(outcome.findings).starts_with("D0161 ledger:3:3 [D] `to`: \"XX\" ")) << outcome.findings;
  const std::string findings = told(outcome.findings);
  EXPECT_EQ(std::count(findings.begin(), findings.end(), '\n'), 1) << findings;
}

TEST_F(SqliteStream, WhatIsNotExactIsInvalidWhereItIsRead) {
  make(
      "CREATE TABLE t(shipment, buyer, \"to\", spare, made AS (spare * 2)); INSERT INTO t VALUES"
      "('A', 0.1, 'CN', 0.5), ('B', x'4142', 'CN', x'00'), ('C', CAST(x'47C4' AS TEXT), 'CN', 1),"
      "('D', CAST(x'410042' AS TEXT), 'CN', 1), (1e20, 'E', 'CN', 1), (1e20, 'F', 'CN', 1);");
  const Outcome outcome = read();
  const std::string real = "a REAL, which is not exact: store it as TEXT or INTEGER";
  const std::string blob = "a BLOB, bytes without a meaning: store it as TEXT or INTEGER";
  std::string expected =
      "N D0144 ledger:1:4 2 of 5 columns are not read: `spare`, `made`\n"
      "D0161 ledger:2:2 [A] `name`: \"0.1\" " +
      real +
      "\n"
      "D0161 ledger:3:2 [B] `name`: \"x'4142'\" " +
      blob +
      "\n"
      "D0105 ledger:4:2 [C] the cell `G\\xC4` is not UTF-8: its byte 2 begins no character\n"
      "D0106 ledger:5:2 [D] the cell `A\\x00B` holds a NUL byte\n";
  for (const char* row : {"6", "7"})
    expected += std::string("D0183 ledger:") + row + ":1 [line " + row + "] the key `1.0e+20` is " + real + "\n" +
                "D0161 ledger:" + row + ":1 [line " + row + "] `id`: \"1.0e+20\" " + real + "\n";
  EXPECT_EQ(told(outcome.findings), expected) << "what is in columns that are not read harms nobody";
  EXPECT_EQ(outcome.records, "A {id: A, to: CN, buyer: {name: !0.1 (" + real +
                                 ")}}\n"
                                 "B {id: B, to: CN, buyer: {name: !x'4142' (" +
                                 blob +
                                 ")}}\n"
                                 "C {id: C, to: CN, buyer: {name: !G\\xC4 (not UTF-8)}}\n"
                                 "D {id: D, to: CN, buyer: {name: !A\\x00B (a NUL byte is in it)}}\n"
                                 "line 6 {id: !1.0e+20 (" +
                                 real +
                                 "), to: CN, buyer: {name: E}}\n"
                                 "line 7 {id: !1.0e+20 (" +
                                 real + "), to: CN, buyer: {name: F}}\n")
      << "two REALs that look alike may be two keys";
}

TEST_F(SqliteStream, AGeneratedColumnIsNotWorkedOut) {
  make("CREATE TABLE t(shipment, buyer AS (shipment || '!')); INSERT INTO t VALUES ('A');");
  const Outcome outcome = read();
  const std::string why =
      "a value of a generated column, worked out when it is read: keep the values in a column of their own";
  EXPECT_EQ(told(outcome.findings), "D0161 ledger:2:2 [A] `name`: \"\" " + why + "\n");
  EXPECT_EQ(outcome.records, "A {id: A, buyer: {name: ! (" + why + ")}}\n");
}

TEST_F(SqliteStream, ATextIsAsLongAsACellMayBe) {
  make(
      "CREATE TABLE t(shipment, buyer, spare); INSERT INTO t VALUES ('A', printf('%.1048577c', 'x'), 'y'), ('B', 'z', 'y');");
  const Outcome outcome = read();
  EXPECT_NE(outcome.findings.find("D0107 ledger:2:2 [A] the cell is longer than 1 MiB; it begins `xxxxxxxxxxxxxxxx…"),
            std::string::npos)
      << outcome.findings;
  EXPECT_TRUE(outcome.records.starts_with("A {id: A, buyer: {name: !xxxxxxxxxxxxxxxx…")) << outcome.records;
  EXPECT_TRUE(outcome.records.ends_with("B {id: B, buyer: {name: z}}\n")) << outcome.records;
}

TEST_F(SqliteStream, WhichTableIsSaidWhereThereAreSeveral) {
  make(
      "CREATE TABLE transfers(id INTEGER PRIMARY KEY AUTOINCREMENT, shipment); INSERT INTO transfers(shipment) VALUES ('A');");
  EXPECT_EQ(read().records, "A {id: A}\n") << "sqlite_sequence is no table of anybody's";
  make(
      "CREATE VIEW seen AS SELECT * FROM transfers; CREATE TABLE \"a:b\"(shipment); INSERT INTO \"a:b\" VALUES ('B');");
  EXPECT_EQ(read().error, "it is an SQLite database with 2 tables, `a:b` and `transfers`: say which, `ledger:a:b`");
  EXPECT_EQ(read(":transfers").records, "A {id: A}\n");
  EXPECT_EQ(read(":a:b").records, "B {id: B}\n");
  EXPECT_EQ(read(":transfer").error, "it has no table `transfer`; did you mean `transfers`?");
  EXPECT_TRUE(read(":seen").error.starts_with("`seen` is a view, ")) << read(":seen").error;
  std::ofstream(path_ + ":transfers") << "shipment\nC\n";
  EXPECT_EQ(read(":transfers").records, "C {id: C}\n") << "a file that has the whole name is that file";
}

TEST_F(SqliteStream, ATableMayBeEmptyOrNotThere) {
  make("CREATE TABLE t(shipment);");
  EXPECT_EQ(read().records, "");
  EXPECT_EQ(told(read().findings), "W D0111 ledger:1:1 the file has a header and no rows\n");
  make("DROP TABLE t;");
  EXPECT_EQ(read().error, "it is an SQLite database without a table");
  make("CREATE TABLE t(x);");
  EXPECT_NE(read().error.find("none of its columns is a field"), std::string::npos) << read().error;
}

TEST_F(SqliteStream, RowsComeFromOneMoment) {
  make("PRAGMA journal_mode = WAL; CREATE TABLE t(shipment, buyer); INSERT INTO t VALUES ('A', 'x'), ('B', 'y');");
  SQLite::Database other(path_, SQLite::OPEN_READWRITE);
  const OpenedRows opened = open_sqlite_rows({path_});
  ASSERT_EQ(opened.error, "");
  other.exec("INSERT INTO t VALUES ('C', 'z')");
  for (int time = 0; time < 2; ++time) {
    const auto source = opened.rows();
    std::string text(1000, '\0');
    text.resize(source->read(text.data(), text.size()));
    if (text.find('A') == std::string::npos) {
      std::string more(1000, '\0');
      more.resize(source->read(more.data(), more.size()));
      text += more;
    }
    EXPECT_EQ(text, "\"shipment\",\"buyer\"\n\"A\",\"x\"\n\"B\",\"y\"\n") << "and may be read again";
  }
}

}  // namespace
}  // namespace shibo::engine
