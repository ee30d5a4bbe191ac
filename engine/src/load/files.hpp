// Where the text of rule files comes from: the disk, memory, the buffer of an editor.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace shibo::engine {

/// Rule files, and files of rows beside them, by their paths.
struct Files {
  virtual ~Files() = default;
  /// The text of a file, or nothing when it cannot be read (`why` says so).
  virtual std::optional<std::string> read(const std::string& path, std::string& why) const = 0;
  /// Paths of the `.shibo` files under a folder, sorted; the path itself when it is a file.
  virtual std::vector<std::string> rule_files(const std::string& path) const = 0;
};

/// The files of this machine; `-` is standard input.
[[nodiscard]] const Files& disk_files();

}  // namespace shibo::engine
