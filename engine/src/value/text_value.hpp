// A text as a value holds it: sixteen bytes, copied without being read.
#pragma once

#include <compare>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "value/counted.hpp"

namespace shibo::engine {

/// Immutable. Up to 15 bytes, codes of countries and most choices among them, stand in the value itself; a longer text
/// is kept once and shared by its copies, in whatever thread they are.
class TextValue {
 public:
  TextValue() = default;
  TextValue(std::string_view text) {  // NOLINT(google-explicit-constructor): a text is one
    if (text.size() <= kWithin) {
      if (!text.empty()) std::memcpy(bytes_, text.data(), text.size());
      size_ = static_cast<std::uint8_t>(text.size());
    } else {
      hold(new Counted(std::string(text)));
    }
  }
  TextValue(const std::string& text) : TextValue(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
  TextValue(const char* text) : TextValue(std::string_view(text)) {}         // NOLINT(google-explicit-constructor)
  TextValue(const TextValue& other) {
    take_bytes(other);
    if (is_shared()) shared()->take();
  }
  TextValue(TextValue&& other) noexcept {
    take_bytes(other);
    other.size_ = 0;
  }
  TextValue& operator=(const TextValue& other) { return *this = TextValue(other); }
  TextValue& operator=(TextValue&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~TextValue() {
    if (is_shared()) shared()->drop();
  }

  [[nodiscard]] std::string_view view() const {
    return is_shared() ? std::string_view(**shared()) : std::string_view(bytes_, size_);
  }
  operator std::string_view() const { return view(); }  // NOLINT(google-explicit-constructor)
  [[nodiscard]] std::string str() const { return std::string(view()); }

  friend bool operator==(const TextValue& left, const TextValue& right) { return left.view() == right.view(); }
  friend std::strong_ordering operator<=>(const TextValue& left, const TextValue& right) {
    return left.view() <=> right.view();
  }

 private:
  static constexpr std::size_t kWithin = 15;
  static constexpr std::uint8_t kShared = kWithin + 1;
  static constexpr std::size_t kAddress = sizeof(void*);

  [[nodiscard]] bool is_shared() const { return size_ == kShared; }
  [[nodiscard]] const Counted<std::string>* shared() const {
    const Counted<std::string>* held = nullptr;
    std::memcpy(&held, bytes_, kAddress);
    return held;
  }
  void hold(const Counted<std::string>* text) {
    std::memcpy(bytes_, &text, kAddress);
    size_ = kShared;
  }
  void take_bytes(const TextValue& other) {
    std::memcpy(bytes_, other.bytes_, sizeof(bytes_));
    size_ = other.size_;
  }

  alignas(void*) char bytes_[kWithin] = {};  ///< the text, or the address of one that is shared
  std::uint8_t size_ = 0;
};

}  // namespace shibo::engine
