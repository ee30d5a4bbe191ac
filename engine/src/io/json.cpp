#include "io/json.hpp"

namespace shibo::engine {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&](std::uint32_t b) { out += static_cast<char>(b); };
  if (code < 0x80) byte(code);
  else if (code < 0x800) byte(0xC0 | (code >> 6)), byte(0x80 | (code & 0x3F));
  else if (code < 0x10000) byte(0xE0 | (code >> 12)), byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F));
  else byte(0xF0 | (code >> 18)), byte(0x80 | ((code >> 12) & 0x3F)), byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F));
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
  for (const auto& [key, value] : members) {
    if (key == name) return &value;
  }
  return nullptr;
}

bool JsonReader::fail(std::string message) {
  if (fault_.message.empty()) fault_ = {line_, column_, std::move(message)};
  return false;
}

/// One byte on. Columns count code points: bytes that go on with one do not count.
void JsonReader::step() {
  const char c = text_[at_++];
  if (c == '\n') {
    ++line_;
    column_ = 1;
  } else if (end() || (static_cast<unsigned char>(text_[at_]) & 0xC0) != 0x80) {
    ++column_;
  }
}

void JsonReader::blanks() {
  while (!end() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) step();
}

bool JsonReader::next(JsonValue& out) {
  blanks();
  if (end() || !fault_.message.empty()) return false;
  out = {};
  return value(out, 0);
}

bool JsonReader::value(JsonValue& out, int depth) {
  blanks();
  out.line = line_;
  out.column = column_;
  if (depth > kDepthMax) return fail("values are nested more than " + std::to_string(kDepthMax) + " deep");
  switch (peek()) {
    case '{': return object(out, depth);
    case '[': return array(out, depth);
    case '"': out.kind = JsonValue::Kind::String; return string(out.text);
    case 't': out.kind = JsonValue::Kind::True; return word("true");
    case 'f': out.kind = JsonValue::Kind::False; return word("false");
    case 'n': out.kind = JsonValue::Kind::Null; return word("null");
    default: break;
  }
  if (digit(peek()) || peek() == '-') return number(out);
  return fail(end() ? "the text ends where a value is expected" : "a value is expected here");
}

bool JsonReader::object(JsonValue& out, int depth) {
  out.kind = JsonValue::Kind::Object;
  step();
  blanks();
  if (peek() == '}') return step(), true;
  while (true) {
    blanks();
    const JsonFault place{line_, column_, ""};
    if (peek() != '"') return fail("a key in quotes is expected here");
    std::string key;
    if (!string(key)) return false;
    blanks();
    if (peek() != ':') return fail("`:` is expected after a key");
    step();
    JsonValue member;
    if (!value(member, depth + 1)) return false;
    if (out.find(key) != nullptr) duplicates_.push_back({place.line, place.column, "the key `" + key + "` stands twice in this object; the first is kept"});
    else out.members.emplace_back(std::move(key), std::move(member));
    blanks();
    if (peek() == '}') return step(), true;
    if (peek() != ',') return fail(end() ? "the text ends within an object" : "`,` or `}` is expected here");
    step();
  }
}

bool JsonReader::array(JsonValue& out, int depth) {
  out.kind = JsonValue::Kind::Array;
  step();
  blanks();
  if (peek() == ']') return step(), true;
  while (true) {
    JsonValue item;
    if (!value(item, depth + 1)) return false;
    out.items.push_back(std::move(item));
    blanks();
    if (peek() == ']') return step(), true;
    if (peek() != ',') return fail(end() ? "the text ends within an array" : "`,` or `]` is expected here");
    step();
  }
}

bool JsonReader::string(std::string& out) {
  step();
  while (true) {
    if (end()) return fail("a string is not closed");
    const char c = peek();
    if (static_cast<unsigned char>(c) < 0x20) return fail("a line break or control character stands in a string; write it as `\\n` or `\\u00…`");
    if (c == '"') return step(), true;
    if (c != '\\') {
      out += c;
      step();
      continue;
    }
    step();
    if (!escape(out)) return false;
  }
}

bool JsonReader::hex4(std::uint32_t& code) {
  code = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = peek();
    const int d = digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (d < 0) return fail("four hexadecimal digits are expected after `\\u`");
    code = code * 16 + static_cast<std::uint32_t>(d);
    step();
  }
  return true;
}

bool JsonReader::escape(std::string& out) {
  const char c = peek();
  static constexpr std::string_view kFrom = "\"\\/bfnrt";
  static constexpr std::string_view kTo = "\"\\/\b\f\n\r\t";
  if (const auto at = kFrom.find(c); c != '\0' && at != std::string_view::npos) {
    out += kTo[at];
    step();
    return true;
  }
  if (c != 'u') return fail("this is no escape of JSON");
  step();
  std::uint32_t code = 0;
  if (!hex4(code)) return false;
  if (code >= 0xDC00 && code <= 0xDFFF) return fail("a second half of a surrogate pair without its first");
  if (code >= 0xD800 && code <= 0xDBFF) {
    std::uint32_t low = 0;
    if (peek() != '\\') return fail("a first half of a surrogate pair without its second");
    step();
    if (peek() != 'u') return fail("a first half of a surrogate pair without its second");
    step();
    if (!hex4(low)) return false;
    if (low < 0xDC00 || low > 0xDFFF) return fail("a first half of a surrogate pair without its second");
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  }
  append_utf8(out, code);
  return true;
}

bool JsonReader::number(JsonValue& out) {
  out.kind = JsonValue::Kind::Number;
  const std::size_t begin = at_;
  if (peek() == '-') step();
  if (!digit(peek())) return fail("a digit is expected here");
  if (peek() == '0' && at_ + 1 < text_.size() && digit(text_[at_ + 1])) return fail("a number does not begin with 0; a code stands in quotes");
  while (digit(peek())) step();
  if (peek() == '.') {
    step();
    if (!digit(peek())) return fail("a digit is expected after the point");
    while (digit(peek())) step();
  }
  if (peek() == 'e' || peek() == 'E') {
    step();
    if (peek() == '+' || peek() == '-') step();
    if (!digit(peek())) return fail("a digit is expected in the exponent");
    while (digit(peek())) step();
  }
  out.text = std::string(text_.substr(begin, at_ - begin));
  return true;
}

bool JsonReader::word(std::string_view text) {
  if (text_.substr(at_, text.size()) != text) return fail("`true`, `false`, `null` or another value is expected here");
  for (std::size_t i = 0; i < text.size(); ++i) step();
  return true;
}

}  // namespace shibo::engine
