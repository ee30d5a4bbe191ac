#include "record/totals_row.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "record/read_value.hpp"

namespace shibo::engine {

namespace {

constexpr std::array<std::string_view, 38> kWords = {
    "total",         "totals",        "total amount", "total value", "grand total",   "sub total", "sub-total",
    "subtotal",      "sum",           "sums",         "合计",        "总计",          "小计",      "共计",
    "總計",          "合計",          "小計",         "総計",        "합계",          "총계",      "소계",
    "total général", "total general", "sous-total",   "totaux",      "summe",         "gesamt",    "gesamtsumme",
    "zwischensumme", "totale",        "subtotale",    "suma",        "importe total", "soma",      "totaal",
    "subtotaal",     "итого",         "всего",
};

bool is_word(std::string_view cell) {
  for (const std::string_view mark : {":", "：", "."}) {
    if (cell.ends_with(mark)) cell = stripped(cell.substr(0, cell.size() - mark.size()));
  }
  return std::find(kWords.begin(), kWords.end(), folded(cell)) != kWords.end();
}

enum class Content : std::uint8_t { Figure, Measure, Other };

/// A number, by whatever separators and with a currency or unit; or such a one alone.
Content content_of(std::string_view cell) {
  const auto is_letter = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
  };
  const auto letters = std::count_if(cell.begin(), cell.end(), is_letter);
  const auto digits = std::count_if(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (letters > 3 || (digits == 0 && letters < 2)) return Content::Other;
  return digits > 0 ? Content::Figure : Content::Measure;
}

}  // namespace

Totals totals_in(const KeptRow& row, std::size_t columns) {
  bool first_says = false;
  std::size_t words = 0;
  std::array<std::size_t, 3> count{};  // by Content
  auto& [figures, measures, others] = count;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string_view cell = stripped(row.text(i));
    if (cell.empty()) continue;
    if (is_word(cell)) {
      first_says = first_says || figures + measures + others == 0;
      ++words;
    } else ++count[static_cast<std::size_t>(content_of(cell))];
  }
  if (words == 0 || figures + others == 0) return Totals::None;
  const bool blank = words + figures + measures + others < columns;
  if (others == 0 && blank) return Totals::Certain;
  return first_says && (blank || others + measures == 0) ? Totals::Perhaps : Totals::None;
}

}  // namespace shibo::engine
