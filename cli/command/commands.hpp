// The commands: for each its arguments, and the function from those to an exit code.
#pragma once

#include <string>
#include <vector>

#include "exit_code.hpp"

namespace shibo::cli {

struct CheckArguments {
  std::vector<std::string> files;
  std::vector<std::string> rules;
  std::vector<std::string> only;
  std::string as_of;
  std::string format = "human";
  std::string input_format;  ///< `csv`, `json` or `ndjson`; empty: as name and first bytes tell
  std::string colour = "auto";
  bool strict = false;
  bool columns = false;
  bool json_diagnostics = false;
};
[[nodiscard]] ExitCode run_check(const CheckArguments& arguments);

struct ExplainArguments {
  std::string file;
  std::string id;
  std::vector<std::string> rules;
  std::vector<std::string> only;
  std::string as_of;
  std::string format = "human";
  std::string input_format;
  std::string colour = "auto";
  bool full = false;
  bool json_diagnostics = false;
};
[[nodiscard]] ExitCode run_explain(const ExplainArguments& arguments);

struct TestArguments {
  std::vector<std::string> paths;
  std::string format = "human";
  bool json_diagnostics = false;
};
[[nodiscard]] ExitCode run_test(const TestArguments& arguments);

struct FmtArguments {
  std::vector<std::string> paths;
  bool check = false;
};
/// Lays rule files out. A file with errors, and one that would not read back the same, is left as it is.
[[nodiscard]] ExitCode run_fmt(const FmtArguments& arguments);

struct ExplainErrorArguments {
  std::string code;
};
[[nodiscard]] ExitCode run_explain_error(const ExplainErrorArguments& arguments);

}  // namespace shibo::cli
