// What is said of a reason why something is not known.
#pragma once

#include <string>

#include "trace/cause.hpp"

namespace shibo::engine {

/// One clause for people: `` `customs_value` is missing ``. Facts go by the last part of their path.
[[nodiscard]] std::string words_of(const Cause& cause);

}  // namespace shibo::engine
