// Codes, kinds and parts: what the digits of a code decide, what is in a set of goods, and what goes down a
// bill of materials.
#include <algorithm>

#include "explain/cause_words.hpp"
#include "judge/judge.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kGoodsRules = R"(package laws hs edition 2022

record Good {
  hs: hs edition hs_edition
  other: hs
  hs_edition: text
  weight: number from 0
  painted: condition
  materials: list of Good as parts
}

fact glazed for Good only where hs in chapter 69

condition in_chapter for Good = hs in chapter 87
condition in_heading for Good = hs in heading 8703
condition in_subheading for Good = hs in subheading 8703.23
condition in_range for Good = hs in headings 8701 to 8705
condition in_any for Good = hs in chapter 01, headings 8701 to 8703, subheading 9401.61
condition in_no_vehicle for Good = hs not in chapter 87
condition same_code for Good = hs is other
define different_codes for Good : number = count of distinct m.hs for m in materials
define different_chapters for Good : number = count of distinct chapter of m.hs for m in materials
define different_subheadings for Good : number = count of distinct subheading of m.hs for m in materials

group vehicles "Vehicles" : hs { chapter 87 }
group nothing_yet "None" : hs { }
condition vehicle for Good = hs in vehicles
condition never for Good = hs in nothing_yet

condition every_changed_chapter for Good = every m in materials satisfies m not in chapter of hs
condition every_changed_heading for Good = every m in materials satisfies m not in heading of hs
condition every_changed_subheading for Good = every m in materials satisfies m not in subheading of hs
condition CC(except from excluded : kind = nothing) for Good = every m in materials satisfies m not in [chapter of hs, excluded]
condition CC_but_from_wood for Good = CC except from heading 4407
condition CC_plain for Good = CC

define weight_of(k : kind = anything) for Good : number = sum of m.weight for m in materials where m in k
condition unpainted for Good = not painted
define weight_of_all for Good : number = weight_of
define weight_of_wood for Good : number = weight_of(chapter 44)
define weight_of_painted_wood for Good : number = weight_of(painted of chapter 44)
define weight_of_wood_without_painted for Good : number = weight_of(unpainted of chapter 44)
define weight_of_several for Good : number = weight_of([chapter 44, heading 8302])
condition some_glazed for Good = some m in materials satisfies m in glazed

define depth for Good : number = first of {
  0                                                when materials is empty
  1 + (max of m.depth for m in materials)          otherwise
}
define raw_weight for Good : number = first of {
  weight                                           when materials is empty
  sum of m.raw_weight for m in materials           otherwise
}

define tenth(of_what : number = weight) for Good : number = of_what / 10
define tenth_of_weight for Good : number = tenth
define tenth_of_twenty for Good : number = tenth(20)
define tenth_of_materials for Good : number = sum of m.tenth for m in materials
)";

class Goods : public ::testing::Test {
 protected:
  Goods() : rules_(kGoodsRules) {}

  std::shared_ptr<Record> good(const std::map<std::string, FieldValue>& fields) {
    return make_record(rules_.record("Good"), fields);
  }
  static FieldValue code(const std::string& text) { return given(*HsCode::parse(text)); }
  FieldValue parts(const std::vector<std::map<std::string, FieldValue>>& all, bool complete = true) {
    std::vector<FieldValue> items;
    for (const auto& fields : all) items.push_back(holding(good(fields)));
    return list_of_values(std::move(items), complete);
  }

  std::string found(const std::string& name, const std::map<std::string, FieldValue>& fields) {
    const auto record = good(fields);
    Evaluation evaluation(rules_.program(), *record);
    const Step& step = *rules_.ask(evaluation, name, *record);
    EXPECT_EQ(step.value.known(), step.value.causes().empty()) << name;
    std::string text = to_text(step.value, *step.type);
    for (const Cause* why : step.value.causes()) text += "; " + (why->path.empty() ? words_of(*why) : why->path);
    return text;
  }

  RulesInMemory rules_;
};

