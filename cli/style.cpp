#include "style.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>

namespace shibo::cli {

namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

std::size_t width_of(int descriptor) {
  std::size_t columns = 0;
  const std::string_view told = variable("COLUMNS");
  std::from_chars(told.data(), told.data() + told.size(), columns);
  winsize size{};
  if (columns == 0 && ioctl(descriptor, TIOCGWINSZ, &size) == 0) columns = size.ws_col;
  return columns;
}

}  // namespace

Style style_of(int descriptor) {
  Style style;
  const bool terminal = isatty(descriptor) != 0;
  const bool forced = !variable("CLICOLOR_FORCE").empty() && variable("CLICOLOR_FORCE") != "0";
  style.colour = (terminal || forced) && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
  if (terminal) style.width = width_of(descriptor);
  return style;
}

Style with_colour(Style style, std::string_view choice) {
  if (choice == "always") style.colour = true;
  if (choice == "never") style.colour = false;
  return style;
}

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

std::string wrapped(std::string_view text, const Style& style, std::size_t indent) {
  if (style.width == 0 || length(text) <= style.width) return std::string(text);
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    while (at < text.size() && text[at] == ' ') ++at;
    while (at < text.size() && text[at] != ' ') ++at;
    const std::string_view word = text.substr(begin, at - begin);
    const std::size_t line = length(std::string_view(out).substr(out.rfind('\n') + 1));
    if (!out.empty() && line > indent && line + length(word) > style.width) {
      out += '\n' + std::string(indent, ' ') +
             std::string(
                 word.substr(word.find_first_not_of(' ') == std::string_view::npos ? 0 : word.find_first_not_of(' ')));
    } else {
      out += word;
    }
  }
  return out;
}

}  // namespace shibo::cli
