// Loading rules for a command, and saying what is wrong with them; where the shipped ones are.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "shibo/rules.hpp"

namespace shibo::cli {

/// Which shipped packages are meant where nobody names any: all, or those that judge, as `judging.toml` in their folder
/// says.
enum class Unnamed { All, Judges };

/// What rules are loaded for. Who judges by them reads no tests, and is told of errors alone.
enum class For { Judging, Reading, Testing };

/// The rules at these paths, or the shipped ones. Diagnostics go to standard error, warnings among them where they are
/// for testing; nothing when they hold an error.
[[nodiscard]] std::optional<Rules> rules_for(const std::vector<std::string>& paths, Unnamed unnamed,
                                             bool json_diagnostics, For purpose);

/// A folder that was looked for: where it is, or the places where it is not.
struct Found {
  std::optional<std::filesystem::path> folder;
  std::string why_not;  ///< `looked for …`; empty where there is a folder
};

/// Whether a shipped package is called so.
[[nodiscard]] bool is_shipped(const std::string& name);

/// The shipped packages: SHIBO_RULES, else beside the installed program, else in the checkout that the program was
/// built in. No path is compiled in, so what is moved as a whole still finds its own.
[[nodiscard]] Found shipped_rules();

/// The paragraphs on diagnostics, which come with the program: beside it, or in its checkout; else beside SHIBO_RULES.
[[nodiscard]] Found shipped_diagnostics();

}  // namespace shibo::cli
