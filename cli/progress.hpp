// How far long work has come, on one line of a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <ostream>
#include <string>

namespace shibo::cli {

/// A line that is drawn over itself, at most ten times a second and never in the first second. It shows
/// bytes and records only: no time reaches a verdict, or a report.
class Progress {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  /// `total` is in bytes, 0 when it is not known. Draws nothing where `shown` is false.
  Progress(std::ostream& out, bool shown, std::uint64_t total, Clock clock = &std::chrono::steady_clock::now);
  ~Progress() { hide(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// `bytes` of the file that is being read.
  void update(std::uint64_t bytes, std::uint64_t records);
  /// The file has been read to its end: what follows counts on top of it.
  void file_done(std::uint64_t bytes) { before_ += bytes; }
  /// Takes the line away, as before anything else is printed on the same terminal.
  void hide();

 private:
  [[nodiscard]] std::string line(std::uint64_t bytes, std::uint64_t records) const;

  std::ostream& out_;
  bool shown_;
  std::uint64_t total_;
  Clock clock_;
  std::chrono::steady_clock::time_point next_;
  std::uint64_t before_ = 0;
  bool drawn_ = false;
};

}  // namespace shibo::cli
