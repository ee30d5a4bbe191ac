// Records out of tables: what becomes of rows, well made and not.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

TEST(TableStream, RowsThatAgreeInTheKeyAreOneRecord) {
  const Outcome read = Goods().text("shipment,to,line,hs code\nA,CN,1,6109.10\nA,CN,2,9401.61\nB,KR,1,6110.20\n");
  EXPECT_EQ(read.records,
            "A {id: A, to: CN, lines: [{no: 1, hs: 6109.10}; {no: 2, hs: 9401.61}]}\n"
            "B {id: B, to: KR, lines: [{no: 1, hs: 6110.20}]}\n");
  EXPECT_EQ(read.findings, "");
}

TEST(TableStream, RowsOfARecordMayStandApart) {
  const Outcome read = Goods().text("shipment,to,line\nA,CN,1\nB,KR,1\nA,,2\nC,JP,1\nB,,2\nA,,3\n");
  EXPECT_EQ(read.records,
            "C {id: C, to: JP, lines: [{no: 1}]}\n"
            "B {id: B, to: KR, lines: [{no: 1}; {no: 2}]}\n"
            "A {id: A, to: CN, lines: [{no: 1}; {no: 2}; {no: 3}]}\n");
  EXPECT_EQ(read.findings, "");
}

TEST(TableStream, KeysAndHeadersMeetInNormalFormC) {
  std::string rules = kGoodsRules;
  rules.insert(rules.find("\"shipment\", \"Order No\""), "\"N\u00FAmero\", ");
  const Outcome read =
      Goods(rules).text("shipment,Nu\u0301mero,to,line\nCafe\u0301,Cafe\u0301,CN,1\nCaf\u00E9,Caf\u00E9,CN,2\n");
  EXPECT_EQ(read.records, "Caf\u00E9 {id: Caf\u00E9, to: CN, lines: [{no: 1}; {no: 2}]}\n");
  EXPECT_EQ(read.columns, "shipment=(a key) Nu\u0301mero=id to=to line=lines.no ") << "shown as it stands in the file";
  EXPECT_EQ(read.findings, "");
}

TEST(TableStream, ReadsOtherEncodings) {
  const std::string gbk = "shipment,\xD4\xCB\xB5\xD6\xB9\xFA(\xB5\xD8\xC7\xF8),buyer\nA,CN,\xD6\xD0\xB9\xFA\n";
  const Goods goods;
  const Outcome read = goods.text(gbk, "t.csv", {.encoding = "GBK"});
  EXPECT_EQ(read.records, "A {id: A, to: CN, buyer: {name: 中国}}\n");
  EXPECT_EQ(read.findings, "");
  for (const std::size_t chunk : {1, 2, 3}) {
    EXPECT_EQ(goods.text(gbk, "t.csv", {.chunk = chunk, .encoding = "GBK"}).records, read.records);
  }
  EXPECT_EQ(goods.text(std::string("\xFF\xFEs\0h\0i\0p\0m\0e\0n\0t\0\n\0A\0\n\0", 24)).records, "A {id: A}\n")
      << "UTF-16 by its mark";
  EXPECT_EQ(goods.text("shipment\nA\n", "t.csv", {.encoding = "klingon"}).error,
            "there is no encoding `klingon`; write its name, such as `GBK`, `Shift_JIS` or `UTF-16LE`");
}

TEST(TableStream, BytesThatTheEncodingDoesNotKnowAreFindings) {
  const Outcome read = Goods().text("shipment,buyer,to\n\xD6\xD0,a\xFFz,CN\n", "t.csv", {.encoding = "GBK"});
  EXPECT_EQ(read.records, "中 {id: 中, to: CN, buyer: {name: !a\\xFFz (not UTF-8)}}\n");
  EXPECT_EQ(read.findings, "D0105 t.csv:2:3 [中] the cell `a\\xFFz` holds bytes that `GBK` does not know\n");
}

