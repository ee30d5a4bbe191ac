// Where each kind of name is declared and used, of small programs: file, line and column, with mistakes beside them.
#include "program/uses.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "check/check.hpp"

namespace shibo::engine {
namespace {

using Places = std::vector<std::string>;
using Texts = std::map<std::string, std::string>;

/// Files by their paths; those of rules end in `.shibo`.
struct InMemory final : Files {
  explicit InMemory(Texts all) : texts(std::move(all)) {}
  std::optional<std::string> read(const std::string& path, std::string& why) const override {
    const auto found = texts.find(path);
    if (found != texts.end()) return found->second;
    why = "it is not there";
    return std::nullopt;
  }
  std::vector<std::string> rule_files(const std::string& path) const override {
    std::vector<std::string> files;
    for (const auto& [name, text] : texts) {
      if (name.starts_with(path + "/") && name.ends_with(".shibo")) files.push_back(name);
    }
    return files;
  }
  Texts texts;
};

/// Of the files below `p`, the names in them.
class UsesOf {
 public:
  explicit UsesOf(const Texts& texts) : checked_(check_rules({{"p"}, {}}, InMemory(texts))) {}

  /// Where the rules are wrong.
  [[nodiscard]] Places mistakes() const {
    Places all;
    for (const dsl::Diagnostic& d : checked_.diagnostics.all()) {
      if (d.severity != dsl::Severity::Error) continue;
      const dsl::Position at = d.source->position(d.where.begin);
      all.push_back(d.source->path() + ":" + std::to_string(at.line) + " " + d.message);
    }
    return all;
  }

  /// Everywhere that what is written at a place, of that kind of meaning, is written.
  template <class Kind>
  [[nodiscard]] Places of(const std::string& file, std::uint32_t line, std::uint32_t column) const {
    for (const Use& there : checked_.program->uses.at(file, {line, column})) {
      if (std::holds_alternative<Kind>(there.means)) return told(checked_.program->uses.of(there.means));
    }
    return {};
  }

 private:
  static Places told(const std::vector<Use>& uses) {
    Places places;
    for (const Use& use : uses) {
      const dsl::Position at = use.name.source->position(use.name.span.begin);
      places.push_back(use.name.source->path() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
                       std::string(use.name.source->slice(use.name.span)) + (use.declares ? " declared" : "") +
                       (use.within != nullptr ? " in " + use.within->name : "") + (use.in_test ? " in a test" : ""));
    }
    return places;
  }

