#include <stdexcept>

#include "shipped.hpp"

namespace shibo {
namespace {

std::string refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const std::invalid_argument& failure) {
    return failure.what();
  }
  return "nothing was refused";
}

TEST(RecordDraft, HoldsWhatWasSet) {
  const Record record = parcel("12.5 kg", "true");
  EXPECT_EQ(record.type(), "Parcel");
  EXPECT_EQ(record.text("weight"), "12.5 kg");
  EXPECT_EQ(record.text("insured"), "true");
  EXPECT_EQ(record.text("value"), std::nullopt) << "what was not set is missing";
  EXPECT_EQ(record.text("no_such_field"), std::nullopt);
}

TEST(RecordDraft, OfTheWrongShapeIsRefusedWithTheNamesThatThereAre) {
  EXPECT_EQ(refusal([] { RecordDraft(parcels(), "Packet"); }).substr(0, 49),
            "the rules know no record `Packet`; they know Parc");
  RecordDraft shipment(rcep(), "trade.Shipment");
  EXPECT_EQ(refusal([&] { shipment.set("colour", "red"); }).substr(0, 45),
            "`Shipment` has no field `colour`; it has ship");
  EXPECT_EQ(refusal([&] { shipment.set("route", "CN"); }), "`Shipment.route` is not one value");
  EXPECT_EQ(refusal([&] { shipment.add("route", "CN"); }), "`Shipment.route` is not a list of values");
  EXPECT_EQ(refusal([&] { shipment.add("route", RecordDraft(rcep(), "Party")); }),
            "`Shipment.route` is not a list of records of that type");
  EXPECT_EQ(refusal([&] { shipment.set("exporter", RecordDraft(rcep(), "Leg")); }),
            "`Shipment.exporter` is not a record of that type");
  EXPECT_EQ(refusal([&] { shipment.absent("carrier"); }),
            "`Shipment.carrier` is not declared as evidence, so its absence cannot be said");
  EXPECT_EQ(refusal([&] { (void)shipment.nested("carrier"); }), "`Shipment.carrier` holds no records");
  EXPECT_EQ(refusal([&] { shipment.open("carrier"); }), "`Shipment.carrier` is not a list");
}

TEST(RecordDraft, NestedRecordsSeeWhatTheyAreIn) {
  RecordDraft shipment(rcep(), "Shipment");
  shipment.set("shipment_id", "S-1").set("import_country", "CN");
  RecordDraft exporter = shipment.nested("exporter");
  exporter.set("country", "TH");
  shipment.set("exporter", std::move(exporter));
  RecordDraft good = shipment.nested("lines");
  good.set("line_no", "7").set("hs", "9401.61");
  shipment.add("lines", std::move(good));
  const std::vector<Verdict> verdicts = check(rcep(), shipment.record(), {{}, {"preference"}});
  ASSERT_EQ(verdicts.size(), 1u);
  EXPECT_EQ(verdicts.front().record().id(), "S-1/7");
  EXPECT_EQ(verdicts.front().record().text("shipment.exporter.country"), "TH");
  EXPECT_EQ(verdicts.front().record().text("shipment.import_country"), "CN");
}

TEST(RecordDraft, KnowsTheInstrumentsOfTheRulesInWhateverCapitals) {
  RecordDraft proof(rcep(), "Proof");
  EXPECT_EQ(proof.set("agreement", "rcep").record().text("agreement"), "RCEP");
}

TEST(RecordDraft, GivesRecordsThatDoNotShare) {
  RecordDraft shipment(rcep(), "Shipment");
  shipment.set("shipment_id", "S-1");
  shipment.add("lines", std::move(shipment.nested("lines").set("line_no", "1")));
  const Record first = shipment.record();
  shipment.set("shipment_id", "S-2");
  const Record second = shipment.record();
  EXPECT_EQ(first.id(), "S-1");
  EXPECT_EQ(second.id(), "S-2");
}

}  // namespace
}  // namespace shibo
