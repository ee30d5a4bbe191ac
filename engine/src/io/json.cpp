#include "io/json.hpp"

#include <algorithm>
#include <unordered_map>

#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"
#include "shibo/dsl/utf8.hpp"

namespace shibo::engine {

namespace {

constexpr std::size_t kNumberMax = 1024;
constexpr const char* kReplacement = "\xEF\xBF\xBD";
constexpr const char* kHalfPair = "holds half of a surrogate pair";

bool digit(char c) { return c >= '0' && c <= '9'; }

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&](std::uint32_t b) { out += static_cast<char>(b); };
  if (code < 0x80) byte(code);
  else if (code < 0x800) byte(0xC0 | (code >> 6)), byte(0x80 | (code & 0x3F));
  else if (code < 0x10000) byte(0xE0 | (code >> 12)), byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F));
  else
    byte(0xF0 | (code >> 18)), byte(0x80 | ((code >> 12) & 0x3F)), byte(0x80 | ((code >> 6) & 0x3F)),
        byte(0x80 | (code & 0x3F));
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
  for (const auto& [key, value] : members) {
    if (key == name) return &value;
  }
  return nullptr;
}

bool same_json(const JsonValue& a, const JsonValue& b) {
  static constexpr std::size_t kComparedMax = 1000;  // larger objects count as different
  if (a.members.size() > kComparedMax) return false;
  if (a.kind != b.kind || a.text != b.text || a.members.size() != b.members.size()) return false;
  if (!std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same_json)) return false;
  return std::all_of(a.members.begin(), a.members.end(), [&](const auto& member) {
    const JsonValue* other = b.find(member.name);
    return other != nullptr && same_json(member.value, *other);
  });
}

std::string path_step(const std::string& key) {
  const bool plain = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
  if (plain) return "." + key;
  std::string quoted;
  for (const char c : key) quoted += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return "[\"" + quoted + "\"]";
}

// ── Characters ──────────────────────────────────────────────────────────────────────────────────

