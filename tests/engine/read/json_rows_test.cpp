// Flat objects of JSON that are rows of records, as the lines of a table are.
#include <gtest/gtest.h>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

TEST(JsonRows, AFlatRowThatIsThereTwiceIsOneLineAndAFinding) {
  const Outcome read = lines(
      "{\"shipment\": \"A\", \"line\": 1, \"HTS\": \"6109.10\"}\n{\"shipment\": \"A\", \"line\": 2, \"HTS\": \"6109.10\"}\n{\"shipment\": \"A\", \"line\": 1, \"HTS\": \"6109.10\"}\n");
  EXPECT_EQ(read.records, "A {id: A, lines: [{no: 1, hs: 6109.10}; {no: 2, hs: 6109.10}]}\n");
  EXPECT_EQ(
      read.findings,
      "W D0193 t.ndjson:3:1 [A] the row says nothing that earlier rows of its record have not said, and is taken for one of them\n");
}

TEST(JsonRows, FlatRowsNestAsThoseOfATableDo) {
  const Outcome read = lines(
      "{\"shipment\": \"A\", \"to\": \"CN\", \"buyer\": \"X\", \"line\": 1, \"hs code\": \"6109.10\", \"value\": 5, \"currency\": \"USD\", \"done\": \"\"}\n"
      "{\"shipment\": \"A\", \"to\": \"CN\", \"buyer\": \"\", \"line\": 2, \"HTS\": \"9401.61\", \"value\": 7, \"currency\": \"EUR\", \"done\": [\"sewing\"], \"paper kind\": \"x\"}\n"
      "{\"shipment\": \"A\", \"line\": 1, \"weight g\": 3}\n"
      "{\"shipment\": \"B\", \"line\": null, \"hs code\": \"6110.20\"}\n"
      "{\"shipment\": \"B\", \"line\": \"n/a\", \"hs code\": \"6110.30\"}\n"
      "{\"shipment\": \"C\", \"lines\": [{\"no\": \"1\"}]}\n");
  EXPECT_EQ(read.records,
            "A {id: A, to: CN, buyer: {name: X}, lines: [{no: 1, hs: 6109.10, value: USD 5, weight: 3 g, done: *[]}; "
            "{no: 2, hs: 9401.61, value: EUR 7, done: [sewing], paper: {kind: x}}]}\n"
            "B {id: B, lines: [{hs: 6110.20}; {hs: 6110.30}]}\n"
            "C {id: C, lines: [{no: 1}]}\n");
  EXPECT_EQ(read.findings, "");
  EXPECT_FALSE(read.unread);
}

TEST(JsonRows, FlatRowsThatDisagreeOrStandApartAreSaid) {
  const Outcome read = json(
      R"([{"shipment": "A", "to": "CN", "line": 1}, {"shipment": "A", "to": "KR", "line": 2}, {"shipment": "B", "line": 1},
 {"shipment": "A", "line": 3}, {"line": 4}])");
  EXPECT_EQ(
      read.records,
      "A {id: A, to: !KR (differs from line 1 of the same record), lines: [{no: 1}; {no: 2}]}\nB {id: B, lines: [{no: 1}]}\n"
      "A {… id: A, lines: [{no: 3}]}\n$[4] {lines: [{no: 4}]}\n");
  EXPECT_EQ(read.findings,
            "D0182 t.json:1:68 [A] `to` differs from line 1 of the same record\n"
            "D0181 t.json:2:2 [A] the key of this row was met before, and its record has been judged without this row\n"
            "W D0183 t.json:2:32 [$[4]] the row has no key\n");
}

TEST(JsonRows, FlatRowsOnLinesOfTheirOwnDisagreeToo) {
  const Outcome read =
      lines("{\"shipment\": \"A\", \"line\": 1, \"to\": \"CN\"}\n{\"shipment\": \"A\", \"line\": 2, \"to\": \"KR\"}\n");
  EXPECT_EQ(read.records, "A {id: A, to: !KR (differs from line 1 of the same record), lines: [{no: 1}; {no: 2}]}\n");
  EXPECT_EQ(read.findings, "D0182 t.ndjson:2:36 [A] `to` differs from line 1 of the same record\n");
}

TEST(JsonRows, AFlatRowThatDiffersInKeysThatAreNotReadAloneMayBeAnotherLine) {
  const std::string row = R"({"shipment": "A", "line": 1, "HTS": "6109.10", "Lot": )";
  const std::string told =
      "W D0193 t.json:1:63 [A] the row says no more than earlier ones of its record in the keys that "
      "are read, and is taken for one of them; it differs in `Lot`\n";
  const Outcome read = json("[" + row + "\"L1\"}, " + row + "\"L2\"}]");
  EXPECT_EQ(read.records, "A {… id: A, lines: [{no: 1, hs: 6109.10}]}\n");
  EXPECT_TRUE(read.findings.starts_with(told)) << read.findings;
  EXPECT_EQ(lines(row + "1}\n" + row + "2}\n").records, read.records);
  EXPECT_NE(json("[" + row + "1}, " + row + "\"1\"}]").findings.find("says nothing that earlier rows"),
            std::string::npos)
      << "equal in all of them";
  const Outcome apart = json(R"([{"shipment": "A", "line": 1, "Lot": 1}, {"shipment": "A", "line": 2, "Lot": 2}])");
  EXPECT_EQ(apart.records, "A {id: A, lines: [{no: 1}; {no: 2}]}\n");
  EXPECT_EQ(
      apart.findings,
      "N D0144 t.json:1:38 [A] the key `Lot` is not read: no field has that name, and the mapping in use does not "
      "name it\n")
      << "what is not read disagrees with nothing";
}

