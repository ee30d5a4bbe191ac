#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "command/commands.hpp"
#include "command/completion.hpp"
#include "report/report.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace {

using namespace shibo::cli;

/// The options that every command which judges records has.
template <class Arguments>
void add_judging_options(CLI::App& command, Arguments& arguments) {
  command
      .add_option("--input-format", arguments.input_format,
                  "csv, json or ndjson, where the name and the first bytes do not tell")
      ->check(CLI::IsMember({"csv", "json", "ndjson"}))
      ->type_name("FORMAT");
  command
      .add_option(
          "--rules", arguments.rules,
          "Package to judge by: a file or folder; give the option again for another (default: all shipped ones)")
      ->allow_extra_args(false)
      ->type_name("PATH");
  command
      .add_option("--only", arguments.only,
                  "Only this package, rule or decision, `rcep` or `rcep.preference`; give the option again for another")
      ->allow_extra_args(false)
      ->type_name("NAME");
  command.add_option("--as-of", arguments.as_of, "Judge by the law of this day instead of each record's own")
      ->type_name("YYYY-MM-DD");
  command.add_option("--color,--colour", arguments.colour, "auto (default), always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command.add_flag("--json-diagnostics", arguments.json_diagnostics,
                   "Mistakes in rules as JSON on standard error, for editors");
}

void add_check(CLI::App& app, CheckArguments& arguments) {
  CLI::App* command = app.add_subcommand("check", "Verdicts for records in CSV, JSON or NDJSON");
  command
      ->add_option(
          "FILE", arguments.files,
          "Files to check, or quoted patterns of names; `-` is standard input. Files that others are joined with are passed over beside those")
      ->required();
  add_judging_options(*command, arguments);
  command->add_option("--format", arguments.format, "human (default), json, ndjson, csv, junit or sarif")
      ->check(CLI::IsMember(report_formats()))
      ->type_name("FORMAT");
  command->add_flag("--strict", arguments.strict, "Exit with 4 when a verdict is undetermined");
  command->add_flag("--columns", arguments.columns, "Say on standard error which column was read as which field");
  command->footer(
      "Examples:\n"
      "  shibo check examples/rcep_preference/shipments.csv\n"
      "  shibo check shipments.csv --rules rules/rcep --format json > verdicts.json\n"
      "  shibo check 'exports/*.csv'\n"
      "  shibo check shipments.ndjson --only rcep.preference --as-of 2024-05-01 --strict\n"
      "Exit codes: 0 all pass, 1 something fails, 2 the rules or the call are wrong,\n"
      "            3 the input could not be read or the output written, 4 undetermined with --strict.");
}

void add_explain(CLI::App& app, ExplainArguments& arguments) {
  CLI::App* command = app.add_subcommand("explain", "The reasoning for one record");
  command->add_option("FILE", arguments.file, "The file that holds the record; `-` is standard input")->required();
  command
      ->add_option(
          "--id", arguments.id,
          "The record's id as `check` prints it (`SHP-001` for all in that shipment), or its line, `3` or `line 3`")
      ->required()
      ->type_name("ID");
  command->add_flag("--full", arguments.full, "All that was looked at, not only what made it so");
  add_judging_options(*command, arguments);
  command->add_option("--format", arguments.format, "human (default) or json")
      ->check(CLI::IsMember({"human", "json"}))
      ->type_name("FORMAT");
  command->footer("Example:\n  shibo explain examples/rcep_preference/shipments.csv --id SHP-004/1");
}

void add_test(CLI::App& app, TestArguments& arguments) {
  CLI::App* command = app.add_subcommand("test", "Runs the tests that rule packages carry");
  command->add_option("PATH", arguments.paths, "Packages: files or folders (default: all shipped ones)");
  command->add_option("--format", arguments.format, "human (default), json or junit")
      ->check(CLI::IsMember({"human", "json", "junit"}))
      ->type_name("FORMAT");
  command->add_flag("--json-diagnostics", arguments.json_diagnostics,
                    "Mistakes in rules as JSON on standard error, for editors");
  command->footer("Example:\n  shibo test rules/rcep");
}

void add_fmt(CLI::App& app, FmtArguments& arguments) {
  CLI::App* command = app.add_subcommand("fmt", "Lays rule files out in the one way");
  command->add_option("PATH", arguments.paths, "Files or folders; `-` reads standard input and writes standard output")
      ->required();
  command->add_flag("--check", arguments.check,
                    "Change nothing; list what would change, and exit with 1 if anything would");
  command->footer("Example:\n  shibo fmt --check rules");
}

/// `chek`: of a first word that is no command CLI11 says only that one is wanted.
int unknown_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return 0;
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  const std::string word = argv[1];
  if (std::find(names.begin(), names.end(), word) != names.end()) return 0;
  const auto near = shibo::dsl::nearest(word, names);
  std::cerr << "shibo: there is no command `" << word << "`" << (near ? "; did you mean `" + *near + "`?" : "")
            << "\nRun with --help for the commands.\n";
  return static_cast<int>(ExitCode::RulesOrCall);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Shibo checks trade against the rules of trade."};
  app.set_version_flag("--version", SHIBO_VERSION);
  app.require_subcommand(1);
  app.footer("`shibo COMMAND --help` tells more, with examples.");

  CheckArguments check;
  ExplainArguments explain;
  TestArguments test;
  FmtArguments fmt;
  ExplainErrorArguments explain_error;
  std::string shell;
  add_check(app, check);
  add_explain(app, explain);
  add_test(app, test);
  add_fmt(app, fmt);
  CLI::App* explain_error_app = app.add_subcommand("explain-error", "What a diagnostic such as E0214 means");
  explain_error_app->add_option("CODE", explain_error.code)->required();
  explain_error_app->footer("Example:\n  shibo explain-error E0214");
  CLI::App* completion = app.add_subcommand("completion", "A completion script for bash, zsh or fish");
  completion->add_option("SHELL", shell)->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completion->footer("Example:\n  source <(shibo completion bash)");

  if (const int wrong = unknown_command(app, argc, argv); wrong != 0) return wrong;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& failure) {
    return app.exit(failure) == 0 ? 0 : static_cast<int>(ExitCode::RulesOrCall);
  }
  const std::pair<const char*, std::function<ExitCode()>> commands[] = {
      {"check", [&] { return run_check(check); }},
      {"explain", [&] { return run_explain(explain); }},
      {"test", [&] { return run_test(test); }},
      {"fmt", [&] { return run_fmt(fmt); }},
      {"explain-error", [&] { return run_explain_error(explain_error); }},
      {"completion", [&] { return run_completion(app, shell); }},
  };
  try {
    for (const auto& [name, run] : commands) {
      if (app.got_subcommand(name)) return static_cast<int>(run());
    }
  } catch (const std::exception& failure) {
    std::cerr << "shibo: " << failure.what() << '\n';
  }
  return static_cast<int>(ExitCode::InputUnread);
}
