// Records out of JSON and NDJSON: what becomes of text, well made and not.
#include <gtest/gtest.h>

#include <random>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

TEST(JsonStream, KeysAreReadLikeHeaders) {
  EXPECT_EQ(
      json(
          R"({"报关单号": "A", "LINES": [{"No": 1, "HTS": "6109.10", "weight_g": 5, "upper": true, "done": "sewing;cutting"}]})")
          .records,
      "A {id: A, lines: [{no: 1, hs: 6109.10, weight: 5 g, done: [sewing; cutting], upper: true}]}\n");
  const Outcome read = json(R"([{"id": "A", "colour": 1, "lines": [{"x y": 1}]}, {"id": "B", "colour": 2}])");
  EXPECT_EQ(
      read.findings,
      "N D0144 t.json:1:24 [A] the key `colour` is not read: no field has that name, and the mapping in use does not name it\n"
      "N D0144 t.json:1:45 [A] the key `lines.x y` is not read: no field has that name, and the mapping in use does not name it\n")
      << "once for each key";
  EXPECT_EQ(read.columns, "id=id colour= lines=lines lines.x y= ");
}

TEST(JsonStream, APaperOfWhichNothingIsSaidIsNotThere) {
  const auto paper = [](const std::string& value) {
    return json(R"({"id": "A", "lines": [{"no": "1", "paper": )" + value + "}]}").records;
  };
  for (const char* blank : {"null", "{}", R"({"number": null})", R"({"number": "", "kind": "n/a"})"})
    EXPECT_EQ(paper(blank), "A {id: A, lines: [{no: 1, paper: *none}]}\n") << blank;
  EXPECT_EQ(paper(R"({"what": 1})"), "A {id: A, lines: [{no: 1}]}\n") << "it may be there";
  EXPECT_EQ(paper(R"({"number": "7"})"), "A {id: A, lines: [{no: 1, paper: {number: 7}}]}\n");
}

TEST(JsonStream, NestsRecordsAndParts) {
  EXPECT_EQ(
      json(
          R"({"id": "A", "buyer": {"name": "X"}, "lines": [{"no": "1", "value": {"amount": "10.50", "currency": "USD"}, "done": [], "paper": null,
                     "materials": [{"no": "M1", "materials": [{"no": "M2"}]}]}]})")
          .records,
      "A {id: A, buyer: {name: X}, lines: [{no: 1, value: USD 10.5, done: [], paper: *none, materials: [{no: M1, materials: [{no: M2}]}]}]}\n");
}

TEST(JsonStream, NumbersAreExact) {
  const auto value = [](const std::string& number) {
    return json("{\"id\": \"A\", \"lines\": [{\"weight g\": " + number + "}]}");
  };
  EXPECT_EQ(value("0.1").records, "A {id: A, lines: [{weight: 0.1 g}]}\n");
  EXPECT_EQ(value("1.5e3").records, "A {id: A, lines: [{weight: 1500 g}]}\n");
  EXPECT_EQ(value("1E-12").records, "A {id: A, lines: [{weight: 0.000000000001 g}]}\n");
  EXPECT_EQ(value("12345678901234567890.0123456789").records,
            "A {id: A, lines: [{weight: 12345678901234567890.0123456789 g}]}\n");
  for (const char* huge : {"1e400", "1e-400", "1e99999999999999999999"}) {
    EXPECT_EQ(value(huge).records,
              std::string("A {id: A, lines: [{weight: !") + huge + " (a number has at most 38 digits)}]}\n");
    EXPECT_EQ(value(huge).findings,
              std::string("D0161 t.json:1:36 [A] `weight`: \"") + huge + "\" a number has at most 38 digits\n");
  }
}

TEST(JsonLines, AnArrayAndCommasBetweenLinesAreToldForWhatTheyAre) {
  const Goods goods;
  const auto help = [&](const std::string& text) {
    const OpenedStream opened = goods.open(text, "t.ndjson");
    const std::vector<Finding> findings = opened.stream->take_findings();
    return findings.empty() ? std::string() : findings[0].help;
  };
  EXPECT_EQ(help("[{\"id\": \"A\"},\n{\"id\": \"B\"}]\n"),
            "this is an array of JSON, and no object a line: give the file a name that ends in `.json`");
  EXPECT_EQ(help("{\"id\": \"A\"},\n{\"id\": \"B\"}\n"),
            "take the comma at the end of the line out: nothing joins the lines");
  EXPECT_EQ(help("{\"id\": \"A\"} {\"id\": \"B\"}\n"), "write one object a line");
}

