// Where each record stands in the whole that it was read in, so that a fact can be named: `materials[2].value`.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "record/record.hpp"

namespace shibo::engine {

/// The records around and in one record, each with its holder. Made once for a whole shipment; what is asked of one of
/// its lines costs the depth of the line, not the size of the shipment.
class RecordPlaces {
 public:
  /// `any` may be anywhere in the whole.
  explicit RecordPlaces(const Record& any);

  /// The path from one record to another: downwards by fields (`materials[2]`), upwards by how rules name the record
  /// around (`shipment.route[1]`), empty from a record to itself; `?` when they do not belong together.
  [[nodiscard]] std::string path(const Record& from, const Record& to) const;

  [[nodiscard]] const Record& outermost() const { return outermost_; }
  [[nodiscard]] std::size_t size() const { return held_.size() + 1; }

 private:
  struct Holding {
    const Record* holder = nullptr;
    std::size_t field = 0;
    int item = -1;  ///< from 0; -1 where the field holds one record
  };
  void place(const Record& holder);
  [[nodiscard]] std::vector<const Record*> around(const Record& record) const;
  [[nodiscard]] std::string down(const Record& holder, const Record& to) const;

  const Record& outermost_;
  std::unordered_map<const Record*, Holding> held_;
};

}  // namespace shibo::engine
