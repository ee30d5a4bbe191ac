#include <unistd.h>

#include <array>
#include <iostream>

#include "commands.hpp"
#include "eval/judge.hpp"
#include "record/stream.hpp"
#include "report.hpp"
#include "rules.hpp"

namespace shibo::cli {

namespace {

using Standing = engine::Verdict::Standing;

struct Totals {
  std::size_t records = 0;
  std::size_t verdicts = 0;
  std::array<std::size_t, 5> by_standing{};
  std::size_t findings = 0;
  bool unread = false;
};

engine::StreamSchema schema_of(const engine::Program& program) {
  engine::StreamSchema schema;
  for (const engine::RecordType& record : program.records) {
    if (record.parent == nullptr) schema.roots.push_back(&record);
  }
  for (const engine::Mapping& mapping : program.mappings) schema.mappings.push_back(&mapping);
  return schema;
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

void print_csv(const engine::Verdict& verdict) {
  static constexpr const char* kStanding[] = {"passes", "fails", "advises", "undetermined", "informs"};
  const auto* outcome = verdict.step->value.get<std::string>();
  std::string causes;
  for (const engine::Cause* why : verdict.causes) causes += (causes.empty() ? "" : "; ") + why->message;
  std::cout << csv_cell(place_text(verdict.record->place)) << ',' << csv_cell(verdict.record->id) << ',' << verdict.named->package->name << ','
            << verdict.named->name << ',' << kStanding[static_cast<int>(verdict.standing)] << ',' << (outcome != nullptr ? *outcome : "") << ','
            << csv_cell(causes) << '\n';
}

void check_file(const std::string& path, const engine::Program& program, const CheckArguments& arguments, const engine::JudgeOptions& judging, Totals& totals) {
  const bool human = arguments.format == "human";
  const engine::OpenedStream opened = engine::open_stream(path, schema_of(program), {});
  if (!opened.stream) {
    std::cerr << "shibo: cannot read `" << path << "`: " << opened.error << '\n';
    totals.unread = true;
    return;
  }
  const auto report_findings = [&] {
    for (const engine::Finding& finding : opened.stream->take_findings()) {
      ++totals.findings;
      print_finding(human ? std::cout : std::cerr, finding);
    }
  };
  if (arguments.columns) {
    for (const engine::ColumnUse& use : opened.stream->columns())
      std::cerr << place_text(use.place) << "  column \"" << use.header << "\" " << (use.field.empty() ? "is not read" : "is read as " + use.field) << '\n';
  }
  while (const engine::RecordPtr record = opened.stream->next()) {
    report_findings();
    ++totals.records;
    const engine::Judgement judgement = engine::judge(program, *record, judging);
    for (const engine::Verdict& verdict : judgement.verdicts) {
      ++totals.verdicts;
      ++totals.by_standing[static_cast<std::size_t>(verdict.standing)];
      if (human) print_verdict(std::cout, verdict, colour_wanted(STDOUT_FILENO));
      else print_csv(verdict);
    }
  }
  report_findings();
}

void print_totals(const Totals& totals) {
  const auto count = [&](Standing standing) { return totals.by_standing[static_cast<std::size_t>(standing)]; };
  std::cout << '\n' << totals.records << (totals.records == 1 ? " record, " : " records, ") << totals.verdicts << " verdicts: " << count(Standing::Passes) << " pass, "
            << count(Standing::Fails) << " fail, " << count(Standing::Undetermined) << " undetermined";
  if (count(Standing::Advises) > 0) std::cout << ", " << count(Standing::Advises) << " advise";
  if (count(Standing::Informs) > 0) std::cout << ", " << count(Standing::Informs) << " other";
  if (totals.findings > 0) std::cout << "; " << totals.findings << (totals.findings == 1 ? " finding" : " findings") << " in the data";
  std::cout << '\n';
}

}  // namespace

ExitCode run_check(const CheckArguments& arguments) {
  engine::JudgeOptions judging;
  if (!arguments.as_of.empty()) {
    judging.as_of = engine::Date::parse(arguments.as_of);
    if (!judging.as_of) {
      std::cerr << "shibo: --as-of takes a day such as 2024-05-01, not `" << arguments.as_of << "`\n";
      return ExitCode::RulesOrCall;
    }
  }
  const engine::Checked checked = load_rules(arguments.rules, false, false);
  if (!checked.ok) return ExitCode::RulesOrCall;
  Totals totals;
  if (arguments.format == "csv") std::cout << "place,id,package,name,standing,outcome,reasons\n";
  for (const std::string& file : arguments.files) check_file(file, *checked.program, arguments, judging, totals);
  if (arguments.format == "human") print_totals(totals);
  std::cout.flush();
  if (totals.unread || !std::cout) return ExitCode::InputUnread;
  if (totals.by_standing[static_cast<std::size_t>(Standing::Fails)] > 0) return ExitCode::Fails;
  if (arguments.strict && totals.by_standing[static_cast<std::size_t>(Standing::Undetermined)] > 0) return ExitCode::Undetermined;
  return ExitCode::Passes;
}

}  // namespace shibo::cli