TEST(TableStream, ThroughAPipeARecordThatComesAgainIsSaidAndMayHoldMore) {
  const Outcome read = Goods().text("shipment,to,line\nA,CN,1\nB,KR,1\nA,CN,2\n", "-", {.format = InputFormat::Csv});
  EXPECT_EQ(read.records,
            "A {id: A, to: CN, lines: [{no: 1}]}\n"
            "B {id: B, to: KR, lines: [{no: 1}]}\n"
            "A {… id: A, to: CN, lines: [{no: 2}]}\n");
  EXPECT_EQ(read.findings,
            "N D0192 -:0:0 beside standard input there is no file `materials.csv`: `lines.materials` stays unknown\n"
            "D0181 -:4:1 [A] the key of this row was met before, and its record has been judged without this row\n");
}

TEST(TableStream, WhereNothingTellsRecordsApartAKeyThatComesAgainIsSaid) {
  std::string rules = kGoodsRules;
  const std::string_view one_by = "  one by \"shipment\"\n";
  rules.erase(rules.find(one_by), one_by.size());
  const Outcome read = Goods(rules).text("shipment,to,line\nA,CN,1\nB,CN,1\nA,CN,2\n,KR,1\n,KR,1\n");
  EXPECT_EQ(read.records,
            "A {id: A, to: CN, lines: [{no: 1}]}\n"
            "B {id: B, to: CN, lines: [{no: 1}]}\n"
            "A {… id: A, to: CN, lines: [{no: 2}]}\n"
            "line 5 {to: KR, lines: [{no: 1}]}\n"
            "line 6 {to: KR, lines: [{no: 1}]}\n");
  EXPECT_EQ(read.findings,
            "D0181 t.csv:4:1 [A] the key `A` was met before, and that record has been judged without this row\n");
  EXPECT_TRUE(read.unread);
}

TEST(TableStream, ABlankSaysNothingAndAnyRowMaySupplyAValue) {
  EXPECT_EQ(Goods().text("shipment,to,on,line\nA,,2024-05-01,1\nA,CN,,2\n").records,
            "A {id: A, to: CN, on: 2024-05-01, lines: [{no: 1}; {no: 2}]}\n");
}

TEST(TableStream, RowsThatDisagreeMakeTheFieldUnknown) {
  const Outcome read = Goods().text("shipment,to,line,value,currency\nA,CN,1,1.0,USD\nA,KR,1,1.00,USD\nA,CN,2,,\n");
  EXPECT_EQ(read.records,
            "A {id: A, to: !KR (differs from line 2 of the same record), lines: [{no: 1, value: USD 1}; {no: 2}]}\n")
      << "1.0 and 1.00 are the same";
  EXPECT_EQ(read.findings, "D0182 t.csv:3:3 [A] `to` differs from line 2 of the same record\n");
}

TEST(TableStream, ElementsAreToldApartByTheirKeyAndOneWithoutStandsAlone) {
  EXPECT_EQ(Goods().text("shipment,line,hs code\nA,1,6109.10\nA,2,6110.20\nA,1,\nA,,9401.61\nA,,9401.61\n").records,
            "A {id: A, lines: [{no: 1, hs: 6109.10}; {no: 2, hs: 6110.20}; {hs: 9401.61}; {hs: 9401.61}]}\n");
}

TEST(TableStream, BlankCellsMakeNoElement) {
  EXPECT_EQ(Goods().text("shipment,to,line,done,paper kind\nA,CN,,,\n").records, "A {id: A, to: CN}\n");
}

TEST(TableStream, ARowWithoutAKeyStandsAlone) {
  const Outcome read = Goods().text("shipment,to,line\n,CN,1\n,KR,2\n");
  EXPECT_EQ(read.records, "line 2 {to: CN, lines: [{no: 1}]}\nline 3 {to: KR, lines: [{no: 2}]}\n");
  EXPECT_EQ(read.findings,
            "W D0183 t.csv:2:1 [line 2] the row has no key\nW D0183 t.csv:3:1 [line 3] the row has no key\n");
}

TEST(TableStream, AKeyIsFoundUnderTheOtherNamesOfItsField) {
  EXPECT_EQ(Goods().text("Order No,line\nA,1\nA,2\n").records, "A {id: A, lines: [{no: 1}; {no: 2}]}\n");
}

