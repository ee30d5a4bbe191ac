// The law's own shapes, by enumeration: exceptions, rules, decisions, scopes, presumptions, over true, false,
// missing and invalid. A shape is decided exactly when every completion of its facts gives the same answer;
// a decision's open outcomes are those of the completions.
#include <functional>
#include <set>

#include "explain/cause_words.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kShapeRules = R"(package laws

record R {
  a: condition
  b: condition
  c: condition
  d: condition
}

scope for R cites "S" = a or b or c or d or 1 < 2

condition one for R cites "base" = a except b when c
condition two for R cites "base" = a
  except b when c cites "first"
  except d when 1 < 2 and a cites "second" overriding "first"
define figure for R : number cites "base" = 1
  except 2 when a cites "first"
  except 3 when b cites "second"
  except 2 when c cites "third"
define overridden for R : number cites "base" = 1
  except 2 when a cites "first"
  except 3 when b cites "second" overriding "first"
  except 4 when c cites "third" overriding "second"
define nested for R : number cites "base" = 1
  except 2 when a cites "first" {
    except 3 when b cites "within"
  }

rule duty for R cites "x" {
  when a
  except when b cites "y"
  require c
}
rule soft for R cites "x" {
  when a
  recommend c
}
rule reminder for R cites "x" {
  when a
  recommend
}
condition duty_passes for R = duty passes
condition duty_fails for R = duty fails
condition duty_applies for R = duty applies
condition soft_passes for R = soft passes
condition soft_fails for R = soft fails

decision answer for R cites "x" {
  when d
  yes when a
  no when b
  yes when c
  perhaps otherwise
}
condition answer_is_yes for R = answer is yes
condition answer_is_not_yes for R = answer is not yes
condition answer_in for R = answer in [yes, no]

condition presumed_true for R = a presumed true
condition presumed_false for R = (a or b) presumed false
)";

struct Facts {
  bool a, b, c, d;
};

/// A fact's state in a record.
enum class Said { False, Missing, True, Invalid };
constexpr Said kSaid[] = {Said::False, Said::Missing, Said::True, Said::Invalid};

class Shapes : public ::testing::Test {
 protected:
  Shapes() : rules_(kShapeRules) {}

  std::shared_ptr<Record> record(const std::vector<Said>& said) {
    std::map<std::string, FieldValue> fields;
    const char* const names[] = {"a", "b", "c", "d"};
    for (std::size_t i = 0; i < said.size(); ++i) {
      if (said[i] == Said::Invalid) fields[names[i]] = invalid("maybe");
      else if (said[i] != Said::Missing) fields[names[i]] = given(said[i] == Said::True);
    }
    return make_record(rules_.record("R"), fields);
  }

