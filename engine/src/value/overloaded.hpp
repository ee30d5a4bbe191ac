// One function for each alternative of a variant: std::visit(Overloaded{…}, variant).
#pragma once

namespace shibo::engine {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

}  // namespace shibo::engine
