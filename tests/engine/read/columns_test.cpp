// Which header is which field.
#include "read/columns.hpp"

#include <gtest/gtest.h>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

TEST(Columns, HeadersAreComparedByWhatAPersonReads) {
  for (const char* header :
       {"HS Code", "hs_code", "hs-code", "HS.CODE", " hscode ", "(HS) Code", "ＨＳ Ｃｏｄｅ", "HS＿Code", "（HS）code",
        "\xEF\xBB\xBFHS Code", "HS\u3000Code", "HS\u00A0Code", "HS\nCode"})
    EXPECT_EQ(normal_header(header), "hscode") << header;
  EXPECT_EQ(normal_header("原产国（地区）"), normal_header("原产国(地区)"));
  EXPECT_NE(normal_header("hs/code"), "hscode");
  EXPECT_EQ(normal_header("caf\xE9"), "caf\xE9") << "bytes that are no text stay as they are";
  EXPECT_EQ(normal_header(""), "");
}

TEST(Columns, AreReadByMappingByOwnNameAndAsFacts) {
  EXPECT_EQ(Goods().text("报关单号,运抵国（地区）,LINE,税号,upper,colour\nA,CN,1,6109.10,yes,red\n").columns,
            "报关单号=id 运抵国（地区）=to LINE=lines.no 税号=lines.hs upper=lines.upper colour= ");
}

TEST(Columns, WhatIsNotReadIsSaidOnce) {
  EXPECT_EQ(Goods().text("shipment,line,a,b,c,d,e,f\nA,1,,,,,,\nB,1,,,,,,\n").findings,
            "N D0144 t.csv:1:15 6 of 8 columns are not read: `a`, `b`, `c`, `d`, `e`, …\n");
}

TEST(Columns, TwoForOneFieldAreSaid) {
  const Outcome read = Goods().text("shipment,HTS,line,hs code\nA,6109.10,1,6110.20\n");
  EXPECT_EQ(read.findings, "D0141 t.csv:2:3 [A] `hs` differs in `hs code` and `HTS`\n");
  EXPECT_EQ(read.records, "A {id: A, lines: [{no: 1, hs: !6109.10 (differs in `hs code` and `HTS`)}]}\n");
  EXPECT_EQ(Goods().text("shipment,line,line\nA,1,2\n").findings,
            "D0141 t.csv:2:5 [A] `no` differs in two columns `line`\n");
  const Outcome json =
      Goods().text(R"({"shipment": "A", "lines": [{"line": "1", "HTS": "6109.10", "hs code": "6110.20"}]})", "t.json");
  EXPECT_EQ(json.findings, "D0141 t.json:1:72 [A] `hs` differs in `HTS` and `hs code`\n");
  EXPECT_EQ(json.records, "A {id: A, lines: [{no: 1, hs: !6110.20 (differs in `HTS` and `hs code`)}]}\n");
}

TEST(Columns, ACodeThatIsANumberOfJsonIsReadDigitByDigit) {
  const auto hs = [](const std::string& number) {
    return Goods().text(R"({"shipment": "A", "lines": [{"line": "1", "HTS": )" + number + "}]}", "t.json").records;
  };
  EXPECT_EQ(hs("6109.10"), "A {id: A, lines: [{no: 1, hs: 6109.10}]}\n");
  EXPECT_EQ(hs("610910"), "A {id: A, lines: [{no: 1, hs: 6109.10}]}\n");
  for (const char* number : {"9.4e5", "1.2e1", "94E4", "6109.1", "-6109.10"})
    EXPECT_EQ(hs(number).find("hs: !" + std::string(number)), 26U) << hs(number);
}

TEST(Columns, TwoInOneRowAreKnownAsSuchOverTheLinesOfACell) {
  EXPECT_EQ(Goods().text("shipment,to,line,HTS,paper no,hs code\nA,CN,1,6109.10,\"7\n8\",6110.20\n").findings,
            "D0141 t.csv:2:8 [A] `hs` differs in `hs code` and `HTS`\n");
}

TEST(Columns, OfThreeKeysTheTwoThatDifferAreNamed) {
  EXPECT_EQ(
      Goods()
          .text(R"({"shipment": "A", "lines": [{"line": "1", "HTS": null, "hs code": "6110.20", "税号": "6109.10"}]})",
                "t.json")
          .findings,
      "D0141 t.json:1:84 [A] `hs` differs in `hs code` and `税号`\n");
}

