// A comparison for people: its figures so that they can be told apart, and in a clause what the record has and what
// is asked of it.
#pragma once

#include <string>
#include <vector>

#include "eval/step.hpp"

namespace shibo::engine {

/// The figure of each operand, in order. Where it takes more digits than usual to tell two of them apart there are
/// more: `39.9996…%` beside `40%`, cut and never rounded towards the other.
[[nodiscard]] std::vector<std::string> figures_of(const Step& comparison);

/// `approved_by is buyer; must be manager or director`, and of what holds `approved_by is manager, one of …`; empty
/// where the comparison is better read as it is written.
[[nodiscard]] std::string says(const Step& comparison);

}  // namespace shibo::engine
