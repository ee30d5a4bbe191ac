#include "value/code_types.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace shibo::engine {
namespace {

/// Calls `visit` with every text that differs from `text` in one digit, its place and the new digit.
template <class Visit>
void for_each_altered_digit(const std::string& text, Visit visit) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] < '0' || text[at] > '9') continue;
    for (char digit = '0'; digit <= '9'; ++digit) {
      if (digit == text[at]) continue;
      std::string altered = text;
      altered[at] = digit;
      visit(altered, at, digit);
    }
  }
}

// -- Containers ------------------------------------------------------------------------------------

// Numbers that other validators give as examples of valid ones; CSQU3054383 is in most encyclopaedias.
constexpr std::array kContainers = {"CSQU3054383", "TEXU3070079", "MSKU6011672", "GESU3927660"};

TEST(ContainerNumber, AcceptsPublishedNumbers) {
  for (const char* number : kContainers) EXPECT_TRUE(valid_container_number(number)) << number;
}

/// The sum of ISO 6346 modulo 11, from its table of letters as printed.
int remainder_of(const std::string& number) {
  constexpr std::array kLetters = {10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24,
                                   25, 26, 27, 28, 29, 30, 31, 32, 34, 35, 36, 37, 38};
  int sum = 0;
  int weight = 1;
  for (const char c : number.substr(0, 10)) {
    sum += weight * (c >= 'A' ? kLetters[static_cast<std::size_t>(c - 'A')] : c - '0');
    weight *= 2;
  }
  return sum % 11;
}

TEST(ContainerNumber, MissesAnAlteredDigitOnlyBetweenRemainders0And10) {
  for (const std::string number : kContainers) {
    for_each_altered_digit(number, [&](const std::string& altered, std::size_t, char) {
      const bool both_print_0 = (remainder_of(number) == 0 && remainder_of(altered) == 10) ||
                                (remainder_of(number) == 10 && remainder_of(altered) == 0);
      EXPECT_EQ(valid_container_number(altered), both_print_0) << altered;
    });
  }
}

TEST(ContainerNumber, RefusesOtherShapes) {
  for (const char* wrong : {"", "CSQU305438", "CSQU30543833", "CSQA3054383", "csqu3054383", "CSQU 305438 3",
                            "CS1U3054383", "CSQU305438A", "CSQU3054382"}) {
    EXPECT_FALSE(valid_container_number(wrong)) << wrong;
  }
}

// -- Locations -------------------------------------------------------------------------------------

TEST(Location, HasACountryAndAPlace) {
  for (const char* right : {"CNSHA", "USLAX", "DEHAM", "THBKK", "US2AB", "XZABC"})
    EXPECT_TRUE(valid_location(right)) << right;
  for (const char* wrong : {"", "CNSH", "CNSHAN", "ZZSHA", "UKLON", "cnsha", "CN SHA", "CNSH1", "CNSH0", "CN-HA"}) {
    EXPECT_FALSE(valid_location(wrong)) << wrong;
  }
}

// -- Incoterms -------------------------------------------------------------------------------------

TEST(Incoterm, HasTheElevenOf2020AndMarksOlderOnes) {
  for (const char* term : {"EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"}) {
    ASSERT_NE(incoterm(term), nullptr) << term;
    EXPECT_TRUE(incoterm(term)->is_current()) << term;
  }
  for (const char* term : {"DAT", "DAF", "DES", "DEQ", "DDU"}) {
    ASSERT_NE(incoterm(term), nullptr) << term;
    EXPECT_FALSE(incoterm(term)->is_current()) << term;
  }
  EXPECT_EQ(incoterm("DAT")->edition, 2010);
  EXPECT_EQ(incoterm("DDU")->edition, 2000);
  for (const char* wrong : {"", "fob", "CNF", "C&F", "FOB ", "XXX"}) EXPECT_EQ(incoterm(wrong), nullptr) << wrong;
}

