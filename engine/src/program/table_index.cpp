#include "program/table_index.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "program/program.hpp"
#include "program/region.hpp"
#include "program/types.hpp"

namespace shibo::engine {
namespace {

using Cell = TableText::Cell;

constexpr std::size_t kChapter = 2;
constexpr std::size_t kHeading = 4;
constexpr int kChapterMax = 99;

/// The headings or chapters that hold all codes of a range; none where it has not even a chapter.
std::vector<HsDigits> prefixes_of(const HsRange& range) {
  const std::size_t shared = std::min(range.from.size(), range.to.size());
  if (shared < kChapter) return {};
  if (shared >= kHeading && range.from.first(kHeading) == range.to.first(kHeading)) return {range.from.first(kHeading)};
  const HsDigits from = range.from.first(kChapter);
  const HsDigits to = range.to.first(kChapter);
  if (from == to) return {from};
  std::vector<HsDigits> chapters;
  for (int number = 1; number <= kChapterMax; ++number) {
    const HsDigits chapter((number < 10 ? "0" : "") + std::to_string(number));
    if (from <= chapter && chapter <= to) chapters.push_back(chapter);
  }
  return chapters;
}

/// All that `of` gives of the items of a cell, each once; nothing where the cell is anything but items, or one of them
/// gives none.
template <class T, class Of>
std::optional<std::vector<T>> of_all_items(const Cell& cell, const Of& of) {
  if (cell.kind != Cell::Kind::Items) return std::nullopt;
  std::vector<T> all;
  for (const Cell::Item& item : cell.items) {
    const std::vector<T> some = of(item);
    if (some.empty()) return std::nullopt;
    all.insert(all.end(), some.begin(), some.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<HsDigits> prefixes_in(const Cell::Item& item) {
  std::vector<HsDigits> all;
  for (const HsRange& range : item.codes) {
    const std::vector<HsDigits> some = prefixes_of(range);
    if (some.empty()) return {};
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

std::vector<std::string> word_in(const Cell::Item& item) {
  const auto word = item.value && !item.to ? word_of(*item.value) : std::nullopt;
  return word ? std::vector{*word} : std::vector<std::string>{};
}

}  // namespace

void TableIndex::build(const TableText& table) {
  rows_ = table.rows.size();
  keys_.clear();
  for (std::size_t k = 0; k < table.keys.size(); ++k) {
    OfKey index;
    index.key = k;
    for (std::size_t r = 0; r < rows_; ++r) {
      if (!add_row(index, table, r)) index.open.push_back(r);
    }
    index.stretches.sort();
    if (index.open.size() < rows_) keys_.push_back(std::move(index));
  }
}

bool TableIndex::add_row(OfKey& index, const TableText& table, std::size_t row) {
  const Type& type = table.keys[index.key].type;
  if (is_numeric(type) || type.kind == TypeKind::Date) return add_stretches(index, table, row);
  if (type.kind != TypeKind::Hs && (!is_word(type) || is_plain_text(type))) return false;
  const Cell& cell = table.cell(row, index.key);
  if (const auto prefixes = of_all_items<HsDigits>(cell, prefixes_in)) {
    for (const HsDigits& prefix : *prefixes) index.by_prefix[prefix].push_back(row);
    return true;
  }
  const auto words = of_all_items<std::string>(cell, word_in);
  if (!words) return false;
  for (const std::string& word : *words) index.by_word[word].push_back(row);
  return true;
}

bool TableIndex::add_stretches(OfKey& index, const TableText& table, std::size_t row) {
  const auto region = region_of(table.cell(row, index.key), table.keys[index.key].type);
  if (!region || region->everything) return false;
  if (index.currency.empty()) index.currency = region->currency;
  if (!region->currency.empty() && region->currency != index.currency) return false;
  for (const Stretch& stretch : region->line) index.stretches.add(stretch, row);
  return true;
}

bool TableIndex::knows_stretches_of(std::size_t key) const {
  return std::any_of(keys_.begin(), keys_.end(),
                     [&](const OfKey& index) { return index.key == key && !index.stretches.empty(); });
}

std::vector<const TableIndex::Rows*> TableIndex::lists_of(const OfKey& index, const Known& known) {
  std::vector<const Rows*> lists{&index.open};
  const auto add = [&](const auto& all, const auto& key) {
    if (const auto found = all.find(key); found != all.end()) lists.push_back(&found->second);
  };
  if (known.code == nullptr) {
    if (known.word) add(index.by_word, *known.word);
    return lists;
  }
  const HsDigits& digits = known.code->digits;
  const HsDigits chapter = digits.first(kChapter);
  if (digits.size() >= kHeading) {
    add(index.by_prefix, chapter);
    add(index.by_prefix, digits.first(kHeading));
    return lists;
  }
  for (auto one = index.by_prefix.lower_bound(chapter);
       one != index.by_prefix.end() && one->first.first(kChapter) == chapter; ++one)
    lists.push_back(&one->second);
  return lists;
}

std::optional<TableIndex::Rows> TableIndex::rows_of(const OfKey& index, const Known& known, std::size_t most) {
  const bool on_line = known.stretch && (known.currency.empty() || known.currency == index.currency);
  if (known.code == nullptr && !known.word && !on_line) return std::nullopt;
  const std::vector<const Rows*> lists = lists_of(index, known);
  std::size_t count = 0;
  for (const Rows* list : lists) count += list->size();
  if (count >= most) return std::nullopt;
  Rows rows;
  if (on_line && !index.stretches.meeting(*known.stretch, most - count - 1, rows)) return std::nullopt;
  rows.reserve(rows.size() + count);
  for (const Rows* list : lists) rows.insert(rows.end(), list->begin(), list->end());
  return rows;
}

TableIndex::Rows TableIndex::candidates(const std::vector<Known>& keys) const {
  std::optional<Rows> fewest;
  for (const OfKey& index : keys_) {
    if (auto rows = rows_of(index, keys[index.key], fewest ? fewest->size() : rows_)) fewest = std::move(rows);
  }
  if (!fewest) {
    fewest.emplace(rows_);
    std::iota(fewest->begin(), fewest->end(), std::size_t{0});
    return *std::move(fewest);
  }
  if (!std::is_sorted(fewest->begin(), fewest->end())) std::sort(fewest->begin(), fewest->end());
  fewest->erase(std::unique(fewest->begin(), fewest->end()), fewest->end());
  return *std::move(fewest);
}

}  // namespace shibo::engine
