// Spelling suggestions.
#include <algorithm>
#include <string>
#include <vector>

#include "shibo/dsl/diagnostic.hpp"

namespace shibo::dsl {
namespace {

[[nodiscard]] char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

[[nodiscard]] std::string lowered(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

// The distance of Damerau and Levenshtein without edits inside transposed pairs: letters put in,
// left out, changed, or swapped with a neighbour.
[[nodiscard]] std::size_t distance(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> table((a.size() + 1) * width);
  const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& { return table[i * width + j]; };
  for (std::size_t i = 0; i <= a.size(); ++i) at(i, 0) = i;
  for (std::size_t j = 0; j <= b.size(); ++j) at(0, j) = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      at(i, j) = std::min({at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) at(i, j) = std::min(at(i, j), at(i - 2, j - 2) + 1);
    }
  }
  return at(a.size(), b.size());
}

// One slip in a short word, more in a longer one; a word of two letters is like too many others, and
// only its capitals may differ.
[[nodiscard]] std::size_t slips_max(std::size_t length) {
  if (length <= 2) return 0;
  return length <= 5 ? 1 : length <= 10 ? 2 : 3;
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
  constexpr std::size_t kLengthMax = 64;
  constexpr std::size_t kEndingMax = 3;
  constexpr std::size_t kStemMin = 4;
  if (word.size() > kLengthMax) return {};
  const std::string wanted = lowered(word);
  std::optional<std::string> best;
  std::size_t best_slips = 0;
  for (const std::string& candidate : candidates) {
    if (candidate == word || candidate.size() > kLengthMax) continue;
    const std::string known = lowered(candidate);
    std::size_t slips = distance(wanted, known);
    // A word cut short, or with an ending: `pass` for `passes`.
    const bool ending = (known.starts_with(wanted) || wanted.starts_with(known)) && slips <= kEndingMax && std::min(known.size(), wanted.size()) >= kStemMin;
    if (ending) slips = 1;
    if (slips > slips_max(std::min(word.size(), candidate.size()))) continue;
    if (!best || slips < best_slips || (slips == best_slips && candidate < *best)) {
      best = candidate;
      best_slips = slips;
    }
  }
  return best;
}

}  // namespace shibo::dsl
