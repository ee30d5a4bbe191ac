#include "read/scattered_keys.hpp"

#include <algorithm>

namespace shibo::engine {

namespace {

/// FNV-1a, mixed; never 0.
std::uint64_t hash_of(const std::string& key) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  hash ^= hash >> 32U;
  hash *= 0x9E3779B97F4A7C15U;
  hash ^= hash >> 29U;
  return hash == 0 ? 1 : hash;
}

}  // namespace

std::size_t KeyLedger::slot_of(std::uint64_t hash) const {
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void KeyLedger::grow() {
  std::vector<std::uint64_t> old(std::max<std::size_t>(1024, slots_.size() * 2), 0);
  old.swap(slots_);
  for (const std::uint64_t hash : old) {
    if (hash != 0) slots_[slot_of(hash)] = hash;
  }
}

bool KeyLedger::met_before(const std::string& key) {
  if (count_ * 4 >= slots_.size() * 3) grow();
  const std::uint64_t hash = hash_of(key);
  std::uint64_t& slot = slots_[slot_of(hash)];
  if (slot == hash) return true;
  if (full()) return false;
  slot = hash;
  ++count_;
  return false;
}

bool KeyLedger::contains(const std::string& key) const {
  const std::uint64_t hash = hash_of(key);
  return !slots_.empty() && slots_[slot_of(hash)] == hash;
}

void ScatteredKeys::pass(const std::string& key) {
  if (key == last_) return;
  last_ = key;
  // A key whose hash is another's is counted as met before, too: its one run then comes after the count
  // says, and is not waited for (see TableStream).
  if (!key.empty() && ledger_.met_before(key)) ++runs_.try_emplace(key, 1).first->second;
}

std::size_t ScatteredKeys::runs_left(const std::string& key) const {
  const auto found = runs_.find(key);
  return found == runs_.end() ? 1 : found->second;
}

void ScatteredKeys::take_run(const std::string& key) {
  const auto found = runs_.find(key);
  if (found != runs_.end() && found->second > 1) --found->second;
}

}  // namespace shibo::engine
