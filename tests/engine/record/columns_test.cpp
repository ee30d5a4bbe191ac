// Which header is which field.
#include "record/columns.hpp"

#include <gtest/gtest.h>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

TEST(Columns, HeadersAreComparedByWhatAPersonReads) {
  for (const char* header : {"HS Code", "hs_code", "hs-code", "HS.CODE", " hscode ", "(HS) Code", "ＨＳ Ｃｏｄｅ", "HS＿Code", "（HS）code", "\xEF\xBB\xBFHS Code", "HS\u3000Code", "HS\u00A0Code", "HS\nCode"})
    EXPECT_EQ(normal_header(header), "hscode") << header;
  EXPECT_EQ(normal_header("原产国（地区）"), normal_header("原产国(地区)"));
  EXPECT_NE(normal_header("hs/code"), "hscode");
  EXPECT_EQ(normal_header("caf\xE9"), "caf\xE9") << "bytes that are no text stay as they are";
  EXPECT_EQ(normal_header(""), "");
}

TEST(Columns, AreReadByMappingByOwnNameAndAsFacts) {
  EXPECT_EQ(test::Goods().text("报关单号,运抵国（地区）,LINE,税号,upper,colour\nA,CN,1,6109.10,yes,red\n").columns,
            "报关单号=id 运抵国（地区）=to LINE=lines.no 税号=lines.hs upper=lines.upper colour= ");
}

TEST(Columns, WhatIsNotReadIsSaidOnce) {
  EXPECT_EQ(test::Goods().text("shipment,line,a,b,c,d,e,f\nA,1,,,,,,\nB,1,,,,,,\n").findings,
            "N D0144 t.csv:1:15 6 of 8 columns are not read: `a`, `b`, `c`, `d`, `e`, …\n");
}

TEST(Columns, TwoForOneFieldAreSaid) {
  const test::Outcome read = test::Goods().text("shipment,HTS,line,hs code\nA,6109.10,1,6110.20\n");
  EXPECT_EQ(read.findings, "W D0141 t.csv:1:10 the column `HTS` is not read: `hs code` in column 4 is read as `lines.hs` already\n");
  EXPECT_EQ(read.records, "A {id: A, lines: [{no: 1, hs: 6110.20}]}\n");
  EXPECT_EQ(test::Goods().text("shipment,line,line\nA,1,2\n").findings, "W D0141 t.csv:1:15 the column `line` is not read: `line` in column 2 is read as `lines.no` already\n");
}

TEST(Columns, AUnitOrACurrencyInAColumnOfItsOwnIsReadWithItsValue) {
  EXPECT_EQ(test::Goods().text("shipment,line,value,currency\nA,1,5,USD\n").columns, "shipment=id line=lines.no value=lines.value currency=(of lines.value) ");
  EXPECT_EQ(test::Goods().text("shipment,line,paper\nA,1,\n").columns, "shipment=id line=lines.no paper=(of paper) ") << "a column that only tells that there is none";
}

}  // namespace
}  // namespace shibo::engine
