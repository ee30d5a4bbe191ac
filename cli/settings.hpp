// The settings of a project: what `shibo.toml` says, so that rules need not be named in every call.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace shibo::cli {

struct Settings {
  std::string file;                   ///< that was read; empty if there is none
  std::vector<std::string> rules;     ///< as --rules, from where one stands; written relative to the file
  std::vector<std::string> only;      ///< as --only
  std::vector<std::string> readings;  ///< as --reading
  std::optional<std::string> format;
  std::optional<bool> strict;
};

struct ReadSettings {
  Settings settings;
  std::string error;  ///< names file, line and column; empty when all is well
};

/// Reads `shibo.toml` of the nearest folder, from where one stands upwards, no further than one that holds `.git`. With
/// a `named` file, that one; `none` reads nothing.
[[nodiscard]] ReadSettings read_settings(const std::string& named);

}  // namespace shibo::cli
