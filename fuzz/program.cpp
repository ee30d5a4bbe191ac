// Whole packages: parse, names, types, and the tests that they carry.
#include "check/check.hpp"
#include "diagnostics_law.hpp"
#include "law.hpp"
#include "memory_files.hpp"
#include "testing/test_run.hpp"

namespace shibo::fuzz {
namespace {

/// A fuzzer finds what runs away without waiting for the limit of real work.
constexpr std::size_t kStepsMax = 20'000;

std::string shown(const engine::TestReport& report) {
  std::string out;
  for (const engine::TestOutcome& test : report.tests) {
    out += std::to_string(test.expectations) + '\n';
    for (const auto& failure : test.failures) out += failure.found + '\n';
  }
  return out;
}

}  // namespace
}  // namespace shibo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shibo;
  const fuzz::MemoryFiles files(fuzz::text_of(data, size));
  const engine::RulePaths options{{fuzz::MemoryFiles::kFolder}, {}};
  const engine::Checked checked = engine::check_rules(options, files);
  const std::string drawn = fuzz::checked(checked.diagnostics);
  fuzz::law(checked.ok != checked.diagnostics.has_errors(), "a program, or an error");
  const engine::Checked again = engine::check_rules(options, files);
  fuzz::same(drawn, dsl::render(again.diagnostics), "the same files have the same mistakes");
  if (!checked.ok) return 0;
  fuzz::same(fuzz::shown(engine::run_tests(*checked.program, fuzz::kStepsMax)),
             fuzz::shown(engine::run_tests(*again.program, fuzz::kStepsMax)), "tests come out alike");
  return 0;
}
