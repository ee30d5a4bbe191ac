// Records out of JSON and NDJSON: what becomes of text, well made and not.
#include <gtest/gtest.h>

#include <random>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

using test::Goods;
using test::Outcome;

Outcome json(const std::string& text, std::size_t chunk = kChunk) { return Goods().text(text, "t.json", {.chunk = chunk}); }
Outcome lines(const std::string& text, std::size_t chunk = kChunk) { return Goods().text(text, "t.ndjson", {.chunk = chunk}); }

TEST(JsonStream, RecordsAreOneObjectOrAnArrayOrWhatAnObjectHolds) {
  const std::string two = "A {id: A, to: CN}\nB {id: B, to: KR}\n";
  EXPECT_EQ(json(R"({"id": "A", "to": "CN"})").records, "A {id: A, to: CN}\n");
  EXPECT_EQ(json(R"([{"id": "A", "to": "CN"}, {"id": "B", "to": "KR"}])").records, two);
  EXPECT_EQ(json(R"({"id": "A", "to": "CN"} {"id": "B", "to": "KR"})").records, two);
  EXPECT_EQ(lines("{\"id\": \"A\", \"to\": \"CN\"}\r\n\n{\"id\": \"B\", \"to\": \"KR\"}").records, two);
  const Outcome wrapped = json(R"({"made": "2024", "shipments": [{"id": "A", "to": "CN"}, {"id": "B", "to": "KR"}], "count": 2})");
  EXPECT_EQ(wrapped.records, two);
  EXPECT_EQ(wrapped.findings, "N D0144 t.json:1:10 `made` is not read: the records stand in `shipments`\nN D0144 t.json:1:92 `count` is not read: the records stand in `shipments`\n");
  EXPECT_EQ(json("\xEF\xBB\xBF[{\"id\": \"A\"}]").records, "A {id: A}\n");
}

TEST(JsonStream, KeysAreReadLikeHeaders) {
  EXPECT_EQ(json(R"({"报关单号": "A", "LINES": [{"No": 1, "HTS": "6109.10", "weight_g": 5, "upper": true, "done": "sewing;cutting"}]})").records,
            "A {id: A, lines: [{no: 1, hs: 6109.10, weight: 5 g, done: [sewing; cutting], upper: true}]}\n");
  const Outcome read = json(R"([{"id": "A", "colour": 1, "lines": [{"x y": 1}]}, {"id": "B", "colour": 2}])");
  EXPECT_EQ(read.findings,
            "N D0144 t.json:1:24 [A] the key `colour` is not read: no field has that name, and no mapping names it\n"
            "N D0144 t.json:1:45 [A] the key `lines.x y` is not read: no field has that name, and no mapping names it\n")
      << "once for each key";
  EXPECT_EQ(read.columns, "id=id colour= lines=lines lines.x y= ");
}

TEST(JsonStream, NestsRecordsAndParts) {
  EXPECT_EQ(json(R"({"id": "A", "buyer": {"name": "X"}, "lines": [{"no": "1", "value": {"amount": "10.50", "currency": "USD"}, "done": [], "paper": null,
                     "materials": [{"no": "M1", "materials": [{"no": "M2"}]}]}]})").records,
            "A {id: A, buyer: {name: X}, lines: [{no: 1, value: USD 10.5, done: [], materials: [{no: M1, materials: [{no: M2}]}]}]}\n");
}

