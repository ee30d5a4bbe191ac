#include "rules.hpp"

#include <sys/auxv.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "report/text.hpp"
#include "settings.hpp"
#include "shibo/dsl/diagnostic.hpp"
#include "style.hpp"

namespace shibo::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kVariable = "SHIBO_RULES";

bool is_folder(const fs::path& path) {
  std::error_code failure;
  return fs::is_directory(path, failure);
}

/// The program's own file. Without /proc, as in a bare root, the system still tells the name it was started by.
fs::path own_file() {
  std::error_code failure;
  fs::path file = fs::read_symlink("/proc/self/exe", failure);
  if (!failure) return file;
  const auto* started = reinterpret_cast<const char*>(getauxval(AT_EXECFN));
  if (started == nullptr) return {};
  file = fs::canonical(started, failure);
  return failure ? fs::path() : file;
}

/// `share/shibo` of the prefix that the program is installed in.
fs::path installed_data(const fs::path& program) {
  return (program.parent_path() / SHIBO_DATA_FROM_PROGRAM).lexically_normal();
}

/// The checkout around a program that was built in it, as in `build/debug/cli`; empty where there is none. A folder
/// that merely has `rules` in it is none.
fs::path checkout_around(const fs::path& program) {
  fs::path folder = program.parent_path();
  while (folder.has_relative_path()) {
    if (is_folder(folder / "rules" / "trade") && is_folder(folder / "docs" / "diagnostics")) return folder;
    folder = folder.parent_path();
  }
  return {};
}

/// Places are easier to read relative to where one stands.
fs::path as_seen_from_here(const fs::path& path) {
  std::error_code failure;
  const fs::path near = path.lexically_relative(fs::current_path(failure));
  return !near.empty() && *near.begin() != ".." ? near : path;
}

/// What comes with the program: `installed` of its data, or `in_checkout`.
Found beside_program(const std::string& installed, const std::string& in_checkout) {
  const fs::path program = own_file();
  if (program.empty()) return {std::nullopt, "the system does not tell where the program is"};
  const fs::path data = installed_data(program) / installed;
  if (is_folder(data)) return {as_seen_from_here(data), ""};
  const fs::path checkout = checkout_around(program);
  if (!checkout.empty()) return {as_seen_from_here(checkout / in_checkout), ""};
  return {std::nullopt,
          "looked for `" + data.string() + "`, and for a checkout around `" + program.parent_path().string() + "`"};
}

/// What SHIBO_RULES says; empty where it is not set.
fs::path said_by_variable() {
  const char* value = std::getenv(kVariable);
  return value == nullptr ? fs::path() : fs::path(value);
}

}  // namespace

Found shipped_rules() {
  const fs::path said = said_by_variable();
  if (said.empty()) return beside_program("rules", "rules");
  if (is_folder(said)) return {as_seen_from_here(said), ""};
  return {std::nullopt, std::string(kVariable) + " is `" + said.string() + "`, which is no folder"};
}

Found shipped_diagnostics() {
  Found found = beside_program("diagnostics", "docs/diagnostics");
  if (const fs::path said = said_by_variable(); !found.folder && !said.empty()) {
    std::error_code failure;
    const fs::path around = fs::absolute(said / "", failure).lexically_normal().parent_path().parent_path();
    for (const fs::path& beside : {around / "diagnostics", around / "docs" / "diagnostics"}) {
      if (is_folder(beside)) return {beside, ""};
    }
  }
  return found;
}

namespace {

/// `rcep` is the shipped package of that name where nothing of that name is here. `-` is standard input.
std::string path_meant(const std::string& path, const Found& shipped) {
  std::error_code failure;
  const bool plain = !path.empty() && path != "-" && path.find('/') == std::string::npos;
  if (!plain || !shipped.folder || fs::exists(path, failure)) return path;
  const fs::path package = *shipped.folder / path;
  return is_folder(package) ? package.string() : path;
}

}  // namespace

bool is_shipped(const std::string& name) {
  const Found shipped = shipped_rules();
  std::error_code failure;
  return path_meant(name, shipped) != name && !fs::exists(name, failure);
}

namespace {

/// A name that no file, folder or shipped package has: what may be meant.
void suggest_package(const std::string& path, const Found& shipped) {
  std::error_code failure;
  if (!shipped.folder || path == "-" || fs::exists(path_meant(path, shipped), failure)) return;
  if (path.find(',') != std::string::npos) {
    std::cerr << "Give --rules again for each package.\n";
    return;
  }
  std::vector<std::string> names;
  for (fs::directory_iterator it(*shipped.folder, failure), end; !failure && it != end; it.increment(failure))
    names.push_back(it->path().filename().string());
  const std::string name = folded(fs::path(path).filename().string());
  const bool known = std::find(names.begin(), names.end(), name) != names.end();
  if (const auto near = known ? std::optional(name) : dsl::nearest(name, names))
    std::cerr << "The shipped package is `" << *near << "`.\n";
}

/// Nothing where the settings in the folder are wrong, as was said.
std::optional<std::vector<std::string>> packages_of(const fs::path& folder, Unnamed unnamed) {
  const fs::path settings = folder / "judging.toml";
  std::error_code failure;
  if (unnamed == Unnamed::All || !fs::exists(settings, failure)) return std::vector{folder.string()};
  const ReadSettings read = read_settings(settings.string());
  if (!read.error.empty()) {
    std::cerr << read.error << '\n';
    return std::nullopt;
  }
  return read.settings.rules.empty() ? std::vector{folder.string()} : read.settings.rules;
}

}  // namespace

std::optional<Rules> rules_for(const std::vector<std::string>& paths, Unnamed unnamed, bool json_diagnostics,
                               For purpose) {
  const Found shipped = shipped_rules();
  const auto say_where_looked = [&] {
    std::cerr << "shibo: the shipped rules are not found: " << shipped.why_not << '\n'
              << "Say where they are: `--rules PATH` for rules to judge by, or the variable " << kVariable
              << " for the folder of all packages.\n";
  };
  // One who says where the rules are is not to get others by a slip; rules of one's own may need none that are shipped.
  if (!shipped.folder && (paths.empty() || !said_by_variable().empty())) {
    say_where_looked();
    return std::nullopt;
  }
  LoadOptions options;
  options.tests = purpose != For::Judging;
  for (const std::string& path : paths) options.rules.push_back(path_meant(path, shipped));
  if (paths.empty()) {
    const auto named = packages_of(*shipped.folder, unnamed);
    if (!named) return std::nullopt;
    options.rules = *named;
  }
  if (shipped.folder) options.libraries = {shipped.folder->string()};
  Loaded loaded = load_rules(options);
  if (json_diagnostics) std::cerr << loaded.diagnostics.json();
  else if (loaded.diagnostics.has_errors() || purpose == For::Testing)
    std::cerr << loaded.diagnostics.text(style_of(STDERR_FILENO).colour);
  if (!json_diagnostics)
    for (const std::string& path : paths) suggest_package(path, shipped);
  if (!loaded.rules && !shipped.folder && !json_diagnostics) say_where_looked();
  return std::move(loaded.rules);
}

}  // namespace shibo::cli
