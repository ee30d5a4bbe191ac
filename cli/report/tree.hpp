// An explanation drawn as an indented tree.
#pragma once

#include <ostream>

#include "shibo/explanation.hpp"
#include "style.hpp"

namespace shibo::cli {

struct TreeOptions {
  std::size_t indent = 4;
  std::size_t lines_max = 0;  ///< 0: all; what is left out is counted
  bool rule_places = false;   ///< where each thing is written in the rules
};

/// The children of the node; the node itself has its own line elsewhere.
void draw_tree(std::ostream& out, const Explanation& node, const Style& style, const TreeOptions& options);

}  // namespace shibo::cli
