// Fields that a mapping reads through objects of JSON: `from "address.country"`.
#include <gtest/gtest.h>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

constexpr const char* kPathRules = R"rules(package goods

record Shipment "What travels together" {
  id: text required key "Number"
  to: country "Country that it enters"
  value: money "Value"
  buyer: Buyer "Who buys"
  notes: list of text "Notes"
  lines: list of Good "Lines"
}
record Buyer "Who buys" {
  name: text "Name"
  country: country "Where"
}
record Good "A line, or what it is made of" in Shipment {
  no: text key "Number of the line"
  hs: hs "Code"
  materials: list of Good as parts "What it is made of"
}

mapping deep for Shipment {
  missing "n/a"
  field id from "id"
  field to from "address.country", "buyer.country", "leg.end.country"
  field value from "price.net" currency "price.curr"
  field buyer.name from "person.name"
  field notes from "more.notes"
  field lines from "order.items"
  field lines.hs from "class.code", "class.codes.hs"
  field lines.materials from "made.of"
  field lines.materials.hs from "class.codes.hs"
}
)rules";

Outcome by_paths(const std::string& text) { return Goods(kPathRules).text(text, "t.json"); }
std::string record_of(const std::string& members) { return by_paths("{\"id\": \"A\", " + members + "}").records; }
std::string findings_of(const std::string& members) { return by_paths("{\"id\": \"A\", " + members + "}").findings; }

TEST(JsonPaths, AFieldIsReadThroughObjects) {
  EXPECT_EQ(record_of(R"("address": {"country": "CN"})"), "A {id: A, to: CN}\n");
  EXPECT_EQ(record_of(R"("leg": {"end": {"country": "CN"}})"), "A {id: A, to: CN}\n");
  EXPECT_EQ(record_of(R"("Address": {"Country": "CN"})"), "A {id: A, to: CN}\n") << "capitals do not count";
  EXPECT_EQ(record_of(R"("price": {"net": 5, "curr": "USD"})"), "A {id: A, value: USD 5}\n");
  EXPECT_EQ(record_of(R"("more": {"notes": ["a", "b"]})"), "A {id: A, notes: [a; b]}\n");
  EXPECT_EQ(record_of(R"("buyer": {"person": {"name": "X"}})"), "A {id: A, buyer: {name: X}}\n");
}

TEST(JsonPaths, ListsOfRecordsAreReadThroughObjectsToo) {
  EXPECT_EQ(
      record_of(
          R"("order": {"items": [{"no": 1, "class": {"code": "6109.10"}, "made": {"of": [{"no": 2, "class": {"codes": {"hs": "5205.11"}}}]}}]})"),
      "A {id: A, lines: [{no: 1, hs: 6109.10, materials: [{no: 2, hs: 5205.11}]}]}\n");
}

TEST(JsonPaths, AKeyWithADotIsOneKey) {
  EXPECT_EQ(record_of(R"("address.country": "CN")"), "A {id: A, to: CN}\n");
  EXPECT_EQ(record_of(R"("leg.end": {"country": "CN"})"), "A {id: A, to: CN}\n");
  EXPECT_EQ(record_of(R"("leg": {"end.country": "CN"})"), "A {id: A, to: CN}\n");
}

TEST(JsonPaths, WhatIsNotThereIsMissing) {
  for (const char* nothing : {R"("address": {})", R"("address": null)", R"("address": "")", R"("address": "n/a")",
                              R"("address": {"country": null})", R"("leg": {"end": null})"}) {
    EXPECT_EQ(record_of(nothing), "A {id: A}\n") << nothing;
    EXPECT_EQ(findings_of(nothing), "") << nothing;
  }
  EXPECT_EQ(record_of(R"("leg": {"start": {"country": "CN"}})"), "A {id: A}\n");
}

