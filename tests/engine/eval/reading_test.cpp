// What a text of the law leaves open: read by the run, by the package, or not at all, and told where it decides.
#include <gtest/gtest.h>

#include "explain/cause_words.hpp"
#include "judge/judge.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kOpenLaw = R"(
package law "Readings"

instrument L "The law"

record R "A record" dated by day {
  id: text key "Number"
  day: date "Day"
  a: condition "A truth"
  n: number from 0 "A number"
}

reading open_one "Is it so?" cites "L 1"
reading second "And that?" cites "L 2"
reading third "And a third?" cites "L 3"
reading fourth "And a fourth?" cites "L 4"
reading said "Is it said?" cites "L 5" = false unverified "by the authority"
reading settled "Was it settled?" until 2023-12-31 cites "L 6"
reading settled "Was it settled?" since 2024-01-01 cites "L 6" = true cites "L 7"

condition is_open "Open" for R = open_one
condition is_said "Said" for R = said
condition is_settled "Settled" for R = settled
condition of_that_day "Settled on a day" for R = settled as of 2023-06-01
condition either_way "Either" for R = open_one or not open_one
condition both_ways "Both" for R = open_one and not open_one
condition presumed_away "Presumed" for R = open_one presumed true
condition beside "Beside the point" for R = a or open_one
condition named_beside "Beside the point" for R = a or said
define worth "Worth" for R : number cites "L"
  = first of {
      n + 1 when open_one
      n     otherwise
    }
define same "The same" for R : number cites "L"
  = first of {
      n when open_one
      n otherwise
    }

rule on_open "r" for R cites "L" { require open_one }
rule on_said "r" for R cites "L" { require not said }
rule on_beside "r" for R cites "L" { require beside and named_beside }
rule on_two "r" for R cites "L" { require open_one and not second }
rule on_four "r" for R cites "L" { require (open_one and second) or (third and fourth) }
rule if_open "r" for R cites "L" {
  when open_one
  require n >= 0
}
rule on_same "r" for R cites "L" { require same >= 0 }
decision carries "d" for R cites "L" { one otherwise with worth, n }
decision put_if "d" for R cites "L" {
  asked when open_one
  one otherwise
}
decision only_if "d" for R cites "L" {
  when open_one
  one otherwise
}
)";

class ReadingTest : public testing::Test {
 protected:
  std::shared_ptr<Record> record(std::optional<bool> a = {}) {
    auto out = make_record(rules_.record("R"), {{"day", day("2024-05-01")}, {"n", given(Number(3))}});
    if (a) out->fields[static_cast<std::size_t>(out->type->find("a"))] = given(*a);
    return out;
  }
  engine::Run run(const std::map<std::string, bool>& readings) {
    engine::Run run;
    for (const auto& [name, yes] : readings) run.readings[&rules_.named(name)] = yes;
    return run;
  }
  Truth truth(const std::string& name, const engine::Run& run = {}, std::optional<bool> a = {}) {
    const auto r = record(a);
    Evaluation evaluation(rules_.program(), *r, run);
    return rules_.ask(evaluation, name, *r)->value.truth();
  }
  std::vector<std::string> causes(const std::string& name) {
    const auto r = record();
    Evaluation evaluation(rules_.program(), *r);
    std::vector<std::string> all;
    for (const Cause* why : rules_.ask(evaluation, name, *r)->value.causes()) all.push_back(words_of(*why));
    return all;
  }

  struct Told {
    Verdict::Standing standing = Verdict::Standing::NotApplicable;
    std::vector<std::string> readings;  ///< `said no`
    std::vector<std::string> open;
    std::vector<std::string> under;  ///< `yes no: passes`
    std::set<std::string> unverified;
  };
  static std::string standing_text(Verdict::Standing standing) {
    switch (standing) {
      case Verdict::Standing::Passes: return "passes";
      case Verdict::Standing::Fails: return "fails";
      case Verdict::Standing::Informs: return "informs";
      case Verdict::Standing::NotApplicable: return "does not apply";
      default: return "open";
    }
  }
  Told told(const std::string& name, const engine::Run& run = {}, std::optional<bool> a = {}) {
    const auto r = record(a);
    Told out;
    Choice choice;
    choice.only_some = true;
    choice.names.insert(&rules_.named(name));
    judge(Agenda(rules_.program(), choice), run, *r, [&](const Judgement& judgement) {
      for (const Verdict& verdict : judgement.verdicts) {
        out.standing = verdict.standing;
        out.unverified = verdict.leaning.unverified;
        for (const Step* one : verdict.leaning.readings)
          out.readings.push_back(one->named->name + (one->value.truth() == Truth::True ? " yes" : " no"));
        for (const auto& [one, text] : verdict.open) out.open.push_back(one->name);
        for (const Verdict::Under& one : verdict.under) {
          std::string text;
          for (const bool yes : one.read) text += yes ? "yes " : "no ";
          out.under.push_back(text + (one.put ? standing_text(one.verdict.standing) : "not put"));
        }
      }
    });
    return out;
  }

  RulesInMemory rules_{kOpenLaw};
};

using Texts = std::vector<std::string>;

