// `shibo test`: runs the tests that stand in packages.
#include <iostream>
#include <optional>

#include "commands.hpp"
#include "report/json_objects.hpp"
#include "report/junit.hpp"
#include "report/text.hpp"
#include "rules.hpp"
#include "shibo/package_tests.hpp"

namespace shibo::cli {

namespace {

struct Counts {
  std::size_t tests = 0;
  std::size_t expectations = 0;
  std::size_t failures = 0;
};

Counts count(const std::vector<TestResult>& results) {
  Counts counts;
  for (const TestResult& result : results) {
    ++counts.tests;
    counts.expectations += result.expectations;
    counts.failures += result.failures.size();
  }
  return counts;
}

void print_human(std::ostream& out, const std::vector<TestResult>& results, bool verbose) {
  for (const TestResult& result : results) {
    if (verbose)
      out << (result.failures.empty() ? "ok      " : "failed  ") << result.package << "  " << result.title << "  ("
          << counted(result.expectations, "expectation") << ", " << to_text(result.place) << ")\n";
    for (const TestFailure& failure : result.failures)
      out << to_text(failure.place) << ": \"" << result.title << "\"\n    " << failure.expectation << "\n    "
          << failure.found << '\n';
  }
  const Counts counts = count(results);
  out << counted(counts.tests, "test") << ", " << counted(counts.expectations, "expectation") << ": "
      << counts.expectations - counts.failures << " met, " << counts.failures << " not\n";
}

/// The tests of `only`: a package's, or those with the text in their title. Nothing, with a sentence on standard error,
/// where one of them chooses none.
std::optional<std::vector<TestResult>> chosen(const std::vector<TestResult>& all,
                                              const std::vector<std::string>& only) {
  if (only.empty()) return all;
  std::vector<bool> taken(all.size());
  bool each = true;
  for (const std::string& text : only) {
    bool any = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool fits = all[i].package == text || folded(all[i].title).find(folded(text)) != std::string::npos;
      taken[i] = taken[i] || fits;
      any = any || fits;
    }
    if (!any) std::cerr << "shibo: --only: no package is called `" << text << "`, and no test has it in its title\n";
    each = each && any;
  }
  if (!each) return std::nullopt;
  std::vector<TestResult> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (taken[i]) out.push_back(all[i]);
  }
  return out;
}

void print_json(std::ostream& out, const std::vector<TestResult>& results) {
  Json tests = Json::array();
  for (const TestResult& result : results) {
    Json failures = Json::array();
    for (const TestFailure& failure : result.failures)
      failures.push_back(
          {{"place", to_json(failure.place)}, {"expectation", failure.expectation}, {"found", failure.found}});
    tests.push_back({{"package", result.package},
                     {"title", result.title},
                     {"place", to_json(result.place)},
                     {"expectations", result.expectations},
                     {"failures", std::move(failures)}});
  }
  const Counts counts = count(results);
  const Json document{
      {"schema", "shibo-test-1"},
      {"program", SHIBO_VERSION},
      {"tests", std::move(tests)},
      {"totals", {{"tests", counts.tests}, {"expectations", counts.expectations}, {"failures", counts.failures}}}};
  out << dumped(document, 2) << '\n';
}

void print_junit(std::ostream& out, const std::vector<TestResult>& results) {
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"shibo test\">\n";
  JunitSuite suite;
  for (const TestResult& result : results) {
    if (suite.name != result.package) {
      if (!suite.name.empty()) write_suite(out, suite);
      suite = {};
      suite.name = result.package;
    }
    std::string details;
    for (const TestFailure& failure : result.failures)
      details += to_text(failure.place) + ": " + failure.expectation + ": " + failure.found + "\n";
    const bool failed = !result.failures.empty();
    add_case(suite, result.package, result.title, failed ? JunitCase::What::Failed : JunitCase::What::Passed,
             failed ? result.failures.front().found : "", details);
  }
  if (!suite.name.empty()) write_suite(out, suite);
  out << "</testsuites>\n";
}

}  // namespace

ExitCode run_test(const TestArguments& arguments, Output& output) {
  const std::optional<Rules> rules = rules_for(arguments.paths, Unnamed::All, arguments.json_diagnostics, For::Testing);
  if (!rules || !output.is_clear_of(rules->files())) return ExitCode::RulesOrCall;
  const std::optional<std::vector<TestResult>> found = chosen(run_tests(*rules), arguments.only);
  if (!found) return ExitCode::RulesOrCall;
  const std::vector<TestResult>& results = *found;
  if (arguments.format == "json") print_json(std::cout, results);
  else if (arguments.format == "junit") print_junit(std::cout, results);
  else print_human(std::cout, results, arguments.verbose);
  output.complete();
  return count(results).failures == 0 ? ExitCode::Passes : ExitCode::Fails;
}

}  // namespace shibo::cli
