// Where something stands, in a rule file or in the input.
#pragma once

#include <cstdint>
#include <string>

namespace shibo {

/// Line and column count from 1, the column in code points; 0 when there is none (a value that code
/// supplied, a cell of a file that lacks the column).
struct Place {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string path;  ///< in the input: the JSON path (`$[0].hs`) or the column's header

  friend bool operator==(const Place&, const Place&) = default;
};

/// `shipments.csv:3:14`; the column is left out at the line's beginning.
[[nodiscard]] std::string to_text(const Place& place);

}  // namespace shibo