TEST(JsonPaths, AListOrASingleValueOnTheWayIsInvalid) {
  EXPECT_EQ(record_of(R"("address": "CN")"),
            "A {id: A, to: !CN (stands where the mapping looks for an object with `country`)}\n");
  EXPECT_EQ(findings_of(R"("address": "CN")"),
            "D0161 t.json:1:24 [A] `to`: \"CN\" stands where the mapping looks for an object with `country`\n");
  const std::string list = "is a list, of which no element is chosen: the mapping looks for an object with `country`";
  EXPECT_EQ(record_of(R"("address": [{"country": "CN"}])"), "A {id: A, to: ![…] (" + list + ")}\n");
  EXPECT_EQ(findings_of(R"("address": [{"country": "CN"}])"), "D0161 t.json:1:24 [A] `to`: \"[…]\" " + list + "\n");
  EXPECT_EQ(findings_of(R"("leg": {"end": 7})"),
            "D0161 t.json:1:28 [A] `to`: \"7\" stands where the mapping looks for an object with `country`\n");
  EXPECT_EQ(findings_of(R"("lines": [{"no": 1, "class": false}])"),
            "D0161 t.json:1:42 [A] `hs`: \"false\" stands where the mapping looks for an object with `code`\n"
            "D0161 t.json:1:42 [A] `hs`: \"false\" stands where the mapping looks for an object with `codes.hs`\n");
}

TEST(JsonPaths, AnObjectThatIsReadItselfIsReadOnceMore) {
  EXPECT_EQ(record_of(R"("buyer": {"name": "X", "country": "CN"})"),
            "A {id: A, to: CN, buyer: {name: X, country: CN}}\n");
  EXPECT_EQ(findings_of(R"("buyer": {"name": "X", "country": "CN"})"), "");
}

TEST(JsonPaths, TwoValuesOfOneFieldMustAgree) {
  const char* differing = R"("address": {"country": "CN"}, "leg": {"end": {"country": "TH"}})";
  EXPECT_EQ(record_of(differing), "A {id: A, to: !TH (differs in `address.country` and `leg.end.country`)}\n");
  EXPECT_EQ(record_of(R"("address": {"country": "CN"}, "leg": {"end": {"country": "CN"}})"), "A {id: A, to: CN}\n");
  EXPECT_EQ(record_of(R"("address.country": "CN", "address": {"country": "TH"})"),
            "A {id: A, to: !TH (differs in two columns `address.country`)}\n");
}

TEST(JsonPaths, WhatNobodyReadsBesideItIsSaid) {
  const Outcome read = by_paths(R"({"id": "A", "address": {"country": "CN", "street": "7"}})");
  EXPECT_EQ(
      read.findings,
      "N D0144 t.json:1:52 [A] the key `address.street` is not read: no field has that name, and the mapping in use does not name it\n");
  EXPECT_EQ(read.columns, "id=id address.country=to address.street= ");
  EXPECT_EQ(by_paths(R"({"id": "A", "order": {"items": [], "lines": [{"no": 1, "hs": "6109.10"}]}})").unread, true)
      << "a second list beside the one that is read";
}

TEST(JsonPaths, PlacesAreThoseInTheText) {
  EXPECT_EQ(findings_of(R"("leg": {"end": {"country": "Utopia"}})"),
            "D0161 t.json:1:40 [A] `to`: \"Utopia\" not a country; write its code of ISO 3166, such as `TH`\n");
}

TEST(JsonPaths, AnObjectWithOneKeyOnTheWayIsNoEnvelope) {
  const std::string rules =
      "package goods\n\nrecord Box {\n  id: text key\n  to: country\n}\n\nmapping deep for Box {\n"
      "  field id from \"box.id\"\n  field to from \"box.to\"\n}\n";
  EXPECT_EQ(Goods(rules).text(R"([{"box": {"id": "A", "to": "CN"}}, {"box": {"id": "B"}}])", "t.json").records,
            "A {id: A, to: CN}\nB {id: B}\n");
}

TEST(JsonPaths, TellFlatRowsApart) {
  const std::string rules =
      "package goods\n\nrecord Box {\n  id: text key\n  lines: list of Line\n}\nrecord Line in Box {\n  no: text key\n}\n\n"
      "mapping deep for Box {\n  one by \"box.id\"\n  field id from \"box.id\"\n  field lines.no from \"no\"\n}\n";
  const std::string rows = "{\"box\": {\"id\": \"A\"}, \"no\": 1}\n{\"box\": {\"id\": \"A\"}, \"no\": 2}\n";
  EXPECT_EQ(Goods(rules).text(rows, "t.ndjson").records, "A {id: A, lines: [{no: 1}; {no: 2}]}\n");
}

}  // namespace
}  // namespace shibo::engine
