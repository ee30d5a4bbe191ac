#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "command/commands.hpp"

namespace {

int as_int(shibo::cli::ExitCode code) { return static_cast<int>(code); }

}  // namespace

int main(int argc, char** argv) {
  using namespace shibo::cli;
  CLI::App app{"Shibo checks trade against the rules of trade."};
  app.set_version_flag("--version", SHIBO_VERSION);
  app.require_subcommand(1);

  CheckArguments check;
  CLI::App* check_app = app.add_subcommand("check", "Verdicts for records in CSV, JSON or NDJSON");
  check_app->add_option("FILE", check.files, "Files to check; `-` is standard input")->required();
  check_app->add_option("--rules", check.rules, "Packages to judge by: files or folders (default: all shipped ones)");
  check_app->add_option("--as-of", check.as_of, "Judge by the law of this day (YYYY-MM-DD) instead of each record's own");
  check_app->add_option("--format", check.format, "human or csv")->check(CLI::IsMember({"human", "csv"}));
  check_app->add_flag("--strict", check.strict, "Exit with 4 when a verdict is undetermined");
  check_app->add_flag("--columns", check.columns, "Say which column was read as which field");
  check_app->footer("Example: shibo check examples/rcep_preference/shipments.csv --rules rules/rcep");

  TestArguments test;
  CLI::App* test_app = app.add_subcommand("test", "Runs the tests that rule packages carry");
  test_app->add_option("PATH", test.paths, "Packages: files or folders (default: all shipped ones)");
  test_app->add_flag("--json-diagnostics", test.json_diagnostics, "Mistakes in rules as JSON, for editors");
  test_app->footer("Example: shibo test rules/rcep");

  ExplainErrorArguments explain_error;
  CLI::App* explain_error_app = app.add_subcommand("explain-error", "What a diagnostic such as E0214 means");
  explain_error_app->add_option("CODE", explain_error.code)->required();

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& failure) {
    return app.exit(failure) == 0 ? 0 : as_int(ExitCode::RulesOrCall);
  }
  try {
    if (*check_app) return as_int(run_check(check));
    if (*test_app) return as_int(run_test(test));
    if (*explain_error_app) return as_int(run_explain_error(explain_error));
  } catch (const std::exception& failure) {
    std::cerr << "shibo: " << failure.what() << '\n';
  }
  return as_int(ExitCode::InputUnread);
}
