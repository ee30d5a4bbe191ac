#include "read/whole_record.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"
#include "record/identity.hpp"

namespace shibo::engine {

namespace {

/// Requires: the type has one.
const std::string& key_name(const RecordType& type) {
  return std::find_if(type.fields.begin(), type.fields.end(), [](const FieldType& field) { return field.key; })->name;
}

}  // namespace

void WholeRecords::look_over(const Record& record) {
  required(record);
  record.fields.each_said([&](std::size_t i, const FieldValue& field) {
    if (field.items.size() > 1) keys(record.type->fields[i], field);
    if (field.record) look_over(*field.record);
    for (const FieldValue& item : field.items) {
      if (item.record) look_over(*item.record);
    }
  });
}

/// A blank cell is told each time; where there is no cell, once for the input. That a row has no key is told by its
/// reader.
void WholeRecords::required(const Record& record) {
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const FieldType& field = record.type->fields[i];
    if (!field.required || field.key || record.fields[i].state != FieldState::Missing) continue;
    const bool blank = record.fields[i].place.line != 0;
    if (!blank && !never_given_.emplace(record.type, i).second) continue;
    findings_.push_back({code::kRequired,
                         FindingSeverity::Warning,
                         blank ? record.fields[i].place : record.place,
                         {},
                         "`" + field.name + "` of " + excerpt(record.id) +
                             (blank ? " is blank, and required" : " is not given, and required"),
                         field.doc});
  }
}

void WholeRecords::keys(const FieldType& field, const FieldValue& list) {
  if (list.state != FieldState::Given) return;
  std::map<std::string, const Place*> met;
  std::vector<const Record*> without;
  for (const FieldValue& item : list.items) {
    if (!item.record) continue;
    if (!has_key(*item.record)) {
      without.push_back(item.record.get());
      continue;
    }
    const auto [first, fresh] = met.emplace(item.record->id, &item.record->place);
    if (fresh) continue;
    findings_.push_back({code::kElementAgain,
                         FindingSeverity::Warning,
                         item.record->place,
                         {},
                         "`" + field.name + "` has " + excerpt(item.record->id) + " twice, first in line " +
                             std::to_string(first->second->line) + ", and both count",
                         "take one out if they are the same, or give each a key of its own"});
  }
  if (met.empty()) return;
  for (const Record* one : without) {
    findings_.push_back(
        {code::kBlankKey,
         FindingSeverity::Warning,
         one->place,
         {},
         "one of `" + field.name + "` has no `" + key_name(*one->type) + "`, as others have, and counts as one more",
         "if it is a sum of the others, take it out"});
  }
}

}  // namespace shibo::engine
