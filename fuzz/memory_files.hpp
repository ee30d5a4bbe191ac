// A folder of rule files that stands in one input: a line `#== NAME` begins each file but the first.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "names/context.hpp"

namespace shibo::fuzz {

class MemoryFiles final : public engine::Files {
 public:
  static constexpr const char* kFolder = "rules";

  explicit MemoryFiles(std::string_view input) {
    static constexpr std::string_view kMark = "#== ";
    std::string name = "first.shibo";
    for (std::size_t at = 0; at <= input.size();) {
      const std::size_t end = std::min(input.find('\n', at), input.size());
      const std::string_view line = input.substr(at, end - at);
      if (line.starts_with(kMark)) name = std::string(line.substr(kMark.size()));
      else files_[name].append(line).append(end < input.size() ? "\n" : "");
      at = end + 1;
    }
  }

  std::optional<std::string> read(const std::string& path, std::string& why) const override {
    const auto found = files_.find(path.substr(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1));
    if (found != files_.end()) return found->second;
    why = "there is no such file";
    return std::nullopt;
  }

  std::vector<std::string> rule_files(const std::string& path) const override {
    std::vector<std::string> found;
    if (path != kFolder) return found;
    for (const auto& [name, text] : files_) {
      if (name.ends_with(".shibo")) found.push_back(std::string(kFolder) + "/" + name);
    }
    return found;
  }

 private:
  std::map<std::string, std::string> files_;
};

}  // namespace shibo::fuzz
