// Shell completion.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "exit_code.hpp"

namespace shibo::cli {

/// The names of the program's commands.
[[nodiscard]] std::vector<std::string> commands_of(const CLI::App& app);

/// Prints the script for `bash`, `zsh` or `fish`, made from the commands and options of the program.
[[nodiscard]] ExitCode run_completion(const CLI::App& app, const std::string& shell);

}  // namespace shibo::cli
