// Records out of JSON and NDJSON: what becomes of text, well made and not.
#include <gtest/gtest.h>

#include <random>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

using test::Goods;
using test::json;
using test::Outcome;

Outcome lines(const std::string& text, std::size_t chunk = kChunk) {
  return Goods().text(text, "t.ndjson", {.chunk = chunk});
}

TEST(JsonStream, ASecondArrayIsOneOfRecordsWhereItsObjectsHaveAKeyOfTheirs) {
  const Outcome links = json(R"({"data": [{"id": "A", "to": "CN"}], "links": [{"rel": "next"}, {"rel": "last"}]})");
  EXPECT_EQ(links.findings, "N D0144 t.json:1:46 `links` is not read: the records stand in `data`\n");
  EXPECT_FALSE(links.unread);
  const Outcome more = json(R"({"data": [{"id": "A", "to": "CN"}], "more": [{"rel": "next"}, {"id": "B"}]})");
  EXPECT_EQ(
      more.findings,
      "D0126 t.json:1:45 what looks like records stands under the key `more`, and is not read: the records stand in `data`\n");
  EXPECT_TRUE(more.unread);
}

TEST(JsonStream, TheArrayOfRecordsIsTheOneWhoseObjectsAreLikeThem) {
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

TEST(JsonStream, AnArrayOfNoRecordsMakesNoWrapperOfARecord) {
  const Outcome read = json(R"({"tags": ["x", "y"], "notes": [{"a": 1}], "id": "A", "to": "CN"})");
  EXPECT_EQ(read.records, "A {id: A, to: CN}\n");
  EXPECT_EQ(
      read.findings,
      "N D0144 t.json:1:10 [A] the key `tags` is not read: no field has that name, and the mapping in use does not name it\n"
      "N D0144 t.json:1:31 [A] the key `notes` is not read: no field has that name, and the mapping in use does not name it\n");
}

TEST(JsonStream, WhereNoArrayHoldsRecordsNothingIsReadSilently) {
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

TEST(JsonStream, SeveralObjectsTellWhichMappingReadsThem) {
  const Goods goods(std::string(test::kGoodsRules) +
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

TEST(JsonStream, RecordsAreOneObjectOrAnArrayOrWhatAnObjectHolds) {
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

TEST(JsonStream, AFlatRowThatIsThereTwiceIsOneLineAndAFinding) {
  const Outcome read = lines(
      "{\"shipment\": \"A\", \"line\": 1, \"HTS\": \"6109.10\"}\n{\"shipment\": \"A\", \"line\": 2, \"HTS\": \"6109.10\"}\n{\"shipment\": \"A\", \"line\": 1, \"HTS\": \"6109.10\"}\n");
  EXPECT_EQ(read.records, "A {id: A, lines: [{no: 1, hs: 6109.10}; {no: 2, hs: 6109.10}]}\n");
  EXPECT_EQ(
      read.findings,
      "W D0193 t.ndjson:3:1 [A] the row says nothing that earlier rows of its record have not said, and is taken for one of them\n");
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

TEST(JsonStream, FlatRowsNestAsThoseOfATableDo) {
  const Outcome read = lines(
      "{\"shipment\": \"A\", \"to\": \"CN\", \"buyer\": \"X\", \"line\": 1, \"hs code\": \"6109.10\", \"value\": 5, \"currency\": \"USD\", \"done\": \"\"}\n"
      "{\"shipment\": \"A\", \"to\": \"CN\", \"buyer\": \"\", \"line\": 2, \"HTS\": \"9401.61\", \"value\": 7, \"currency\": \"EUR\", \"done\": [\"sewing\"], \"paper kind\": \"x\"}\n"
      "{\"shipment\": \"A\", \"line\": 1, \"weight g\": 3}\n"
      "{\"shipment\": \"B\", \"line\": null, \"hs code\": \"6110.20\"}\n"
      "{\"shipment\": \"B\", \"line\": \"n/a\", \"hs code\": \"6110.30\"}\n"
      "{\"shipment\": \"C\", \"lines\": [{\"no\": \"1\"}]}\n");
  EXPECT_EQ(read.records,
            "A {id: A, to: CN, buyer: {name: X}, lines: [{no: 1, hs: 6109.10, value: USD 5, weight: 3 g, done: *[]}; "
            "{no: 2, hs: 9401.61, value: EUR 7, done: [sewing], paper: {kind: x}}]}\n"
            "B {id: B, lines: [{hs: 6110.20}; {hs: 6110.30}]}\n"
            "C {id: C, lines: [{no: 1}]}\n");
  EXPECT_EQ(read.findings, "");
  EXPECT_FALSE(read.unread);
}

TEST(JsonStream, FlatRowsThatDisagreeOrStandApartAreSaid) {
  const Outcome read = json(
      R"([{"shipment": "A", "to": "CN", "line": 1}, {"shipment": "A", "to": "KR", "line": 2}, {"shipment": "B", "line": 1},
 {"shipment": "A", "line": 3}, {"line": 4}])");
  EXPECT_EQ(
      read.records,
      "A {id: A, to: !KR (differs from line 1 of the same record), lines: [{no: 1}; {no: 2}]}\nB {id: B, lines: [{no: 1}]}\n"
      "A {… id: A, lines: [{no: 3}]}\n$[4] {lines: [{no: 4}]}\n");
  EXPECT_EQ(read.findings,
            "D0182 t.json:1:68 [A] `to` differs from line 1 of the same record\n"
            "D0181 t.json:2:2 [A] the key of this row was met before, and its record has been judged without this row\n"
            "W D0183 t.json:2:32 [$[4]] the row has no key\n");
}

TEST(JsonStream, FlatRowsOnLinesOfTheirOwnDisagreeToo) {
  const Outcome read =
      lines("{\"shipment\": \"A\", \"line\": 1, \"to\": \"CN\"}\n{\"shipment\": \"A\", \"line\": 2, \"to\": \"KR\"}\n");
  EXPECT_EQ(read.records, "A {id: A, to: !KR (differs from line 1 of the same record), lines: [{no: 1}; {no: 2}]}\n");
  EXPECT_EQ(read.findings, "D0182 t.ndjson:2:36 [A] `to` differs from line 1 of the same record\n");
}

TEST(JsonStream, AFlatRowThatDiffersInKeysThatAreNotReadAloneMayBeAnotherLine) {
  const std::string row = R"({"shipment": "A", "line": 1, "HTS": "6109.10", "Lot": )";
  const std::string told =
      "W D0193 t.json:1:63 [A] the row says no more than earlier ones of its record in the keys that "
      "are read, and is taken for one of them; it differs in `Lot`\n";
  const Outcome read = json("[" + row + "\"L1\"}, " + row + "\"L2\"}]");
  EXPECT_EQ(read.records, "A {… id: A, lines: [{no: 1, hs: 6109.10}]}\n");
  EXPECT_TRUE(read.findings.starts_with(told)) << read.findings;
  EXPECT_EQ(lines(row + "1}\n" + row + "2}\n").records, read.records);
  EXPECT_NE(json("[" + row + "1}, " + row + "\"1\"}]").findings.find("says nothing that earlier rows"),
            std::string::npos)
      << "equal in all of them";
  const Outcome apart = json(R"([{"shipment": "A", "line": 1, "Lot": 1}, {"shipment": "A", "line": 2, "Lot": 2}])");
  EXPECT_EQ(apart.records, "A {id: A, lines: [{no: 1}; {no: 2}]}\n");
  EXPECT_EQ(
      apart.findings,
      "N D0144 t.json:1:38 [A] the key `Lot` is not read: no field has that name, and the mapping in use does not "
      "name it\n")
      << "what is not read disagrees with nothing";
}

TEST(JsonStream, AFindingInAFlatRowHasTheRowsOwnPath) {
  const Goods goods;
  OpenedStream opened =
      goods.open(R"([{"shipment": "A", "line": 1}, {"shipment": "A", "line": 2, "hs code": "x"}])", "t.json");
  const RecordPtr record = opened.stream->next();
  const std::vector<Finding> findings = opened.stream->take_findings();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].place.path, "$[1][\"hs code\"]");
  EXPECT_EQ(findings[0].record_id, "A");
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

// ── Laws ────────────────────────────────────────────────────────────────────────────────────────

struct Shipment {
  std::string id, to, buyer;
  struct Line {
    std::string no, hs, weight;
  };
  std::vector<Line> lines;
};

std::vector<Shipment> generated_shipments(std::mt19937& random) {
  const auto one_of = [&](const std::vector<std::string>& all) { return all[random() % all.size()]; };
  std::vector<Shipment> all;
  for (std::size_t i = 0; i < 4; ++i) {
    Shipment shipment{
        "S" + std::to_string(i), one_of({"CN", "KR", "TH"}), one_of({"Smith, \"J\"", "公司 😀", "tab\there"}), {}};
    for (std::size_t n = 1 + random() % 3; n > 0; --n)
      shipment.lines.push_back({std::to_string(n), one_of({"6109.10", "9401.61"}),
                                std::to_string(random() % 1000) + "." + std::to_string(random() % 10)});
    all.push_back(std::move(shipment));
  }
  return all;
}

std::string escaped(const std::string& text, char quote) {
  std::string out;
  for (const char c : text)
    out += c == '"' ? std::string(1, quote) + "\"" : c == '\t' && quote == '\\' ? "\\t" : std::string(1, c);
  return "\"" + out + "\"";
}

std::string as_json(const Shipment& shipment) {
  std::string text = "{\"id\": " + escaped(shipment.id, '\\') + ", \"to\": " + escaped(shipment.to, '\\') +
                     ", \"buyer\": {\"name\": " + escaped(shipment.buyer, '\\') + "}, \"lines\": [";
  for (std::size_t i = 0; i < shipment.lines.size(); ++i)
    text += std::string(i == 0 ? "" : ", ") + "{\"no\": \"" + shipment.lines[i].no + "\", \"hs\": \"" +
            shipment.lines[i].hs + "\", \"weight kg\": " + shipment.lines[i].weight + "}";
  return text + "]}";
}

TEST(Readers, TheSameDataGiveTheSameRecordsInEveryFormAndChunk) {
  const Goods goods;
  std::mt19937 random(7);
  for (int i = 0; i < 100; ++i) {
    const std::vector<Shipment> shipments = generated_shipments(random);
    std::string csv = "shipment,to,buyer,line,hs code,weight kg\n";
    std::string array;
    std::string ndjson;
    for (const Shipment& shipment : shipments) {
      for (const Shipment::Line& line : shipment.lines)
        csv += shipment.id + "," + shipment.to + "," + escaped(shipment.buyer, '"') + "," + line.no + "," + line.hs +
               "," + line.weight + "\n";
      array += (array.empty() ? "[" : ",\n") + as_json(shipment);
      ndjson += as_json(shipment) + "\n";
    }
    const std::string expected = goods.text(csv).records;
    ASSERT_NE(expected, "");
    for (const std::size_t chunk : {1, 2, 5, 64, 65536}) {
      ASSERT_EQ(goods.text(csv, "t.csv", {.chunk = chunk}).records, expected) << csv;
      ASSERT_EQ(goods.text(array + "]", "t.json", {.chunk = chunk}).records, expected) << array;
      ASSERT_EQ(goods.text(ndjson, "t.ndjson", {.chunk = chunk}).records, expected) << ndjson;
      ASSERT_EQ(goods.text("{\"all\": " + array + "]}", "t.json", {.chunk = chunk}).records, expected);
      ASSERT_EQ(goods.text(ndjson, "-", {.chunk = chunk}).records, expected) << "found out without a name";
    }
  }
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