TEST(TableStream, EvidenceWithoutAWordIsAbsentWhereTheMappingSaysSo) {
  EXPECT_EQ(Goods().text("shipment,line,paper kind,paper no\nA,1,,\nA,2,n/a,\nA,3,,7\n").records,
            "A {id: A, lines: [{no: 1, paper: *none}; {no: 2, paper: *none}; {no: 3, paper: {number: 7}}]}\n");
  EXPECT_EQ(Goods().text("shipment,line\nA,1\n").records, "A {id: A, lines: [{no: 1}]}\n")
      << "a column that is not there says nothing";
}

TEST(TableStream, FaultsAreFindingsWithTheirPlaceAndTheRecordIsKept) {
  struct Case {
    const char* what;
    std::string text;
    const char* records;
    const char* findings;
  };
  const std::string bom = "\xEF\xBB\xBF";
  const Case cases[] = {
      {"a byte order mark, CR LF, semicolons", bom + "shipment;to\r\nA;CN\r\n", "A {id: A, to: CN}\n", ""},
      {"tabs", "shipment\tto\nA\tCN\n", "A {id: A, to: CN}\n", ""},
      {"bars and old Mac line ends", "shipment|to\rA|CN\r", "A {id: A, to: CN}\n", ""},
      {"quotes", "shipment,buyer\n\"A\",\"Smith, \"\"John\"\"\nand Sons\"\n",
       "A {id: A, buyer: {name: Smith, \"John\"\nand Sons}}\n", ""},
      {"a short row", "shipment,to,on\nA,CN\n", "A {id: A, to: CN}\n",
       "W D0109 t.csv:2:1 [A] the row has 2 cells for 3 columns\n"},
      {"a long row", "shipment,buyer,to\nA,Smith, Sons,CN\n",
       "line 2 {id: !A (which column it belongs to cannot be told), to: ! Sons (which column it belongs to cannot be told), "
       "buyer: {name: !Smith (which column it belongs to cannot be told)}}\n",
       "D0110 t.csv:2:15 [line 2] the row has 4 cells for 3 columns\n"},
      {"separators at the end", "shipment,to\nA,CN,,\n", "A {id: A, to: CN}\n", ""},
      {"a header and no rows", "shipment,to\n", "", "W D0111 t.csv:1:1 the file has a header and no rows\n"},
      {"blank rows", "shipment,to\n,\n , \nA,CN\n,\n", "A {id: A, to: CN}\n",
       "N D0112 t.csv:2:1 [A] 2 rows from here on are blank\nN D0112 t.csv:5:1 the row is blank\n"},
      {"an invalid value", "shipment,to\nA,Utopia\n",
       "A {id: A, to: !Utopia (not a country; write its code of ISO 3166, such as `TH`)}\n",
       "D0161 t.csv:2:3 [A] `to`: \"Utopia\" not a country; write its code of ISO 3166, such as `TH`\n"},
      {"an invalid item of a list", "shipment,line,done\nA,1,sewing;flying\n",
       "A {id: A, lines: [{no: 1, done: [sewing; !flying (not one of `cutting`, `sewing`)]}]}\n",
       "D0161 t.csv:2:5 [A] `done`: \"flying\" not one of `cutting`, `sewing`\n"},
      {"a quote that is never closed", "shipment,to\n\"A,CN\nB,KR\n",
       "line 2 {id: !A,CN (a quote is never closed)}\nB {id: B, to: KR}\n",
       "D0103 t.csv:2:1 [line 2] the quote that opens here is never closed; the rest of its line is `A,CN`\nW D0109 t.csv:2:1 [line 2] the row has 1 cell for 2 columns\n"},
      {"bytes that are no text", "shipment,buyer\nA,Caf\xE9\n", "A {id: A, buyer: {name: !Caf\\xE9 (not UTF-8)}}\n",
       "D0105 t.csv:2:3 [A] the cell `Caf\\xE9` is not UTF-8: its byte 4 begins no character\n"},
  };
  const Goods goods;
  for (const Case& c : cases) {
    const Outcome read = goods.text(c.text);
    EXPECT_EQ(read.records, c.records) << c.what;
    EXPECT_EQ(read.findings, c.findings) << c.what;
    EXPECT_EQ(read.error, "") << c.what;
    EXPECT_EQ(read.unread, std::string_view(c.findings).starts_with("D0103")) << c.what;
  }
}

