// What is said of rule files that are not there, or cannot be read.
#include <gtest/gtest.h>

#include <map>

#include "check/check.hpp"

namespace shibo::engine {
namespace {

/// Files in memory; one whose text is missing cannot be read.
struct Memory final : Files {
  std::map<std::string, std::optional<std::string>> files;

  std::optional<std::string> read(const std::string& path, std::string& why) const override {
    const auto found = files.find(path);
    if (found == files.end() || !found->second) why = "the system says no";
    return found == files.end() ? std::nullopt : found->second;
  }
  std::vector<std::string> rule_files(const std::string& path) const override {
    std::vector<std::string> all;
    for (const auto& [name, text] : files) {
      if (name == path || name.starts_with(path + "/")) all.push_back(name);
    }
    return all;
  }
};

std::string said(const Memory& files, const std::string& path) {
  return dsl::render(check_rules({{path}, {}}, files).diagnostics);
}

TEST(RuleFiles, OneThatCannotBeReadIsSaidAndStopsNoOther) {
  Memory files;
  files.files["rules/a.shibo"] = std::nullopt;
  files.files["rules/b.shibo"] = "package b\nrule r { require x }\n";
  EXPECT_EQ(
      said(files, "rules"),
      "error[E0405]: cannot read `rules/a.shibo`: the system says no\n\n"
      "error[E0201]: nothing is called `x` here\n --> rules/b.shibo:2:18\n  |\n2 | rule r { require x }\n  |                  ^\n\n"
      "2 errors\n");
}

TEST(RuleFiles, APathWithoutRulesIsSaid) {
  EXPECT_EQ(said({}, "nowhere"), "error[E0407]: there is no file or folder `nowhere`\n\n1 error\n");
  EXPECT_EQ(said({}, "docs/schema"), "error[E0407]: no rule files (*.shibo) in `docs/schema`\n\n1 error\n");
}

}  // namespace
}  // namespace shibo::engine
