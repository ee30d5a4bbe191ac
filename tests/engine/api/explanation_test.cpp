// What holds of every explanation, seen on all verdicts of the examples.
#include <functional>
#include <set>

#include "shipped.hpp"

namespace shibo {
namespace {

std::vector<Verdict> all_verdicts() {
  std::vector<Verdict> all;
  for (const Record& record : records_of(rcep(), "examples/rcep_preference/shipments.csv")) {
    for (const Verdict& verdict : check(rcep(), record)) all.push_back(verdict);
    for (const Verdict& verdict : check(rcep(), record, {{}, {"valid_proof", "direct_consignment"}}))
      all.push_back(verdict);
  }
  for (const Record& record : records_of(parcels(), "examples/first_rule/parcels.csv")) {
    for (const Verdict& verdict : check(parcels(), record)) all.push_back(verdict);
  }
  return all;
}

void walk(const Explanation& node, const std::function<void(const Explanation&)>& see) {
  see(node);
  for (const Explanation& child : node.children) walk(child, see);
}

TEST(Explanation, OfAFailureEndsInSomethingFalseThatTheRecordSays) {
  std::size_t failures = 0;
  for (const Verdict& verdict : all_verdicts()) {
    if (verdict.standing() != Standing::Fails) continue;
    ++failures;
    bool figure = false;
    walk(verdict.reasons(), [&](const Explanation& node) {
      figure = figure || (node.condition && node.truth == Truth::False && node.kind != Explanation::Kind::Outcome);
    });
    EXPECT_TRUE(figure) << verdict.record().id() << ' ' << verdict.name();
  }
  EXPECT_GT(failures, 4u);
}

TEST(Explanation, OfWhatIsUndeterminedNamesEveryMissingFactOfTheRecord) {
  std::size_t seen = 0;
  for (const Verdict& verdict : all_verdicts()) {
    if (verdict.standing() != Standing::Undetermined) continue;
    std::set<std::string> told;
    walk(verdict.reasons(), [&](const Explanation& node) { told.insert(node.name); });
    for (const Cause& why : verdict.causes()) {
      if (why.path.empty()) continue;
      EXPECT_TRUE(told.contains(why.path)) << verdict.record().id() << ' ' << why.path;
      ++seen;
    }
  }
  EXPECT_GT(seen, 4u);
}

TEST(Explanation, OfAPassHoldsNothingThatFailsButUnderANot) {
  for (const Verdict& verdict : all_verdicts()) {
    if (verdict.standing() != Standing::Passes) continue;
    const std::function<void(const Explanation&, Truth)> down = [&](const Explanation& node, Truth wanted) {
      if (node.text.starts_with("not ")) return;
      if (node.condition && node.kind != Explanation::Kind::Fact) {
        EXPECT_EQ(node.truth, wanted) << verdict.record().id() << ' ' << node.name << ' ' << node.text;
      }
      if (node.kind == Explanation::Kind::Comparison || node.kind == Explanation::Kind::Exception) return;
      for (const Explanation& child : node.children) down(child, wanted);
    };
    for (const Explanation& child : verdict.reasons().children) down(child, Truth::True);
  }
}

TEST(Explanation, NamesThePlaceOfEveryRuleAndOfEveryGivenFact) {
  for (const Verdict& verdict : all_verdicts()) {
    walk(verdict.trace(), [&](const Explanation& node) {
      EXPECT_GT(node.rule.line, 0u) << node.name << ' ' << node.text;
      if (node.kind == Explanation::Kind::Fact && node.known && !node.name.empty() && !node.by_mapping) {
        EXPECT_GT(node.fact.line, 0u) << verdict.record().id() << ' ' << node.name;
      }
    });
  }
}

TEST(Explanation, TellsNothingTwice) {
  for (const Verdict& verdict : all_verdicts()) {
    for (const Explanation& top : {verdict.reasons(), verdict.trace()}) {
      walk(top, [&](const Explanation& node) {
        if (node.repeated) {
          EXPECT_TRUE(node.children.empty()) << node.name;
        }
        for (std::size_t i = 1; i < node.children.size() && node.kind != Explanation::Kind::Comparison; ++i) {
          if (node.children[i].kind == Explanation::Kind::Rule) {
            EXPECT_NE(node.children[i], node.children[i - 1]) << node.name;
          }
        }
      });
    }
  }
}

TEST(Explanation, IsTheSameEachTime) {
  const std::vector<Verdict> once = all_verdicts();
  const std::vector<Verdict> again = all_verdicts();
  ASSERT_EQ(once.size(), again.size());
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_EQ(once[i].reasons(), again[i].reasons());
    EXPECT_EQ(once[i].trace(), again[i].trace());
  }
}

}  // namespace
}  // namespace shibo
