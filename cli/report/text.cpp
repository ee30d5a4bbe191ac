#include "report/text.hpp"

#include <algorithm>
#include <array>

#include "shibo/dsl/utf8.hpp"

namespace shibo::cli {

namespace {

constexpr char kHex[] = "0123456789ABCDEF";

/// How much of a text, from its begin, is letters, digits and signs of ASCII: nothing in that has to be looked at any
/// closer, and most texts are nothing else.
std::size_t plain_bytes(std::string_view text) {
  const auto plain = [](char c) { return c >= ' ' && c <= '~'; };
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), plain) - text.begin());
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t plain = plain_bytes(text);
    const std::size_t length = plain > 0 ? plain : dsl::utf8_length(text);
    out += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(1, length));
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  const std::string valid = valid_utf8(text);
  for (std::size_t i = 0; i < valid.size();) {
    if (const std::size_t plain = plain_bytes(std::string_view(valid).substr(i)); plain > 0) {
      out.append(valid, i, plain);
      i += plain;
      continue;
    }
    const dsl::CodePoint point = dsl::decode_utf8(valid, i);
    out += dsl::is_unprintable(point.value) ? dsl::escaped(point.value) : valid.substr(i, point.length);
    i += point.length;
  }
  return out;
}

std::string for_spreadsheet(std::string text) {
  static constexpr std::array<std::string_view, 8> kBegins = {"=",      "+",      "-",      "@",
                                                              "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  if (std::any_of(kBegins.begin(), kBegins.end(), [&](std::string_view begin) { return text.starts_with(begin); }))
    text.insert(0, 1, '\'');
  return text;
}

std::string listed(const std::vector<std::string>& texts, std::string_view between) {
  std::string out;
  for (const std::string& text : texts) {
    if (&text != &texts.front()) out += between;
    out += text;
  }
  return out;
}

std::string counted(std::size_t number, const std::string& what) {
  return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
}

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

std::string folded(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string uri_of_path(std::string_view path) {
  static constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (kPlain.find(c) != std::string_view::npos) out += c;
    else out += {'%', kHex[byte >> 4], kHex[byte & 15]};
  }
  return out;
}

}  // namespace shibo::cli
