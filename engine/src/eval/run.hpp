// What a run brings beside the rules and a record: handed down from the command to whoever works something out.
#pragma once

#include <optional>

#include "value/date.hpp"

namespace shibo::engine {

class History;

struct Run {
  std::optional<Date> as_of = {};    ///< the day whose law applies, instead of each record's own date
  const History* history = nullptr;  ///< of what series count; null: none was given
};

}  // namespace shibo::engine