  Checked checked_;
};

const Texts kChoices = {
    {"p/a.shibo", R"(package p
choice process { sawing, planing }
record Good {
  id: text
  done: process
  ways: list of process
  grade: choice of { fine, rough }
}
condition sawn for Good = done is sawing
condition either for Good = done in [planing, sawing] and sawing in ways
condition fine_one for Good = grade is fine
group by_hand : process { sawing }
table risk for Good {
  match done
  gives what: process
  rows {
    sawing -> planing
    [planing, glueing] -> sawing
  }
}
table more for Good {
  match done
  gives what: process
  load "more.csv" { done from "done" what from "what" }
}
mapping usual for Good {
  field id from "id"
  field done from "done" { "S" -> sawing "P" -> "planing" } blank means sawing
}
test "Sawn" for Good {
  given { done: sawing ways: [planing, sawing] }
  expect sawn
  expect not sawn with { done: glueing }
}
)"},
    {"p/b.shibo", "package p.more\nuse p\nextend process { glueing }\n"},
    {"p/more.csv", "done,what\nsawing,planing\nplaning,sawing\nglueing,sawing\n"},
};

TEST(UsesOfValues, StandInExpressionsGroupsCellsMappingsAndTests) {
  const UsesOf names(kChoices);
  EXPECT_EQ(names.mistakes(), Places());
  EXPECT_EQ(
      names.of<ValueOfChoice>("p/a.shibo", 2, 18),
      Places({"p/a.shibo:2:18 sawing declared", "p/a.shibo:9:35 sawing in sawn", "p/a.shibo:10:47 sawing in either",
              "p/a.shibo:10:59 sawing in either", "p/a.shibo:12:27 sawing in by_hand", "p/a.shibo:17:5 sawing in risk",
              "p/a.shibo:18:27 sawing in risk", "p/a.shibo:28:35 sawing", "p/a.shibo:28:73 sawing",
              "p/a.shibo:31:17 sawing in a test", "p/a.shibo:31:40 sawing in a test", "p/more.csv:2:1 sawing in more",
              "p/more.csv:3:9 sawing in more"}));
  EXPECT_EQ(
      names.of<ValueOfChoice>("p/a.shibo", 28, 52),
      Places({"p/a.shibo:2:26 planing declared", "p/a.shibo:10:38 planing in either", "p/a.shibo:17:15 planing in risk",
              "p/a.shibo:18:6 planing in risk", "p/a.shibo:28:50 planing", "p/a.shibo:31:31 planing in a test",
              "p/more.csv:2:8 planing in more", "p/more.csv:3:1 planing in more"}));
  EXPECT_EQ(names.of<ValueOfChoice>("p/b.shibo", 3, 18),
            Places({"p/a.shibo:18:15 glueing in risk", "p/a.shibo:33:32 glueing in a test",
                    "p/b.shibo:3:18 glueing declared", "p/more.csv:4:1 glueing in more"}))
      << "where another package adds it, it is declared";
  EXPECT_EQ(names.of<ValueOfChoice>("p/a.shibo", 7, 22),
            Places({"p/a.shibo:7:22 fine declared", "p/a.shibo:11:40 fine in fine_one"}))
      << "of a choice without a name";
  EXPECT_EQ(names.of<const ChoiceType*>("p/b.shibo", 3, 8),
            Places({"p/a.shibo:2:8 process declared", "p/a.shibo:5:9 process", "p/a.shibo:6:17 process",
                    "p/a.shibo:12:17 process", "p/a.shibo:15:15 process", "p/a.shibo:23:15 process",
                    "p/b.shibo:3:8 process"}));
}

TEST(UsesOfValues, OfTheWrongChoiceAreNone) {
  const UsesOf names(Texts{{"p/a.shibo", R"(package p
choice process { sawing, planing }
record Good { done: process }
condition sawn for Good = done is sawing and done is swing
test "Sawn" for Good {
  given { done: planng }
  expect sawn with { done: sawing }
}
)"}});
  EXPECT_EQ(names.mistakes().size(), 2u);
  EXPECT_EQ(
      names.of<ValueOfChoice>("p/a.shibo", 2, 18),
      Places({"p/a.shibo:2:18 sawing declared", "p/a.shibo:4:35 sawing in sawn", "p/a.shibo:7:28 sawing in a test"}));
  EXPECT_EQ(names.of<ValueOfChoice>("p/a.shibo", 4, 54), Places());
}

const char* const kTables = R"(package p
record Good {
  hs: hs
  weight: number
}
table stay for Good {
  match hs, heavy: condition = weight > 3
  gives times: number, days: number
  rows {
    any, true -> 2, 30
  }
  otherwise 0, 0
}
table rate for Good {
  match hs
  gives number
  load "rate.csv" { hs from "from" to "to" gives from "rate" }
}
extend table stay {
  load "stay.csv" { hs from "hs" heavy from "heavy" times from "times" days from "days" }
}
condition often for Good = stay.times > 1 and stay(heavy: true).days > 20 and rate > 0
)";

TEST(UsesOfColumns, AreKeysAndWhatATableGives) {
  const UsesOf names(Texts{{"p/a.shibo", kTables},
                           {"p/rate.csv", "from,to,rate\n0101,0102,5\n"},
                           {"p/stay.csv", "hs,heavy,times,days\n0101,false,1,10\n"}});
  EXPECT_EQ(names.mistakes(), Places());
  EXPECT_EQ(
      names.of<PartOfNamed>("p/a.shibo", 8, 9),
      Places({"p/a.shibo:8:9 times declared", "p/a.shibo:20:53 times in stay", "p/a.shibo:22:33 times in often"}));
  EXPECT_EQ(names.of<PartOfNamed>("p/a.shibo", 8, 24),
            Places({"p/a.shibo:8:24 days declared", "p/a.shibo:20:72 days in stay", "p/a.shibo:22:65 days in often"}));
  EXPECT_EQ(
      names.of<PartOfNamed>("p/a.shibo", 7, 13),
      Places({"p/a.shibo:7:13 heavy declared", "p/a.shibo:20:34 heavy in stay", "p/a.shibo:22:52 heavy in often"}));
  EXPECT_EQ(names.of<PartOfNamed>("p/a.shibo", 15, 9),
            Places({"p/a.shibo:15:9 hs declared", "p/a.shibo:17:21 hs in rate"}));
  EXPECT_EQ(names.of<FieldOfRecord>("p/a.shibo", 15, 9),
            Places({"p/a.shibo:3:3 hs declared", "p/a.shibo:7:9 hs in stay", "p/a.shibo:15:9 hs in rate"}))
      << "it is the field as well";
}

TEST(UsesOfColumns, AreToldWhereRowsAndFilesAreWrong) {
  const UsesOf names(Texts{{"p/a.shibo", kTables}});  // without its files
  EXPECT_EQ(names.mistakes().size(), 2u);
  EXPECT_EQ(
      names.of<PartOfNamed>("p/a.shibo", 8, 9),
      Places({"p/a.shibo:8:9 times declared", "p/a.shibo:20:53 times in stay", "p/a.shibo:22:33 times in often"}));
}

TEST(UsesOfColumns, OfTwoTextsAreOne) {
  const UsesOf names(Texts{{"p/a.shibo", R"(package p
record Good dated by day {
  day: date
  hs: hs
}
table stay for Good until 2020-12-31 {
  match hs
  gives times: number, days: number
  rows { any -> 1, 2 }
}
table stay for Good since 2021-01-01 {
  match hs
  gives times: number, days: number
  rows { any -> 3, 4 }
}
condition often for Good = stay.days > 1
)"}});
  EXPECT_EQ(names.mistakes(), Places());
  EXPECT_EQ(names.of<PartOfNamed>("p/a.shibo", 16, 33),
            Places({"p/a.shibo:8:24 days declared", "p/a.shibo:13:24 days declared", "p/a.shibo:16:33 days in often"}));
}

const char* const kLibrary = R"(package lib.origin "Origin"
use p.world
needs condition originating for Good
condition shown for Good = originating
)";
const std::string kUser = R"(package p "One"
use p.world as w
use lib.origin
use p.law
condition originating for Good = w.old
condition again for Good = lib.origin.shown and origin.shown and p.law.fair
not encoded "More" touches w.old
extend table law.rows { rows { 2 -> 3 } }
)";

Texts of_packages(const std::string& more) {
  return {
      {"p/a.shibo", kUser + more},
      {"p/b.shibo", "package p\nuse p.world as w\n"},
      {"p/lib.shibo", kLibrary},
      {"p/law.shibo",
       "package p.law\nuse p.world\ncondition fair for Good = age > 1\n"
       "table rows for Good {\n  match age\n  gives number\n  rows { 1 -> 2 }\n}\n"},
      {"p/world.shibo",
       "package p.world\nrecord Good {\n  age: number\n  parts: list of Good as parts\n}\ncondition old for Good = age > 9\n"}};
}

TEST(UsesOfPackages, AreTheirHeadsAndWhereTheyStandBeforeAPoint) {
  const UsesOf names(of_packages("condition some_old for Good = some m in parts satisfies m.w.old\n"));
  EXPECT_EQ(names.mistakes(), Places());
  EXPECT_EQ(names.of<const PackageInstance*>("p/a.shibo", 1, 9),
            Places({"p/a.shibo:1:9 p declared", "p/b.shibo:1:9 p declared"}));
  EXPECT_EQ(names.of<const PackageInstance*>("p/world.shibo", 1, 9),
            Places({"p/a.shibo:2:5 p.world", "p/a.shibo:2:16 w", "p/a.shibo:5:34 w in originating", "p/a.shibo:7:28 w",
                    "p/a.shibo:9:59 w in some_old", "p/b.shibo:2:5 p.world", "p/b.shibo:2:16 w",
                    "p/law.shibo:2:5 p.world", "p/lib.shibo:2:5 p.world", "p/world.shibo:1:9 p.world declared"}));
  EXPECT_EQ(names.of<const PackageInstance*>("p/a.shibo", 3, 5),
            Places({"p/a.shibo:3:5 lib.origin", "p/a.shibo:6:28 lib.origin in again", "p/a.shibo:6:49 origin in again",
                    "p/lib.shibo:1:9 lib.origin declared"}));
  EXPECT_EQ(names.of<const PackageInstance*>("p/a.shibo", 8, 14),
            Places({"p/a.shibo:4:5 p.law", "p/a.shibo:6:66 p.law in again", "p/a.shibo:8:14 law",
                    "p/law.shibo:1:9 p.law declared"}));
}

TEST(UsesOfPackages, FillWhatALibraryNeeds) {
  const UsesOf names(of_packages(""));
  EXPECT_EQ(names.mistakes(), Places());
  EXPECT_EQ(names.of<const Named*>("p/a.shibo", 5, 11),
            Places({"p/a.shibo:5:11 originating declared", "p/lib.shibo:3:17 originating",
                    "p/lib.shibo:4:28 originating in shown"}));
}

TEST(UsesOfPackages, AreToldBesideMistakes) {
  const UsesOf names(of_packages("condition no for Good = w.unknown and nowhere.known\nuse p.nowhere\n"));
  EXPECT_FALSE(names.mistakes().empty());
  EXPECT_EQ(names.of<const PackageInstance*>("p/world.shibo", 1, 9),
            Places({"p/a.shibo:2:5 p.world", "p/a.shibo:2:16 w", "p/a.shibo:5:34 w in originating", "p/a.shibo:7:28 w",
                    "p/a.shibo:9:25 w in no", "p/b.shibo:2:5 p.world", "p/b.shibo:2:16 w", "p/law.shibo:2:5 p.world",
                    "p/lib.shibo:2:5 p.world", "p/world.shibo:1:9 p.world declared"}));
}

const std::string kQuestion = R"(package p
record Good { age: number }
question preference for Good : choice of { eligible, refused } "May it?"
)";
const std::string kDecisions = R"(package p.law
use p
decision claim for Good answers p.preference {
  eligible when age > 1
  refused otherwise
}
decision fate for Good {
  kept when claim is eligible or claim in [refused, eligible]
  lost otherwise
}
condition sad for Good = fate is not kept
test "Old" for Good {
  given { age: 2 }
  expect claim is eligible
  expect fate is kept
  expect claim is open [eligible, refused] with { age: missing }
}
)";

TEST(UsesOfOutcomes, AreThoseOfDecisionsAndAnswersToQuestions) {
  const UsesOf names(Texts{{"p/a.shibo", kQuestion}, {"p/b.shibo", kDecisions}});
  EXPECT_EQ(names.mistakes(), Places());
  EXPECT_EQ(names.of<const QuestionInfo*>("p/a.shibo", 3, 10),
            Places({"p/a.shibo:3:10 preference declared", "p/b.shibo:3:35 preference in claim"}));
  EXPECT_EQ(names.of<AnswerToQuestion>("p/a.shibo", 3, 44),
            Places({"p/a.shibo:3:44 eligible declared", "p/b.shibo:4:3 eligible in claim"}));
  EXPECT_EQ(
      names.of<PartOfNamed>("p/b.shibo", 4, 3),
      Places({"p/b.shibo:4:3 eligible declared", "p/b.shibo:8:22 eligible in fate", "p/b.shibo:8:53 eligible in fate",
              "p/b.shibo:14:19 eligible in a test", "p/b.shibo:16:25 eligible in a test"}));
  EXPECT_EQ(names.of<PartOfNamed>("p/b.shibo", 8, 3),
            Places({"p/b.shibo:8:3 kept declared", "p/b.shibo:11:38 kept in sad", "p/b.shibo:15:18 kept in a test"}));
}

TEST(UsesOfOutcomes, AreToldBesideThoseThatAreNone) {
  const UsesOf names(
      Texts{{"p/a.shibo", kQuestion},
            {"p/b.shibo", kDecisions + "condition odd for Good = claim is kept or claim is refused\n"
                                       "decision other for Good answers p.preference {\n  elegible when age > 1\n"
                                       "  refused otherwise\n}\n"}});
  EXPECT_EQ(names.mistakes().size(), 2u);
  EXPECT_EQ(names.of<PartOfNamed>("p/b.shibo", 18, 35), Places()) << "no outcome of that decision";
  EXPECT_EQ(names.of<PartOfNamed>("p/b.shibo", 5, 3),
            Places({"p/b.shibo:5:3 refused declared", "p/b.shibo:8:44 refused in fate",
                    "p/b.shibo:16:35 refused in a test", "p/b.shibo:18:52 refused in odd"}));
  EXPECT_EQ(
      names.of<AnswerToQuestion>("p/a.shibo", 3, 54),
      Places({"p/a.shibo:3:54 refused declared", "p/b.shibo:5:3 refused in claim", "p/b.shibo:21:3 refused in other"}));
}

const std::string kMappings = R"(package p.law
use p
mapping own "Ours" for Good extends p.usual {
  field age from "years"
}
mapping narrow for Good extends own {
  field age from "months"
}
)";
const std::string kUsual = R"(package p
record Good { age: number }
mapping usual for Good {
  field age from "age"
}
)";