TEST(Columns, OfTwoForOneFieldABlankOneLeavesItToTheOther) {
  const std::string one = "A {id: A, lines: [{no: 1, hs: 6109.10}]}\n";
  for (const char* cells : {"6109.10,", ",6109.10", "6109.10,6109.10", "6109.10,610910"}) {
    const Outcome read = Goods().text("shipment,line,HTS,hs code\nA,1," + std::string(cells) + "\n");
    EXPECT_EQ(read.findings, "") << cells;
    EXPECT_EQ(read.records, one) << cells;
  }
  for (const char* keys : {R"("HTS": "6109.10", "hs code": null)", R"("HTS": "", "hs code": "6109.10")"}) {
    const Outcome read =
        Goods().text(R"({"shipment": "A", "lines": [{"line": "1", )" + std::string(keys) + "}]}", "t.json");
    EXPECT_EQ(read.findings, "") << keys;
    EXPECT_EQ(read.records, one) << keys;
  }
}

TEST(Columns, OfTwoForOneFieldTheOneThatANearerMappingNamesIsRead) {
  const Goods goods(std::string(kGoodsRules) + "mapping ours for Shipment extends flat { field to from \"nach\" }\n");
  const Outcome read = goods.text("shipment,to,nach\nA,CN,JP\n");
  EXPECT_EQ(read.records, "A {id: A, to: JP}\n");
  EXPECT_EQ(read.findings,
            "W D0141 t.csv:1:10 the column `to` is not read: `nach` in column 3 is read as `to` already\n");
  for (const char* keys : {R"("to": "CN", "nach": "JP")", R"("nach": "JP", "to": "CN")"})
    EXPECT_EQ(goods.text(R"({"shipment": "A", )" + std::string(keys) + "}", "t.json").records, "A {id: A, to: JP}\n");
}

/// The mapping `flat`, and in it one column that is named for two fields.
std::string rules_with_one_name_for_two() {
  std::string rules = kGoodsRules;
  for (const auto& [field, name] : {std::pair("field on from \"on\"", ", \"shipment\""),
                                    std::pair("field lines.weight from \"weight kg\"", ", \"HTS\"")})
    rules.insert(rules.find(field) + std::string_view(field).size(), name);
  return rules;
}

TEST(Columns, OneForTwoFieldsFillsBothUnlessAnotherFillsOne) {
  const Goods goods(rules_with_one_name_for_two());
  EXPECT_EQ(goods.text("shipment\n2024-05-01\n").records, "2024-05-01 {id: 2024-05-01, on: 2024-05-01}\n");
  EXPECT_EQ(goods.text("shipment\n2024-05-01\n").columns, "shipment=id and on ");
  EXPECT_EQ(goods.text("shipment,on,line,HTS,weight g\nA,2024-05-01,1,6109.10,5\n").findings, "");
  EXPECT_EQ(goods.text(R"({"shipment": "2024-05-01"})", "t.json").records,
            "2024-05-01 {id: 2024-05-01, on: 2024-05-01}\n");
  EXPECT_EQ(goods.text(R"({"shipment": "A", "on": "2024-05-01"})", "t.json").findings, "");
}

TEST(Columns, OfTwoMappingsTheNearerDecidesAndTheReportShowsIt) {
  const Goods goods(std::string(kGoodsRules) + "mapping other for Shipment extends flat { field on from \"to\" }\n");
  const OpenedStream opened = goods.open("shipment,to\nA,CN\n", "t.csv");
  ASSERT_TRUE(opened.stream);
  EXPECT_TRUE(opened.stream->take_findings().empty());
  EXPECT_EQ(opened.stream->columns().at(1).field, "on");
  EXPECT_EQ(opened.stream->columns().at(1).not_as, std::vector<std::string>{"to"});
}

/// The package of the tests with further mappings.
Goods with_mappings(const std::string& mappings) { return Goods(kGoodsRules + mappings); }

TEST(Mapping, ThatExtendsAnotherReplacesWhatThatSaysOfAField) {
  const Goods goods = with_mappings(
      "mapping ours for Shipment extends flat {\n"
      "  format csv { decimal: \",\" }\n  missing \"-\"\n"
      "  field on from \"on\" dates \"DD.MM.YYYY\"\n"
      "  field lines.hs from \"code\"\n"
      "  field lines.value from \"value\" currency EUR\n}\n");
  const Outcome read = goods.text(
      "shipment;on;to;line;code;HTS;value;weight kg\nA;31.12.2024;n/a;1;6109.10;6110.20;1,5;2,5\nB;-;CN;1;;;;\n");
  EXPECT_EQ(read.columns,
            "shipment=id on=on to=to line=lines.no code=lines.hs HTS= value=lines.value weight kg=lines.weight ");
  EXPECT_EQ(read.records,
            "A {id: A, on: 2024-12-31, lines: [{no: 1, hs: 6109.10, value: EUR 1.5, weight: 2.5 kg}]}\n"
            "B {id: B, to: CN, lines: [{no: 1}]}\n");
  const Outcome keys = goods.text(
      R"({"shipment": "A", "on": "31.12.2024", "lines": [{"line": "1", "code": "6109.10", "HTS": "6110.20"}]})",
      "t.json");
  EXPECT_EQ(keys.records, "A {id: A, on: 2024-12-31, lines: [{no: 1, hs: 6109.10}]}\n");
}

