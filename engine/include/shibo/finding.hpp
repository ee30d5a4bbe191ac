// What is wrong with the input. A finding never stops a run and never drops a record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "shibo/place.hpp"

namespace shibo {

/// Error: something is lost or not to be trusted. Warning: most likely not what was meant. Note: good to know.
enum class FindingSeverity : std::uint8_t { Error, Warning, Note };

[[nodiscard]] const char* to_text(FindingSeverity severity);  ///< `error`, `warning`, `note`

struct Finding {
  std::string code;  ///< stable and documented: `D0161`
  Place place;
  std::string record_id;  ///< empty when it is of no record
  std::string message;
  std::string help;  ///< may be empty
  FindingSeverity severity = FindingSeverity::Error;
  bool lost = false;        ///< what it is about gave no record: a file, a line, an object that could not be read
  std::size_t records = 1;  ///< where something is lost: of how many records, as far as they could be counted
};

}  // namespace shibo
