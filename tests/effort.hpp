// How much work the tests by lot do.
#pragma once

#include <algorithm>
#include <cstdlib>

namespace shibo {

/// How often a generated test is repeated: SHIBO_ROUNDS times as often as it says (`./test --thorough` sets it to more
/// than one, the preset `fuzz` to a part). Cases are drawn from fixed seeds, so that they are the same in every run.
[[nodiscard]] inline int rounds(int usual) {
  const char* times = std::getenv("SHIBO_ROUNDS");
  return std::max(1, static_cast<int>(usual * (times == nullptr ? 1.0 : std::atof(times))));
}

}  // namespace shibo
