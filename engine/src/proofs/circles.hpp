// Definitions that rest on themselves, and those that nest too deep to be asked.
#pragma once

#include "names/context.hpp"

namespace shibo::engine {

/// No definition may meet itself again, save one step down into a part; and none may rest on more than 200 others, one
/// on the other.
void check_circles(Context& context);

}  // namespace shibo::engine
