// The rules that these tests judge by.
#pragma once

#include <gtest/gtest.h>

#include "shibo/shibo.hpp"

namespace shibo {

/// RCEP as it is shipped. Tests run in the source root.
inline const Rules& rcep() {
  static const Loaded loaded = load_rules({{"rules/rcep"}, {"rules"}});
  return loaded.rules.value();
}

inline const Rules& parcels() {
  static const Loaded loaded = load_rules({{"examples/first_rule"}, {"rules"}});
  return loaded.rules.value();
}

inline std::vector<Record> records_of(const Rules& rules, const std::string& file) {
  std::vector<Record> all;
  OpenedInput opened = open_input(rules, file);
  EXPECT_EQ(opened.error, "");
  while (std::optional<Record> record = opened.input->next()) all.push_back(*record);
  return all;
}

inline Record parcel(const std::string& weight, const std::string& insured = "") {
  RecordDraft draft(parcels(), "Parcel");
  draft.set("id", "P").set("sent_on", "2025-01-01").set("weight", weight);
  if (!insured.empty()) draft.set("insured", insured);
  return draft.record();
}

}  // namespace shibo
