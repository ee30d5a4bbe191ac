// How much work the tests by lot do.
#pragma once

#include <algorithm>
#include <cstdlib>

namespace shibo {

/// How often a generated test is repeated: SHIBO_ROUNDS times as often as it says (`./test --thorough` sets it).
/// Cases are drawn from fixed seeds, so that they are the same in every run.
[[nodiscard]] inline int rounds(int usual) {
  const char* more = std::getenv("SHIBO_ROUNDS");
  return usual * std::max(1, more == nullptr ? 1 : std::atoi(more));
}

}  // namespace shibo
