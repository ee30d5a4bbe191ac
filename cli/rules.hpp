// Loading rules for a command, and saying what is wrong with them.
#pragma once

#include <string>
#include <vector>

#include "sema/check.hpp"

namespace shibo::cli {

/// The rules at these paths (all shipped packages when there are none). Diagnostics go to standard
/// error; the result is not ok when they hold an error.
[[nodiscard]] engine::Checked load_rules(const std::vector<std::string>& paths, bool json_diagnostics, bool show_warnings);

/// Where the shipped packages are: beside the installed program, or in the source tree.
[[nodiscard]] std::string shipped_rules();

[[nodiscard]] bool colour_wanted(int descriptor);

}  // namespace shibo::cli
