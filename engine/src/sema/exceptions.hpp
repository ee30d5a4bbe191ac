// Exceptions to one text that hold together and give different values.
#pragma once

#include "sema/context.hpp"

namespace shibo::engine {

/// Reports two exceptions beside each other that surely both hold for some record and give different values, where
/// neither overrides the other. What only a record can tell is left to the run. Requires: bodies are checked.
void check_exceptions(Context& context);

}  // namespace shibo::engine
