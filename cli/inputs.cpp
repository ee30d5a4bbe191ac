#include "inputs.hpp"

#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace shibo::cli {

namespace {

namespace fs = std::filesystem;

bool exists(const std::string& path) {
  std::error_code failure;
  return fs::exists(path, failure);
}

bool is_pattern(const std::string& argument) { return argument.find_first_of("*?[") != std::string::npos && !exists(argument); }

/// The files that fit a pattern, folders left out.
std::vector<std::string> matches(const std::string& pattern) {
  glob_t found{};
  std::vector<std::string> files;
  if (glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0) {
    for (std::size_t i = 0; i < found.gl_pathc; ++i) {
      std::error_code failure;
      if (!fs::is_directory(found.gl_pathv[i], failure)) files.emplace_back(found.gl_pathv[i]);
    }
  }
  globfree(&found);
  std::sort(files.begin(), files.end());
  return files;
}

/// The folder and the name of a file, so that `./a.csv` and `a.csv` stand in one folder.
std::pair<fs::path, std::string> placed(const std::string& file) {
  const fs::path path(file);
  return {path.parent_path().lexically_normal(), path.filename().string()};
}

bool is_joined(const std::string& file, const std::set<std::string>& joined) {
  return joined.contains(placed(file).second);
}

/// Drops what a mapping joins to another of `files`, and says so.
void pass_over_joined(std::vector<std::string>& files, const std::set<std::string>& joined, Inputs& out) {
  std::vector<std::string> kept;
  for (const std::string& file : files) {
    const bool has_main = std::any_of(files.begin(), files.end(), [&](const std::string& other) {
      return placed(other).first == placed(file).first && !is_joined(other, joined);
    });
    if (is_joined(file, joined) && has_main) out.notes.push_back("`" + file + "` is read with the files beside it, which it is joined to");
    else kept.push_back(file);
  }
  files = std::move(kept);
}

}  // namespace

Inputs expand_inputs(const std::vector<std::string>& arguments, const std::vector<std::string>& joined_files) {
  const std::set<std::string> joined(joined_files.begin(), joined_files.end());
  Inputs out;
  std::set<std::string> seen;
  const auto take = [&](const std::string& file) {
    if (seen.insert(file).second) out.files.push_back(file);
  };
  for (const std::string& argument : arguments) {
    if (!is_pattern(argument)) {
      take(argument);
      continue;
    }
    std::vector<std::string> found = matches(argument);
    if (found.empty()) out.errors.push_back("no file fits the pattern `" + argument + "`");
    pass_over_joined(found, joined, out);
    for (const std::string& file : found) take(file);
  }
  return out;
}

void print_notes(std::ostream& out, const Inputs& inputs) {
  for (const std::string& note : inputs.notes) out << "shibo: " << note << '\n';
  for (const std::string& error : inputs.errors) out << "shibo: " << error << '\n';
}

InputFormat input_format_named(const std::string& name) {
  if (name == "csv") return InputFormat::Csv;
  if (name == "json") return InputFormat::Json;
  if (name == "ndjson") return InputFormat::Ndjson;
  return InputFormat::Guess;
}

std::uint64_t total_size(const std::vector<std::string>& files) {
  std::uint64_t total = 0;
  for (const std::string& file : files) {
    std::error_code failure;
    if (!fs::is_regular_file(file, failure)) return 0;
    total += fs::file_size(file, failure);
  }
  return total;
}

}  // namespace shibo::cli
