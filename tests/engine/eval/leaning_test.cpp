// What a verdict leans on: each kind of law, and only what settled it.
#include "judge/leaning.hpp"

#include <gtest/gtest.h>

#include "judge/judge.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kLaw = R"(
package law "Marks on every kind of law"

instrument L "The law" in force 2020-01-01 unverified "of the instrument"

record R "A record" dated by day {
  id: text key "Number"
  day: date "Day"
  n: number "A number"
  m: money "An amount"
  c: country "A country"
  a: condition "A truth"
  b: condition "Another"
  claim: list of instrument "Claims"
}

parameter ten "Ten" : number cites "L 1" unverified "of the parameter" { 10 since 2020-01-01 }
parameter five "Five" : number cites "L 2" { 5 since 2020-01-01 unverified "of the figure" }
group far "Far" : country cites "L 3" unverified "of the group" { JP }
group near "Near" : country cites "L 4" {
  KR
  CN since 2020-01-01 unverified "of the member"
}
fact told "Told" for R cites "L 5" unverified "of the fact"
rates table_of_rates "Rates" cites "L 6" unverified "of the rates" { EUR 1 is USD 2 since 2020-01-01 unverified "of the rate" }
convert money by table_of_rates on day cites "L 6" unverified "of the conversion"
condition ca "A" for R cites "L 7" unverified "of ca" = a
condition cb "B" for R cites "L 8" unverified "of cb" = b
condition silent "Silent" for R cites "L 9" = told presumed false

rule by_parameter "r" for R cites "L" { require n < ten }
rule by_figure "r" for R cites "L" { require n < five }
rule by_group "r" for R cites "L" { require c in far }
rule by_member "r" for R cites "L" { require c in near }
rule by_fact "r" for R cites "L" { require told }
rule by_rate "r" for R cites "L" { require m < USD 300 }
rule by_instrument "r" for R cites "L" { require L in claim }
rule either "r" for R cites "L" { require any of { (a) ca  (b) cb } }
rule both "r" for R cites "L" { require ca and cb }
rule presumes "r" for R cites "L" { require not silent }
rule in_exception "r" for R cites "L" {
  when a
  except when silent cites "L 10"
  require b
}
fact quiet "Quiet" for R cites "L 11"
rule kept_off "r" for R cites "L" {
  when silent
  require quiet presumed true
}
rule kept_off_by_two "r" for R cites "L" {
  when a and silent
  require b
}
rule taken_out "r" for R cites "L" {
  when quiet presumed true
  except when quiet presumed true cites "L 12"
  require b
}
choice way { one, another }
decision put_if "d" for R cites "L" {
  asked when silent
  one otherwise
}
decision put_if_not_quiet "d" for R cites "L" {
  asked when not (quiet presumed true)
  one otherwise
}
decision only_if "d" for R cites "L" {
  when silent
  one when quiet presumed true
  another otherwise
}

not encoded "More of ca" touches ca
)";

class LeaningTest : public testing::Test {
 protected:
  /// id, day, n, m, c, a, b, claim, told
  RecordPtr record(Truth a, Truth b, const std::string& country = "CN", std::optional<bool> told = {}) {
    auto out = std::make_shared<Record>();
    out->type = rules_.record("R");
    out->fields.resize(out->type->fields.size());
    const auto set = [&](const char* name, FieldValue value) {
      out->fields[static_cast<std::size_t>(out->type->find(name))] = std::move(value);
    };
    set("day", given(*Date::parse("2024-01-01")));
    set("n", given(Number(3)));
    set("m", given(Money{Number(100), "EUR"}));
    set("c", given(country));
    if (a != Truth::Unknown) set("a", given(a == Truth::True));
    if (b != Truth::Unknown) set("b", given(b == Truth::True));
    if (told) set("told", given(*told));
    set("claim", list_of_values({given(std::string("L"))}, true));
    return out;
  }

