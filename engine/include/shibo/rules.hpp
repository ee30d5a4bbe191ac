// Rule packages, read and checked. Made once, then only read: a Rules may be shared by any number of
// threads, and copying one copies a pointer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shibo/diagnostic.hpp"

namespace shibo {

struct LoadOptions {
  std::vector<std::string> rules;      ///< files or folders whose packages are put to records
  std::vector<std::string> libraries;  ///< folders in which `use` finds further packages
  /// Whether their tests are read and warnings are given. Who only judges is ready in half the time without: of a
  /// mistake inside of a test nothing is said then, and run_tests has nothing to run.
  bool tests = true;
};

/// One package whose rules and decisions are put to records.
struct PackageInfo {
  std::string name;   ///< `rcep`
  std::string title;  ///< as the package says it
  std::vector<std::string> decisions;
  std::vector<std::string> rules;
};

class Rules {
 public:
  /// The packages that are put to records, in order of their names.
  [[nodiscard]] std::vector<PackageInfo> packages() const;
  /// Packages that those use and that have rules or decisions, which are put to no record, in order of their names.
  [[nodiscard]] std::vector<PackageInfo> used_packages() const;

  /// Names of files that mappings join to others by key (`materials.csv`), sorted, each once.
  [[nodiscard]] std::vector<std::string> joined_files() const;
  /// Every file that was read for them, rules and tables, by the names they were read under, sorted, each once.
  [[nodiscard]] std::vector<std::string> files() const;

  struct State;  ///< the checked program; not for users
  explicit Rules(std::shared_ptr<const State> state);
  [[nodiscard]] const State& state() const { return *state_; }
  [[nodiscard]] const std::shared_ptr<const State>& shared() const { return state_; }

 private:
  std::shared_ptr<const State> state_;
};

/// What came of reading rules: the rules, unless a diagnostic is an error; the diagnostics in any case.
struct Loaded {
  std::optional<Rules> rules;
  Diagnostics diagnostics;
};

/// Reads and checks rule files. Never throws for what is wrong in them or for a file that cannot be
/// read: that is a diagnostic.
[[nodiscard]] Loaded load_rules(const LoadOptions& options);

}  // namespace shibo
