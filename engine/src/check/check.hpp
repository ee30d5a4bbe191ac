// From rule files to a checked program.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "load/loader.hpp"
#include "program/program.hpp"

namespace shibo::engine {

/// The diagnostics point into the program's sources. Where they hold errors the program is what could be made of the
/// rules, and nothing may be judged by it.
struct Checked {
  std::unique_ptr<Program> program;
  dsl::Diagnostics diagnostics;
  bool ok = false;
  bool with_tests = true;  ///< whether tests were read
};

[[nodiscard]] Checked check_rules(const RulePaths& options, const Files& files);

}  // namespace shibo::engine
