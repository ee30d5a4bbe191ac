// What tells the records of a JSON text from other objects, before it is known of which type they are and by which
// mapping they are read.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "io/json.hpp"
#include "read/json_paths.hpp"
#include "read/stream.hpp"

namespace shibo::engine {

class JsonLikeness {
 public:
  JsonLikeness(const std::vector<const RecordType*>& roots, const std::vector<const Mapping*>& mappings);

  /// Whether an object with this key is a record, and what stands under the key a part of it.
  [[nodiscard]] bool is_field(const std::string& key) const;
  /// Whether the object has such a key, or a mapping reads through it.
  [[nodiscard]] bool has_field(const JsonValue& object) const;
  /// Whether the object, among others of an array, is like a record: it has a field, or wraps one.
  [[nodiscard]] bool is_like_record(const JsonValue& object) const;
  /// Whether the object, standing alone, is taken for a record: one key that a field has, too, is not enough.
  [[nodiscard]] bool is_surely_record(const JsonValue& object) const;
  /// `{"shipment": { … }}`: of an object with one key, which names no record or list within a record, the member under
  /// which the keys of a record stand; else null.
  [[nodiscard]] const JsonMember* wrapped_in(const JsonValue& object) const;
  /// How many fields the mapping, which may be null, reads by keys within keys of the object.
  [[nodiscard]] std::size_t reached(const Mapping* mapping, const JsonValue& object) const;

 private:
  [[nodiscard]] bool is_on_the_way(const JsonValue& object) const;
  [[nodiscard]] bool has_fields_of_one(const JsonValue& object) const;

  std::vector<std::pair<const RecordType*, const Mapping*>>
      roots_;                                ///< each without a mapping, and with each of its own
  std::map<const Mapping*, JsonWays> ways_;  ///< of the mappings of `roots_`
};

}  // namespace shibo::engine
