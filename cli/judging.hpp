// The options that say by what law to judge, checked against the rules.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "command/commands.hpp"
#include "shibo/check.hpp"

namespace shibo::cli {

/// From `--as-of`, `--only` and `--reading`; nothing, with a sentence on standard error, when one of them is wrong.
[[nodiscard]] std::optional<CheckOptions> judging_options(const Rules& rules, const std::string& as_of,
                                                          const std::vector<std::string>& only,
                                                          const std::vector<std::string>& readings);

/// Reads `--history` into the options. Else, with a sentence on standard error, why not: it or `--history-whole` is
/// wrong (RulesOrCall), or a file cannot be read (InputUnread). With `input_is_piped` standard input is what is judged.
/// `finding` hears what is wrong in the files.
[[nodiscard]] ExitCode add_history(const Rules& rules, const HistoryArguments& arguments, const InputOptions& input,
                                   bool input_is_piped, CheckOptions& options,
                                   const std::function<void(const Finding&)>& finding);

}  // namespace shibo::cli
