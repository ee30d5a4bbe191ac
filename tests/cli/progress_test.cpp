// The line that long work draws on a terminal, against a clock that the test moves.
#include "progress.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace shibo::cli {
namespace {

struct Drawn {
  std::ostringstream out;
  std::chrono::steady_clock::time_point now{};
  Progress progress;

  explicit Drawn(std::uint64_t total, bool shown = true) : progress(out, shown, total, [this] { return now; }) {}
  std::string after(std::chrono::milliseconds passed, std::uint64_t bytes, std::uint64_t records) {
    now += passed;
    out.str("");
    progress.update(bytes, records);
    return out.str();
  }
};

using std::chrono::milliseconds;

TEST(Progress, NothingInTheFirstSecondThenTenTimesASecond) {
  Drawn drawn(20'000'000);
  EXPECT_EQ(drawn.after(milliseconds(999), 5'000'000, 1000), "");
  EXPECT_EQ(drawn.after(milliseconds(1), 5'000'000, 1000),
            "\r\x1b[2K[#######.......................]  25%  5.0 of 20.0 MB  1,000 records");
  EXPECT_EQ(drawn.after(milliseconds(99), 6'000'000, 1200), "");
  EXPECT_EQ(drawn.after(milliseconds(1), 20'000'000, 1),
            "\r\x1b[2K[##############################] 100%  20.0 of 20.0 MB  1 record");
}

TEST(Progress, FilesAddUpAndAGrowingFileIsNeverMoreThanWhole) {
  Drawn drawn(10'000'000);
  drawn.progress.file_done(9'000'000);
  EXPECT_EQ(drawn.after(milliseconds(2000), 5'000'000, 1234567),
            "\r\x1b[2K[##############################] 100%  10.0 of 10.0 MB  1,234,567 records");
}

TEST(Progress, OfAPipeOnlyWhatWasReadIsKnown) {
  Drawn drawn(0);
  EXPECT_EQ(drawn.after(milliseconds(2000), 3'456'789, 12), "\r\x1b[2K3.4 MB  12 records");
}

TEST(Progress, TakesItsLineAwayOnceAndOnlyIfItWasDrawn) {
  Drawn drawn(0);
  drawn.progress.hide();
  EXPECT_EQ(drawn.out.str(), "");
  EXPECT_NE(drawn.after(milliseconds(2000), 1, 1), "");
  drawn.out.str("");
  drawn.progress.hide();
  drawn.progress.hide();
  EXPECT_EQ(drawn.out.str(), "\r\x1b[2K");
}

TEST(Progress, DrawsNothingWhereNobodyLooks) {
  Drawn drawn(100, false);
  EXPECT_EQ(drawn.after(milliseconds(5000), 50, 1), "");
}

}  // namespace
}  // namespace shibo::cli
