// Signs and lines of other kinds of text: operators of other languages, rows between bars, bullets, full-width forms.
// Each is told, and read as what was meant where that is clear.
#pragma once

#include "repeated.hpp"
#include "scanner.hpp"

namespace shibo::dsl {

class ForeignScanner {
 public:
  explicit ForeignScanner(Scanner& scanner) : in_(scanner) {}

  /// Each reads what stands at the scanner's place, if it is such a thing.
  [[nodiscard]] bool line();
  [[nodiscard]] bool bullet();
  [[nodiscard]] bool dots();
  [[nodiscard]] bool sign();
  /// What begins no token of any kind.
  void stray();

  /// What was only counted so far.
  void report_repeated();

 private:
  void report_stray(std::uint32_t begin, const CodePoint& point);
  void look_alike(char meant);
  [[nodiscard]] bool wide_pair(char first, std::size_t length);
  void full_width_word(std::uint32_t begin);
  void report(const Repeated& found, const std::string& message, std::string help, const std::string& note);

  Scanner& in_;
  Repeated blanks_;
  Repeated bullets_;
  Repeated fences_;
  Repeated bars_;
};

}  // namespace shibo::dsl
