// Whether two expressions of one body are written alike, so that they mean the same.
#pragma once

#include <string>

#include "program/program.hpp"

namespace shibo::engine {

/// The text of an expression with single blanks and without comments at line ends.
[[nodiscard]] std::string text_of(const Node& node);

/// The same value by its amount (`5%` and `5.0%`), or the same text. Requires: both stand in one body.
[[nodiscard]] bool alike(const Node& a, const Node& b);

}  // namespace shibo::engine
