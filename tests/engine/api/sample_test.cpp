#include "shibo/sample.hpp"

#include <gtest/gtest.h>

#include <string>

namespace shibo {
namespace {

/// Each column as `type` or `type; format`, those that serve another in parentheses, doubts behind a question mark.
std::string types(const std::string& text) {
  const Sample sample = sample_text(text);
  std::string out = sample.error;
  for (const SampleColumn& column : sample.columns) {
    std::string one = column.type + (column.format.empty() ? "" : "; " + column.format);
    for (const std::string& line : column.translations) one += "; " + line;
    if (column.serves) one = "(" + one + ")";
    out += (out.empty() ? "" : " | ") + one + (column.doubt.empty() ? "" : " ?");
  }
  return out;
}

TEST(Sample, TypesAreThoseOfAllCells) {
  EXPECT_EQ(types("a\n1\n2.5\n"), "number");
  EXPECT_EQ(types("a\n1\nx\n"), "text");
  EXPECT_EQ(types("a\n\n\n"), "text") << "of a column without cells nothing is known";
  EXPECT_EQ(types("a,b\n1,\n,2\n"), "number | number") << "blank cells say nothing";
  EXPECT_EQ(types("a\nTH\nGermany\n"), "country");
  EXPECT_EQ(types("a\n2024-05-01\n"), "date");
  EXPECT_EQ(types("a\n2024-05-01T10:00:00Z\n"), "time");
  EXPECT_EQ(types("a\nUSD 5.00\n"), "money");
  EXPECT_EQ(types("a\n12.5%\n0%\n"), "percent");
  EXPECT_EQ(types("a;b\n12,5%;x\n"), "percent | text") << "a comma is the decimal sign";
  EXPECT_EQ(types("a\n0\n"), "number");
  EXPECT_EQ(types("a\n40\n50%\n"), "text") << "a bare number is no share";
}

TEST(Sample, RowsOfTotalsAreNone) {
  EXPECT_EQ(types("id,day,n\nx1,2024-05-01,5\nTotal,,5\n"), "text | date | number");
  EXPECT_EQ(sample_text("id,day,n\nx1,2024-05-01,5\nTotal,,5\n").columns[0].distinct, true);
}

TEST(Sample, NumbersThatNameSomethingAreTexts) {
  EXPECT_EQ(types("a\n001\n"), "text") << "a zero in front would be lost";
  EXPECT_EQ(types("Order No\n10045\n"), "text");
  EXPECT_EQ(types("Order No\n10045\n10046\n10047\n"), "text") << "and no question";
  EXPECT_EQ(types("a\n1234567890123456\n"), "text");
  EXPECT_EQ(types("hs_code\n940161\n"), "hs");
  EXPECT_EQ(types("Commodity Code\n9401.61\n"), "hs");
  EXPECT_EQ(types("a\n940161\n"), "number");
}

TEST(Sample, AFewCellsThatAreNoTariffCodesAreAQuestionWhereTheHeaderSaysThatAllAre) {
  EXPECT_EQ(types("hs_code\n94016100\n94036010\n94O52100\n94019000\n"), "text ?");
  EXPECT_EQ(sample_text("hs_code\n94016100\n94036010\n94O52100\n94019000\n").columns[0].doubt,
            "all cells are tariff codes but 1: \"94O52100\"; is it of another type, and these are mistakes");
  EXPECT_EQ(types("hs_code\n94016100\nchair\ntable\n"), "text") << "most are none";
}

TEST(Sample, DaysInTwoReadingsAreAQuestion) {
  EXPECT_EQ(types("a\n13/05/2024\n"), "date; dates \"DD/MM/YYYY\"");
  EXPECT_EQ(types("a\n05/13/2024\n"), "date; dates \"MM/DD/YYYY\"");
  EXPECT_EQ(types("a\n03/04/2024\n"), "text ?");
  EXPECT_EQ(types("a\n03/04/2024\n13/04/2024\n"), "date; dates \"DD/MM/YYYY\"") << "one cell settles all";
  EXPECT_EQ(types("a\n31.12.2024\n"), "date; dates \"DD.MM.YYYY\"");
}

TEST(Sample, AmountsTakeTheirCurrencyFromItsColumn) {
  EXPECT_EQ(types("Total,Curr\n5,EUR\n"), "money; currency \"Curr\" | (currency)");
  EXPECT_EQ(types("Total\n5\n"), "number ?");
  EXPECT_EQ(types("Importe;Divisa\n1.250,00;EUR\n"), "money; currency \"Divisa\" | (currency)");
  EXPECT_EQ(types("Qty,Curr\n5,EUR\n"), "number | currency") << "a currency that serves nothing is a field";
}

TEST(Sample, UnitsStandInTheHeader) {
  EXPECT_EQ(types("Net Weight (kg)\n5\n"), "quantity in kg; unit kg");
  EXPECT_EQ(types("netWeightKg\n5\n"), "quantity in kg; unit kg");
  EXPECT_EQ(types("Weight\n5\n"), "number ?");
}

TEST(Sample, TheDecimalSignIsTheOneWithWhichNumbersAreNumbers) {
  EXPECT_EQ(sample_text("a;b\n\"1.204,50\";12,5\n").format, R"(format csv { decimal: "," })");
  EXPECT_EQ(types("a;b\n\"1.204,50\";12,5\n"), "number | number");
  EXPECT_EQ(sample_text("a,b\n1204.50,12.5\n").format, "");
}

TEST(Sample, FiguresInTwoReadingsAreAQuestion) {
  EXPECT_EQ(types("a;b\n1.234;x\n2.500;y\n"), "text ? | text");
  EXPECT_EQ(types("a;b\n1.234;x\n2.5;y\n"), "number | text") << "one cell settles all";
  EXPECT_EQ(sample_text("a;b\n1.234;x\n2.5;y\n").format, "format csv { decimal: \".\" }");
  EXPECT_EQ(types("a;b\n1.234;2,5\n"), "number | number") << "and so does another column";
  EXPECT_EQ(sample_text("a;b\n1.234;2,5\n").format, "format csv { decimal: \",\" }");
  EXPECT_EQ(types("a,b\n1.234,x\n"), "number | text") << "between commas a point is one";
  EXPECT_EQ(sample_text("a,b\n1.234,x\n").format, "");
  EXPECT_EQ(types("a\n\"1,234\"\n"), "text ?");
  EXPECT_EQ(types("a\n\"1,234.50\"\n"), "number");
  EXPECT_EQ(sample_text("a\n\"1,234.50\"\n").format, "format csv { thousands: \",\" }");
  EXPECT_EQ(types("a\n\"USD 1,234.50\"\n"), "money");
  EXPECT_EQ(types("Order No;b\n1.234;x\n"), "text | text") << "and no question of what names something";
}

TEST(Sample, HeadersThatAreOneToAMappingAreTwins) {
  const Sample sample = sample_text("a-b,c,a_b,-,A B\n1,x,1,5,\n2,y,2,6,2\n");
  EXPECT_EQ(sample.columns[0].twin_of, -1);
  EXPECT_FALSE(sample.columns[0].differs) << "a blank says nothing else";
  EXPECT_EQ(sample.columns[2].twin_of, 0);
  EXPECT_EQ(sample.columns[3].header, "") << "of signs alone";
  EXPECT_EQ(sample.columns[4].twin_of, 0);
  EXPECT_TRUE(sample_text("id,ID\n1,2\n").columns[0].differs);
}

TEST(Sample, TruthsInOtherWordsAreTranslated) {
  EXPECT_EQ(types("a\ntrue\nfalse\n"), "condition");
  EXPECT_EQ(types("a\nT\nF\n"), "condition; \"F\" -> false; \"T\" -> true");
}

TEST(Sample, LiteralsAreWhatRulesWrite) {
  const Sample sample = sample_text("d,w kg,t,m,c\n13/05/2024,\"1,5\",say \"\"x\"\",USD 5,Thailand\n");
  ASSERT_EQ(sample.columns.size(), 5u);
  EXPECT_EQ(sample.columns[0].literal, "2024-05-13");
  EXPECT_EQ(sample.columns[1].literal, "1.5 kg");
  EXPECT_EQ(sample.columns[2].literal, "\"say \\\"\\\"x\\\"\\\"\"")
      << "quotes in a cell that does not begin with one are its own";
  EXPECT_EQ(sample.columns[3].literal, "USD 5");
  EXPECT_EQ(sample.columns[4].literal, "TH");
}

TEST(Sample, CountriesWithCodesThatCustomsUseAreDoubted) {
  EXPECT_EQ(types("origin\nVN\nCN\n"), "country");
  EXPECT_EQ(types("origin\nVN\nXK\nXI\n"), "text ?");
  EXPECT_EQ(sample_text("origin\nVN\nXK\nXI\n").columns[0].doubt,
            "countries but for XI, XK: make it a country and declare what ISO 3166-1 does not name, extend country "
            "{ XI \"…\" }");
  EXPECT_EQ(types("size\nXS\nXL\nXM\n"), "text") << "nothing shows that these are countries";
  EXPECT_EQ(types("size\nXS\nM\n"), "text");
}

TEST(Sample, ATitleIsNoHeader) {
  EXPECT_EQ(
      types("March;;\nid;day;n\nx;2024-05-01;5\n"),
      "its first line has one cell that is not blank, `March`, and seems to be a title; take it out: a table begins with its header");
  EXPECT_EQ(types("id;;\nx;;\n"), "text | text | text") << "separators at the ends of lines are harmless";
  EXPECT_EQ(types("id;\nx;5\n"), "text | number");
}

TEST(Sample, WhatIsNoTableSaysWhatItIs) {
  EXPECT_EQ(types(""), "it is empty");
  EXPECT_EQ(types("[{\"a\": 1}]"), "it is JSON, and not a CSV file");
  EXPECT_EQ(sample_table("no_such_file.csv").error, "No such file or directory");
}

}  // namespace
}  // namespace shibo