TEST(TableStream, ACellThatIsNotThereMakesNoStatement) {
  const Outcome read =
      Goods().text("shipment,line,hs code,done,paper kind,paper no\nA,1,6109.10,,,\nA,2,6109.10\nA,3,6109.10,,\n");
  EXPECT_EQ(
      read.records,
      "A {id: A, lines: [{no: 1, hs: 6109.10, done: *[], paper: *none}; {no: 2, hs: 6109.10}; {no: 3, hs: 6109.10, done: *[]}]}\n");
  const std::string neither = "A {id: A, lines: [{no: 1, hs: 6109.10}]}\n";
  EXPECT_EQ(Goods().text("shipment,line,hs code,done\nA,1,6109.10\nA,1,6109.10,\n").records, neither)
      << "in whatever order";
  EXPECT_EQ(Goods().text("shipment,line,hs code,done\nA,1,6109.10,\nA,1,6109.10\n").records, neither);
  EXPECT_EQ(Goods().text("shipment,line,buyer,done\nA,1,\"X,\nA,2,Y,\n").records,
            "A {id: A, buyer: {name: !X, (a quote is never closed)}, lines: [{no: 1}; {no: 2, done: *[]}]}\n")
      << "nor one after a broken quote";
}

TEST(TableStream, ALongRowTakesNothingFromTheOthers) {
  const std::string rows[] = {"A,X,CN,1,6109.10\n", "A,X, Sons,CN,2,6110.20\n", "A,X,CN,3,9401.61\n"};
  const std::string what = " (which column it belongs to cannot be told)";
  const std::string broken = "{no: !CN" + what + ", hs: !2" + what + "}";
  const std::string header = "shipment,buyer,to,line,hs code\n";
  EXPECT_EQ(
      Goods().text(header + rows[0] + rows[1] + rows[2]).records,
      "A {id: A, to: CN, buyer: {name: X}, lines: [{no: 1, hs: 6109.10}; " + broken + "; {no: 3, hs: 9401.61}]}\n");
  EXPECT_EQ(
      Goods().text(header + rows[1] + rows[0] + rows[2]).records,
      "A {id: A, to: CN, buyer: {name: X}, lines: [" + broken + "; {no: 1, hs: 6109.10}; {no: 3, hs: 9401.61}]}\n");
}

TEST(TableStream, AFaultOfTheCurrencyIsAFaultOfTheAmount) {
  const auto value = [](const std::string& rows) { return Goods().text("shipment,line,value,currency\n" + rows); };
  EXPECT_EQ(value("A,1,5,\"US\"D\n").records,
            "A {id: A, lines: [{no: 1, value: !USD (its currency: text stands after the closing quote)}]}\n");
  EXPECT_EQ(
      value("A,1,5,n/a\n").records,
      "A {id: A, lines: [{no: 1, value: !5 (no currency; write it with the number, as in `USD 5`, or in a column `currency` beside it)}]}\n");
  EXPECT_EQ(value("A,1,,\"US\"D\n").records, "A {id: A, lines: [{no: 1}]}\n")
      << "nothing is said of an amount that is not there";
  EXPECT_EQ(
      value("A,1,5,RMB\n").findings,
      "D0161 t.csv:2:7 [A] `value`: \"RMB\" stands for its currency, and is not one of ISO 4217; write its code, such as `USD`\n");
}

TEST(TableStream, AWordThatMeansMissingIsNoKey) {
  EXPECT_EQ(Goods().text("shipment,to,line\nn/a,CN,1\nn/a,KR,1\n").records,
            "line 2 {to: CN, lines: [{no: 1}]}\nline 3 {to: KR, lines: [{no: 1}]}\n");
  EXPECT_EQ(Goods().text("shipment,line,hs code\nA,n/a,6109.10\nA,n/a,6110.20\n").records,
            "A {id: A, lines: [{hs: 6109.10}; {hs: 6110.20}]}\n");
}

TEST(TableStream, AMarkWithinAFileThatWasPutTogetherIsABlank) {
  EXPECT_EQ(Goods()
                .text("shipment,line\nA,1\n\xEF\xBB\xBF"
                      "A,2\n")
                .records,
            "A {id: A, lines: [{no: 1}; {no: 2}]}\n");
}

