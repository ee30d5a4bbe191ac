// What is kept once and shared by those who hold it.
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace shibo::engine {

/// Held by those who made or took it, in whatever thread; gone with the last of them. Made with `new`.
template <class T>
class Counted {
 public:
  explicit Counted(T held) : held_(std::move(held)) {}

  [[nodiscard]] const T& operator*() const { return held_; }
  [[nodiscard]] const T* operator->() const { return &held_; }

  void take() const { holders_.fetch_add(1, std::memory_order_relaxed); }
  void drop() const {
    if (holders_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
  }

 private:
  ~Counted() = default;

  T held_;
  mutable std::atomic<std::uint32_t> holders_{1};
};

}  // namespace shibo::engine
