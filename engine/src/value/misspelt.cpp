#include "value/misspelt.hpp"

#include <algorithm>
#include <utility>

namespace shibo::engine {

bool is_one_slip(std::string_view one, std::string_view other) {
  if (one.size() > other.size()) std::swap(one, other);
  if (other.size() - one.size() > 1) return false;
  const auto differs = std::mismatch(one.begin(), one.end(), other.begin());
  const auto at = static_cast<std::size_t>(differs.first - one.begin());
  const std::string_view rest = one.substr(at);
  const std::string_view other_rest = other.substr(at);
  if (rest.size() < other_rest.size()) return rest == other_rest.substr(1);
  if (rest.size() < 2) return true;
  const bool swapped = rest[0] == other_rest[1] && rest[1] == other_rest[0] && rest.substr(2) == other_rest.substr(2);
  return swapped || rest.substr(1) == other_rest.substr(1);
}

bool is_long_enough(std::string_view name) {
  constexpr std::size_t kLettersMin = 6;
  return name.size() >= kLettersMin &&
         std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace shibo::engine
