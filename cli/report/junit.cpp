// JUnit's XML, as build servers read it: a suite for each file, a case for each verdict. A suite counts
// its cases in its first line, so each file's cases are held, or set aside, until the file is done.
#include "report/junit.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "report/report.hpp"
#include "report/text.hpp"

namespace shibo::cli {

namespace {

/// What is in memory goes into the file, so that memory does not grow with the input. Where there is no
/// room for a file it stays.
void set_aside(JunitSuite& suite) {
  static constexpr std::size_t kHeld = 1024 * 1024;
  if (suite.cases.size() < kHeld || !suite.may_set_aside) return;
  if (!suite.aside)
    suite.aside = {std::tmpfile(), [](std::FILE* file) {
                     if (file != nullptr) std::fclose(file);
                   }};
  const bool written =
      suite.aside && std::fwrite(suite.cases.data(), 1, suite.cases.size(), suite.aside.get()) == suite.cases.size() &&
      std::fflush(suite.aside.get()) == 0;
  if (!written) {
    suite.may_set_aside = false;
    return;
  }
  suite.aside_size += suite.cases.size();
  suite.cases.clear();
}

void write_aside(std::ostream& out, const JunitSuite& suite) {
  if (!suite.aside) return;
  std::rewind(suite.aside.get());
  std::vector<char> chunk(64 * 1024);
  for (std::size_t left = suite.aside_size; left > 0;) {
    const std::size_t count = std::fread(chunk.data(), 1, std::min(left, chunk.size()), suite.aside.get());
    if (count == 0) throw std::runtime_error("cannot read back the cases of `" + suite.name + "` that were set aside");
    out.write(chunk.data(), static_cast<std::streamsize>(count));
    left -= count;
  }
}

}  // namespace

std::string xml_text(std::string_view raw) {
  std::string text = valid_utf8(raw);
  // U+FFFE and U+FFFF are valid, and no XML may hold them.
  for (const std::string_view none : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (std::size_t at = text.find(none); at != std::string::npos; at = text.find(none, at))
      text.replace(at, none.size(), "?");
  }
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;
      case '\t': out += "&#9;"; break;
      // XML 1.0 has no way to write the other control characters.
      default: out += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    }
  }
  return out;
}

void write_suite(std::ostream& out, const JunitSuite& suite) {
  out << "<testsuite name=\"" << xml_text(suite.name) << "\" tests=\"" << suite.tests << "\" failures=\""
      << suite.failures << "\" errors=\"" << suite.errors << "\" skipped=\"" << suite.skipped << "\">\n";
  write_aside(out, suite);
  out << suite.cases << "</testsuite>\n";
}

namespace {

/// What tells in a suite how a case went.
const char* element_of(JunitCase::What what) {
  switch (what) {
    case JunitCase::What::Failed: return "failure";
    case JunitCase::What::Error: return "error";
    case JunitCase::What::Skipped: return "skipped";
    case JunitCase::What::Passed: break;
  }
  return "";
}

}  // namespace

void add_case(JunitSuite& suite, std::string_view group, std::string_view name, JunitCase::What what,
              std::string_view message, std::string_view details) {
  ++suite.tests;
  suite.failures += what == JunitCase::What::Failed ? 1 : 0;
  suite.errors += what == JunitCase::What::Error ? 1 : 0;
  suite.skipped += what == JunitCase::What::Skipped ? 1 : 0;
  suite.cases += "  <testcase classname=\"" + xml_text(group) + "\" name=\"" + xml_text(name) + "\"";
  if (what == JunitCase::What::Passed) {
    suite.cases += "/>\n";
    return set_aside(suite);
  }
  const std::string element = element_of(what);
  suite.cases += "><" + element + " message=\"" + xml_text(message) + "\">" + xml_text(details) + "</" + element +
                 "></testcase>\n";
  set_aside(suite);
}

namespace {

class Junit final : public Report {
 public:
  explicit Junit(std::ostream& out) : out_(out) {}

  void begin(const Rules&) override {
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"shibo check\">\n";
  }

  void file(const std::string& name) override {
    flush();
    suite_.name = name;
  }

  void verdict(const Verdict& verdict) override {
    const std::string group = verdict.package() + "." + verdict.name();
    const std::string name = verdict.record().id() + " (" + to_text(verdict.record().place()) + ")";
    add_case(suite_, group, name, what(verdict.standing()), verdict_text(verdict), details(verdict));
  }

  void finding(const Finding& finding) override {
    const bool error = finding.severity == FindingSeverity::Error;
    add_case(suite_, "data." + finding.code, to_text(finding.place),
             error ? JunitCase::What::Error : JunitCase::What::Skipped, finding.message, finding.help);
  }

  void not_asked(const NotAsked& record) override {
    add_case(suite_, "not_asked", record.record.id() + " (" + to_text(record.record.place()) + ")",
             JunitCase::What::Skipped, "nothing was asked of it", not_asked_text(record));
  }

  void end(const Totals&) override {
    flush();
    out_ << "</testsuites>\n";
  }

 private:
  static JunitCase::What what(Standing standing) {
    if (standing == Standing::Fails) return JunitCase::What::Failed;
    return standing == Standing::Undetermined ? JunitCase::What::Skipped : JunitCase::What::Passed;
  }

  static std::string details(const Verdict& verdict) {
    std::string text;
    if (verdict.standing() == Standing::Undetermined) text = causes_text(verdict);
    else if (verdict.standing() != Standing::Fails) return text;
    else
      for (const std::string& line : reason_lines(verdict.reasons(), 20)) text += (text.empty() ? "" : "\n") + line;
    for (const std::string& mark : verdict.unverified()) text += "\nunverified: " + mark;
    for (const std::string& line : leaning_lines(verdict).readings) text += "\n" + line;
    return text;
  }

  void flush() {
    if (!suite_.name.empty()) write_suite(out_, suite_);
    suite_ = {};
  }

  std::ostream& out_;
  JunitSuite suite_;
};

}  // namespace

std::unique_ptr<Report> junit_report(std::ostream& out) { return std::make_unique<Junit>(out); }

}  // namespace shibo::cli
