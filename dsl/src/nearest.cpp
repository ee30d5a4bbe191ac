// Spelling suggestions.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shibo/dsl/diagnostic.hpp"

namespace shibo::dsl {
namespace {

[[nodiscard]] char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr std::size_t kLengthMax = 64;
constexpr std::size_t kEndingMax = 3;
constexpr std::size_t kStemMin = 4;

// The distance of Damerau and Levenshtein without edits inside transposed pairs: letters put in, left out, changed,
// or swapped with a neighbour; capitals count as small letters. Past `most` it is only known to be more: a package
// may hold thousands of names, and most of them are told apart by their first letters.
// Requires: both words have at most kLengthMax bytes.
[[nodiscard]] std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  std::array<std::array<std::size_t, kLengthMax + 1>, 3> rows;  // of three letters of `a`: two before, one before, this
  auto *before = &rows[0], *last = &rows[1], *row = &rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) (*last)[j] = j;
  std::size_t least_of_last = 0;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const char letter = lower(a[i - 1]);
    std::size_t least = (*row)[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const char other = lower(b[j - 1]);
      std::size_t slips = std::min({(*last)[j] + 1, (*row)[j - 1] + 1, (*last)[j - 1] + (letter == other ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && letter == lower(b[j - 2]) && lower(a[i - 2]) == other;
      if (swapped) slips = std::min(slips, (*before)[j - 2] + 1);
      (*row)[j] = slips;
      least = std::min(least, slips);
    }
    if (least > most && least_of_last >= most) return most + 1;  // a swap may still lead out of the row before
    least_of_last = least;
    std::swap(before, last);
    std::swap(last, row);
  }
  return (*last)[b.size()];
}

// How many letters the words begin with alike.
[[nodiscard]] std::size_t alike(std::string_view a, std::string_view b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t count = 0;
  while (count < shorter && lower(a[count]) == lower(b[count])) ++count;
  return count;
}

// One slip in a short word, more in a longer one; a word of two letters is like too many others, and
// only its capitals may differ.
[[nodiscard]] std::size_t slips_max(std::size_t length) {
  if (length <= 2) return 0;
  return length <= 5 ? 1 : length <= 10 ? 2 : 3;
}

// How far the candidate is from the word, or nothing if too far to be meant.
[[nodiscard]] std::optional<std::size_t> slips_between(std::string_view word, std::string_view candidate) {
  const std::size_t shorter = std::min(word.size(), candidate.size());
  const std::size_t longer = std::max(word.size(), candidate.size());
  if (longer - shorter > kEndingMax) return {};
  const std::size_t same = alike(word, candidate);
  // A word cut short, or with an ending: `pass` for `passes`.
  if (same == shorter && shorter >= kStemMin) return longer == shorter ? 0 : 1;
  const std::size_t most = slips_max(shorter);
  if (longer - shorter > most) return {};
  const std::size_t slips = distance(word.substr(same), candidate.substr(same), most);
  if (slips > most) return {};
  return slips;
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.size() > kLengthMax) return {};
  const std::string* best = nullptr;
  std::size_t best_slips = 0;
  for (const std::string& candidate : candidates) {
    if (candidate == word || candidate.size() > kLengthMax) continue;
    const std::optional<std::size_t> slips = slips_between(word, candidate);
    if (!slips) continue;
    if (best == nullptr || *slips < best_slips || (*slips == best_slips && candidate < *best)) {
      best = &candidate;
      best_slips = *slips;
    }
  }
  if (best == nullptr) return {};
  return *best;
}

}  // namespace shibo::dsl
