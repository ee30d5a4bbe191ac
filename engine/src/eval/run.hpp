// What a run brings beside the rules and a record: handed down from the command to whoever works something out.
#pragma once

#include <map>
#include <optional>

#include "value/date.hpp"

namespace shibo::engine {

class History;
struct Named;

struct Run {
  std::optional<Date> as_of = {};              ///< the day whose law applies, instead of each record's own date
  const History* history = nullptr;            ///< of what series count; null: none was given
  std::map<const Named*, bool> readings = {};  ///< what the law leaves open, as the run reads it; before the package
};

}  // namespace shibo::engine
