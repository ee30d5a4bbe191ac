// Of several alternatives that do not hold: which came nearest.
#pragma once

#include <map>
#include <optional>

#include "trace/step.hpp"

namespace shibo::engine {

/// What would have to be otherwise for a condition to be otherwise.
struct Nearness {
  enum class Rank : std::uint8_t {
    Figure,    ///< a figure that is short
    Document,  ///< a document, or its day
    Choice,    ///< what the record says: a code, a country, what was done
    Silence,   ///< what the law presumes, since nobody said it
  };
  Rank rank = Rank::Figure;
  std::optional<Number> gap = {};  ///< of a figure: how much is lacking, as a share of the greater of the two
  bool by_row = false;             ///< it stands in the row that the record's own key chose
};

[[nodiscard]] bool nearer(const Nearness& a, const Nearness& b);

/// Works out each step once. Requires: the steps outlive it.
class Nearnesses {
 public:
  /// Requires: the truth of the condition is known.
  const Nearness& of(const Step* condition);

 private:
  Nearness worked_out(const Step& step);
  Nearness of_parts(const Step& step);
  /// Of those whose truth is `truth`: the nearest, or the farthest where each of them must change.
  Nearness among(const Step& step, Truth truth, bool all_must_change);

  bool asks_a_table(const Step& step);

  std::map<const Step*, Nearness> known_;
  std::map<const Step*, bool> asks_;
};

}  // namespace shibo::engine
