// Runs the tests that packages carry.
#pragma once

#include <string>
#include <vector>

#include "eval/limits.hpp"
#include "program/program.hpp"

namespace shibo::engine {

struct TestFailure {
  const dsl::Expectation* expectation = nullptr;
  std::string found;  ///< what came out instead, for people
};

struct TestOutcome {
  const TestCase* test = nullptr;
  std::size_t expectations = 0;
  std::vector<TestFailure> failures;
};

struct TestReport {
  std::vector<TestOutcome> tests;  ///< in the order of packages and files
};

/// All tests of the packages that are judged; `steps_max` is what each expectation may cost.
[[nodiscard]] TestReport run_tests(const Program& program, std::size_t steps_max = EvaluationLimits::kSteps);

}  // namespace shibo::engine
