// How each type is read from text. The tables are the manual.
#include "read/read_value.hpp"

#include <gtest/gtest.h>

#include <random>

#include "read_one.hpp"
#include "value/country.hpp"

namespace shibo::engine {
namespace {

TEST(ReadValue, BlanksAreMissing) {
  expect(type(TypeKind::Number), {{"", "-"}, {"  ", "-"}, {"\t\r\n", "-"}, {"\xC2\xA0", "-"}, {"\xE3\x80\x80", "-"}});
  expect(type(TypeKind::Text), {{"", "-"}, {" a b ", "a b"}});
}

// Another first letter makes another word: a process that was not meant must not be offered.
TEST(ReadValue, ChoicesThatAreNearlyOneOfThem) {
  const ChoiceType work{"work", {{"coating", ""}, {"cutting", ""}}};
  Type of = type(TypeKind::Choice);
  of.choice = &work;
  expect(of, {{"loading", "!loading (not one of `coating`, `cutting`)"},
              {"coatin", "!coatin (not one of the choices; did you mean `coating`?)"},
              {"cuting", "!cuting (not one of the choices; did you mean `cutting`?)"}});
}

TEST(ReadValue, Dates) {
  expect(
      type(TypeKind::Date),
      {{"2024-05-01", "2024-05-01"},
       {"2024-05-01T00:00:00Z", "2024-05-01"},
       {"2024-05-01 00:00:00", "2024-05-01"},
       {"2024-13-01", "!2024-13-01 (not a day of the calendar)"},
       {"2023-02-29", "!2023-02-29 (not a day of the calendar)"},
       {"2O24-05-01", "!2O24-05-01 (the letter O stands where a digit is expected)"},
       {"01/05/2024",
        "!01/05/2024 (not written as YYYY-MM-DD, and may be one day or another; let the mapping say which: `dates \"DD/MM/YYYY\"`, or `dates \"MM/DD/YYYY\"`)"},
       {"2024-05-01T10:30:00Z", "!2024-05-01T10:30:00Z (a time, where a day is expected; write it as YYYY-MM-DD)"},
       {"May 2024", "!May 2024 (not written as YYYY-MM-DD; a month is written by its number)"},
       {"01-May-24", "!01-May-24 (not written as YYYY-MM-DD; a month is written by its number)"},
       {"2024-5-1",
        "!2024-5-1 (not written as YYYY-MM-DD; write `2024-05-01`, or let the mapping say `dates \"YYYY-M-D\"`)"},
       {"2024年5月1日",
        "!2024年5月1日 (not written as YYYY-MM-DD; write `2024-05-01`, or let the mapping say `dates \"YYYY年M月D日\"`)"},
       {"45413",
        "!45413 (may be the number by which a spreadsheet keeps a day; let the column show dates, as YYYY-MM-DD, and export it again)"},
       {"1714521600", "!1714521600 (may be a time counted from 1970; write the day as YYYY-MM-DD)"},
       {"soon", "!soon (not a day written as YYYY-MM-DD)"},
       {"1000-01-01", "1000-01-01"},
       {"2567-05-01",
        "!2567-05-01 (in a year of the Buddhist calendar, or of the far future; write `2024-05-01` if that is meant)"},
       {"2524-12-31", "2524-12-31"},
       {"2626-01-01", "2626-01-01"},
       {"9999-12-31", "9999-12-31"},
       {"0024-05-01",
        "!0024-05-01 (in a year before 1000, which lacks digits or stands for no day at all; write the whole year, or leave the cell blank)"},
       {"0001-01-01T00:00:00",
        "!0001-01-01T00:00:00 (in a year before 1000, which lacks digits or stands for no day at all; write the whole year, or leave the cell blank)"}});
  FieldMapping mapping;
  mapping.date_pattern = "DD/MM/YYYY";
  expect(type(TypeKind::Date),
         {{"01/05/2024", "2024-05-01"},
          {"31/02/2024", "!31/02/2024 (not a day written as `DD/MM/YYYY`)"},
          {"2024-05-01", "!2024-05-01 (not a day written as `DD/MM/YYYY`)"}},
         {.field = &mapping});
}

TEST(ReadValue, TextsAreInNormalFormC) {
  expect(type(TypeKind::Text), {{"Socie\u0301te\u0301", "Soci\u00E9t\u00E9"},
                                {"\u212Bngstr\u00F6m", "\u00C5ngstr\u00F6m"},
                                {"ACME  \uFF2C\uFF34\uFF24", "ACME  \uFF2C\uFF34\uFF24"}});
  FieldMapping words;
  words.translations = {{"C\u00F4te", "sea"}};
  expect(type(TypeKind::Choice), {{"Co\u0302te", "sea"}}, {.field = &words});
  Mapping mapping;
  mapping.missing = {"donn\u00E9e"};
  expect(type(TypeKind::Text), {{"donne\u0301e", shown(FieldValue{}, type(TypeKind::Text)).c_str()}},
         {.mapping = &mapping});
}

TEST(ReadValue, TimesDurationsPeriods) {
  expect(type(TypeKind::Time),
         {{"2026-06-17T08:00+08:00", "2026-06-17T08:00+08:00"},
          {"2026-06-17 08:00:30Z", "2026-06-17T08:00:30Z"},
          {"2026-06-17T08:00+0800", "2026-06-17T08:00+08:00"},
          {"2026-06-17 08:00:30.000-0330", "2026-06-17T08:00:30-03:30"},
          {"2024-05-01T12:00:00.500Z", "2024-05-01T12:00:00.5Z"},
          {"2024-05-01T12:00:00.1234567Z", "2024-05-01T12:00:00.1234567Z"},
          {"2024-05-01T12:00:00.12345678Z",
           "!2024-05-01T12:00:00.12345678Z (finer than seven decimals of a second; write it with fewer)"},
          {"2024-05-01T12:00:00.5+0100", "2024-05-01T12:00:00.5+01:00"},
          {"2024-05-01T12:00+01", "2024-05-01T12:00+01:00"},
          {"2024-05-01 12:00:00-05", "2024-05-01T12:00-05:00"},
          {"2024-05-01T12:00+1", "!2024-05-01T12:00+1 (not a time written as 2026-06-17T08:00+08:00)"},
          {"2024-05-01T12:00-00", "!2024-05-01T12:00-00 (not a time written as 2026-06-17T08:00+08:00)"},
          {"2026-06-17T08:00", "!2026-06-17T08:00 (no offset from UTC; write it at the end, such as `+08:00` or `Z`)"},
          {"2026-06-17", "!2026-06-17 (a day, where a time is expected; write it as 2026-06-17T08:00+08:00)"},
          {"noon", "!noon (not a time written as 2026-06-17T08:00+08:00)"}});
  expect(type(TypeKind::Duration),
         {{"48 hours", "2 days"},
          {"1 Hour", "1 hour"},
          {"PT48H", "2 days"},
          {"P1DT12H", "36 hours"},
          {"1.5 hours", "90 minutes"},
          {"48", "!48 (not a duration; write it as `48 hours`)"},
          {"400000000000 seconds", "400000000000 seconds"},
          {"400000000001 seconds", "!400000000001 seconds (longer than 400,000,000,000 seconds)"},
          {"-9223372036854775808 seconds", "!-9223372036854775808 seconds (longer than 400,000,000,000 seconds)"},
          {"6 months", "!6 months (months and years have no exact length; a duration is in hours or days)"}});
  FieldMapping hours;
  hours.unit = "hours";
  expect(type(TypeKind::Duration), {{"5", "5 hours"}}, {.field = &hours});
  expect(type(TypeKind::Period), {{"6 months", "6 months"},
                                  {"1 year", "1 year"},
                                  {"P1Y6M", "18 months"},
                                  {"30 days", "!30 days (an exact length of time, where months or years are expected)"},
                                  {"10000 years", "10000 years"},
                                  {"120001 months", "!120001 months (longer than 10,000 years)"},
                                  {"soon", "!soon (not a period; write it as `6 months`)"}});
}

TEST(ReadValue, Conditions) {
  expect(type(TypeKind::Condition), {{"true", "true"},
                                     {"Yes", "true"},
                                     {"Y", "true"},
                                     {"1", "true"},
                                     {"是", "true"},
                                     {"FALSE", "false"},
                                     {"no", "false"},
                                     {"n", "false"},
                                     {"0", "false"},
                                     {"否", "false"},
                                     {"maybe", "!maybe (neither true nor false; write `true` or `false`)"}});
}

TEST(ReadValue, HsCodes) {
  expect(
      type(TypeKind::Hs),
      {{"870323", "8703.23"},
       {"8703.23", "8703.23"},
       {"8703 23 10", "8703.23.10"},
       {"87", "87"},
       {"87O3", "!87O3 (the letter O stands where a digit is expected)"},
       {"00", "!00 (there is no chapter 00)"},
       {"0000.00", "!0000.00 (there is no chapter 00)"},
       {"0101", "0101"},
       {"805.1",
        "!805.1 (may be a code that a spreadsheet keeps as a number, without the zeros at its ends; let the column be text, and "
        "export it again: points and blanks in a code stand singly, between pairs of digits)"},
       {"9.00E+07",
        "!9.00E+07 (a number of a spreadsheet, which has lost digits; let the column be text, and export it again: a code has "
        "only digits, with points or blanks between them)"},
       {"10121", "!10121 (a code has an even number of digits: a zero may be lost at its front or end)"},
       {"8", "!8 (a code has at least 2 digits, its chapter)"},
       {"cars", "!cars (a code has only digits, with points or blanks between them)"}});
}

TEST(ReadValue, CodesOfCustomsOwnAreCountriesWhereTheyAreDeclared) {
  const Type plain = type(TypeKind::Country);
  for (const char* code : {"XK", "XI", "XU", "XS", "XC", "XL", "XA", "XZ", "QP", "QM", "QZ", "AA", "ZZ"}) {
    const std::string whose =
        "not a country of ISO 3166, which leaves this code to its users, such as customs, and "
        "no package that is loaded declares it: `extend country { " +
        std::string(code) + " \"…\" }`";
    EXPECT_EQ(shown(read_value(plain, code), plain), "!" + std::string(code) + " (" + whose + ")");
  }
  expect(
      plain,
      {{"QL", "!QL (not a country; write its code of ISO 3166, such as `TH`)"},
       {"AB", "!AB (not a country; write its code of ISO 3166, such as `TH`)"},
       {"EU",
        "!EU (the European Union and not a country of ISO 3166, and no package that is loaded declares it: `extend country { EU \"…\" }`)"},
       {"Kosovo", "!Kosovo (not a country; write its code of ISO 3166, such as `TH`)"}});
  const std::vector<OwnCountry> own{{"XK", "Kosovo"}, {"EU", ""}};
  Type declared = plain;
  declared.countries = &own;
  expect(
      declared,
      {{"XK", "XK"},
       {"xk", "XK"},
       {"Kosovo", "XK"},
       {"Kosvo", "!Kosvo (not a country; write its code of ISO 3166, such as `TH`; did you mean `Kosovo`?)"},
       {"KOSOVO", "XK"},
       {"EU", "EU"},
       {"TH", "TH"},
       {"", "-"},
       {"XI",
        "!XI (not a country of ISO 3166, which leaves this code to its users, such as customs, and no package that is loaded declares it: `extend country { XI \"…\" }`)"}});
  expect(list_of(declared), {{"TH; XK", "[TH; XK]"}});
}

TEST(ReadValue, CountriesAndCurrencies) {
  expect(type(TypeKind::Country),
         {{"TH", "TH"},
          {"th", "TH"},
          {"THA", "TH"},
          {"Thailand", "TH"},
          {"泰国", "TH"},
          {"Thailnad", "!Thailnad (not a country; write its code of ISO 3166, such as `TH`; did you mean `Thailand`?)"},
          {"Chine", "!Chine (not an English name of a country; write its code of ISO 3166, `CN` for China)"},
          {"Island", "!Island (not an English name of a country; write its code of ISO 3166, `IS` for Iceland)"},
          {"Nigera", "!Nigera (not a country; write its code of ISO 3166, such as `TH`)"},
          {"AN", "!AN (not a country; write its code of ISO 3166, such as `TH`)"}});
  expect(type(TypeKind::Currency),
         {{"usd", "USD"}, {"RMB", "!RMB (not a currency; write its code of ISO 4217, such as `USD`)"}});
}

TEST(ReadValue, ChoicesInstrumentsAndCodes) {
  expect(type(TypeKind::Choice),
         {{"sea", "sea"},
          {"SEA", "sea"},
          {"Inland Water", "inland_water"},
          {"inland-water", "inland_water"},
          {"inland_watre", "!inland_watre (not one of the choices; did you mean `inland_water`?)"},
          {"by camel", "!by camel (not one of `sea`, `air`, `inland_water`)"}});
  expect(type(TypeKind::Instrument),
         {{"RCEP", "RCEP"}, {"EU-Korea", "EU_Korea"}, {"7", "!7 (not the name of an instrument, such as `RCEP`)"}});
  expect(type(TypeKind::CodedText, "location"),
         {{"CNSHA", "CNSHA"},
          {"cn sha", "CNSHA"},
          {"Shanghai", "!Shanghai (not a valid `location`: it has 8 characters, and 5 are wanted)"}});
}

TEST(ReadValue, InstrumentsAreThoseThatTheRulesKnowInWhateverCapitals) {
  const std::vector<std::string> known = {"CPTPP", "RCEP"};
  const auto read = [&](const char* text) {
    return shown(read_value(type(TypeKind::Instrument), text, ValueFormat{.instruments = &known}),
                 type(TypeKind::Instrument));
  };
  EXPECT_EQ(read("rcep"), "RCEP");
  EXPECT_EQ(read(" Rcep "), "RCEP");
  EXPECT_EQ(read("RECP"), "!RECP (not an instrument that the rules know; did you mean `RCEP`?)");
  EXPECT_EQ(read("rcp"), "!rcp (not an instrument that the rules know; did you mean `RCEP`?)");
  EXPECT_EQ(read("KAFTA"), "KAFTA") << "it may be one of other rules";
}

TEST(ReadValue, ListsInOneCell) {
  const Type countries = list_of(type(TypeKind::Country));
  expect(countries, {{"TH; VN", "[TH; VN]"},
                     {"TH|VN", "[TH; VN]"},
                     {"TH", "[TH]"},
                     {"[TH; VN]", "[TH; VN]"},
                     {"[]", "[]"},
                     {"TH;", "[TH]"},
                     {"", "-"},
                     {"TH; Siam", "[TH; !Siam (not a country; write its code of ISO 3166, such as `TH`)]"}});
  FieldMapping mapping;
  mapping.separator = ", ";
  expect(list_of(type(TypeKind::Text)), {{"a;b, c", "[a;b; c]"}}, {.field = &mapping});
  mapping.blank_means = "[]";
  expect(countries, {{"", "*[]"}}, {.field = &mapping});
}

TEST(ReadValue, TranslationsComeBeforeTheType) {
  FieldMapping mapping;
  mapping.translations = {{"Ocean", "sea"}, {"Air freight", "air"}, {"n/k", "by hand"}};
  expect(type(TypeKind::Choice),
         {{"Ocean", "sea"},
          {"ocean", "sea"},
          {"AIR FREIGHT", "air"},
          {"sea", "sea"},
          {"n/k", "!n/k (not one of `sea`, `air`, `inland_water`)"}},
         {.field = &mapping});
  expect(list_of(type(TypeKind::Choice)), {{"Ocean; Air freight", "[sea; air]"}}, {.field = &mapping});
}

TEST(ReadValue, TextsThatTheMappingTakesForBlanks) {
  Mapping mapping;
  mapping.missing = {"-", "n/a"};
  expect(type(TypeKind::Number),
         {{"-", "-"},
          {" n/a ", "-"},
          {"N/A", "!N/A (no value; leave the cell blank, or let the mapping say `missing \"N/A\"`)"}},
         {.mapping = &mapping});
  FieldMapping field;
  field.blank_means = "false";
  expect(type(TypeKind::Condition), {{"", "*false"}, {"n/a", "*false"}, {"yes", "true"}},
         {.field = &field, .mapping = &mapping});
}

TEST(ReadField, ABlankInEvidenceIsAbsentOnlyWhereTheMappingSaysSo) {
  FieldType field;
  field.type = type(TypeKind::Text);
  FieldMapping mapping;
  EXPECT_EQ(read_field(field, "", {.field = &mapping}).state, FieldState::Missing);
  mapping.blank_means = "none";
  EXPECT_EQ(read_field(field, "", {.field = &mapping}).state, FieldState::Missing) << "not evidence";
  field.evidence = true;
  EXPECT_EQ(shown(read_field(field, "", {.field = &mapping}), field.type), "*none");
  EXPECT_EQ(shown(read_field(field, "A1", {.field = &mapping}), field.type), "A1");
}

TEST(ReadField, AValueOutOfBoundsIsInvalid) {
  FieldType field;
  field.type = type(TypeKind::Quantity, "kg");
  field.at_least = Quantity{0, ""};
  field.at_most = Quantity{2, "t"};
  const auto read = [&](const char* text) { return shown(read_field(field, text, {}), field.type); };
  EXPECT_EQ(read("0"), "0 kg");
  EXPECT_EQ(read("2000 kg"), "2000 kg");
  EXPECT_EQ(read("-3 kg"), "!-3 kg (below 0, the least that there can be)");
  EXPECT_EQ(read("2001 kg"), "!2001 kg (above 2 t, the most that there can be)");
  field.type = type(TypeKind::Money);
  field.at_least = Money{0, ""};
  field.at_most.reset();
  EXPECT_EQ(read("USD -1"), "!USD -1 (below 0, the least that there can be)");
}

TEST(ReadValue, NeverCrashesAndKeepsTheTextOfWhatIsInvalid) {
  static constexpr std::string_view kParts = "0123.,-+%ePTHMYZUSDkg /:[];|\xE6\x97\xA5\xFF\"'";
  std::mt19937 random(3);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t i = random() % 12; i > 0; --i) text += kParts[random() % kParts.size()];
    for (int kind = 0; kind <= static_cast<int>(TypeKind::Record); ++kind) {
      Type of = type(static_cast<TypeKind>(kind));
      if (of.kind == TypeKind::List) of = list_of(type(TypeKind::Date));
      const FieldValue value = read_value(of, text);
      EXPECT_EQ(value.state == FieldState::Invalid, !value.why.empty());
      EXPECT_EQ(value.text, value.state == FieldState::Invalid ? stripped(text) : "");
    }
  }
}

}  // namespace
}  // namespace shibo::engine
