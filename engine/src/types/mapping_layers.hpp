// Mappings over mappings: what one says, and what it takes from those that it stands on.
#pragma once

#include "names/context.hpp"

namespace shibo::engine {

/// Puts each declared mapping over those that it extends or, if it extends none, over the nearest ones of the packages
/// that its package uses, and gives the whole to the program. Over several that are independent it stands once on each.
void layer_mappings(Context& context);

}  // namespace shibo::engine
