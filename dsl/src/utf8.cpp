#include "shibo/dsl/utf8.hpp"

#include <array>

namespace shibo::dsl {

CodePoint decode_utf8(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) -> std::uint32_t {
    return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i]) : 0u;
  };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::uint32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4) return {lead, 1, false};
  std::uint32_t value = lead & (0x7Fu >> length);
  for (std::uint32_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {lead, 1, false};
    value = (value << 6) | (byte(i) & 0x3F);
  }
  static constexpr std::array<std::uint32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[length] || surrogate || value > 0x10FFFF) return {lead, 1, false};
  return {value, length, true};
}

std::size_t utf8_length(std::string_view text) {
  if (text.empty()) return 0;
  const CodePoint point = decode_utf8(text, 0);
  return point.valid ? point.length : 0;
}

std::size_t find_bad_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = decode_utf8(text, i);
    if (!point.valid) return i;
    i += point.length;
  }
  return std::string_view::npos;
}

bool is_unprintable(std::uint32_t value) {
  const auto between = [&](std::uint32_t first, std::uint32_t last) { return value >= first && value <= last; };
  return value < 0x20 || between(0x7F, 0x9F) || value == 0xAD || value == 0x61C || between(0x200B, 0x200F) ||
         between(0x2028, 0x202E) || between(0x2060, 0x2069) || value == 0xFEFF || between(0xFFFE, 0xFFFF) ||
         between(0xE0000, 0xE007F);
}

std::string escaped(std::uint32_t value) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  switch (value) {
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: break;
  }
  std::string digits;
  for (std::uint32_t rest = value; rest > 0 || digits.size() < 2; rest >>= 4) digits.insert(0, 1, kHex[rest & 15]);
  if (value < 0x100) return "\\x" + digits;
  digits.insert(0, digits.size() < 4 ? 4 - digits.size() : 0, '0');
  return digits.size() == 4 ? "\\u" + digits : "\\u{" + digits + "}";
}

}  // namespace shibo::dsl
