#include "value/shape.hpp"

#include <algorithm>

#include "value/ascii.hpp"

namespace shibo::engine {

namespace {

bool fits_place(char c, char place) {
  switch (place) {
    case 'A': return is_letter(c);
    case '9': return is_digit(c);
    case 'X': return is_letter(c) || is_digit(c);
    default: return c == place;
  }
}

}  // namespace

// Bytes will do: those of a character beyond ASCII stand for themselves, and none of them is a letter or a digit.
bool is_shaped(std::string_view text, std::string_view shape) {
  return std::equal(text.begin(), text.end(), shape.begin(), shape.end(), fits_place);
}

bool leaves_open(std::string_view shape) { return shape.find_first_of("A9X") != std::string_view::npos; }

}  // namespace shibo::engine
