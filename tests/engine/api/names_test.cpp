// What names in the rules mean: where each is declared, and everywhere it is used.
#include "shibo/names.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <variant>

#include "check/check.hpp"
#include "own_folder.hpp"
#include "shipped.hpp"

namespace shibo {
namespace {

std::vector<std::string> told(const NameInfo& info) {
  std::vector<std::string> lines;
  for (const NameUse& use : info.uses)
    lines.push_back(to_text(use.place) + (use.declares ? " declared" : " " + use.within));
  return lines;
}

TEST(Names, AreDeclaredOnceAndUsedWhereTheyStand) {
  const std::vector<NameInfo> weight = names_called(parcels(), "Parcel.weight");
  ASSERT_EQ(weight.size(), 1u);
  EXPECT_EQ(weight[0].kind, "field");
  EXPECT_EQ(weight[0].title, "Weight with packing");
  EXPECT_EQ(
      std::count_if(weight[0].uses.begin(), weight[0].uses.end(), [](const NameUse& use) { return use.declares; }), 1);
  EXPECT_TRUE(std::any_of(weight[0].uses.begin(), weight[0].uses.end(), [](const NameUse& use) {
    return use.within == "parcels.light_enough";
  })) << ::testing::PrintToString(told(weight[0]));
  EXPECT_TRUE(
      std::any_of(weight[0].uses.begin(), weight[0].uses.end(),
                  [](const NameUse& use) { return to_text(use.place) == "examples/first_rule/parcels.shibo:34:23"; }))
      << "in what is advised: " << ::testing::PrintToString(told(weight[0]));
  EXPECT_EQ(names_called(parcels(), "weight").size(), 1u) << "alone it is the same";
  EXPECT_TRUE(names_called(parcels(), "Parcel").front().kind == "record");
  EXPECT_TRUE(names_called(parcels(), "nothing_of_that_name").empty());
}

TEST(Names, AtAPlaceAreWhatIsWrittenThere) {
  const std::vector<NameInfo> there = names_at(parcels(), "examples/first_rule/parcels.shibo", 33, 13);
  ASSERT_EQ(there.size(), 1u);
  EXPECT_EQ(there[0].name, "parcels.Parcel.weight");
  EXPECT_EQ(told(there[0]), told(names_called(parcels(), "weight").front()));
  EXPECT_TRUE(names_at(parcels(), "examples/first_rule/parcels.shibo", 33, 1).empty());
  EXPECT_TRUE(names_at(parcels(), "examples/first_rule/other.shibo", 33, 13).empty());
}

/// A library's text is used by each package that fills its needs, and stands in one place.
TEST(Names, OfALibraryAreToldOnce) {
  const std::vector<NameInfo> found = names_called(rcep(), "trade.origin.build_down_share");
  ASSERT_EQ(found.size(), 1u);
  std::set<std::string> places;
  for (const NameUse& use : found[0].uses) places.insert(to_text(use.place));
  EXPECT_EQ(places.size(), found[0].uses.size());
}

std::string kind_of(const Rules& rules, const std::string& name) {
  std::string kinds;
  for (const NameInfo& info : names_called(rules, name)) kinds += (kinds.empty() ? "" : ", ") + info.kind;
  return kinds;
}

TEST(Names, OfEachKindGoByWhatTheyBelongTo) {
  EXPECT_EQ(kind_of(rcep(), "process.sawing"), "value");
  EXPECT_EQ(kind_of(rcep(), "rcep.product_rule.hs"), "key");
  EXPECT_EQ(kind_of(rcep(), "rcep.preference.eligible"), "outcome");
  EXPECT_EQ(kind_of(rcep(), "trade.usual"), "mapping");
  EXPECT_EQ(kind_of(rcep(), "trade.origin"), "package");
  EXPECT_EQ(kind_of(rcep(), "trade.preference"), "question");
  EXPECT_EQ(kind_of(rcep(), "trade.preference.eligible"), "answer");
  const OwnFolder folder;
  folder.write("kinds.shibo",
               "package kinds\nunit persons\nextend country { XK }\nrecord Good { n: number }\n"
               "table stay for Good {\n  match n\n  gives times: number\n  rows { any -> 1 }\n}\n");
  const Loaded loaded = load_rules({{folder.path("kinds.shibo")}, {}});
  ASSERT_TRUE(loaded.rules.has_value());
  EXPECT_EQ(kind_of(*loaded.rules, "stay.times"), "column");
  EXPECT_EQ(kind_of(*loaded.rules, "persons"), "unit");
  EXPECT_EQ(kind_of(*loaded.rules, "XK"), "country");
}

/// A key that is a field of the record is both.
TEST(Names, AtAPlaceMayMeanTwoThings) {
  const std::vector<NameInfo> key = names_called(rcep(), "rcep.product_rule.hs");
  ASSERT_EQ(key.size(), 1u);
  const auto declared =
      std::find_if(key[0].uses.begin(), key[0].uses.end(), [](const NameUse& use) { return use.declares; });
  ASSERT_NE(declared, key[0].uses.end());
  const Place& place = declared->place;
  std::set<std::string> names;
  for (const NameInfo& info : names_at(rcep(), place.file, place.line, place.column)) names.insert(info.name);
  EXPECT_EQ(names, (std::set<std::string>{"rcep.product_rule.hs", "trade.Good.hs"}));
}

namespace inner = engine;

using Declared = std::vector<std::pair<inner::Meaning, std::string>>;

/// What a list holds, by its place in it.
template <class Means, class List, class Of, class Name>
void add_each(Declared& all, const List& list, const Of& of, const Name& name) {
  for (std::size_t i = 0; i < list.size(); ++i) all.emplace_back(Means{of, static_cast<int>(i)}, name(list[i]));
}

Declared declared(const inner::Program& program) {
  const auto own_name = [](const auto& one) { return one.name; };
  const auto itself = [](const std::string& name) { return name; };
  Declared all;
  const auto add_all = [&](const auto& things) {
    for (const auto& thing : things) all.emplace_back(&thing, thing.name);
  };
  add_all(program.named);
  add_all(program.records);
  add_all(program.choices);
  add_all(program.questions);
  add_all(program.declared_mappings);
  add_all(program.packages);
  for (const inner::PackageInstance& package : program.packages) add_all(package.instruments);
  for (const inner::Named& named : program.named) add_each<inner::PartOfNamed>(all, named.parts, &named, own_name);
  for (const inner::RecordType& record : program.records)
    add_each<inner::FieldOfRecord>(all, record.fields, &record, own_name);
  for (const inner::ChoiceType& choice : program.choices)
    add_each<inner::ValueOfChoice>(all, choice.values, &choice, own_name);
  for (const inner::QuestionInfo& question : program.questions)
    add_each<inner::AnswerToQuestion>(all, question.outcomes, &question, itself);
  for (std::size_t i = 0; i < program.units.size(); ++i)
    all.emplace_back(inner::DeclaredUnit{static_cast<int>(i)}, program.units[i]);
  for (std::size_t i = 0; i < program.countries.size(); ++i)
    all.emplace_back(inner::DeclaredCountry{static_cast<int>(i)}, program.countries[i].alpha2);
  return all;
}

std::string last_word(const std::string& path) { return path.substr(path.rfind('.') + 1); }

class Shipped : public ::testing::TestWithParam<const char*> {
 protected:
  const inner::Checked checked = inner::check_rules({{GetParam()}, {"rules"}}, inner::disk_files());
};

/// At each place that is told stands the name itself, and who asks there is told the same.
TEST_P(Shipped, NamesStandWhereTheyAreTold) {
  ASSERT_TRUE(checked.ok);
  const inner::Uses& uses = checked.program->uses;
  std::size_t count = 0;
  for (const auto& [meaning, name] : declared(*checked.program)) {
    for (const inner::Use& use : uses.of(meaning)) {
      ++count;
      const std::string written(use.name.source->slice(use.name.span));
      EXPECT_EQ(last_word(written), last_word(name));
      const std::string& file = use.name.source->path();
      for (const std::uint32_t offset : {use.name.span.begin, use.name.span.end - 1}) {
        const std::vector<inner::Use> there = uses.at(file, use.name.source->position(offset));
        EXPECT_TRUE(std::any_of(there.begin(), there.end(), [&](const inner::Use& one) {
          return one.means == use.means;
        })) << name;
      }
      const std::vector<inner::Use> after = uses.at(file, use.name.source->position(use.name.span.end));
      EXPECT_TRUE(std::none_of(after.begin(), after.end(),
                               [&](const inner::Use& one) { return one.name.span == use.name.span; }));
    }
  }
  EXPECT_GT(count, 100u);
}

/// Whoever rests on a definition names it somewhere in its text.
TEST_P(Shipped, CallsAreAmongTheUses) {
  for (const inner::Named& caller : checked.program->named) {
    for (const inner::Named* callee : caller.calls) {
      const std::vector<inner::Use> uses = checked.program->uses.of(callee);
      EXPECT_TRUE(std::any_of(uses.begin(), uses.end(), [&](const inner::Use& use) { return use.within == &caller; }))
          << caller.name << " names " << callee->name;
    }
  }
}

/// Whoever walks a program may keep what it finds in a vector.
TEST_P(Shipped, HasNumbersFromOneInTheOrderOfDeclaration) {
  const auto are_dense = [](const auto& all) {
    std::uint32_t next = 1;
    for (const auto& one : all) EXPECT_EQ(one.id, next++);
  };
  are_dense(checked.program->nodes);
  are_dense(checked.program->named);
  are_dense(checked.program->records);
  are_dense(checked.program->packages);
  for (const inner::Named& caller : checked.program->named)
    EXPECT_TRUE(std::is_sorted(caller.calls.begin(), caller.calls.end(), inner::ById())) << caller.name;
}

INSTANTIATE_TEST_SUITE_P(Packages, Shipped, ::testing::Values("rules/rcep", "rules/cptpp", "fuzz/everything"),
                         [](const auto& run) {
                           std::string name = run.param;
                           return name.substr(name.rfind('/') + 1);
                         });

/// Of rules with a mistake the rest is told all the same: an editor asks about such.
TEST(Names, AreKeptWhereThereIsAMistake) {
  struct OneFile final : inner::Files {
    std::optional<std::string> read(const std::string&, std::string&) const override {
      return "package p\nrecord R { a: number }\ncondition c for R = a > 1\ncondition d for R = c and nonsense\n";
    }
    std::vector<std::string> rule_files(const std::string& path) const override { return {path + "/r.shibo"}; }
  };
  const inner::Checked checked = inner::check_rules({{"p"}, {}}, OneFile());
  EXPECT_FALSE(checked.ok);
  const inner::Program& program = *checked.program;
  const auto c = std::find_if(program.named.begin(), program.named.end(),
                              [](const inner::Named& named) { return named.name == "c"; });
  ASSERT_NE(c, program.named.end());
  EXPECT_EQ(program.uses.of(&*c).size(), 2u);
}

}  // namespace
}  // namespace shibo
