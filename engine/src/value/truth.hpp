// Three-valued truth, after S. C. Kleene's strong tables: what is not known stays unknown unless
// the known side alone settles the matter. Unknown is never false.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace shibo::engine {

/// In order of truth, so that "and" is the lesser and "or" the greater of two.
enum class Truth : std::uint8_t { False, Unknown, True };

[[nodiscard]] constexpr Truth to_truth(bool known) {
  return known ? Truth::True : Truth::False;
}

[[nodiscard]] constexpr Truth kleene_and(Truth left, Truth right) {
  return std::min(left, right);
}

[[nodiscard]] constexpr Truth kleene_or(Truth left, Truth right) {
  return std::max(left, right);
}

[[nodiscard]] constexpr Truth kleene_not(Truth truth) {
  switch (truth) {
    case Truth::False:
      return Truth::True;
    case Truth::True:
      return Truth::False;
    case Truth::Unknown:
      break;
  }
  return Truth::Unknown;
}

/// `true`, `false` or `unknown`, as the language writes them.
[[nodiscard]] constexpr std::string_view to_string(Truth truth) {
  switch (truth) {
    case Truth::False:
      return "false";
    case Truth::True:
      return "true";
    case Truth::Unknown:
      break;
  }
  return "unknown";
}

}  // namespace shibo::engine