TEST(JsonStream, FaultsAreFindingsWithTheirPlace) {
  struct Case {
    const char* what;
    std::string text;
    const char* records;
    const char* findings;
    bool unread;
  };
  const Case cases[] = {
      {"cut short", "[{\"id\": \"A\"},\n {\"id\": \"B\"", "A {id: A}\n",
       "D0121 t.json:2:12 the text ends within an object\nD0122 t.json:2:12 the text from here on was not read\n",
       true},
      {"cut short after a record", "[{\"id\": \"A\"}", "A {id: A}\n",
       "D0121 t.json:1:13 the text ends within an array\nD0122 t.json:1:13 the text from here on was not read\n", true},
      {"no value", "[{\"id\": \"A\"}, ]", "A {id: A}\n",
       "D0121 t.json:1:15 a value is expected here; take out the comma before it\nD0122 t.json:1:15 the text from here on was not read\n",
       true},
      {"a comma before the brace", "{\"id\": \"A\",}", "",
       "D0121 t.json:1:12 a key in quotes is expected here; take out the comma before it\nD0122 t.json:1:12 the text from here on was not read\n",
       true},
      {"single quotes", "{'id': 1}", "",
       "D0121 t.json:1:2 a key in quotes is expected here; JSON has double quotes only\nD0122 t.json:1:2 the text from here on was not read\n",
       true},
      {"a comment", "{\"id\": // x\n1}", "",
       "D0121 t.json:1:8 a value is expected here; JSON has no comments\nD0122 t.json:1:8 the text from here on was not read\n",
       true},
      {"NaN", "{\"id\": NaN}", "",
       "D0121 t.json:1:8 a value is expected here; JSON has `null`, `true` and `false` in small letters, and no NaN\nD0122 t.json:1:8 the text from here on was not read\n",
       true},
      {"garbage behind", "[{\"id\": \"A\"}] x", "A {id: A}\n",
       "D0121 t.json:1:15 a value is expected here\nD0122 t.json:1:15 the text from here on was not read\n", true},
      {"a key without quotes", "{id: 1}", "",
       "D0121 t.json:1:2 a key in quotes is expected here\nD0122 t.json:1:2 the text from here on was not read\n",
       true},
      {"no colon", "{\"id\" 1}", "",
       "D0121 t.json:1:7 `:` is expected after a key\nD0122 t.json:1:7 the text from here on was not read\n", true},
      {"a line that ends in a string", "[{\"id\": \"A\n\"}]", "",
       "D0121 t.json:1:11 the line ends within a string; a line break in it is written `\\n`\nD0122 t.json:1:11 the text from here on was not read\n",
       true},
      {"a code without quotes", "[{\"id\": 0123}]", "",
       "D0121 t.json:1:13 a number does not begin with 0; a code stands in quotes\nD0122 t.json:1:13 the text from here on was not read\n",
       true},
      {"no record", "[]", "", "W D0111 t.json:1:1 the file holds no record\n", false},
      {"not an object", "[5, {\"id\": \"A\"}]", "A {id: A}\n", "D0125 t.json:1:2 a record is an object: `{ … }`\n",
       true},
      {"a key twice, the same", "{\"to\": \"CN\", \"to\": \"CN\"}", "line 1 {to: CN}\n",
       "D0123 t.json:1:14 the key `to` stands twice in this object, and says the same\n", false},
      {"a key twice", "[{\"to\": \"CN\", \"to\": \"KR\"}]", "$[0] {to: !CN (stands twice in its object)}\n",
       "D0123 t.json:1:15 the key `to` stands twice in this object; neither is taken for true\n", false},
      {"bytes that are no text", "{\"id\": \"Caf\xE9\"}", "line 1 {id: !Caf\\xE9 (not UTF-8)}\n",
       "D0105 t.json:1:8 the text `Caf\\xE9` is not UTF-8\n", false},
      {"half a pair", "{\"id\": \"\\uD83Dx\"}", "line 1 {id: !\xEF\xBF\xBDx (holds half of a surrogate pair)}\n",
       "D0105 t.json:1:8 the text `\xEF\xBF\xBDx` holds half of a surrogate pair\n", false},
      {"the other half", "{\"id\": \"\\uDE00\"}", "line 1 {id: !\xEF\xBF\xBD (holds half of a surrogate pair)}\n",
       "D0105 t.json:1:8 the text `\xEF\xBF\xBD` holds half of a surrogate pair\n", false},
      {"a pair", "{\"id\": \"\\uD83D\\uDE00\"}", "\xF0\x9F\x98\x80 {id: \xF0\x9F\x98\x80}\n", "", false},
      {"a control character", "{\"id\": \"a\tb\"}", "line 1 {id: !a\\tb (holds a control character)}\n",
       "D0106 t.json:1:8 the text `a\\tb` holds a control character\n", false},
      {"an object for a value", "{\"id\": \"A\", \"to\": {}}",
       "A {id: A, to: !{…} (is an object or array where one value is expected)}\n",
       "D0161 t.json:1:19 `to`: \"{…}\" is an object or array where one value is expected\n", false},
      {"two keys for one field", "{\"id\": \"A\", \"Order No\": \"B\"}", "A {id: A}\n",
       "W D0141 t.json:1:25 `Order No` fills `id` a second time, and is not read\n", false},
  };
  for (const Case& c : cases) {
    const Outcome read = json(c.text);
    EXPECT_EQ(read.records, c.records) << c.what;
    std::string findings = read.findings;
    for (const char* id : {"[A] ", "[line 1] ", "[$[0]] "}) {
      for (std::size_t at = findings.find(id); at != std::string::npos; at = findings.find(id))
        findings.erase(at, std::string(id).size());
    }
    EXPECT_EQ(findings, c.findings) << c.what;
    EXPECT_EQ(read.unread, c.unread) << c.what;
    EXPECT_EQ(read.error, "") << c.what;
  }
  EXPECT_EQ(json("").error, "it is empty");
  EXPECT_EQ(
      json(std::string("{\0\"\0", 4)).error,
      "line 1, column 1: the file is UTF-16, and nothing of it was read; save it as UTF-8, or with a byte order mark, or give `--encoding UTF-16LE`");
  EXPECT_EQ(json("{\"colour\": 1}").error, "none of its keys is a field of a record that the rules know");
}

