#include "program/neighbours.hpp"

#include <algorithm>
#include <cstdint>

namespace shibo::engine {

namespace {

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
    for (const Stretch& stretch : regions[row]->line) spans_.add(stretch, row);
  }
  spans_.sort();
}

bool RowsByKey::meeting(const Region& region, std::size_t most, std::vector<std::size_t>& rows) const {
  if (region.everything) return add(all_, most, rows);
  if (!add(any_, most, rows)) return false;
  for (const std::string& word : region.words) {
    const auto found = by_word_.find(word);
    if (found != by_word_.end() && !add(found->second, most, rows)) return false;
  }
  return std::all_of(region.line.begin(), region.line.end(),
                     [&](const Stretch& stretch) { return spans_.meeting(stretch, most, rows); });
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
