// Verdicts as text for people.
#include "report/report.hpp"
#include "report/tree.hpp"

namespace shibo::cli {

namespace {

constexpr std::size_t kReasonLinesMax = 14;
constexpr std::size_t kCausesMax = 8;

class Human final : public Report {
 public:
  Human(std::ostream& out, const Style& style) : out_(out), style_(style) {}

  void verdict(const Verdict& verdict) override {
    const Record record = verdict.record();
    const std::string sketch = record.sketch();
    out_ << to_text(record.place()) << "  " << record.id() << (sketch.empty() ? "" : "  " + sketch) << "   " << painted(verdict_text(verdict), verdict.standing()) << '\n';
    const bool settled = verdict.standing() == Standing::Passes || verdict.standing() == Standing::Informs;
    if (!settled) draw_tree(out_, verdict.reasons(), style_, {4, kReasonLinesMax, false});
    if (verdict.standing() == Standing::Undetermined) needs(verdict);
    for (const std::string& mark : verdict.unverified()) line("unverified: " + mark);
  }

  void finding(const Finding& finding) override {
    out_ << to_text(finding.place) << "  " << finding.code << "  " << finding.message << '\n';
    if (!finding.help.empty()) line("help: " + finding.help);
  }

  void end(const Totals& totals) override {
    out_ << '\n'
         << totals.records << (totals.records == 1 ? " record, " : " records, ") << totals.verdicts << (totals.verdicts == 1 ? " verdict: " : " verdicts: ") << totals.of(Standing::Passes)
         << " pass, " << totals.of(Standing::Fails) << " fail, " << totals.of(Standing::Undetermined) << " undetermined";
    if (totals.of(Standing::Advises) > 0) out_ << ", " << totals.of(Standing::Advises) << " advise";
    if (totals.of(Standing::Informs) > 0) out_ << ", " << totals.of(Standing::Informs) << " other";
    if (totals.findings > 0) out_ << "; " << totals.findings << (totals.findings == 1 ? " finding" : " findings") << " in the data";
    out_ << '\n';
  }

 private:
  void needs(const Verdict& verdict) {
    std::size_t shown = 0;
    const std::vector<Cause> causes = verdict.causes();
    for (const Cause& why : causes) {
      if (++shown > kCausesMax) {
        line("… and " + std::to_string(causes.size() - kCausesMax) + " more");
        break;
      }
      line("needs: " + why.message + (why.path.empty() ? "" : "  [" + why.path + "]") + (why.place.line > 0 ? "  (" + to_text(why.place) + ")" : ""));
    }
  }

  void line(const std::string& text) { out_ << wrapped("      " + text, style_, 10) << '\n'; }

  std::string painted(const std::string& text, Standing standing) const {
    if (!style_.colour) return text;
    const char* paint = standing == Standing::Passes ? "32" : standing == Standing::Fails ? "31" : "33";
    return std::string("\x1b[") + paint + "m" + text + "\x1b[0m";
  }

  std::ostream& out_;
  Style style_;
};

}  // namespace

std::unique_ptr<Report> human_report(std::ostream& out, const Style& style) { return std::make_unique<Human>(out, style); }

}  // namespace shibo::cli
