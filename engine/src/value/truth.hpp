// What can be done with three-valued truth.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "shibo/truth.hpp"

namespace shibo::engine {

using shibo::Truth;

[[nodiscard]] constexpr Truth to_truth(bool known) { return known ? Truth::True : Truth::False; }

[[nodiscard]] constexpr Truth kleene_and(Truth left, Truth right) { return std::min(left, right); }

[[nodiscard]] constexpr Truth kleene_or(Truth left, Truth right) { return std::max(left, right); }

[[nodiscard]] constexpr Truth kleene_not(Truth truth) {
  switch (truth) {
    case Truth::False: return Truth::True;
    case Truth::True: return Truth::False;
    case Truth::Unknown: break;
  }
  return Truth::Unknown;
}

/// `true`, `false` or `unknown`, as the language writes them.
[[nodiscard]] constexpr std::string_view to_string(Truth truth) {
  switch (truth) {
    case Truth::False: return "false";
    case Truth::True: return "true";
    case Truth::Unknown: break;
  }
  return "unknown";
}

}  // namespace shibo::engine
