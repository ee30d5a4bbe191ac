// Where in a JSON text the records stand, which mapping reads them, and what is said of the rest.
#include <gtest/gtest.h>

#include "goods_rules.hpp"
#include "record/finding_codes.hpp"

namespace shibo::engine {
namespace {

TEST(JsonRecords, ASecondArrayIsOneOfRecordsWhereItsObjectsHaveAKeyOfTheirs) {
  const Outcome links = json(R"({"data": [{"id": "A", "to": "CN"}], "links": [{"rel": "next"}, {"rel": "last"}]})");
  EXPECT_EQ(links.findings, "N D0144 t.json:1:46 `links` is not read: the records stand in `data`\n");
  EXPECT_FALSE(links.unread);
  const Outcome more = json(R"({"data": [{"id": "A", "to": "CN"}], "more": [{"rel": "next"}, {"id": "B"}]})");
  EXPECT_EQ(
      more.findings,
      "D0126 t.json:1:45 what looks like records stands under the key `more`, and is not read: the records stand in `data`\n");
  EXPECT_TRUE(more.unread);
}

TEST(JsonRecords, TheArrayOfRecordsIsTheOneWhoseObjectsAreLikeThem) {
  const std::string two = "A {id: A, to: CN}\nB {id: B, to: KR}\n";
  const std::string records = R"([{"id": "A", "to": "CN"}, {"id": "B", "to": "KR"}])";
  for (const char* before : {R"(["x"])", R"([{"a": 1}])", "[]", "[null]", R"([[{"id": "C"}]])"}) {
    const Outcome read = json(R"({"first": )" + std::string(before) + R"(, "data": )" + records + "}");
    EXPECT_EQ(read.records, two) << before;
    EXPECT_EQ(read.findings, "N D0144 t.json:1:11 `first` is not read: the records stand in `data`\n") << before;
    EXPECT_FALSE(read.unread) << before;
  }
  const Outcome late =
      json(R"({"data": [{}, {"lot": 1}, {"id": "A", "to": "CN"}, {"id": "B", "to": "KR"}], "made": 1})");
  EXPECT_EQ(late.records, "data[0] {}\ndata[1] {}\n" + two) << "not only the first object tells";
  const Outcome both = json(R"({"data": [{"id": "A", "to": "CN"}], "warnings": ["x"], "more": [{"id": "B"}]})");
  EXPECT_EQ(both.records, "A {id: A, to: CN}\n");
  EXPECT_TRUE(both.unread) << "two arrays like records: the second is told as lost";
}

TEST(JsonRecords, AnArrayOfNoRecordsMakesNoWrapperOfARecord) {
  const Outcome read = json(R"({"tags": ["x", "y"], "notes": [{"a": 1}], "id": "A", "to": "CN"})");
  EXPECT_EQ(read.records, "A {id: A, to: CN}\n");
  EXPECT_EQ(
      read.findings,
      "N D0144 t.json:1:10 [A] the key `tags` is not read: no field has that name, and the mapping in use does not name it\n"
      "N D0144 t.json:1:31 [A] the key `notes` is not read: no field has that name, and the mapping in use does not name it\n");
}

TEST(JsonRecords, WhereNoArrayHoldsRecordsNothingIsReadSilently) {
  EXPECT_EQ(json(R"({"warnings": ["x"], "rows": [{"a": 1}]})").error,
            "none of its keys is a field of a record that the rules know");
  const Outcome texts = json(R"({"warnings": ["x", "y"]})");
  EXPECT_EQ(texts.records, "");
  EXPECT_EQ(texts.findings,
            "D0125 t.json:1:15 a record is an object: `{ … }`\nD0125 t.json:1:20 a record is an object: `{ … }`\n");
  EXPECT_TRUE(texts.unread);
  EXPECT_EQ(
      json(R"({"data": [], "links": [{"rel": "self"}]})").findings,
      "N D0144 t.json:1:23 `links` is not read: the records stand in `data`\nW D0111 t.json:1:1 the file holds no record\n");
  EXPECT_TRUE(json(R"({"warnings": ["x", )").unread);
  EXPECT_TRUE(json(R"({"warnings": ["x"], "data": [{"id": "A"}, )").unread);
}

TEST(JsonRecords, SeveralObjectsTellWhichMappingReadsThem) {
  const Goods goods(std::string(kGoodsRules) +
                    "mapping one for Shipment { field id from \"Ref\" field to from \"Land\" }\n"
                    "mapping other for Shipment { field id from \"Ref\" field to from \"Pays\" }\n");
  const auto read = [&](const std::string& text, const char* name = "t.json") {
    return goods.text(text, name, {}).records;
  };
  EXPECT_EQ(read(R"([{"Ref": "A"}, {"Ref": "B", "Pays": "CN"}])"), "A {id: A}\nB {id: B, to: CN}\n");
  EXPECT_EQ(read(R"([{"Ref": "A"}, {"Ref": "B", "Land": "CN"}])"), "A {id: A}\nB {id: B, to: CN}\n");
  EXPECT_EQ(read("{\"Ref\": \"A\"}\n{\"Ref\": \"B\", \"Land\": \"CN\"}\n", "t.ndjson"),
            "A {id: A}\nB {id: B, to: CN}\n");
  std::string rows;
  for (int i = 1; i <= 7; ++i) rows += "{\"Ref\": \"R" + std::to_string(i) + "\"}\n";
  const std::string last = "{\"Ref\": \"B\", \"Pays\": \"CN\"}\n";
  EXPECT_EQ(goods.text(rows + last, "t.ndjson", {}).findings, "") << "the eighth is asked";
  EXPECT_EQ(
      goods.text(rows + "{\"Ref\": \"R8\"}\n" + last, "t.ndjson", {}).findings,
      "N D0144 t.ndjson:9:22 [B] the key `Pays` is not read: no field has that name, and the mapping in use does not name it\n")
      << "the ninth is not, and what it loses is told";
}

TEST(JsonRecords, RecordsAreOneObjectOrAnArrayOrWhatAnObjectHolds) {
  const std::string two = "A {id: A, to: CN}\nB {id: B, to: KR}\n";
  EXPECT_EQ(json(R"({"id": "A", "to": "CN"})").records, "A {id: A, to: CN}\n");
  EXPECT_EQ(json(R"([{"id": "A", "to": "CN"}, {"id": "B", "to": "KR"}])").records, two);
  EXPECT_EQ(json(R"({"id": "A", "to": "CN"} {"id": "B", "to": "KR"})").records, two);
  EXPECT_EQ(lines("{\"id\": \"A\", \"to\": \"CN\"}\r\n\n{\"id\": \"B\", \"to\": \"KR\"}").records, two);
  const Outcome wrapped =
      json(R"({"made": "2024", "shipments": [{"id": "A", "to": "CN"}, {"id": "B", "to": "KR"}], "count": 2})");
  EXPECT_EQ(wrapped.records, two);
  EXPECT_EQ(
      wrapped.findings,
      "N D0144 t.json:1:10 `made` is not read: the records stand in `shipments`\nN D0144 t.json:1:92 `count` is not read: the records stand in `shipments`\n");
  EXPECT_EQ(json("\xEF\xBB\xBF[{\"id\": \"A\"}]").records, "A {id: A}\n");
}

/// Records are read through keys within keys alone.
Outcome through_paths(const std::string& text) {
  static const Goods rules(R"rules(package papers
record Paper "A paper" {
  id: text key "Number"
  to: country "Where it goes"
}
mapping within "Through an object" for Paper {
  field id from "document.no"
  field to from "document.to"
}
)rules");
  return rules.text(text, "t.json");
}

TEST(JsonRecords, AnObjectThatAMappingReadsThroughIsARecord) {
  const std::string one = R"({"document": {"no": "A", "to": "CN"})";
  EXPECT_EQ(through_paths(one + "}").records, "A {id: A, to: CN}\n");
  EXPECT_EQ(through_paths(one + R"(, "attachments": []})").records, "A {id: A, to: CN}\n");
  const Outcome logged = through_paths(one + R"(, "log": [{"to": "KR"}]})");
  EXPECT_EQ(logged.records, "A {id: A, to: CN}\n") << "and not a line of its log";
  EXPECT_TRUE(logged.unread);
  const Outcome log_first = through_paths(R"({"log": [{"to": "KR"}], "document": {"no": "A", "to": "CN"}})");
  EXPECT_TRUE(log_first.unread) << log_first.findings;
}

TEST(JsonRecords, ASecondArrayIsHeldAgainstWhatMadeTheFirstOneOfRecords) {
  const Outcome both =
      through_paths(R"({"a": [{"document": {"no": "A"}}], "b": [{"document": {"no": "B"}}, {"x": 1}]})");
  EXPECT_EQ(both.records, "A {id: A}\n");
  EXPECT_EQ(
      both.findings,
      "D0126 t.json:1:41 what looks like records stands under the key `b`, and is not read: the records stand in `a`\n");
  EXPECT_TRUE(both.unread);
}

TEST(JsonRecords, ARecordAloneBesideTheArrayIsNotLostWithoutAWord) {
  for (const char* text : {R"({"data": [{"id": "A"}], "next": {"id": "B", "to": "KR"}})",
                           R"({"next": {"wrapped": {"id": "B", "to": "KR"}}, "data": [{"id": "A"}]})"}) {
    const Outcome read = json(text);
    EXPECT_EQ(read.records, "A {id: A}\n") << text;
    EXPECT_NE(read.findings.find("what looks like records stands under the key `next`"), std::string::npos) << text;
    EXPECT_TRUE(read.unread) << text;
  }
  const Outcome page = json(R"({"data": [{"id": "A"}], "page": {"to": 3, "size": 20}})");
  EXPECT_EQ(page.findings, "N D0144 t.json:1:33 `page` is not read: the records stand in `data`\n");
}

TEST(JsonRecords, OneObjectBesideArraysThatHoldNoneIsTheRecord) {
  const Outcome read = json(R"({"made": 1, "body": {"id": "A", "to": "CN"}, "warnings": ["x"], "more": []})");
  EXPECT_EQ(read.records, "A {id: A, to: CN}\n");
  EXPECT_FALSE(read.unread);
  const Outcome two = json(R"({"one": {"id": "A", "to": "CN"}, "two": {"id": "B", "to": "KR"}, "warnings": []})");
  EXPECT_EQ(two.records, "");
  EXPECT_TRUE(two.unread);
}

TEST(JsonRecords, AnObjectOfTooManyKeysIsNotReadWhateverComesAfterThem) {
  std::string many = "{";
  for (int i = 0; i <= 10'000; ++i) many += "\"k" + std::to_string(i) + "\": 0, ";
  const Outcome none = json(many + R"("rest": []})");
  EXPECT_EQ(none.records, "");
  EXPECT_EQ(none.findings, "D0107 t.json:1:1 the record is not read: it has more than 10,000 keys\n");
  EXPECT_TRUE(none.unread);
  const Outcome records = json(many + R"("data": [{"id": "A"}]})");
  EXPECT_EQ(records.records, "A {id: A}\n");
  EXPECT_NE(records.findings.find(
                "D0107 t.json:1:1 not all of the object around the records is read: it has more than 10,000 keys"),
            std::string::npos);
  EXPECT_TRUE(records.unread);
}

TEST(JsonRecords, WhatIsWrongInAnElementIsSaidOfItAndWithItsPath) {
  const std::string elements =
      R"([{"lot": 1}, {"id": "A", "to": "CN", "to": "KR"}, {"id": "B", "to": "CN", "to": "KR"}])";
  const Goods goods;
  for (const std::string& before : {std::string("{\"data\": "), std::string()}) {
    const OpenedStream opened = goods.open(before + elements + (before.empty() ? "" : "}"), "t.json");
    ASSERT_NE(opened.stream, nullptr) << opened.error;
    std::string found;
    while (const RecordPtr record = opened.stream->next()) {
      for (const Finding& finding : opened.stream->take_findings()) {
        if (finding.code == code::kDuplicateKey) found += finding.record_id + " " + finding.place.path + "\n";
      }
    }
    const std::string array = before.empty() ? "$" : "$.data";
    EXPECT_EQ(found, "A " + array + "[1].to\nB " + array + "[2].to\n");
  }
}

TEST(JsonRecords, TwoKeysOfARecordAroundTheArrayAreARecordThatIsLost) {
  const Outcome lost = json(R"({"papers": [{"id": "1", "kind": "pdf"}], "id": "A", "to": "CN"})");
  EXPECT_NE(
      lost.findings.find("D0126 t.json:1:59 the object around `papers` has keys of a record, such as `to`, and is "
                         "not read: the records stand in `papers`\n"),
      std::string::npos)
      << lost.findings;
  EXPECT_TRUE(lost.unread);
  EXPECT_FALSE(json(R"({"data": [{"id": "A", "to": "CN"}], "id": "of the file"})").unread) << "one may be the file's";
}

TEST(JsonRecords, ARowAndAnObjectWithOneKeyAreMetAgain) {
  const std::string row = R"({"shipment":"A","line":1})";
  const std::string object = R"({"id":"A","lines":[{"no":1}]})";
  const Outcome object_after = json("[" + row + "," + object + "]");
  EXPECT_NE(object_after.findings.find("D0181 t.json:1:28 [A] the key `A` was met before, and that record has been "
                                       "judged without this object\n"),
            std::string::npos)
      << object_after.findings;
  EXPECT_TRUE(object_after.unread);
  const Outcome row_after = json("[" + object + "," + row + "]");
  EXPECT_NE(row_after.findings.find("judged without this row\n"), std::string::npos) << row_after.findings;
}

}  // namespace
}  // namespace shibo::engine
