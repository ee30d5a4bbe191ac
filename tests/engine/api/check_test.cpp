#include <algorithm>
#include <set>
#include <thread>

#include "shipped.hpp"

namespace shibo {
namespace {

using namespace std::chrono_literals;

Standing standing_of(const Rules& rules, const Record& record, const std::string& name) {
  const std::vector<Verdict> verdicts = check(rules, record, {{}, {name}});
  EXPECT_EQ(verdicts.size(), 1u);
  return verdicts.empty() ? Standing::Informs : verdicts.front().standing();
}

TEST(Check, OnBothSidesOfAThreshold) {
  EXPECT_EQ(standing_of(parcels(), parcel("15 kg"), "light_enough"), Standing::Passes);
  EXPECT_EQ(standing_of(parcels(), parcel("15.01 kg"), "light_enough"), Standing::Fails);
  EXPECT_EQ(standing_of(parcels(), parcel("heavy"), "light_enough"), Standing::Undetermined);
}

TEST(Check, KeepsMissingAndInvalidApart) {
  const std::vector<Verdict> invalid = check(parcels(), parcel("heavy"), {{}, {"light_enough"}});
  ASSERT_EQ(invalid.front().causes().size(), 1u);
  EXPECT_EQ(invalid.front().causes().front().kind, "invalid");
  const std::vector<Verdict> missing = check(parcels(), parcel(""), {{}, {"light_enough"}});
  ASSERT_EQ(missing.front().causes().size(), 1u);
  EXPECT_EQ(missing.front().causes().front().kind, "missing");
  EXPECT_EQ(missing.front().causes().front().path, "weight");
}

TEST(Check, PutsOnlyWhatIsAskedFor) {
  const Record record = records_of(rcep(), "examples/rcep_preference/shipments.csv").front();
  const auto names = [&](const std::vector<std::string>& only) {
    std::vector<std::string> out;
    for (const Verdict& verdict : check(rcep(), record, {{}, only}))
      out.push_back(verdict.record().id() + " " + verdict.name());
    return out;
  };
  EXPECT_EQ(names({}), (std::vector<std::string>{"SHP-001/1 preference", "SHP-001/2 preference"}));
  EXPECT_EQ(names({"rcep"}), names({}));
  EXPECT_EQ(names({"rcep.valid_proof"}), (std::vector<std::string>{"SHP-001/1 valid_proof", "SHP-001/2 valid_proof"}));
}

TEST(Check, NamesThatAreUnknownAreToldWithTheNearest) {
  EXPECT_TRUE(unknown_names(rcep(), {"rcep", "rcep.preference", "valid_proof"}).empty());
  const std::vector<UnknownName> unknown = unknown_names(rcep(), {"rcep.prefrence", "zzzzzz"});
  ASSERT_EQ(unknown.size(), 2u);
  EXPECT_EQ(unknown[0].nearest, "rcep.preference");
  EXPECT_EQ(unknown[1].nearest, "");
}

TEST(Check, JudgesByTheLawOfTheDayAskedFor) {
  // RCEP has been in force between Thailand and China since 2022-01-01.
  const Record record = records_of(rcep(), "examples/rcep_preference/shipments.csv").front();
  const auto standing = [&](std::chrono::year_month_day day) {
    return check(rcep(), record, {day, {}}).front().standing();
  };
  EXPECT_EQ(standing(2022y / 1 / 1), Standing::Passes);
  EXPECT_EQ(standing(2021y / 12 / 31), Standing::Fails);
}

TEST(Check, IsPureSoThreadsMayShareRulesAndRecords) {
  const std::vector<Record> records = records_of(rcep(), "examples/rcep_preference/shipments.csv");
  const auto all = [&] {
    std::string out;
    for (const Record& record : records) {
      for (const Verdict& verdict : check(rcep(), record))
        out += verdict.record().id() + ' ' + to_text(verdict.standing()) + ' ' + verdict.reasons().value + '\n';
    }
    return out;
  };
  const std::string expected = all();
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (std::string& one : found) threads.emplace_back([&] { one = all(); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : found) EXPECT_EQ(one, expected);
}

TEST(Verdict, OutlivesTheInputAndTheRecord) {
  std::optional<Verdict> kept;
  {
    OpenedInput opened = open_text(parcels(), "parcels.csv", "parcel,sent on,weight kg\nP-1,2025-01-01,99\n");
    const std::optional<Record> record = opened.input->next();
    kept = check(parcels(), *record, {{}, {"light_enough"}}).front();
  }
  EXPECT_EQ(kept->standing(), Standing::Fails);
  EXPECT_EQ(kept->record().id(), "P-1");
  EXPECT_EQ(kept->reasons().children.front().text, "weight <= heaviest");
}

TEST(Verdict, OfTheGoodAndOfItsMaterialsPresumptionsNameTheRecordTheyAreAbout) {
  const std::vector<Record> records = records_of(rcep(), "examples/rcep_preference/shipments.csv");
  const std::vector<Verdict> verdicts = check(rcep(), records.at(0));
  ASSERT_EQ(verdicts.at(0).record().id(), "SHP-001/1");
  std::string found;
  for (const Presumption& one : verdicts.at(0).presumed()) {
    found += one.what + ":";
    for (const std::string& path : one.paths) found += " " + path;
    found += "\n";
  }
  EXPECT_EQ(found,
            "export_country presumed exporter.country: shipment.export_country\n"
            "proof_waived presumed false: proof_waived\n"
            "(proof.agreement is not RCEP) presumed false: proof.agreement\n"
            "(proof.country_of_origin not in parties) presumed false: proof.country_of_origin\n"
            "day_of_declaration_known presumed false: shipment.declaration_date\n"
            "(claim_day > proof.valid_to) presumed false: proof.valid_to\n"
            "stated_originating presumed false: materials[1].obtained_in materials[1].proven_under\n"
            "has_foreign_materials presumed false: materials[1].materials\n"
            "described presumed false: materials[1].materials\n"
            "stated_originating presumed false: materials[2].obtained_in materials[2].proven_under\n"
            "has_foreign_materials presumed false: materials[2].materials\n"
            "described presumed false: materials[2].materials\n");
}

std::size_t told_elements(const Explanation& node) {
  std::size_t most = 0;
  std::size_t here = 0;
  for (const Explanation& child : node.children) {
    here += child.kind == Explanation::Kind::Element ? 1 : 0;
    most = std::max(most, told_elements(child));
  }
  return std::max(most, here);
}

std::string last_of_many(const Explanation& node) {
  for (const Explanation& child : node.children) {
    if (child.name.starts_with("… and ")) return child.name;
    if (const std::string found = last_of_many(child); !found.empty()) return found;
  }
  return "";
}

// The waiver counts the whole importation, so each line's verdict rests on all of them.
TEST(Verdict, OfManyLinesTellsTheFirstAndCountsTheRest) {
  std::string text = "shipment_id,line_no,hs_code,import_country,claim\n";
  for (int i = 1; i <= 250; ++i) text += "A," + std::to_string(i) + ",9401.61,CN,RCEP\n";
  OpenedInput opened = open_text(rcep(), "shipments.csv", text);
  const std::optional<Record> record = opened.input->next();
  const std::vector<Verdict> verdicts = check(rcep(), *record);
  ASSERT_EQ(verdicts.size(), 250U);
  const Verdict& last = verdicts.back();
  const std::vector<Cause> all = last.causes();
  EXPECT_GT(all.size(), 250U);
  EXPECT_EQ(last.cause_count(), all.size());
  for (const std::size_t most : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{40}, all.size() + 1}) {
    const std::vector<Cause> first = last.causes(most);
    ASSERT_EQ(first.size(), std::min(most, all.size()));
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].path, all[i].path) << most;
  }
  EXPECT_EQ(told_elements(last.reasons()), 101U);
  EXPECT_EQ(last_of_many(last.reasons()), "… and 150 more");

