// The command line: which commands and options there are. What a command does stands in command/.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "command/commands.hpp"
#include "command/completion.hpp"
#include "hints.hpp"
#include "output.hpp"
#include "report/report.hpp"
#include "settings.hpp"
#include "shibo/dsl/diagnostic.hpp"
#include "shibo/input.hpp"
#include "version.hpp"

namespace {

using namespace shibo::cli;

/// What every command takes that prints a report.
struct OutputArguments {
  std::string file;
  bool quiet = false;
};

struct Arguments {
  OutputArguments output;
  std::string settings;
  std::string settings_read;
  CheckArguments check;
  ExplainArguments explain;
  TestArguments test;
  FieldsArguments fields;
  UsesArguments uses;
  InitArguments init;
  FmtArguments fmt;
  ExplainErrorArguments explain_error;
  std::string shell;
  std::string help_on;
};

CLI::Option* add_format(CLI::App& command, std::string& format, const std::vector<std::string>& names) {
  std::string text = names.front() + " (default)";
  for (std::size_t i = 1; i < names.size(); ++i) text += (i + 1 == names.size() ? " or " : ", ") + names[i];
  return command.add_option("--format", format, text)->check(CLI::IsMember(names))->type_name("FORMAT");
}

void add_output_options(CLI::App& command, OutputArguments& arguments) {
  command.add_option("-o,--output", arguments.file, "Write into this file, which is then there whole or not at all")
      ->type_name("FILE");
  command.add_flag("-q,--quiet", arguments.quiet, "Print nothing but errors: the exit code tells");
}

void add_rules_options(CLI::App& command, std::vector<std::string>& rules, std::string& settings) {
  command
      .add_option(
          "--rules", rules,
          "Package to judge by: a file, a folder, the name of a shipped one such as rcep, or `-` for standard input; "
          "give the option again for another (default: the shipped ones, but for those that are only put by name)")
      ->allow_extra_args(false)
      ->type_name("PATH");
  command.add_option("--settings", settings, "Settings file (default: the nearest shibo.toml); `none` for none")
      ->type_name("FILE");
}

/// The options that every command which judges records has.
template <class CommandArguments>
void add_judging_options(CLI::App& command, CommandArguments& arguments, std::string& settings) {
  command
      .add_option("--input-format", arguments.input_format,
                  "csv, json or ndjson, where the name and the first bytes do not tell")
      ->check(CLI::IsMember({"csv", "json", "ndjson"}))
      ->type_name("FORMAT");
  command
      .add_option("--encoding", arguments.encoding,
                  "Encoding of the files, and of those beside, such as GBK or Shift_JIS (default: UTF-8)")
      ->check(shibo::why_no_encoding)
      ->type_name("NAME");
  add_rules_options(command, arguments.rules, settings);
  command
      .add_option(
          "--only", arguments.only,
          "Only this package, rule, decision or condition: `rcep`, `rcep.preference`, `rcep.originating`; give the option "
          "again for another")
      ->allow_extra_args(false)
      ->type_name("NAME");
  command
      .add_option(
          "--reading", arguments.readings,
          "How to read what a text of the law leaves open: the name of a `reading` and `=yes` or `=no`; give the "
          "option again for another")
      ->allow_extra_args(false)
      ->type_name("NAME=yes|no");
  command.add_option("--as-of", arguments.as_of, "Judge by the law of this day instead of each record's own")
      ->type_name("YYYY-MM-DD");
  command
      .add_option(
          "--history", arguments.history.files,
          "Records that came before, in which rules count: a file, a folder or pattern, or a table of an SQLite database, `ledger.sqlite:transfers`; "
          "give the option again for another")
      ->allow_extra_args(false)
      ->type_name("FILE");
  command
      .add_option(
          "--history-whole", arguments.history.whole,
          "Days of which the history holds all records: 2024-01-01..2024-12-31, 2024-01-01.., or all; of others, "
          "what is counted is a bound")
      ->type_name("DAYS");
  command.add_option("--color,--colour", arguments.colour, "auto (default), always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command.add_flag("--json-diagnostics", arguments.json_diagnostics,
                   "Mistakes in rules as JSON on standard error, for editors");
}

void add_check(CLI::App& app, Arguments& all) {
  CLI::App* command = app.add_subcommand("check", "Verdicts for records in CSV, JSON or NDJSON");
  CheckArguments& arguments = all.check;
  command
      ->add_option("FILE", arguments.files,
                   "Files to check, folders, or quoted patterns of names; `-` is standard input. Files that others are "
                   "joined with are passed over beside those")
      ->required();
  add_judging_options(*command, arguments, all.settings);
  add_format(*command, arguments.format, report_formats());
  add_output_options(*command, all.output);
  command->add_flag("--strict", arguments.strict,
                    "Exit with 4 when a verdict, or a figure that its outcome carries, is not known");
  command->add_flag("--all-findings", arguments.all_findings,
                    "Tell each finding, also where many cells of a column have the same fault");
  command->add_flag("--columns", arguments.columns, "Say on standard error which column was read as which field");
  command->footer(
      "Examples:\n"
      "  shibo check examples/rcep_preference/shipments.csv\n"
      "  shibo check shipments.csv --rules rcep --format json --output verdicts.json\n"
      "  shibo check exports 'more/*.csv'\n"
      "  shibo check shipments.ndjson --only rcep.preference --as-of 2024-05-01 --strict\n"
      "Exit codes: 0 all pass, 1 something fails, 2 the rules or the call are wrong, 3 the input could not be read,\n"
      "            4 nothing was asked, or --strict and a verdict or figure is not known, 5 the output could not be written.");
}

void add_explain(CLI::App& app, Arguments& all) {
  CLI::App* command = app.add_subcommand("explain", "The reasoning for one record");
  ExplainArguments& arguments = all.explain;
  command->add_option("FILE", arguments.file, "The file that holds the record; `-` is standard input")->required();
  command
      ->add_option(
          "ID,--id", arguments.id,
          "The record's id as `check` prints it (`SHP-001` for all in that shipment), or its line, `3` or `line 3`")
      ->required()
      ->type_name("ID");
  command->add_flag("--as-written", arguments.as_written, "Comparisons as the rules write them, with their figures");
  command->add_flag("--full", arguments.full, "All that was looked at, not only what made it so");
  add_judging_options(*command, arguments, all.settings);
  add_format(*command, arguments.format, {"human", "json"});
  add_output_options(*command, all.output);
  command->footer("Example:\n  shibo explain examples/rcep_preference/shipments.csv --id SHP-004/1");
}

void add_test(CLI::App& app, Arguments& all) {
  CLI::App* command = app.add_subcommand("test", "Runs the tests that rule packages carry");
  TestArguments& arguments = all.test;
  command->add_option(
      "PATH", arguments.paths,
      "Packages: files, folders or names of shipped ones (default: those of the settings, or all shipped "
      "ones); `-` is standard input");
  command
      ->add_option("--only", arguments.only,
                   "Only the tests of this package, or those with this text in their title; give it again for more")
      ->allow_extra_args(false)
      ->type_name("TEXT");
  command->add_flag("-v,--verbose", arguments.verbose, "List each test");
  command->add_option("--settings", all.settings, "Settings file (default: the nearest shibo.toml); `none` for none")
      ->type_name("FILE");
  add_format(*command, arguments.format, {"human", "json", "junit"});
  add_output_options(*command, all.output);
  command->add_flag("--json-diagnostics", arguments.json_diagnostics,
                    "Mistakes in rules as JSON on standard error, for editors");
  command->footer("Example:\n  shibo test rules/rcep --only textiles -v");
}

void add_fields(CLI::App& app, Arguments& all) {
  CLI::App* command =
      app.add_subcommand("fields", "What a file can hold: records, fields, known headers, and who looks at them");
  FieldsArguments& arguments = all.fields;
  command->add_option("PACKAGE", arguments.packages,
                      "Only what the rules and decisions of these packages may look at, such as rcep");
  add_rules_options(*command, arguments.rules, all.settings);
  command->add_flag("--all", arguments.all, "With PACKAGE: the fields, too, that it does not look at");
  add_format(*command, arguments.format, {"human", "markdown", "json"});
  add_output_options(*command, all.output);
  command->footer("Examples:\n  shibo fields\n  shibo fields rcep");
}

void add_uses(CLI::App& app, Arguments& all) {
  CLI::App* command =
      app.add_subcommand("uses", "What a name in the rules means, where it is declared, and who uses it");
  UsesArguments& arguments = all.uses;
  command
      ->add_option("NAME", arguments.names,
                   "A rule, definition, field …, alone or with its package or record, such as rcep.originating")
      ->required();
  command->add_flag("--tests", arguments.tests, "List the places in tests, too");
  add_rules_options(*command, arguments.rules, all.settings);
  add_output_options(*command, all.output);
  command->add_flag("--json-diagnostics", arguments.json_diagnostics,
                    "Mistakes in rules as JSON on standard error, for editors");
  command->footer("Examples:\n  shibo uses originating\n  shibo uses Shipment.import_date --rules rules/rcep");
}

void add_init(CLI::App& app, Arguments& all) {
  CLI::App* command = app.add_subcommand("init", "Makes a folder of your own: rules, mapping, tests and settings");
  InitArguments& arguments = all.init;
  command->add_option("FOLDER", arguments.folder, "Where to make it (default: here); it may hold other files");
  command
      ->add_option("--from", arguments.from,
                   "A CSV file like those that will be checked: its headers become fields, and its first row a test")
      ->type_name("FILE");
  command->add_option("--name", arguments.name, "The package's name (default: that of the folder)")->type_name("NAME");
  command->footer("Examples:\n  shibo init mine\n  shibo init mine --from export.csv");
}

void add_fmt(CLI::App& app, FmtArguments& arguments) {
  CLI::App* command = app.add_subcommand("fmt", "Lays rule files out in the one way");
  command->add_option("PATH", arguments.paths, "Files or folders; `-` reads standard input and writes standard output")
      ->required();
  command->add_flag("--check", arguments.check,
                    "Change nothing; list what would change, and exit with 1 if anything would");
  command->footer("Example:\n  shibo fmt --check rules");
}

void say_hint(const CLI::App& app, const std::vector<std::string>& words) {
  if (const std::string hint = hint_for(words, commands_of(app)); !hint.empty()) std::cerr << hint << '\n';
}

ExitCode no_such_command(const CLI::App& app, const std::string& word) {
  const auto near = shibo::dsl::nearest(word, commands_of(app));
  std::cerr << "shibo: there is no command `" << word << "`" << (near ? "; did you mean `" + *near + "`?" : "")
            << "\nRun `shibo --help` for the commands.\n";
  return ExitCode::RulesOrCall;
}

/// `chek`: of a first word that is no command CLI11 says only that one is wanted.
bool is_unknown_command(const CLI::App& app, const std::vector<std::string>& words) {
  const std::vector<std::string> names = commands_of(app);
  return !words.empty() && words[0][0] != '-' && std::find(names.begin(), names.end(), words[0]) == names.end();
}

/// `--formt`: which option is meant. CLI11 says only that it was not expected.
void suggest_option(const CLI::App& app) {
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  const CLI::App& command = chosen.empty() ? app : *chosen.front();
  std::vector<std::string> known;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  }
  std::vector<std::string> words = command.remaining();
  if (words.empty()) words = app.remaining();
  for (const std::string& word : words) {
    if (!word.starts_with("--")) continue;
    if (const auto near = shibo::dsl::nearest(word.substr(0, word.find('=')), known))
      std::cerr << "Did you mean `" << *near << "`?\n";
  }
}

