// An explanation drawn as an indented tree.
#pragma once

#include <ostream>
#include <string>

#include "shibo/explanation.hpp"
#include "style.hpp"

namespace shibo::cli {

struct TreeOptions {
  std::size_t indent = 4;
  std::size_t lines_max = 0;  ///< 0: all; what is left out is counted
  bool rule_places = false;   ///< where each thing is written in the rules
  bool every_row = false;     ///< rows that may fit each by itself, however many
  bool as_written = false;    ///< comparisons in the author's words, instead of what the record has and what is asked
  bool file_names = false;    ///< places in the input by the file's name alone, without its folders
};

/// `materials.csv:17:5`, with or without the file's folders.
[[nodiscard]] std::string place_text(const Place& place, bool file_name_only);

/// `  (proof_valid_until is 2024-05-05)`: the figures of a comparison, without their places; may be empty.
[[nodiscard]] std::string figures_text(const Explanation& comparison);

/// The children of the node; the node itself has its own line elsewhere.
void draw_tree(std::ostream& out, const Explanation& node, const Style& style, const TreeOptions& options);

}  // namespace shibo::cli