TEST(UsesOfMappings, AreTheirDeclarationsAndWhatExtendsThem) {
  const UsesOf names(Texts{{"p/a.shibo", kUsual}, {"p/b.shibo", kMappings}});
  EXPECT_EQ(names.mistakes(), Places());
  EXPECT_EQ(names.of<const MappingInfo*>("p/a.shibo", 3, 9),
            Places({"p/a.shibo:3:9 usual declared", "p/b.shibo:3:39 usual"}));
  EXPECT_EQ(names.of<const MappingInfo*>("p/b.shibo", 3, 9),
            Places({"p/b.shibo:3:9 own declared", "p/b.shibo:6:33 own"}));
  EXPECT_EQ(names.of<const PackageInstance*>("p/b.shibo", 3, 37),
            Places({"p/a.shibo:1:9 p declared", "p/b.shibo:2:5 p", "p/b.shibo:3:37 p"}));
}

TEST(UsesOfMappings, AreToldBesideMistakes) {
  const UsesOf names(Texts{{"p/a.shibo", kUsual + "mapping lost for Nothing {\n  field age from \"a\"\n}\n"
                                                  "mapping round for Good extends round {\n}\n"
                                                  "mapping blind for Good extends nothing {\n}\n"},
                           {"p/b.shibo", kMappings}});
  EXPECT_EQ(names.mistakes().size(), 3u);
  EXPECT_EQ(names.of<const MappingInfo*>("p/a.shibo", 3, 9),
            Places({"p/a.shibo:3:9 usual declared", "p/b.shibo:3:39 usual"}));
  EXPECT_EQ(names.of<const MappingInfo*>("p/a.shibo", 6, 9), Places({"p/a.shibo:6:9 lost declared"}));
  EXPECT_EQ(names.of<const MappingInfo*>("p/a.shibo", 9, 9),
            Places({"p/a.shibo:9:9 round declared", "p/a.shibo:9:32 round"}));
}

