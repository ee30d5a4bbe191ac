#include "report/report.hpp"

#include <algorithm>

#include "report/tree.hpp"

namespace shibo::cli {

const std::vector<std::string>& report_formats() {
  static const std::vector<std::string> kNames = {"human", "json", "ndjson", "csv", "junit", "sarif"};
  return kNames;
}

std::unique_ptr<Report> make_report(const std::string& format, std::ostream& out, const Style& style) {
  if (format == "json") return json_report(out, false);
  if (format == "ndjson") return json_report(out, true);
  if (format == "csv") return csv_report(out);
  if (format == "junit") return junit_report(out);
  if (format == "sarif") return sarif_report(out);
  return human_report(out, style);
}

void Totals::add(const Verdict& verdict) {
  ++by_standing[static_cast<std::size_t>(verdict.standing())];
  if (verdict.standing() == Standing::NotApplicable) ++not_applicable[verdict.package() + "." + verdict.name()];
  else ++verdicts;
}

void Totals::add(const Finding& finding) {
  ++findings;
  unreadable += finding.lost ? 1 : 0;
}

namespace {

/// `not_eligible` as people say it.
std::string spoken(std::string outcome) {
  std::replace(outcome.begin(), outcome.end(), '_', ' ');
  return outcome;
}

}  // namespace

std::string verdict_text(const Verdict& verdict) {
  std::string text;
  if (!verdict.is_decision()) {
    static constexpr const char* kWords[] = {" passes",          " fails",   " advises",
                                             " is undetermined", " informs", " does not apply"};
    return verdict.name() + kWords[static_cast<int>(verdict.standing())] + " under " + verdict.package() +
           (verdict.applies() == Truth::Unknown && verdict.standing() == Standing::Passes ? ", if it applies at all"
                                                                                          : "");
  }
  if (verdict.standing() == Standing::NotApplicable)
    return verdict.name() + " does not apply under " + verdict.package();
  if (!verdict.outcome().empty()) {
    text = spoken(verdict.outcome());
  } else {
    for (const std::string& open : verdict.possible_outcomes()) text += (text.empty() ? "" : " or ") + spoken(open);
    if (!text.empty() && verdict.applies() == Truth::Unknown) text += ", if it applies at all";
    text = "undetermined" + (text.empty() ? "" : " (" + text + ")");
  }
  text += " under " + verdict.package();
  for (const Figure& figure : verdict.figures()) text += ", " + figure.name + " " + figure.value;
  return text;
}

namespace {

std::string with_citations(std::string text, const std::vector<std::string>& citations) {
  for (std::size_t i = 0; i < citations.size(); ++i) text += (i == 0 ? "  " : ", ") + citations[i];
  return text;
}

}  // namespace

std::string presumption_text(const Presumption& presumption) {
  return with_citations(presumption.what + ", in " + presumption.by, presumption.citations);
}

std::string gap_text(const Gap& gap) { return with_citations(gap.what, gap.citations); }

LeaningLines leaning_lines(const Verdict& verdict) {
  LeaningLines lines{verdict.unverified(), {}, {}};
  for (const Presumption& one : verdict.presumed()) {
    const std::string text = presumption_text(one);
    if (std::find(lines.presumed.begin(), lines.presumed.end(), text) == lines.presumed.end())
      lines.presumed.push_back(text);
  }
  for (const Gap& gap : verdict.gaps()) lines.not_encoded.push_back(gap_text(gap));
  return lines;
}

std::string causes_text(const Verdict& verdict) {
  constexpr std::size_t kMost = 30;
  std::string text;
  const std::vector<Cause> causes = verdict.causes(kMost + 1);
  for (std::size_t i = 0; i < causes.size() && i < kMost; ++i)
    text +=
        (text.empty() ? "" : "; ") + causes[i].message + (causes[i].path.empty() ? "" : " [" + causes[i].path + "]");
  if (causes.size() > kMost) text += "; and more";
  return text;
}

namespace {

/// What the law calls by name and cites, and the comparisons and facts at the ends.
bool is_told(const Explanation& node) {
  using Kind = Explanation::Kind;
  const bool named = node.kind == Kind::Rule || (node.kind == Kind::Definition && !node.citations.empty());
  return named || node.kind == Kind::Comparison || (node.kind == Kind::Fact && node.condition);
}

void collect(const Explanation& node, std::size_t most, std::vector<std::string>& lines) {
  if (lines.size() >= most) return;
  if (is_told(node) && !node.repeated) {
    std::string line = node.kind == Explanation::Kind::Comparison ? node.text : node.name;
    for (const std::string& cite : node.citations) line += ", " + cite;
    if (node.kind == Explanation::Kind::Comparison) line += figures_text(node);
    if (node.kind != Explanation::Kind::Comparison && !node.title.empty()) line += ": " + node.title;
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
  }
  for (const Explanation& child : node.children) collect(child, most, lines);
}

}  // namespace

std::vector<std::string> reason_lines(const Explanation& reasons, std::size_t most) {
  std::vector<std::string> lines;
  for (const Explanation& child : reasons.children) collect(child, most, lines);
  return lines;
}

namespace {

std::string why_unasked(const Unasked& question) {
  const std::string name = question.package + "." + question.name;
  const std::vector<std::string> lines = reason_lines(question.why, 1);
  const std::string why = lines.empty() ? "" : lines.front();
  switch (question.because) {
    case Unasked::Because::NoText: return name + ": no text of it is in force on the day of the record";
    case Unasked::Because::DoesNotApply: return name + " does not apply" + (why.empty() ? "" : ": " + why);
    case Unasked::Because::AskedWhen: break;
  }
  if (why.starts_with(question.asked_when)) return name + ": asked when " + why;
  return name + ": asked when " + question.asked_when + (why.empty() ? "" : "; " + why);
}

}  // namespace

std::string not_asked_text(const NotAsked& record) {
  if (record.questions.empty()) return "the rules have no question about it, or about what is in it";
  std::string text;
  for (const Unasked& question : record.questions) text += (text.empty() ? "" : "; ") + why_unasked(question);
  return text;
}

}  // namespace shibo::cli
