// `shibo explain`: the reasoning about one record, or why nothing was asked of it.
#include <unistd.h>

#include <algorithm>
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

/// For each verdict of a shipment of a thousand lines the rules would be run some hundred times.
constexpr std::size_t kTurningPointsOf = 50;

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

/// `eligible`, `passes`, `undetermined`.
std::string answer_text(Standing standing, const std::vector<std::string>& outcomes) {
  return spoken(standing != Standing::Undetermined && outcomes.size() == 1 ? outcomes.front() : to_text(standing));
}

/// As far as a figure may go: `at most USD 9.00`, `below 2 t`.
std::string room_text(const Turning& one) {
  if (one.edge == Turning::Edge::AtFirst) return (one.up ? "below " : "above ") + one.first;
  return (one.up ? "at most " : "at least ") + one.last;
}

/// Where it would have to be: `at most USD 60.00`, `below 2 t`.
std::string enough_text(const Turning& one) {
  if (one.edge == Turning::Edge::AtLast) return (one.up ? "above " : "below ") + one.last;
  return (one.up ? "at least " : "at most ") + one.first;
}

/// `fob_value is at least USD 1.00 and at most USD 9.00 (today USD 5.00)`, of the turnings of one figure.
std::string range_text(const Turning* down, const Turning* up) {
  const Turning& one = down != nullptr ? *down : *up;
  return one.path + " is " + (down != nullptr ? room_text(*down) : "") +
         (down != nullptr && up != nullptr ? " and " : "") + (up != nullptr ? room_text(*up) : "") + " (today " +
         one.today + ")";
}

/// What it is else: `not eligible`, or `small below, and large above`.
std::string beyond_text(const Turning* down, const Turning* up) {
  const auto text = [](const Turning& one) { return answer_text(one.standing, one.possible_outcomes); };
  if (down == nullptr || up == nullptr) return text(down != nullptr ? *down : *up);
  if (text(*down) == text(*up)) return text(*down);
  return text(*down) + " below, and " + text(*up) + " above";
}

/// How much room a verdict has; of a refusal, which figure alone would have sufficed, and whether one does.
bool print_turning_points(std::ostream& out, const Verdict& verdict, const Style& style) {
  const bool refused = verdict.standing() == Standing::Fails || verdict.standing() == Standing::Advises;
  const TurningPoints found = verdict.turning_points();
  const std::string today = answer_text(verdict.standing(), verdict.possible_outcomes());
  for (std::size_t i = 0; i < found.points.size(); ++i) {
    const Turning& one = found.points[i];
    if (refused) {
      if (one.standing == Standing::Passes)
        lines(out, "enough: ",
              {answer_text(one.standing, one.possible_outcomes) + " if " + one.path + " were " + enough_text(one) +
               " (today " + one.today + ")"},
              style);
      continue;
    }
    const bool both = !one.up && i + 1 < found.points.size() && found.points[i + 1].path == one.path;
    const Turning* down = one.up ? nullptr : &one;
    const Turning* up = one.up ? &one : both ? &found.points[i + 1] : nullptr;
    lines(out, "room: ", {today + " while " + range_text(down, up) + "; else " + beyond_text(down, up)}, style);
    if (both) ++i;
  }
  if (found.cut) lines(out, "", {"not all figures were tried: the rules would have to be run too often"}, style);
  return std::any_of(found.points.begin(), found.points.end(),
                     [](const Turning& one) { return one.standing == Standing::Passes; });
}

std::string text_of(const OtherFact& fact) {
  return fact.path + " were " +
         (!fact.is_figure ? ""
          : fact.up       ? "at least "
                          : "at most ") +
         fact.other + (fact.today.empty() ? " (nobody said)" : " (today " + fact.today + ")");
}

/// What else would have to be so, single facts before pairs; of many the first.
void print_cures(std::ostream& out, const Verdict& verdict, bool figure_suffices, const Style& style) {
  constexpr std::size_t kCuresTold = 8;
  const Cures found = verdict.cures();
  if (found.cures.empty() && !figure_suffices && found.facts > 0 && !found.cut)
    lines(out, "",
          {"no other value of one fact, or of two, would be enough (" + counted(found.facts, "fact") + " tried)"},
          style);
  for (std::size_t i = 0; i < found.cures.size() && i < kCuresTold; ++i) {
    const Cure& cure = found.cures[i];
    std::vector<std::string> facts;
    for (const OtherFact& fact : cure.facts) facts.push_back(text_of(fact));
    lines(out, facts.size() > 1 ? "enough together: " : "enough: ",
          {(cure.outcome.empty() ? "passes" : spoken(cure.outcome)) + " if " + listed(facts, " and ")}, style);
  }
  if (found.cures.size() > kCuresTold)
    lines(out, "", {"… and " + std::to_string(found.cures.size() - kCuresTold) + " more (--format json tells all)"},
          style);
  if (found.cut) lines(out, "", {"not all pairs were tried: the rules would have to be run too often"}, style);
}

