// Text in quotes.
#include <algorithm>
#include <string>

#include "scanner.hpp"
#include "shibo/dsl/codes.hpp"

namespace shibo::dsl {
namespace {

[[nodiscard]] int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

[[nodiscard]] bool at_line_end(const Scanner& in) {
  return in.at_end() || in.peek() == '\n' || (in.peek() == '\r' && in.peek(1) == '\n');
}

void bad_escape(Scanner& in, std::uint32_t begin, std::string message) {
  in.report(codes::kBadEscape, {begin, in.pos()}, std::move(message),
            "the escapes are `\\\"`, `\\\\`, `\\n` and `\\u{2030}`");
}

// `\u{…}`, from the `u` on.
void unicode_escape(Scanner& in, std::uint32_t begin, std::string& value) {
  in.skip();
  if (in.peek() != '{') return bad_escape(in, begin, "`\\u` wants a code point in braces");
  in.skip();
  std::uint32_t point = 0;
  int digits = 0;
  while (hex_value(in.peek()) >= 0) {
    // Seven digits are already too many, and no more are added to the value.
    if (++digits <= 7) point = point * 16 + static_cast<std::uint32_t>(hex_value(in.peek()));
    in.skip();
  }
  if (in.peek() != '}') return bad_escape(in, begin, "`\\u{` wants hexadecimal digits and `}`");
  in.skip();
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (digits == 0 || digits > 6 || point > 0x10FFFF || surrogate) {
    return bad_escape(in, begin, "`" + std::string(in.since(begin)) + "` is no character of Unicode");
  }
  append_utf8(value, point);
}

void escape(Scanner& in, std::string& value) {
  const std::uint32_t begin = in.pos();
  in.skip();
  switch (in.peek()) {
    case '"': value += '"'; break;
    case '\\': value += '\\'; break;
    case 'n': value += '\n'; break;
    case 'u': return unicode_escape(in, begin, value);
    default:
      if (!at_line_end(in)) in.skip(in.point().length);
      return bad_escape(in, begin, "`" + std::string(in.since(begin)) + "` is not an escape");
  }
  in.skip();
}

// `"Art. 7 {`: the brace at the end of a line opens a body, and stands in no text that is left open.
void leave_brace(Scanner& in, std::uint32_t begin, std::string& value) {
  const std::string_view text = in.since(begin);
  const std::size_t last = text.find_last_not_of(" \t\r");
  const std::string_view before = text.substr(0, last);
  const bool escaped = before.ends_with('\\') || before.ends_with("\\u");
  const std::size_t brace = value.find_last_not_of(" \t\r");
  if (last == 0 || text[last] != '{' || escaped || brace == std::string::npos || value[brace] != '{') return;
  in.back_to(begin + static_cast<std::uint32_t>(last));
  value.resize(brace);
  while (!value.empty() && value.back() == ' ') value.pop_back();
}

}  // namespace

void scan_string(Scanner& in) {
  const std::uint32_t begin = in.pos();
  std::string value;
  in.skip();
  while (!at_line_end(in) && in.peek() != '"') {
    if (in.peek() == '\\') {
      escape(in, value);
    } else {
      value += in.peek();
      in.skip();
    }
  }
  if (in.peek() == '"' && !in.at_end()) {
    in.skip();
  } else {
    leave_brace(in, begin, value);
    in.report_damage(codes::kUnterminatedString, {begin, in.pos()}, "the text is not closed on its line",
                     "close it with `\"`; a longer text goes on in a second one, or has `\\n` in it");
  }
  in.emit_string(begin, std::move(value));
}

bool scan_foreign_string(Scanner& in, std::string_view close) {
  const std::uint32_t begin = in.pos();
  const std::size_t open_length = in.point().length;
  const std::string_view text = in.text();
  const std::size_t line_end = std::min(text.find('\n', begin), text.size());
  const std::size_t end = text.find(close, begin + open_length);
  if (end == std::string_view::npos || end > line_end) return false;
  in.skip(end + close.size() - begin);
  std::string value(text.substr(begin + open_length, end - begin - open_length));
  in.report(codes::kForeignQuotes, {begin, in.pos()}, "a text stands between `\"`", "write `\"" + value + "\"`");
  in.emit_string(begin, std::move(value));
  return true;
}

}  // namespace shibo::dsl
