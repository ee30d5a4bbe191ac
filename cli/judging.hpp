// The options that say by what law to judge, checked against the rules.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shibo/check.hpp"

namespace shibo::cli {

/// From `--as-of`, `--only` and `--reading`; nothing, with a sentence on standard error, when one of them is wrong.
[[nodiscard]] std::optional<CheckOptions> judging_options(const Rules& rules, const std::string& as_of,
                                                          const std::vector<std::string>& only,
                                                          const std::vector<std::string>& readings);

}  // namespace shibo::cli
