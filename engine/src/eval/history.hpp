// What is known of the records of a series beside the one that is judged, as whoever counts them asks.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "eval/terms.hpp"
#include "record/record.hpp"

namespace shibo::engine {

struct Leaning;

/// Days from one to another, both in it; without end where one is absent.
struct Window {
  std::optional<Date> from, to;
  bool empty = false;  ///< no day is in it

  [[nodiscard]] bool holds(Date day) const { return !empty && (!from || *from <= day) && (!to || day <= *to); }
};

/// What one record says for a count, by the law of its own day, wherever the window lies.
struct SaidForCount {
  Term term;
  std::vector<Value> key;          ///< of the fields by which its series is told apart, in their order
  Value day;                       ///< that the window is of; nothing where the count has none
  std::vector<const Step*> steps;  ///< of what it was worked out
};
[[nodiscard]] SaidForCount said_for_count(Evaluation& ev, const node::Aggregate& n, const Record& record);

/// A record that counts, or may; or one that does not, for what it leans on.
struct CountedRecord {
  Term term;         ///< without causes where more is unknown in the history than it can say
  std::string name;  ///< as people name it: `T-17`
  Place place;
  const Leaning* leaning = nullptr;  ///< lives as long as the history
  bool presumes = false;             ///< a presumption is among that
};

class History {
 public:
  virtual ~History() = default;

  /// The records that agree in `key` and count for `count`, by their days in the window and then as they stand in the
  /// history; without `but`, which is the one that counts. Those of an unknown day or key, and those of which it is not
  /// known whether they count, are among them as terms that perhaps count. Without `presuming`, as they stand without
  /// presumptions. Any thread may ask.
  [[nodiscard]] virtual std::vector<CountedRecord> counted(const node::Count& count, const std::vector<Value>& key,
                                                           const Window& window, const Record& but,
                                                           bool presuming) const = 0;

  /// Whether it was said to hold all records of these days; and if so, whether all of it could be read.
  [[nodiscard]] virtual why::HistoryNotWhole::Why why_not_whole(const Window& window) const = 0;
};

}  // namespace shibo::engine
