// Names of packages that could be used and are not: a forgotten `use`.
#pragma once

#include <optional>
#include <string>

#include "names/context.hpp"

namespace shibo::engine {

/// ``add `use trade.origin` below the package`` for a name that a library declares and `in` does not see, and for the
/// name of a package that is there. A library is a package of the library folders that another package there uses; they
/// are read when the first name is looked for.
[[nodiscard]] std::optional<std::string> use_forgotten(Context& context, const InstanceState& in,
                                                       const std::string& name);

}  // namespace shibo::engine
