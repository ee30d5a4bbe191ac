// What is known of the records of a series beside the one that is judged, as whoever counts them asks.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "eval/terms.hpp"
#include "record/record.hpp"

namespace shibo::engine {

/// Days from one to another, both in it; without end where one is absent.
struct Window {
  std::optional<Date> from, to;
};

/// A record that counts, or may.
struct CountedRecord {
  Term term;
  std::string name;  ///< as people name it: `T-17`
  Place place;
};

/// What the record says of the fields by which its series is told apart, in their order.
[[nodiscard]] std::vector<Value> key_of(Evaluation& ev, const Named& series, const Record& record);

class History {
 public:
  virtual ~History() = default;

  /// The records that agree in `key` and count for `count`, by their days in the window and then as they stand in the
  /// history; without `but`, which is the one that counts. Those of an unknown day or key, and those of which it is not
  /// known whether they count, are among them as terms that perhaps count. Any thread may ask.
  virtual void each(const node::Count& count, const std::vector<Value>& key, const Window& window, const Record& but,
                    const std::function<void(CountedRecord)>& take) const = 0;

  /// Whether it was said to hold all records of these days.
  [[nodiscard]] virtual bool is_whole(const Window& window) const = 0;
};

}  // namespace shibo::engine