// Whatever a code is in, every longer code that begins with it is in; what its digits leave open, some longer
// code is in and some is not.
TEST_F(Goods, ACodeIsInWhatAllLongerCodesAreIn) {
  const std::vector<std::string> pairs{"00", "01", "03", "05", "23", "40", "61", "87", "99"};
  for (const std::string name :
       {"in_chapter", "in_heading", "in_subheading", "in_range", "in_any", "in_no_vehicle", "vehicle"}) {
    for (const std::string start : {"01", "87", "8703", "8705", "8706", "870323", "94", "9401", "940161", "44"}) {
      const std::string short_one = found(name, {{"hs", code(start)}});
      bool yes = false;
      bool no = false;
      std::vector<std::string> longer{start};
      while (longer.front().size() < 6) {
        std::vector<std::string> next;
        for (const std::string& one : longer) {
          for (const std::string& pair : pairs) next.push_back(one + pair);
        }
        longer = next;
      }
      for (const std::string& one : longer) {
        const std::string answer = found(name, {{"hs", code(one)}});
        yes = yes || answer == "true";
        no = no || answer == "false";
      }
      EXPECT_EQ(short_one, yes && no ? "unknown; hs" : yes ? "true" : "false") << name << ' ' << start;
    }
  }
}

// A list in a record that is in a cut one may have lost elements, too, however deep it stands, and even where it is
// empty.
TEST_F(Goods, InACutRecordNoListIsWhole) {
  const auto piece = good({{"weight", given(Number(3))}, {"materials", parts({})}});
  const auto whole = good({{"weight", given(Number(1))}, {"materials", list_of_values({holding(piece)}, true)}});
  piece->whole = whole.get();
  for (const Record* asked : {static_cast<const Record*>(whole.get()), static_cast<const Record*>(piece.get())}) {
    whole->cut = false;
    EXPECT_TRUE(Evaluation(rules_.program(), *asked).ask(rules_.named("raw_weight"), asked)->value.known());
    whole->cut = true;
    EXPECT_FALSE(Evaluation(rules_.program(), *asked).ask(rules_.named("raw_weight"), asked)->value.known());
  }
}

TEST_F(Goods, ACodeThatIsNotKnownIsInNoEmptyGroup) {
  EXPECT_EQ(found("never", {}), "false");
  EXPECT_EQ(found("vehicle", {}), "unknown; hs");
  EXPECT_EQ(found("vehicle", {{"hs", invalid("87O3")}}), "unknown; hs");
}

TEST_F(Goods, TwoCodesAreTheSameWhenAllTheirDigitsAre) {
  EXPECT_EQ(found("same_code", {{"hs", code("870323")}, {"other", code("870323")}}), "true");
  EXPECT_EQ(found("same_code", {{"hs", code("87032310")}, {"other", code("87032310")}}), "true");
  EXPECT_EQ(found("same_code", {{"hs", code("8703")}, {"other", code("870323")}}), "unknown; hs");
  EXPECT_EQ(found("same_code", {{"hs", code("87032310")}, {"other", code("870323")}}), "unknown; other");
  EXPECT_EQ(found("same_code", {{"hs", code("8703")}, {"other", code("870423")}}), "false");
  EXPECT_EQ(found("same_code", {{"hs", code("870323")}, {"other", code("870324")}}), "false");
}

// Two goods of one heading may be of different subheadings.
TEST_F(Goods, TwoEqualCodesWithoutTheirSubheadingAreNotKnownToBeTheSame) {
  EXPECT_EQ(found("same_code", {{"hs", code("8703")}, {"other", code("8703")}}), "unknown; hs; other");
  EXPECT_EQ(found("same_code", {{"hs", code("87")}, {"other", code("87")}}), "unknown; hs; other");
  const auto of = [](const char* digits) { return std::map<std::string, FieldValue>{{"hs", code(digits)}}; };
  EXPECT_EQ(found("different_codes", {{"materials", parts({of("870323"), of("870323")})}}), "1");
  EXPECT_EQ(found("different_codes", {{"materials", parts({of("8703"), of("8703")})}}),
            "between 1 and 2; materials[1].hs; materials[2].hs");
}

/// Goods are told apart by the digits of the level: a code that has fewer may be of any.
TEST_F(Goods, AreCountedByTheirChaptersHeadingsAndSubheadings) {
  const auto of = [](const char* digits) { return std::map<std::string, FieldValue>{{"hs", code(digits)}}; };
  const auto three = [&](const char* a, const char* b, const char* c) {
    return std::map<std::string, FieldValue>{{"materials", parts({of(a), of(b), of(c)})}};
  };
  EXPECT_EQ(found("different_subheadings", three("620610", "62062010", "62062090")), "2");
  EXPECT_EQ(found("different_chapters", three("620610", "62062010", "6109")), "2");
  EXPECT_EQ(found("different_chapters", three("62", "62", "61")), "2");
  EXPECT_EQ(found("different_subheadings", three("6206", "6206", "620610")),
            "between 1 and 3; materials[1].hs; materials[2].hs");
}

