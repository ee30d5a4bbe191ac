// Where verdicts go: one writer for each format. A writer is told of everything in order, keeps nothing
// it need not keep, and writes to one stream.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "shibo/check.hpp"
#include "shibo/finding.hpp"
#include "shibo/package_tests.hpp"
#include "shibo/rules.hpp"
#include "shibo/verdict.hpp"
#include "style.hpp"

namespace shibo::cli {

struct Totals {
  std::size_t records = 0;
  std::size_t verdicts = 0;                  ///< those that apply
  std::array<std::size_t, 6> by_standing{};  ///< by Standing
  std::size_t findings = 0;
  std::size_t without_verdict = 0;  ///< records about which nothing was decided, nor about what is in them
  /// What the rules have questions about, in the records: that some verdict is about, that nothing was asked of. A
  /// record that holds none of either counts as not asked.
  std::size_t judged = 0;
  std::size_t not_asked = 0;
  std::size_t lack_a_figure = 0;  ///< verdicts that are settled, with a figure that is not known
  std::size_t unreadable = 0;     ///< files, lines and objects that gave no record
  struct NotApplicable {
    std::size_t records = 0;                      ///< that it does not concern
    std::map<std::string, std::size_t> presumed;  ///< of those: what the law presumes in what keeps it from applying
  };
  std::map<std::string, NotApplicable> not_applicable;  ///< by name, `rcep.preference`

  void add(const Verdict& verdict);
  void add(const Finding& finding);
  [[nodiscard]] std::size_t of(Standing standing) const { return by_standing[static_cast<std::size_t>(standing)]; }
};

/// What `check` reports. Calls come in this order: begin, then for each file `file` and its verdicts and
/// findings, then `end`.
class Report {
 public:
  virtual ~Report() = default;
  virtual void begin(const Rules&) {}
  virtual void file(const std::string&) {}
  /// Of what applies: what does not is counted in the totals.
  virtual void verdict(const Verdict& verdict) = 0;
  virtual void finding(const Finding& finding) = 0;
  /// Without questions: the rules have none about the record, nor about what is in it.
  virtual void not_asked(const NotAsked& record) = 0;
  /// Of each record that some package has questions about, after what else is said of it. Asked of those that want it.
  virtual void laws(const LawsOfRecord&) {}
  [[nodiscard]] virtual bool wants_laws() const { return false; }
  /// A file that could not be read at all, which has been said on standard error.
  virtual void unread(const Finding& what) { finding(what); }
  virtual void end(const Totals&) {}
};

/// The names of the formats, in the order of the help.
[[nodiscard]] const std::vector<std::string>& report_formats();

/// Requires: `format` is one of report_formats(). `out` outlives the report.
[[nodiscard]] std::unique_ptr<Report> make_report(const std::string& format, std::ostream& out, const Style& style);

[[nodiscard]] std::unique_ptr<Report> human_report(std::ostream& out, const Style& style);
[[nodiscard]] std::unique_ptr<Report> csv_report(std::ostream& out);
/// One document, or one object a line.
[[nodiscard]] std::unique_ptr<Report> json_report(std::ostream& out, bool lines);
[[nodiscard]] std::unique_ptr<Report> junit_report(std::ostream& out);
[[nodiscard]] std::unique_ptr<Report> sarif_report(std::ostream& out);

/// An outcome as it is said: `not eligible` of `not_eligible`.
[[nodiscard]] std::string spoken(std::string outcome);

/// The verdict's one line for people: `eligible under rcep`.
[[nodiscard]] std::string verdict_text(const Verdict& verdict);

/// Why nothing was asked, in one line: `rcep.preference: asked when RCEP in claim  (claim is ASEAN)`.
[[nodiscard]] std::string not_asked_text(const NotAsked& record);

/// The causes as one line, for cells and messages.
[[nodiscard]] std::string causes_text(const Verdict& verdict);

/// Why figures of the verdict's outcome are not known, in the same way: `days_late is not known: …`.
[[nodiscard]] std::string unknown_figures_text(const Verdict& verdict);

/// `repacked presumed false, in carried_directly  RCEP Art. 3.15`.
[[nodiscard]] std::string presumption_text(const Presumption& presumption);

/// Each text once, in the order of the presumptions.
[[nodiscard]] std::vector<std::string> presumption_texts(const std::vector<Presumption>& presumptions);

/// What is not encoded, with its citations.
/// Names the package that says so where it is another than `package`.
[[nodiscard]] std::string gap_text(const Gap& gap, const std::string& package);

/// `read as no: fee_runs  "Does the fee run …?"  (by the package, unverified)`; `left open: fee_runs  "…"`.
[[nodiscard]] std::string reading_text(const Reading& reading);

/// What the verdict would be as open readings are read, a line each: `if fee_runs: late, fee CNY 350`, `if not: …`.
/// Nothing where none of them says more than the verdict does.
[[nodiscard]] std::vector<std::string> under_readings_texts(const Verdict& verdict);

/// What the verdict leans on that is not sure, one line each.
struct LeaningLines {
  std::vector<std::string> unverified;
  std::vector<std::string> presumed;
  std::vector<std::string> not_encoded;
  std::vector<std::string> readings;  ///< with what the verdict would be under those that are open
};
[[nodiscard]] LeaningLines leaning_lines(const Verdict& verdict);

/// The first reasons in words, one line each, for cells and messages of other tools.
[[nodiscard]] std::vector<std::string> reason_lines(const Explanation& reasons, std::size_t most);

}  // namespace shibo::cli
