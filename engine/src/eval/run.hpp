// What a run brings beside the rules and a record: handed down from the command to whoever works something out.
#pragma once

#include <cstddef>
#include <optional>

#include "value/date.hpp"

namespace shibo::engine {

struct Run {
  std::optional<Date> as_of = {};             ///< the day whose law applies, instead of each record's own date
  std::optional<std::size_t> steps_max = {};  ///< what one answer may cost, instead of what limits.hpp says
};

}  // namespace shibo::engine