TEST(JsonStream, ACurrencyThatStandsTwiceMakesItsAmountInvalid) {
  const auto value = [](const std::string& members) {
    return json("{\"id\": \"A\", \"lines\": [{\"no\": \"1\", " + members + "}]}").records;
  };
  EXPECT_EQ(value(R"("value": {"amount": "5", "amount": "7", "currency": "USD"})"),
            "A {id: A, lines: [{no: 1, value: !5 (stands twice in its object)}]}\n");
  EXPECT_EQ(value(R"("value": {"amount": "5", "currency": "USD", "currency": "EUR"})"),
            "A {id: A, lines: [{no: 1, value: !USD (its currency: stands twice in its object)}]}\n");
  EXPECT_EQ(value(R"("value": "5", "currency": "USD", "currency": "EUR")"),
            "A {id: A, lines: [{no: 1, value: !USD (its currency: stands twice in its object)}]}\n");
  EXPECT_EQ(value(R"("value": "5", "currency": 7)"),
            "A {id: A, lines: [{no: 1, value: !7 (its currency: is not a text)}]}\n");
  EXPECT_EQ(
      value(R"("value": "5", "currency": "n/a")"),
      "A {id: A, lines: [{no: 1, value: !5 (no currency; write it with the number, as in `USD 5`, or in a column `currency` beside it)}]}\n");
  EXPECT_EQ(value(R"("value": "5", "Curr": "EUR")"), "A {id: A, lines: [{no: 1, value: EUR 5}]}\n");
}

