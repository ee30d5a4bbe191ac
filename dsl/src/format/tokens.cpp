#include "tokens.hpp"

#include <algorithm>

#include "shibo/dsl/diagnostic.hpp"

namespace shibo::dsl::layout {

using Kind = Token::Kind;

bool opens(const Token& token) {
  return token.is(Kind::LeftBrace) || token.is(Kind::LeftBracket) || token.is(Kind::LeftParen);
}
bool closes(const Token& token) {
  return token.is(Kind::RightBrace) || token.is(Kind::RightBracket) || token.is(Kind::RightParen);
}

namespace {

[[nodiscard]] std::vector<Span> brackets_of(const std::vector<Token>& tokens) {
  std::vector<Span> spans;
  std::vector<std::size_t> open;
  for (const Token& token : tokens) {
    if (opens(token)) {
      open.push_back(spans.size());
      spans.push_back(token.span);
    } else if (closes(token) && !open.empty()) {
      spans[open.back()].end = token.span.end;
      open.pop_back();
    }
  }
  return spans;
}

[[nodiscard]] Lexed lexed(const Source& source) {
  Diagnostics none;
  return lex(source, none);
}

}  // namespace

Tokens::Tokens(const Source& source) : lexed_(lexed(source)), brackets_(brackets_of(lexed_.tokens)) {
  for (const Span& span : brackets_) begins_[span.end] = span.begin;
}

std::size_t Tokens::index(std::uint32_t offset) const {
  const auto found = std::lower_bound(all().begin(), all().end(), offset,
                                      [](const Token& token, std::uint32_t at) { return token.span.begin < at; });
  return static_cast<std::size_t>(found - all().begin());
}

std::uint32_t Tokens::before(std::uint32_t offset) const {
  const std::size_t i = index(offset);
  return i == 0 ? offset : all()[i - 1].span.begin;
}

std::uint32_t Tokens::at_or_after(std::uint32_t offset) const {
  const std::size_t i = index(offset);
  return i == all().size() ? offset : all()[i].span.begin;
}

std::uint32_t Tokens::closing(std::uint32_t offset) const {
  auto after = std::lower_bound(brackets_.begin(), brackets_.end(), offset,
                                [](const Span& span, std::uint32_t at) { return span.begin < at; });
  while (after != brackets_.begin()) {
    if ((--after)->end > offset) return after->end - 1;
  }
  return 0;
}

std::uint32_t Tokens::opening(std::uint32_t end) const {
  const auto found = begins_.find(end);
  return found == begins_.end() ? end : found->second;
}

}  // namespace shibo::dsl::layout
