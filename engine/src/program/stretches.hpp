// Rows by stretches of a line, of which those that meet another stretch are found without trying each.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "value/number.hpp"

namespace shibo::engine {

/// A stretch of the line; without end where a bound is absent.
struct Stretch {
  std::optional<Number> low, high;
  bool low_open = false;  ///< the bound itself is not in it
  bool high_open = false;
};

/// An interval tree: the stretches sorted by where they begin, each the middle of those around it.
class Stretches {
 public:
  void add(const Stretch& stretch, std::size_t row) { spans_.push_back({stretch, row, kNoEnd}); }
  /// Requires: nothing is added after it.
  void sort();

  [[nodiscard]] bool empty() const { return spans_.empty(); }
  /// Adds the rows of which a stretch meets this one, with repetitions, in any order; false once there are more than
  /// `most`. Bounds count as within. Requires: sorted.
  bool meeting(const Stretch& of, std::size_t most, std::vector<std::size_t>& rows) const {
    return add_meeting(0, spans_.size(), of, most, rows);
  }

 private:
  static constexpr std::size_t kNoEnd = static_cast<std::size_t>(-1);

  struct Span {
    Stretch stretch;
    std::size_t row;
    std::size_t highest;  ///< of the spans that this one is the middle of, the one that ends last; kNoEnd
  };

  std::size_t set_highest(std::size_t begin, std::size_t end);
  bool add_meeting(std::size_t begin, std::size_t end, const Stretch& of, std::size_t most,
                   std::vector<std::size_t>& rows) const;

  std::vector<Span> spans_;
};

}  // namespace shibo::engine
