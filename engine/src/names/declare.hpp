// Gives every name its meaning: records, choices, facts, definitions with their types, per package
// and per instance of a library. Bodies are not looked at yet.
#pragma once

#include "names/context.hpp"

namespace shibo::engine {

/// Fills `context.instances` from `context.packages`, with the symbols of each.
void declare_packages(Context& context);

/// The names of one instance, whose uses have been declared before it.
void declare_instance(Context& context, InstanceState& state);

}  // namespace shibo::engine
