// From files to packages: reads what is judged, and follows `use` into the library folders.
#pragma once

#include <string>
#include <vector>

#include "load/files.hpp"
#include "load/packages.hpp"
#include "load/reporter.hpp"

namespace shibo::engine {

struct RulePaths {
  std::vector<std::string> rules;      ///< files or folders whose packages are judged
  std::vector<std::string> libraries;  ///< folders in which `use` finds further packages
  bool tests = true;                   ///< else they are passed over, and nobody is warned of anything
};

/// Reports what cannot be read, packages that are not there, and circles of `use`.
[[nodiscard]] PackagesRead load_packages(const RulePaths& options, const Files& files, Reporter& reporter);

}  // namespace shibo::engine