TEST_F(ReadingTest, OneThatNobodySettlesIsUnknownAndSaysSo) {
  EXPECT_EQ(truth("is_open"), Truth::Unknown);
  EXPECT_EQ(causes("is_open"),
            Texts{"`open_one` is left open: is it so? (`--reading law.open_one=yes` or `=no` says)"});
}

TEST_F(ReadingTest, TheRunSettlesIt) {
  EXPECT_EQ(truth("is_open", run({{"open_one", true}})), Truth::True);
  EXPECT_EQ(truth("is_open", run({{"open_one", false}})), Truth::False);
  EXPECT_EQ(truth("is_open", run({{"second", true}})), Truth::Unknown);
}

TEST_F(ReadingTest, ThePackageSettlesItUnlessTheRunDoes) {
  EXPECT_EQ(truth("is_said"), Truth::False);
  EXPECT_EQ(truth("is_said", run({{"said", true}})), Truth::True);
  EXPECT_EQ(truth("is_said", run({{"said", false}})), Truth::False);
}

TEST_F(ReadingTest, ItsTextsHaveTheirDays) {
  EXPECT_EQ(truth("is_settled"), Truth::True);
  EXPECT_EQ(truth("of_that_day"), Truth::Unknown);
  EXPECT_EQ(truth("of_that_day", run({{"settled", false}})), Truth::False);
}

TEST_F(ReadingTest, EachUseOfItIsUnknownByItself) {
  EXPECT_EQ(truth("either_way"), Truth::Unknown);
  EXPECT_EQ(truth("both_ways"), Truth::Unknown);
  EXPECT_EQ(truth("either_way", run({{"open_one", false}})), Truth::True);
  EXPECT_EQ(truth("both_ways", run({{"open_one", true}})), Truth::False);
}

TEST_F(ReadingTest, NoPresumptionStandsInForIt) { EXPECT_EQ(truth("presumed_away"), Truth::Unknown); }

TEST_F(ReadingTest, AVerdictNamesThoseItLeansOn) {
  EXPECT_EQ(told("on_said").readings, Texts{"said no"});
  EXPECT_EQ(told("on_said").unverified, std::set<std::string>{"said: by the authority"});
  EXPECT_EQ(told("on_open", run({{"open_one", true}})).readings, Texts{"open_one yes"});
  EXPECT_EQ(told("on_open", run({{"open_one", true}})).open, Texts{});
}

TEST_F(ReadingTest, OfOneThatTheRunReadsThePackagesWordsAreNoGround) {
  EXPECT_EQ(told("on_said", run({{"said", false}})).readings, Texts{"said no"});
  EXPECT_EQ(told("on_said", run({{"said", false}})).unverified, std::set<std::string>{});
}

TEST_F(ReadingTest, AVerdictThatDoesNotDependOnItDoesNotNameIt) {
  const Told beside = told("on_beside", {}, true);
  EXPECT_EQ(beside.standing, Verdict::Standing::Passes);
  EXPECT_EQ(beside.readings, Texts{});
  EXPECT_EQ(beside.open, Texts{});
  const Told same = told("on_same");
  EXPECT_EQ(same.standing, Verdict::Standing::Passes);
  EXPECT_EQ(same.readings, Texts{});
  EXPECT_EQ(same.open, Texts{});
  EXPECT_EQ(same.under, Texts{});
}

TEST_F(ReadingTest, WhatIsOpenIsJudgedUnderEachReading) {
  EXPECT_EQ(told("on_open").under, (Texts{"yes passes", "no fails"}));
  EXPECT_EQ(told("on_two").open, (Texts{"open_one", "second"}));
  EXPECT_EQ(told("on_two").under, (Texts{"yes yes fails", "yes no passes", "no yes fails", "no no fails"}));
  EXPECT_EQ(told("on_two", run({{"second", false}})).under, (Texts{"yes passes", "no fails"}));
  EXPECT_EQ(told("on_two", run({{"second", true}})).under, Texts{});
}

TEST_F(ReadingTest, OfMoreThanThreeOnlyTheNamesAreTold) {
  EXPECT_EQ(told("on_four").open, (Texts{"fourth", "open_one", "second", "third"}));
  EXPECT_EQ(told("on_four").under, Texts{});
  EXPECT_EQ(told("on_four", run({{"fourth", true}})).under.size(), 8U);
}

TEST_F(ReadingTest, AFigureThatIsOpenForItIsWorkedOutUnderEach) {
  const Told carries = told("carries");
  EXPECT_EQ(carries.standing, Verdict::Standing::Informs);
  EXPECT_EQ(carries.open, Texts{"open_one"});
  EXPECT_EQ(carries.under, (Texts{"yes informs", "no informs"}));
}

TEST_F(ReadingTest, WhetherAQuestionIsPutMayHangOnIt) {
  EXPECT_EQ(told("if_open").standing, Verdict::Standing::Passes);
  EXPECT_EQ(told("if_open").under, (Texts{"yes passes", "no does not apply"}));
  EXPECT_EQ(told("put_if").under, (Texts{"yes informs", "no not put"}));
  EXPECT_EQ(told("only_if").under, (Texts{"yes informs", "no does not apply"}));
}

}  // namespace
}  // namespace shibo::engine
