// JSON and NDJSON: the same objects, in one document or one a line. Written as they come, so that
// memory does not grow with the input.
#include "report/json_objects.hpp"

namespace shibo::cli {

namespace {

class JsonReport final : public Report {
 public:
  JsonReport(std::ostream& out, bool lines) : out_(out), lines_(lines) {}

  void begin(const Rules&) override {
    const Json head{{"kind", "run"}, {"schema", "shibo-check-1"}, {"program", SHIBO_VERSION}};
    if (lines_) out_ << dumped(head) << '\n';
    else out_ << R"({"schema":"shibo-check-1","program":")" << SHIBO_VERSION << R"(","results":[)";
  }

  void verdict(const Verdict& verdict) override { one(to_json(verdict)); }
  void finding(const Finding& finding) override { one(to_json(finding)); }
  void not_asked(const NotAsked& record) override { one(to_json(record)); }
  void laws(const LawsOfRecord& laws) override { one(to_json(laws)); }
  [[nodiscard]] bool wants_laws() const override { return true; }

  void end(const Totals& totals) override {
    if (lines_) out_ << dumped(to_json(totals)) << '\n';
    else out_ << "\n],\"totals\":" << dumped(to_json(totals)) << "}\n";
  }

 private:
  void one(const Json& object) {
    if (lines_) out_ << dumped(object) << '\n';
    else out_ << (first_ ? "\n" : ",\n") << dumped(object);
    first_ = false;
  }

  std::ostream& out_;
  bool lines_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Report> json_report(std::ostream& out, bool lines) { return std::make_unique<JsonReport>(out, lines); }

}  // namespace shibo::cli