ExitCode help(const CLI::App& app, const std::string& on) {
  if (on.empty()) {
    std::cout << app.help();
    return ExitCode::Passes;
  }
  const std::vector<std::string> names = commands_of(app);
  if (std::find(names.begin(), names.end(), on) == names.end()) return no_such_command(app, on);
  std::cout << app.get_subcommand(on)->help("shibo");
  return ExitCode::Passes;
}

/// What the settings say, where the call does not.
template <class CommandArguments>
void fill_in(CommandArguments& arguments, const Settings& settings) {
  if (!arguments.rules.empty()) return;  // `only` names what is in the rules of the settings
  arguments.rules = settings.rules;
  if (arguments.only.empty()) arguments.only = settings.only;
  if (arguments.readings.empty()) arguments.readings = settings.readings;
}

/// Puts the settings where the chosen command looks for them; false, with a sentence on standard error, when they are
/// wrong.
bool take_settings(const CLI::App& app, Arguments& all) {
  const bool wanted = app.got_subcommand("check") || app.got_subcommand("explain") || app.got_subcommand("test") ||
                      app.got_subcommand("fields") || app.got_subcommand("uses");
  if (!wanted) return true;
  const ReadSettings read = read_settings(all.settings);
  if (!read.error.empty()) {
    std::cerr << "shibo: " << read.error << '\n';
    return false;
  }
  const Settings& settings = read.settings;
  fill_in(all.check, settings);
  fill_in(all.explain, settings);
  if (all.test.paths.empty()) all.test.paths = settings.rules;
  if (all.fields.rules.empty()) all.fields.rules = settings.rules;
  if (all.uses.rules.empty()) all.uses.rules = settings.rules;
  if (settings.format && app.got_subcommand("check") && app.get_subcommand("check")->count("--format") == 0)
    all.check.format = *settings.format;
  if (settings.strict) all.check.strict = all.check.strict || *settings.strict;
  const bool for_editors = all.check.json_diagnostics || all.explain.json_diagnostics || all.test.json_diagnostics ||
                           all.fields.json_diagnostics || all.uses.json_diagnostics;
  all.settings_read = settings.file;
  if (!settings.file.empty() && !all.output.quiet && !for_editors)
    std::cerr << "shibo: with the settings of " << settings.file << '\n';
  return true;
}