  /// What the answers are, over all completions.
  static std::set<std::string> answers(const std::vector<Said>& said, const std::function<std::string(Facts)>& law) {
    std::set<std::string> all;
    for (int bits = 0; bits < 16; ++bits) {
      bool fits = true;
      for (std::size_t i = 0; i < 4; ++i) {
        const bool value = ((bits >> i) & 1) != 0;
        if (said[i] == Said::True || said[i] == Said::False) fits = fits && (said[i] == Said::True) == value;
      }
      if (fits) all.insert(law({(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0}));
    }
    return all;
  }

  /// In the words of the laws below.
  static std::string answer(const Step& step) {
    if (step.value.not_applicable()) return "not applicable";
    if (step.kind == Step::Kind::Rule) {
      static constexpr const char* kStatus[] = {"passes", "fails", "advises", "not applicable", "open"};
      return kStatus[static_cast<int>(step.status)];
    }
    if (step.value.conflict()) return "conflict";
    return step.value.known() ? to_text(step.value, *step.type) : "open";
  }

  /// Every mixture of true, false, missing and invalid: one answer is the answer, several are open.
  void expect_law(const std::string& name, const std::function<std::string(Facts)>& law) {
    for (Said a : kSaid) {
      for (Said b : kSaid) {
        for (Said c : kSaid) {
          for (Said d : kSaid) expect_answer(name, {a, b, c, d}, law);
        }
      }
    }
  }

  void expect_answer(const std::string& name, const std::vector<Said>& said,
                     const std::function<std::string(Facts)>& law) {
    const auto facts = record(said);
    Evaluation evaluation(rules_.program(), *facts);
    const Step& step = *rules_.ask(evaluation, name, *facts);
    const std::set<std::string> all = answers(said, law);
    std::string shown = name;
    for (Said s : said) shown += ' ' + std::to_string(static_cast<int>(s));
    EXPECT_EQ(answer(step), all.size() == 1 ? *all.begin() : "open") << shown;
    EXPECT_EQ(answer(step) == "open", !step.value.causes().empty() && !step.value.conflict()) << shown;
    if (step.kind != Step::Kind::Decision || step.value.known() || step.value.not_applicable()) return;
    std::set<std::string> open(step.value.outcomes().begin(), step.value.outcomes().end());
    if (step.value.may_not_apply()) open.insert("not applicable");
    EXPECT_EQ(open, all) << shown;
  }

  RulesInMemory rules_;
};

std::string word(bool truth) { return truth ? "true" : "false"; }

TEST_F(Shapes, AnExceptionTakesThePlaceOfTheBase) {
  expect_law("one", [](Facts f) { return word(f.c ? f.b : f.a); });
}

TEST_F(Shapes, ExceptionsThatHoldAndDisagreeAreAConflict) {
  expect_law("figure", [](Facts f) -> std::string {
    std::set<std::string> held;
    if (f.a) held.insert("2");
    if (f.b) held.insert("3");
    if (f.c) held.insert("2");
    return held.empty() ? "1" : held.size() == 1 ? *held.begin() : "conflict";
  });
}

TEST_F(Shapes, AnExceptionThatHoldsPutsOutThoseItOverrides) {
  expect_law("overridden", [](Facts f) -> std::string {
    const bool first = f.a && !f.b;
    const bool second = f.b && !f.c;
    if (f.c) return first ? "conflict" : "4";
    return second ? "3" : first ? "2" : "1";
  });
}

TEST_F(Shapes, AnExceptionMayHaveExceptions) {
  expect_law("nested", [](Facts f) -> std::string { return !f.a ? "1" : f.b ? "3" : "2"; });
}

std::string duty(Facts f) { return !f.a || f.b ? "not applicable" : f.c ? "passes" : "fails"; }

// A requirement that is met passes even if the rule may not apply: the one place where two answers are one.
TEST_F(Shapes, ARuleHasAStatus) {
  for (Said a : kSaid) {
    for (Said b : kSaid) {
      for (Said c : kSaid) {
        const std::vector<Said> said{a, b, c, Said::True};
        std::set<std::string> all = answers(said, duty);
        const bool met = c == Said::True && all == std::set<std::string>{"not applicable", "passes"};
        expect_answer("duty", said, [&](Facts f) { return met ? "passes" : duty(f); });
      }
    }
  }
  expect_law("duty_passes", [](Facts f) { return word(duty(f) != "fails"); });
  expect_law("duty_fails", [](Facts f) { return word(duty(f) == "fails"); });
  expect_law("duty_applies", [](Facts f) { return word(duty(f) != "not applicable"); });
}

TEST_F(Shapes, ARecommendationAdvisesAndNeverFails) {
  expect_law("reminder", [](Facts f) -> std::string { return f.a ? "advises" : "not applicable"; });
  expect_law("soft_passes", [](Facts f) { return word(!f.a || f.c); });
  expect_law("soft_fails", [](Facts) { return word(false); });
}

std::string outcome(Facts f) { return !f.d ? "not applicable" : f.a ? "yes" : f.b ? "no" : f.c ? "yes" : "perhaps"; }

TEST_F(Shapes, ADecisionIsOpenBetweenTheOutcomesOfItsCompletions) {
  expect_law("answer", outcome);
  expect_law("answer_is_yes", [](Facts f) { return word(outcome(f) == "yes"); });
  expect_law("answer_is_not_yes", [](Facts f) { return word(outcome(f) != "yes"); });
  expect_law("answer_in", [](Facts f) { return word(outcome(f) == "yes" || outcome(f) == "no"); });
}

// A scope is a silent `when` of all that its package says of the record.
TEST(Scope, ThatIsUnknownLeavesRulesOpenUnlessTheyPassAnyway) {
  const RulesInMemory rules(R"(package laws
record R {
  s: condition
  c: condition
}
scope for R cites "S" = s
rule duty for R cites "x" {
  require c
}
decision answer for R cites "x" {
  yes when c
  no otherwise
}
condition is_yes for R = answer is yes
condition is_no for R = answer is no
)");
  const auto found = [&](const std::string& name, std::optional<bool> s, std::optional<bool> c) {
    std::map<std::string, FieldValue> fields;
    if (s) fields["s"] = given(*s);
    if (c) fields["c"] = given(*c);
    const auto record = make_record(rules.record("R"), fields);
    Evaluation evaluation(rules.program(), *record);
    const Step& step = *rules.ask(evaluation, name, *record);
    if (step.value.not_applicable()) return std::string("not applicable");
    if (step.kind == Step::Kind::Rule)
      return std::string(step.status == RuleStatus::Passes  ? "passes"
                         : step.status == RuleStatus::Fails ? "fails"
                                                            : "open");
    return step.value.known() ? to_text(step.value, *step.type) : std::string("open");
  };
  EXPECT_EQ(found("duty", std::nullopt, true), "passes");
  EXPECT_EQ(found("duty", std::nullopt, false), "open");
  EXPECT_EQ(found("duty", false, std::nullopt), "not applicable");
  EXPECT_EQ(found("duty", true, false), "fails");
  EXPECT_EQ(found("answer", std::nullopt, true), "open");
  EXPECT_EQ(found("is_yes", std::nullopt, true), "open") << "it may not apply, and then it is no outcome";
  EXPECT_EQ(found("is_no", std::nullopt, true), "false");
  EXPECT_EQ(found("answer", false, true), "not applicable");
}

TEST_F(Shapes, ThePresumptionIsUponSilenceOnly) {
  const auto found = [&](const std::string& name, Said a, Said b) {
    const auto facts = record({a, b, Said::True, Said::True});
    Evaluation evaluation(rules_.program(), *facts);
    return answer(*rules_.ask(evaluation, name, *facts));
  };
  EXPECT_EQ(found("presumed_true", Said::Missing, Said::True), "true");
  EXPECT_EQ(found("presumed_true", Said::False, Said::True), "false");
  EXPECT_EQ(found("presumed_true", Said::Invalid, Said::True), "open");
  EXPECT_EQ(found("presumed_false", Said::Missing, Said::True), "true") << "what is decided is not presumed";
  EXPECT_EQ(found("presumed_false", Said::Missing, Said::False), "false");
  EXPECT_EQ(found("presumed_false", Said::Missing, Said::Invalid), "open")
      << "one of the facts was said, and cannot be read";
}

TEST_F(Shapes, WhatIsInvalidIsNamedAsInvalid) {
  const auto facts = record({Said::Invalid, Said::Missing, Said::Missing, Said::True});
  Evaluation evaluation(rules_.program(), *facts);
  const Causes& causes = rules_.ask(evaluation, "duty", *facts)->value.causes();
  ASSERT_EQ(causes.size(), 3U);
  EXPECT_EQ(causes[0]->kind(), CauseKind::Invalid);
  EXPECT_EQ(words_of(*causes[0]), "`a` cannot be read: \"maybe\" not readable");
  EXPECT_EQ(causes[1]->kind(), CauseKind::Missing);
  EXPECT_EQ(words_of(*causes[1]), "`b` is missing");
}

}  // namespace
}  // namespace shibo::engine