TEST(Editions, ACodeOfAnotherIsUnknownToTheRulesOfTheDay) {
  const RulesInMemory rules(R"(package laws hs edition 2017 until 2021-12-31, 2022 since 2022-01-01
record Good dated by day {
  day: date
  hs: hs edition hs_edition
  hs_edition: text
}
condition car for Good = hs in heading 8703
)");
  const auto found = [&](const char* on, const char* edition) {
    std::map<std::string, FieldValue> fields{{"day", given(*Date::parse(on))}, {"hs", given(*HsCode::parse("870323"))}};
    if (edition != nullptr) fields["hs_edition"] = given(std::string(edition));
    const auto record = make_record(rules.record("Good"), fields);
    Evaluation evaluation(rules.program(), *record);
    const Value& value = rules.ask(evaluation, "car", *record)->value;
    return value.known() ? to_text(value, {}) : words_of(*value.causes().front());
  };
  EXPECT_EQ(found("2021-12-31", "2017"), "true");
  EXPECT_EQ(found("2022-01-01", "2017"), "`hs` is a code of HS 2017, and the rules are written in HS 2022");
  EXPECT_EQ(found("2022-01-01", "HS 2022"), "true");
  EXPECT_EQ(found("2022-01-01", nullptr), "true") << "taken to be of the rules' edition until somebody says otherwise";
}

TEST_F(Goods, ACodeIsTakenAsItStandsWhereNoDaySelectsAnEdition) {
  EXPECT_EQ(found("in_heading", {{"hs", code("870323")}, {"hs_edition", given(std::string("2022"))}}), "true");
  EXPECT_EQ(found("in_heading", {{"hs", code("870323")}, {"hs_edition", given(std::string("2017"))}}), "true");
}

TEST_F(Goods, AMaterialChangesChapterHeadingOrSubheading) {
  const auto chair_of = [&](const std::string& name, const std::string& material) {
    return found(name, {{"hs", code("940161")}, {"materials", parts({{{"hs", code(material)}}})}});
  };
  EXPECT_EQ(chair_of("every_changed_chapter", "440711"), "true");
  EXPECT_EQ(chair_of("every_changed_chapter", "940199"), "false");
  EXPECT_EQ(chair_of("every_changed_heading", "940199"), "false");
  EXPECT_EQ(chair_of("every_changed_heading", "9403"), "true");
  EXPECT_EQ(chair_of("every_changed_heading", "94"), "unknown; materials[1].hs");
  EXPECT_EQ(chair_of("every_changed_subheading", "940199"), "true");
  EXPECT_EQ(chair_of("every_changed_subheading", "9401"), "unknown; materials[1].hs");
  EXPECT_EQ(found("every_changed_subheading", {{"hs", code("9401")}, {"materials", parts({{{"hs", code("940161")}}})}}),
            "unknown; hs");
  EXPECT_EQ(found("every_changed_heading", {{"hs", code("94")}, {"materials", parts({{{"hs", code("94")}}})}}),
            "unknown; hs; materials[1].hs");
  EXPECT_EQ(found("every_changed_chapter", {{"hs", code("94")}}), "unknown; materials");
}

TEST_F(Goods, AnExclusionNamesWhatMayNotBeUsed) {
  const std::map<std::string, FieldValue> of_wood{{"hs", code("940161")},
                                                  {"materials", parts({{{"hs", code("440711")}}})}};
  EXPECT_EQ(found("CC_plain", of_wood), "true");
  EXPECT_EQ(found("CC_but_from_wood", of_wood), "false");
  EXPECT_EQ(found("CC_but_from_wood", {{"hs", code("940161")}, {"materials", parts({{{"hs", code("44")}}})}}),
            "unknown; materials[1].hs");
}

