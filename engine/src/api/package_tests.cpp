#include "shibo/package_tests.hpp"

#include <stdexcept>

#include "api/state.hpp"
#include "testing/test_run.hpp"

namespace shibo {

std::vector<TestResult> run_tests(const Rules& rules) {
  if (!rules.state().checked->with_tests) throw std::logic_error("the rules were loaded without their tests");
  std::vector<TestResult> out;
  const engine::TestReport report = engine::run_tests(rules.state().program());
  for (const engine::TestOutcome& outcome : report.tests) {
    const engine::TestCase& test = *outcome.test;
    TestResult result;
    result.package = test.package->name;
    result.title = test.syntax->title.value;
    result.place = place_of(engine::Written{test.source, test.syntax->span});
    result.expectations = outcome.expectations;
    for (const engine::TestFailure& failure : outcome.failures) {
      const dsl::Span span = failure.expectation->span;
      result.failures.push_back(
          {place_of(engine::Written{test.source, span}), std::string(test.source->slice(span)), failure.found});
    }
    out.push_back(std::move(result));
  }
  return out;
}

}  // namespace shibo
