// Keys of JSON that nothing reads, and what looks like records under them.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

TEST(UnreadJson, ARecordUnderTheOneKeyOfAnObjectIsRead) {
  for (const char* key : {"order", "Order No"}) {  // the second is another name of the field `id`
    const Outcome read = json(std::string("{\"") + key + "\": {\"id\": \"A\", \"to\": \"CN\"}}");
    EXPECT_EQ(read.records, "A {id: A, to: CN}\n") << key;
    EXPECT_EQ(read.findings, "") << key;
    EXPECT_FALSE(read.unread) << key;
  }
  EXPECT_EQ(json("{\"buyer\": {\"name\": \"B\", \"country\": \"CN\"}}").records,
            "line 1 {buyer: {name: B, country: CN}}\n")
      << "a record within the record stays where it is";
  const Outcome beside = json("{\"Order No\": {\"to\": \"CN\"}, \"on\": \"2024-05-01\"}");
  EXPECT_TRUE(beside.unread);
  EXPECT_NE(beside.findings.find(
                "D0126 t.json:1:14 [line 1] what looks like records stands under the key `Order No`, and is not read"),
            std::string::npos)
      << beside.findings;
}

TEST(UnreadJson, AKeyThatIsNearlyAFieldIsAskedFor) {
  const Goods goods;
  const auto help = [&](const std::string& text) {
    const OpenedStream opened = goods.open(text, "t.json");
    (void)opened.stream->next();
    const std::vector<Finding> findings = opened.stream->take_findings();
    return findings.empty() ? std::string() : findings[0].help;
  };
  EXPECT_EQ(help("{\"id\": \"A\", \"buyr\": {\"name\": \"B\"}}"), "did you mean `buyer`?");
  EXPECT_EQ(help("{\"id\": \"A\", \"lines\": [{\"no\": \"1\", \"material\": []}]}"), "did you mean `materials`?");
  EXPECT_EQ(help("{\"id\": \"A\", \"colour\": 1}"), "");
}

TEST(UnreadJson, AnEmptyListBesideTheRecordsHoldsNothingUnread) {
  EXPECT_FALSE(json("{\"orders\": [{\"id\": \"A\"}], \"errors\": []}").unread);
  EXPECT_TRUE(json("{\"orders\": [{\"id\": \"A\"}], \"more\": [{\"id\": \"B\"}]}").unread);
}

TEST(UnreadJson, WhatLooksLikeRecordsAndIsNotReadCountsAsUnread) {
  const char* const wrapped[] = {R"({"to": "CN", "shipments": [{"id": "A", "to": "CN"}]})",
                                 R"({"to": "CN", "data": {"all": [{"id": "A", "to": "CN"}]}})",
                                 R"({"id": "A", "goods": [{"no": "1", "hs": "6109.10"}]})"};
  for (const char* text : wrapped) {
    const Outcome read = json(text);
    EXPECT_TRUE(read.unread) << text;
    EXPECT_NE(read.findings.find("D0126 t.json:1:"), std::string::npos) << read.findings;
  }
  EXPECT_FALSE(json(R"({"id": "A", "parties": [{"name": "X", "city": "Y"}]})").unread)
      << "one key that a line has, too, is no line";
  EXPECT_NE(
      json(R"({"id": "A", "no": "1"})")
          .findings.find("D0126 t.json:1:19 [A] keys of `lines` stand in the record itself, and are not read: `no`\n"),
      std::string::npos);
  EXPECT_FALSE(json(R"({"id": "A", "lines": [{"no": "1"}], "charges": [{"no": "1", "value": "5"}]})").unread)
      << "its lines are read, and a number and an amount make no line";
  const Outcome second = json(R"({"id": "A", "lines": [{"no": "1"}], "items": [{"no": "2", "hs": "6109.10"}]})");
  EXPECT_TRUE(second.unread);
  EXPECT_NE(second.findings.find("what looks like elements of `lines` stands under the key `items`, and is not read"),
            std::string::npos)
      << second.findings;
  const Outcome within =
      json(R"({"id": "A", "lines": [{"no": "1", "materials": [], "components": [{"hs": "6109.10"}]}]})");
  EXPECT_TRUE(within.unread);
  EXPECT_NE(within.findings.find(
                "what looks like elements of `materials` stands under the key `components`, and is not read"),
            std::string::npos)
      << within.findings;
}

