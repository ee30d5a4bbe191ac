// Things that stay where they are put.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace shibo::engine {

/// Keeps things by the thousand, in blocks that never move, so that they may point to each other. Takes and gives back
/// at its end alone; room once taken is kept for what comes next.
template <class T>
class Shelf {
 public:
  Shelf() = default;
  Shelf(const Shelf&) = delete;
  Shelf& operator=(const Shelf&) = delete;
  ~Shelf() { shrink_to(0); }

  [[nodiscard]] std::size_t size() const { return size_; }

  template <class... Arguments>
  T& emplace_back(Arguments&&... arguments) {
    if (within_ == limit_) next_block();
    T* const made = new (static_cast<void*>(at(within_))) T{std::forward<Arguments>(arguments)...};
    ++within_;
    ++size_;
    return *made;
  }

  /// Takes away the last ones. Requires: size <= size().
  void shrink_to(std::size_t size) {
    while (size_ > size) {
      if (within_ == 0) {
        --block_;
        limit_ = blocks_[block_].size;
        within_ = limit_;
      }
      std::destroy_at(at(--within_));
      --size_;
    }
  }

 private:
  static constexpr std::size_t kFirstBlock = 16;
  static constexpr std::size_t kBlockMax = 512;

  struct Room {
    alignas(T) std::byte bytes[sizeof(T)];
  };
  struct Block {
    std::unique_ptr<Room[]> rooms;
    std::size_t size = 0;
  };

  [[nodiscard]] T* at(std::size_t within) const {
    return std::launder(reinterpret_cast<T*>(blocks_[block_].rooms[within].bytes));
  }

  void next_block() {
    if (!blocks_.empty() && block_ + 1 < blocks_.size()) {
      ++block_;
    } else {
      const std::size_t size = blocks_.empty() ? kFirstBlock : std::min(kBlockMax, blocks_.back().size * 2);
      blocks_.push_back({std::unique_ptr<Room[]>(new Room[size]), size});
      block_ = blocks_.size() - 1;
    }
    limit_ = blocks_[block_].size;
    within_ = 0;
  }

  std::vector<Block> blocks_;
  std::size_t block_ = 0;   ///< the one that is being filled
  std::size_t within_ = 0;  ///< how much of it is taken
  std::size_t limit_ = 0;   ///< how much it holds
  std::size_t size_ = 0;
};

}  // namespace shibo::engine
