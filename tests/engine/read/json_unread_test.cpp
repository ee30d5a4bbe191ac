// Keys of JSON that nothing reads, and what looks like records under them.
#include <gtest/gtest.h>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

using test::Goods;
using test::json;
using test::Outcome;

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

}  // namespace
}  // namespace shibo::engine