const std::string kInstruments = R"(package p
instrument RCEP "A pact" in force 2022-01-01
record Good { claim: list of instrument }
group pacts : instrument { RCEP }
condition claimed for Good = RCEP in claim
test "Claimed" for Good {
  given { claim: [RCEP, OTHER] }
  expect claimed
}
)";

TEST(UsesOfInstruments, StandInDataToo) {
  const UsesOf names(Texts{{"p/a.shibo", kInstruments}});
  EXPECT_EQ(names.mistakes(), Places());
  EXPECT_EQ(names.of<const InstrumentInfo*>("p/a.shibo", 2, 12),
            Places({"p/a.shibo:2:12 RCEP declared", "p/a.shibo:4:28 RCEP in pacts", "p/a.shibo:5:30 RCEP in claimed",
                    "p/a.shibo:7:19 RCEP in a test"}));
  const UsesOf broken(Texts{{"p/a.shibo", kInstruments + "condition c for Good = RCEP in claim and nonsense\n"}});
  EXPECT_EQ(broken.mistakes().size(), 1u);
  EXPECT_EQ(broken.of<const InstrumentInfo*>("p/a.shibo", 2, 12),
            Places({"p/a.shibo:2:12 RCEP declared", "p/a.shibo:4:28 RCEP in pacts", "p/a.shibo:5:30 RCEP in claimed",
                    "p/a.shibo:7:19 RCEP in a test", "p/a.shibo:10:24 RCEP in c"}));
}

