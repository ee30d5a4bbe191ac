// The commands: for each its arguments, and the function from those to an exit code. What reports takes the output, and
// calls it complete when the report is.
#pragma once

#include <string>
#include <vector>

#include "exit_code.hpp"
#include "output.hpp"

namespace shibo::cli {

/// What series of the rules are counted in.
struct HistoryArguments {
  std::vector<std::string> files;
  std::string whole;  ///< `2024-01-01..2024-12-31`, either end may be left out; `all`; empty: nothing was said
};

struct CheckArguments {
  std::vector<std::string> files;
  std::vector<std::string> rules;
  std::vector<std::string> only;
  HistoryArguments history;
  std::vector<std::string> readings;  ///< `china_customs.fee_runs=yes`
  std::string as_of;
  std::string format = "human";
  std::string encoding;      ///< of the files, as the C library names it; empty: UTF-8, or by their byte order mark
  std::string input_format;  ///< `csv`, `json` or `ndjson`; empty: as name and first bytes tell
  std::string colour = "auto";
  bool strict = false;
  bool columns = false;
  bool all_findings = false;
  bool json_diagnostics = false;
  bool quiet = false;  ///< no progress and no notes
};
[[nodiscard]] ExitCode run_check(const CheckArguments& arguments, Output& output);

struct ExplainArguments {
  std::string file;
  std::string id;
  std::vector<std::string> rules;
  std::vector<std::string> only;
  HistoryArguments history;
  std::vector<std::string> readings;  ///< `china_customs.fee_runs=yes`
  std::string as_of;
  std::string format = "human";
  std::string encoding;
  std::string input_format;
  std::string colour = "auto";
  bool full = false;
  bool as_written = false;
  bool json_diagnostics = false;
};
[[nodiscard]] ExitCode run_explain(const ExplainArguments& arguments, Output& output);

struct TestArguments {
  std::vector<std::string> paths;
  std::vector<std::string> only;  ///< packages, or parts of titles
  std::string format = "human";
  bool verbose = false;
  bool json_diagnostics = false;
};
[[nodiscard]] ExitCode run_test(const TestArguments& arguments, Output& output);

struct FieldsArguments {
  std::vector<std::string> packages;
  std::vector<std::string> rules;
  std::string format = "human";
  bool all = false;
  bool json_diagnostics = false;
};
[[nodiscard]] ExitCode run_fields(const FieldsArguments& arguments, Output& output);

struct UsesArguments {
  std::vector<std::string> names;
  std::vector<std::string> rules;
  bool tests = false;  ///< list the places in tests, too
  bool json_diagnostics = false;
};
/// What names mean, where they are declared, and who uses them.
[[nodiscard]] ExitCode run_uses(const UsesArguments& arguments, Output& output);

struct InitArguments {
  std::string folder = ".";
  std::string from;
  std::string name;
};
/// Makes files that are not there yet: where one of them is, nothing is written.
[[nodiscard]] ExitCode run_init(const InitArguments& arguments);

struct FmtArguments {
  std::vector<std::string> paths;
  bool check = false;
};
/// Lays rule files out. A file with errors, and one that would not read back the same, is left as it is.
[[nodiscard]] ExitCode run_fmt(const FmtArguments& arguments);

struct ExplainErrorArguments {
  std::vector<std::string> codes;
};
[[nodiscard]] ExitCode run_explain_error(const ExplainErrorArguments& arguments);

}  // namespace shibo::cli
