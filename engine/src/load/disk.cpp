// Files as they stand on the disk.
#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <system_error>

#include "load/files.hpp"

namespace shibo::engine {

namespace {

class Disk final : public Files {
 public:
  std::optional<std::string> read(const std::string& path, std::string& why) const override {
    if (path == "-") {
      std::ostringstream text;
      text << std::cin.rdbuf();
      return std::move(text).str();
    }
    std::error_code failure;
    if (std::filesystem::is_directory(path, failure)) {
      why = "it is a folder";
      return std::nullopt;
    }
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      const std::string reason = std::generic_category().message(errno);
      why = std::filesystem::exists(path, failure) ? "it cannot be opened (" + reason + ")" : "there is no such file";
      return std::nullopt;
    }
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
  }

  std::vector<std::string> rule_files(const std::string& path) const override {
    namespace fs = std::filesystem;
    std::error_code failure;
    if (path == "-" || fs::is_regular_file(path, failure)) return {path};
    std::vector<std::string> found;
    for (fs::recursive_directory_iterator it(path, fs::directory_options::skip_permission_denied, failure), end;
         !failure && it != end; it.increment(failure)) {
      // What editors keep beside a file begins with a point. A link that leads nowhere is told when it is read.
      const bool hidden = it->path().filename().string().starts_with(".");
      const bool file = it->is_regular_file(failure) || (it->is_symlink(failure) && !it->exists(failure));
      if (file && !hidden && it->path().extension() == ".shibo") found.push_back(it->path().generic_string());
    }
    std::sort(found.begin(), found.end());
    return found;
  }
};

}  // namespace

const Files& disk_files() {
  static const Disk disk;
  return disk;
}

}  // namespace shibo::engine
