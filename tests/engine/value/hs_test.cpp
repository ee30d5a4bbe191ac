#include "value/hs.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <vector>

#include "effort.hpp"

namespace shibo::engine {
namespace {

HsCode code(std::string_view text) {
  const std::optional<HsCode> parsed = HsCode::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(HsCode{"00"});
}

TEST(HsCode, ReadsPointsAndBlanksAndPrintsTheCustomaryForm) {
  struct Row {
    const char* text;
    const char* digits;
    const char* printed;
  };
  constexpr std::array kRows = {
      Row{"87", "87", "87"},
      Row{"8703", "8703", "8703"},
      Row{"87.03", "8703", "8703"},
      Row{"870323", "870323", "8703.23"},
      Row{"8703.23", "870323", "8703.23"},
      Row{"8703 23 10", "87032310", "8703.23.10"},
      Row{"8703.23.1000", "8703231000", "8703.23.10.00"},
      Row{"01012100", "01012100", "0101.21.00"},
      Row{"8703.23.10.00.99", "870323100099", "8703.23.10.00.99"},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(code(row.text).digits, row.digits) << row.text;
    EXPECT_EQ(code(row.text).to_string(), row.printed) << row.text;
    EXPECT_EQ(HsCode::parse(row.printed)->digits, row.digits) << "printed and read again";
    EXPECT_EQ(HsCode::fault_in(row.text), std::nullopt);
  }
}

TEST(HsCode, SaysWhyATextIsNoCode) {
  struct Row {
    const char* text;
    HsFault fault;
  };
  constexpr std::array kRows = {
      Row{"", HsFault::TooShort},
      Row{"8", HsFault::TooShort},
      Row{".", HsFault::TooShort},
      Row{"101.21", HsFault::OddLength},
      Row{"10121", HsFault::OddLength},
      Row{"8703.2", HsFault::OddLength},
      Row{"87032310001", HsFault::OddLength},
      Row{"8703231000999", HsFault::TooLong},
      Row{"87032310009999", HsFault::TooLong},
      Row{"87-03", HsFault::NotDigits},
      Row{"ex 8703", HsFault::NotDigits},
      Row{"8703A", HsFault::NotDigits},
      Row{"８７０３", HsFault::NotDigits},
      Row{"8703\t23", HsFault::NotDigits},
      Row{"870.323", HsFault::BadSeparator},
      Row{"8.70323", HsFault::BadSeparator},
      Row{" 8703", HsFault::BadSeparator},
      Row{"8703.", HsFault::BadSeparator},
      Row{"8703..23", HsFault::BadSeparator},
      Row{"8703. 23", HsFault::BadSeparator},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(HsCode::parse(row.text), std::nullopt) << row.text;
    EXPECT_EQ(HsCode::fault_in(row.text), row.fault) << row.text;
    EXPECT_FALSE(describe(row.fault).empty());
  }
}

TEST(HsRange, IsUnknownWhenTheCodeIsShorterThanTheHeading) {
  const HsRange heading = HsRange::of(code("8703"));
  EXPECT_EQ(in_range(code("87"), heading), Truth::Unknown);
  EXPECT_EQ(in_range(code("86"), heading), Truth::False);
  EXPECT_EQ(in_range(code("8703"), heading), Truth::True);
  EXPECT_EQ(in_range(code("870323"), heading), Truth::True);
  EXPECT_EQ(in_range(code("870410"), heading), Truth::False);
}

TEST(HsRange, IncludesAllOfItsLastPrefix) {
  const HsRange headings = *HsRange::between(code("5106"), code("5113"));
  EXPECT_EQ(in_range(code("5105.99"), headings), Truth::False);
  EXPECT_EQ(in_range(code("5106"), headings), Truth::True);
  EXPECT_EQ(in_range(code("5113.99.99"), headings), Truth::True);
  EXPECT_EQ(in_range(code("5114"), headings), Truth::False);
  EXPECT_EQ(in_range(code("51"), headings), Truth::Unknown);
  EXPECT_EQ(in_range(code("52"), headings), Truth::False);

  const HsRange mixed = *HsRange::between(code("50"), code("5105.10"));
  EXPECT_EQ(in_range(code("50"), mixed), Truth::True);
  EXPECT_EQ(in_range(code("5104"), mixed), Truth::True);
  EXPECT_EQ(in_range(code("5105"), mixed), Truth::Unknown);
  EXPECT_EQ(in_range(code("5105.10"), mixed), Truth::True);
  EXPECT_EQ(in_range(code("5105.11"), mixed), Truth::False);
}

TEST(HsRange, RefusesEndsInTheWrongOrder) {
  EXPECT_EQ(HsRange::between(code("5113"), code("5106")), std::nullopt);
  EXPECT_EQ(HsRange::between(code("52"), code("5106")), std::nullopt);
  EXPECT_NE(HsRange::between(code("5106.10"), code("51")), std::nullopt);
  EXPECT_EQ(HsRange::between(code("5106"), code("5113"))->to_string(), "5106 to 5113");
  EXPECT_EQ(HsRange::of(code("870323")).to_string(), "8703.23");
}

/// In a small world where digits are 0 to 2 and codes 6 long, all there is can be tried. It stands
/// inside the real one: the other digits are the same in all codes.
std::vector<std::string> extensions(const std::string& prefix, std::size_t length) {
  std::vector<std::string> found = {prefix};
  for (std::size_t i = prefix.size(); i < length; ++i) {
    std::vector<std::string> longer;
    for (const std::string& shorter : found) {
      for (const char* digit : {"0", "5", "9"}) longer.push_back(shorter + digit);
    }
    found = std::move(longer);
  }
  return found;
}

TEST(HsRange, AnswersForATruncatedCodeOnlyWhatHoldsForEveryExtension) {
  const std::vector<std::string> ends = {"0", "05", "055", "5", "50", "555", "55", "559", "59", "595", "9", "990"};
  int settled = 0;
  int open = 0;
  for (const std::string& from : ends) {
    for (const std::string& to : ends) {
      const std::optional<HsRange> range = HsRange::between(HsCode{from}, HsCode{to});
      if (!range) continue;
      for (std::size_t length = 1; length <= 3; ++length) {
        for (const std::string& prefix : extensions("", length)) {
          const Truth answer = in_range(HsCode{prefix}, *range);
          for (const std::string& full : extensions(prefix, 5)) {
            if (answer != Truth::Unknown) {
              ASSERT_EQ(in_range(HsCode{full}, *range), answer) << full << " in " << from << " to " << to;
            }
          }
          ++(answer == Truth::Unknown ? open : settled);
        }
      }
    }
  }
  EXPECT_GT(settled, 1'000);
  EXPECT_GT(open, 100);
}

TEST(HsRange, SaysUnknownOnlyWhereExtensionsDiffer) {
  // Enough digits past every end that the first and the last code of each part are tried.
  const std::vector<std::string> ends = {"0", "05", "5", "50", "55", "59", "9", "95"};
  for (const std::string& from : ends) {
    for (const std::string& to : ends) {
      const std::optional<HsRange> range = HsRange::between(HsCode{from}, HsCode{to});
      if (!range) continue;
      for (const std::string& prefix : extensions("", 1)) {
        if (in_range(HsCode{prefix}, *range) != Truth::Unknown) continue;
        bool some_in = false;
        bool some_out = false;
        for (int next = 0; next <= 99; ++next) {
          const std::string tail = {static_cast<char>('0' + next / 10), static_cast<char>('0' + next % 10)};
          const Truth full = in_range(HsCode{prefix + tail}, *range);
          some_in = some_in || full == Truth::True;
          some_out = some_out || full == Truth::False;
        }
        EXPECT_TRUE(some_in && some_out) << prefix << " in " << from << " to " << to;
      }
    }
  }
}

TEST(HsRange, AgreesWithNumbersOnFullCodes) {
  std::mt19937_64 random(1'988);  // the year the System entered into force
  const auto digits = [&](std::size_t length) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text.push_back(static_cast<char>('0' + random() % 10));
    return text;
  };
  const auto filled = [](std::string prefix, char filler) {
    prefix.resize(HsCode::kDigitsMax, filler);
    return std::stoll(prefix);
  };
  int inside = 0;
  for (int i = 0; i < rounds(100'000); ++i) {
    const std::string from = digits(1 + random() % 12);
    const std::string to = i % 2 == 0 ? from : digits(1 + random() % 4);
    const std::optional<HsRange> range = HsRange::between(HsCode{from}, HsCode{to});
    ASSERT_EQ(range.has_value(), filled(from, '0') <= filled(to, '9'));
    if (!range) continue;
    std::string full = i % 3 == 0 ? from : digits(12);
    while (full.size() < HsCode::kDigitsMax) full += digits(1);
    const long long value = std::stoll(full);
    const bool in = filled(from, '0') <= value && value <= filled(to, '9');
    ASSERT_EQ(in_range(HsCode{full}, *range), to_truth(in)) << full << " in " << from << " to " << to;
    inside += in ? 1 : 0;
  }
  EXPECT_GT(inside, rounds(10'000));
}

TEST(HsLevel, ComparesChaptersHeadingsAndSubheadings) {
  EXPECT_EQ(same_level(code("870323"), code("870410"), 2), Truth::True);
  EXPECT_EQ(same_level(code("870323"), code("870410"), 4), Truth::False);
  EXPECT_EQ(same_level(code("8703"), code("870323"), 4), Truth::True);
  EXPECT_EQ(same_level(code("8703"), code("870323"), 6), Truth::Unknown);
  EXPECT_EQ(same_level(code("8703"), code("870423"), 6), Truth::False);
  EXPECT_EQ(same_level(code("87"), code("87"), 4), Truth::Unknown);
  EXPECT_EQ(same_level(code("86"), code("8703"), 4), Truth::False);
}

TEST(HsLevel, AnswersForTruncatedCodesOnlyWhatHoldsForEveryExtension) {
  for (const std::string& left : extensions("", 2)) {
    for (const std::string& right : extensions("", 3)) {
      for (int level = 1; level <= 4; ++level) {
        const Truth answer = same_level(HsCode{left}, HsCode{right}, level);
        ASSERT_EQ(answer, same_level(HsCode{right}, HsCode{left}, level));
        bool some_same = false;
        bool some_other = false;
        for (const std::string& a : extensions(left, 4)) {
          for (const std::string& b : extensions(right, 4)) {
            const bool same = a.substr(0, level) == b.substr(0, level);
            ASSERT_EQ(same_level(HsCode{a}, HsCode{b}, level), to_truth(same));
            some_same = some_same || same;
            some_other = some_other || !same;
          }
        }
        const Truth expected = some_same && some_other ? Truth::Unknown : to_truth(some_same);
        ASSERT_EQ(answer, expected) << left << ", " << right << " at " << level;
      }
    }
  }
}

TEST(HsRanges, HoldBetweenThemWhatNoneHoldsAlone) {
  const HsRange low = *HsRange::between(code("8700"), code("8749"));
  const HsRange high = *HsRange::between(code("8750"), code("8799"));
  const HsRange higher = *HsRange::between(code("8751"), code("8799"));
  EXPECT_EQ(in_one_of(code("87"), {high, low}), Truth::True);
  EXPECT_EQ(in_one_of(code("87"), {low, higher}), Truth::Unknown) << "8750 is in neither";
  EXPECT_EQ(in_one_of(code("87"), {low}), Truth::Unknown);
  EXPECT_EQ(in_one_of(code("86"), {low, high}), Truth::False);
  EXPECT_EQ(in_one_of(code("8760"), {low, high}), Truth::True);
  EXPECT_EQ(in_one_of(code("87"), {}), Truth::False);
}

}  // namespace
}  // namespace shibo::engine