ExitCode run_command(const CLI::App& app, Arguments& all, Output& output) {
  if (!take_settings(app, all)) return ExitCode::RulesOrCall;
  if (!all.output.file.empty() && all.output.file != "-") {
    if (const std::string why = output.to_file(all.output.file); !why.empty()) {
      std::cerr << "shibo: cannot write `" << all.output.file << "`: " << why << '\n';
      return ExitCode::OutputUnwritten;
    }
    output.keep_clear_of(all.settings_read);
  } else if (all.output.quiet) {
    output.discard();
  }
  all.check.quiet = all.output.quiet;
  const std::pair<const char*, std::function<ExitCode()>> commands[] = {
      {"check", [&] { return run_check(all.check, output); }},
      {"explain", [&] { return run_explain(all.explain, output); }},
      {"test", [&] { return run_test(all.test, output); }},
      {"fields", [&] { return run_fields(all.fields, output); }},
      {"uses", [&] { return run_uses(all.uses, output); }},
      {"init", [&] { return run_init(all.init); }},
      {"fmt", [&] { return run_fmt(all.fmt); }},
      {"explain-error", [&] { return run_explain_error(all.explain_error); }},
      {"completion", [&] { return run_completion(app, all.shell); }},
      {"help", [&] { return help(app, all.help_on); }},
  };
  try {
    for (const auto& [name, run] : commands) {
      if (app.got_subcommand(name)) return run();
    }
  } catch (const std::exception& failure) {
    std::cerr << "shibo: " << failure.what() << '\n';
  }
  return ExitCode::InputUnread;
}