TEST(UnreadJson, TwoListsForOneFieldAreNeitherTakenForTheWhole) {
  const auto wide = [](const char* key) {
    return json(std::string(R"({"id": "A", "lines": [{"no": "1", "materials": [{"no": "M1"}], ")") + key +
                R"(": [{"no": "M2"}]}]})");
  };
  for (const char* key : {"Materials", "materials ", "ｍａｔｅｒｉａｌｓ"}) {
    const Outcome read = wide(key);
    EXPECT_EQ(read.records,
              std::string("A {id: A, lines: [{no: 1, materials: ![…] (differs in `materials` and `") + key + "`)}]}\n");
    EXPECT_EQ(read.findings, std::string("D0141 t.json:1:") + (std::string_view(key).ends_with(' ') ? "78" : "77") +
                                 " [A] `materials` differs in `materials` and `" + key + "`\n");
  }
  const Outcome lines = json(R"({"id": "A", "lines": [{"no": "1"}], "Lines": [{"no": "2"}]})");
  EXPECT_EQ(lines.records, "A {id: A, lines: ![…] (differs in `lines` and `Lines`)}\n");
  const Outcome buyer = json(R"({"id": "A", "buyer": {"name": "X"}, "Buyer": {"name": "Y"}})");
  EXPECT_EQ(buyer.records, "A {id: A, buyer: !{…} (differs in `buyer` and `Buyer`)}\n") << "objects, likewise";
  for (const char* same : {R"([{"no": "1"}])", "null", R"("n/a")", "{}"})
    EXPECT_EQ(json(std::string(R"({"id": "A", "lines": [{"no": "1"}], "Lines": )") + same + "}").records,
              "A {id: A, lines: [{no: 1}]}\n")
        << same;
  EXPECT_EQ(json(R"({"id": "A", "lines": null, "Lines": [{"no": "1"}]})").records, "A {id: A, lines: [{no: 1}]}\n");
  EXPECT_EQ(json(R"({"id": "A", "lines": [], "Lines": [{"no": "1"}]})").records,
            "A {id: A, lines: ![…] (differs in `lines` and `Lines`)}\n")
      << "an empty list says that there is none";
}

TEST(UnreadJson, AKeyOfAnotherLevelIsSaidToBeThat) {
  EXPECT_EQ(json(R"({"id": "A", "hs": "6109.10", "lines": [{"no": "1", "to": "CN", "upper": true}]})").findings,
            "N D0144 t.json:1:19 [A] the key `hs` is not read: it is a key of `lines`, and not of the record itself\n"
            "N D0144 t.json:1:58 [A] the key `lines.to` is not read: it is a key of the record itself, and not of "
            "`lines`\n");
}

TEST(UnreadJson, AnObjectInThePlaceOfAListLosesItsElements) {
  const Outcome read = json(R"({"id": "A", "lines": {"1": {"no": "1"}, "2": {"no": "2"}}})");
  EXPECT_EQ(read.records, "A {id: A, lines: !{…} (is an object where a list is expected)}\n");
  EXPECT_EQ(read.findings,
            "D0126 t.json:1:22 [A] `lines` is an object where a list is expected, and what it holds is not read\n");
  EXPECT_TRUE(read.unread);
}

TEST(UnreadJson, AListBesideWhichMoreOfItStandsIsNotWhole) {
  const Outcome read = json(
      R"([{"id": "A", "lines": [{"no": "1", "materials": [{"no": "M1"}], "parts": [{"hs": "6109.10"}]}]},
          {"id": "B", "lines": [{"no": "1", "materials": [], "parts": [{"hs": "6109.10"}]}, {"no": "2", "materials": []}]}])");
  EXPECT_EQ(read.records,
            "A {id: A, lines: [{no: 1, materials: [{no: M1} …]}]}\n"
            "B {id: B, lines: [{no: 1, materials: [ …]}; {no: 2, materials: []}]}\n");
  EXPECT_NE(read.findings.find("D0126"), std::string::npos);
  EXPECT_EQ(read.findings.find("D0126"), read.findings.rfind("D0126")) << "it is told once, and counts in each record";
}

}  // namespace
}  // namespace shibo::engine