TEST(JsonStream, AKeyThatGivesACurrencyIsReadAndAFaultOfItHasItsOwnPlace) {
  const Outcome read = json(R"({"id": "A", "lines": [{"value": "5", "currency": "RMB"}]})");
  EXPECT_EQ(read.columns, "id=id lines=lines lines.value=lines.value lines.currency=(of lines.value) ");
  EXPECT_EQ(
      read.findings,
      "D0161 t.json:1:50 [A] `value`: \"RMB\" stands for its currency, and is not one of ISO 4217; write its code, such as `USD`\n");
}

TEST(JsonStream, NullIsNoElement) {
  const Outcome read = json(R"({"id": "A", "lines": [{"no": "1"}, null]})");
  EXPECT_NE(read.findings.find("`lines`: \"\" is null"), std::string::npos) << read.findings;
}

TEST(JsonStream, AnAmountHasNoOtherKeys) {
  const char* const wanted = "has a key `per` beside `amount` and `currency`, which could make it another amount";
  const char* const text =
      R"({"id": "A", "lines": [{"no": "1", "value": {"amount": "1", "currency": "USD", "per": "100"}}]})";
  EXPECT_NE(json(text).findings.find(wanted), std::string::npos) << json(text).findings;
}

TEST(JsonStream, FindingsWithinAnObjectHaveItsRecordAndTheirPath) {
  const Goods goods;
  OpenedStream opened = goods.open(
      R"([{"id": "A", "lines": [{"no": "1", "no": "2"}]}, {"id": "B", "lines": [{"no": "1", "no": "2"}]}])", "t.json");
  std::string found;
  while (opened.stream->next()) {
    for (const Finding& finding : opened.stream->take_findings())
      found += finding.record_id + " " + finding.place.path + "\n";
  }
  EXPECT_EQ(found, "A $[0].lines[0].no\nB $[1].lines[0].no\n");
  OpenedStream broken = goods.open(R"([{"id": "A"}, 5, {"id": "B", "lines": [{"no": nonsense}]}])", "t.json");
  found.clear();
  while (broken.stream->next()) {}
  for (const Finding& finding : broken.stream->take_findings())
    found += finding.record_id + " " + finding.place.path + "\n";
  EXPECT_EQ(found.substr(0, found.find("\n ", found.find(".no"))), " $[1]\n $[2].lines[0].no");
}

TEST(JsonStream, WithoutAKeyTheIdIsThePlaceInItsArray) {
  EXPECT_EQ(json(R"([{"to": "CN"}, {"to": "KR"}])").records, "$[0] {to: CN}\n$[1] {to: KR}\n");
  EXPECT_EQ(lines("{\"to\": \"CN\"}\n{\"to\": \"KR\"}\n").records, "line 1 {to: CN}\nline 2 {to: KR}\n");
}

TEST(JsonStream, ANumberThatIsTooLongIsAFinding) {
  const Outcome read = json("{\"id\": \"A\", \"lines\": [{\"weight g\": 1" + std::string(5000, '0') + "}]}");
  EXPECT_EQ(read.findings.substr(0, 65), "D0161 t.json:1:36 [A] the number `1000000000000000000000000000000")
      << read.findings;
}

TEST(JsonStream, ThroughAPipeTheFirstLineTellsTheFormsApart) {
  const auto pipe = [](const std::string& text) { return Goods().text(text, "-").records; };
  EXPECT_EQ(pipe("{\"id\": \"A\"}{\"id\": \"B\"}\n{\"id\": \"C\"}\n"), "A {id: A}\nB {id: B}\nC {id: C}\n");
  EXPECT_EQ(pipe("{\"id\": \"A}{\"}\n\n{broken\n{\"id\": \"B\"}\n"), "A}{ {id: A}{}\nB {id: B}\n")
      << "a line that is one object begins NDJSON";
}

TEST(JsonStream, ABrokenLineIsAFindingAndNoStop) {
  const Outcome read = lines("{\"id\": \"A\"}\n{\"id\": \nnonsense\n{\"id\": \"B\"} {}\n{\"id\": \"C\"}\n");
  EXPECT_EQ(read.records, "A {id: A}\nC {id: C}\n");
  EXPECT_EQ(read.findings,
            "D0121 t.ndjson:2:8 the text ends where a value is expected\n"
            "D0121 t.ndjson:3:1 `true`, `false`, `null` or another value is expected here\n"
            "D0121 t.ndjson:4:13 something stands on the line after its value\n");
  EXPECT_TRUE(read.unread);
}

