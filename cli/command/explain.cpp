// `shibo explain`: the reasoning about one record, or why nothing was asked of it.
#include <unistd.h>

#include <iostream>
#include <utility>

#include "commands.hpp"
#include "inputs.hpp"
#include "judging.hpp"
#include "report/json_objects.hpp"
#include "report/text.hpp"
#include "report/tree.hpp"
#include "rules.hpp"
#include "shibo/input.hpp"

namespace shibo::cli {

namespace {

/// What `--id` asks for, and by which of its two meanings records were found.
class Asked {
 public:
  explicit Asked(std::string id) : id_(std::move(id)), line_(id_.starts_with("line ") ? id_.substr(5) : id_) {}

  /// `SHP-001/2`, as the file has it or as it is printed, or the line on which the record begins, `3` or `line 3`. A
  /// shipment's id stands for all in it.
  bool fits(const Record& record) {
    const std::string printed = one_line(record.id());
    const bool by_id = names(record.id()) || names(printed) || names(for_spreadsheet(printed));
    const bool by_line = record.place().line > 0 && std::to_string(record.place().line) == line_;
    if (!by_id && near_.empty() && folded(printed) == folded(id_)) near_ = printed;
    by_id_ = by_id_ || (by_id && !by_line);
    by_line_ = by_line_ || (by_line && !by_id);
    return by_id || by_line;
  }

  /// The id of a record that differs in capitals only; empty if there is none.
  [[nodiscard]] const std::string& near() const { return near_; }

  /// One record has the id, and another begins on the line of that number.
  [[nodiscard]] bool is_ambiguous() const { return by_id_ && by_line_; }

 private:
  /// Whether a record of this id, or one that it is in, was asked for.
  [[nodiscard]] bool names(std::string_view id) const {
    return id.starts_with(id_) && (id.size() == id_.size() || id[id_.size()] == '/');
  }

