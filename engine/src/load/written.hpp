// A place in a rule file.
#pragma once

#include "shibo/dsl/source.hpp"

namespace shibo::engine {

/// Where something of the law is written.
struct Written {
  const dsl::Source* source = nullptr;
  dsl::Span span;
};

}  // namespace shibo::engine
