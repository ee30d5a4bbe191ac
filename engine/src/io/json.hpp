// JSON (RFC 8259) with places: every value knows its line and column, and numbers keep their text.
//
// Nothing is converted here: whether `8703.23` is a code or a number is for the field's type to say.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shibo::engine {

struct JsonValue {
  enum class Kind : std::uint8_t { Null, True, False, Number, String, Array, Object };
  Kind kind = Kind::Null;
  std::string text;                                     ///< of a number as written; of a string, decoded
  std::vector<JsonValue> items;                         ///< of an array
  std::vector<std::pair<std::string, JsonValue>> members;  ///< of an object, in order
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  [[nodiscard]] const JsonValue* find(std::string_view name) const;
};

struct JsonFault {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string message;  ///< empty: no fault
};

/// Reads values out of a text, one after the other.
class JsonReader {
 public:
  static constexpr int kDepthMax = 128;

  /// Requires: `text` outlives the reader. `line` is that of its first byte.
  explicit JsonReader(std::string_view text, std::uint32_t line = 1) : text_(text), line_(line) {}

  /// The next value; false at the end of the text, or at a fault (see `fault`).
  [[nodiscard]] bool next(JsonValue& value);
  [[nodiscard]] const JsonFault& fault() const { return fault_; }
  /// Keys that an object held twice; the first is kept.
  [[nodiscard]] const std::vector<JsonFault>& duplicates() const { return duplicates_; }

 private:
  bool value(JsonValue& out, int depth);
  bool object(JsonValue& out, int depth);
  bool array(JsonValue& out, int depth);
  bool string(std::string& out);
  bool escape(std::string& out);
  bool hex4(std::uint32_t& code);
  bool number(JsonValue& out);
  bool word(std::string_view text);
  bool fail(std::string message);
  void blanks();
  void step();
  [[nodiscard]] bool end() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek() const { return end() ? '\0' : text_[at_]; }

  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
  JsonFault fault_;
  std::vector<JsonFault> duplicates_;
};

}  // namespace shibo::engine
