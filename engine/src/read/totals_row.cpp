#include "read/totals_row.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "value/ascii.hpp"
#include "value/normal_form.hpp"

namespace shibo::engine {

namespace {

/// In plain form, without blanks.
constexpr std::array<std::string_view, 37> kWords = {
    "total", "totals", "totalamount", "totalvalue",    "grandtotal",   "subtotal",     "sub-total",  "sum",
    "sums",  "合计",   "总计",        "小计",          "共计",         "總計",         "合計",       "小計",
    "総計",  "합계",   "총계",        "소계",          "totalgénéral", "totalgeneral", "sous-total", "totaux",
    "summe", "gesamt", "gesamtsumme", "zwischensumme", "totale",       "subtotale",    "suma",       "importetotal",
    "soma",  "totaal", "subtotaal",   "итого",         "всего",
};

bool is_word(std::string_view cell) {
  if (cell.size() > 40 || std::any_of(cell.begin(), cell.end(), is_digit)) return false;  // most first cells
  std::string word = plain_form(cell);
  std::erase_if(word, [](char c) { return c == ' ' || c == '*'; });
  while (word.ends_with(':') || word.ends_with('.')) word.pop_back();
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// `*`, `**`, `***`
bool is_mark(std::string_view cell) {
  return !cell.empty() && cell.size() <= 9 && cell.find_first_not_of('*') == std::string_view::npos;
}

enum class Content : std::uint8_t { Blank, Figure, Measure, Other };

/// A number, by whatever separators and with a currency or unit, or such a one alone. A dash says nothing.
Content content_of(std::string_view cell) {
  const auto letters = std::count_if(cell.begin(), cell.end(), is_letter);
  const auto digits = std::count_if(cell.begin(), cell.end(), is_digit);
  const bool ascii = std::all_of(cell.begin(), cell.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii && letters + digits == 0) return Content::Blank;
  if (letters > 3 || (digits == 0 && letters < 2)) return Content::Other;
  return digits > 0 ? Content::Figure : Content::Measure;
}

}  // namespace

Totals totals_in(const KeptRow& row, std::size_t columns) {
  std::size_t words = 0;
  const bool marked = row.size() > 0 && is_mark(stripped(row.text(0)));
  std::array<std::size_t, 4> count{};  // by Content
  const auto& [blanks, figures, measures, others] = count;
  for (std::size_t i = marked ? 1 : 0; i < row.size(); ++i) {
    const std::string_view cell = stripped(row.text(i));
    const Content content = content_of(cell);
    if (content == Content::Blank) continue;
    const bool first = !marked && words + figures + measures + others == 0;
    if (is_word(cell)) ++words;
    else if (first) return Totals::None;  // it says first what it is of: a record may have a part called Total
    else ++count[static_cast<std::size_t>(content)];
  }
  if (columns < 2 || (words == 0 && (!marked || others > 0))) return Totals::None;
  const std::size_t filled = (marked ? 1 : 0) + words + figures + measures + others;
  // A mark alone may be a flag, and codes and days are figures, too.
  const bool unsure = words == 0 || others > 0 || filled >= columns || (figures == 0 && measures > 0);
  return unsure ? Totals::Perhaps : Totals::Certain;
}

}  // namespace shibo::engine
