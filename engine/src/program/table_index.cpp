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
    const TableText::Key& key = table.keys[k];
    OfKey index;
    index.key = k;
    std::vector<Spot> spots;
    for (const Cell& cell : key.cells.distinct()) spots.push_back(spot_of(cell, key.type, index.currency));
    for (std::size_t r = 0; r < rows_; ++r) {
      const Spot& spot = spots[key.cells.number(r)];
      for (const HsDigits& prefix : spot.prefixes) index.by_prefix[prefix].push_back(r);
      for (const std::string& word : spot.words) index.by_word[word].push_back(r);
      for (const Stretch& stretch : spot.stretches) index.stretches.add(stretch, r);
      if (spot.open) index.open.push_back(r);
    }
    index.stretches.sort();
    if (index.open.size() < rows_) keys_.push_back(std::move(index));
  }
}

TableIndex::Spot TableIndex::spot_of(const Cell& cell, const Type& type, Measure& currency) {
  if (is_numeric(type) || type.kind == TypeKind::Date) return spot_on_line(cell, type, currency);
  if (type.kind == TypeKind::Hs || (is_word(type) && !is_plain_text(type))) {
    if (auto prefixes = of_all_items<HsDigits>(cell, prefixes_in)) return {.prefixes = *std::move(prefixes)};
    if (auto words = of_all_items<std::string>(cell, word_in)) return {.words = *std::move(words)};
  }
  return {.open = true};
}

/// What is looked up in a group rests on the group, so that whether it fits is asked of the group.
TableIndex::Spot TableIndex::spot_on_line(const Cell& cell, const Type& type, Measure& currency) {
  if (std::any_of(cell.items.begin(), cell.items.end(), [](const Cell::Item& item) { return item.group != nullptr; }))
    return {.open = true};
  auto region = region_of(cell, type);
  if (!region || region->everything) return {.open = true};
  if (currency.empty()) currency = region->currency;
  if (!region->currency.empty() && region->currency != currency) return {.open = true};
  return {.stretches = std::move(region->line)};
}

bool TableIndex::knows_stretches_of(std::size_t key) const {
  return std::any_of(keys_.begin(), keys_.end(),
                     [&](const OfKey& index) { return index.key == key && !index.stretches.empty(); });
}

std::vector<const TableIndex::Rows*> TableIndex::lists_of(const OfKey& index, const Known& known) {
  std::vector<const Rows*> lists;
  const auto add = [&](const auto& all, const auto& key) {
    if (const auto found = all.find(key); found != all.end()) lists.push_back(&found->second);
  };
  if (known.code != nullptr) {
    const HsDigits& digits = known.code->digits;
    const HsDigits chapter = digits.first(kChapter);
    if (digits.size() >= kHeading) {
      add(index.by_prefix, chapter);
      add(index.by_prefix, digits.first(kHeading));
    } else {
      for (auto one = index.by_prefix.lower_bound(chapter);
           one != index.by_prefix.end() && one->first.first(kChapter) == chapter; ++one)
        lists.push_back(&one->second);
    }
  } else if (known.word) {
    add(index.by_word, *known.word);
  } else {
    return {};
  }
  lists.push_back(&index.open);
  return lists;
}

std::optional<TableIndex::Rows> TableIndex::few_on_line(const std::vector<Known>& keys, std::size_t most) const {
  // A key that leaves many is not gone through where another leaves few.
  for (std::size_t tried = 16;; tried *= 4) {
    const std::size_t taken = std::min(tried, most);
    for (const OfKey& index : keys_) {
      const Known& known = keys[index.key];
      const bool one_currency = known.currency.empty() || index.currency.empty() || known.currency == index.currency;
      if (!known.stretch || !one_currency || index.open.size() >= taken) continue;
      Rows rows;
      if (!index.stretches.meeting(*known.stretch, taken - index.open.size() - 1, rows)) continue;
      rows.insert(rows.end(), index.open.begin(), index.open.end());
      return rows;
    }
    if (tried >= most) return std::nullopt;
  }
}

TableIndex::Rows TableIndex::candidates(const std::vector<Known>& keys) const {
  std::vector<const Rows*> best;
  std::size_t least = rows_;
  for (const OfKey& index : keys_) {
    std::vector<const Rows*> lists = lists_of(index, keys[index.key]);
    std::size_t count = 0;
    for (const Rows* list : lists) count += list->size();
    if (lists.empty() || count >= least) continue;
    least = count;
    best = std::move(lists);
  }
  Rows rows;
  if (auto few = few_on_line(keys, least)) {
    rows = *std::move(few);
  } else if (best.empty()) {
    rows.resize(rows_);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    return rows;
  } else {
    rows.reserve(least);
    for (const Rows* list : best) rows.insert(rows.end(), list->begin(), list->end());
  }
  if (!std::is_sorted(rows.begin(), rows.end())) std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

}  // namespace shibo::engine