TEST(JsonStream, NumbersAreExact) {
  const auto value = [](const std::string& number) { return json("{\"id\": \"A\", \"lines\": [{\"weight g\": " + number + "}]}"); };
  EXPECT_EQ(value("0.1").records, "A {id: A, lines: [{weight: 0.1 g}]}\n");
  EXPECT_EQ(value("1.5e3").records, "A {id: A, lines: [{weight: 1500 g}]}\n");
  EXPECT_EQ(value("1E-12").records, "A {id: A, lines: [{weight: 0.000000000001 g}]}\n");
  EXPECT_EQ(value("12345678901234567890.0123456789").records, "A {id: A, lines: [{weight: 12345678901234567890.0123456789 g}]}\n");
  for (const char* huge : {"1e400", "1e-400", "1e99999999999999999999"}) {
    EXPECT_EQ(value(huge).records, std::string("A {id: A, lines: [{weight: !") + huge + " (a number has at most 38 digits)}]}\n");
    EXPECT_EQ(value(huge).findings, std::string("D0161 t.json:1:36 [A] `weight`: \"") + huge + "\" a number has at most 38 digits\n");
  }
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
      {"cut short", "[{\"id\": \"A\"},\n {\"id\": \"B\"", "A {id: A}\n", "D0121 t.json:2:12 the text ends within an object\nD0122 t.json:2:12 the text from here on was not read\n", true},
      {"cut short after a record", "[{\"id\": \"A\"}", "A {id: A}\n", "D0121 t.json:1:13 the text ends within an array\nD0122 t.json:1:13 the text from here on was not read\n", true},
      {"no value", "[{\"id\": \"A\"}, ]", "A {id: A}\n", "D0121 t.json:1:15 a value is expected here\nD0122 t.json:1:15 the text from here on was not read\n", true},
      {"garbage behind", "[{\"id\": \"A\"}] x", "A {id: A}\n", "D0121 t.json:1:15 a value is expected here\nD0122 t.json:1:15 the text from here on was not read\n", true},
      {"a key without quotes", "{id: 1}", "", "D0121 t.json:1:2 a key in quotes is expected here\nD0122 t.json:1:2 the text from here on was not read\n", true},
      {"no colon", "{\"id\" 1}", "", "D0121 t.json:1:7 `:` is expected after a key\nD0122 t.json:1:7 the text from here on was not read\n", true},
      {"a line that ends in a string", "[{\"id\": \"A\n\"}]", "", "D0121 t.json:1:11 the line ends within a string; a line break in it is written `\\n`\nD0122 t.json:1:11 the text from here on was not read\n", true},
      {"a code without quotes", "[{\"id\": 0123}]", "", "D0121 t.json:1:13 a number does not begin with 0; a code stands in quotes\nD0122 t.json:1:13 the text from here on was not read\n", true},
      {"no record", "[]", "", "W D0111 t.json:1:1 the file holds no record\n", false},
      {"not an object", "[5, {\"id\": \"A\"}]", "A {id: A}\n", "D0125 t.json:1:2 a record is an object: `{ … }`\n", true},
      {"a key twice, the same", "{\"to\": \"CN\", \"to\": \"CN\"}", "line 1 {to: CN}\n", "D0123 t.json:1:14 the key `to` stands twice in this object, and says the same\n", false},
      {"a key twice", "[{\"to\": \"CN\", \"to\": \"KR\"}]", "line 1 {to: !CN (stands twice in its object)}\n", "D0123 t.json:1:15 the key `to` stands twice in this object; neither is taken for true\n", false},
      {"bytes that are no text", "{\"id\": \"Caf\xE9\"}", "line 1 {id: !Caf\xE9 (not UTF-8)}\n", "D0105 t.json:1:8 the text `Caf\\xE9` is not UTF-8\n", false},
      {"half a pair", "{\"id\": \"\\uD83Dx\"}", "line 1 {id: !\xEF\xBF\xBDx (holds half of a surrogate pair)}\n", "D0105 t.json:1:8 the text `\xEF\xBF\xBDx` holds half of a surrogate pair\n", false},
      {"the other half", "{\"id\": \"\\uDE00\"}", "line 1 {id: !\xEF\xBF\xBD (holds half of a surrogate pair)}\n", "D0105 t.json:1:8 the text `\xEF\xBF\xBD` holds half of a surrogate pair\n", false},
      {"a pair", "{\"id\": \"\\uD83D\\uDE00\"}", "\xF0\x9F\x98\x80 {id: \xF0\x9F\x98\x80}\n", "", false},
      {"a control character", "{\"id\": \"a\tb\"}", "line 1 {id: !a\tb (holds a control character)}\n", "D0106 t.json:1:8 the text `a\\tb` holds a control character\n", false},
      {"an object for a value", "{\"id\": \"A\", \"to\": {}}", "A {id: A, to: !{…} (is an object or array where one value is expected)}\n",
       "D0161 t.json:1:19 `to`: \"{…}\" is an object or array where one value is expected\n", false},
      {"two keys for one field", "{\"id\": \"A\", \"Order No\": \"B\"}", "A {id: A}\n", "W D0141 t.json:1:25 `Order No` fills `id` a second time, and is not read\n", false},
  };
  for (const Case& c : cases) {
    const Outcome read = json(c.text);
    EXPECT_EQ(read.records, c.records) << c.what;
    std::string findings = read.findings;
    for (const char* id : {"[A] ", "[line 1] "}) {
      for (std::size_t at = findings.find(id); at != std::string::npos; at = findings.find(id)) findings.erase(at, std::string(id).size());
    }
    EXPECT_EQ(findings, c.findings) << c.what;
    EXPECT_EQ(read.unread, c.unread) << c.what;
    EXPECT_EQ(read.error, "") << c.what;
  }
  EXPECT_EQ(json("").error, "it is empty");
  EXPECT_EQ(json(std::string("{\0\"\0", 4)).error, "the file is UTF-16, and nothing of it was read; save it as UTF-8");
  EXPECT_EQ(json("{\"colour\": 1}").error, "none of its keys is a field of a record that the rules know");
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
  const auto nested = [](std::size_t levels) { return "[{\"id\": " + std::string(levels, '[') + "\"]\"" + std::string(levels, ']') + "}, {\"id\": \"B\"}]"; };
  EXPECT_EQ(json(nested(128)).findings, "D0161 t.json:1:9 [line 1] `id`: \"[…]\" is an object or array where one value is expected\n");
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
  const Outcome read = json("[{\"id\": \"A\", \"buyer\": {\"name\": \"" + std::string(3'000'000, 'x') + "\"}}, {\"id\": \"B\"}]");
  EXPECT_EQ(read.findings, "D0107 t.json:1:32 the text `" + std::string(60, 'x') + "…` is longer than 1 MiB\n");
  EXPECT_NE(read.records.find("B {id: B}\n"), std::string::npos);
}

