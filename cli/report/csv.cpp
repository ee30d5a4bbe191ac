// One row for each verdict and finding, quoted as RFC 4180 says.
#include "report/report.hpp"
#include "report/text.hpp"

namespace shibo::cli {

namespace {

/// A text on one line, which no spreadsheet runs.
std::string cell(const std::string& raw) {
  const std::string text = for_spreadsheet(one_line(raw));
  if (text.find_first_of(",\"") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

class Csv final : public Report {
 public:
  explicit Csv(std::ostream& out) : out_(out) {}

  void begin(const Rules&) override {
    out_
        << "file,line,column,id,package,name,standing,outcome,reasons,to_fix,unverified,presumed,not_encoded,readings\n";
  }

  void verdict(const Verdict& verdict) override {
    std::string why = verdict.standing() == Standing::Undetermined ? causes_text(verdict) : "";
    const bool failed = verdict.standing() == Standing::Fails || verdict.standing() == Standing::Advises;
    if (failed) {
      for (const std::string& reason : reason_lines(verdict.reasons(), 5)) why += (why.empty() ? "" : "; ") + reason;
    }
    if (const std::string open = unknown_figures_text(verdict); !open.empty()) why += (why.empty() ? "" : "; ") + open;
    row(verdict.record().place(), verdict.record().id(), verdict.package(), verdict.name(), to_text(verdict.standing()),
        verdict.outcome(), why);
    const LeaningLines leaning = leaning_lines(verdict);
    out_ << ',' << cell(verdict.advice()) << ',' << cell(joined(leaning.unverified)) << ','
         << cell(joined(leaning.presumed)) << ',' << cell(joined(leaning.not_encoded)) << ','
         << cell(joined(leaning.readings)) << '\n';
  }

  void finding(const Finding& finding) override {
    row(finding.place, finding.record_id, "", finding.code, "finding", "",
        finding.message + (finding.help.empty() ? "" : "; " + finding.help));
    out_ << ",,,,,\n";
  }

  void not_asked(const NotAsked& record) override {
    row(record.record.place(), record.record.id(), "", "", "not_asked", "", not_asked_text(record));
    out_ << ",,,,,\n";
  }

 private:
  void row(const Place& place, const std::string& id, const std::string& package, const std::string& name,
           const std::string& standing, const std::string& outcome, const std::string& why) {
    out_ << cell(place.file) << ',' << place.line << ',' << place.column << ',' << cell(id) << ',' << cell(package)
         << ',' << cell(name) << ',' << standing << ',' << outcome << ',' << cell(why);
  }

  static std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : "; ") + line;
    return text;
  }

  std::ostream& out_;
};

}  // namespace

std::unique_ptr<Report> csv_report(std::ostream& out) { return std::make_unique<Csv>(out); }

}  // namespace shibo::cli
