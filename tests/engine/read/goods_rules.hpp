// A small package of records and a mapping, for tests of the readers of files.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../eval/rules_in_memory.hpp"
#include "own_folder.hpp"
#include "read/stream.hpp"
#include "shown.hpp"

namespace shibo::engine {

inline constexpr const char* kGoodsRules = R"rules(package goods

record Shipment "What travels together" {
  id: text required key "Number"
  to: country "Country that it enters"
  on: date "Day"
  buyer: Buyer "Who buys"
  lines: list of Good "Lines"
}
record Buyer "Who buys" {
  name: text "Name"
  country: country "Where"
}
record Paper "A paper" {
  kind: text "Which"
  number: text "Number"
}
record Good "A line, or what it is made of" in Shipment {
  no: text key "Number of the line"
  hs: hs "Code"
  value: money from 0 "Value"
  weight: quantity in kg from 0 "Weight"
  done: list of work "What was done"
  paper: Paper evidence "Its paper"
  materials: list of Good as parts "What it is made of"
}
choice work "Work" { cutting "Cut", sewing "Sewn" }
fact upper for Good "Upper, not of wood"

mapping flat "Flat rows" for Shipment {
  missing "n/a"
  one by "shipment"
  one lines by "line"
  field id from "shipment", "Order No", "报关单号"
  field to from "to", "运抵国(地区)"
  field on from "on"
  field buyer.name from "buyer"
  field buyer.country from "buyer country"
  field lines.no from "line"
  field lines.hs from "hs code", "HTS", "税号"
  field lines.value from "value" currency "currency", "Curr", "币制"
  field lines.weight from "weight kg" unit kg
  field lines.weight from "weight g" unit g
  field lines.done from "done" split by ";" blank means []
  field lines.paper from "paper kind", "paper no", "paper" blank means missing
  field lines.paper.kind from "paper kind"
  field lines.paper.number from "paper no"
  list lines.materials from file "materials.csv" by "shipment" = "shipment", "line" = "line" under "above" = "material" complete
  field lines.materials.no from "material"
  field lines.materials.hs from "hs code"
  field lines.materials.value from "value" currency "currency"
}
)rules";

/// What came of reading: records and findings, a line each, in the order in which they were given.
struct Outcome {
  std::string records;
  std::string findings;
  std::string columns;
  std::string error;
  bool unread = false;
};

inline Outcome read_all(OpenedStream opened) {
  Outcome out;
  out.error = opened.error;
  if (!opened.stream) return out;
  const auto findings = [&] {
    for (const Finding& finding : opened.stream->take_findings()) {
      Finding named = finding;
      named.place.file =
          std::make_shared<const std::string>(std::filesystem::path(*finding.place.file).filename().string());
      named.help.clear();
      out.findings += shown(named) + "\n";
    }
  };
  while (const RecordPtr record = opened.stream->next()) {
    findings();
    out.records += record->id + " " + shown(*record) + "\n";
  }
  findings();
  for (const ColumnUse& use : opened.stream->columns()) out.columns += use.header + "=" + use.field + " ";
  out.unread = opened.stream->unread();
  return out;
}

/// The package above, and what it makes of texts and files.
class Goods {
 public:
  explicit Goods(const std::string& rules = kGoodsRules) : rules_(rules) {
    for (const RecordType& record : rules_.program().records) {
      if (record.parent == nullptr) schema_.roots.push_back(&record);
    }
    for (const Mapping& mapping : rules_.program().mappings) schema_.mappings.push_back(&mapping);
  }
  [[nodiscard]] OpenedStream open(const std::string& text, const std::string& name) const {
    return open_text(name, text, schema_, {});
  }
  [[nodiscard]] Outcome text(const std::string& text, const std::string& name = "t.csv",
                             StreamOptions options = {}) const {
    return read_all(open_text(name, text, schema_, options));
  }
  [[nodiscard]] Outcome file(const std::string& path, const StreamOptions& options = {}) const {
    return read_all(open_stream(path, schema_, options));
  }

 private:
  RulesInMemory rules_;
  StreamSchema schema_;
};

inline Outcome json(const std::string& text, std::size_t chunk = kChunk) {
  return Goods().text(text, "t.json", {.chunk = chunk});
}

inline Outcome lines(const std::string& text, std::size_t chunk = kChunk) {
  return Goods().text(text, "t.ndjson", {.chunk = chunk});
}

}  // namespace shibo::engine
