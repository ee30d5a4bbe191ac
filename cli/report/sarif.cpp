// SARIF 2.1.0 (OASIS, 2020): what fails, what is undetermined and what was found in the data, as results
// at their places in the input; what passes is not reported.
#include "report/json_objects.hpp"
#include "report/text.hpp"

namespace shibo::cli {

namespace {

Json location(const Place& place) {
  Json physical{{"artifactLocation", {{"uri", uri_of_path(place.file)}}}};
  if (place.line > 0) {
    physical["region"] = {{"startLine", place.line}};
    if (place.column > 0) physical["region"]["startColumn"] = place.column;
  }
  return {{"physicalLocation", std::move(physical)}};
}

const char* level(Standing standing) {
  return standing == Standing::Fails ? "error" : standing == Standing::Undetermined ? "warning" : "note";
}

class Sarif final : public Report {
 public:
  explicit Sarif(std::ostream& out) : out_(out) {}

  void begin(const Rules& rules) override {
    Json all = Json::array();
    for (const PackageInfo& package : rules.packages()) {
      for (const std::string& name : package.decisions) all.push_back({{"id", package.name + "." + name}});
      for (const std::string& name : package.rules) all.push_back({{"id", package.name + "." + name}});
    }
    const Json driver{{"name", "shibo"}, {"version", SHIBO_VERSION}, {"rules", std::move(all)}};
    out_ << R"({"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":)"
         << dumped(driver) << R"(},"columnKind":"unicodeCodePoints","results":[)";
  }

  void verdict(const Verdict& verdict) override {
    if (verdict.standing() == Standing::Passes || verdict.standing() == Standing::Informs) return;
    std::string text = verdict.record().id() + ": " + verdict_text(verdict);
    if (verdict.standing() == Standing::Undetermined) text += ". Needs: " + causes_text(verdict);
    else
      for (const std::string& reason : reason_lines(verdict.reasons(), 5)) text += "; " + reason;
    Json result{{"ruleId", verdict.package() + "." + verdict.name()},
                {"level", level(verdict.standing())},
                {"message", {{"text", text}}}};
    result["locations"] = Json::array({location(verdict.record().place())});
    if (!verdict.rule().file.empty()) {
      Json related = location(verdict.rule());
      related["message"] = {{"text", "the rule"}};
      result["relatedLocations"] = Json::array({std::move(related)});
    }
    result["properties"] = leaning(verdict);
    one(result);
  }

  void finding(const Finding& finding) override {
    Json result{{"ruleId", finding.code},
                {"level", to_text(finding.severity)},
                {"message", {{"text", finding.message + (finding.help.empty() ? "" : ". " + finding.help)}}}};
    result["locations"] = Json::array({location(finding.place)});
    one(result);
  }

  void not_asked(const NotAsked& record) override {
    Json result{{"ruleId", "not_asked"},
                {"kind", "notApplicable"},
                {"level", "none"},
                {"message", {{"text", record.record.id() + ": nothing was asked of it: " + not_asked_text(record)}}}};
    result["locations"] = Json::array({location(record.record.place())});
    one(result);
  }

  void end(const Totals&) override { out_ << "\n]}]}\n"; }

 private:
  /// In the bag of properties that every object of SARIF may have (3.8).
  static Json leaning(const Verdict& verdict) {
    const LeaningLines lines = leaning_lines(verdict);
    Json bag{{"unverified", lines.unverified}, {"presumed", lines.presumed}, {"notEncoded", lines.not_encoded}};
    if (!lines.readings.empty()) bag["readings"] = lines.readings;
    return bag;
  }

  void one(const Json& result) {
    out_ << (first_ ? "\n" : ",\n") << dumped(result);
    first_ = false;
  }

  std::ostream& out_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Report> sarif_report(std::ostream& out) { return std::make_unique<Sarif>(out); }

}  // namespace shibo::cli
