// The commands: for each its arguments, and the function from those to an exit code.
#pragma once

#include <string>
#include <vector>

#include "exit_code.hpp"

namespace shibo::cli {

struct CheckArguments {
  std::vector<std::string> files;
  std::vector<std::string> rules;
  std::string as_of;
  std::string format = "human";
  bool strict = false;
  bool columns = false;
};
[[nodiscard]] ExitCode run_check(const CheckArguments& arguments);

struct TestArguments {
  std::vector<std::string> paths;
  bool json_diagnostics = false;
};
[[nodiscard]] ExitCode run_test(const TestArguments& arguments);

struct ExplainErrorArguments {
  std::string code;
};
[[nodiscard]] ExitCode run_explain_error(const ExplainErrorArguments& arguments);

}  // namespace shibo::cli
