#include "value/code_types.hpp"

#include <algorithm>
#include <array>

#include "value/country.hpp"

namespace shibo::engine {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
int digit_value(char c) {
  return c - '0';
}

bool all_of(std::string_view text, bool (*test)(char)) {
  return std::all_of(text.begin(), text.end(), test);
}

/// ISO 6346, annex A: letters count from 10 upwards, leaving out the multiples of 11, so that they
/// do not vanish from a sum that is taken modulo 11.
int container_value(char c) {
  if (is_digit(c)) return digit_value(c);
  const int from_a = c - 'A';
  return 10 + from_a + (from_a + 9) / 10;
}

/// GB 32100-2015, table 1: the digits, then the letters without I, O, S, V and Z.
constexpr std::string_view kCreditCodeCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

constexpr std::array kIncoterms = {
    Incoterm{"CFR", 2020, true},  Incoterm{"CIF", 2020, true},  Incoterm{"CIP", 2020, false},
    Incoterm{"CPT", 2020, false}, Incoterm{"DAP", 2020, false}, Incoterm{"DDP", 2020, false},
    Incoterm{"DPU", 2020, false}, Incoterm{"EXW", 2020, false}, Incoterm{"FAS", 2020, true},
    Incoterm{"FCA", 2020, false}, Incoterm{"FOB", 2020, true},  Incoterm{"DAT", 2010, false},
    Incoterm{"DAF", 2000, false}, Incoterm{"DDU", 2000, false}, Incoterm{"DEQ", 2000, true},
    Incoterm{"DES", 2000, true},
};

struct CodeTypeRow {
  std::string_view name;
  CodeType type;
  bool (*valid)(std::string_view);
};

constexpr std::array kCodeTypes = {
    CodeTypeRow{"container_number", CodeType::ContainerNumber, valid_container_number},
    CodeTypeRow{"location", CodeType::Location, valid_location},
    CodeTypeRow{"incoterm", CodeType::Incoterm, valid_incoterm},
    CodeTypeRow{"credit_code", CodeType::CreditCode, valid_credit_code},
    CodeTypeRow{"imo_number", CodeType::ImoNumber, valid_imo_number},
    CodeTypeRow{"air_waybill", CodeType::AirWaybill, valid_air_waybill},
};

/// Requires nothing of `type` but that it is an enumerator: the table has a row for each, in order.
const CodeTypeRow& row_of(CodeType type) {
  return kCodeTypes[static_cast<std::size_t>(type)];
}

std::string without_separators(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c == ' ' || c == '-') continue;
    plain.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  }
  return plain;
}

}  // namespace

bool valid_container_number(std::string_view text) {
  if (text.size() != 11 || !all_of(text.substr(0, 4), is_capital) || !all_of(text.substr(4), is_digit))
    return false;
  if (text[3] != 'U' && text[3] != 'J' && text[3] != 'Z') return false;
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i) sum += container_value(text[i]) << i;
  return sum % 11 % 10 == digit_value(text[10]);
}

bool valid_location(std::string_view text) {
  if (text.size() != 5) return false;
  const std::string_view country = text.substr(0, 2);
  const auto is_place = [](char c) { return is_capital(c) || (c >= '2' && c <= '9'); };
  return (is_country(country) || country == "XZ") && all_of(text.substr(2), is_place);
}

bool valid_incoterm(std::string_view text) {
  return incoterm(text) != nullptr;
}

bool valid_credit_code(std::string_view text) {
  if (text.size() != 18 || !all_of(text.substr(2, 6), is_digit)) return false;
  const auto is_known = [](char c) { return kCreditCodeCharacters.find(c) != std::string_view::npos; };
  if (!std::all_of(text.begin(), text.end(), is_known)) return false;
  // The weights are the powers of 3 modulo 31; the check character, itself without a weight, brings
  // the sum to a multiple of 31.
  std::size_t sum = kCreditCodeCharacters.find(text.back());
  std::size_t weight = 1;
  for (const char c : text.substr(0, 17)) {
    sum += kCreditCodeCharacters.find(c) * weight;
    weight = weight * 3 % 31;
  }
  return sum % 31 == 0;
}

bool valid_imo_number(std::string_view text) {
  if (text.size() != 7 || !all_of(text, is_digit)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 6; ++i) sum += digit_value(text[i]) * static_cast<int>(7 - i);
  return sum % 10 == digit_value(text[6]);
}

bool valid_air_waybill(std::string_view text) {
  if (text.size() != 11 || !all_of(text, is_digit)) return false;
  int serial = 0;
  for (const char c : text.substr(3, 7)) serial = serial * 10 + digit_value(c);
  return serial % 7 == digit_value(text[10]);
}

const Incoterm* incoterm(std::string_view code) {
  const auto* found =
      std::find_if(kIncoterms.begin(), kIncoterms.end(), [&](const Incoterm& t) { return t.code == code; });
  return found == kIncoterms.end() ? nullptr : found;
}

std::optional<CodeType> code_type_named(std::string_view name) {
  for (const CodeTypeRow& row : kCodeTypes) {
    if (row.name == name) return row.type;
  }
  return std::nullopt;
}

std::string_view name_of(CodeType type) {
  return row_of(type).name;
}

bool is_valid_code(CodeType type, std::string_view text) {
  return row_of(type).valid(text);
}

std::optional<std::string> read_code(CodeType type, std::string_view text) {
  std::string plain = without_separators(text);
  if (type == CodeType::ImoNumber && plain.starts_with("IMO")) plain.erase(0, 3);
  if (!is_valid_code(type, plain)) return std::nullopt;
  return plain;
}

}  // namespace shibo::engine
