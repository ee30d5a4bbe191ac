// The state of a lexer on its way through a text, shared by the parts that read words, numbers and
// strings.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "characters.hpp"
#include "lexer.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace shibo::dsl {

/// The three bytes with which some editors begin a file (U+FEFF).
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
[[nodiscard]] constexpr bool is_name_char(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

class Scanner {
 public:
  Scanner(const Source& source, Diagnostics& diagnostics, Lexed& out)
      : source_(source), text_(source.text()), diagnostics_(diagnostics), out_(out) {}

  /// The character `ahead` bytes from here; NUL past the end.
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return pos_ + ahead < text_.size() ? text_[pos_ + ahead] : '\0';
  }
  [[nodiscard]] bool at_end() const { return pos_ >= text_.size(); }
  [[nodiscard]] std::uint32_t pos() const { return static_cast<std::uint32_t>(pos_); }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view since(std::uint32_t begin) const { return text_.substr(begin, pos_ - begin); }
  [[nodiscard]] CodePoint point() const { return decode_utf8(text_, pos_); }
  /// Requires: `expected` is not empty.
  [[nodiscard]] bool starts_with(std::string_view expected) const {
    return peek() == expected.front() && text_.substr(pos_, expected.size()) == expected;
  }
  [[nodiscard]] Lexed& out() { return out_; }
  [[nodiscard]] const Lexed& out() const { return out_; }

  void skip(std::size_t bytes = 1) { pos_ += bytes; }
  /// To the end of the line, which stays.
  void skip_line();
  /// Back to a place that was passed, of which no token has been made.
  void back_to(std::uint32_t pos) { pos_ = pos; }

  void emit(Token::Kind kind, std::uint32_t begin, std::string_view token_text);
  void emit(Token::Kind kind, std::uint32_t begin) { emit(kind, begin, since(begin)); }
  void emit_string(std::uint32_t begin, std::string value);

  /// A mistake from which the token that was meant is clear.
  Diagnostic& report(Code code, Span where, std::string message, std::optional<std::string> help = {});

  /// A mistake after which the next token cannot be trusted to be what was meant.
  Diagnostic& report_damage(Code code, Span where, std::string message, std::optional<std::string> help = {});
  void damage() { damaged_ = true; }

  /// Damage at the end of a line belongs to the token before it, not to the next line.
  void begin_line();
  [[nodiscard]] bool first() const { return first_; }

 private:
  [[nodiscard]] bool begins_line_at(std::uint32_t begin) const;

  const Source& source_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  Lexed& out_;
  std::size_t pos_ = 0;
  bool first_ = true;
  bool damaged_ = false;
};

/// Each reads one token at the scanner's place. Requires: a digit, a letter, or a quote, stands there.
void scan_number(Scanner& scanner);
void scan_word(Scanner& scanner);
void scan_string(Scanner& scanner);

/// `'text'` and text in curly quotes: reported, and read as the text that was meant.
/// False when no closing quote follows on the line; nothing was read then.
[[nodiscard]] bool scan_foreign_string(Scanner& scanner, std::string_view close);

}  // namespace shibo::dsl
