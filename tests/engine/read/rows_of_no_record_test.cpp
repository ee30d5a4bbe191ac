// Lines of a table that are no records: totals, headers that stand again, blanks.
#include <gtest/gtest.h>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

TEST(RowsOfNoRecord, ARowOfTotalsIsNoRecord) {
  static constexpr const char* kTotals[] = {"Total,,,8",   "TOTAL:,,,1234.50", ",,Grand total,\"1,234.50\"",
                                            "合计：,,3,",  "Summe,,3,EUR 8",   "Sub-total,USD,,8",
                                            "ИТОГО,-,,8",  "Ｔotal,,,8",       "TOTAL GÉNÉRAL :,,,8",
                                            "合 计,,,8",   "Total,,,",         "合计",
                                            "** Total,,,8"};
  for (const std::string totals : kTotals) {
    const Outcome read = Goods().text("shipment,to,line,value\nA,CN,1,USD 5\n" + totals + "\nB,KR,1,USD 3\n");
    EXPECT_EQ(read.records,
              "A {id: A, to: CN, lines: [{no: 1, value: USD 5}]}\nB {id: B, to: KR, lines: [{no: 1, value: USD 3}]}\n");
    EXPECT_EQ(read.findings, "W D0115 t.csv:3:1 [B] the row is one of totals, and is no record\n") << totals;
    EXPECT_FALSE(read.unread);
  }
}

TEST(RowsOfNoRecord, ARowThatMayBeOneOfTotalsIsNotReadAndTheRunSaysSo) {
  for (const std::string totals : {"Total,,5 lines,8", "Total,12,5,8", "Total,CN,1,USD 5", "Total,CN,one,USD 5",
                                   "Total,CN,,", "**,1,2,3", "*,,,8", "**,,3,EUR 8", "***,,,"}) {
    const Outcome read = Goods().text("shipment,to,line,value\nA,CN,1,USD 5\n" + totals + "\n");
    EXPECT_EQ(read.records, "A {id: A, to: CN, lines: [{no: 1, value: USD 5}]}\n");
    EXPECT_EQ(read.findings, "D0115 t.csv:3:1 the row seems to be one of totals, and is not read\n") << totals;
    EXPECT_TRUE(read.unread);
  }
}

TEST(RowsOfNoRecord, ARecordMaySayTotalWhereNoSumWould) {
  for (const std::string row : {"A,CN,total,USD 5", "A,,Total,8", "Totally,,1,5", "*,CN,three,USD 5", "*A,,,5"})
    EXPECT_NE(Goods().text("shipment,to,line,value\n" + row + "\n").records, "") << row;
}

TEST(RowsOfNoRecord, AHeaderThatStandsAgainIsNoRecord) {
  const Outcome read = Goods().text("shipment,to,line\nA,CN,1\nshipment,to,line\nB,KR,1\n");
  EXPECT_EQ(read.records, "A {id: A, to: CN, lines: [{no: 1}]}\nB {id: B, to: KR, lines: [{no: 1}]}\n");
  EXPECT_EQ(read.findings, "W D0113 t.csv:3:1 [B] the row repeats the header, and is no record\n");
}

TEST(RowsOfNoRecord, AColumnWithoutANameIsToldWhereItHoldsSomething) {
  EXPECT_EQ(Goods().text("shipment,to,\nA,CN,\nB,KR,\n").findings, "");
  EXPECT_EQ(Goods().text("shipment,to,\nA,CN,\nB,KR,x\nC,KR,y\n").findings,
            "N D0144 t.csv:3:6 [B] column 3 has no name, and is not read\n");
}

TEST(RowsOfNoRecord, ControlZAtTheEndIsNoRow) {
  const Outcome read = Goods().text("shipment,to\nA,CN\n\x1A");
  EXPECT_EQ(read.records, "A {id: A, to: CN}\n");
  EXPECT_EQ(read.findings, "N D0112 t.csv:3:1 the row is blank\n");
}

}  // namespace
}  // namespace shibo::engine
