// From rule files to a checked program.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "load/loader.hpp"
#include "program/program.hpp"

namespace shibo::engine {

/// The program, or none when there are errors; the diagnostics in both cases. They point into the
/// program's sources, so `kept` holds those alive when there is no program to use.
struct Checked {
  std::unique_ptr<Program> program;
  dsl::Diagnostics diagnostics;
  bool ok = false;
};

[[nodiscard]] Checked check_rules(const RulePaths& options, const Files& files);

}  // namespace shibo::engine