  std::set<std::string> by_law;
  for (const Presumption& one : last.presumed()) by_law.insert(one.what + one.by + std::to_string(one.rule.line));
  std::set<std::string> told;
  for (const Presumption& one : last.presumed_by_law()) {
    EXPECT_TRUE(told.insert(one.what + one.by + std::to_string(one.rule.line)).second) << one.what;
    EXPECT_TRUE(one.paths.empty());
  }
  EXPECT_EQ(told, by_law);
}

TEST(Verdict, OfAnUnreadableCodeNamesItAlone) {
  for (const Record& record : records_of(rcep(), "examples/rcep_preference/shipments.csv")) {
    if (record.id() != "SHP-005") continue;
    const std::vector<Cause> causes = check(rcep(), record).at(0).causes();
    ASSERT_EQ(causes.size(), 1U);
    EXPECT_EQ(causes[0].kind, "invalid");
    EXPECT_EQ(causes[0].path, "hs");
  }
}

TEST(Verdict, NamesWhatCannotBeReadBeforeWhatIsMissing) {
  RecordDraft shipment(rcep(), "Shipment");
  RecordDraft good = shipment.nested("lines");
  good.set("produced_in", "Utopia").set("hs", "9401.61").add("claim", "RCEP");
  shipment.add("lines", std::move(good));
  const std::vector<Verdict> verdicts = check(rcep(), shipment.record());
  const std::vector<Cause> causes = verdicts.at(0).causes();
  ASSERT_GT(causes.size(), 1U);
  EXPECT_EQ(causes[0].kind, "invalid");
  EXPECT_EQ(causes[0].path, "produced_in");
  EXPECT_EQ(causes[1].kind, "missing");
}

