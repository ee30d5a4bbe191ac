#include "look_alike.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "characters.hpp"
#include "shibo/dsl/parse.hpp"

namespace shibo::dsl {

std::optional<char> ascii_meant(std::uint32_t value) {
  constexpr std::uint32_t kFullWidthFirst = 0xFF01;
  constexpr std::uint32_t kFullWidthLast = 0xFF5E;
  if (value >= kFullWidthFirst && value <= kFullWidthLast) return static_cast<char>(value - kFullWidthFirst + '!');
  constexpr std::array<std::pair<std::uint32_t, char>, 11> kOthers = {{{0x2010, '-'},
                                                                       {0x2011, '-'},
                                                                       {0x2013, '-'},
                                                                       {0x2014, '-'},
                                                                       {0x2212, '-'},
                                                                       {0x3001, ','},
                                                                       {0x3002, '.'},
                                                                       {0x3010, '['},
                                                                       {0x3011, ']'},
                                                                       {0x3014, '('},
                                                                       {0x3015, ')'}}};
  const auto found =
      std::find_if(kOthers.begin(), kOthers.end(), [&](const auto& entry) { return entry.first == value; });
  if (found == kOthers.end()) return std::nullopt;
  return found->second;
}

bool is_other_blank(std::uint32_t value) {
  return value == 0xA0 || value == 0x3000 || value == 0x1680 || value == 0x202F || value == 0x205F ||
         (value >= 0x2000 && value <= 0x200A);
}

bool is_invisible(std::uint32_t value) {
  return value == 0xFEFF || value == 0xAD || value == 0x2060 || (value >= 0x200B && value <= 0x200D);
}

std::string_view cure_of_sign(std::string_view sign) {
  constexpr std::string_view kMoney = "money names its currency by three capitals before the number: `USD 200`";
  constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kCures = {{
      {"$", kMoney},
      {"€", kMoney},
      {"£", kMoney},
      {"¥", kMoney},
      {"?", "a choice between values is `first of { A when C`, then `B otherwise }` on a line of its own"},
      {"§", "a citation stands in quotes: `cites \"§ …\"`"},
      {"&", "write `and`"},
      {"|", "write `or`"},
      {"~", "write `not`"},
      {"^", "there are no powers; write the product"},
      {"`", "a text stands between `\"`, a name stands bare"},
  }};
  const auto found = std::find_if(kCures.begin(), kCures.end(), [&](const auto& entry) { return entry.first == sign; });
  return found == kCures.end() ? std::string_view() : found->second;
}

std::optional<std::string> foreign_character_in(std::string_view text) {
  const auto foreign =
      std::find_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7F; });
  if (foreign == text.end()) return std::nullopt;
  const auto offset = static_cast<std::size_t>(foreign - text.begin());
  const CodePoint point = decode_utf8(text, offset);
  if (!point.valid) return std::nullopt;
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string number;
  for (std::uint32_t rest = point.value; rest != 0 || number.size() < 4; rest >>= 4)
    number.insert(number.begin(), kHex[rest & 15]);
  return "it holds `" + std::string(text.substr(offset, point.length)) + "` (U+" + number +
         "), which is no letter of A to Z and no digit";
}

}  // namespace shibo::dsl
