// Citations, and the instruments that they name.
#pragma once

#include "names/context.hpp"

namespace shibo::engine {

/// In a package that declares instruments each citation begins with the name or the title of one that it declares, or
/// that a package does which it uses. Requires: bodies are checked.
void check_citations(Context& context);

/// Warns of law whose days begin, or end, before the instruments that it cites are in force.
void warn_of_early_law(Context& context, const InstanceState& state);

}  // namespace shibo::engine