  std::string id_;
  std::string near_;
  std::string line_;
  bool by_id_ = false;
  bool by_line_ = false;
};

void lines(std::ostream& out, const char* what, const std::vector<std::string>& texts, const Style& style) {
  for (const std::string& text : texts) out << wrapped("  " + std::string(what) + one_line(text), style, 6) << '\n';
}

void print_causes(std::ostream& out, const std::string& what, const std::vector<Cause>& causes, const Style& style) {
  for (const Cause& why : causes) {
    std::string text = "  " + what + ": " + why.message + (why.path.empty() ? "" : "  [" + why.path + "]");
    if (!why.question.empty()) text += ": " + why.question;
    if (why.place.line > 0) text += "  (" + to_text(why.place) + ")";
    out << wrapped(one_line(text), style, 6) << '\n';
  }
}

std::string paths_text(const std::vector<std::string>& paths) {
  std::string text;
  for (const std::string& path : paths) text += (text.empty() ? "  [" : ", ") + path;
  return text.empty() ? text : text + "]";
}

void print_human(std::ostream& out, const Verdict& verdict, bool full, const Style& style) {
  const Record record = verdict.record();
  out << one_line(to_text(record.place()) + "  " + record.id() + "  " + record.sketch()) << "   "
      << verdict_text(verdict) << '\n';
  if (!verdict.title().empty()) out << "  " << verdict.title() << "  (" << to_text(verdict.rule()) << ")\n";
  draw_tree(out, full ? verdict.trace() : verdict.reasons(), style,
            {.indent = 2, .rule_places = true, .every_row = full});
  if (!verdict.is_decision() && !verdict.advice().empty()) lines(out, "to fix: ", {verdict.advice()}, style);
  print_causes(out, "needs", verdict.causes(), style);
  for (const Figure& figure : verdict.figures()) print_causes(out, figure.name + " needs", figure.causes, style);
  lines(out, "", under_readings_texts(verdict), style);
  for (const Reading& one : verdict.readings()) lines(out, "", {reading_text(one)}, style);
  for (const Presumption& one : verdict.presumed())
    lines(out, "presumed: ", {presumption_text(one) + paths_text(one.paths)}, style);
  for (const FromBlank& one : verdict.from_blanks())
    lines(out, "from a blank: ", {one.path + " is " + one.value + "  (" + to_text(one.place) + ")"}, style);
  lines(out, "unverified: ", verdict.unverified(), style);
  for (const Gap& gap : verdict.gaps()) lines(out, "not encoded: ", {gap_text(gap, verdict.package())}, style);
  out << '\n';
}

/// Of a record without a verdict: the questions that could have been put to it, and why they were not.
void print_not_asked(std::ostream& out, const NotAsked& record, const Style& style) {
  const std::string sketch = record.record.sketch();
  out << one_line(to_text(record.record.place()) + "  " + record.record.id() + (sketch.empty() ? "" : "  " + sketch))
      << "   no verdict: nothing was asked\n";
  if (record.questions.empty()) out << "  " << not_asked_text(record) << '\n';
  for (const Unasked& one : record.questions) {
    const std::string name = one.package + "." + one.name + (one.title.empty() ? "" : "  " + one.title);
    if (one.asked_when.empty())
      out << wrapped("  " + name + ": no text of it is in force on the day of the record", style, 6) << '\n';
    else
      out << wrapped("  " + name + ": asked when " + one.asked_when + "  (" + to_text(one.rule) + ")", style, 6)
          << '\n';
    draw_tree(out, one.why, style, {.indent = 4});
    for (const Presumption& presumed : one.presumed)
      lines(out, "presumed: ", {presumption_text(presumed) + paths_text(presumed.paths)}, style);
  }
  out << '\n';
}

void print_not_asked_json(std::ostream& out, const NotAsked& record) { out << dumped(to_json(record), 2) << '\n'; }

void print_json(std::ostream& out, const Verdict& verdict, bool full) {
  Json object = to_json(verdict);
  if (full) object["trace"] = to_json(verdict.trace());
  out << dumped(object, 2) << '\n';
}

}  // namespace

ExitCode run_explain(const ExplainArguments& arguments, Output& output) {
  const std::optional<Rules> rules = rules_for(arguments.rules, Unnamed::Judges, arguments.json_diagnostics, false);
  if (!rules) return ExitCode::RulesOrCall;
  std::optional<CheckOptions> judging = judging_options(*rules, arguments.as_of, arguments.only, arguments.readings);
  if (!judging) return ExitCode::RulesOrCall;
  judging->not_applicable = true;
  const InputOptions input{input_format_named(arguments.input_format), arguments.encoding};
  std::size_t faults = 0;
  const ExitCode history =
      add_history(*rules, arguments.history, input, arguments.file == "-", *judging, [&](const Finding&) { ++faults; });
  if (history != ExitCode::Passes) return history;
  if (faults > 0) {
    std::cerr << "shibo: " << counted(faults, "finding")
              << " in the history: `shibo check` with the same `--history` tells\n";
  }
  if (!output.is_clear_of(rules->files()) || !output.is_clear_of(files_read({arguments.file}, rules->joined_files())) ||
      !output.is_clear_of(files_read(arguments.history.files, rules->joined_files())))
    return ExitCode::RulesOrCall;
  OpenedInput opened = open_input(*rules, arguments.file, input);
  if (!opened.input) {
    std::cerr << "shibo: cannot read `" << arguments.file << "`: " << opened.error << '\n';
    return ExitCode::InputUnread;
  }
  const bool json = arguments.format == "json";
  const Style style = with_colour(output.style(), arguments.colour);
  const Agenda agenda(*rules, *judging);
  Asked asked(arguments.id);
  bool found = false;
  while (const std::optional<Record> record = opened.input->next()) {
    bool told = false;
    bool asked_within = false;  // of the record or of what is in it, whether it was asked for or not
    const auto verdict = [&](const Verdict& one) {
      asked_within = true;
      if (!asked.fits(one.record())) return;
      told = true;
      if (json) print_json(std::cout, one, arguments.full);
      else print_human(std::cout, one, arguments.full, style);
    };
    const auto not_asked = [&](NotAsked one) {
      asked_within = true;
      if (!asked.fits(one.record)) return;
      // What does not apply has been told as a verdict.
      std::erase_if(one.questions,
                    [](const Unasked& question) { return question.because == Unasked::Because::DoesNotApply; });
      if (told && one.questions.empty()) return;
      told = true;
      if (json) print_not_asked_json(std::cout, one);
      else print_not_asked(std::cout, one, style);
    };
    check(agenda, *record, verdict, not_asked);
    if (!asked_within) not_asked({*record, {}});
    found = found || told;
  }
  std::cout.flush();
  if (asked.is_ambiguous())
    std::cerr << "shibo: `" << one_line(arguments.id)
              << "` is the id of a record and the line of another; both are shown: `--id 'line " << arguments.id
              << "'` asks for the line alone\n";
  if (found) {
    output.complete();
    return ExitCode::Passes;
  }
  std::cerr << "shibo: no verdict is about a record `" << one_line(arguments.id) << "` in `" << arguments.file << "`; "
            << (asked.near().empty() ? "`shibo check` lists the records and their ids"
                                     : "did you mean `" + asked.near() + "`?")
            << '\n';
  return ExitCode::RulesOrCall;
}

}  // namespace shibo::cli
