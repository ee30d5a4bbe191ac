#include "progress.hpp"

#include <algorithm>

#include "report/text.hpp"

namespace shibo::cli {

namespace {

constexpr std::chrono::milliseconds kBeforeFirst{1000};
constexpr std::chrono::milliseconds kBetween{100};
constexpr std::size_t kBarWidth = 30;
constexpr const char* kEraseLine = "\r\x1b[2K";

/// `12.3 MB`: megabytes of a million bytes, cut after one decimal.
std::string megabytes(std::uint64_t bytes) {
  const std::uint64_t tenths = bytes / 100'000;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

}  // namespace

Progress::Progress(std::ostream& out, bool shown, std::uint64_t total, Clock clock)
    : out_(out), shown_(shown), total_(total), clock_(std::move(clock)) {
  if (shown_) next_ = clock_() + kBeforeFirst;
}

void Progress::update(std::uint64_t bytes, std::uint64_t records) {
  if (!shown_) return;
  const auto now = clock_();
  if (now < next_) return;
  next_ = now + kBetween;
  out_ << kEraseLine << line(before_ + bytes, records) << std::flush;
  drawn_ = true;
}

void Progress::hide() {
  if (drawn_) out_ << kEraseLine << std::flush;
  drawn_ = false;
}

std::string Progress::line(std::uint64_t bytes, std::uint64_t records) const {
  const std::string count = grouped(records) + (records == 1 ? " record" : " records");
  if (total_ == 0) return megabytes(bytes) + " MB  " + count;
  const std::uint64_t done = std::min(bytes, total_);
  const auto filled = static_cast<std::size_t>(done * kBarWidth / total_);
  const std::string percent = std::to_string(done * 100 / total_) + "%";
  return "[" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "] " +
         std::string(4 - percent.size(), ' ') + percent + "  " + megabytes(done) + " of " + megabytes(total_) +
         " MB  " + count;
}

}  // namespace shibo::cli
