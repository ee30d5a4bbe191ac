// Files beside a table that are joined to it: whose rows are whose, and what is known of the others.
#include <gtest/gtest.h>

#include <utility>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

Outcome with_materials(const std::string& main, const std::string& materials) {
  const OwnFolder folder;
  folder.write("main.csv", main);
  folder.write("materials.csv", materials);
  return Goods().file(folder.path("main.csv"));
}

TEST(JoinedFile, OneThatIsNotThereIsNamed) {
  const OwnFolder folder;
  folder.write("main.csv", "shipment,line\nA,1\n");
  const Outcome read = Goods().file(folder.path("main.csv"));
  EXPECT_EQ(read.findings, "N D0192 main.csv:0:0 there is no file `" + folder.path("materials.csv") +
                               "`: `lines.materials` stays unknown\n");
  EXPECT_EQ(read.records, "A {id: A, lines: [{no: 1}]}\n");
  const OpenedStream opened = Goods().open("shipment,line\nA,1\n", "-");
  ASSERT_EQ(opened.stream->absent_files().size(), 1U);
  EXPECT_EQ(opened.stream->absent_files()[0].path, "materials.csv");
  EXPECT_EQ(opened.stream->absent_files()[0].list, "lines.materials");
  EXPECT_TRUE(Goods().open("shipment,line\nA,1\n", "t.csv").stream->absent_files().empty()) << "a text in memory";
}

TEST(JoinedFile, AListThatIsSaidAnewIsNotLookedForElsewhere) {
  const OwnFolder folder;
  folder.write("main.csv", "shipment,line\nA,1\n");
  folder.write("parts.csv", "shipment,line,material,hs code\nA,1,M1,6109.10\n");
  const Goods goods(
      std::string(kGoodsRules) +
      "mapping other for Shipment extends flat { list lines.materials from file \"parts.csv\" by \"shipment\" = \"shipment\", \"line\" = \"line\" complete }\n");
  const Outcome read = goods.file(folder.path("main.csv"));
  EXPECT_EQ(read.findings, "");
  EXPECT_EQ(read.records, "A {id: A, lines: [{no: 1, materials: [{no: M1, hs: 6109.10}]}]}\n")
      << "the columns of the file are known as before";
}

TEST(JoinedFile, KeysMeetInNormalFormC) {
  const Outcome read = with_materials("shipment,line\nCafe\u0301,1\n",
                                      "shipment,line,material,above\nCaf\u00E9,1,E\u0301,\nCaf\u00E9,1,M,\u00C9\n");
  EXPECT_EQ(read.records,
            "Caf\u00E9 {id: Caf\u00E9, lines: [{no: 1, materials: [{no: \u00C9, materials: [{no: M}]}]}]}\n");
  EXPECT_EQ(read.findings, "");
}

TEST(JoinedFile, GivesALineItsTree) {
  const Outcome read =
      with_materials("shipment,line\nA,1\nA,2\n",
                     "shipment,line,material,above,hs code\nA,1,M2,M1,5208.11\nA,1,M1,,5407.10\nA,1,M3,M2,5201.00\n");
  EXPECT_EQ(
      read.records,
      "A {id: A, lines: [{no: 1, materials: [{no: M1, hs: 5407.10, materials: [{no: M2, hs: 5208.11, materials: [{no: M3, hs: 5201.00}]}]}]}; "
      "{no: 2, materials: []}]}\n");
  EXPECT_EQ(read.findings, "");
  EXPECT_EQ(read.columns,
            "shipment=id line=lines.no shipment=(a key) line=(a key) material=no above=(a key) hs code=hs ");
}

TEST(JoinedFile, ATreeThatCannotBeMadeIsUnreadableAndItsRowsAreKept) {
  struct Case {
    const char* what;
    const char* rows;
    const char* list;
    const char* finding;
  };
  const Case cases[] = {
      {"a part of itself", "A,1,M1,M1\n", "!line 2 (`M1` would be a part of itself)",
       "D0186 materials.csv:2:8 [A] `M1` would be a part of itself\n"},
      {"a loop", "A,1,M1,M2\nA,1,M2,M3\nA,1,M3,M1\n", "!line 4 (`M1` would be a part of itself)",
       "D0186 materials.csv:4:8 [A] `M1` would be a part of itself\n"},
      {"no such row", "A,1,M1,M9\n", "!line 2 (there is no row `M9` to be a part of)",
       "D0185 materials.csv:2:8 [A] there is no row `M9` to be a part of\n"},
      {"two such rows", "A,1,M1,\nA,1,M1,\nA,1,M2,M1\n", "!line 4 (there is more than one row `M1` to be a part of)",
       "D0190 materials.csv:4:8 [A] there is more than one row `M1` to be a part of\n"},
  };
  for (const Case& c : cases) {
    const Outcome read = with_materials("shipment,line\nA,1\n", std::string("shipment,line,material,above\n") + c.rows);
    EXPECT_EQ(read.records, std::string("A {id: A, lines: [{no: 1, materials: ") + c.list + "}]}\n") << c.what;
    EXPECT_EQ(read.findings, c.finding) << c.what;
  }
}

