// A law of all readers: the same data give the same records, in whatever form and chunks they come.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "goods_rules.hpp"

namespace shibo::engine {
namespace {

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

constexpr const char* kNested = R"rules(package nested
record Shipment {
  id: text required key
  known: condition
  lines: list of Good
}
record Good in Shipment {
  no: text key
  hs: hs
  origin: Origin
  materials: list of Good as parts
}
record Origin {
  proven: condition
}
mapping flat for Shipment {
  one by "shipment"
  one lines by "line"
  one lines.materials by "material"
  field id from "shipment"
  field lines.no from "line"
  field lines.hs from "hs"
  field lines.origin.proven from "proven" { "yes" -> true "no" -> false } blank means false
  field lines.materials.no from "material"
  field lines.materials.hs from "material hs"
}
)rules";

/// Each material is in its line, whatever the other lines have, and a blank speaks of what there is.
TEST(Readers, RowsOfAListWithinAListAreThoseOfTables) {
  const Goods goods(kNested);
  std::mt19937 random(11);
  const auto one_of = [&](const std::vector<std::string>& all) { return all[random() % all.size()]; };
  for (int i = 0; i < 200; ++i) {
    std::string csv = "shipment,line,hs,proven,material,material hs\n";
    std::string ndjson;
    std::map<std::string, std::string> codes;  // so that no two rows disagree
    for (std::size_t rows = 1 + random() % 6; rows > 0; --rows) {
      const std::string line = one_of({"1", "2", "3"});
      const std::string material = one_of({"a", "b", "c"});
      const std::string& hs = codes.try_emplace(line, one_of({"6109.10", ""})).first->second;
      const std::string& inner = codes.try_emplace(line + material, one_of({"5208.11", ""})).first->second;
      csv += "A," + line + "," + hs + ",," + material + "," + inner + "\n";
      ndjson += "{\"shipment\":\"A\",\"line\":\"" + line + "\",\"hs\":\"" + hs +
                "\",\"proven\":" + one_of({"\"\"", "null"}) + ",\"material\":\"" + material + "\",\"material hs\":\"" +
                inner + "\"}\n";
    }
    ASSERT_EQ(goods.text(ndjson, "t.ndjson").records, goods.text(csv, "t.csv").records) << csv;
  }
}

/// Where no key of rows is named, each row is a record: one that says a key again is told, as of a table.
TEST(Readers, ARowThatSaysTheKeyOfAnotherRecordIsTold) {
  const Goods goods(
      "package laws\nrecord Shipment {\n  id: text key\n  lines: list of Good\n}\n"
      "record Good in Shipment {\n  no: text key\n  hs: hs\n}\n"
      "mapping flat for Shipment {\n  one lines by \"line\"\n  field id from \"shipment\"\n  field lines.no from \"line\"\n}\n");
  const Outcome csv = goods.text("shipment,line\nA,1\nB,1\nA,2\n", "t.csv");
  const Outcome json = goods.text(
      "{\"shipment\": \"A\", \"line\": \"1\"}\n{\"shipment\": \"B\", \"line\": \"1\"}\n{\"shipment\": \"A\", \"line\": \"2\"}\n",
      "t.ndjson");
  EXPECT_EQ(json.records, csv.records);
  const std::string said = " [A] the key `A` was met before, and that record has been judged without this row";
  EXPECT_NE(csv.findings.find("D0181 t.csv:4:1" + said), std::string::npos) << csv.findings;
  EXPECT_NE(json.findings.find("D0181 t.ndjson:3:1" + said), std::string::npos) << json.findings;
}

/// In rows and in objects: a blank that says something does so as `null`, too.
TEST(Readers, NullIsABlank) {
  const Goods goods(kNested);
  const auto read = [&](const std::string& blank) {
    return goods.text(R"({"id": "A", "lines": [{"no": "1", "origin": {"proven": )" + blank + "}}]}", "t.json").records;
  };
  EXPECT_EQ(read("null"), read("\"\""));
  EXPECT_NE(read("null"), read("true"));
  EXPECT_NE(read("null").find("proven: *false"), std::string::npos) << read("null");
}

}  // namespace
}  // namespace shibo::engine
