// Rows that a package adds to the table of another: for whom they count, and on what law a verdict then leans.
#include <gtest/gtest.h>

#include "judge/judge.hpp"
#include "judge/leaning.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kTables = R"(
package law "Tables that others add to"

instrument L "The law" in force 2020-01-01

record R "A record" dated by day {
  id: text key "Number"
  day: date "Day"
  n: number "A number"
  hs: hs "A code"
}

fact told "Told" for R
condition holds "H" for R cites "L 1" = told
condition fits "F" for R cites "L 1" = rule_of

table rule_of "Rules" for R cites "L 2" unverified "of the table" {
  match hs
  gives condition
  choose most specific
  rows { chapter 87 -> holds cites "L 3" }
  otherwise unknown "no row"
}
table rest "What is left" for R cites "L 4" {
  match n
  gives number
  rows {
    1 -> 10
    other -> 20
  }
}
table both "All rows" for R cites "L 5" {
  match n
  gives number
  choose all rows, sum
  rows { > 0 -> 1 }
}
table dated "Texts" for R since 2020-01-01 until 2022-12-31 cites "L 6" {
  match n
  gives number
  rows { 1 -> 1 }
  otherwise 0
}
table dated "Texts" for R since 2023-01-01 cites "L 6" {
  match n
  gives number
  rows { 1 -> 2 }
  otherwise 0
}
decision d "D" for R cites "L" {
  yes when fits
  no otherwise
}
not encoded "More of the rules" touches rule_of when n is 99
)";

constexpr const char* kMore = R"(
package more "Rows of our own"

use law

instrument COPY "Our copy" in force 2020-01-01

fact own "Ours" for R
condition holds "Ours, and no other's" for R cites "COPY 1" = own

extend table law.rule_of cites "COPY 2" {
  rows {
    heading 8703 -> holds unverified "of the row"
    heading 9401 -> fits_too cites "COPY 3" until 2024-06-30
  }
}
condition fits_too "F" for R cites "COPY 4" = true
extend table rest cites "COPY" unverified "of the head" { rows { 2 -> 30 } }
extend table both cites "COPY" { rows { > 1 -> 100 } }
extend table dated since 2023-01-01 cites "COPY" {
  rows {
    2 -> 9
    3 -> 8 until 2023-12-31
  }
}
not encoded "Rows that our copy lacks" cites "COPY" touches law.rule_of
not encoded "All else of our copy" cites "COPY"
)";

class MoreRowsTest : public testing::TestWithParam<bool> {
 protected:
  static std::vector<std::string> texts(bool adding_first) {
    return adding_first ? std::vector<std::string>{kMore, kTables} : std::vector<std::string>{kTables, kMore};
  }

  static RecordPtr record(const RulesInMemory& rules, std::map<std::string, FieldValue> fields) {
    fields.emplace("day", day("2024-05-01"));
    fields.emplace("n", given(Number(1)));
    return make_record(rules.record("R"), fields);
  }
  [[nodiscard]] Value value(const std::string& name, std::map<std::string, FieldValue> fields) const {
    return rules_.value(name, *record(rules_, std::move(fields)));
  }

  struct Told {
    std::string outcome;
    std::set<std::string> marks;
    std::set<std::string> gaps;
  };
  static Told told(const RulesInMemory& rules, std::map<std::string, FieldValue> fields) {
    const Agenda agenda(rules.program(), {true, {}, {&rules.named("d")}});
    Told out;
    const RecordPtr judged = record(rules, std::move(fields));
    judge(agenda, {}, *judged, [&](const Judgement& judgement) {
      const Verdict& verdict = judgement.verdicts.front();
      const auto* outcome = verdict.step->value.get<TextValue>();
      if (outcome != nullptr) out.outcome = *outcome;
      out.marks = verdict.leaning.unverified;
      for (const Gap* gap : verdict.gaps) out.gaps.insert(gap->package->name + ": " + gap->what);
    });
    return out;
  }
  Told told(std::map<std::string, FieldValue> fields) { return told(rules_, std::move(fields)); }

  static FieldValue code(const std::string& digits) { return given(*HsCode::parse(digits)); }