TEST(JoinedFile, PartsAreNestedAsDeepAsTheLimitAndNoDeeper) {
  const auto chain = [](int levels) {
    std::string rows = "shipment,line,material,above\n";
    for (int i = levels; i >= 1; --i)
      rows += "A,1,M" + std::to_string(i) + "," + (i == 1 ? "" : "M" + std::to_string(i - 1)) + "\n";
    return rows;
  };
  EXPECT_EQ(with_materials("shipment,line\nA,1\n", chain(32)).findings, "");
  EXPECT_EQ(with_materials("shipment,line\nA,1\n", chain(33)).findings,
            "D0187 materials.csv:2:9 [A] parts are nested more than 32 deep\n");
  EXPECT_EQ(with_materials("shipment,line\nA,1\n", chain(100'000)).findings.substr(0, 5), "D0187")
      << "and no stack is lost";
}

TEST(JoinedFile, RowsThatBelongToNobodyAreSaid) {
  EXPECT_EQ(
      with_materials("shipment,line\nA,1\n", "shipment,line,material\nB,1,M1\nB,1,M2\n,1,M3\n").findings,
      "D0184 materials.csv:2:1 2 rows with the key `B`, `1` (lines 2, 3): they belong to no record of the main file, and while it is not known whose they are, no record without rows here has none\n"
      "D0183 materials.csv:4:1 the row lacks a part of its key, and belongs to no record; every list that is joined from this file may hold more than it was given\n");
  EXPECT_EQ(
      with_materials("shipment,line\nA,1\n", "shipment,line,material\n").findings,
      "N D0111 materials.csv:1:1 the file has a header and no rows: each `materials` is empty, and nothing is unknown of it\n");
}

TEST(JoinedFile, ListsThatAStrayRowCouldBelongToMayHoldMore) {
  const auto read = [](const char* rows) {
    return with_materials("shipment,line\nA,1\nA,2\nB,1\n", std::string("shipment,line,material\n") + rows).records;
  };
  EXPECT_EQ(
      read("A,1,M1\n"),
      "A {id: A, lines: [{no: 1, materials: [{no: M1}]}; {no: 2, materials: []}]}\nB {id: B, lines: [{no: 1, materials: []}]}\n");
  const std::string of_a = "A {id: A, lines: [{no: 1, materials: [{no: M1} …]}; {no: 2, materials: [ …]}]}\n";
  EXPECT_EQ(read("A,1,M1\nA,02,M2\n"), of_a + "B {id: B, lines: [{no: 1, materials: []}]}\n")
      << "a line that is not there";
  EXPECT_EQ(read("A,1,M1\nA,,M2\n"), of_a + "B {id: B, lines: [{no: 1, materials: []}]}\n") << "no line";
  const std::string of_b =
      "B {id: B, lines: [{no: 1, materials: [ …]}]}\n";  // nothing counts as empty while there are strangers
  EXPECT_EQ(read("A,1,M1\na,2,M2\n"), of_a + of_b) << "other capitals";
  EXPECT_EQ(read("A,1,M1\n,2,M2\n"), of_a + "B {id: B, lines: [{no: 1, materials: [ …]}]}\n") << "no shipment";
  EXPECT_EQ(read("A,1,M1\nn/a,2,M2\n"), of_a + "B {id: B, lines: [{no: 1, materials: [ …]}]}\n")
      << "a word for it that it is missing";
  const std::string a_known = "A {id: A, lines: [{no: 1, materials: [{no: M1}]}; {no: 2, materials: [ …]}]}\n";
  EXPECT_EQ(read("A,1,M1\nX,2,M2\n"), a_known + of_b) << "of a shipment that is like none";
  EXPECT_EQ(read("A,1,M1\n9.00E+07,2,M2\n"), of_a + of_b) << "a key whose digits are lost could be of any";
  EXPECT_EQ(read("A,1,M1\n\"A,2,M2\n"), of_a + of_b) << "and so could one that a quote has swallowed";
  EXPECT_EQ(read("A,1,M1\nA\xFF,2,M2\n"), of_a + of_b) << "or that is no text";
  const Outcome two = with_materials("shipment,line\nA,1\na,1\n", "shipment,line,material\nA,1,M1\na,1,M2\n");
  EXPECT_EQ(two.records,
            "A {id: A, lines: [{no: 1, materials: [{no: M1}]}]}\na {id: a, lines: [{no: 1, materials: [{no: M2}]}]}\n")
      << "both are there";
  EXPECT_EQ(two.findings, "");
  EXPECT_EQ(
      with_materials("shipment,line\nA,1\n", "shipment,line,material\nA,1,M1\nA,7,M2\n").findings,
      "D0184 materials.csv:3:1 [A] the row with the key `A`, `7` is of no element of this record, whose lists may hold more than they were given\n");
}

TEST(JoinedFile, KeysThatLookAlikeOpenTheListsOfTheirRecords) {
  const std::pair<const char*, const char*> alike[] = {
      {"S-100", "S-1OO"},
      {"S-100", "S–100"},
      {"S-100", "S100"},
      {"S-100", "s_100"},
      {"S-1", "S-01"},
      {"123", "00123"},
      {"1001", "1001.0"},
      {"1001", "'1001"},
      {"1001", "1,001"},
      {"1001", "１００１"},
      {"AB1",
       "A\xE2\x80\x8B"
       "B1"},
      {"IL0", "110"},
  };
  for (const auto& [ours, theirs] : alike) {
    const std::string main = std::string("shipment,line\n\"") + ours + "\",1\nother,1\n";
    const std::string rows =
        std::string("shipment,line,material\n\"") + ours + "\",1,M1\n\"" + theirs + "\",1,M2\nother,1,M3\n";
    const Outcome read = with_materials(main, rows);
    EXPECT_NE(read.records.find("{no: 1, materials: [{no: M1} …]}"), std::string::npos)
        << theirs << ": " << read.records;
    EXPECT_NE(read.records.find("{no: 1, materials: [{no: M3}]}"), std::string::npos)
        << "the other one is whole: " << read.records;
  }
  for (const char* other : {"S-200", "T-100", "S-1001", "S-10"}) {
    const Outcome read = with_materials("shipment,line\nS-100,1\n",
                                        std::string("shipment,line,material\nS-100,1,M1\n") + other + ",1,M2\n");
    EXPECT_NE(read.records.find("{no: 1, materials: [{no: M1}]}"), std::string::npos) << other << ": " << read.records;
  }
}

TEST(JoinedFile, StrangersAreMetWhereNothingTellsRecordsApart) {
  const std::string rules =
      "package boxes\nrecord Box { id: text key\n  parts: list of Part }\nrecord Part in Box { v: number }\n"
      "mapping m for Box { list parts from file \"parts.csv\" by \"box\" = \"id\" complete }\n";
  const auto read = [&](const char* rows) {
    const OwnFolder folder;
    folder.write("main.csv", "id\nA1\n");
    folder.write("parts.csv", std::string("box,v\n") + rows);
    return Goods(rules).file(folder.path("main.csv")).records;
  };
  EXPECT_EQ(read("A1,5\n"), "A1 {id: A1, parts: [{v: 5}]}\n");
  EXPECT_EQ(read("B,5\n"), "A1 {id: A1, parts: [ …]}\n");
  EXPECT_EQ(read("A1,5\nA-1,5\n"), "A1 {id: A1, parts: [{v: 5} …]}\n");
}

TEST(JoinedFile, AWordThatMeansMissingIsNoParent) {
  const Outcome read = with_materials("shipment,line\nA,1\n", "shipment,line,material,above\nA,1,M1,n/a\nA,1,n/a,M1\n");
  EXPECT_EQ(read.records, "A {id: A, lines: [{no: 1, materials: [{no: M1, materials: [{}]}]}]}\n");
  EXPECT_EQ(read.findings, "");
}

TEST(JoinedFile, WithoutItsKeyItIsNotJoinedAndTheListIsMissingNotEmpty) {
  const Outcome theirs = with_materials("shipment,line\nA,1\n", "shipment,material\nA,M1\n");
  EXPECT_EQ(theirs.records, "A {id: A, lines: [{no: 1}]}\n");
  EXPECT_EQ(theirs.findings, "D0189 materials.csv:1:1 it is not joined: it has no column `line`\n");
  EXPECT_TRUE(theirs.unread);
  const Outcome ours = with_materials("shipment,hs code\nA,6109.10\n", "shipment,line,material\nA,1,M1\n");
  EXPECT_EQ(ours.records, "A {id: A, lines: [{hs: 6109.10}]}\n");
  EXPECT_EQ(ours.findings,
            "D0189 materials.csv:1:1 it is not joined: the file that it belongs to has no column `line`\n");
}

TEST(JoinedFile, OfAFileWithoutRowsNothingIsSaidOfThoseBesideIt) {
  const OwnFolder folder;
  folder.write("a.csv", "shipment,to,line\n");
  folder.write("materials.csv", "shipment,line,material\nA,1,M1\nA,1,M2\n");
  EXPECT_EQ(Goods().file(folder.path("a.csv")).findings, "W D0111 a.csv:1:1 the file has a header and no rows\n");
}

}  // namespace
}  // namespace shibo::engine
