// Which program this is.
#pragma once

#include <string>

namespace shibo::cli {

/// `shibo 0.1.0 (commit 74d570b83cf9)`; the commit is that of the sources it was built from, and is left out where they
/// are in no repository.
[[nodiscard]] std::string version_text();

}  // namespace shibo::cli