  struct Told {
    Verdict::Standing standing = Verdict::Standing::NotApplicable;
    std::set<std::string> marks;
    std::size_t gaps = 0;
    std::size_t presumed = 0;
  };
  Told told(const std::string& rule, const RecordPtr& record) {
    const Agenda agenda(rules_.program(), {true, {}, {&rules_.named(rule)}});
    Told out;
    judge(agenda, {}, *record, [&](const Judgement& judgement) {
      const Verdict& verdict = judgement.verdicts.front();
      out = {verdict.standing, verdict.leaning.unverified, verdict.gaps.size(), verdict.leaning.presumed.size()};
    });
    return out;
  }
  std::set<std::string> marks(const std::string& rule, const RecordPtr& record) { return told(rule, record).marks; }

  using Marks = std::set<std::string>;
  RulesInMemory rules_{kLaw};
};

TEST_F(LeaningTest, NamesTheMarksOfEveryKindOfLaw) {
  const RecordPtr one = record(Truth::True, Truth::True);
  EXPECT_EQ(marks("by_parameter", one), Marks{"ten (L 1): of the parameter"});
  EXPECT_EQ(marks("by_figure", one), Marks{"five: of the figure"});
  EXPECT_EQ(marks("by_group", one), Marks{"far (L 3): of the group"});
  EXPECT_EQ(marks("by_fact", one), Marks{"told (L 5): of the fact"});
  EXPECT_EQ(marks("by_rate", one), (Marks{"convert money (L 6): of the conversion",
                                          "table_of_rates (L 6): of the rates", "table_of_rates: of the rate"}));
  EXPECT_EQ(marks("by_instrument", one), Marks{"L: of the instrument"});
}

TEST_F(LeaningTest, AMemberCountsWhereItFitsOrMay) {
  EXPECT_EQ(marks("by_member", record(Truth::True, Truth::True, "CN")), Marks{"near: of the member"});
  EXPECT_EQ(marks("by_member", record(Truth::True, Truth::True, "KR")), Marks{});
}

TEST_F(LeaningTest, OfWhatHoldsThePartsThatHold) {
  EXPECT_EQ(marks("either", record(Truth::True, Truth::False)), Marks{"ca (L 7): of ca"});
  EXPECT_EQ(marks("either", record(Truth::False, Truth::True)), Marks{"cb (L 8): of cb"});
  EXPECT_EQ(marks("both", record(Truth::True, Truth::True)), (Marks{"ca (L 7): of ca", "cb (L 8): of cb"}));
}

TEST_F(LeaningTest, OfWhatFailsThePartsThatFail) {
  EXPECT_EQ(marks("either", record(Truth::False, Truth::False)), (Marks{"ca (L 7): of ca", "cb (L 8): of cb"}));
  EXPECT_EQ(marks("both", record(Truth::True, Truth::False)), Marks{"cb (L 8): of cb"});
}

TEST_F(LeaningTest, OfWhatIsOpenEverything) {
  EXPECT_EQ(marks("either", record(Truth::Unknown, Truth::False)), (Marks{"ca (L 7): of ca", "cb (L 8): of cb"}));
}

TEST_F(LeaningTest, AGapCountsWhereItsNameDoes) {
  EXPECT_EQ(told("either", record(Truth::False, Truth::False)).gaps, 1u);
  EXPECT_EQ(told("either", record(Truth::False, Truth::True)).gaps, 0u);
}

TEST_F(LeaningTest, PresumptionsCountWhateverComesOfThem) {
  const Told passing = told("presumes", record(Truth::True, Truth::True));
  EXPECT_EQ(passing.standing, Verdict::Standing::Passes);
  EXPECT_EQ(passing.presumed, 1u);
  const Told failing = told("in_exception", record(Truth::True, Truth::False));
  EXPECT_EQ(failing.standing, Verdict::Standing::Fails);
  EXPECT_EQ(failing.presumed, 1u) << "the exception does not hold, by a presumption";
}

