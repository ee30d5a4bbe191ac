// A text that comes in pieces of a given size, as a pipe may give it.
#pragma once

#include <algorithm>
#include <string>

#include "io/byte_source.hpp"

namespace shibo::fuzz {

class Chunks final : public engine::ByteSource {
 public:
  Chunks(std::string text, std::size_t piece) : text_(std::move(text)), piece_(piece) {}

  std::size_t read(char* into, std::size_t size) override {
    const std::size_t count = std::min({size, piece_, text_.size() - position_});
    std::copy_n(text_.data() + position_, count, into);
    position_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t piece_;
  std::size_t position_ = 0;
};

}  // namespace shibo::fuzz
