// Keys as sets: that rows leave nothing out is shown as it is seen by trying every key.
#include <gtest/gtest.h>

#include <algorithm>

#include "program/neighbours.hpp"
#include "program/region.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

constexpr int kDays = 6;
const std::vector<std::string> kColours{"red", "blue"};

Stretch days(int from, int to) { return {Number(from), Number(to), false, false}; }

/// Days that come one by one: one or two stretches, some open at an end, or all.
Region some_days(Lot& lot) {
  if (lot.once_in(6)) return Region::all();
  Region region;
  region.counted = true;
  for (int n = lot.between(1, 2); n > 0; --n) {
    const int from = lot.below(kDays);
    Stretch stretch = days(from, lot.between(from, kDays - 1));
    if (lot.once_in(8)) stretch.low = std::nullopt;
    if (lot.once_in(8)) stretch.high = std::nullopt;
    if (stretch.low && lot.once_in(8)) {
      stretch.low = Number(from - 1);
      stretch.low_open = true;
    }
    region.line.push_back(stretch);
  }
  return region;
}

Region some_colours(Lot& lot) {
  if (lot.once_in(3)) return Region::all();
  Region region;
  region.words.insert(lot.of(kColours));
  return region;
}

bool holds(const Region& region, int day) {
  return region.everything || std::any_of(region.line.begin(), region.line.end(), [&](const Stretch& s) {
           return (!s.low || (s.low_open ? *s.low < Number(day) : *s.low <= Number(day))) &&
                  (!s.high || Number(day) <= *s.high);
         });
}

bool holds(const Region& region, const std::string& colour) {
  return region.everything || region.words.contains(colour);
}

bool every_key_fits(const Box& domain, const std::vector<Box>& rows) {
  for (int first = 0; first < kDays; ++first) {
    for (const std::string& colour : kColours) {
      for (int second = 0; second < kDays; ++second) {
        if (!holds(domain[0], first) || !holds(domain[2], second)) continue;
        const auto fits = [&](const Box& row) {
          return holds(row[0], first) && holds(row[1], colour) && holds(row[2], second);
        };
        if (std::none_of(rows.begin(), rows.end(), fits)) return false;
      }
    }
  }
  return true;
}

TEST(Coverage, IsWhatTryingEveryKeyShows) {
  Lot lot(20'240'501);
  int yes = 0;
  for (int round = 0; round < 3'000; ++round) {
    Box domain(3);
    domain[0].counted = domain[2].counted = true;
    domain[0].line = {days(3, kDays - 1), days(0, 1)};  // in no order
    domain[1].words.insert(kColours.begin(), kColours.end());
    domain[2].line = {days(0, kDays - 1)};
    std::vector<Box> rows;
    for (int n = lot.between(1, 14); n > 0; --n) rows.push_back({some_days(lot), some_colours(lot), some_days(lot)});
    const bool expected = every_key_fits(domain, rows);
    ASSERT_EQ(covered(domain, rows), expected) << "round " << round;
    yes += expected ? 1 : 0;
  }
  EXPECT_GT(yes, 300);
  EXPECT_LT(yes, 2'700);
}

/// A row for each of many days, and one colour: of what two wider rows have in common, only the few beside it are
/// asked.
TEST(Coverage, RowsOnGivenKeysAreFoundAndNotCounted) {
  std::vector<Box> rows;
  Region red;
  red.words.insert("red");
  for (int i = 0; i < 1'000; ++i) {
    Region day;
    day.line.push_back(days(i, i));
    rows.push_back({day, red});
  }
  rows.push_back({Region::all(), red});
  const Neighbours neighbours(rows);
  EXPECT_EQ(neighbours.of(Box{rows[7][0], Region::all()}), (std::vector<std::size_t>{7, 1'000}));
  EXPECT_EQ(neighbours.of(Box{Region::all(), red}).size(), 1'001U);
  EXPECT_EQ(neighbours.pairs(), 0U);
}

}  // namespace
}  // namespace shibo::engine
