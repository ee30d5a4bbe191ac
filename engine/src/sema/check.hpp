// From rule files to a checked program.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sema/context.hpp"
#include "sema/program.hpp"

namespace shibo::engine {

struct CheckOptions {
  std::vector<std::string> rules;      ///< files or folders whose packages are judged
  std::vector<std::string> libraries;  ///< folders in which `use` finds further packages
};

/// The program, or none when there are errors; the diagnostics in both cases. They point into the
/// program's sources, so `kept` holds those alive when there is no program to use.
struct Checked {
  std::unique_ptr<Program> program;
  dsl::Diagnostics diagnostics;
  bool ok = false;
};

[[nodiscard]] Checked check_rules(const CheckOptions& options, const Files& files);

/// The files of this machine; `-` is standard input.
[[nodiscard]] const Files& disk_files();

}  // namespace shibo::engine
