#include "program/alike.hpp"

#include <type_traits>

namespace shibo::engine {

namespace {

template <class T>
bool same(const T& a, const T& b) {
  if constexpr (requires { a.amount; })
    return a == b || (a.amount.is_zero() && b.amount.is_zero());  // nothing is the same of all
  else return a == b;
}

bool same_value(const Scalar& a, const Scalar& b) {
  return std::visit(
      [&](const auto& x) { return a.index() == b.index() && same(x, std::get<std::decay_t<decltype(x)>>(b)); }, a);
}

}  // namespace

std::string text_of(const Node& node) {
  std::string text;
  bool comment = false;
  bool quoted = false;
  for (const char c : node.written.source->slice(node.written.span)) {
    if (c == '\n') comment = false;
    if (c == '"' && !comment) quoted = !quoted;
    if (c == '#' && !quoted) comment = true;
    if (comment) continue;
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) text += c;
    else if (!text.empty() && text.back() != ' ') text += ' ';
  }
  return text;
}

bool alike(const Node& a, const Node& b) {
  const auto* x = std::get_if<node::Constant>(&a.what);
  const auto* y = std::get_if<node::Constant>(&b.what);
  if (x != nullptr && y != nullptr) return same_value(x->value, y->value);
  return &a == &b || text_of(a) == text_of(b);
}

}  // namespace shibo::engine
