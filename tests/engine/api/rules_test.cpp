#include "shipped.hpp"

namespace shibo {
namespace {

TEST(Rules, TellTheirPackages) {
  ASSERT_EQ(rcep().packages().size(), 1u);
  const PackageInfo package = rcep().packages().front();
  EXPECT_EQ(package.name, "rcep");
  EXPECT_EQ(package.decisions, std::vector<std::string>{"preference"});
  EXPECT_EQ(package.rules, (std::vector<std::string>{"direct_consignment", "valid_proof"}));
}

TEST(Rules, ThatAreWrongAreDiagnosticsAndNoRules) {
  const Loaded loaded = load_rules({{"tests/cases/rules/E0218_circle.shibo"}, {"rules"}});
  EXPECT_FALSE(loaded.rules.has_value());
  EXPECT_TRUE(loaded.diagnostics.has_errors());
  ASSERT_EQ(loaded.diagnostics.all().size(), 1u);
  const Diagnostic one = loaded.diagnostics.all().front();
  EXPECT_EQ(one.code, "E0218");
  EXPECT_TRUE(one.error);
  EXPECT_EQ(one.place.file, "tests/cases/rules/E0218_circle.shibo");
  EXPECT_GT(one.place.line, 0u);
  EXPECT_NE(loaded.diagnostics.text().find("error[E0218]"), std::string::npos);
  EXPECT_NE(loaded.diagnostics.json().find("\"E0218\""), std::string::npos);
}

TEST(Rules, ThatAreNotThereAreADiagnostic) {
  const Loaded loaded = load_rules({{"no/such/folder"}, {}});
  EXPECT_FALSE(loaded.rules.has_value());
  ASSERT_TRUE(loaded.diagnostics.has_errors());
  EXPECT_NE(loaded.diagnostics.text().find("no/such/folder"), std::string::npos);
}

TEST(Diagnostics, OfNothingAreEmpty) {
  EXPECT_TRUE(Diagnostics().empty());
  EXPECT_FALSE(Diagnostics().has_errors());
  EXPECT_EQ(Diagnostics().text(), "");
  EXPECT_EQ(Diagnostics().json(), "[]\n");
}

TEST(PackageTests, AreRunOneByOne) {
  const std::vector<TestResult> results = run_tests(parcels());
  ASSERT_FALSE(results.empty());
  for (const TestResult& result : results) {
    EXPECT_EQ(result.package, "parcels");
    EXPECT_GT(result.expectations, 0u) << result.title;
    EXPECT_TRUE(result.failures.empty()) << result.title;
    EXPECT_GT(result.place.line, 0u) << result.title;
  }
}

}  // namespace
}  // namespace shibo
