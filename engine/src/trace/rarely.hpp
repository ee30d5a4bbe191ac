// A value that most have not.
#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace shibo::engine {

/// Like std::optional, but takes no more room than a pointer while there is nothing in it: steps are kept by the
/// hundred thousand, and few have all that a step may have.
template <class T>
class Rarely {
 public:
  Rarely() = default;
  Rarely(const Rarely& other) : held_(other.held_ ? std::make_unique<T>(*other.held_) : nullptr) {}
  Rarely(Rarely&&) noexcept = default;
  Rarely& operator=(const Rarely& other) { return *this = Rarely(other); }
  Rarely& operator=(Rarely&&) noexcept = default;
  Rarely& operator=(T value) {
    held_ = std::make_unique<T>(std::move(value));
    return *this;
  }
  Rarely& operator=(const std::optional<T>& value) {
    held_ = value ? std::make_unique<T>(*value) : nullptr;
    return *this;
  }
  ~Rarely() = default;

  [[nodiscard]] explicit operator bool() const { return held_ != nullptr; }
  [[nodiscard]] operator std::optional<T>() const { return held_ ? std::optional<T>(*held_) : std::nullopt; }
  [[nodiscard]] const T& operator*() const { return *held_; }
  [[nodiscard]] T& operator*() { return *held_; }
  [[nodiscard]] const T* operator->() const { return held_.get(); }

  friend bool operator==(const Rarely& a, const Rarely& b) {
    return a.held_ && b.held_ ? *a.held_ == *b.held_ : a.held_ == b.held_;
  }

 private:
  std::unique_ptr<T> held_;
};

}  // namespace shibo::engine
