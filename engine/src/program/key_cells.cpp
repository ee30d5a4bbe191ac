#include "program/key_cells.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "program/cell_text.hpp"

namespace shibo::engine {

void KeyCells::add(KeyCell cell) {
  const std::size_t hash = std::hash<std::string>()(text_of(cell));
  const auto [begin, end] = by_hash_.equal_range(hash);
  const auto same = std::find_if(begin, end, [&](const auto& entry) { return distinct_[entry.second] == cell; });
  if (same != end) return of_rows_.push_back(same->second);
  const auto number = static_cast<std::uint32_t>(distinct_.size());
  distinct_.push_back(std::move(cell));
  by_hash_.emplace(hash, number);
  of_rows_.push_back(number);
}

void KeyCells::complete() {
  by_hash_ = {};
  of_rows_.shrink_to_fit();
}

}  // namespace shibo::engine
