#include "api/header_words.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace shibo {

namespace {

/// In lower case.
std::vector<std::string> words_of(const std::string& header) {
  std::vector<std::string> words(1);
  char before = ' ';
  for (const char c : header) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z');
    if (!letter || (upper && before >= 'a' && before <= 'z')) words.emplace_back();
    if (letter) words.back() += upper ? static_cast<char>(c - 'A' + 'a') : c;
    before = c;
  }
  std::erase(words, "");
  return words;
}

bool has_part(const std::string& text, std::initializer_list<std::string_view> any) {
  return std::any_of(any.begin(), any.end(),
                     [&](std::string_view part) { return text.find(part) != std::string::npos; });
}

}  // namespace

bool has_word(const std::string& header, std::initializer_list<std::string_view> any) {
  const std::vector<std::string> words = words_of(header);
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return std::find(any.begin(), any.end(), word) != any.end(); });
}

bool is_called_code(const std::string& header) {
  if (has_word(header, {"hs", "hts", "htsus", "tariff", "commodity", "taric"})) return true;
  std::string letters;
  for (const std::string& word : words_of(header)) letters += word;
  return has_part(letters,
                  {"hscode", "zolltarif", "warennummer", "warentarif", "nomenclature", "arancel", "schedulebnumber"}) ||
         has_part(header, {"税号", "商品编号", "商品编码", "海关编码", "税则"});
}

bool is_called_currency(const std::string& header) {
  return has_word(header, {"currency", "curr", "cur", "ccy", "devise", "divisa", "moneda", "moeda", "valuta"}) ||
         has_part(header, {"Währung", "币制", "货币"});
}

bool is_called_money(const std::string& header) {
  return has_word(
      header, {"price",    "value",   "amount", "cost",   "total",  "fob",  "cif",     "exw",  "freight", "insurance",
               "subtotal", "importe", "valor",  "precio", "betrag", "wert", "montant", "prix", "valeur",  "prezzo"});
}

bool is_called_name(const std::string& header) {
  return has_word(header, {"id", "no", "number", "nr", "code", "ref", "reference", "sku", "zip", "phone", "order",
                           "invoice", "ean", "gtin", "account"});
}

std::string_view unit_called(const std::string& header) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kUnits = {{{"kg", "kg"},
                                                                                            {"kgs", "kg"},
                                                                                            {"kilograms", "kg"},
                                                                                            {"g", "g"},
                                                                                            {"grams", "g"},
                                                                                            {"lb", "lb"},
                                                                                            {"lbs", "lb"},
                                                                                            {"t", "t"},
                                                                                            {"tonnes", "t"},
                                                                                            {"cbm", "m3"},
                                                                                            {"litres", "l"},
                                                                                            {"pcs", "pcs"}}};
  const auto named =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const auto& unit) { return has_word(header, {unit.first}); });
  return named == kUnits.end() ? std::string_view() : named->second;
}

}  // namespace shibo
