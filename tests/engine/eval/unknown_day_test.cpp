// A record whose day is not known: what could apply on no day does not apply; what could is undetermined for the day.
#include <algorithm>

#include "explain/cause_words.hpp"
#include "judge/judge.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kDatedLaw = R"(package laws

record R dated by day {
  day: date
  a: condition
  b: condition
  n: number
  c: country
}

parameter limit : number { 10 since 2020-01-01 until 2020-12-31
  20 since 2021-01-01 }
group near : country {
  JP since 2020-01-01
  KR
}

decision one_text for R since 2020-01-01 {
  when a
  yes when b
  no otherwise
}
decision two_texts for R until 2020-12-31 {
  when a
  yes when b
  no otherwise
}
decision two_texts for R since 2021-01-01 {
  when a and b
  later when b
  no otherwise
}
rule one_rule for R since 2020-01-01 {
  when a
  require b
}
rule except_rule for R since 2020-01-01 {
  except when a
  require b
}
rule by_figure for R since 2020-01-01 {
  when n > limit
  require b
}
rule by_member for R since 2020-01-01 {
  when c in near
  require b
}
condition is_any for R = one_text in [yes, no]
condition is_none for R = not (one_text in [yes, no])

decision put_or_applies for R until 2020-12-31 {
  asked when b
  when n > 0
  yes when c is JP
  no otherwise
}
decision put_or_applies for R since 2021-01-01 {
  when a
  yes when c is JP
  no otherwise
}
)";

class UnknownDay : public testing::Test {
 protected:
  using Fields = std::map<std::string, FieldValue>;

  [[nodiscard]] std::shared_ptr<Record> record(const Fields& fields) const {
    return make_record(rules_.record("R"), fields);
  }

  /// The standing; `not asked` where it is not put.
  [[nodiscard]] std::optional<Verdict::Standing> standing(const std::string& name, const Fields& fields) {
    causes_.clear();
    Choice only{.only_some = true, .packages = {}, .names = {}};
    only.names.insert(&rules_.named(name));
    std::optional<Verdict::Standing> out;
    judge(Agenda(rules_.program(), only), {}, *record(fields), [&](const Judgement& judgement) {
      for (const Verdict& verdict : judgement.verdicts) {
        out = verdict.standing;
        for (const Cause* why : verdict.causes) causes_.push_back(why->path.empty() ? words_of(*why) : why->path);
      }
    });
    return out;
  }

  RulesInMemory rules_{kDatedLaw};
  std::vector<std::string> causes_;
};

using Standing = Verdict::Standing;
const FieldValue kYes = given(true);
const FieldValue kNo = given(false);

TEST_F(UnknownDay, WhatAppliesOnNoDayDoesNotApply) {
  for (const FieldValue& no_day : {missing(), invalid("soon")}) {
    EXPECT_EQ(standing("one_text", {{"day", no_day}, {"a", kNo}}), Standing::NotApplicable);
    EXPECT_TRUE(causes_.empty());
    EXPECT_EQ(standing("one_rule", {{"day", no_day}, {"a", kNo}}), Standing::NotApplicable);
    EXPECT_EQ(standing("except_rule", {{"day", no_day}, {"a", kYes}}), Standing::NotApplicable);
    EXPECT_EQ(standing("two_texts", {{"day", no_day}, {"a", kNo}}), Standing::NotApplicable);
    // Of a member whose row has a period it would depend on the day, of what is no member it does not.
    EXPECT_EQ(standing("by_member", {{"day", no_day}, {"c", given(std::string("CN"))}}), Standing::NotApplicable);
  }
}

TEST_F(UnknownDay, WhatAppliesOnSomeDaysIsUndeterminedForTheDay) {
  const std::vector<std::string> day{"day"};
  for (const FieldValue& no_day : {missing(), invalid("soon")}) {
    EXPECT_EQ(standing("one_text", {{"day", no_day}, {"a", kYes}, {"b", kYes}}), Standing::Undetermined);
    EXPECT_EQ(causes_, day);
    EXPECT_EQ(standing("one_rule", {{"day", no_day}, {"a", kYes}, {"b", kYes}}), Standing::Undetermined);
    EXPECT_EQ(causes_, day);
    EXPECT_EQ(standing("two_texts", {{"day", no_day}, {"a", kYes}, {"b", kNo}}), Standing::Undetermined);
    EXPECT_EQ(causes_, day);
    EXPECT_EQ(standing("by_figure", {{"day", no_day}, {"n", given(Number(15))}}), Standing::Undetermined);
    EXPECT_EQ(causes_, day);
    EXPECT_EQ(standing("by_member", {{"day", no_day}, {"c", given(std::string("JP"))}}), Standing::Undetermined);
    EXPECT_EQ(causes_, day);
  }
}

// Either would settle it: the day, and what says that it does not apply on any.
TEST_F(UnknownDay, WhatMayKeepItOffIsACauseToo) {
  EXPECT_EQ(standing("one_text", {{"b", kYes}}), Standing::Undetermined);
  std::sort(causes_.begin(), causes_.end());
  EXPECT_EQ(causes_, (std::vector<std::string>{"a", "day"}));
}

// On a day before its text a decision does not apply, and has none of its outcomes.
TEST_F(UnknownDay, NoOutcomeIsSureOfWhatMayNotApply) {
  EXPECT_EQ(rules_.value("is_any", *record({{"a", kYes}})).truth(), Truth::Unknown);
  EXPECT_EQ(rules_.value("is_any", *record({{"a", kNo}})).truth(), Truth::False);
  EXPECT_EQ(rules_.value("is_any", *record({{"a", kYes}, {"day", day("2020-05-01")}})).truth(), Truth::True);
}

TEST_F(UnknownDay, WhatIsNotPutByOneTextAndDoesNotApplyByAnotherIsNoQuestion) {
  EXPECT_EQ(standing("put_or_applies", {{"a", kNo}, {"b", kNo}, {"n", given(Number(1))}}), std::nullopt);
  EXPECT_EQ(standing("put_or_applies", {{"a", kYes}, {"b", kNo}, {"n", given(Number(1))}}), Standing::Undetermined);
  EXPECT_EQ(standing("put_or_applies", {{"a", kNo}, {"b", kYes}, {"n", given(Number(1))}}), Standing::Undetermined);
  EXPECT_EQ(standing("put_or_applies", {{"a", kNo}, {"b", kYes}, {"n", given(Number(0))}}), Standing::NotApplicable);
}

}  // namespace
}  // namespace shibo::engine
