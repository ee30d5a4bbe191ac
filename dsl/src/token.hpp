// What the lexer hands to the grammar: words, literals and signs, each with its place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shibo/dsl/source.hpp"
#include "shibo/dsl/words.hpp"

namespace shibo::dsl {

struct Token {
  enum class Kind : std::uint8_t {
    End,
    Name,      // an ordinary word, soft words among them
    Reserved,  // a word that cannot name a thing
    Number,    // from here to String: values, each as one token
    Code,
    Percent,
    PerMille,
    Date,
    Time,
    String,
    LeftBrace,
    RightBrace,
    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    Comma,
    Colon,
    Dot,
    Equals,
    Arrow,
    Plus,
    Minus,
    Star,
    Slash,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
  };

  Kind kind = Kind::End;
  bool first = false;  // first on its line
  bool glued = false;  // nothing stands between it and the token before
  bool column_one = false;
  bool damaged = false;  // something just before it, or it, could not be read as written
  Span span;
  std::string_view text;  // words and digits as written, percent signs left out; strings decoded

  [[nodiscard]] bool is(Kind other) const { return kind == other; }
  /// A name, or one value as written.
  [[nodiscard]] bool is_name_or_value() const {
    return kind == Kind::Name || (kind >= Kind::Number && kind <= Kind::String);
  }
  [[nodiscard]] bool is_word() const { return kind == Kind::Name || kind == Kind::Reserved; }
  [[nodiscard]] bool is_word(std::string_view word) const { return is_word() && text == word; }
};

/// `}` for a right brace, and so on; empty for a kind that is not a sign.
[[nodiscard]] std::string_view sign_text(Token::Kind kind);

/// The token as a message names it: `rule`, `}`, the end of the file.
[[nodiscard]] std::string describe(const Token& token);

}  // namespace shibo::dsl
