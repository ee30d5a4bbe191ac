// Values that can never be negative, whatever the record says: what an open list may still add to a sum.
#pragma once

#include "sema/program.hpp"

namespace shibo::engine {

/// Is a number or amount never below zero, as far as its expression shows? False when it does not show.
[[nodiscard]] bool never_negative(const Node& node);

}  // namespace shibo::engine