std::vector<NotAsked> not_asked_in(const Rules& rules, const Record& record) {
  std::vector<NotAsked> out;
  check(
      Agenda(rules), record, [](const Verdict&) {}, [&](const NotAsked& one) { out.push_back(one); });
  return out;
}

TEST(NotAsked, NamesTheDecisionAndWhyItWasNotPut) {
  const std::vector<Record> records = records_of(rcep(), "examples/rcep_preference/shipments.csv");
  EXPECT_TRUE(not_asked_in(rcep(), records.front()).empty());
  const std::vector<NotAsked> all = not_asked_in(rcep(), records.back());
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].record.id(), "SHP-008/1");
  ASSERT_EQ(all[0].questions.size(), 1U);
  const Unasked& question = all[0].questions.front();
  EXPECT_EQ(question.package + "." + question.name, "rcep.preference");
  EXPECT_EQ(question.because, Unasked::Because::AskedWhen);
  EXPECT_EQ(question.asked_when, "RCEP in claim");
  EXPECT_TRUE(check(rcep(), records.back()).empty());
}

TEST(NotAsked, NamesRulesThatDoNotApplyAndTextsThatAreNotInForce) {
  const Loaded loaded = load_rules({{"tests/cases/check/not_asked/goods.shibo"}, {}});
  ASSERT_TRUE(loaded.rules) << loaded.diagnostics.text();
  const auto goods = [&](const char* day) {
    RecordDraft consignment(*loaded.rules, "Consignment");
    RecordDraft good = consignment.nested("lines");
    good.set("no", "1").set("hs", "8601.10").set("weight", "1 t");
    consignment.set("id", "1").set("day", day).add("lines", std::move(good));
    return consignment.record();
  };
  const std::vector<NotAsked> all = not_asked_in(*loaded.rules, goods("2019-12-31"));
  ASSERT_EQ(all.size(), 1U);
  ASSERT_EQ(all[0].questions.size(), 2U);
  EXPECT_EQ(all[0].questions[0].name, "allowed");
  EXPECT_EQ(all[0].questions[0].because, Unasked::Because::NoText);
  EXPECT_EQ(all[0].questions[1].name, "heavy");
  EXPECT_EQ(all[0].questions[1].because, Unasked::Because::DoesNotApply);
  EXPECT_TRUE(not_asked_in(*loaded.rules, goods("2020-01-01")).empty()) << "one question was put";
}

