// Runs the tests that packages carry.
#pragma once

#include <string>
#include <vector>

#include "sema/program.hpp"

namespace shibo::engine {

struct TestFailure {
  const TestCase* test = nullptr;
  const dsl::Expectation* expectation = nullptr;
  std::string found;  ///< what came out instead, for people
};

struct TestReport {
  std::size_t tests = 0;
  std::size_t expectations = 0;
  std::vector<TestFailure> failures;
};

/// All tests of the packages that are judged.
[[nodiscard]] TestReport run_tests(const Program& program);

}  // namespace shibo::engine
