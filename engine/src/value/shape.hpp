// The shape of a text: `AAA-9999`.
#pragma once

#include <string_view>

namespace shibo::engine {

/// Whether a text is of a shape, from its beginning to its end: `A` stands for a letter A to Z or a to z, `9` for a
/// digit 0 to 9, `X` for either, anything else for itself.
[[nodiscard]] bool is_shaped(std::string_view text, std::string_view shape);

/// Whether more than one text is of the shape.
[[nodiscard]] bool leaves_open(std::string_view shape);

}  // namespace shibo::engine
