#include "scanner.hpp"

#include <utility>

namespace shibo::dsl {

using Kind = Token::Kind;

void Scanner::emit(Token::Kind kind, std::uint32_t begin, std::string_view token_text) {
  Token token;
  token.kind = kind;
  token.span = {begin, pos()};
  token.text = token_text;
  token.first = std::exchange(first_, false);
  token.glued = !out_.tokens.empty() && out_.tokens.back().span.end == begin;
  token.column_one = begins_line_at(begin);
  token.damaged = std::exchange(damaged_, false);
  out_.tokens.push_back(token);
}

// A byte order mark takes no column.
bool Scanner::begins_line_at(std::uint32_t begin) const {
  std::string_view before = text_.substr(0, begin);
  while (before.ends_with(kByteOrderMark)) before.remove_suffix(kByteOrderMark.size());
  return before.empty() || before.back() == '\n' || before.back() == '\r';
}

void Scanner::begin_line() {
  if (damaged_ && !first_) out_.tokens.back().damaged = true;
  damaged_ = false;
  first_ = true;
}

void Scanner::emit_string(std::uint32_t begin, std::string value) {
  out_.strings.push_back(std::move(value));
  emit(Kind::String, begin, out_.strings.back());
}

Diagnostic& Scanner::report(Code code, Span where, std::string message, std::optional<std::string> help) {
  return diagnostics_.add(source_, code, where, std::move(message), std::move(help));
}

Diagnostic& Scanner::report_damage(Code code, Span where, std::string message, std::optional<std::string> help) {
  damaged_ = true;
  return report(code, where, std::move(message), std::move(help));
}

void Scanner::skip_line() {
  while (!at_end() && peek() != '\n') skip();
}

}  // namespace shibo::dsl
