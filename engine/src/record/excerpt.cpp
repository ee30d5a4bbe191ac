#include "record/excerpt.hpp"

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
    const dsl::CodePoint point = dsl::decode_utf8(text, i);
    if (!point.valid || dsl::is_unprintable(point.value)) {
      for (std::size_t end = i + point.length; i < end; ++i) shown += escaped(static_cast<unsigned char>(text[i]));
    } else {
      shown += text.substr(i, point.length);
      i += point.length;
    }
  }
  return shown;
}

}  // namespace shibo::engine