TEST(JsonRows, ABlankInAKeyThatIsNotReadHidesNoneOfTheRowsAfterIt) {
  const std::string row = R"({"shipment": "A", "line": 1, "HTS": "6109.10")";
  const std::string doubtful = "A {… id: A, lines: [{no: 1, hs: 6109.10}]}\n";
  for (const std::string first : {", \"Lot\": \"\"", ", \"Lot\": null", ""}) {
    const Outcome read = lines(row + first + "}\n" + row + ", \"Lot\": \"L2\"}\n" + row + ", \"Lot\": \"L3\"}\n");
    EXPECT_EQ(read.records, doubtful) << first;
    EXPECT_NE(read.findings.find("W D0193 t.ndjson:3:1 [A] the row says no more than earlier ones of its record in the "
                                 "keys that are read, and is taken for one of them; it differs in `Lot`\n"),
              std::string::npos)
        << read.findings;
  }
  const Outcome empty = lines(row + ", \"weight g\": 3, \"Lot\": 1}\n" + row + ", \"value\": \"\", \"Lot\": 2}\n");
  EXPECT_EQ(empty.records, "A {… id: A, lines: [{no: 1, hs: 6109.10, weight: 3 g}]}\n")
      << "a blank in a key that is read adds nothing";
  const Outcome parts = lines(
      "{\"shipment\": \"A\", \"line\": 1, \"Lot\": null}\n{\"shipment\": \"A\", \"line\": 1, \"HTS\": \"6109.10\", "
      "\"Lot\": 2}\n{\"shipment\": \"A\", \"line\": 1, \"weight g\": 3, \"Lot\": 3}\n");
  EXPECT_EQ(parts.records, "A {id: A, lines: [{no: 1, hs: 6109.10, weight: 3 g}]}\n")
      << "of the two rows that say something of the lot neither says all that the other does";
}

TEST(JsonRows, TwoKeysOfOneFieldSayTheSame) {
  const std::string line = R"({"shipment": "A", "line": 1, )";
  const std::string less = line + R"("HTS": "6109.10", "Lot": "L1"})";
  const std::string more = line + R"("hs code": "6109.10", "value": "USD 5", "Lot": "L2"})";
  const Outcome first = lines(less + "\n" + more + "\n");
  EXPECT_EQ(first.records, "A {… id: A, lines: [{no: 1, hs: 6109.10, value: USD 5}]}\n");
  EXPECT_NE(
      first.findings.find("W D0193 t.ndjson:2:1 [A] an earlier row of its record says no more than the row in the "
                          "keys that are read, and is taken for it; it differs in `Lot`\n"),
      std::string::npos)
      << first.findings;
  const Outcome turned = lines(more + "\n" + less + "\n");
  EXPECT_EQ(turned.records, first.records) << "whichever of the two comes first";
  EXPECT_NE(turned.findings.find("W D0193 t.ndjson:2:1 [A] the row says no more than earlier ones"), std::string::npos)
      << turned.findings;
  const Outcome again = lines(line + "\"HTS\": \"6109.10\"}\n" + line + "\"hs code\": \"6109.10\"}\n");
  EXPECT_NE(again.findings.find("the row says nothing that earlier rows of its record have not said"),
            std::string::npos)
      << again.findings;
}

TEST(JsonRows, AFindingInAFlatRowHasTheRowsOwnPath) {
  const Goods goods;
  OpenedStream opened =
      goods.open(R"([{"shipment": "A", "line": 1}, {"shipment": "A", "line": 2, "hs code": "x"}])", "t.json");
  const RecordPtr record = opened.stream->next();
  const std::vector<Finding> findings = opened.stream->take_findings();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].place.path, "$[1][\"hs code\"]");
  EXPECT_EQ(findings[0].record_id, "A");
}

/// A unit stands beside the amount of its row, and beside no other.
TEST(JsonRows, AUnitBesideABlankSaysNothing) {
  const Outcome blank = lines(
      "{\"shipment\": \"A\", \"line\": 1, \"value\": null, \"currency\": \"USD\"}\n"
      "{\"shipment\": \"A\", \"line\": 1, \"value\": \"5\", \"currency\": \"EUR\"}\n");
  EXPECT_EQ(blank.records, "A {id: A, lines: [{no: 1, value: EUR 5}]}\n");
  EXPECT_EQ(blank.findings, "");
  const Outcome none = lines(
      "{\"shipment\": \"A\", \"line\": 1, \"value\": null, \"currency\": \"USD\"}\n"
      "{\"shipment\": \"A\", \"line\": 1, \"value\": \"5\"}\n");
  EXPECT_NE(none.findings.find("\"5\" no currency"), std::string::npos) << none.findings;
}

}  // namespace
}  // namespace shibo::engine
