// What the columns of a table are, by their headers and all their cells: a type for each, and what a mapping must say.
#pragma once

#include <array>
#include <vector>

#include "api/sampled.hpp"
#include "shibo/sample.hpp"

namespace shibo {

class Guess {
 public:
  /// Requires: the columns outlive it.
  Guess(const std::vector<RawColumn>& columns, bool by_semicolons);

  /// Of the whole file: those with which some column is of amounts, where it is not with any others.
  [[nodiscard]] const Signs& signs() const { return signs_; }
  [[nodiscard]] SampleColumn column(std::size_t index) const;

 private:
  static constexpr std::size_t kUnsaid = 3;
  static constexpr std::array<Signs, 4> kWays = {{{',', '\0'}, {'\0', ','}, {'.', '\0'}, {'\0', '\0'}}};
  /// Of a column: with which signs all its cells are amounts of some kind.
  using Amounts = std::array<bool, kWays.size()>;

  [[nodiscard]] Signs signs_of_file() const;
  void narrow(std::size_t index, SampleColumn& out) const;
  bool narrow_country(const RawColumn& raw, SampleColumn& out) const;
  bool narrow_truth(const RawColumn& raw, SampleColumn& out) const;
  bool narrow_day(const RawColumn& raw, SampleColumn& out) const;
  void narrow_number(const RawColumn& raw, SampleColumn& out) const;
  bool doubt_of_signs(const Amounts& amounts, SampleColumn& out) const;
  void doubt_of_few(const RawColumn& raw, SampleColumn& out) const;

  const std::vector<RawColumn>& columns_;
  std::vector<Amounts> amounts_;  ///< of each column
  Signs signs_;
  CellReading reading_;
  const RawColumn* currency_;  ///< that other columns are in; null where there is none
};

}  // namespace shibo
