// Days of a group counted from a day: working days, by the notices that name them.
#include <optional>
#include <set>

#include "explain/cause_words.hpp"
#include "rules_in_memory.hpp"

namespace shibo::engine {
namespace {

/// The rules with a group of these rows, and what they say of a record.
class Offices {
 public:
  explicit Offices(const std::string& rows, const std::string& more = "")
      : rules_(
            "package laws\nrecord R dated by today {\n  today: date\n  d: date\n  n: duration\n}\n"
            "group offices : date cites \"N\" {\n" +
            rows + "}\n" + more +
            "define on for R : date = d + n of offices\ndefine back for R : date = d - n of offices\n"
            "define first_open for R : date = d - 1 day + 1 day of offices\n") {}

  [[nodiscard]] std::string asked(const char* name, const std::string& from, std::optional<std::int64_t> days,
                                  const char* today = "2026-01-01") const {
    std::map<std::string, FieldValue> fields{{"today", day(today)}};
    if (!from.empty()) fields["d"] = day(from);
    if (days) fields["n"] = given(Duration::of_days(*days));
    const auto record = make_record(rules_.record("R"), fields);
    Evaluation evaluation(rules_.program(), *record);
    const Value& value = rules_.ask(evaluation, name, *record)->value;
    return value.known() ? value.get<Date>()->to_string() : words_of(*value.causes().front());
  }
  [[nodiscard]] std::string on(const std::string& from, std::int64_t days) const { return asked("on", from, days); }
  [[nodiscard]] std::string back(const std::string& from, std::int64_t days) const { return asked("back", from, days); }

 private:
  RulesInMemory rules_;
};

const char* const kFebruary = "  2026-02-09 to 2026-02-14\n  2026-02-24 to 2026-02-28, 2026-02-16\n";

TEST(GroupDays, AreCountedFromTheDayAfter) {
  const Offices offices(kFebruary);
  EXPECT_EQ(offices.on("2026-02-09", 1), "2026-02-10");
  EXPECT_EQ(offices.on("2026-02-09", 5), "2026-02-14");
  EXPECT_EQ(offices.on("2026-02-09", 6), "2026-02-16");
  EXPECT_EQ(offices.on("2026-02-14", 2), "2026-02-24");
  EXPECT_EQ(offices.on("2026-02-15", 2), "2026-02-24") << "from a day that is none of them";
  EXPECT_EQ(offices.back("2026-02-24", 1), "2026-02-16");
  EXPECT_EQ(offices.back("2026-02-20", 2), "2026-02-14");
  EXPECT_EQ(offices.on("2026-02-20", 0), "2026-02-20") << "none is the day itself";
  EXPECT_EQ(offices.on("2026-02-20", -2), "2026-02-14") << "fewer than none are counted back";
  EXPECT_EQ(offices.back("2026-02-14", -1), "2026-02-16");
}

TEST(GroupDays, TheFirstFromADayOnIsTheDayItselfIfItIsOne) {
  const Offices offices(kFebruary);
  EXPECT_EQ(offices.asked("first_open", "2026-02-14", {}), "2026-02-14");
  EXPECT_EQ(offices.asked("first_open", "2026-02-15", {}), "2026-02-16");
  EXPECT_EQ(offices.asked("first_open", "2026-02-09", {}), "2026-02-09");
}

TEST(GroupDays, OfDaysThatTheGroupDoesNotReachNothingIsKnown) {
  const Offices offices(kFebruary);
  EXPECT_EQ(offices.on("2026-02-08", 1), "2026-02-09") << "the day before the first is reached";
  EXPECT_EQ(offices.on("2026-02-07", 1), "`offices` names no day before 2026-02-09");
  EXPECT_EQ(offices.on("2026-02-24", 4), "2026-02-28");
  EXPECT_EQ(offices.on("2026-02-24", 5), "`offices` names no day after 2026-02-28");
  EXPECT_EQ(offices.back("2026-03-01", 1), "2026-02-28");
  EXPECT_EQ(offices.back("2026-03-02", 1), "`offices` names no day after 2026-02-28");
  EXPECT_EQ(offices.back("2026-02-10", 2), "`offices` names no day before 2026-02-09");
  EXPECT_EQ(Offices("").on("2026-02-10", 1), "`offices` names no day");
  EXPECT_EQ(Offices("").on("2026-02-10", 0), "2026-02-10") << "of which none is counted";
}

TEST(GroupDays, OfOtherGroupsAndOfRowsInForceAreCountedOnce) {
  const Offices offices("  spring\n  2026-02-13 to 2026-02-17\n  2026-02-19 since 2026-01-02\n",
                        "group spring : date cites \"S\" { 2026-02-12 to 2026-02-14 }\n");
  EXPECT_EQ(offices.on("2026-02-12", 3), "2026-02-15");
  EXPECT_EQ(offices.on("2026-02-12", 6), "`offices` names no day after 2026-02-17");
  EXPECT_EQ(offices.asked("on", "2026-02-12", 6, "2026-01-02"), "2026-02-19");
}

TEST(GroupDays, WithoutADayOrANumberNothingIsCounted) {
  const Offices offices(kFebruary);
  EXPECT_EQ(offices.asked("on", "", 1), "`d` is missing");
  EXPECT_EQ(offices.asked("on", "2026-02-09", {}), "`n` is missing");
}

/// However the days are written: one by one they say the same.
TEST(GroupDays, AreFoundAsOneWouldCountThem) {
  const std::int32_t start = Date::parse("2026-01-05")->days;
  const auto text = [](std::int64_t of) { return Date{static_cast<std::int32_t>(of)}.to_string(); };
  for (int seed = 1; seed <= rounds(40); ++seed) {
    Lot lot(static_cast<std::uint64_t>(seed));
    std::set<std::int64_t> open;
    std::string rows;
    for (int ranges = lot.between(1, 6); ranges > 0; --ranges) {
      const std::int64_t first = start + lot.below(40);
      const std::int64_t last = first + lot.below(5);
      rows += "  " + text(first) + " to " + text(last) + "\n";
      for (std::int64_t one = first; one <= last; ++one) open.insert(one);
    }
    const Offices offices(rows);
    for (int tries = 0; tries < 20; ++tries) {
      const std::int64_t from = start - 2 + lot.below(50);
      const std::int64_t count = lot.between(1, 8);
      std::string forth = from + 1 < *open.begin() ? "`offices` names no day before " + text(*open.begin())
                                                   : "`offices` names no day after " + text(*open.rbegin());
      std::string back = from - 1 > *open.rbegin() ? "`offices` names no day after " + text(*open.rbegin())
                                                   : "`offices` names no day before " + text(*open.begin());
      std::int64_t counted = 0;
      for (std::int64_t one = from + 1; from + 1 >= *open.begin() && one <= *open.rbegin(); ++one) {
        if (open.contains(one) && ++counted == count) forth = text(one);
      }
      counted = 0;
      for (std::int64_t one = from - 1; from - 1 <= *open.rbegin() && one >= *open.begin(); --one) {
        if (open.contains(one) && ++counted == count) back = text(one);
      }
      EXPECT_EQ(offices.on(text(from), count), forth) << "seed " << seed << ", " << count << " from " << text(from);
      EXPECT_EQ(offices.back(text(from), count), back)
          << "seed " << seed << ", " << count << " back from " << text(from);
    }
  }
}

}  // namespace
}  // namespace shibo::engine
