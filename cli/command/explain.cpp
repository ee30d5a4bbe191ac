#include <unistd.h>

#include <iostream>

#include "commands.hpp"
#include "inputs.hpp"
#include "judging.hpp"
#include "report/json_objects.hpp"
#include "report/tree.hpp"
#include "rules.hpp"
#include "shibo/input.hpp"

namespace shibo::cli {

namespace {

/// `SHP-001/2`, or the number of the line on which the record begins. A shipment's id stands for all in it.
bool is_asked(const Record& record, const std::string& id) {
  if (record.id() == id || record.id().starts_with(id + "/")) return true;
  return record.place().line > 0 && std::to_string(record.place().line) == id;
}

void lines(std::ostream& out, const char* what, const std::vector<std::string>& texts, const Style& style) {
  for (const std::string& text : texts) out << wrapped("  " + std::string(what) + text, style, 6) << '\n';
}

void print_causes(std::ostream& out, const Verdict& verdict, const Style& style) {
  for (const Cause& why : verdict.causes()) {
    std::string text = "  needs: " + why.message + (why.path.empty() ? "" : "  [" + why.path + "]");
    if (!why.question.empty()) text += ": " + why.question;
    if (why.place.line > 0) text += "  (" + to_text(why.place) + ")";
    out << wrapped(text, style, 6) << '\n';
  }
}

void print_human(std::ostream& out, const Verdict& verdict, bool full, const Style& style) {
  const Record record = verdict.record();
  out << to_text(record.place()) << "  " << record.id() << "  " << record.sketch() << "   " << verdict_text(verdict) << '\n';
  if (!verdict.title().empty()) out << "  " << verdict.title() << "  (" << to_text(verdict.rule()) << ")\n";
  draw_tree(out, full ? verdict.trace() : verdict.reasons(), style, {2, 0, true});
  print_causes(out, verdict, style);
  lines(out, "presumed: ", verdict.presumed(), style);
  lines(out, "unverified: ", verdict.unverified(), style);
  for (const Gap& gap : verdict.gaps()) lines(out, "not encoded: ", {gap.what}, style);
  out << '\n';
}

void print_json(std::ostream& out, const Verdict& verdict, bool full) {
  Json object = to_json(verdict);
  if (full) object["trace"] = to_json(verdict.trace());
  out << object.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace

ExitCode run_explain(const ExplainArguments& arguments) {
  const std::optional<Rules> rules = rules_for(arguments.rules, arguments.json_diagnostics, false);
  if (!rules) return ExitCode::RulesOrCall;
  const std::optional<CheckOptions> judging = judging_options(*rules, arguments.as_of, arguments.only);
  if (!judging) return ExitCode::RulesOrCall;
  OpenedInput opened = open_input(*rules, arguments.file, {input_format_named(arguments.input_format)});
  if (!opened.input) {
    std::cerr << "shibo: cannot read `" << arguments.file << "`: " << opened.error << '\n';
    return ExitCode::InputUnread;
  }
  const Style style = with_colour(style_of(STDOUT_FILENO), arguments.colour);
  bool found = false;
  while (const std::optional<Record> record = opened.input->next()) {
    for (const Verdict& verdict : check(*rules, *record, *judging)) {
      if (!is_asked(verdict.record(), arguments.id)) continue;
      found = true;
      if (arguments.format == "json") print_json(std::cout, verdict, arguments.full);
      else print_human(std::cout, verdict, arguments.full, style);
    }
  }
  std::cout.flush();
  if (found) return ExitCode::Passes;
  std::cerr << "shibo: no verdict is about a record `" << arguments.id << "` in `" << arguments.file << "`; `shibo check` lists the records and their ids\n";
  return ExitCode::RulesOrCall;
}

}  // namespace shibo::cli
