// What `check FILE…` is to read: names, patterns and standard input, made into a list of files.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "shibo/input.hpp"

namespace shibo::cli {

struct Inputs {
  std::vector<std::string> files;  ///< in the order to read them; `-` is standard input
  std::vector<std::string> notes;  ///< one line each: what was passed over, and why
  struct Unmatched {
    std::string pattern;
    std::string why;
  };
  std::vector<Unmatched> unmatched;  ///< patterns that no file fits
};

/// A name that exists is itself, whatever it holds; one that holds `*`, `?` or `[` and does not exist is
/// a pattern, and gives the files that fit it, sorted by their bytes. Each file comes once, by whatever
/// names it is given.
///
/// A folder stands for the CSV and JSON files in it and in its folders, sorted by their bytes; what else is there is
/// passed over with a note, hidden files and folders without one. A folder in it that cannot be looked into is
/// `unmatched`.
///
/// A file that is one of `joined_files` (`materials.csv`) is passed over, with a note, where another file of
/// the same folder is read: its rows are parts of that one's records.
[[nodiscard]] Inputs expand_inputs(const std::vector<std::string>& arguments,
                                   const std::vector<std::string>& joined_files);

/// The one name of a file, whatever it was called: `./a.csv` and `a.csv` are the same.
[[nodiscard]] std::filesystem::path real_name(const std::string& file);

/// The files, and those beside them that mappings join to them.
[[nodiscard]] std::vector<std::string> files_read(const std::vector<std::string>& files,
                                                  const std::vector<std::string>& joined_files);

/// The notes and the errors, a line each.
/// Without the notes where `quiet` holds.
void print_notes(std::ostream& out, const Inputs& inputs, bool quiet);

/// `csv`, `json` or `ndjson`; any other text lets the file's name and its first bytes tell.
[[nodiscard]] InputFormat input_format_named(const std::string& name);

/// The size of the files in bytes; 0 when one of them has none that is known (a pipe).
[[nodiscard]] std::uint64_t total_size(const std::vector<std::string>& files);

}  // namespace shibo::cli
