// `shibo check`: reads records of all inputs, judges each, and hands verdicts and findings to the report as they come.
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <iostream>
#include <unordered_set>

#include "commands.hpp"
#include "inputs.hpp"
#include "judging.hpp"
#include "progress.hpp"
#include "report/report.hpp"
#include "report/text.hpp"
#include "rules.hpp"
#include "same_faults.hpp"
#include "shibo/input.hpp"

namespace shibo::cli {

namespace {

/// Of a record that the history holds twice, which only a history can.
constexpr const char* kTwiceInHistory = "D0197";

class Run {
 public:
  Run(const Rules& rules, Report& report, const Inputs& inputs, bool quiet, bool all_findings)
      : rules_(rules),
        report_(report),
        progress_(std::cerr, !quiet && isatty(STDERR_FILENO) != 0, total_size(inputs.files)),
        unread_(!inputs.unmatched.empty()),
        many_files_(inputs.files.size() > 1),
        all_findings_(all_findings) {
    for (const std::string& file : inputs.files) files_.insert(real_name(file).string());
  }

  /// What is wrong in what is counted, which is no record that is judged; in a file that is judged as well it is told
  /// there.
  void in_history(const Finding& finding) {
    if (finding.code != kTwiceInHistory && files_.contains(real_name(finding.place.file).string())) return;
    totals_.add(finding);
    if (all_findings_ || same_faults_.tell(finding)) of_history_.push_back(finding);
  }

  void begin(const CheckOptions& judging) {
    agenda_.emplace(rules_, judging);
    unread_ = unread_ || (judging.history && judging.history->unread());
    report_.begin(rules_);
    for (const Finding& finding : of_history_) report_.finding(finding);
  }

  /// What no file could be made of is in the report, too: it is not of a whole run.
  void unread(const std::string& path, const std::string& why) {
    unread_ = true;
    report_.file(path);
    Finding finding;
    finding.code = "D0100";
    finding.place.file = path;
    finding.message = "it was not read: " + why;
    finding.lost = true;
    totals_.add(finding);
    report_.unread(finding);
  }

  void file(const std::string& path, const InputOptions& options, bool columns) {
    OpenedInput opened = open_input(rules_, path, options);
    if (!opened.input) {
      std::cerr << "shibo: cannot read `" << one_line(path) << "`: " << one_line(opened.error);
      if (is_shipped(path)) std::cerr << "; it is the name of a package: `--rules " << path << "` judges by it";
      std::cerr << '\n';
      return unread(path, opened.error);
    }
    report_.file(path);
    if (columns) say_mapping(path, *opened.input);
    const std::size_t said = columns ? say_columns(*opened.input, 0) : 0;
    if (columns) say_absent_files(path, *opened.input);
    while (const std::optional<Record> record = can_write() ? opened.input->next() : std::nullopt) {
      if (one_terminal_) progress_.hide();
      findings(*opened.input);
      ++totals_.records;
      say_if_met_before(*record);
      judge(*record);
      progress_.update(opened.input->bytes_read(), totals_.records);
      // Who writes records into a pipe one by one is answered one by one.
      if (path == "-") std::cout.flush();
    }
    earlier_.insert(met_.begin(), met_.end());
    met_.clear();
    progress_.file_done(opened.input->bytes_read());
    progress_.hide();
    unread_ = unread_ || opened.input->unread();
    findings(*opened.input);
    for (const Finding& finding : same_faults_.rest()) report_.finding(finding);
    if (columns) say_columns(*opened.input, said);  // keys of JSON are met on the way
  }

  [[nodiscard]] const Totals& totals() const { return totals_; }

  /// Whether what is written still arrives: with nobody to read them, no more verdicts are worked out.
  [[nodiscard]] static bool can_write() { return std::cout.good(); }

  /// Nothing wrong, and nothing looked at: whoever asked should know.
  void say_if_nothing_was_judged() const {
    if (unread_ || totals_.judged > 0) return;
    if (totals_.records == 0) std::cerr << "shibo: there was no record to judge\n";
    else if (const std::string used = asked_by_what_is_used(); !used.empty())
      std::cerr << "shibo: the rules ask nothing of records; what they use does once it is named: " << used << '\n';
    else std::cerr << "shibo: no rule or decision applies to any record; `shibo explain` tells why for one\n";
  }

  /// The findings would say what; who asked for silence is still told that there is one.
  void say_if_unread() const {
    if (unread_) std::cerr << "shibo: not all of the input could be read; without --quiet it is said what\n";
  }

  [[nodiscard]] ExitCode exit_code(bool strict) const {
    if (unread_) return ExitCode::InputUnread;
    if (totals_.of(Standing::Fails) > 0) return ExitCode::Fails;
    if (totals_.judged == 0) return ExitCode::NotSettled;
    const bool open = totals_.of(Standing::Undetermined) > 0 || totals_.lack_a_figure > 0;
    return strict && open ? ExitCode::NotSettled : ExitCode::Passes;
  }

 private:
  /// `--rules rcep`, where the packages that were named only add to one that has the questions; else empty.
  [[nodiscard]] std::string asked_by_what_is_used() const {
    std::string used;
    for (const PackageInfo& package : rules_.packages()) {
      if (!package.rules.empty() || !package.decisions.empty()) return used;
    }
    for (const PackageInfo& package : rules_.used_packages())
      used += (used.empty() ? "--rules " : " --rules ") + package.name;
    return used;
  }

