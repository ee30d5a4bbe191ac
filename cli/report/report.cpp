#include "report/report.hpp"

#include <algorithm>

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

std::string verdict_text(const Verdict& verdict) {
  std::string text;
  if (!verdict.is_decision()) {
    static constexpr const char* kWords[] = {" passes", " fails", " advises", " is undetermined", " informs"};
    return verdict.name() + kWords[static_cast<int>(verdict.standing())] + " under " + verdict.package();
  }
  if (!verdict.outcome().empty()) {
    text = verdict.outcome();
  } else {
    for (const std::string& open : verdict.possible_outcomes()) text += (text.empty() ? "undetermined (" : " or ") + open;
    text += ")";
  }
  std::replace(text.begin(), text.end(), '_', ' ');
  return text + " under " + verdict.package();
}

std::string causes_text(const Verdict& verdict) {
  std::string text;
  for (const Cause& why : verdict.causes()) text += (text.empty() ? "" : "; ") + why.message + (why.path.empty() ? "" : " [" + why.path + "]");
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

}  // namespace shibo::cli