TEST_F(LeaningTest, WhatKeepsARuleOffIsToldWhereItIsPresumed) {
  for (const char* rule : {"kept_off", "kept_off_by_two", "taken_out", "only_if"}) {
    const Told out = told(rule, record(Truth::True, Truth::True));
    EXPECT_EQ(out.standing, Verdict::Standing::NotApplicable) << rule;
    EXPECT_EQ(out.presumed, 1u) << rule;
    EXPECT_EQ(out.marks, Marks{}) << rule;
  }
  EXPECT_EQ(told("kept_off_by_two", record(Truth::False, Truth::True)).presumed, 0u) << "it is kept off anyway";
  EXPECT_EQ(told("only_if", record(Truth::True, Truth::True, "CN", true)).presumed, 1u) << "it applies; by its outcome";
  EXPECT_EQ(told("kept_off", record(Truth::True, Truth::True, "CN", true)).standing, Verdict::Standing::Passes);
}

TEST_F(LeaningTest, WhatKeepsAQuestionFromBeingPutIsToldWhereItIsPresumed) {
  const auto unasked = [&](const std::string& decision, const RecordPtr& record) {
    std::vector<std::string> by;
    std::size_t questions = 0;
    judge(Agenda(rules_.program(), {true, {}, {&rules_.named(decision)}}), {}, *record,
          [&](const Judgement& judgement) {
            questions += judgement.unasked.size();
            for (const Unasked& one : judgement.unasked) {
              for (const Presumed& presumed : one.leaning.presumed) by.push_back(presumed.by);
            }
          });
    EXPECT_EQ(questions, by.size()) << decision;
    return by;
  };
  EXPECT_EQ(unasked("put_if", record(Truth::True, Truth::True)), std::vector<std::string>{"silent"});
  EXPECT_EQ(unasked("put_if_not_quiet", record(Truth::True, Truth::True)),
            std::vector<std::string>{"put_if_not_quiet"});
  EXPECT_EQ(unasked("put_if", record(Truth::True, Truth::True, "CN", true)), std::vector<std::string>{});
}

TEST_F(LeaningTest, WhatDoesNotApplyLeansOnNothing) {
  const Told out = told("in_exception", record(Truth::False, Truth::False));
  EXPECT_EQ(out.standing, Verdict::Standing::NotApplicable);
  EXPECT_EQ(out.presumed, 0u);
}

// What is shared by lines is come upon by 2 to the 12th ways, and told once.
TEST(SharedLeaning, IsToldOnceByHoweverManyWays) {
  std::string law = R"(
package boxes "Boxes"
record Box "A box" dated by day {
  day: date "Day"
  odd: condition "Odd"
  things: list of Thing "Things in it"
}
record Thing "A thing" in Box { number: text key "Number" }
condition c0 for Box = odd presumed false
rule even "Even" for Thing cites "L" { require box.c12 }
)";
  for (int i = 1; i <= 12; ++i) {
    const std::string n = std::to_string(i);
    const std::string below = "c" + std::to_string(i - 1);
    law += "condition a" + n + " for Box = not " + below + "\ncondition b" + n + " for Box = not " + below +
           "\ncondition c" + n + " for Box = a" + n + " is b" + n + "\n";
  }
  const RulesInMemory rules(law);
  const auto thing = make_record(rules.record("Thing"), {{"number", given(std::string("1"))}});
  const auto box = make_record(rules.record("Box"), {{"day", given(*Date::parse("2024-01-01"))},
                                                     {"things", list_of_values({holding(thing)}, true)}});
  thing->parent = box.get();
  std::size_t verdicts = 0;
  judge(Agenda(rules.program(), {}), {}, *box, [&](const Judgement& judgement) {
    ++verdicts;
    EXPECT_EQ(judgement.verdicts.front().leaning.presumed.size(), 1u);
  });
  EXPECT_EQ(verdicts, 1u);
}

// ── What stands without presumptions ───────────────────────────────────────────────────────────

struct Answer {
  Truth truth = Truth::Unknown;
  std::size_t presumed = 0;
};