TEST(Mapping, ThatExtendsAnotherIsForFilesWithAColumnThatItNames) {
  const Goods goods =
      with_mappings("mapping ours for Shipment extends flat { field on from \"Day\" dates \"DD.MM.YYYY\" }\n");
  EXPECT_EQ(goods.text("shipment,Day\nA,31.12.2024\n").records, "A {id: A, on: 2024-12-31}\n");
  EXPECT_EQ(goods.text("shipment,on\nA,2024-12-31\n").records, "A {id: A, on: 2024-12-31}\n");
}

TEST(Mapping, WhoseColumnsTheFileHasMostOfReadsIt) {
  const std::string one =
      "mapping one for Shipment { field id from \"Nr\" field to from \"X\" field buyer.name from \"Name\" }\n";
  const std::string other =
      "mapping other for Shipment { field id from \"Nr\" field buyer.country from \"X\" field on from \"Day\" }\n";
  for (const std::string& both : {one + other, other + one}) {
    const Goods goods = with_mappings(both);
    EXPECT_EQ(goods.text("Nr,X,Name\nA,CN,B\n").columns, "Nr=id X=to Name=buyer.name ");
    EXPECT_EQ(goods.text("Nr,X,Day\nA,CN,2024-12-31\n").columns, "Nr=id X=buyer.country Day=on ");
    EXPECT_EQ(goods.text("Nr,Day\nA,2024-12-31\n").columns, "Nr=id Day=on ");
    EXPECT_EQ(goods.text(R"({"Nr": "A", "X": "CN", "Name": "B"})", "t.json").records, "A {id: A, to: CN}\n");
    EXPECT_EQ(goods.text("shipment,to\nA,CN\n").columns, "shipment=id to=to ") << "the file has no column of these two";
  }
}

TEST(Mapping, AColumnThatFillsManyFieldsIsOneColumn) {
  const std::string one =
      "mapping one for Shipment { field id from \"Nr\" field buyer.name from \"X\" field buyer.country from \"X\" field to from \"X\" }\n";
  const std::string other =
      "mapping other for Shipment { field id from \"Nr\" field on from \"Day\" field to from \"Y\" }\n";
  for (const std::string& both : {one + other, other + one}) {
    EXPECT_EQ(with_mappings(both).text("Nr,X,Day,Y\nA,B,2024-12-31,CN\n").records,
              "A {id: A, to: CN, on: 2024-12-31}\n");
  }
}

TEST(Mapping, SignsOfNumbersAreSaidOneByOne) {
  const std::string base = "mapping base for Shipment extends flat { format csv { decimal: \",\" } }\n";
  const std::string top =
      "mapping top for Shipment extends base { format csv { thousands: \" \" } field on from \"Day\" }\n";
  EXPECT_EQ(with_mappings(base + top).text("shipment;Day;line;value;currency\nA;2024-12-31;1;1 234,5;USD\n").findings,
            "");
}

TEST(Mapping, OfTwoThatFitAlikeAndReadOtherwiseNoneIsTaken) {
  const std::string one = "mapping one for Shipment { field id from \"Nr\" field to from \"X\" }\n";
  const std::string other =
      "mapping other for Shipment { field id from \"Nr\" field to from \"X\" { \"there\" -> CN } }\n";
  const std::string why =
      "the mappings `goods.one` and `goods.other` fit it alike, and read it differently: give one of them alone, or let one "
      "extend the other";
  for (const std::string& both : {one + other, other + one}) {
    const Goods goods = with_mappings(both);
    EXPECT_EQ(goods.text("Nr,X\nA,CN\n").error, why);
    EXPECT_EQ(goods.text(R"({"Nr": "A", "X": "CN"})", "t.json").error, why);
    const Outcome alike = goods.text("Nr\nA\n");
    EXPECT_EQ(alike.error, "") << "of what the file has, both say the same";
    EXPECT_EQ(alike.records, "A {id: A}\n");
  }
}

