#include "token.hpp"

#include <algorithm>
#include <array>

namespace shibo::dsl {
namespace {

constexpr std::array<std::string_view, 21> kReserved = {
    "all",     "and", "any", "at", "every",     "except",    "false", "for",  "given", "in",   "is",
    "missing", "not", "of",  "or", "otherwise", "satisfies", "some",  "true", "when",  "where"};

constexpr std::size_t kShownMax = 40;

// The text in backticks; a long one is cut at a code point's beginning.
std::string quoted(std::string_view text) {
  if (text.size() <= kShownMax) return "`" + std::string(text) + "`";
  std::size_t end = kShownMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "`" + std::string(text.substr(0, end)) + "…`";
}

}  // namespace

std::string_view sign_text(Token::Kind kind) {
  using Kind = Token::Kind;
  switch (kind) {
    case Kind::LeftBrace: return "{";
    case Kind::RightBrace: return "}";
    case Kind::LeftParen: return "(";
    case Kind::RightParen: return ")";
    case Kind::LeftBracket: return "[";
    case Kind::RightBracket: return "]";
    case Kind::Comma: return ",";
    case Kind::Colon: return ":";
    case Kind::Dot: return ".";
    case Kind::Equals: return "=";
    case Kind::Arrow: return "->";
    case Kind::Plus: return "+";
    case Kind::Minus: return "-";
    case Kind::Star: return "*";
    case Kind::Slash: return "/";
    case Kind::Less: return "<";
    case Kind::LessEqual: return "<=";
    case Kind::Greater: return ">";
    case Kind::GreaterEqual: return ">=";
    default: return {};
  }
}

std::string describe(const Token& token) {
  using Kind = Token::Kind;
  switch (token.kind) {
    case Kind::End: return "the end of the file";
    case Kind::String: return "a text";
    case Kind::Percent: return quoted(std::string(token.text) + "%");
    case Kind::PerMille: return quoted(std::string(token.text) + "‰");
    case Kind::Name:
    case Kind::Reserved:
    case Kind::Number:
    case Kind::Code:
    case Kind::Date:
    case Kind::Time: return quoted(token.text);
    default: return quoted(sign_text(token.kind));
  }
}

bool is_reserved(std::string_view word) { return std::binary_search(kReserved.begin(), kReserved.end(), word); }

}  // namespace shibo::dsl
