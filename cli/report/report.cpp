#include "report/report.hpp"

#include <algorithm>
#include <utility>

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
  if (verdict.standing() != Standing::NotApplicable) {
    ++verdicts;
    if (verdict.lacks_a_figure()) ++lack_a_figure;
    return;
  }
  NotApplicable& of_it = not_applicable[verdict.package() + "." + verdict.name()];
  ++of_it.records;
  for (const std::string& text : presumption_texts(verdict.presumed_by_law())) ++of_it.presumed[text];
}

void Totals::add(const Finding& finding) {
  ++findings;
  unreadable += finding.lost ? finding.records : 0;
}

std::string spoken(std::string outcome) {
  std::replace(outcome.begin(), outcome.end(), '_', ' ');
  return outcome;
}

namespace {

/// What a rule does: `passes`.
const char* clause_of(Standing standing) {
  switch (standing) {
    case Standing::Passes: return "passes";
    case Standing::Fails: return "fails";
    case Standing::Advises: return "advises";
    case Standing::Undetermined: return "is undetermined";
    case Standing::Informs: return "informs";
    case Standing::NotApplicable: return "does not apply";
  }
  return "";
}

}  // namespace

std::string verdict_text(const Verdict& verdict) {
  std::string text;
  if (!verdict.is_decision()) {
    return verdict.name() + " " + clause_of(verdict.standing()) + " under " + verdict.package() +
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
  for (const Figure& figure : verdict.figures(0)) text += ", " + figure.name + " " + figure.value;
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

std::vector<std::string> presumption_texts(const std::vector<Presumption>& presumptions) {
  std::vector<std::string> texts;
  for (const Presumption& one : presumptions) {
    std::string text = presumption_text(one);
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
  }
  return texts;
}

std::string gap_text(const Gap& gap, const std::string& package) {
  return with_citations((gap.package == package ? "" : gap.package + ": ") + gap.what, gap.citations);
}

std::string reading_text(const Reading& reading) {
  const char* how = reading.read == Truth::True    ? "read as yes: "
                    : reading.read == Truth::False ? "read as no: "
                                                   : "left open: ";
  std::string text = how + reading.name + "  \"" + reading.question + "\"";
  std::string whose;
  if (reading.read != Truth::Unknown) whose = reading.by_run ? "by the run" : "by the package";
  if (reading.unverified) whose += whose.empty() ? "unverified" : ", unverified";
  return with_citations(text, reading.citations) + (whose.empty() ? "" : "  (" + whose + ")");
}

namespace {

/// `if a and not b`; of one alone `if a`, `if not`.
std::string if_read(const std::vector<std::string>& names, const std::vector<bool>& read) {
  if (names.size() == 1) return read.front() ? "if " + names.front() : "if not";
  std::string text = "if ";
  for (std::size_t i = 0; i < names.size() && i < read.size(); ++i)
    text += (i == 0 ? "" : " and ") + std::string(read[i] ? "" : "not ") + names[i];
  return text;
}

std::string then_text(const Verdict& verdict, const UnderReadings& under) {
  if (!under.asked) return "not asked";
  if (under.standing == Standing::NotApplicable) return "does not apply";
  if (!verdict.is_decision()) return clause_of(under.standing);
  std::string text = spoken(under.outcome);
  if (under.outcome.empty()) {
    for (const std::string& open : under.possible_outcomes) text += (text.empty() ? "" : " or ") + spoken(open);
    text = "undetermined" + (text.empty() ? "" : " (" + text + ")");
  }
  for (const Figure& figure : under.figures) text += ", " + figure.name + " " + figure.value;
  return text;
}

}  // namespace

std::vector<std::string> under_readings_texts(const Verdict& verdict) {
  std::vector<std::string> names;
  for (const Reading& one : verdict.readings()) {
    if (one.read == Truth::Unknown) names.push_back(one.name);
  }
  const std::vector<UnderReadings> all = verdict.under_readings();
  if (!names.empty() && all.empty())
    return {"it rests on " + std::to_string(names.size()) +
            " open readings: what each gives is told where they are three at most"};
  std::vector<std::string> lines;
  const UnderReadings itself{
      {}, true, verdict.standing(), verdict.outcome(), verdict.possible_outcomes(), verdict.figures(0)};
  bool differ = false;
  for (const UnderReadings& under : all) {
    const std::string then = then_text(verdict, under);
    differ = differ || then != then_text(verdict, itself);
    lines.push_back(if_read(names, under.read) + ": " + then);
  }
  return differ ? lines : std::vector<std::string>();
}

LeaningLines leaning_lines(const Verdict& verdict) {
  LeaningLines lines{verdict.unverified(), presumption_texts(verdict.presumed_by_law()), {}, {}};
  for (const Reading& one : verdict.readings()) lines.readings.push_back(reading_text(one));
  for (std::string& line : under_readings_texts(verdict)) lines.readings.push_back(std::move(line));
  for (const Gap& gap : verdict.gaps()) lines.not_encoded.push_back(gap_text(gap, verdict.package()));
  return lines;
}

namespace {

constexpr std::size_t kCausesInCell = 30;

std::string causes_in_a_line(const std::vector<Cause>& causes) {
  std::string text;
  for (std::size_t i = 0; i < causes.size() && i < kCausesInCell; ++i)
    text +=
        (text.empty() ? "" : "; ") + causes[i].message + (causes[i].path.empty() ? "" : " [" + causes[i].path + "]");
  if (causes.size() > kCausesInCell) text += "; and more";
  return text;
}

}  // namespace

std::string causes_text(const Verdict& verdict) { return causes_in_a_line(verdict.causes(kCausesInCell + 1)); }

std::string unknown_figures_text(const Verdict& verdict) {
  std::string text;
  for (const Figure& figure : verdict.figures(kCausesInCell + 1)) {
    if (figure.known) continue;
    text += (text.empty() ? "" : "; ") + figure.name + " is not known: " + causes_in_a_line(figure.causes);
  }
  return text;
}

namespace {

using Kind = Explanation::Kind;

/// What the law calls by name and cites.
bool is_heading(const Explanation& node) {
  return node.kind == Kind::Rule || (node.kind == Kind::Definition && !node.citations.empty());
}

/// The comparisons and facts at the ends.
bool is_end(const Explanation& node) {
  return node.kind == Kind::Comparison || (node.kind == Kind::Fact && (node.condition || !node.known));
}

std::string cited(const Explanation& node) {
  std::string text;
  for (const std::string& cite : node.citations) text += ", " + cite;
  return text;
}

/// `valid_proof fails, RCEP Art. 3.16: The importer holds a valid proof`.
std::string heading(const Explanation& node) {
  static constexpr const char* kOfRule[] = {" fails", " is undetermined", " passes"};
  static constexpr const char* kOfDefinition[] = {" does not hold", " is undetermined", " holds"};
  const auto truth = static_cast<std::size_t>(node.truth);
  const std::string state = node.kind == Kind::Rule ? kOfRule[truth]
                            : node.condition        ? kOfDefinition[truth]
                                                    : " is " + node.value;
  return node.name + state + cited(node) + (node.title.empty() ? "" : ": " + node.title);
}

/// A fact about the record; what is best read as it is written says that it does not hold.
std::string end_line(const Explanation& node) {
  if (!node.says.empty()) return node.says + cited(node);
  return (node.truth == Truth::False ? "does not hold: " : "") + node.text + cited(node) + figures_text(node);
}

struct ReasonLine {
  std::string text;
  bool end = false;
};

/// Of what is folded, the first end alone. Whether one was found.
bool collect(const Explanation& node, bool first_end_only, std::vector<ReasonLine>& lines) {
  if (node.part == Explanation::Part::Closed) return false;
  const bool one = first_end_only || node.part == Explanation::Part::Beside;
  const bool end = is_end(node);
  if (!node.repeated && (end || (is_heading(node) && !one))) {
    ReasonLine line{end ? end_line(node) : heading(node), end};
    const bool told = std::any_of(lines.begin(), lines.end(), [&](const ReasonLine& l) { return l.text == line.text; });
    if (!told) lines.push_back(std::move(line));
  }
  if (end && one) return true;
  for (const Explanation& child : node.children) {
    if (collect(child, one, lines) && one) return true;
  }
  return false;
}

/// The first comparison as it is written, with its figures.
std::string first_written(const Explanation& node) {
  if (node.kind == Kind::Comparison) return node.text + cited(node) + figures_text(node);
  if (is_end(node) || is_heading(node)) return node.name + cited(node) + (node.title.empty() ? "" : ": " + node.title);
  for (const Explanation& child : node.children) {
    if (std::string text = first_written(child); !text.empty()) return text;
  }
  return "";
}

}  // namespace

/// Where they are too many, the headings after the first give way to the facts.
std::vector<std::string> reason_lines(const Explanation& reasons, std::size_t most) {
  std::vector<ReasonLine> all;
  for (const Explanation& child : reasons.children) collect(child, false, all);
  std::size_t too_many = all.size() > most ? all.size() - most : 0;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < all.size() && lines.size() < most; ++i) {
    if (!all[i].end && i > 0 && too_many > 0) --too_many;
    else lines.push_back(std::move(all[i].text));
  }
  return lines;
}

namespace {

std::string presumed_text(const Unasked& question) {
  std::vector<std::string> all = presumption_texts(question.presumed);
  std::sort(all.begin(), all.end());
  std::string text;
  for (const std::string& one : all) text += (text.empty() ? " (presumed: " : "; ") + one;
  return text.empty() ? text : text + ")";
}

std::string why_unasked(const Unasked& question) {
  const std::string name = question.package + "." + question.name;
  std::string why;
  for (const Explanation& child : question.why.children) {
    if (why.empty()) why = first_written(child);
  }
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
  for (const Unasked& question : record.questions)
    text += (text.empty() ? "" : "; ") + why_unasked(question) + presumed_text(question);
  return text;
}

}  // namespace shibo::cli
