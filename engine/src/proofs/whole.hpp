// What can only be seen of a program as a whole: needs, names that nobody uses.
#pragma once

#include "names/context.hpp"

namespace shibo::engine {

/// Does every user of a library declare what the library needs, with the right shape?
void check_needs(Context& context);

/// Outcomes that are asked for exist.
void check_outcomes(Context& context);

/// Warnings: definitions that nothing uses, law without a citation, or before its instrument.
void check_style(Context& context);

}  // namespace shibo::engine
