// Values that can never be negative, whatever the record says: what an open list may still add to a sum.
#pragma once

#include "program/program.hpp"

namespace shibo::engine {

/// Is it a number or amount for whatever facts, and never below zero, as far as its expression shows? False when it
/// does not show: a quotient whose divisor may be zero is perhaps no number at all.
[[nodiscard]] bool never_negative(const Node& node);

}  // namespace shibo::engine
