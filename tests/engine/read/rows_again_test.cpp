// Rows of a table that may say again what rows before them said: one line of goods, or one more.
#include <gtest/gtest.h>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

TEST(RowsAgain, ARowThatIsThereTwiceIsOneLineAndAFinding) {
  const Outcome read = Goods().text(
      "shipment,to,line,hs code\nA,CN,1,6109.10\nA,CN,2,6109.10\nA,CN,1,6109.10\nB,CN,1,6109.10\nA,CN,1,6109.10\n");
  EXPECT_EQ(
      read.records,
      "B {id: B, to: CN, lines: [{no: 1, hs: 6109.10}]}\nA {id: A, to: CN, lines: [{no: 1, hs: 6109.10}; {no: 2, hs: 6109.10}]}\n");
  EXPECT_EQ(read.findings,
            "W D0193 t.csv:4:1 [A] the row says the same as line 2, and is taken for the same one\n"
            "W D0193 t.csv:6:1 [A] the row says the same as line 2, and is taken for the same one\n");
  EXPECT_EQ(Goods().text("shipment,to\nA,CN\nA,CN\n").findings,
            "W D0193 t.csv:3:1 [A] the row says the same as line 2, and is taken for the same one\n");
}

TEST(RowsAgain, ARowThatDiffersInColumnsThatAreNotReadAloneMayBeAnotherLine) {
  const Outcome read =
      Goods().text("shipment,to,line,hs code,Lot,Amount\nA,CN,1,6109.10,L1,100\nA,CN,1,6109.10,L2,250\n");
  EXPECT_EQ(read.records, "A {id: A, to: CN, lines: [{no: 1, hs: 6109.10} …]}\n");
  EXPECT_EQ(read.findings,
            "N D0144 t.csv:1:26 2 of 6 columns are not read: `Lot`, `Amount`\n"
            "W D0193 t.csv:3:1 [A] the row says no more than line 2 in the columns that are read, and is taken for the "
            "same one; it differs in `Lot`, `Amount`\n");
  const Outcome less = Goods().text("shipment,to,line,hs code,Lot\nA,CN,1,6109.10,L1\nA,CN,1,,L2\nA,CN,1,6109.10,L1\n");
  EXPECT_EQ(less.findings,
            "N D0144 t.csv:1:26 1 of 5 columns is not read: `Lot`\n"
            "W D0193 t.csv:3:1 [A] the row says no more than line 2 in the columns that are read, and is taken for the "
            "same one; it differs in `Lot`\n"
            "W D0193 t.csv:4:1 [A] the row says the same as line 2, and is taken for the same one\n")
      << "a row that says less is none that says more";
  const Outcome apart =
      Goods().text("shipment,line,hs code,Lot\nA,1,6109.10,L1\nA,2,6109.10,L2\nA,3,,L3\nA,3,6110.20,L4\n");
  EXPECT_EQ(apart.records, "A {id: A, lines: [{no: 1, hs: 6109.10}; {no: 2, hs: 6109.10}; {no: 3, hs: 6110.20} …]}\n")
      << "rows of other lines, and one that says all that another does";
  EXPECT_EQ(apart.findings,
            "N D0144 t.csv:1:23 1 of 4 columns is not read: `Lot`\n"
            "W D0193 t.csv:5:1 [A] line 4 says no more than the row in the columns that are read, and is taken for the "
            "same one; it differs in `Lot`\n");
  const Outcome turned = Goods().text("shipment,line,hs code,Lot\nA,3,6110.20,L4\nA,3,,L3\n");
  EXPECT_EQ(turned.records, "A {id: A, lines: [{no: 3, hs: 6110.20} …]}\n") << "whichever of the two comes first";
  const Outcome blank = Goods().text("shipment,line,hs code,Lot\nA,3,6110.20,L4\nA,3,6110.20,\n");
  EXPECT_EQ(blank.records, "A {id: A, lines: [{no: 3, hs: 6110.20}]}\n") << "a blank says nothing";
  EXPECT_EQ(Goods().text("shipment,to,Lot\nA,CN,1\nA,CN,2\n").findings,
            "N D0144 t.csv:1:13 1 of 3 columns is not read: `Lot`\n"
            "W D0193 t.csv:3:1 [A] the row says no more than line 2 in the columns that are read, and is taken for the "
            "same one; it differs in `Lot`\n");
}