const std::string kUnits = R"(package p
unit persons "People"
extend country { XK "Kosovo" }
record Good {
  staff: quantity in persons from 0 persons
  made_in: country
}
parameter most : quantity in persons { 9 persons }
group near : country { XK, JP }
condition few for Good = staff < 5 persons and (made_in is XK or made_in in near)
rule small for Good cites "A" {
  require few
  advise "Less than {most - 1 persons}"
}
mapping usual for Good {
  field staff from "staff" unit persons
  field made_in from "country" { "Kos." -> XK }
}
test "Few" for Good {
  given { staff: 3 persons made_in: XK }
  expect few
}
)";

TEST(UsesOfUnitsAndCountries, AreThoseThatPackagesDeclare) {
  const UsesOf names(Texts{{"p/a.shibo", kUnits}});
  EXPECT_EQ(names.mistakes(), Places());
  EXPECT_EQ(
      names.of<DeclaredUnit>("p/a.shibo", 2, 6),
      Places({"p/a.shibo:2:6 persons declared", "p/a.shibo:5:22 persons", "p/a.shibo:5:37 persons",
              "p/a.shibo:8:30 persons", "p/a.shibo:8:42 persons in most", "p/a.shibo:10:36 persons in few",
              "p/a.shibo:13:31 persons in small", "p/a.shibo:16:33 persons", "p/a.shibo:20:20 persons in a test"}));
  EXPECT_EQ(names.of<DeclaredCountry>("p/a.shibo", 3, 18),
            Places({"p/a.shibo:3:18 XK declared", "p/a.shibo:9:24 XK in near", "p/a.shibo:10:60 XK in few",
                    "p/a.shibo:17:44 XK", "p/a.shibo:20:37 XK in a test"}));
  const UsesOf broken(
      Texts{{"p/a.shibo", kUnits + "condition c for Good = staff > 7 persons and made_in is XK and nonsense\n"}});
  EXPECT_EQ(broken.mistakes().size(), 1u);
  EXPECT_EQ(broken.of<DeclaredUnit>("p/a.shibo", 2, 6).back(), "p/a.shibo:23:34 persons in c");
  EXPECT_EQ(broken.of<DeclaredCountry>("p/a.shibo", 3, 18).back(), "p/a.shibo:23:57 XK in c");
}

