// Colour and width, as the terminal and the environment want them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace shibo::cli {

struct Style {
  bool colour = false;
  std::size_t width = 0;  ///< columns; 0: no terminal, lines are not broken
};

/// Colour on a terminal, unless NO_COLOR (no-color.org) is set; always with CLICOLOR_FORCE
/// (bixense.com/clicolors). The width is that of the terminal, or COLUMNS.
[[nodiscard]] Style style_of(int descriptor);

/// What `--color auto|always|never` makes of it.
[[nodiscard]] Style with_colour(Style style, std::string_view choice);

/// The code points of a UTF-8 text: near enough to the columns it takes.
[[nodiscard]] std::size_t length(std::string_view text);

/// The text broken at blanks, so that no line is longer than the style's width where that can be
/// helped; further lines begin with `indent` blanks.
[[nodiscard]] std::string wrapped(std::string_view text, const Style& style, std::size_t indent);

}  // namespace shibo::cli
