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

TEST(Rules, KeepWhatTheyDeclareToThemselves) {
  const std::string folder = "tests/cases/check/own_countries";
  const Loaded declaring = load_rules({{folder}, {}});
  const Loaded plain = load_rules({{folder + "/goods.shibo"}, {}});
  const Loaded declaring_again = load_rules({{folder}, {}});
  const auto origin = [](const Loaded& loaded, const char* text) {
    return RecordDraft(loaded.rules.value(), "Good").set("id", "1").set("origin", text).record().text("origin");
  };
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(origin(declaring, "Kosovo"), "XK");
    EXPECT_EQ(origin(plain, "XK"), std::nullopt) << "invalid, whatever other rules of the process declare";
    EXPECT_EQ(origin(plain, "TH"), "TH");
    EXPECT_EQ(origin(declaring_again, "XK"), "XK");
  }
}

TEST(Rules, AreJudgedByWithoutTheirTests) {
  const Loaded judging = load_rules({{"rules/rcep"}, {"rules"}, false});
  ASSERT_TRUE(judging.rules.has_value());
  EXPECT_EQ(judging.rules->packages().front().decisions, rcep().packages().front().decisions);
  EXPECT_EQ(judging.rules->files(), rcep().files());
  EXPECT_THROW((void)run_tests(*judging.rules), std::logic_error) << "no test to run is not all tests passed";
}

TEST(Rules, WithAMistakeInsideOfATestAreSoundForJudging) {
  const std::string path = "tests/cases/rules/E0601_test_field.shibo";
  EXPECT_FALSE(load_rules({{path}, {"rules"}}).rules.has_value());
  EXPECT_TRUE(load_rules({{path}, {"rules"}, false}).rules.has_value());
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
