// What is wrong with the input: a broken row, an invalid cell, a column that nobody reads.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "record/record.hpp"
#include "shibo/dsl/diagnostic.hpp"
#include "shibo/finding.hpp"

namespace shibo::engine {

/// A finding never stops a run and never drops a record.
struct Finding {
  dsl::Code code;  ///< D0101 …, documented like every diagnostic
  FindingSeverity severity = FindingSeverity::Error;
  Place place;
  std::string record_id;
  std::string message;
  std::string help;
  std::size_t lost = 1;  ///< where its code says that it loses records: how many
};

}  // namespace shibo::engine
