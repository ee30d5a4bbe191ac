// What can only be told of a record when all of it was read: keys that stand twice, required fields that are missing.
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "record/finding.hpp"
#include "record/record.hpp"

namespace shibo::engine {

/// Looks over the records of one input, in their order. No verdict changes by what it finds.
class WholeRecords {
 public:
  /// `findings` must outlive it.
  explicit WholeRecords(std::vector<Finding>& findings) : findings_(findings) {}

  /// Requires: the records have their ids (identity.hpp).
  void look_over(const Record& record);

 private:
  void required(const Record& record);
  void keys(const FieldType& field, const FieldValue& list);

  std::vector<Finding>& findings_;
  std::set<std::pair<const RecordType*, std::size_t>> never_given_;  ///< told of the input, as nothing is there for it
};

}  // namespace shibo::engine
