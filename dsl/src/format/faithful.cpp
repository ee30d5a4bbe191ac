// Whether a laid out text still says what was written: judged on the trees that the parser makes of both,
// so that no mistake in the layout of a construct can hide from it.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <type_traits>

#include "members.hpp"
#include "shibo/dsl/format.hpp"

namespace shibo::dsl {

namespace {

// Parentheses have no meaning but the shape of what they hold, and that is compared.
[[nodiscard]] const Expr& bare(const Expr& expression) {
  const auto* parens = std::get_if<Parens>(&expression.node);
  return parens == nullptr ? expression : bare(*parens->inner);
}

template <typename T>
[[nodiscard]] std::optional<Span> place_of(const T& node) {
  if constexpr (std::is_base_of_v<Spanned, T>) return node.span;
  else if constexpr (std::is_same_v<T, Declaration>) return span_of(node);
  else if constexpr (IsShared<T>::value) return place_of(*node);
  else return {};
}

/// The first node of one tree that differs from its like in the other; the innermost that has a place.
class TreeComparison {
 public:
  template <typename T>
  bool same(const T& a, const T& b) {
    if constexpr (std::is_same_v<T, Expr>) {
      return same_node(bare(a), bare(b));
    } else if constexpr (TreeNode<T>) {
      return same_node(a, b);
    } else if constexpr (IsVector<T>::value) {
      return same_items(a, b);
    } else if constexpr (IsOptional<T>::value || IsShared<T>::value) {
      return static_cast<bool>(a) == static_cast<bool>(b) && (!a || same(*a, *b));
    } else if constexpr (IsVariant<T>::value) {
      return a.index() == b.index() &&
             std::visit([&](const auto& held) { return same(held, std::get<std::decay_t<decltype(held)>>(b)); }, a);
    } else {
      return a == b;
    }
  }

  [[nodiscard]] std::optional<Span> where() const { return where_; }

 private:
  template <typename T>
  bool same_node(const T& a, const T& b) {
    const bool all = std::apply(
        [&](const auto&... left) {
          return std::apply([&](const auto&... right) { return (same(left, right) && ...); }, members(b));
        },
        members(a));
    if (!all && !where_) where_ = place_of(a);
    return all;
  }

  template <typename T>
  bool same_items(const std::vector<T>& a, const std::vector<T>& b) {
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
      if (same(a[i], b[i])) continue;
      if (!where_) where_ = place_of(a[i]);
      return false;
    }
    if (a.size() > b.size()) where_ = place_of(a[b.size()]);
    return a.size() == b.size();
  }

  std::optional<Span> where_;
};

// The first comment that the other text has less often.
[[nodiscard]] std::optional<Span> lost_comment(const std::vector<Comment>& a, const std::vector<Comment>& b) {
  std::map<std::string, std::size_t> left;
  for (const Comment& comment : b) ++left[comment.text];
  for (const Comment& comment : a) {
    if (left[comment.text] == 0) return comment.span;
    --left[comment.text];
  }
  return {};
}

}  // namespace

std::optional<Span> first_difference(const SyntaxTree& before, const SyntaxTree& after) {
  TreeComparison comparison;
  const bool same = comparison.same(before.package, after.package) && comparison.same(before.uses, after.uses) &&
                    comparison.same(before.declarations, after.declarations);
  if (!same) return comparison.where().value_or(Span{});
  if (const std::optional<Span> lost = lost_comment(before.comments, after.comments)) return lost;
  if (before.comments.size() != after.comments.size()) return Span{};
  return {};
}

}  // namespace shibo::dsl