TEST(TableStream, AnInvalidTextIsKeptAndSaidInItsBeginning) {
  const Outcome read = Goods().text("shipment,to\nA,\"U\x1B[31m" + std::string(5000, 'x') + "\"\n");
  EXPECT_EQ(read.findings, "D0161 t.csv:2:3 [A] `to`: \"U\\x1B[31m" + std::string(54, 'x') +
                               "…\" not a country; write its code of ISO 3166, such as `TH`\n");
}

TEST(TableStream, WhatCannotBeReadAtAllSaysWhy) {
  const Goods goods;
  EXPECT_EQ(goods.text("").error, "it is empty");
  EXPECT_EQ(goods.text("\n\n").error, "it is empty");
  EXPECT_EQ(
      goods.text("colour,size\nred,5\n").error,
      "line 1, column 1: none of its columns is a field of a record that the rules know; as its header was read `colour`, `size`; "
      "if that is the header, a mapping of your own tells which column is which field, `field NAME from \"colour\"` (docs/mappings.md shows how); "
      "if it is a title or a comment, take it out: a table begins with its header");
  EXPECT_EQ(goods.text("\xB1,\xB9\nA,B\n").error,
            "line 1, column 1: the cell `\\xB1` is not UTF-8: its byte 1 begins no character; save the file as UTF-8");
  EXPECT_EQ(goods.text("\xB1\xA8\xB9\xD8,\xB5\xA5\nA,B\n").error,
            "line 1, column 1: the cell `\\xB1\\xA8\\xB9\\xD8` is not UTF-8: its byte 1 begins no character; "
            "the file may be GBK: try `--encoding GBK`, or save it as UTF-8");
  EXPECT_EQ(
      goods.text(std::string("s\0h\0i\0", 6)).error,
      "line 1, column 1: the file is UTF-16, and nothing of it was read; save it as UTF-8, or with a byte order mark, or give `--encoding UTF-16LE`")
      << "without a mark";
  // 国,额 and 德,1 below: the characters have no zero, but for the comma, the figure and the line breaks.
  EXPECT_EQ(
      goods
          .text(std::string("\xFD\x56,\0\x9D\x98\n\0\xB7\x5F,\0"
                            "1\0\n\0",
                            16))
          .error,
      "line 1, column 1: the file is UTF-16, and nothing of it was read; save it as UTF-8, or with a byte order mark, or give `--encoding UTF-16LE`")
      << "with a header in Chinese";
  EXPECT_EQ(
      goods
          .text(std::string("\x56\xFD\0,\x98\x9D\0\n\x5F\xB7\0,"
                            "\0"
                            "1\0\n",
                            16))
          .error,
      "line 1, column 1: the file is UTF-16, and nothing of it was read; save it as UTF-8, or with a byte order mark, or give `--encoding UTF-16BE`")
      << "with the zero first";
  EXPECT_EQ(goods
                .text(std::string("id,hs code\nA,\0"
                                  "9\nB,\0"
                                  "8\n",
                                  21))
                .error,
            "")
      << "a zero astray in two cells";
}

TEST(TableStream, AFileThatIsNoTextSaysWhatItIs) {
  const Goods goods;
  const auto error = [&](const std::string& bytes, const std::string& name = "t.csv") {
    return goods.text(bytes, name).error;
  };
  EXPECT_TRUE(error("PK\x03\x04 [Content_Types].xml PK\x03\x04 xl/workbook.xml")
                  .starts_with("it is an Excel workbook (XLSX); open it, and save the sheet as CSV in UTF-8"));
  EXPECT_TRUE(error("PK\x03\x04 a.csv", "t.zip").starts_with("it is a ZIP archive"));
  EXPECT_TRUE(error("\xD0\xCF\x11\xE0\xA1\xB1", "t.xls").starts_with("it is an Excel workbook (XLS)"));
  EXPECT_TRUE(error("%PDF-1.7\n").starts_with("it is a PDF document"));
  EXPECT_TRUE(error("%PDF-1.7\n", "t.json").starts_with("it is a PDF document"));
  EXPECT_TRUE(error("<?xml version=\"1.0\"?><a/>", "t.xml").starts_with("it is HTML or XML"));
  EXPECT_TRUE(error("\n<html><table>", "t.xls").starts_with("it is HTML or XML"));
  EXPECT_EQ(goods.text("<a>,shipment,line\n1,A,1\n").records, "A {id: A, lines: [{no: 1}]}\n")
      << "an odd header is no markup";
}

