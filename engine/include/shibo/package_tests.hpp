// Running the tests that rule packages carry.
#pragma once

#include <string>
#include <vector>

#include "shibo/place.hpp"
#include "shibo/rules.hpp"

namespace shibo {

struct TestFailure {
  Place place;              ///< of the expectation
  std::string expectation;  ///< as written
  std::string found;        ///< what came out instead
};

struct TestResult {
  std::string package;
  std::string title;
  Place place;
  std::size_t expectations = 0;
  std::vector<TestFailure> failures;
};

/// Every test of the packages that are put to records, in the order of the files. Throws
/// std::logic_error where the rules were loaded without tests.
[[nodiscard]] std::vector<TestResult> run_tests(const Rules& rules);

}  // namespace shibo
