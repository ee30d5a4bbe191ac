#include "inputs.hpp"

#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "report/text.hpp"
#include "shibo/input.hpp"

namespace shibo::cli {

namespace {

namespace fs = std::filesystem;

bool exists(const std::string& path) {
  std::error_code failure;
  return fs::exists(path, failure);
}

bool is_pattern(const std::string& argument) {
  return argument.find_first_of("*?[") != std::string::npos && !exists(argument);
}

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

/// What a folder holds, and the folders in it: files of records, the names of what is none, and what could not be
/// looked into. Hidden ones are left out; of a folder that two links lead to, or that holds itself, one way is gone.
class FolderFiles {
 public:
  explicit FolderFiles(const std::string& folder) {
    look_into(folder);
    std::sort(files.begin(), files.end());
    std::sort(others.begin(), others.end());
  }

  std::vector<std::string> files;
  std::vector<std::string> others;
  std::vector<Inputs::Unmatched> closed;

 private:
  void look_into(const fs::path& folder) {
    std::error_code failure;
    if (!met_.insert(fs::weakly_canonical(folder, failure)).second) return;
    std::vector<fs::directory_entry> entries;
    fs::directory_iterator it(folder, failure);
    for (const fs::directory_iterator end; !failure && it != end; it.increment(failure)) entries.push_back(*it);
    if (failure) closed.push_back({folder.string(), "cannot look into the folder (" + failure.message() + ")"});
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& entry : entries) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with(".")) continue;
      std::error_code ignored;
      if (entry.is_directory(ignored)) look_into(entry.path());
      else if (holds_records(entry)) files.push_back(entry.path().string());
      else others.push_back(name);
    }
  }

  /// By its name; a link that leads nowhere is told when it is opened, a pipe would be waited for.
  static bool holds_records(const fs::directory_entry& entry) {
    static const std::set<std::string> kExtensions = {".csv", ".tsv", ".json", ".ndjson", ".jsonl"};
    std::error_code ignored;
    if (entry.exists(ignored) && !entry.is_regular_file(ignored)) return false;
    const fs::path name = unpacked_name(entry.path().filename().string());
    return kExtensions.contains(folded(name.extension().string()));
  }

  std::set<fs::path> met_;
};

/// `notes.txt`, or `notes.txt, x.pdf, … and 3 more`.
std::string few(const std::vector<std::string>& names) {
  constexpr std::size_t kShown = 10;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kShown; ++i) text += (i == 0 ? "" : ", ") + names[i];
  return names.size() > kShown ? text + " and " + std::to_string(names.size() - kShown) + " more" : text;
}

}  // namespace

fs::path real_name(const std::string& file) {
  std::error_code failure;
  fs::path name = fs::weakly_canonical(file, failure);
  return failure || name.empty() ? fs::path(file).lexically_normal() : name;
}

namespace {

/// The files to be read, each once: whatever names and links lead to it, hard links among them.
class FilesMet {
 public:
  explicit FilesMet(Inputs& out) : out_(out) {}

  void take(const std::string& file) {
    const fs::path name = file == "-" ? fs::path(file) : real_name(file);
    if (!names_.insert(name).second) return;
    struct stat found {};
    if (file != "-" && stat(file.c_str(), &found) == 0 && S_ISREG(found.st_mode)) {
      const auto [first, fresh] = inodes_.try_emplace({found.st_dev, found.st_ino}, file);
      if (!fresh)
        return out_.notes.push_back("`" + file + "` is the same file as `" + first->second + "`, and is read once");
    }
    out_.files.push_back(file);
  }

 private:
  Inputs& out_;
  std::set<fs::path> names_;
  std::map<std::pair<dev_t, ino_t>, std::string> inodes_;  ///< with the name by which each was met first
};

bool is_joined(const fs::path& file, const std::set<std::string>& joined) {
  return joined.contains(unpacked_name(file.filename().string()));
}

/// Drops what a mapping joins to another of the files, and says so.
void pass_over_joined(Inputs& out, const std::set<std::string>& joined) {
  std::set<fs::path> folders;  // in which a file is read that is not joined to another
  for (const std::string& file : out.files) {
    if (file != "-" && !is_joined(real_name(file), joined)) folders.insert(real_name(file).parent_path());
  }
  std::erase_if(out.files, [&](const std::string& file) {
    const fs::path name = real_name(file);
    if (file == "-" || !is_joined(name, joined) || !folders.contains(name.parent_path())) return false;
    out.notes.push_back("`" + file + "` is read with the files beside it, which it is joined to");
    return true;
  });
}

}  // namespace

Inputs expand_inputs(const std::vector<std::string>& arguments, const std::vector<std::string>& joined_files) {
  Inputs out;
  FilesMet met(out);
  for (const std::string& argument : arguments) {
    std::error_code failure;
    if (fs::is_directory(argument, failure)) {
      const FolderFiles found(argument);
      const bool rules = std::any_of(found.others.begin(), found.others.end(),
                                     [](const std::string& name) { return name.ends_with(".shibo"); });
      if (rules && found.files.empty())
        out.notes.push_back("`" + argument + "` holds rules: `shibo test " + argument + "` tests them, `--rules " +
                            argument + "` judges by them");
      else if (!found.others.empty())
        out.notes.push_back("in `" + argument + "` what is neither CSV nor JSON is passed over: " + few(found.others));
      if (found.files.empty() && found.closed.empty())
        out.unmatched.push_back({argument, "there is no CSV or JSON file in the folder"});
      out.unmatched.insert(out.unmatched.end(), found.closed.begin(), found.closed.end());
      for (const std::string& file : found.files) met.take(file);
      continue;
    }
    if (!is_pattern(argument)) {
      met.take(argument);
      continue;
    }
    const std::vector<std::string> found = matches(argument);
    if (found.empty()) out.unmatched.push_back({argument, "no file fits the pattern"});
    for (const std::string& file : found) met.take(file);
  }
  pass_over_joined(out, {joined_files.begin(), joined_files.end()});
  return out;
}

std::vector<std::string> files_read(const std::vector<std::string>& files,
                                    const std::vector<std::string>& joined_files) {
  std::vector<std::string> all;
  for (const std::string& file : files) {
    if (file == "-") continue;
    all.push_back(file_of_input(file));
    for (const std::string& joined : joined_files) all.push_back((real_name(file).parent_path() / joined).string());
  }
  return all;
}

void print_notes(std::ostream& out, const Inputs& inputs, bool quiet) {
  for (const std::string& note : quiet ? std::vector<std::string>{} : inputs.notes) out << "shibo: " << note << '\n';
  for (const Inputs::Unmatched& one : inputs.unmatched) out << "shibo: " << one.why << " `" << one.pattern << "`\n";
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
    const std::string name = file_of_input(file);
    if (!fs::is_regular_file(name, failure)) return 0;
    total += fs::file_size(name, failure);
  }
  return total;
}

}  // namespace shibo::cli
