#include <unistd.h>

#include <iostream>

#include "commands.hpp"
#include "inputs.hpp"
#include "judging.hpp"
#include "progress.hpp"
#include "report/report.hpp"
#include "rules.hpp"
#include "shibo/input.hpp"

namespace shibo::cli {

namespace {

class Run {
 public:
  Run(const Rules& rules, const CheckOptions& judging, Report& report, const Inputs& inputs)
      : rules_(rules), judging_(judging), report_(report), progress_(std::cerr, isatty(STDERR_FILENO) != 0, total_size(inputs.files)), unread_(!inputs.errors.empty()) {}

  void file(const std::string& path, InputFormat format, bool columns) {
    OpenedInput opened = open_input(rules_, path, {format});
    if (!opened.input) {
      std::cerr << "shibo: cannot read `" << path << "`: " << opened.error << '\n';
      unread_ = true;
      return;
    }
    report_.file(path);
    if (columns) say_columns(*opened.input);
    while (const std::optional<Record> record = opened.input->next()) {
      if (one_terminal_) progress_.hide();
      findings(*opened.input);
      ++totals_.records;
      for (const Verdict& verdict : check(rules_, *record, judging_)) {
        ++totals_.verdicts;
        ++totals_.by_standing[static_cast<std::size_t>(verdict.standing())];
        report_.verdict(verdict);
      }
      progress_.update(opened.input->bytes_read(), totals_.records);
    }
    progress_.file_done(opened.input->bytes_read());
    progress_.hide();
    unread_ = unread_ || opened.input->unread();
    findings(*opened.input);
  }

  [[nodiscard]] const Totals& totals() const { return totals_; }

  [[nodiscard]] ExitCode exit_code(bool strict) const {
    if (unread_ || !std::cout) return ExitCode::InputUnread;
    if (totals_.of(Standing::Fails) > 0) return ExitCode::Fails;
    return strict && totals_.of(Standing::Undetermined) > 0 ? ExitCode::Undetermined : ExitCode::Passes;
  }

 private:
  void findings(Input& input) {
    for (const Finding& finding : input.take_findings()) {
      ++totals_.findings;
      report_.finding(finding);
    }
  }

  static void say_columns(const Input& input) {
    for (const ColumnUse& use : input.columns())
      std::cerr << to_text(use.place) << "  column \"" << use.header << "\" " << (use.field.empty() ? "is not read" : "is read as " + use.field) << '\n';
  }

  const Rules& rules_;
  const CheckOptions& judging_;
  Report& report_;
  Totals totals_;
  Progress progress_;
  bool one_terminal_ = isatty(STDOUT_FILENO) != 0;
  bool unread_;
};

}  // namespace

ExitCode run_check(const CheckArguments& arguments) {
  const std::optional<Rules> rules = rules_for(arguments.rules, arguments.json_diagnostics, false);
  if (!rules) return ExitCode::RulesOrCall;
  const std::optional<CheckOptions> judging = judging_options(*rules, arguments.as_of, arguments.only);
  if (!judging) return ExitCode::RulesOrCall;
  const std::unique_ptr<Report> report = make_report(arguments.format, std::cout, with_colour(style_of(STDOUT_FILENO), arguments.colour));
  const Inputs inputs = expand_inputs(arguments.files, rules->joined_files());
  print_notes(std::cerr, inputs);
  Run run(*rules, *judging, *report, inputs);
  report->begin(*rules);
  for (const std::string& file : inputs.files) run.file(file, input_format_named(arguments.input_format), arguments.columns);
  report->end(run.totals());
  std::cout.flush();
  return run.exit_code(arguments.strict);
}

}  // namespace shibo::cli