JsonReader::JsonReader(ByteSource& source, std::size_t chunk, std::uint32_t line)
    : source_(source), chunk_(chunk), line_(line) {
  while (buffer_.size() < 3 && more()) {}
  if (buffer_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool JsonReader::more() {
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t size = buffer_.size();
  buffer_.resize(size + chunk_);
  const std::size_t count = source_.read(buffer_.data() + size, chunk_);
  buffer_.resize(size + count);
  bytes_read_ += count;
  return count != 0;
}

/// One byte on. Columns count code points: bytes that go on with one do not count.
void JsonReader::step() {
  const char c = buffer_[at_++];
  ++taken_;
  if (c == '\n') {
    ++line_;
    column_ = 1;
  } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
    ++column_;
  }
}

char JsonReader::ahead() {
  for (char c = peek(); !end() && (c == ' ' || c == '\t' || c == '\n' || c == '\r'); c = peek()) step();
  return peek();
}

bool JsonReader::take(char c) {
  if (ahead() != c || end()) return false;
  step();
  return true;
}

bool JsonReader::fail(std::string message) {
  if (fault_.message.empty()) fault_ = {line_, column_, std::move(message), trail()};
  return false;
}

void JsonReader::note(dsl::Code code, std::uint32_t line, std::uint32_t column, std::string message) {
  notes_.push_back({code, line, column, std::move(message), trail()});
}

std::string JsonReader::trail() const {
  std::string path;
  for (const Step& step : trail_)
    path += step.key != nullptr ? path_step(*step.key) : "[" + std::to_string(step.index) + "]";
  return path;
}

// ── Values ──────────────────────────────────────────────────────────────────────────────────────

bool JsonReader::value(JsonValue& out) {
  taken_ = 0;
  trail_.clear();
  out = {};
  if (!any(out, 0)) return false;
  if (over()) {
    out.fault = "longer than 64 MiB";
    note(code::kTooLong, out.line, out.column, "the value that begins here is longer than 64 MiB, and is not read");
  }
  return true;
}

namespace {

/// What is usual in programs and no JSON, where `close` would end the object or array; empty for anything else.
std::string what_stands_there(char c, char close) {
  if (c == close) return "; take out the comma before it";
  if (c == '\'') return "; JSON has double quotes only";
  if (c == '/' || c == '#') return "; JSON has no comments";
  if (c == 'N' || c == 'I' || c == 'T' || c == 'F')
    return "; JSON has `null`, `true` and `false` in small letters, and no NaN";
  return {};
}

}  // namespace

bool JsonReader::any(JsonValue& out, int depth) {
  const char c = ahead();
  out.line = line_;
  out.column = column_;
  if (end()) return fail("the text ends where a value is expected");
  if (depth > kDepthMax && (c == '{' || c == '[')) return skip_deep(out);
  switch (c) {
    case '{': return object(out, depth);
    case '[': return array(out, depth);
    case '"': out.kind = JsonValue::Kind::String; return string(out.text, out.fault);
    case 't': out.kind = JsonValue::Kind::True; return word("true");
    case 'f': out.kind = JsonValue::Kind::False; return word("false");
    case 'n': out.kind = JsonValue::Kind::Null; return word("null");
    default: break;
  }
  if (digit(c) || c == '-') return number(out);
  return fail("a value is expected here" + what_stands_there(c, ']'));
}

bool JsonReader::key(std::string& out) {
  const char c = ahead();
  if (c != '"')
    return fail(end() ? "the text ends within an object"
                      : "a key in quotes is expected here" + what_stands_there(c, '}'));
  std::string why;
  if (!string(out, why)) return false;
  if (take(':')) return true;
  return fail("`:` is expected after a key");
}

JsonReader::After JsonReader::after_element(char close) {
  if (take(close)) return After::End;
  if (take(',')) return After::Next;
  const std::string what = close == '}' ? "an object" : "an array";
  (void)fail(end() ? "the text ends within " + what : std::string("`,` or `") + close + "` is expected here");
  return After::Fault;
}

bool JsonReader::object(JsonValue& out, int depth) {
  out.kind = JsonValue::Kind::Object;
  step();
  if (take('}')) return true;
  std::unordered_map<std::string, std::size_t> places;
  for (;;) {
    (void)ahead();
    const std::uint32_t line = line_;
    const std::uint32_t column = column_;
    std::string name;
    JsonValue member;
    if (!key(name)) return false;
    trail_.push_back({&name});
    if (!any(member, depth + 1)) return false;
    if (const auto found = places.find(name); found != places.end()) {
      JsonValue& first = out.members[found->second].value;
      const bool same = same_json(first, member);
      note(code::kDuplicateKey, line, column,
           "the key " + excerpt(name) + " stands twice in this object" +
               (same ? ", and says the same" : "; neither is taken for true"));
      if (!same) first.fault = "stands twice in its object";
    } else if (!over()) {
      places.emplace(name, out.members.size());
      out.members.push_back({std::move(name), std::move(member)});
    }
    trail_.pop_back();
    const After after = after_element('}');
    if (after != After::Next) return after == After::End;
  }
}

bool JsonReader::array(JsonValue& out, int depth) {
  out.kind = JsonValue::Kind::Array;
  step();
  if (take(']')) return true;
  for (;;) {
    JsonValue item;
    trail_.push_back({nullptr, out.items.size()});
    if (!any(item, depth + 1)) return false;
    trail_.pop_back();
    if (!over()) out.items.push_back(std::move(item));
    const After after = after_element(']');
    if (after != After::Next) return after == After::End;
  }
}

/// Passes over a value without going into it: brackets are counted, not matched.
bool JsonReader::skip_deep(JsonValue& out) {
  out.fault = "nested more than " + std::to_string(kDepthMax) + " deep";
  note(code::kTooDeep, line_, column_,
       "values are nested more than " + std::to_string(kDepthMax) + " deep; what is in here is not read");
  std::size_t open = 0;
  do {
    const char c = ahead();
    if (end()) return fail("the text ends within a value");
    if (c == '"') {
      std::string text;
      std::string why;
      if (!string(text, why)) return false;
      continue;
    }
    if (c == '{' || c == '[') ++open;
    if (c == '}' || c == ']') --open;
    step();
  } while (open > 0);
  return true;
}

// ── Strings ─────────────────────────────────────────────────────────────────────────────────────

bool JsonReader::string(std::string& out, std::string& why) {
  const std::uint32_t line = line_;
  const std::uint32_t column = column_;
  step();
  for (;;) {
    const char c = peek();
    if (end()) return fail("the text ends within a string");
    if (c == '\n' || c == '\r') return fail("the line ends within a string; a line break in it is written `\\n`");
    if (c == '"') break;
    if (static_cast<unsigned char>(c) < 0x20) why = "holds a control character";
    if (out.size() > kStringMax) {
      why = "longer than 1 MiB";
      out.resize(kStringMax);
      --taken_;  // what is not kept does not count
    }
    if (c == '\\') {
      step();
      if (!escape(out, why)) return false;
      continue;
    }
    out += c;
    step();
  }
  step();
  if (why.empty() && dsl::find_bad_utf8(out) != std::string::npos) why = "not UTF-8";
  if (why.empty()) return true;
  const dsl::Code code = why == "longer than 1 MiB"           ? code::kTooLong
                         : why == "holds a control character" ? code::kNulByte
                                                              : code::kBadUtf8;
  note(code, line, column, "the text " + excerpt(out) + (why.starts_with("holds") ? " " : " is ") + why);
  return true;
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

bool JsonReader::escape(std::string& out, std::string& why) {
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
  return hex4(code) && surrogate(code, out, why);
}

/// The character of a code unit; a second unit is taken where the first asks for one. Half a pair alone
/// is no character: it is marked, and U+FFFD stands for it.
bool JsonReader::surrogate(std::uint32_t code, std::string& out, std::string& why) {
  if (code == 0) why = "holds a control character";
  while (code >= 0xD800 && code <= 0xDBFF) {
    if (peek() != '\\') break;
    step();
    if (peek() != 'u') {
      out += kReplacement;
      why = kHalfPair;
      return escape(out, why);
    }
    step();
    std::uint32_t low = 0;
    if (!hex4(low)) return false;
    if (low >= 0xDC00 && low <= 0xDFFF) {
      append_utf8(out, 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00));
      return true;
    }
    out += kReplacement;
    why = kHalfPair;
    code = low;
  }
  if (code >= 0xD800 && code <= 0xDFFF) {
    out += kReplacement;
    why = kHalfPair;
  } else {
    append_utf8(out, code);
  }
  return true;
}

// ── Numbers and words ───────────────────────────────────────────────────────────────────────────

bool JsonReader::digits(std::string& out) {
  if (!digit(peek())) return false;
  for (; digit(peek()); step()) {
    if (out.size() < kNumberMax) out += peek();
  }
  return true;
}

bool JsonReader::number(JsonValue& out) {
  out.kind = JsonValue::Kind::Number;
  const auto sign = [&](std::string_view signs) {
    if (end() || signs.find(peek()) == std::string_view::npos) return false;
    out.text += peek();
    step();
    return true;
  };
  (void)sign("-");
  const bool zero = peek() == '0';
  const std::size_t begin = out.text.size();
  if (!digits(out.text)) return fail("a digit is expected here");
  if (zero && out.text.size() > begin + 1) return fail("a number does not begin with 0; a code stands in quotes");
  if (sign(".") && !digits(out.text)) return fail("a digit is expected after the point");
  if (sign("eE")) {
    (void)sign("+-");
    if (!digits(out.text)) return fail("a digit is expected in the exponent");
  }
  if (out.text.size() >= kNumberMax) {
    out.fault = "a number has at most 38 digits";
    note(code::kInvalidValue, out.line, out.column,
         "the number " + excerpt(out.text) + " is longer than 1,024 characters, and is not read");
  }
  return true;
}

bool JsonReader::word(std::string_view text) {
  const std::uint32_t column = column_;
  for (const char c : text) {
    if (peek() != c) {
      column_ = column;
      return fail("`true`, `false`, `null` or another value is expected here");
    }
    step();
  }
  return true;
}

}  // namespace shibo::engine