TEST(Incoterm, TellsSeaTermsFromThoseForAnyMode) {
  for (const char* term : {"FAS", "FOB", "CFR", "CIF", "DES", "DEQ"}) EXPECT_TRUE(incoterm(term)->sea_only) << term;
  for (const char* term : {"EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "DAT", "DAF", "DDU"}) {
    EXPECT_FALSE(incoterm(term)->sea_only) << term;
  }
}

// -- Credit codes ----------------------------------------------------------------------------------

// As printed on business licences and companies' own sites; the first is the usual worked example.
constexpr std::array kCreditCodes = {"91350100M000100Y43", "91330100799655058B", "914403001922038216",
                                     "9144030071526726XG"};

TEST(CreditCode, AcceptsPublishedCodes) {
  for (const char* code : kCreditCodes) EXPECT_TRUE(valid_credit_code(code)) << code;
}

TEST(CreditCode, NoticesEveryAlteredCharacter) {
  constexpr std::string_view kCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  for (const std::string code : kCreditCodes) {
    for (std::size_t at = 0; at < code.size(); ++at) {
      for (const char c : kCharacters) {
        if (c == code[at]) continue;
        std::string altered = code;
        altered[at] = c;
        EXPECT_FALSE(valid_credit_code(altered)) << altered;
      }
    }
  }
}

TEST(CreditCode, RefusesOtherShapes) {
  for (const char* wrong : {"", "91350100M000100Y4", "91350100M000100Y433", "91350100m000100y43", "91350100I000100Y43",
                            "9135010OM000100Y43", "91350100M000100Y4Z"}) {
    EXPECT_FALSE(valid_credit_code(wrong)) << wrong;
  }
}

// -- Ships and air waybills ------------------------------------------------------------------------

// 9074729 is the usual worked example; then Kristina Katarina, Maersk Mc-Kinney Moller, Ever Given.
constexpr std::array kShips = {"9074729", "7625811", "9619907", "9811000"};

TEST(ImoNumber, AcceptsPublishedNumbers) {
  for (const char* number : kShips) EXPECT_TRUE(valid_imo_number(number)) << number;
}

TEST(ImoNumber, MissesAnAlteredDigitOnlyWhereItsWeightHidesIt) {
  for (const std::string number : kShips) {
    for_each_altered_digit(number, [&](const std::string& altered, std::size_t at, char digit) {
      const int weight = at == 6 ? 1 : 7 - static_cast<int>(at);
      const bool hidden = at != 6 && (digit - number[at]) * weight % 10 == 0;
      EXPECT_EQ(valid_imo_number(altered), hidden) << altered;
    });
  }
}

TEST(ImoNumber, RefusesOtherShapes) {
  for (const char* wrong : {"", "907472", "90747299", "907472A", "IMO9074729"})
    EXPECT_FALSE(valid_imo_number(wrong)) << wrong;
}

// The first serial number is the example of the Australian Border Force's guide to waybill numbers; the
// other two numbers are those of forwarders' guides.
constexpr std::array kWaybills = {"17612345675", "02081140743", "58981140743"};

TEST(AirWaybill, AcceptsPublishedNumbers) {
  for (const char* number : kWaybills) EXPECT_TRUE(valid_air_waybill(number)) << number;
}

TEST(AirWaybill, MissesAnAlteredDigitOnlyBySevens) {
  for (const std::string number : kWaybills) {
    for_each_altered_digit(number, [&](const std::string& altered, std::size_t at, char digit) {
      const bool in_airline = at < 3;  // which the check digit does not cover
      const bool by_seven = at < 10 && (digit - number[at]) % 7 == 0;
      EXPECT_EQ(valid_air_waybill(altered), in_airline || by_seven) << altered;
    });
  }
}

TEST(AirWaybill, RefusesOtherShapes) {
  for (const char* wrong : {"", "0201234567", "020123456755", "020-12345675", "0201234567A", "02012345677"}) {
    EXPECT_FALSE(valid_air_waybill(wrong)) << wrong;
  }
}

TEST(Mrn, HasAYearACountryAndACheckDigit) {
  for (const char* right : {"21DE27364916384836", "21DE12345678901234"}) EXPECT_TRUE(valid_mrn(right)) << right;
  for (const char* wrong : {"", "21DE27364916384835", "21AB27364916384830", "2ADE27364916384836", "21DE2736491638483",
                            "21DE273649163848366", "21DE2736491638483A", "21DE273649 6384836", "21de27364916384836"})
    EXPECT_FALSE(valid_mrn(wrong)) << wrong;
}

TEST(Mrn, MissesNoAlteredDigit) {
  const std::string number = "21DE27364916384836";
  for_each_altered_digit(
      number, [&](const std::string& altered, std::size_t, char) { EXPECT_FALSE(valid_mrn(altered)) << altered; });
}

// -- All types -------------------------------------------------------------------------------------

TEST(CodeType, IsNamedAsInTheLanguage) {
  for (const CodeType type : {CodeType::ContainerNumber, CodeType::Location, CodeType::Incoterm, CodeType::CreditCode,
                              CodeType::ImoNumber, CodeType::AirWaybill, CodeType::Mrn}) {
    EXPECT_EQ(code_type_named(name_of(type)), type) << name_of(type);
  }
  EXPECT_EQ(code_type_named("container_number"), CodeType::ContainerNumber);
  EXPECT_EQ(code_type_named("container"), std::nullopt);
}

TEST(CodeType, BringsDocumentsIntoNormalForm) {
  struct Row {
    CodeType type;
    const char* text;
    const char* normal;
  };
  constexpr std::array kRows = {
      Row{CodeType::ContainerNumber, "csqu 305438-3", "CSQU3054383"},
      Row{CodeType::ContainerNumber, "CSQU3054383", "CSQU3054383"},
      Row{CodeType::Location, "CN SHA", "CNSHA"},
      Row{CodeType::Incoterm, "fob", "FOB"},
      Row{CodeType::CreditCode, "91350100m000100y43", "91350100M000100Y43"},
      Row{CodeType::ImoNumber, "IMO 9074729", "9074729"},
      Row{CodeType::AirWaybill, "020-1234 5675", "02012345675"},
      Row{CodeType::AirWaybill, "020-12345676", nullptr},
      Row{CodeType::ImoNumber, "IMO IMO 9074729", nullptr},
      Row{CodeType::ContainerNumber, "CSQU/305438/3", nullptr},
      Row{CodeType::Incoterm, "", nullptr},
  };
  for (const Row& row : kRows) {
    const std::optional<std::string> read = read_code(row.type, row.text);
    ASSERT_EQ(read.has_value(), row.normal != nullptr) << row.text;
    if (!read) continue;
    EXPECT_EQ(*read, row.normal);
    EXPECT_TRUE(is_valid_code(row.type, *read));
    EXPECT_EQ(read_code(row.type, *read), *read) << "normal form is its own normal form";
  }
}

TEST(CodeTypes, SayWhichCharacterIsWrong) {
  struct Row {
    CodeType type;
    const char* text;
    const char* fault;
  };
  const Row kRows[] = {
      {CodeType::ContainerNumber, "csqu 305438-4", "its check character is `4`, and the others give `3`"},
      {CodeType::ContainerNumber, "CSQX3054383", "its fourth character is `X`, and U, J or Z stands there"},
      {CodeType::ContainerNumber, "CSQU305438O", "its character 11 is `O`, and a digit stands there"},
      {CodeType::CreditCode, "91110000600037341", "it has 17 characters, and 18 are wanted"},
      {CodeType::CreditCode, "9111O000600037341L", "its character 5 is `O`, and a digit stands there"},
      {CodeType::ImoNumber, "IMO 9074728", "its check character is `8`, and the others give `9`"},
      {CodeType::AirWaybill, "020-12345676", "its check character is `6`, and the others give `5`"},
      {CodeType::Mrn, "21DE 2736 4916 384835", "its check character is `5`, and the others give `6`"},
      {CodeType::Mrn, "21AB27364916384830", "`AB` is not a country of ISO 3166-1"},
      {CodeType::Mrn, "21DE2736491638_836", "its character 15 is `_`, and a letter or a digit stands there"},
      {CodeType::Location, "XXSHA", "`XX` is not a country of ISO 3166-1"},
      {CodeType::Location, "CN\xE4\xB8\x8AH", "it has 4 characters, and 5 are wanted"},
      {CodeType::Incoterm, "FBO", "no such term of the Incoterms"},
  };
  for (const Row& row : kRows) {
    ASSERT_FALSE(read_code(row.type, row.text)) << row.text;
    EXPECT_EQ(code_fault(row.type, row.text), row.fault) << row.text;
  }
}

}  // namespace
}  // namespace shibo::engine
