// The figures and days of a record at which a verdict turns: how much room is left, and what would have sufficed.
#pragma once

#include <string>
#include <vector>

#include "change/variant.hpp"
#include "judge/judge.hpp"
#include "shibo/verdict.hpp"

namespace shibo::engine {

/// One figure that could be otherwise, with all else as it is. `last` and `first` lie beside each other on the grid of
/// such figures: the minor unit of a currency, a day, the decimals that the record gives. Both were put to the rules.
struct Turning {
  FieldAt at;
  std::string path;  ///< from the record that the verdict is about: `materials[1].value`
  bool up = false;   ///< whether the figure grows
  Scalar today;      ///< what the record says
  Scalar last;       ///< farthest from today at which the answer is today's, as far as it was looked at
  Scalar first;      ///< next to it, where it is not
  shibo::Turning::Edge edge = shibo::Turning::Edge::Between;
  Answer otherwise;  ///< the answer at `first`
};

struct TurningPoints {
  std::vector<Turning> points;  ///< in the order in which the verdict looks at the facts; downwards before upwards
  bool cut = false;             ///< more was to be tried than a verdict may cost
};

/// Of each number, share, amount, weight and day that the verdict looked at, that the record gives and that somebody
/// could choose otherwise (no field that is `fixed`): the nearest change of the answer to each side, among the figures
/// tried. Of weights, shares and numbers with decimals it is told whether the rules turn at one of the two figures
/// itself, by a billionth beside it. Tried are figures at twice the distance each time, and those that the rules name,
/// with what is beside them; then what lies between two answers is halved. A record thus changed says what it does, so
/// a turning that is told is one; that there is none nearer holds where the answer turns once, and at figures that
/// stand in the rules.
///
/// A figure is looked for between 0, or what its field allows, and a thousand times today's; a day within twenty years.
/// Requires: the verdict is settled, and is of a judgement that is alive.
[[nodiscard]] TurningPoints turning_points(const Program& program, const Run& run, const Verdict& verdict);

}  // namespace shibo::engine
