#include "rules.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace shibo::cli {

std::string shipped_rules() {
  namespace fs = std::filesystem;
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure);
  const fs::path installed = program.parent_path().parent_path() / SHIBO_INSTALLED_DATA / "rules";
  if (!failure && fs::is_directory(installed, failure)) return installed.string();
  return SHIBO_SOURCE_RULES;
}

bool colour_wanted(int descriptor) {
  const char* none = std::getenv("NO_COLOR");
  return (none == nullptr || *none == '\0') && isatty(descriptor) != 0;
}

engine::Checked load_rules(const std::vector<std::string>& paths, bool json_diagnostics, bool show_warnings) {
  engine::CheckOptions options;
  options.rules = paths.empty() ? std::vector<std::string>{shipped_rules()} : paths;
  options.libraries = {shipped_rules()};
  engine::Checked checked = engine::check_rules(options, engine::disk_files());
  if (json_diagnostics) std::cerr << dsl::render_json(checked.diagnostics);
  else if (checked.diagnostics.has_errors() || show_warnings) std::cerr << dsl::render(checked.diagnostics, {colour_wanted(STDERR_FILENO)});
  return checked;
}

}  // namespace shibo::cli
