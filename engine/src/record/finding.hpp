// What is wrong with the input: a broken row, an invalid cell, a column that nobody reads.
#pragma once

#include <string>
#include <vector>

#include "record/record.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace shibo::engine {

/// A finding never stops a run and never drops a record.
struct Finding {
  dsl::Code code;  ///< D0101 …, documented like every diagnostic
  dsl::Severity severity = dsl::Severity::Error;
  Place place;
  std::string record_id;
  std::string message;
  std::string help;
};

}  // namespace shibo::engine