const std::string kRates = R"(package p
record Good dated by day { day: date worth: money }
rates bank cites "A" { USD 1 is CNY 7 since 2020-01-01 until 2020-12-31 }
extend rates bank cites "A" { USD 1 is CNY 8 since 2021-01-01 }
convert money by bank on day cites "A"
)";

TEST(UsesOfRates, AreWhatIsConvertedByThemAndAddedToThem) {
  for (const char* more : {"", "condition c for Good = nonsense\n"}) {
    const UsesOf names(Texts{{"p/a.shibo", kRates + more}});
    EXPECT_EQ(names.of<const Named*>("p/a.shibo", 3, 7),
              Places({"p/a.shibo:3:7 bank declared", "p/a.shibo:4:14 bank", "p/a.shibo:5:18 bank"}));
  }
}

/// The edition of a code is another field.
TEST(UsesOfFields, AreWhatSaysTheEditionOfACode) {
  const UsesOf names(Texts{{"p/a.shibo", "package p\nrecord Good {\n  hs: hs edition year\n  year: text\n}\n"}});
  EXPECT_EQ(names.of<FieldOfRecord>("p/a.shibo", 3, 18),
            Places({"p/a.shibo:3:18 year", "p/a.shibo:4:3 year declared"}));
}

}  // namespace
}  // namespace shibo::engine
