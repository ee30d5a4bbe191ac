#include "program/key_cells.hpp"

#include <functional>
#include <string>
#include <utility>

#include "program/cell_text.hpp"

namespace shibo::engine {

void KeyCells::add(KeyCell cell) {
  const std::size_t hash = std::hash<std::string>()(text_of(cell));
  if (2 * distinct_.size() >= slots_.size()) widen();
  std::uint32_t& slot = slot_of(cell, hash);
  if (slot == kFree) {
    slot = static_cast<std::uint32_t>(distinct_.size());
    distinct_.push_back(std::move(cell));
    hashes_.push_back(hash);
  }
  of_rows_.push_back(slot);
}

/// Requires: some slot is free.
std::uint32_t& KeyCells::slot_of(const KeyCell& cell, std::size_t hash) {
  std::size_t at = hash % slots_.size();
  while (slots_[at] != kFree && !(hashes_[slots_[at]] == hash && distinct_[slots_[at]] == cell))
    at = (at + 1) % slots_.size();
  return slots_[at];
}

void KeyCells::widen() {
  slots_.assign(4 * (distinct_.size() + 4), kFree);
  for (std::uint32_t number = 0; number < distinct_.size(); ++number) {
    std::size_t at = hashes_[number] % slots_.size();
    while (slots_[at] != kFree) at = (at + 1) % slots_.size();
    slots_[at] = number;
  }
}

void KeyCells::complete() {
  slots_ = {};
  hashes_ = {};
  distinct_.shrink_to_fit();
  of_rows_.shrink_to_fit();
}

}  // namespace shibo::engine