void print_human(std::ostream& out, const Verdict& verdict, const ExplainArguments& arguments, bool turning_points,
                 const Style& style) {
  const Record record = verdict.record();
  out << one_line(to_text(record.place()) + "  " + record.id() + "  " + record.sketch()) << "   "
      << verdict_text(verdict) << '\n';
  if (!verdict.title().empty()) out << "  " << verdict.title() << "  (" << to_text(verdict.rule()) << ")\n";
  draw_tree(out, arguments.full ? verdict.trace() : verdict.reasons(), style,
            {.indent = 2, .rule_places = true, .every_row = arguments.full, .as_written = arguments.as_written});
  if (!verdict.is_decision() && !verdict.advice().empty()) lines(out, "to fix: ", {verdict.advice()}, style);
  if (turning_points) print_cures(out, verdict, print_turning_points(out, verdict, style), style);
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

/// Which laws apply, and of the others why not. Of one law alone its verdicts tell that.
void print_laws(std::ostream& out, const LawsOfRecord& of, const Style& style) {
  if (of.laws.size() < 2) return;
  const std::string sketch = of.record.sketch();
  out << one_line(to_text(of.record.place()) + "  " + of.record.id() + (sketch.empty() ? "" : "  " + sketch))
      << "   laws\n";
  for (const LawOfRecord& law : of.laws) {
    std::string text = "  " + law.package;
    if (law.applies == Truth::True) text += " applies: " + listed(law.verdicts);
    if (law.applies == Truth::Unknown) text += " may apply: " + listed(law.verdicts);
    if (law.applies == Truth::False) {
      std::vector<std::string> reasons;
      for (const NotPut& why : law.not_put) {
        std::string reason = why.because == Unasked::Because::NoText
                                 ? "no text of it is in force on the day of the record"
                                 : listed(why.says, " and ");
        if (why.presumed) reason += " (nobody said: it is presumed)";
        if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(std::move(reason));
      }
      text += " does not apply: " + listed(reasons, "; ");
    }
    out << wrapped(one_line(text), style, 6) << '\n';
  }
  out << '\n';
}

void print_not_asked_json(std::ostream& out, const NotAsked& record) { out << dumped(to_json(record), 2) << '\n'; }

void print_json(std::ostream& out, const Verdict& verdict, bool full, bool turning_points) {
  Json object = to_json(verdict);
  if (turning_points) {
    put_turning_points(object, verdict.turning_points());
    put_cures(object, verdict.cures());
  }
  if (full) object["trace"] = to_json(verdict.trace());
  out << dumped(object, 2) << '\n';
}

}  // namespace

ExitCode run_explain(const ExplainArguments& arguments, Output& output) {
  const std::optional<Rules> rules =
      rules_for(arguments.rules, Unnamed::Judges, arguments.json_diagnostics, For::Judging);
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
  std::size_t verdicts_told = 0;
  while (const std::optional<Record> record = opened.input->next()) {
    bool told = false;
    bool asked_within = false;  // of the record or of what is in it, whether it was asked for or not
    const auto verdict = [&](const Verdict& one) {
      asked_within = true;
      if (!asked.fits(one.record())) return;
      told = true;
      const bool turning_points = verdicts_told++ < kTurningPointsOf;
      if (json) print_json(std::cout, one, arguments.full, turning_points);
      else print_human(std::cout, one, arguments, turning_points, style);
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
    const auto laws = [&](const LawsOfRecord& one) {
      if (!json && asked.fits(one.record)) print_laws(std::cout, one, style);
    };
    check(agenda, *record, verdict, not_asked, laws);
    if (!asked_within) not_asked({*record, {}});
    found = found || told;
  }
  std::cout.flush();
  if (verdicts_told > kTurningPointsOf) {
    std::cerr << "shibo: at which figures a verdict turns is told of the first " << kTurningPointsOf
              << " alone: ask for one line by its id\n";
  }
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
