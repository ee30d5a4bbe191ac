// How much work the tests by lot do.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace shibo {

/// How often a generated test is repeated: SHIBO_ROUNDS times as often as it says, `10` (`./test --thorough`) or a
/// part, `1/4` (the preset `fuzz`). Cases are drawn from fixed seeds, so that they are the same in every run.
[[nodiscard]] inline int rounds(int usual) {
  const char* times = std::getenv("SHIBO_ROUNDS");
  if (times == nullptr) return usual;
  const char* part = std::strchr(times, '/');
  return std::max(1, usual * std::max(1, std::atoi(times)) / std::max(1, part == nullptr ? 1 : std::atoi(part + 1)));
}

}  // namespace shibo
