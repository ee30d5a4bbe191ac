// A record of one's own in which facts may be otherwise than they were read.
#pragma once

#include <memory>
#include <unordered_map>

#include "record/record.hpp"

namespace shibo::engine {

/// A field of a record somewhere in a whole.
struct FieldAt {
  const Record* record = nullptr;
  std::size_t field = 0;

  friend auto operator<=>(const FieldAt&, const FieldAt&) = default;
};

/// A copy of a whole, whose fields can be set; the whole itself stays as it is. Requires: it outlives the copy.
class Variant {
 public:
  /// `any` may be anywhere in the whole.
  explicit Variant(const Record& any);

  /// The copy of a record of the whole; null of one that is not in it.
  [[nodiscard]] Record* twin(const Record& original) const;
  /// What the copy says. Requires: the record is in the whole.
  [[nodiscard]] FieldValue& operator[](const FieldAt& at) const { return twin(*at.record)->fields[at.field]; }

 private:
  std::shared_ptr<Record> copy(const Record& original, Record* holder);

  std::unordered_map<const Record*, Record*> twins_;
  std::shared_ptr<Record> whole_;
};

}  // namespace shibo::engine
