#include "shibo/fields.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "shipped.hpp"

namespace shibo {
namespace {

const FieldInfo* find_field(const std::vector<RecordInfo>& all, const std::string& path) {
  for (const RecordInfo& record : all) {
    for (const FieldInfo& field : record.fields) {
      if (field.path == path) return &field;
    }
  }
  return nullptr;
}

const RecordInfo* find_record(const std::vector<RecordInfo>& all, const std::string& path) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const RecordInfo& one) { return one.path == path; });
  return found == all.end() ? nullptr : &*found;
}

TEST(Fields, AreListedWithTheHeadersThatAreKnown) {
  const std::vector<RecordInfo> all = records(parcels());
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].name, "Parcel");
  const FieldInfo* weight = find_field(all, "weight");
  ASSERT_NE(weight, nullptr);
  EXPECT_EQ(weight->type, "quantity in kg");
  EXPECT_EQ(weight->doc, "Weight with packing");
  EXPECT_EQ(weight->headers, (std::vector<std::string>{"weight kg"}));
  EXPECT_EQ(weight->used_by, (std::vector<std::string>{"parcels.light_enough"}));
  const FieldInfo* id = find_field(all, "id");
  ASSERT_NE(id, nullptr);
  EXPECT_TRUE(id->required && id->key);
  EXPECT_TRUE(id->used_by.empty());
}

TEST(Fields, AParameterWithPeriodsAsksForTheDay) {
  const std::vector<RecordInfo> all = records(parcels());
  const FieldInfo* day = find_field(all, "sent_on");
  ASSERT_NE(day, nullptr);
  EXPECT_EQ(std::count(day->used_by.begin(), day->used_by.end(), "parcels.light_enough"), 1);
}

TEST(Fields, OfFilesThatAreJoinedStandUnderTheFile) {
  const std::vector<RecordInfo> all = records(rcep());
  const RecordInfo* materials = find_record(all, "lines.materials");
  ASSERT_NE(materials, nullptr);
  EXPECT_EQ(materials->file, "materials.csv");
  EXPECT_EQ(materials->joined_by, (std::vector<std::string>{"shipment_id", "line_no"}));
  EXPECT_EQ(find_record(all, "lines.materials.materials"), nullptr) << "parts of parts are not listed again";
  ASSERT_NE(find_field(all, "lines.materials.value"), nullptr);
  EXPECT_EQ(find_field(all, "lines.materials.value")->headers, (std::vector<std::string>{"value"}));
}

TEST(Fields, WhatIsSaidOfOnePieceOrMayBeARateIsNoHeaderOfAnAmount) {
  for (const RecordInfo& record : records(rcep())) {
    for (const FieldInfo& field : record.fields) {
      for (const char* header : {"Cost", "Cost per item", "Unit Cost", "Price", "Unit Price", "单价", "Variant Grams",
                                 "Weight value (grams)", "feeRate", "insurRate", "运费", "保费", "number"})
        EXPECT_EQ(std::count(field.headers.begin(), field.headers.end(), header), 0) << header << " as " << field.path;
    }
  }
}

/// Facts in a trace, by their paths from the outermost record, without the numbers of elements.
void add_facts(const Explanation& node, const std::string& within, std::set<std::string>& out) {
  if (node.kind == Explanation::Kind::Fact) {
    std::string path;
    bool inside = false;
    for (const char c : node.name) {
      inside = c == '[' || (inside && c != ']');
      if (!inside && c != ']') path += c;
    }
    // Parts of parts are listed as parts.
    for (std::size_t at; (at = path.find("materials.materials")) != std::string::npos;) path.erase(at, 10);
    const bool upwards = path.starts_with("shipment.");
    out.insert(upwards ? path.substr(9) : within + path);
  }
  for (const Explanation& child : node.children) add_facts(child, within, out);
}

TEST(Fields, EveryFactThatAVerdictLookedAtIsListedAsUsedByIt) {
  const std::vector<RecordInfo> all = records(rcep());
  std::size_t facts = 0;
  for (const Record& record : records_of(rcep(), "examples/rcep_preference/shipments.csv")) {
    for (const Verdict& verdict :
         check(rcep(), record, {{}, {"rcep.preference", "rcep.valid_proof", "rcep.direct_consignment"}})) {
      std::set<std::string> looked_at;
      add_facts(verdict.trace(), "lines.", looked_at);
      for (const std::string& path : looked_at) {
        if (find_record(all, path) != nullptr) continue;
        const FieldInfo* field = find_field(all, path);
        ASSERT_NE(field, nullptr) << path;
        EXPECT_EQ(std::count(field->used_by.begin(), field->used_by.end(), "rcep." + verdict.name()), 1)
            << path << " is looked at by " << verdict.name();
        ++facts;
      }
    }
  }
  EXPECT_GT(facts, 100u);
}

}  // namespace
}  // namespace shibo
