#include "program/neighbours.hpp"

#include <algorithm>
#include <cstdint>

namespace shibo::engine {

namespace {

bool begins_before(const Stretch& a, const Stretch& b) { return b.low && (!a.low || *a.low < *b.low); }

bool add(const std::vector<std::size_t>& some, std::size_t most, std::vector<std::size_t>& rows) {
  if (rows.size() + some.size() > most) return false;
  rows.insert(rows.end(), some.begin(), some.end());
  return true;
}

void sort_each_once(std::vector<std::size_t>& rows) {
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

}  // namespace

RowsByKey::RowsByKey(const std::vector<const Region*>& regions) {
  for (std::size_t row = 0; row < regions.size(); ++row) {
    if (regions[row] == nullptr) continue;
    all_.push_back(row);
    if (regions[row]->everything) any_.push_back(row);
    for (const std::string& word : regions[row]->words) by_word_[word].push_back(row);
    for (const Stretch& stretch : regions[row]->line) spans_.push_back({&stretch, row, nullptr});
  }
  std::stable_sort(spans_.begin(), spans_.end(),
                   [](const Span& a, const Span& b) { return begins_before(*a.stretch, *b.stretch); });
  set_highest(0, spans_.size());
}

/// The sorted spans are a balanced tree, each the middle of those around it.
const Number* RowsByKey::set_highest(std::size_t begin, std::size_t end) {
  const std::size_t middle = begin + (end - begin) / 2;
  if (begin == end) return nullptr;
  const Number* highest = spans_[middle].stretch->high ? &*spans_[middle].stretch->high : nullptr;
  const auto take = [&](std::size_t from, std::size_t to) {
    if (from == to) return;
    const Number* other = set_highest(from, to);
    if (highest != nullptr && (other == nullptr || *highest < *other)) highest = other;
  };
  take(begin, middle);
  take(middle + 1, end);
  return spans_[middle].highest = highest;
}

bool RowsByKey::add_spans(std::size_t begin, std::size_t end, const Stretch& of, std::size_t most,
                          std::vector<std::size_t>& rows) const {
  if (begin == end) return true;
  const std::size_t middle = begin + (end - begin) / 2;
  const Span& span = spans_[middle];
  if (span.highest != nullptr && of.low && *span.highest < *of.low) return true;
  if (!add_spans(begin, middle, of, most, rows)) return false;
  if (of.high && span.stretch->low && *of.high < *span.stretch->low) return true;
  const bool meets = !span.stretch->high || !of.low || *of.low <= *span.stretch->high;
  if (meets && rows.size() >= most) return false;
  if (meets) rows.push_back(span.row);
  return add_spans(middle + 1, end, of, most, rows);
}

bool RowsByKey::meeting(const Region& region, std::size_t most, std::vector<std::size_t>& rows) const {
  if (region.everything) return add(all_, most, rows);
  if (!add(any_, most, rows)) return false;
  for (const std::string& word : region.words) {
    const auto found = by_word_.find(word);
    if (found != by_word_.end() && !add(found->second, most, rows)) return false;
  }
  return std::all_of(region.line.begin(), region.line.end(),
                     [&](const Stretch& stretch) { return add_spans(0, spans_.size(), stretch, most, rows); });
}

Neighbours::Neighbours(const std::vector<Box>& rows) : rows_(rows) {
  for (std::size_t k = 0; !rows.empty() && k < rows.front().size(); ++k) {
    std::vector<const Region*> regions;
    for (const Box& row : rows) regions.push_back(&row[k]);
    keys_.emplace_back(regions);
  }
}

bool Neighbours::meeting(const Box& keys, std::size_t most, std::vector<std::size_t>& rows) const {
  // A key that leaves many is not gone through where another leaves few.
  for (std::size_t tried = 16;; tried *= 4) {
    const std::size_t taken = std::min(tried, most);
    const auto leaves_few = [&](const RowsByKey& key) {
      rows.clear();
      return key.meeting(keys[static_cast<std::size_t>(&key - keys_.data())], taken, rows);
    };
    if (std::any_of(keys_.begin(), keys_.end(), leaves_few)) return true;
    if (taken < tried) return false;
  }
}

std::vector<std::size_t> Neighbours::of(std::size_t row) {
  std::vector<std::size_t> rows;
  if (!meeting(rows_[row], kPairsMax - std::min(pairs_, kPairsMax), rows)) {
    pairs_ = kPairsMax;
    gave_up_ = true;
    return {};
  }
  pairs_ += rows.size();
  sort_each_once(rows);
  return rows;
}

std::vector<std::size_t> Neighbours::of(const Box& keys) const {
  std::vector<std::size_t> rows;
  meeting(keys, SIZE_MAX, rows);
  sort_each_once(rows);
  return rows;
}

}  // namespace shibo::engine
