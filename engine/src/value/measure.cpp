#include "value/measure.hpp"

#include <array>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

namespace shibo::engine {
namespace {

/// Names by number, in blocks that never move, so that reading one takes no lock.
class Names {
 public:
  std::uint32_t number_of(std::string_view name) {
    const std::lock_guard lock(mutex_);
    if (const auto found = numbers_.find(name); found != numbers_.end()) return found->second;
    const std::uint32_t number = ++last_;
    if (number >= kBlock * blocks_.size()) throw std::length_error("more names of units than a million");
    std::atomic<Block*>& block = blocks_[number / kBlock];
    if (block.load(std::memory_order_relaxed) == nullptr) block.store(new Block, std::memory_order_release);
    std::string& kept = (*block.load(std::memory_order_relaxed))[number % kBlock];
    kept = name;
    numbers_.emplace(kept, number);
    return number;
  }

  /// Requires: the number was given out, and so came here from whoever it was given to.
  const std::string& name_of(std::uint32_t number) const {
    return (*blocks_[number / kBlock].load(std::memory_order_acquire))[number % kBlock];
  }

 private:
  static constexpr std::size_t kBlock = 256;
  using Block = std::array<std::string, kBlock>;

  std::mutex mutex_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::uint32_t last_ = 0;
  std::array<std::atomic<Block*>, 4096> blocks_{};
};

/// Never taken down: names are read until the program has ended.
Names& names() {
  static Names& all = *new Names;
  return all;
}

const std::string kNoName;

}  // namespace

/// Amounts are read by the million, and name a handful: what a thread has met it knows without asking the others.
Measure::Measure(std::string_view name) {
  if (name.empty()) return;
  thread_local std::unordered_map<std::string_view, std::uint32_t> met;
  if (const auto found = met.find(name); found != met.end()) {
    number_ = found->second;
    return;
  }
  number_ = names().number_of(name);
  met.emplace(names().name_of(number_), number_);
}

const std::string& Measure::name() const { return number_ == 0 ? kNoName : names().name_of(number_); }

}  // namespace shibo::engine
