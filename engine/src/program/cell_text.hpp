// What a cell of a table says, as a text that is the same for cells that say the same.
#pragma once

#include <string>

#include "program/program.hpp"

namespace shibo::engine {

[[nodiscard]] std::string text_of(const TableText::Cell& cell);

}  // namespace shibo::engine