TEST(Columns, TheFirstNameThatTheFileHasGivesTheCurrency) {
  for (const char* name : {"currency", "CURR", "币制"}) {
    EXPECT_EQ(Goods().text("shipment,line,value," + std::string(name) + "\nA,1,5,USD\n").records,
              "A {id: A, lines: [{no: 1, value: USD 5}]}\n")
        << name;
  }
  const Outcome read = Goods().text("shipment,line,value,currency,currency\nA,1,5,USD,EUR\n");
  EXPECT_EQ(read.findings,
            "D0161 t.csv:2:5 [A] `value`: \"5\" has the currency `USD` in `currency`, and `EUR` in `currency`\n");
  for (const char* cells : {"USD,", ",usd", "USD,usd"})
    EXPECT_EQ(Goods().text("shipment,line,value,currency,CURR\nA,1,5," + std::string(cells) + "\n").records,
              "A {id: A, lines: [{no: 1, value: USD 5}]}\n")
        << cells;
}

TEST(Columns, WordsForUnitsAndCurrenciesAreTranslatedInTheCellAndBeside) {
  const Goods goods = with_mappings(
      "mapping ours for Shipment extends flat {\n"
      "  field lines.value from \"value\" currency \"currency\" { \"RMB\" -> CNY \"US$\" -> USD }\n"
      "  field lines.weight from \"weight\" unit \"uom\" { \"MT\" -> t }\n}\n");
  const auto line = [](const std::string& rest) { return "A {id: A, lines: [{no: 1, " + rest + "}]}\n"; };
  EXPECT_EQ(goods.text("shipment,line,value,currency\nA,1,5,RMB\n").records, line("value: CNY 5"));
  EXPECT_EQ(goods.text("shipment,line,value,currency\nA,1,US$ 5,USD\n").records, line("value: USD 5"));
  EXPECT_EQ(goods.text("shipment,line,value,currency\nA,1,RMB 5,USD\n").findings,
            "D0161 t.csv:2:5 [A] `value`: \"RMB 5\" in CNY, where its row says `USD`\n");
  EXPECT_EQ(goods.text("shipment,line,weight,uom\nA,1,5,MT\n").records, line("weight: 5 t"));
  EXPECT_EQ(goods.text("shipment,line,weight,uom\nA,1,5 MT,t\n").records, line("weight: 5 t"));
  EXPECT_EQ(
      goods.text(R"({"shipment": "A", "lines": [{"line": "1", "value": "5", "currency": "RMB"}]})", "t.json").records,
      line("value: CNY 5"));
}

TEST(Columns, AUnitOrACurrencyInAColumnOfItsOwnIsReadWithItsValue) {
  EXPECT_EQ(Goods().text("shipment,line,value,currency\nA,1,5,USD\n").columns,
            "shipment=id line=lines.no value=lines.value currency=(of lines.value) ");
  EXPECT_EQ(Goods().text("shipment,line,paper\nA,1,\n").columns, "shipment=id line=lines.no paper=(of paper) ")
      << "a column that only tells that there is none";
}

TEST(Columns, AHeaderThatIsNearlyAFreeNameIsAskedFor) {
  const Goods goods;
  const OpenedStream opened = goods.open("shipment,tu,hs codes,line\nA,CN,6109.10,1\n", "t.csv");
  const std::vector<Finding> findings = opened.stream->take_findings();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message, "2 of 4 columns are not read: `tu`, `hs codes`");
  EXPECT_EQ(findings[0].help, "did you mean `hs code` by `hs codes`?");
}

// A general currency is no second one of the amount that has its own.
TEST(Columns, ACurrencyOfAnotherAmountIsNoTwin) {
  std::string rules = kGoodsRules;
  const std::string value = "field lines.value from \"value\" currency \"currency\", \"Curr\", \"币制\"";
  rules.replace(
      rules.find(value), value.size(),
      "field lines.value from \"value\" currency \"value currency\", \"currency\"\n  field lines.cost from \"cost\" currency \"currency\"");
  rules.replace(rules.find("  weight: quantity"), 0, "  cost: money from 0 \"Cost\"\n");
  const Outcome read = Goods(rules).text("shipment,line,value,value currency,cots,currency\nA,1,5,USD,3,EUR\n");
  EXPECT_EQ(read.findings, "N D0144 t.csv:1:36 2 of 6 columns are not read: `cots`, `currency`\n");
}

}  // namespace
}  // namespace shibo::engine
