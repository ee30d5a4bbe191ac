#include "rules.hpp"

#include <unistd.h>

#include <filesystem>
#include <iostream>

#include "style.hpp"

namespace shibo::cli {

std::string shipped_rules() {
  namespace fs = std::filesystem;
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure);
  const fs::path installed = program.parent_path().parent_path() / SHIBO_INSTALLED_DATA / "rules";
  if (!failure && fs::is_directory(installed, failure)) return installed.string();
  // Places are easier to read relative to where one stands.
  const fs::path source = SHIBO_SOURCE_RULES;
  const fs::path near = source.lexically_relative(fs::current_path(failure));
  return !near.empty() && *near.begin() != ".." ? near.string() : source.string();
}

namespace {

/// `rcep` is the shipped package of that name where nothing of that name is here. `-` is standard input.
std::string path_meant(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code failure;
  const bool plain = !path.empty() && path != "-" && path.find('/') == std::string::npos;
  if (!plain || fs::exists(path, failure)) return path;
  const fs::path shipped = fs::path(shipped_rules()) / path;
  return fs::is_directory(shipped, failure) ? shipped.string() : path;
}

}  // namespace

std::optional<Rules> rules_for(const std::vector<std::string>& paths, bool json_diagnostics, bool show_warnings) {
  LoadOptions options;
  for (const std::string& path : paths) options.rules.push_back(path_meant(path));
  if (paths.empty()) options.rules.push_back(shipped_rules());
  options.libraries = {shipped_rules()};
  Loaded loaded = load_rules(options);
  if (json_diagnostics) std::cerr << loaded.diagnostics.json();
  else if (loaded.diagnostics.has_errors() || show_warnings)
    std::cerr << loaded.diagnostics.text(style_of(STDERR_FILENO).colour);
  return std::move(loaded.rules);
}

}  // namespace shibo::cli
