// Loading rules for a command, and saying what is wrong with them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shibo/rules.hpp"

namespace shibo::cli {

/// The rules at these paths (all shipped packages when there are none). Diagnostics go to standard
/// error; nothing when they hold an error.
[[nodiscard]] std::optional<Rules> rules_for(const std::vector<std::string>& paths, bool json_diagnostics,
                                             bool show_warnings);

/// Where the shipped packages are: beside the installed program, or in the source tree.
[[nodiscard]] std::string shipped_rules();

}  // namespace shibo::cli
