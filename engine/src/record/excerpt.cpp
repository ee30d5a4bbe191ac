#include "record/excerpt.hpp"

#include <algorithm>

#include "shibo/dsl/utf8.hpp"

namespace shibo::engine {

namespace {

constexpr std::size_t kExcerptMax = 60;

std::string escaped(unsigned char byte) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  switch (byte) {
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
  }
}

/// Control characters above ASCII (U+0080 to U+009F), and U+FFFE and U+FFFF, which no XML may hold.
bool is_unprintable(std::string_view character) {
  if (character.size() == 2) return character[0] == '\xC2' && static_cast<unsigned char>(character[1]) < 0xA0;
  return character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

}  // namespace

std::string excerpt(std::string_view text) { return "`" + printable(text) + "`"; }

std::string printable(std::string_view text) {
  std::string shown;
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) {
    if (count == kExcerptMax) {
      shown += "…";
      break;
    }
    const std::size_t length = dsl::utf8_length(text.substr(i));
    const auto byte = static_cast<unsigned char>(text[i]);
    if (length == 0 || byte < 0x20 || byte == 0x7F || is_unprintable(text.substr(i, length))) {
      for (std::size_t end = i + std::max<std::size_t>(1, length); i < end; ++i)
        shown += escaped(static_cast<unsigned char>(text[i]));
    } else {
      shown += text.substr(i, length);
      i += length;
    }
  }
  return shown;
}

}  // namespace shibo::engine
