// Shell completion.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "exit_code.hpp"

namespace shibo::cli {

/// Prints the script for `bash`, `zsh` or `fish`, made from the commands and options of the program.
[[nodiscard]] ExitCode run_completion(const CLI::App& app, const std::string& shell);

}  // namespace shibo::cli