  using Texts = std::set<std::string>;
  RulesInMemory rules_{texts(GetParam())};
};

INSTANTIATE_TEST_SUITE_P(InBothOrders, MoreRowsTest, testing::Bool());

TEST_P(MoreRowsTest, TheTablesOwnPackageIsAnsweredFromThem) {
  EXPECT_EQ(told({{"hs", code("940161")}}).outcome, "yes");
  EXPECT_EQ(told({{"hs", code("940261")}}).outcome, "");
}

TEST_P(MoreRowsTest, WithoutThePackageNothingChanges) {
  const RulesInMemory alone(kTables);
  const Told without = told(alone, {{"hs", code("940161")}});
  EXPECT_EQ(without.outcome, "");
  EXPECT_EQ(without.gaps, Texts{});
  EXPECT_EQ(told(alone, {{"hs", code("870321")}, {"told", given(true)}}).outcome, "yes");
}

TEST_P(MoreRowsTest, ANarrowerRowIsTakenAndANameMeansTheAddingPackagesOwn) {
  EXPECT_EQ(told({{"hs", code("870321")}, {"told", given(true)}, {"own", given(false)}}).outcome, "no");
  EXPECT_EQ(told({{"hs", code("870321")}, {"told", given(false)}, {"own", given(true)}}).outcome, "yes");
  EXPECT_EQ(told({{"hs", code("870110")}, {"told", given(true)}, {"own", given(false)}}).outcome, "yes");
}

TEST_P(MoreRowsTest, ARowHasItsDays) {
  EXPECT_EQ(told({{"hs", code("940161")}, {"day", day("2024-06-30")}}).outcome, "yes");
  EXPECT_EQ(told({{"hs", code("940161")}, {"day", day("2024-07-01")}}).outcome, "");
}

TEST_P(MoreRowsTest, AVerdictLeansOnTheLawOfTheRow) {
  const Told own = told({{"hs", code("870110")}, {"told", given(true)}});
  EXPECT_EQ(own.marks, Texts{"rule_of (L 2): of the table"});
  EXPECT_EQ(own.gaps, Texts{});
  const Told added = told({{"hs", code("870321")}, {"own", given(true)}});
  EXPECT_EQ(added.marks, (Texts{"rule_of (L 2): of the table", "rule_of (COPY 2): of the row"}));
  EXPECT_EQ(added.gaps, (Texts{"more: Rows that our copy lacks", "more: All else of our copy"}));
}

TEST_P(MoreRowsTest, AGapOfTheTablesPackageIsToldByItsOwnWhen) {
  EXPECT_EQ(told({{"hs", code("870110")}, {"told", given(true)}, {"n", given(Number(99))}}).gaps,
            Texts{"law: More of the rules"});
}

TEST_P(MoreRowsTest, OtherIsWhatAllRowsLeave) {
  EXPECT_EQ(*value("rest", {{"n", given(Number(1))}}).get<Number>(), Number(10));
  EXPECT_EQ(*value("rest", {{"n", given(Number(2))}}).get<Number>(), Number(30));
  EXPECT_EQ(*value("rest", {{"n", given(Number(3))}}).get<Number>(), Number(20));
}

TEST_P(MoreRowsTest, AllRowsAreJoined) {
  EXPECT_EQ(*value("both", {{"n", given(Number(1))}}).get<Number>(), Number(1));
  EXPECT_EQ(*value("both", {{"n", given(Number(2))}}).get<Number>(), Number(101));
}

TEST_P(MoreRowsTest, OfSeveralTextsTheOneOfTheDaysThatAreSaid) {
  const auto on = [&](const char* date, int n) {
    return *value("dated", {{"day", day(date)}, {"n", given(Number(n))}}).get<Number>();
  };
  EXPECT_EQ(on("2022-12-31", 2), Number(0));
  EXPECT_EQ(on("2023-01-01", 2), Number(9));
  EXPECT_EQ(on("2023-12-31", 3), Number(8));
  EXPECT_EQ(on("2024-01-01", 3), Number(0));
}

}  // namespace
}  // namespace shibo::engine
