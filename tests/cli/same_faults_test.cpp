// What is told of many cells with one fault.
#include "same_faults.hpp"

#include <gtest/gtest.h>

#include <string>

namespace shibo::cli {
namespace {

Finding of_cell(std::uint32_t line, std::string message, std::string header = "Day") {
  Finding finding;
  finding.code = "D0161";
  finding.place.file = "t.csv";
  finding.place.line = line;
  finding.place.column = 7;
  finding.place.path = std::move(header);
  finding.record_id = "R" + std::to_string(line);
  finding.message = std::move(message);
  return finding;
}

/// The lines of those that are told as they come, then those that are told in the end.
std::string told(SameFaults& faults, const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& finding : findings) {
    if (faults.tell(finding)) out += std::to_string(finding.place.line) + " ";
  }
  for (const Finding& finding : faults.rest())
    out += "| " + std::to_string(finding.place.line) + " [" + finding.record_id + "] " + finding.message;
  return out;
}

std::vector<Finding> days(std::uint32_t count) {
  std::vector<Finding> all;
  for (std::uint32_t i = 1; i <= count; ++i)
    all.push_back(
        of_cell(i, "`on`: \"" + std::to_string(i) + "/05\" is no day; write `2024-05-" + std::to_string(i) + "`"));
  return all;
}

TEST(SameFaults, AFewAreToldEach) {
  SameFaults faults;
  EXPECT_EQ(told(faults, days(3)), "1 2 3 ");
  EXPECT_EQ(told(faults, days(4)), "1 2 3 | 4 [R4] `on`: \"4/05\" is no day; write `2024-05-4`")
      << "one more is itself";
}

TEST(SameFaults, TheOthersAreToldTogetherWithTheirPlaces) {
  const std::string end = ": `on`: \"4/05\" is no day; write `2024-05-4`";
  SameFaults faults;
  EXPECT_EQ(told(faults, days(5)), "1 2 3 | 4 [] 2 more like the first 3, at 4:7, 5:7" + end);
  EXPECT_EQ(told(faults, days(8)), "1 2 3 | 4 [] 5 more like the first 3, at 4:7, 5:7, 6:7, 7:7, 8:7" + end);
  EXPECT_EQ(told(faults, days(9)), "1 2 3 | 4 [] 6 more like the first 3, at 4:7, 5:7, 6:7, 7:7, 8:7, 9:7" + end);
  EXPECT_EQ(told(faults, days(1'003)),
            "1 2 3 | 4 [] 1,000 more like the first 3, at 4:7, 5:7, 6:7, 7:7, 8:7, …, 1003:7" + end);
}

TEST(SameFaults, EachFaultOfEachColumnIsOneOfItsOwn) {
  SameFaults faults;
  std::vector<Finding> all = days(4);
  for (std::uint32_t i = 1; i <= 3; ++i) all.push_back(of_cell(10 + i, all.front().message, "Other Day"));
  for (std::uint32_t i = 1; i <= 3; ++i) all.push_back(of_cell(20 + i, "`on`: \"x\" is no day of the calendar"));
  for (std::uint32_t i = 1; i <= 3; ++i) all.push_back(of_cell(30 + i, "`of`: \"4/05\" is no day; write `2024-05-4`"));
  EXPECT_EQ(told(faults, all), "1 2 3 11 12 13 21 22 23 31 32 33 | 4 [R4] " + all[3].message);
}

TEST(SameFaults, ThatOfTheElementsOfAListIsOne) {
  SameFaults faults;
  std::vector<Finding> all;
  for (std::uint32_t i = 1; i <= 6; ++i)
    all.push_back(of_cell(1, "`hs`: \"x\" is no code", "$.lines[" + std::to_string(i) + "].hs"));
  EXPECT_EQ(told(faults, all), "1 1 1 | 1 [] 3 more like the first 3, at 1:7, 1:7, 1:7: `hs`: \"x\" is no code");
}

TEST(SameFaults, WhatStandsForARecordThatIsLostIsToldEachTime) {
  SameFaults faults;
  std::vector<Finding> all = days(5);
  for (Finding& finding : all) finding.lost = true;
  EXPECT_EQ(told(faults, all), "1 2 3 4 5 ");
}

TEST(SameFaults, AFileBeginsAnew) {
  SameFaults faults;
  EXPECT_EQ(told(faults, days(3)), "1 2 3 ");
  EXPECT_EQ(told(faults, days(3)), "1 2 3 ");
}

}  // namespace
}  // namespace shibo::cli
