// Semantic actions: each puts what a parser read into a member of its rule's node, so that a rule
// shows where every part of it goes.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "context.hpp"
#include "shibo/dsl/syntax.hpp"

namespace shibo::dsl::grammar {

inline void assign(ExprPtr& to, Expr&& from) { to = std::make_shared<const Expr>(std::move(from)); }
inline void assign(DataPtr& to, Data&& from) { to = std::make_shared<const Data>(std::move(from)); }
inline void assign(TypePtr& to, TypeExpr&& from) { to = std::make_shared<const TypeExpr>(std::move(from)); }
template <typename To, typename From>
void assign(To& to, From&& from) {
  to = std::forward<From>(from);
}

template <typename T, typename M>
struct Into {
  M T::*member;
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    assign(x3::_val(context).*member, std::move(x3::_attr(context)));
  }
};
/// The member becomes what was read.
template <typename T, typename M>
constexpr Into<T, M> into(M T::*member) {
  return {member};
}

template <typename T, typename M>
struct Append {
  std::vector<M> T::*member;
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    auto& list = x3::_val(context).*member;
    list.emplace_back();
    assign(list.back(), std::move(x3::_attr(context)));
  }
};
/// What was read goes to the end of the member.
template <typename T, typename M>
constexpr Append<T, M> append(std::vector<M> T::*member) {
  return {member};
}

template <typename T, typename M>
struct Set {
  M T::*member;
  M value;
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).*member = value;
  }
};
/// The member gets a fixed value.
template <typename T, typename M>
constexpr Set<T, M> set(M T::*member, M value) {
  return {member, value};
}
template <typename T>
constexpr Set<T, bool> mark(bool T::*member) {
  return {member, true};
}

/// The node is what was read.
struct Put {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    assign(x3::_val(context), std::move(x3::_attr(context)));
  }
};
inline constexpr Put put{};

/// The node's variant holds what was read.
struct AsNode {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).node = std::move(x3::_attr(context));
  }
};
inline constexpr AsNode as_node{};

/// A path is a list of words.
struct AddWord {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).push_back(std::move(x3::_attr(context)));
  }
};
inline constexpr AddWord add_word{};

}  // namespace shibo::dsl::grammar