TEST(JsonStream, ValuesNestAsDeepAsTheLimitAndWhatIsDeeperIsPassedOver) {
  const auto nested = [](std::size_t levels) {
    return "[{\"id\": " + std::string(levels, '[') + "\"]\"" + std::string(levels, ']') + "}, {\"id\": \"B\"}]";
  };
  EXPECT_EQ(json(nested(128)).findings,
            "D0161 t.json:1:9 [$[0]] `id`: \"[…]\" is an object or array where one value is expected\n");
  for (const std::size_t levels : {129, 200'000}) {
    const Outcome read = json(nested(levels));
    EXPECT_EQ(read.findings.substr(0, 15), "D0124 t.json:1:") << levels;
    EXPECT_EQ(read.records.substr(read.records.size() - 10), "B {id: B}\n") << "reading goes on";
  }
}

TEST(JsonStream, PartsNestAsDeepAsTheLimit) {
  const auto parts = [](int levels) {
    std::string text = "{\"no\": \"0\"}";
    for (int i = 0; i < levels; ++i) text = "{\"no\": \"" + std::to_string(i) + "\", \"materials\": [" + text + "]}";
    return "{\"id\": \"A\", \"lines\": [" + text + "]}";
  };
  EXPECT_EQ(json(parts(32)).findings, "");
  EXPECT_EQ(json(parts(33)).findings.substr(0, 5), "D0187");
}

TEST(JsonStream, ALongTextIsMarkedAndReadingGoesOn) {
  const Outcome read =
      json("[{\"id\": \"A\", \"buyer\": {\"name\": \"" + std::string(3'000'000, 'x') + "\"}}, {\"id\": \"B\"}]");
  EXPECT_EQ(read.findings, "D0107 t.json:1:32 [A] the text `" + std::string(60, 'x') + "…` is longer than 1 MiB\n");
  EXPECT_NE(read.records.find("B {id: B}\n"), std::string::npos);
}

TEST(JsonStream, ARecordThatIsTooLongIsNotReadAndReadingGoesOn) {
  const std::string line = ", {\"no\": \"" + std::string(10'000, 'x') + "\"}";
  std::string lines = "{}";
  while (lines.size() <= 64 * 1024 * 1024) lines += line;
  const Outcome read = json("[{\"id\": \"A\", \"lines\": [" + lines + "]}, {\"id\": \"B\"}]");
  EXPECT_EQ(read.records, "B {id: B}\n");
  EXPECT_EQ(read.findings, "D0107 t.json:1:2 the value that begins here is longer than 64 MiB, and is not read\n");
  EXPECT_TRUE(read.unread);
}

TEST(JsonStream, NoTextStopsItAndChunksChangeNothing) {
  const Goods goods;
  std::mt19937 random(9);
  const std::string whole =
      R"([{"id": "A", "lines": [{"no": "1", "weight g": -1.5e3, "done": ["sewing", null]}], "to": "\u00e9\uD83D\uDE00"}, {"id": true}])";
  static constexpr std::string_view kBytes = "{}[]\",:\\u0e-\n \xFF";
  for (int i = 0; i < 3000; ++i) {
    std::string text = whole;
    for (std::size_t n = 1 + random() % 4; n > 0; --n) {
      const std::size_t at = random() % text.size();
      if (random() % 3 == 0) text.resize(at + 1);
      else text[at] = kBytes[random() % kBytes.size()];
    }
    const Outcome read = goods.text(text, "t.json");
    ASSERT_TRUE(!read.records.empty() || !read.findings.empty() || !read.error.empty()) << text;
    const Outcome small = goods.text(text, "t.json", {.chunk = 1 + random() % 5});
    ASSERT_EQ(small.records, read.records) << text;
    ASSERT_EQ(small.findings, read.findings) << text;
    (void)goods.text(text, "t.ndjson", {.chunk = 3});
  }
}

}  // namespace
}  // namespace shibo::engine
