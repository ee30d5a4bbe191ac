#include <iostream>

#include "commands.hpp"
#include "eval/test_run.hpp"
#include "rules.hpp"

namespace shibo::cli {

ExitCode run_test(const TestArguments& arguments) {
  const engine::Checked checked = load_rules(arguments.paths, arguments.json_diagnostics, true);
  if (!checked.ok) return ExitCode::RulesOrCall;
  const engine::TestReport report = engine::run_tests(*checked.program);
  for (const engine::TestFailure& failure : report.failures) {
    const dsl::Source& source = *failure.test->source;
    const dsl::Position at = source.position(failure.expectation->span.begin);
    std::cout << source.path() << ':' << at.line << ':' << at.column << ": \"" << failure.test->syntax->title.value << "\"\n    "
              << source.slice(failure.expectation->span) << "\n    " << failure.found << "\n";
  }
  std::cout << report.tests << " tests, " << report.expectations << " expectations: " << report.expectations - report.failures.size() << " met, "
            << report.failures.size() << " not\n";
  return report.failures.empty() ? ExitCode::Passes : ExitCode::Fails;
}

}  // namespace shibo::cli