  /// One record in two files is judged twice, each time by a part of it.
  void say_if_met_before(const Record& record) {
    if (!many_files_ || !record.has_key()) return;
    const std::size_t key = std::hash<std::string>()(record.type() + '\x1f' + record.id());
    met_.push_back(key);
    if (!earlier_.contains(key)) return;
    unread_ = true;
    Finding finding;
    finding.code = "D0195";
    finding.place = record.place();
    finding.record_id = record.id();
    finding.message =
        "a record with the key `" + record.id() + "` stands in an earlier file, too: each is judged without the other";
    finding.help = "put what belongs to one record into one file, or leave one of them out";
    totals_.add(finding);
    report_.finding(finding);
  }

  void judge(const Record& record) {
    const std::size_t before = totals_.judged;
    const std::size_t not_asked_before = totals_.not_asked;
    std::optional<Record> last;
    const auto verdict = [&](const Verdict& one) {
      totals_.add(one);
      if (one.standing() == Standing::NotApplicable) return;
      if (!last || !last->is(one.record())) ++totals_.judged;
      last = one.record();
      report_.verdict(one);
    };
    std::function<void(const LawsOfRecord&)> laws;
    if (report_.wants_laws()) laws = [&](const LawsOfRecord& of) { report_.laws(of); };
    check(
        *agenda_, record, verdict, [&](const NotAsked& one) { not_asked(one); }, laws);
    if (totals_.judged > before) return;
    ++totals_.without_verdict;
    if (totals_.not_asked == not_asked_before) not_asked({record, {}});
  }

  void not_asked(const NotAsked& record) {
    ++totals_.not_asked;
    report_.not_asked(record);
  }

  void findings(Input& input) {
    for (const Finding& finding : input.take_findings()) tell(finding);
  }
  void tell(const Finding& finding) {
    totals_.add(finding);
    if (all_findings_ || same_faults_.tell(finding)) report_.finding(finding);
  }

  static void say_mapping(const std::string& path, const Input& input) {
    const std::vector<std::string> names = input.mappings();
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
      text += (i == 0 ? "  is read by the mapping " : i == 1 ? ", which stands on " : ", ") + names[i];
    if (!names.empty()) std::cerr << one_line(path + text) << '\n';
  }

  /// Those that were not said before; gives how many have been said then.
  static std::size_t say_columns(const Input& input, std::size_t said) {
    const std::vector<ColumnUse> uses = input.columns();
    for (std::size_t i = said; i < uses.size(); ++i) std::cerr << one_line(column_text(uses[i])) << '\n';
    return uses.size();
  }

  static void say_absent_files(const std::string& path, const Input& input) {
    for (const AbsentFile& file : input.absent_files())
      std::cerr << one_line(path + "  " + file.list + " would be read from `" + file.path +
                            "`, which is not there, and stays unknown")
                << '\n';
  }

  static std::string column_text(const ColumnUse& use) {
    std::string text = to_text(use.place) + "  " + (use.is_key ? "key" : "column") + " \"" + use.header + "\" " +
                       (use.field.empty() ? "is not read" : "is read as " + use.field);
    for (std::size_t i = 0; i < use.not_as.size(); ++i) text += (i == 0 ? ", and not as " : ", ") + use.not_as[i];
    return text;
  }

  const Rules& rules_;
  std::optional<Agenda> agenda_;
  Report& report_;
  Totals totals_;
  Progress progress_;
  bool one_terminal_ = isatty(STDOUT_FILENO) != 0;
  bool unread_;
  bool many_files_;
  bool all_findings_;  ///< however many say the same
  SameFaults same_faults_;
  std::vector<Finding> of_history_;          ///< that are told, once the report begins
  std::unordered_set<std::string> files_;    ///< that are judged
  std::vector<std::size_t> met_;             ///< keys of the present file, hashed
  std::unordered_set<std::size_t> earlier_;  ///< and of those before
};

}  // namespace

ExitCode run_check(const CheckArguments& arguments, Output& output) {
  const std::optional<Rules> rules =
      rules_for(arguments.rules, Unnamed::Judges, arguments.json_diagnostics, For::Judging);
  if (!rules) return ExitCode::RulesOrCall;
  std::optional<CheckOptions> judging = judging_options(*rules, arguments.as_of, arguments.only, arguments.readings);
  if (!judging) return ExitCode::RulesOrCall;
  judging->not_applicable = true;
  const std::unique_ptr<Report> report =
      make_report(arguments.format, std::cout, with_colour(output.style(), arguments.colour));
  const Inputs inputs = expand_inputs(arguments.files, rules->joined_files());
  print_notes(std::cerr, inputs, arguments.quiet);
  if (!output.is_clear_of(rules->files()) || !output.is_clear_of(files_read(inputs.files, rules->joined_files())) ||
      !output.is_clear_of(files_read(arguments.history.files, rules->joined_files())))
    return ExitCode::RulesOrCall;
  Run run(*rules, *report, inputs, arguments.quiet, arguments.all_findings);
  const InputOptions options{input_format_named(arguments.input_format), arguments.encoding};
  const bool piped = std::find(inputs.files.begin(), inputs.files.end(), "-") != inputs.files.end();
  const ExitCode history = add_history(*rules, arguments.history, options, piped, *judging,
                                       [&](const Finding& finding) { run.in_history(finding); });
  if (history != ExitCode::Passes) return history;
  run.begin(*judging);
  for (const Inputs::Unmatched& pattern : inputs.unmatched) run.unread(pattern.pattern, pattern.why);
  for (const std::string& file : inputs.files) run.file(file, options, arguments.columns);
  report->end(run.totals());
  std::cout.flush();
  output.complete();
  if (!arguments.quiet) run.say_if_nothing_was_judged();
  else run.say_if_unread();
  return run.exit_code(arguments.strict);
}

}  // namespace shibo::cli
