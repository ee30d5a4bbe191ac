#include "record/excerpt.hpp"

#include "shibo/dsl/utf8.hpp"

namespace shibo::engine {

namespace {

constexpr std::size_t kExcerptMax = 60;

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
    if (!point.valid) {
      for (std::size_t at = i; at < i + point.length; ++at) shown += dsl::escaped(static_cast<unsigned char>(text[at]));
    } else if (dsl::is_unprintable(point.value)) {
      shown += dsl::escaped(point.value);
    } else {
      shown += text.substr(i, point.length);
    }
    i += point.length;
  }
  return shown;
}

}  // namespace shibo::engine
