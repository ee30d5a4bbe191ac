// JSON (RFC 8259) with places: every value knows its line and column, and numbers keep their text.
//
// Nothing is converted here: whether `8703.23` is a code or a number is for the field's type to say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/byte_source.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace shibo::engine {

struct JsonMember;

struct JsonValue {
  enum class Kind : std::uint8_t { Null, True, False, Number, String, Array, Object };
  Kind kind = Kind::Null;
  std::string text;                 ///< of a number as written; of a string, decoded
  std::string fault;                ///< why the value cannot be used, one clause; empty if it can
  std::vector<JsonValue> items;     ///< of an array
  std::vector<JsonMember> members;  ///< of an object, in order; each key once
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string path;  ///< where it stands in the text, if rows were nested; else empty

  [[nodiscard]] const JsonValue* find(std::string_view name) const;
};

struct JsonMember {
  std::string name;
  JsonValue value;
};

/// Something that was found wrong and does not stop the reading.
struct JsonNote {
  dsl::Code code;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string message;
  std::string path;  ///< from the value that was read: `.lines[0].hs`
};

struct JsonFault {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string message;  ///< empty: no fault
  std::string path;     ///< from the value that was read
};

/// Reads a text from its source a chunk at a time, value by value.
///
/// A fault of the text ends it: nothing tells where the next value begins. What is wrong within a value
/// (bytes that are no UTF-8, half a surrogate pair, a key twice, too long, too deep) marks that value and
/// is noted, and reading goes on.
class JsonReader {
 public:
  static constexpr int kDepthMax = 128;
  static constexpr std::size_t kStringMax = 1024 * 1024;      ///< bytes in a string
  static constexpr std::size_t kValueMax = 64 * 1024 * 1024;  ///< bytes that one call of value() keeps, about

  /// `source` must outlive the reader. `line` is that of its first byte.
  explicit JsonReader(ByteSource& source, std::size_t chunk = std::size_t{64} * 1024, std::uint32_t line = 1);

  /// The next character that is no blank, not taken; 0 at the end of the text.
  [[nodiscard]] char ahead();
  /// Whether nothing but blanks is left.
  [[nodiscard]] bool at_end() { return ahead() == '\0' && end(); }
  /// Takes the character if it is the next one.
  [[nodiscard]] bool take(char c);
  /// A whole value; false at a fault.
  [[nodiscard]] bool value(JsonValue& out);
  /// A key and its colon; false at a fault.
  [[nodiscard]] bool key(std::string& out);

  enum class After : std::uint8_t { Next, End, Fault };
  /// What follows an element: a comma, or the closing bracket.
  [[nodiscard]] After after_element(char close);

  [[nodiscard]] const JsonFault& fault() const { return fault_; }
  bool fail(std::string message);
  [[nodiscard]] std::vector<JsonNote> take_notes() { return std::exchange(notes_, {}); }
  [[nodiscard]] std::uint32_t line() const { return line_; }
  [[nodiscard]] std::uint32_t column() const { return column_; }
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  bool any(JsonValue& out, int depth);
  bool object(JsonValue& out, int depth);
  bool array(JsonValue& out, int depth);
  bool string(std::string& out, std::string& why);
  bool escape(std::string& out, std::string& why);
  bool surrogate(std::uint32_t code, std::string& out, std::string& why);
  bool hex4(std::uint32_t& code);
  bool number(JsonValue& out);
  bool digits(std::string& out);
  bool word(std::string_view text);
  bool skip_deep(JsonValue& out);
  /// A key or index on the way to the value that is being read.
  struct Step {
    const std::string* key = nullptr;
    std::size_t index = 0;
  };
  [[nodiscard]] std::string trail() const;
  void note(dsl::Code code, std::uint32_t line, std::uint32_t column, std::string message);
  void step();
  [[nodiscard]] bool more();
  [[nodiscard]] bool end() { return at_ == buffer_.size() && !more(); }
  [[nodiscard]] char peek() { return end() ? '\0' : buffer_[at_]; }
  [[nodiscard]] bool over() const { return taken_ > kValueMax; }

  ByteSource& source_;
  std::size_t chunk_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::size_t taken_ = 0;  ///< bytes of the value that is being read, what is cut off a long string left out
  std::uint32_t line_;
  std::uint32_t column_ = 1;
  JsonFault fault_;
  std::vector<JsonNote> notes_;
  std::vector<Step> trail_;
};

/// `$.lines[0]` and a key: `.hs`, or `["odd key"]`.
[[nodiscard]] std::string path_step(const std::string& key);

/// Whether two values are the same, keys in any order; numbers as they are written.
[[nodiscard]] bool same_json(const JsonValue& a, const JsonValue& b);

}  // namespace shibo::engine
