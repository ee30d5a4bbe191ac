#include "value/code_types.hpp"

#include <algorithm>
#include <array>

#include "value/ascii.hpp"
#include "value/country.hpp"

namespace shibo::engine {
namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
int digit_value(char c) { return c - '0'; }

bool all_of(std::string_view text, bool (*test)(char)) { return std::all_of(text.begin(), text.end(), test); }

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
  std::string_view
      shape;     ///< of each character: a letter `A`, a digit `0`, either `X`, of a credit code `C`, of a place `2`
  bool checked;  ///< by its last character
};

constexpr std::array kCodeTypes = {
    CodeTypeRow{"container_number", CodeType::ContainerNumber, valid_container_number, "AAAA0000000", true},
    CodeTypeRow{"location", CodeType::Location, valid_location, "AA222", false},
    CodeTypeRow{"incoterm", CodeType::Incoterm, valid_incoterm, "AAA", false},
    CodeTypeRow{"credit_code", CodeType::CreditCode, valid_credit_code, "CC000000CCCCCCCCCC", true},
    CodeTypeRow{"imo_number", CodeType::ImoNumber, valid_imo_number, "0000000", true},
    CodeTypeRow{"air_waybill", CodeType::AirWaybill, valid_air_waybill, "00000000000", true},
    CodeTypeRow{"mrn", CodeType::Mrn, valid_mrn, "00AAXXXXXXXXXXXXX0", true},
};

/// Requires nothing of `type` but that it is an enumerator: the table has a row for each, in order.
const CodeTypeRow& row_of(CodeType type) { return kCodeTypes[static_cast<std::size_t>(type)]; }

std::string without_separators(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    if (c == ' ' || c == '-') continue;
    plain.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  }
  return plain;
}

bool has_shape(char c, char shape) {
  switch (shape) {
    case 'A': return is_capital(c);
    case '0': return is_digit(c);
    case '2': return is_capital(c) || (c >= '2' && c <= '9');
    case 'X': return is_capital(c) || is_digit(c);
    default: return kCreditCodeCharacters.find(c) != std::string_view::npos;
  }
}

std::string_view shape_in_words(char shape) {
  switch (shape) {
    case 'A': return "a letter";
    case '0': return "a digit";
    case '2': return "a letter, or a digit from 2 to 9";
    case 'X': return "a letter or a digit";
    default: return "a digit, or a letter other than I, O, S, V and Z";
  }
}

/// The last character that makes a code of the others; nothing where they are wrong themselves.
std::optional<char> right_check_character(const CodeTypeRow& row, std::string code) {
  for (const char c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
    code.back() = c;
    if (row.valid(code)) return c;
  }
  return std::nullopt;
}

/// ISO 6346: each character by twice the weight of the one before it; 10 becomes 0.
int check_digit(std::string_view text) {
  int sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) sum += container_value(text[i]) << i;
  return sum % 11 % 10;
}

/// XI is Northern Ireland, in customs.
bool issues_mrn(std::string_view country) { return is_country(country) || country == "XI"; }

}  // namespace

bool valid_container_number(std::string_view text) {
  if (text.size() != 11 || !all_of(text.substr(0, 4), is_capital) || !all_of(text.substr(4), is_digit)) return false;
  if (text[3] != 'U' && text[3] != 'J' && text[3] != 'Z') return false;
  return check_digit(text.substr(0, 10)) == digit_value(text[10]);
}

bool valid_location(std::string_view text) {
  if (text.size() != 5) return false;
  const std::string_view country = text.substr(0, 2);
  const auto is_place = [](char c) { return is_capital(c) || (c >= '2' && c <= '9'); };
  return (is_country(country) || country == "XZ") && all_of(text.substr(2), is_place);
}

bool valid_incoterm(std::string_view text) { return incoterm(text) != nullptr; }

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

bool valid_mrn(std::string_view text) {
  const auto is_either = [](char c) { return is_capital(c) || is_digit(c); };
  return text.size() == 18 && all_of(text.substr(0, 2), is_digit) && issues_mrn(text.substr(2, 2)) &&
         all_of(text.substr(4, 13), is_either) && is_digit(text[17]) &&
         check_digit(text.substr(0, 17)) == digit_value(text[17]);
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

std::string_view name_of(CodeType type) { return row_of(type).name; }

bool is_valid_code(CodeType type, std::string_view text) { return row_of(type).valid(text); }

std::string code_fault(CodeType type, std::string_view text) {
  const CodeTypeRow& row = row_of(type);
  std::string plain = without_separators(text);
  if (type == CodeType::ImoNumber && plain.starts_with("IMO")) plain.erase(0, 3);
  if (type == CodeType::Incoterm) return "no such term of the Incoterms";
  const std::size_t length = static_cast<std::size_t>(
      std::count_if(plain.begin(), plain.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  if (length != row.shape.size())
    return "it has " + std::to_string(length) + " characters, and " + std::to_string(row.shape.size()) + " are wanted";
  if (plain.size() != length) return "a character of it is neither a letter of A to Z nor a digit";
  for (std::size_t i = 0; i < length; ++i) {
    if (!has_shape(plain[i], row.shape[i]))
      return "its character " + std::to_string(i + 1) + " is `" + plain.substr(i, 1) + "`, and " +
             std::string(shape_in_words(row.shape[i])) + " stands there";
  }
  if (type == CodeType::Mrn && !issues_mrn(plain.substr(2, 2)))
    return "`" + plain.substr(2, 2) + "` is not a country of ISO 3166-1";
  if (type == CodeType::Location) return "`" + plain.substr(0, 2) + "` is not a country of ISO 3166-1";
  const auto right = row.checked ? right_check_character(row, plain) : std::nullopt;
  if (!right) return "its fourth character is `" + plain.substr(3, 1) + "`, and U, J or Z stands there";
  return "its check character is `" + plain.substr(length - 1) + "`, and the others give `" + std::string(1, *right) +
         "`";
}

std::optional<std::string> read_code(CodeType type, std::string_view text) {
  std::string plain = without_separators(text);
  if (type == CodeType::ImoNumber && plain.starts_with("IMO")) plain.erase(0, 3);
  if (!is_valid_code(type, plain)) return std::nullopt;
  return plain;
}

}  // namespace shibo::engine
