// What the fuzz targets share: a law that must hold whatever the input is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace shibo::fuzz {

/// Stops the program, with the law that was broken, unless it holds.
inline void law(bool holds, const char* words) {
  if (holds) return;
  std::fprintf(stderr, "broken law: %s\n", words);
  std::abort();
}

/// The same for two texts that must be alike; both are shown when they are not.
inline void same(const std::string& left, const std::string& right, const char* words) {
  if (left == right) return;
  std::fprintf(stderr, "--- first\n%s\n--- second\n%s\n", left.c_str(), right.c_str());
  law(false, words);
}

inline std::string text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace shibo::fuzz

/// What libFuzzer and the replaying program (replay.cpp) call; each target defines it once.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
