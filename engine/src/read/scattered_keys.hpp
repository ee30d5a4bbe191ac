// Which keys stand in more than one place of a file, found without keeping the file.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace shibo::engine {

/// Remembers keys by a hash of 64 bits, up to a limit, in 8 to 16 bytes each.
class KeyLedger {
 public:
  /// Beyond it nothing is remembered: 64 MiB.
  static constexpr std::size_t kKeysMax = 4'194'304;

  /// Whether the key was given before.
  [[nodiscard]] bool met_before(const std::string& key);
  [[nodiscard]] bool contains(const std::string& key) const;
  [[nodiscard]] bool full() const { return count_ == kKeysMax; }

 private:
  void grow();
  [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const;

  std::vector<std::uint64_t> slots_;  ///< open addressing; 0 is empty
  std::size_t count_ = 0;
};

/// How often each key begins a run of rows, for the keys that do so more than once.
class ScatteredKeys {
 public:
  /// Takes the key of the next row.
  void pass(const std::string& key);
  /// Runs of rows with that key that are still to come, the present one included; 1 for a key that stands
  /// in one place. Call take_run() for each.
  [[nodiscard]] std::size_t runs_left(const std::string& key) const;
  void take_run(const std::string& key);

 private:
  KeyLedger ledger_;
  std::string last_;
  std::unordered_map<std::string, std::size_t> runs_;
};

}  // namespace shibo::engine
