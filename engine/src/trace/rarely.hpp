// A value that most have not.
#pragma once

#include <memory>
#include <utility>

namespace shibo::engine {

/// Takes no more room than a pointer while there is nothing in it: steps and values are kept by the hundred thousand,
/// and few have all that one may have. A copy is a copy of what is held.
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
  ~Rarely() = default;

  [[nodiscard]] explicit operator bool() const { return held_ != nullptr; }
  /// What is held; of nothing, what a new T holds.
  [[nodiscard]] const T& operator*() const {
    if (held_) return *held_;
    static const T kNothing{};
    return kNothing;
  }
  /// To write in: there is something in it from then on.
  [[nodiscard]] T& made() {
    if (!held_) held_ = std::make_unique<T>();
    return *held_;
  }

 private:
  std::unique_ptr<T> held_;
};

}  // namespace shibo::engine