TEST_F(Goods, KindsAreJoinedNarrowedAndTakenAway) {
  const FieldValue materials = parts({{{"hs", code("440711")}, {"weight", given(Number(5))}, {"painted", given(true)}},
                                      {{"hs", code("440712")}, {"weight", given(Number(7))}, {"painted", given(false)}},
                                      {{"hs", code("830242")}, {"weight", given(Number(1))}}});
  EXPECT_EQ(found("weight_of_all", {{"materials", materials}}), "13");
  EXPECT_EQ(found("weight_of_wood", {{"materials", materials}}), "12");
  EXPECT_EQ(found("weight_of_painted_wood", {{"materials", materials}}), "5");
  EXPECT_EQ(found("weight_of_wood_without_painted", {{"materials", materials}}), "7");
  EXPECT_EQ(found("weight_of_several", {{"materials", materials}}), "13");
  const FieldValue unsaid = parts({{{"hs", code("440711")}, {"weight", given(Number(5))}}});
  EXPECT_EQ(found("weight_of_painted_wood", {{"materials", unsaid}}), "between 0 and 5; materials[1].painted");
  EXPECT_EQ(found("weight_of_wood_without_painted", {{"materials", unsaid}}), "between 0 and 5; materials[1].painted");
}

TEST_F(Goods, AFactIsFalseWhereNobodyIsAsked) {
  const auto with = [&](const std::string& hs, const FieldValue& glazed) {
    return found("some_glazed", {{"materials", parts({{{"hs", code(hs)}, {"glazed", glazed}}})}});
  };
  EXPECT_EQ(with("690100", given(true)), "true");
  EXPECT_EQ(with("690100", missing()), "unknown; materials[1].glazed");
  EXPECT_EQ(with("440711", missing()), "false");
  EXPECT_EQ(with("440711", given(true)), "false");
  EXPECT_EQ(found("some_glazed", {{"materials", parts({{{"glazed", given(true)}}})}}), "unknown; materials[1].hs");
}

TEST_F(Goods, PartsOfPartsAreGoneDown) {
  const FieldValue none = list_of_values({}, true);
  const auto raw = [&](int weight) {
    return std::map<std::string, FieldValue>{{"materials", none}, {"weight", given(Number(weight))}};
  };
  const std::map<std::string, FieldValue> frame{{"materials", parts({raw(3), raw(4)})}};
  EXPECT_EQ(found("depth", raw(1)), "0");
  EXPECT_EQ(found("depth", {{"materials", parts({frame, raw(5)})}}), "2");
  EXPECT_EQ(found("raw_weight", {{"materials", parts({frame, raw(5)})}}), "12");
  EXPECT_EQ(found("raw_weight", {{"materials", parts({frame, {{"materials", none}}})}}),
            "at least 7; materials[2].weight");
  EXPECT_EQ(found("raw_weight", {{"materials", parts({frame}, false)}}), "at least 7; materials");
}

TEST_F(Goods, ADefaultArgumentIsAskedOfTheRecordThatIsAsked) {
  EXPECT_EQ(found("tenth_of_weight", {{"weight", given(Number(50))}}), "5");
  EXPECT_EQ(found("tenth_of_twenty", {{"weight", given(Number(50))}}), "2");
  EXPECT_EQ(found("tenth_of_weight", {}), "at least 0; weight");
  EXPECT_EQ(found("tenth_of_materials",
                  {{"weight", given(Number(50))},
                   {"materials", parts({{{"weight", given(Number(30))}}, {{"weight", given(Number(10))}}})}}),
            "4");
}

/// Two lines ask the shipment around them; what the first was told goes with it, and the second is told the same.
TEST(Around, ThatACodeIsTooShortIsSaidToEachThatAsks) {
  const RulesInMemory rules(R"(
package around
record Box {
  hs: hs
  items: list of Item
}
record Item in Box { id: text key }
define main_code for Box : hs = hs
rule light for Item cites "x" { require box.main_code in [code 8703.23.10, code 8703.23.20] }
rule heavy for Item cites "x" { require box.main_code in [code 8703.23.30] }
)");
  const auto first = make_record(rules.record("Item"), {{"id", given("1")}});
  const auto second = make_record(rules.record("Item"), {{"id", given("2")}});
  const auto box = make_record(
      rules.record("Box"),
      {{"hs", given(*HsCode::parse("8703.23"))}, {"items", list_of_values({holding(first), holding(second)}, true)}});
  std::vector<std::string> said;
  judge(Agenda(rules.program(), {}), {}, *box, [&](const Judgement& judgement) {
    for (const Verdict& verdict : judgement.verdicts) {
      for (const Cause* why : verdict.causes) said.push_back(why->path + ": " + words_of(*why));
    }
  });  // each judgement is gone when the next is made
  const std::string too_short = "box.hs: the code `8703.23` is too short to tell";
  EXPECT_EQ(said, std::vector<std::string>(4, too_short));
}

}  // namespace
}  // namespace shibo::engine
