// The one iterator and the one context of the whole grammar, spelled here and nowhere else: a
// difference would show up only as an undefined `parse_rule` at link time.
#pragma once

#include <boost/spirit/home/x3.hpp>

#include "state.hpp"

namespace shibo::dsl::grammar {

namespace x3 = boost::spirit::x3;

struct StateTag;
using Context = x3::context<StateTag, State>;

template <typename Ctx>
[[nodiscard]] State& state_of(const Ctx& context) {
  return x3::get<StateTag>(context);
}

}  // namespace shibo::dsl::grammar
