#include "program/table_index.hpp"

#include <algorithm>
#include <optional>

#include "program/program.hpp"
#include "program/types.hpp"

namespace shibo::engine {
namespace {

using Cell = TableText::Cell;

constexpr std::size_t kChapter = 2;
constexpr std::size_t kHeading = 4;

HsDigits chapter_of(int number) { return HsDigits((number < 10 ? "0" : "") + std::to_string(number)); }

/// The headings or chapters that hold all codes of a range; nothing where it has not even a chapter.
std::optional<std::vector<HsDigits>> prefixes_of(const HsRange& range) {
  if (range.from.size() < kChapter || range.to.size() < kChapter) return std::nullopt;
  const bool headings = range.from.size() >= kHeading && range.to.size() >= kHeading;
  if (headings && range.from.first(kHeading) == range.to.first(kHeading))
    return std::vector{range.from.first(kHeading)};
  std::vector<HsDigits> chapters;
  const int last = std::stoi(range.to.first(kChapter).str());
  for (int c = std::stoi(range.from.first(kChapter).str()); c <= last; ++c) chapters.push_back(chapter_of(c));
  return chapters;
}

/// Of a cell with nothing but codes.
std::optional<std::vector<HsDigits>> prefixes_of(const Cell& cell) {
  std::vector<HsDigits> all;
  for (const Cell::Item& item : cell.items) {
    if (item.codes.empty()) return std::nullopt;
    for (const HsRange& range : item.codes) {
      const auto prefixes = prefixes_of(range);
      if (!prefixes) return std::nullopt;
      all.insert(all.end(), prefixes->begin(), prefixes->end());
    }
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::optional<std::string> word_in(const Scalar& value) {
  if (const auto* text = std::get_if<TextValue>(&value)) return text->str();
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  return std::nullopt;
}

/// Of a cell with nothing but words or truths.
std::optional<std::vector<std::string>> words_of(const Cell& cell) {
  std::vector<std::string> all;
  for (const Cell::Item& item : cell.items) {
    const auto word = item.value && !item.to ? word_in(*item.value) : std::nullopt;
    if (!word) return std::nullopt;
    all.push_back(*word);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

/// Whether trying the cell looks at nothing else, so that leaving it out leaves nothing out of an explanation.
bool is_plain(const Cell& cell) {
  return cell.kind != Cell::Kind::Other && std::all_of(cell.items.begin(), cell.items.end(), [](const Cell::Item& i) {
           return i.group == nullptr && i.goods == nullptr;
         });
}

}  // namespace

void TableIndex::build(const TableText& table) {
  rows_ = table.rows.size();
  keys_.clear();
  bool codes = false;
  for (std::size_t k = 0; k < table.keys.size(); ++k) {
    const Type& type = table.keys[k].type;
    const bool by_code = type.kind == TypeKind::Hs && !codes;
    const bool by_word = is_word(type) && !is_plain_text(type);
    codes = codes || by_code;
    if (!by_code && !by_word) continue;
    // A row is tried key by key: what comes before a word would no longer be looked at.
    const bool unseen =
        by_word && std::any_of(table.rows.begin(), table.rows.end(), [&](const TableText::Row& row) {
          return !std::all_of(row.cells.begin(), row.cells.begin() + static_cast<std::ptrdiff_t>(k), is_plain);
        });
    if (unseen) continue;
    OfKey index;
    index.key = k;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const Cell& cell = table.rows[r].cells[k];
      const bool items = cell.kind == Cell::Kind::Items;
      const auto prefixes = items && by_code ? prefixes_of(cell) : std::nullopt;
      const auto words = items && by_word ? words_of(cell) : std::nullopt;
      if (prefixes) {
        for (const HsDigits& prefix : *prefixes) index.by_prefix[prefix].push_back(r);
      } else if (words) {
        for (const std::string& word : *words) index.by_word[word].push_back(r);
      } else {
        index.open.push_back(r);
      }
    }
    if (index.open.size() < table.rows.size()) keys_.push_back(std::move(index));
  }
}

std::vector<const TableIndex::Rows*> TableIndex::lists_of(const OfKey& index, const Known& known) {
  std::vector<const Rows*> lists;
  if (known.code != nullptr) {
    const HsDigits& digits = known.code->digits;
    const HsDigits chapter = digits.first(kChapter);
    if (digits.size() >= kHeading) {
      for (const HsDigits& prefix : {chapter, digits.first(kHeading)}) {
        if (const auto found = index.by_prefix.find(prefix); found != index.by_prefix.end())
          lists.push_back(&found->second);
      }
    } else {
      for (auto one = index.by_prefix.lower_bound(chapter);
           one != index.by_prefix.end() && one->first.first(kChapter) == chapter; ++one)
        lists.push_back(&one->second);
    }
  } else if (known.word != nullptr || known.truth != nullptr) {
    const std::string word = known.word != nullptr ? known.word->str() : *known.truth ? "true" : "false";
    if (const auto found = index.by_word.find(word); found != index.by_word.end()) lists.push_back(&found->second);
  } else {
    return {};
  }
  lists.push_back(&index.open);
  return lists;
}

TableIndex::Rows TableIndex::candidates(const std::vector<Known>& keys) const {
  std::vector<const Rows*> best;
  std::size_t least = rows_;
  for (const OfKey& index : keys_) {
    const std::vector<const Rows*> lists = lists_of(index, keys[index.key]);
    if (lists.empty()) continue;
    std::size_t count = 0;
    for (const Rows* list : lists) count += list->size();
    if (count > least || (count == least && !best.empty())) continue;
    least = count;
    best = lists;
  }
  Rows rows;
  if (best.empty()) {
    for (std::size_t r = 0; r < rows_; ++r) rows.push_back(r);
    return rows;
  }
  for (const Rows* list : best) rows.insert(rows.end(), list->begin(), list->end());
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

}  // namespace shibo::engine
