// Exceptions to one text that hold together and give different values.
#pragma once

#include "names/context.hpp"

namespace shibo::engine {

/// Reports two exceptions beside each other that surely both hold for some record and give different values, where
/// neither overrides the other, and exceptions that override in a circle. Requires: bodies are checked.
void check_exceptions(Context& context);

/// Warns of two of which only a record can tell whether they hold together.
void warn_of_exceptions(Context& context, const Named& named);

}  // namespace shibo::engine