/// `gdpr_transfer yes route ground; interest_documented: route is adequacy, not derogation`, a law a line.
std::string text_of(const LawsOfRecord& of) {
  std::string text;
  for (const LawOfRecord& law : of.laws) {
    text += law.package + (law.applies == Truth::True ? " yes" : law.applies == Truth::False ? " no" : " unknown");
    for (const std::string& name : law.verdicts) text += " " + name;
    for (const NotPut& why : law.not_put) {
      text += ";";
      for (const std::string& name : why.names) text += " " + name;
      text += why.because == Unasked::Because::NoText      ? " (no text)"
              : why.because == Unasked::Because::AskedWhen ? " (not asked)"
                                                           : "";
      for (const std::string& clause : why.says) text += ": " + clause;
      if (why.presumed) text += " (presumed)";
    }
    text += "\n";
  }
  return text;
}

std::vector<std::string> laws_in(const Rules& rules, const Record& record) {
  std::vector<std::string> out;
  check(
      Agenda(rules), record, [](const Verdict&) {}, nullptr,
      [&](const LawsOfRecord& one) { out.push_back(one.record.id() + " " + text_of(one)); });
  return out;
}

TEST(Laws, OfARecordSayWhichApplyAndWhyTheOthersDoNot) {
  const Loaded loaded =
      load_rules({{"rules/china_data_export", "rules/gdpr_transfer", "rules/japan_appi"}, {"rules"}, false});
  const std::vector<Record> records = records_of(*loaded.rules, "examples/data_register/register.csv");
  EXPECT_EQ(
      laws_in(*loaded.rules, records[1]),
      (std::vector<std::string>{
          "DE-2 china_data_export no; route assessment_passed contract_or_certificate contract_filed "
          "stays_in_bay_area within_assessment persons_told consent_by_itself impact_assessment representative "
          "watch_the_count renew_assessment: exporter_country is DE, not CN\n"
          "gdpr_transfer yes route ground notice register; transfer_assessment: route is adequacy, not safeguards "
          "or incomplete; interest_documented: route is adequacy, not derogation\n"
          "japan_appi no; route ground regular_checks told_on_request supervision: exporter_country is DE, not "
          "JP\n"}));
}

TEST(Laws, OfWhatIsNotAskedAndHasNoTextAreToldToo) {
  EXPECT_EQ(laws_in(rcep(), records_of(rcep(), "examples/rcep_preference/shipments.csv").back()),
            (std::vector<std::string>{"SHP-008/1 rcep no; preference (not asked): claim is none (what a blank means "
                                      "here)\n"}));
  const Loaded loaded = load_rules({{"tests/cases/check/not_asked/goods.shibo"}, {}});
  RecordDraft consignment(*loaded.rules, "Consignment");
  RecordDraft good = consignment.nested("lines");
  good.set("no", "1").set("hs", "8601.10").set("weight", "1 t");
  consignment.set("id", "1").set("day", "2019-12-31").add("lines", std::move(good));
  EXPECT_EQ(laws_in(*loaded.rules, consignment.record()),
            (std::vector<std::string>{"1/1 goods no; allowed (no text); heavy: hs is 8601.10, not in chapter 87\n"}));
}

TEST(Input, ThatIsNotThereSaysSo) {
  const OpenedInput opened = open_input(rcep(), "no_such_file.csv");
  EXPECT_FALSE(opened.input.has_value());
  EXPECT_FALSE(opened.error.empty());
}

TEST(Input, TellsWhichColumnItReadAsWhat) {
  const OpenedInput opened = open_text(parcels(), "parcels.csv", "parcel,weight kg,smell\nP-1,9,sweet\n");
  std::string found;
  for (const ColumnUse& use : opened.input->columns()) found += use.header + "=" + use.field + ";";
  EXPECT_EQ(found, "parcel=id;weight kg=weight;smell=;");
}

}  // namespace
}  // namespace shibo