class Bounds : public testing::Test {
 protected:
  Answer asked(const std::string& name, std::optional<bool> a = {}) const {
    const auto x = make_record(rules_.record("X"), {{"v", given(Number(3))}});
    std::map<std::string, FieldValue> fields{{"items", list_of_values({holding(x)}, false)}};
    if (a) fields["a"] = given(*a);
    const auto record = make_record(rules_.record("R"), fields);
    Evaluation evaluation(rules_.program(), *record);
    const Step& step = *rules_.ask(evaluation, name, *record);
    std::map<const Step*, Leaning> of_shared;
    return {step.value.truth(), leaning_of(step, of_shared).presumed.size()};
  }
  RulesInMemory rules_{R"(
package bounds
record R {
  a: condition
  items: list of X
}
record X in R { v: number from 0 }
define z for R : number = sum of x.v for x in items
condition above for R = (z presumed 0) > 1
condition far_above for R = (z presumed 0) > 3
condition within for R = (z presumed 4) > 1
condition just_within for R = (z presumed 4) > 3
condition beside for R = (z presumed 4) > 1 and (a presumed true)
condition chosen for R = first of {
  true       when a presumed false
  x_is_three otherwise
}
condition x_is_three for R = some x in items satisfies x.v is 3
)"};
};

TEST_F(Bounds, DecideBeforeAnythingIsPresumed) {
  EXPECT_EQ(asked("above").truth, Truth::True) << "z is at least 3";
  EXPECT_EQ(asked("above").presumed, 0u);
  EXPECT_EQ(asked("within").truth, Truth::True);
  EXPECT_EQ(asked("within").presumed, 0u) << "what is known is enough";
}

TEST_F(Bounds, AreNotPresumedAway) { EXPECT_EQ(asked("far_above").truth, Truth::Unknown) << "0 it cannot be"; }

TEST_F(Bounds, LeaveRoomForAPresumption) {
  EXPECT_EQ(asked("just_within").truth, Truth::True);
  EXPECT_EQ(asked("just_within").presumed, 1u);
}

TEST_F(Bounds, OfOnePartSayNothingOfAnother) {
  EXPECT_EQ(asked("beside").truth, Truth::True);
  EXPECT_EQ(asked("beside").presumed, 1u) << "a only";
}

TEST_F(Bounds, WhatComesOutAnywayIsNotPresumed) {
  EXPECT_EQ(asked("chosen").truth, Truth::True);
  EXPECT_EQ(asked("chosen").presumed, 0u);
}

// ── Places ─────────────────────────────────────────────────────────────────────────────────────

TEST(RecordPlaces, NameARecordFromWhereItIsLookedAt) {
  const RulesInMemory rules(R"(
package trade_of_things "Things"
record Box "A box" dated by day {
  day: date "Day"
  things: list of Thing "Things in it"
  maker: Maker "Maker"
}
record Maker "A maker" { town: text "Town" }
record Thing "A thing" in Box {
  number: text key "Number"
  pieces: list of Thing as parts "Made of"
}
)");
  ASSERT_TRUE(rules.ok());
  const auto make = [&](const char* type) {
    auto out = std::make_shared<Record>();
    out->type = rules.record(type);
    out->fields.resize(out->type->fields.size());
    return out;
  };
  const auto box = make("Box");
  const auto maker = make("Maker");
  const auto thing = make("Thing");
  const auto piece = make("Thing");
  thing->parent = box.get();
  piece->whole = thing.get();
  const auto holds = [](const RecordPtr& record) {
    FieldValue value;
    value.state = FieldState::Given;
    value.record = record;
    return value;
  };
  thing->fields[1] = list_of_values({missing(), holds(piece)}, true);
  box->fields[1] = list_of_values({holds(thing)}, true);
  box->fields[2] = holds(maker);
  const RecordPlaces places(*piece);
  EXPECT_EQ(places.size(), 4u);
  EXPECT_EQ(places.path(*box, *piece), "things[1].pieces[2]");
  EXPECT_EQ(places.path(*thing, *piece), "pieces[2]");
  EXPECT_EQ(places.path(*thing, *thing), "");
  EXPECT_EQ(places.path(*thing, *box), "box");
  EXPECT_EQ(places.path(*thing, *maker), "box.maker");
  const auto stranger = make("Maker");
  EXPECT_EQ(places.path(*thing, *stranger), "?");
}

}  // namespace
}  // namespace shibo::engine
