// The signs of the language.
#pragma once

#include <array>
#include <string_view>

#include "token.hpp"

namespace shibo::dsl {

struct Sign {
  std::string_view text;
  Token::Kind kind;
};
/// The longer of two that begin alike stands first.
inline constexpr std::array<Sign, 19> kSigns = {{{"->", Token::Kind::Arrow},
                                                 {"<=", Token::Kind::LessEqual},
                                                 {">=", Token::Kind::GreaterEqual},
                                                 {"{", Token::Kind::LeftBrace},
                                                 {"}", Token::Kind::RightBrace},
                                                 {"(", Token::Kind::LeftParen},
                                                 {")", Token::Kind::RightParen},
                                                 {"[", Token::Kind::LeftBracket},
                                                 {"]", Token::Kind::RightBracket},
                                                 {",", Token::Kind::Comma},
                                                 {":", Token::Kind::Colon},
                                                 {".", Token::Kind::Dot},
                                                 {"=", Token::Kind::Equals},
                                                 {"+", Token::Kind::Plus},
                                                 {"-", Token::Kind::Minus},
                                                 {"*", Token::Kind::Star},
                                                 {"/", Token::Kind::Slash},
                                                 {"<", Token::Kind::Less},
                                                 {">", Token::Kind::Greater}}};

}  // namespace shibo::dsl
