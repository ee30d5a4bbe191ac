// Several values to be added up, counted or compared, each of which counts surely, perhaps or not at all.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "eval/constructs.hpp"
#include "trace/interval.hpp"

namespace shibo::engine {

/// One of them: does it count, and what does it give?
struct Term {
  Truth in = Truth::True;
  Value value;
  Causes why_in;  ///< why it is not known whether it counts
};

class Terms {
 public:
  enum class Extreme : std::uint8_t { Least, Greatest };

  /// Requires: both outlive it.
  Terms(Evaluation& ev, const Frame& frame) : ev_(ev), frame_(frame) {}

  void take(Term term) { all_.push_back(std::move(term)); }
  /// There may be others: `causes` say why, and their values may be known to be zero or more.
  void leave_open(Causes causes, bool never_negative) {
    complete_ = false;
    open_ = std::move(causes);
    never_negative_ = never_negative;
  }

  /// At least one counts, whichever that is.
  void not_none() { not_none_ = true; }

  [[nodiscard]] Value total(const Type& type) const;
  [[nodiscard]] Value count() const;
  [[nodiscard]] Value distinct(const Type& type) const;
  [[nodiscard]] Value extreme(const Type& type, Extreme which) const;
  [[nodiscard]] Value collected() const;
  /// Does one of them hold, or do all?
  [[nodiscard]] Value any_holds() const;
  [[nodiscard]] Value all_hold() const;

 private:
  [[nodiscard]] Causes why_open() const;
  [[nodiscard]] bool some_counts() const;
  [[nodiscard]] Value one_of_all(const Type& type) const;
  [[nodiscard]] std::vector<Interval> in_one_unit(const Type& type, Causes& causes) const;
  [[nodiscard]] Value total_span(Causes causes) const;
  /// Truth::Unknown of codes that are too short to tell.
  [[nodiscard]] Truth are_same(const Value& a, const Value& b, const Type& type) const;
  [[nodiscard]] Causes why_alike(const std::map<std::string, const Value*>& values, const Type& type) const;
  [[nodiscard]] std::int64_t groups_of(const std::map<std::string, const Value*>& values, const Type& type) const;
  [[nodiscard]] std::int64_t surely_different(const std::map<std::string, const Value*>& values,
                                              const Type& type) const;
  [[nodiscard]] Value extreme_in_time(const Type& type, Extreme which, Causes causes) const;

  Evaluation& ev_;
  const Frame& frame_;
  std::vector<Term> all_;
  bool not_none_ = false;
  bool complete_ = true;         ///< there are no others
  bool never_negative_ = false;  ///< of the others
  Causes open_;
};

}  // namespace shibo::engine