TEST(JsonStream, ARecordThatIsTooLongIsNotReadAndReadingGoesOn) {
  std::string lines = "{}";
  for (int i = 0; i < 700'000; ++i) lines += ", {\"no\": \"a line of some hundred bytes, of which there are so many that no record of goods can be as long as it\"}";
  const Outcome read = json("[{\"id\": \"A\", \"lines\": [" + lines + "]}, {\"id\": \"B\"}]");
  EXPECT_EQ(read.records, "B {id: B}\n");
  EXPECT_EQ(read.findings, "D0107 t.json:1:2 the value that begins here is longer than 64 MiB, and is not read\n");
  EXPECT_TRUE(read.unread);
}

// ── Laws ────────────────────────────────────────────────────────────────────────────────────────

struct Shipment {
  std::string id, to, buyer;
  struct Line { std::string no, hs, weight; };
  std::vector<Line> lines;
};

std::vector<Shipment> generated(std::mt19937& random) {
  const auto one_of = [&](const std::vector<std::string>& all) { return all[random() % all.size()]; };
  std::vector<Shipment> all;
  for (std::size_t i = 0; i < 4; ++i) {
    Shipment shipment{"S" + std::to_string(i), one_of({"CN", "KR", "TH"}), one_of({"Smith, \"J\"", "公司 😀", "tab\there"}), {}};
    for (std::size_t n = 1 + random() % 3; n > 0; --n)
      shipment.lines.push_back({std::to_string(n), one_of({"6109.10", "9401.61"}), std::to_string(random() % 1000) + "." + std::to_string(random() % 10)});
    all.push_back(std::move(shipment));
  }
  return all;
}

std::string escaped(const std::string& text, char quote) {
  std::string out;
  for (const char c : text) out += c == '"' ? std::string(1, quote) + "\"" : c == '\t' && quote == '\\' ? "\\t" : std::string(1, c);
  return "\"" + out + "\"";
}

std::string as_json(const Shipment& shipment) {
  std::string text = "{\"id\": " + escaped(shipment.id, '\\') + ", \"to\": " + escaped(shipment.to, '\\') + ", \"buyer\": {\"name\": " + escaped(shipment.buyer, '\\') + "}, \"lines\": [";
  for (std::size_t i = 0; i < shipment.lines.size(); ++i)
    text += std::string(i == 0 ? "" : ", ") + "{\"no\": \"" + shipment.lines[i].no + "\", \"hs\": \"" + shipment.lines[i].hs + "\", \"weight kg\": " + shipment.lines[i].weight + "}";
  return text + "]}";
}

TEST(Readers, TheSameDataGiveTheSameRecordsInEveryFormAndChunk) {
  const Goods goods;
  std::mt19937 random(7);
  for (int i = 0; i < 100; ++i) {
    const std::vector<Shipment> shipments = generated(random);
    std::string csv = "shipment,to,buyer,line,hs code,weight kg\n";
    std::string array;
    std::string ndjson;
    for (const Shipment& shipment : shipments) {
      for (const Shipment::Line& line : shipment.lines) csv += shipment.id + "," + shipment.to + "," + escaped(shipment.buyer, '"') + "," + line.no + "," + line.hs + "," + line.weight + "\n";
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
  const std::string whole = R"([{"id": "A", "lines": [{"no": "1", "weight g": -1.5e3, "done": ["sewing", null]}], "to": "\u00e9\uD83D\uDE00"}, {"id": true}])";
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
