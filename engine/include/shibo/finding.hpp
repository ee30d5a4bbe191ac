// What is wrong with the input. A finding never stops a run and never drops a record.
#pragma once

#include <string>

#include "shibo/place.hpp"

namespace shibo {

struct Finding {
  std::string code;  ///< stable and documented: `D0161`
  Place place;
  std::string record_id;  ///< empty when it is of no record
  std::string message;
  std::string help;  ///< may be empty
};

}  // namespace shibo
