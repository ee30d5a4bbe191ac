// What can only be told of a whole record: required fields that are missing, keys that stand twice.
#include "read/whole_record.hpp"

#include <gtest/gtest.h>

#include "record/identity.hpp"
#include "shown.hpp"

namespace shibo::engine {
namespace {

FieldType field(std::string name, TypeKind kind) {
  FieldType made;
  made.name = std::move(name);
  made.type.kind = kind;
  made.doc = "What it is";
  return made;
}

struct Lines {
  RecordType line;
  RecordType whole;

  Lines() {
    line.name = "Line";
    line.fields = {field("no", TypeKind::Text), field("hs", TypeKind::Text)};
    line.fields[0].key = true;
    line.fields[1].required = true;
    whole.name = "Whole";
    whole.fields = {field("lines", TypeKind::List)};
  }

  /// An element of the list on a line of the file; null where nothing stands for a field, blank where a cell does.
  static void put(FieldValue& value, std::uint32_t at, const char* text) {
    if (text == nullptr) return;
    value.place = {std::make_shared<const std::string>("t.csv"), at, 3, ""};
    if (*text == '\0') return;
    value.state = FieldState::Given;
    value.value = std::string(text);
  }

  FieldValue element(std::uint32_t at, const char* no, const char* hs) const {
    auto made = std::make_shared<Record>();
    made->type = &line;
    made->fields.resize(2);
    made->place = {std::make_shared<const std::string>("t.csv"), at, 1, ""};
    put(made->fields[0], at, no);
    put(made->fields[1], at, hs);
    FieldValue item;
    item.state = FieldState::Given;
    item.record = std::move(made);
    return item;
  }

  Record record(std::vector<FieldValue> items) const {
    Record made;
    made.type = &whole;
    made.fields.resize(1);
    made.fields[0].state = FieldState::Given;
    made.fields[0].items = std::move(items);
    made.place.line = 1;
    give_ids(made);
    return made;
  }
};

std::string told(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& one : findings)
    text += one.code.text() + " " + std::to_string(one.place.line) + ":" + std::to_string(one.place.column) + " " +
            one.message + "\n";
  return text;
}

TEST(WholeRecords, ABlankRequiredFieldIsToldEachTimeOneThatNothingFillsOnce) {
  const Lines lines;
  std::vector<Finding> findings;
  WholeRecords whole(findings);
  whole.look_over(lines.record({lines.element(2, "1", ""), lines.element(3, "2", "6109"), lines.element(4, "3", "")}));
  EXPECT_EQ(told(findings),
            "D0163 2:3 `hs` of `line 1/1` is blank, and required\n"
            "D0163 4:3 `hs` of `line 1/3` is blank, and required\n");
  findings.clear();
  whole.look_over(lines.record({lines.element(5, "1", nullptr), lines.element(6, "2", nullptr)}));
  whole.look_over(lines.record({lines.element(7, "1", nullptr)}));
  EXPECT_EQ(told(findings), "D0163 5:1 `hs` of `line 1/1` is not given, and required\n");
}

TEST(WholeRecords, AKeyThatStandsTwiceAndOneThatIsLackingBesideOthers) {
  const Lines lines;
  std::vector<Finding> findings;
  WholeRecords whole(findings);
  whole.look_over(
      lines.record({lines.element(2, "1", "6109"), lines.element(3, "1", "6110"), lines.element(4, "", "6111")}));
  EXPECT_EQ(told(findings),
            "D0194 3:1 `lines` has `line 1/1` twice, first in line 2, and both count\n"
            "D0183 4:1 one of `lines` has no `no`, as others have, and counts as one more\n");
  findings.clear();
  whole.look_over(lines.record({lines.element(2, "", "6109"), lines.element(3, nullptr, "6110")}));
  EXPECT_EQ(told(findings), "") << "where none has a key, each is one";
}

}  // namespace
}  // namespace shibo::engine