// ── Laws ────────────────────────────────────────────────────────────────────────────────────────

/// A table with quotes, line breaks, Chinese text, faults and rows that stand apart.
std::string generated_table(std::mt19937& random, std::vector<std::string>* cells = nullptr) {
  static const std::vector<std::string> kHeaders = {"shipment", "to",        "line", "hs code", "value",
                                                    "currency", "weight kg", "done", "buyer",   "upper"};
  const auto one_of = [&](const std::vector<std::string>& all) { return all[random() % all.size()]; };
  std::string text;
  for (const std::string& header : kHeaders) text += (text.empty() ? "" : ",") + header;
  text += "\n";
  for (int row = 0; row < 12; ++row) {
    const std::vector<std::string> values = {
        one_of({"A", "B", "C", ""}),
        one_of({"CN", "TH", "??", ""}),
        std::to_string(row),
        one_of({"6109.10", "94O1", ""}),
        one_of({"10.50", "0.1", "-1", ""}),
        one_of({"USD", "CNY", ""}),
        one_of({"5", "0", "x"}),
        one_of({"sewing;cutting", "", "flying"}),
        one_of({"\"Smith, \"\"J\"\"\"", "\"two\nlines\"", "公司", "caf\xE9", "\"open"}),
        one_of({"yes", "no", ""})};
    for (std::size_t i = 0; i < values.size(); ++i) {
      text += (i == 0 ? "" : ",") + values[i];
      if (cells != nullptr) cells->push_back(values[i]);
    }
    text += random() % 5 == 0 ? "\r\n" : "\n";
  }
  return text;
}

TEST(TableStream, TheSizeOfChunksChangesNothing) {
  const Goods goods;
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    const std::string text = generated_table(random);
    const Outcome whole = goods.text(text);
    for (const std::size_t chunk : {1, 2, 3, 7, 64, 1000}) {
      const Outcome read = goods.text(text, "t.csv", {.chunk = chunk});
      ASSERT_EQ(read.records, whole.records) << chunk << "\n" << text;
      ASSERT_EQ(read.findings, whole.findings) << chunk << "\n" << text;
    }
  }
}

TEST(TableStream, TheOrderOfColumnsChangesNoRecord) {
  const Goods goods;
  std::mt19937 random(2);
  const std::vector<std::string> headers = {"shipment", "to", "line", "hs code", "value", "currency", "done", "upper"};
  for (int i = 0; i < 100; ++i) {
    std::vector<std::vector<std::string>> rows = {headers};
    for (int row = 0; row < 8; ++row)
      rows.push_back({std::string(1, static_cast<char>('A' + random() % 3)), "CN", std::to_string(row),
                      random() % 2 ? "6109.10" : "", std::to_string(random() % 100), "USD",
                      random() % 2 ? "sewing" : "", "no"});
    const auto table = [&](const std::vector<std::size_t>& order) {
      std::string text;
      for (const auto& row : rows) {
        for (std::size_t k = 0; k < order.size(); ++k) text += (k == 0 ? "" : ",") + row[order[k]];
        text += "\n";
      }
      return text;
    };
    std::vector<std::size_t> order = {0, 1, 2, 3, 4, 5, 6, 7};
    const std::string straight = goods.text(table(order)).records;
    std::shuffle(order.begin(), order.end(), random);
    ASSERT_EQ(goods.text(table(order)).records, straight) << table(order);
  }
}

TEST(TableStream, NoTextStopsItAndEveryRowIsInARecordOrAFinding) {
  const Goods goods;
  std::mt19937 random(3);
  static constexpr std::string_view kBytes = "AB,,,;\"\"\n\n\r1 \t\xE4\xBD\xA0\xFF";
  for (int i = 0; i < 3000; ++i) {
    std::string text = "shipment,to,line\n";
    for (std::size_t n = random() % 60; n > 0; --n) text += kBytes[random() % kBytes.size()];
    const Outcome read = goods.text(text, "t.csv", {.chunk = 1 + random() % 9});
    ASSERT_TRUE(!read.records.empty() || !read.findings.empty()) << text;
  }
}

}  // namespace
}  // namespace shibo::engine
