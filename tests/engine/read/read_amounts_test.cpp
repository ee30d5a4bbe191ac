// How numbers, percentages, money and quantities are read from text. The tables are the manual.
#include "read_one.hpp"

namespace shibo::engine {
namespace {

TEST(ReadAmounts, Numbers) {
  expect(
      type(TypeKind::Number),
      {{"12", "12"},
       {" -12.50 ", "-12.5"},
       {"1_000", "!1_000 (a number in data has no `_` between its digits; write `1000`)"},
       {"1_0", "!1_0 (a number in data has no `_` between its digits)"},
       {"0", "0"},
       {"1,234.56",
        "!1,234.56 (a number has no comma; write `1234.56`, or let the mapping say `format csv { thousands: \",\" }`)"},
       {"1234,56",
        "!1234,56 (a number has no comma; write `1234.56`, or let the mapping say `format csv { decimal: \",\" }`)"},
       {"1O0", "!1O0 (the letter O stands where a digit is expected)"},
       {"l2", "!l2 (the letter l stands where a digit is expected)"},
       {"twelve", "!twelve (not a number)"},
       {"+5", "!+5 (a number has no `+` before it)"},
       {"1e6", "!1e6 (a number has no exponent: write its digits out)"},
       {".5", "!.5 (digits are missing: write `0.5`, not `.5` or `5.`)"},
       {"35689.04123456789012345", "35689.04123456789012345"},
       {"123456789012345678901234567890.123456789",
        "!123456789012345678901234567890.123456789 (a number has at most 38 digits)"}});
}

// Between semicolons a point may stand before thousands; only who wrote the file can tell.
TEST(ReadAmounts, NumbersThatMayBeThousands) {
  expect(
      type(TypeKind::Number),
      {{"1.500",
        "!1.500 (may be a number with three decimals, or with a point before thousands; let the mapping say which, `format csv { decimal: \",\" }` or `\".\"`)"},
       {"-12.345",
        "!-12.345 (may be a number with three decimals, or with a point before thousands; let the mapping say which, `format csv { decimal: \",\" }` or `\".\"`)"},
       {"999.000",
        "!999.000 (may be a number with three decimals, or with a point before thousands; let the mapping say which, `format csv { decimal: \",\" }` or `\".\"`)"},
       {"1.50", "1.5"},
       {"1.5000", "1.5"},
       {"0.500", "0.5"},
       {"1234.500", "1234.5"},
       {"1500", "1500"}},
      {.by_semicolons = true});
  expect(type(TypeKind::Number), {{"1.500", "1.5"}});
  Mapping point;
  point.decimal = '.';
  expect(type(TypeKind::Number), {{"1.500", "1.5"}}, {.mapping = &point, .by_semicolons = true});
  Mapping comma;
  comma.decimal = ',';
  expect(type(TypeKind::Number), {{"1.500", "1500"}}, {.mapping = &comma, .by_semicolons = true});
}

TEST(ReadAmounts, NumbersWithADecimalComma) {
  Mapping mapping;
  mapping.decimal = ',';
  expect(
      type(TypeKind::Number),
      {{"12,5", "12.5"},
       {"1.234,56", "1234.56"},
       {"1.234.567", "1234567"},
       {"1 234,5", "1234.5"},
       {"1'234,5", "1234.5"},
       {"12", "12"},
       {"-0,5", "-0.5"},
       {"12.5", "!12.5 (not a number; in this file the decimal sign is `,` and a point only sets off thousands)"},
       {"1.23,4", "!1.23,4 (not a number; in this file the decimal sign is `,` and a point only sets off thousands)"},
       {"1,2,3", "!1,2,3 (not a number; in this file the decimal sign is `,`, and stands once in a number)"}},
      {.mapping = &mapping});
}

TEST(ReadAmounts, Percentages) {
  expect(
      type(TypeKind::Percent),
      {{"40%", "0.4"},
       {"40 %", "0.4"},
       {"0.5‰", "0.0005"},
       {"12.5％", "0.125"},
       {"-3%", "-0.03"},
       {"0", "0"},
       {"40",
        "!40 (could be a share or a percentage; write `%` after it, or let the mapping say `unit \"%\"`, or `unit \"1\"` for shares)"},
       {"0.4",
        "!0.4 (could be a share or a percentage; write `%` after it, or let the mapping say `unit \"%\"`, or `unit \"1\"` for shares)"},
       {"forty%", "!forty% (not a number)"},
       {"%", "!% (not a number)"}});
  FieldMapping percent;
  percent.unit = "%";
  expect(type(TypeKind::Percent), {{"40", "0.4"}, {"40%", "0.4"}, {"8.0", "0.08"}}, {.field = &percent});
  FieldMapping share;
  share.unit = "1";
  expect(type(TypeKind::Percent), {{"0.4", "0.4"}, {"40%", "0.4"}}, {.field = &share});
}

TEST(ReadAmounts, Money) {
  expect(
      type(TypeKind::Money),
      {{"USD 200", "USD 200"},
       {"200 USD", "USD 200"},
       {"200.50USD", "USD 200.5"},
       {"usd -3", "USD -3"},
       {"1e3 USD", "!1e3 USD (a number has no exponent: write its digits out)"},
       {"1.5E+4", "!1.5E+4 (a number has no exponent: write its digits out)"},
       {"1e USD", "!1e USD (`e USD` is not a currency; write its code of ISO 4217, such as `USD 200`)"},
       {"200", "!200 (no currency; write it with the number, as in `USD 200`)"},
       {"$200", "!$200 (`$` is not a currency; write its code of ISO 4217, such as `USD 200`)"},
       {"XQX 1", "!XQX 1 (`XQX` is not a currency; write its code of ISO 4217, such as `USD 200`)"},
       {"USD", "!USD (not a number)"},
       {"USD 1,000",
        "!USD 1,000 (may be `USD 1000`, or `USD 1.000` with a comma before its decimals; write the one that is meant, or, for thousands, let the mapping say `format csv { thousands: \",\" }`)"}});
  expect(type(TypeKind::Money, "EUR"), {{"5", "!5 (no currency; write it with the number, as in `EUR 5`)"},
                                        {"0", "EUR 0"},
                                        {"EUR 5", "EUR 5"},
                                        {"USD 5", "!USD 5 (in USD, where EUR is expected)"}});
  FieldMapping mapping;
  mapping.currency_columns = {"currency"};
  expect(type(TypeKind::Money),
         {{"5", "!5 (no currency; write it with the number, as in `USD 5`, or in a column `currency` beside it)"}},
         {.field = &mapping});
  expect(type(TypeKind::Money),
         {{"5", "CNY 5"}, {"CNY 5", "CNY 5"}, {"USD 5", "!USD 5 (in USD, where its row says `CNY`)"}},
         {.field = &mapping, .currency = "CNY"});
  expect(type(TypeKind::Money), {{"5", "!5 (its currency `RMB` is not one of ISO 4217)"}},
         {.field = &mapping, .currency = "RMB"});
}

// The text is refused as before; what is said of it is what its writer can do.
TEST(ReadAmounts, WhatIsMeantByATextThatIsNoAmount) {
  const char* const blanks = " (a number has no blanks or apostrophes between its digits; write `10000.00`)";
  const char* const sheet = " (an error of a spreadsheet, and no value; mend the sheet, or leave the cell blank)";
  const std::string thousands = ", or, for thousands, let the mapping say `format csv { thousands: \",\" }`";
  FieldMapping dollars;
  dollars.currency = "USD";
  const auto said = [&](const std::string& text, const std::string& why) {
    for (const Type& of : {type(TypeKind::Money), type(TypeKind::Quantity, "kg"), type(TypeKind::Number)})
      EXPECT_EQ(shown(read_value(of, text, &dollars), of), "!" + text + why);
  };
  said("10 000.00", blanks);
  said("10'000.00", blanks);
  said("10\u00A0000.00", blanks);
  said("(10000.00)", " (a number in parentheses, as accounts write one below 0; write `-10000.00`)");
  said("10000.00-", " (a minus stands before its number; write `-10000.00`)");
  said("１００００．５", " (written in wide digits; write `10000.5`)");
  said("#N/A", sheet);
  said("#REF!", sheet);
  said("NA", " (no value; leave the cell blank, or let the mapping say `missing \"NA\"`)");
  said("10,000",
       " (may be `10000`, or `10.000` with a comma before its decimals; write the one that is meant" + thousands + ")");
  said("-10,000", " (may be `-10000`, or `-10.000` with a comma before its decimals; write the one that is meant" +
                      thousands + ")");
  said("1,234,567",
       " (a number has no comma; write `1234567`, or let the mapping say `format csv { thousands: \",\" }`)");
  said("0,125", " (a number has no comma; write `0.125`, or let the mapping say `format csv { decimal: \",\" }`)");
  said("10 00", " (not a number)");
}

TEST(ReadAmounts, AmountsOfWhichItIsClearWhatIsWrong) {
  expect(type(TypeKind::Money),
         {{"-USD 100", "!-USD 100 (the sign stands before the figure; write `USD -100`)"},
          {"- usd100.5", "!- usd100.5 (the sign stands before the figure; write `usd -100.5`)"},
          {"+USD 5", "!+USD 5 (a number has no `+` before it; write `USD 5`)"},
          {"USD １００", "!USD １００ (written in wide characters; write `USD 100`)"},
          {"ＵＳＤ　１００．５", "!ＵＳＤ　１００．５ (written in wide characters; write `USD 100.5`)"},
          {"100,-", "!100,- (`,-` is no decimals; write `100`)"},
          {"EUR 100,-", "!EUR 100,- (`,-` is no decimals; write `EUR 100`)"},
          {"100.-- CHF", "!100.-- CHF (`.--` is no decimals; write `100 CHF`)"},
          {"100,– EUR", "!100,– EUR (`,–` is no decimals; write `100 EUR`)"},
          {"-XQX 1", "!-XQX 1 (`XQX 1` is not a currency; write its code of ISO 4217, such as `USD 200`)"},
          {"USD 1_000", "!USD 1_000 (a number in data has no `_` between its digits; write `USD 1000`)"}});
  expect(type(TypeKind::Quantity, "kg"), {{"-kg 5", "!-kg 5 (the sign stands before the figure; write `kg -5`)"},
                                          {"５ kg", "!５ kg (written in wide characters; write `5 kg`)"},
                                          {"1_0 kg", "!1_0 kg (a number in data has no `_` between its digits)"}});
  FieldMapping words;
  words.translations = {{"thousand", "1_000"}};
  expect(type(TypeKind::Number), {{"thousand", "1000"}}, {.field = &words});
}

TEST(ReadAmounts, Quantities) {
  const Type weight = type(TypeKind::Quantity, "kg");
  expect(weight, {{"12 kg", "12 kg"},
                  {"12kg", "12 kg"},
                  {"12", "!12 (no unit; write it with the number, as in `12 kg`)"},
                  {"0", "0 kg"},
                  {"12.5 KGM", "12.5 kg"},
                  {"500 g", "500 g"},
                  {"12 公斤", "12 kg"},
                  {"3 l", "!3 l (in `l`, where `kg` or the like is expected)"},
                  {"3 cartons", "!3 cartons (`cartons` is not a unit)"},
                  {"3 tonnnes", "!3 tonnnes (`tonnnes` is not a unit; did you mean `t`?)"},
                  {"3 kj", "!3 kj (`kj` is not a unit)"},
                  {"-3 kg", "-3 kg"},
                  {"1E+3 kg", "!1E+3 kg (a number has no exponent: write its digits out)"},
                  {"1e-3kg", "!1e-3kg (a number has no exponent: write its digits out)"},
                  {"kg", "!kg (not a number)"}});
  FieldMapping grams;
  grams.unit = "g";
  expect(weight, {{"12", "12 g"}, {"12 kg", "12 kg"}}, {.field = &grams});
  expect(weight, {{"12", "12 t"}}, {.field = &grams, .unit = "TNE"});
  expect(type(TypeKind::Quantity), {{"3 m3", "3 m3"}, {"3", "!3 (no unit; write it with the number, as in `3 kg`)"}});
  expect(weight, {{"12 kg", "!12 kg (in `kg`, where its row says `g`)"}, {"12 g", "12 g"}, {"12 GRM", "12 g"}},
         {.field = &grams, .unit = "g"});
  expect(type(TypeKind::Quantity, "persons"), {{"3 persons", "3 persons"},
                                               {"3", "!3 (no unit; write it with the number, as in `3 persons`)"},
                                               {"3 kg", "!3 kg (in `kg`, where `persons` or the like is expected)"}});
}

}  // namespace
}  // namespace shibo::engine