ExitCode run(CLI::App& app, Arguments& all, int argc, char** argv, Output& output) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (is_unknown_command(app, words)) {
    say_hint(app, words);
    return no_such_command(app, words[0]);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& failure) {
    if (app.exit(failure) == 0) return ExitCode::Passes;
    if (dynamic_cast<const CLI::ExtrasError*>(&failure) != nullptr) suggest_option(app);
    say_hint(app, words);
    return ExitCode::RulesOrCall;
  }
  return run_command(app, all, output);
}

/// What is printed goes to another place as long as it lives.
class Redirected {
 public:
  explicit Redirected(Output& output) : standard_(std::cout.rdbuf(&output)) {}
  ~Redirected() { std::cout.rdbuf(standard_); }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;

 private:
  std::streambuf* standard_;
};

}  // namespace

int main(int argc, char** argv) try {
  // A reader that went away is an output that could not be written, and is said like any other.
  std::signal(SIGPIPE, SIG_IGN);
  Output output;
  const Redirected redirected(output);

  CLI::App app{"Shibo checks trade against the rules of trade.", "shibo"};
  app.set_version_flag("-V,--version", version_text());
  app.require_subcommand(1);
  app.footer("`shibo help COMMAND` tells more, with examples.");
  Arguments all;
  add_check(app, all);
  add_explain(app, all);
  add_test(app, all);
  add_fields(app, all);
  add_uses(app, all);
  add_init(app, all);
  add_fmt(app, all.fmt);
  CLI::App* explain_error = app.add_subcommand("explain-error", "What a diagnostic such as E0214 means");
  explain_error->add_option("CODE", all.explain_error.codes, "Such as E0214; without one, all are listed");
  explain_error->footer("Example:\n  shibo explain-error E0214");
  CLI::App* completion = app.add_subcommand("completion", "A completion script for bash, zsh or fish");
  completion->add_option("SHELL", all.shell)->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completion->footer("Example:\n  source <(shibo completion bash)");
  app.add_subcommand("help", "What a command does and takes")->add_option("COMMAND", all.help_on);

  ExitCode code = run(app, all, argc, argv, output);
  if (const std::string unwritten = output.finish(); !unwritten.empty()) {
    std::cerr << "shibo: " << unwritten << '\n';
    code = ExitCode::OutputUnwritten;
  }
  return static_cast<int>(code);
} catch (const std::exception& failure) {
  std::fprintf(stderr, "shibo: stopped by the system: %s\n", failure.what());
  return static_cast<int>(ExitCode::InputUnread);
}