TEST(RowsAgain, ABlankInAColumnThatIsNotReadHidesNoneOfTheRowsAfterIt) {
  const Outcome read = Goods().text("shipment,line,hs code,Lot\nA,1,6109.10,\nA,1,6109.10,L2\nA,1,6109.10,L3\n");
  EXPECT_EQ(read.records, "A {id: A, lines: [{no: 1, hs: 6109.10} …]}\n");
  EXPECT_EQ(read.findings,
            "N D0144 t.csv:1:23 1 of 4 columns is not read: `Lot`\n"
            "W D0193 t.csv:4:1 [A] the row says no more than line 3 in the columns that are read, and is taken for the "
            "same one; it differs in `Lot`\n");
  const Outcome less = Goods().text("shipment,line,hs code,Lot\nA,1,,\nA,1,,L2\nA,1,6110.20,L3\n");
  EXPECT_EQ(less.records, "A {id: A, lines: [{no: 1, hs: 6110.20} …]}\n");
  EXPECT_NE(less.findings.find("t.csv:4:1 [A] line 3 says no more than the row"), std::string::npos) << less.findings;
  const Outcome parts = Goods().text("shipment,line,to,hs code,Lot\nA,1,,,\nA,1,,6109.10,L2\nA,1,CN,,L3\n");
  EXPECT_EQ(parts.records, "A {id: A, to: CN, lines: [{no: 1, hs: 6109.10}]}\n")
      << "of the two rows that say something of the lot neither says all that the other does";
  const Outcome two = Goods().text("shipment,line,Lot,Amount\nA,1,L1,\nA,1,,5\nA,1,L2,6\nA,1,,7\n");
  EXPECT_EQ(two.findings,
            "N D0144 t.csv:1:15 2 of 4 columns are not read: `Lot`, `Amount`\n"
            "W D0193 t.csv:4:1 [A] the row says no more than line 2 in the columns that are read, and is taken for the "
            "same one; it differs in `Lot`\n"
            "W D0193 t.csv:5:1 [A] the row says no more than line 3 in the columns that are read, and is taken for the "
            "same one; it differs in `Amount`\n")
      << "each is told beside the line from which it differs";
}

TEST(RowsAgain, RowsWithoutTheKeyOfALineAreLinesEach) {
  const Outcome read = Goods().text("shipment,line,hs code\nA,,6109.10\nA,,6109.10\nA,1,\nA,1,6109.10\n");
  EXPECT_EQ(read.records, "A {id: A, lines: [{hs: 6109.10}; {hs: 6109.10}; {no: 1, hs: 6109.10}]}\n");
  EXPECT_EQ(read.findings,
            "W D0183 t.csv:2:1 [A] one of `lines` has no `no`, as others have, and counts as one more\n"
            "W D0183 t.csv:3:1 [A] one of `lines` has no `no`, as others have, and counts as one more\n")
      << "and a row that says more of its line is no repetition";
  EXPECT_EQ(Goods().text("shipment,line,hs code\nA,,6109.10\nA,,6110.20\n").findings, "")
      << "where no row has one, each is a line";
}

TEST(RowsAgain, AKeyThatWasRoundedIsNoKey) {
  const Goods goods;
  const Outcome read = goods.text("shipment,to\n9.00E+07,CN\n9.00E+07,KR\n9E7,TH\n");
  EXPECT_EQ(read.records, "9.00E+07 {id: 9.00E+07, to: CN}\n9.00E+07 {id: 9.00E+07, to: KR}\n9E7 {id: 9E7, to: TH}\n");
  EXPECT_EQ(read.findings,
            "D0183 t.csv:2:1 [9.00E+07] the key `9.00E+07` was rounded by a spreadsheet, and its digits are lost\n"
            "D0183 t.csv:3:1 [9.00E+07] the key `9.00E+07` was rounded by a spreadsheet, and its digits are lost\n");
}

TEST(RowsAgain, AWordForABlankSaysNothingInAColumnThatIsNotReadEither) {
  const Outcome read = Goods().text("shipment,line,hs code,Lot\nA,1,6109.10,n/a\nA,1,6109.10,L2\nA,1,6109.10,L3\n");
  EXPECT_NE(read.findings.find("t.csv:4:1 [A] the row says no more than line 3"), std::string::npos) << read.findings;
  EXPECT_EQ(read.findings.find("t.csv:3:1 [A] the row says no more"), std::string::npos) << read.findings;
}

}  // namespace
}  // namespace shibo::engine
