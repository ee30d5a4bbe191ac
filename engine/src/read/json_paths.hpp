// Fields that a mapping reads out of objects within an object of JSON: `field to from "destination.country"`.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "io/json.hpp"
#include "read/json_keys.hpp"
#include "record/finding.hpp"

namespace shibo::engine {

/// Brings what stands under an object on the way to such a field up to the object around it, by names with a dot
/// (`destination.country`), so that it is read like any other key. Each value keeps its place.
///
/// An object that is itself read as something stays as it is, and what a path finds in it is read once more. Another is
/// taken apart, so that keys of it that nothing reads are told. A list or a single value on the way is invalid.
class JsonPaths {
 public:
  JsonPaths(const RecordType& type, const Mapping* mapping, std::shared_ptr<const std::string> file);

  /// `at` is the object's own path in the text.
  void open(JsonValue& object, const std::string& at, std::vector<Finding>& findings);

 private:
  /// What is left of a name on the way to its value.
  struct Way {
    std::vector<std::string> keys;  ///< `destination`, `country`, as the mapping writes them
    std::string field;              ///< that the mapping fills so
  };
  using Ways = std::vector<Way>;
  using Members = std::vector<JsonMember>;

  /// An object of the record, by the fields through which it is reached.
  struct Inside {
    const RecordType& type;
    JsonKeys::Path fields;
  };

  [[nodiscard]] const Ways& ways_at(const JsonKeys::Path& fields);
  void object(const Inside& in, JsonValue& value, const std::string& at, std::vector<Finding>& findings);
  void below(const Inside& in, JsonValue& object, const std::string& at, std::vector<Finding>& findings);
  /// Puts the member among `out`, or what it is taken apart into. `key` is its own, without those in front of it.
  void put(const Inside& in, JsonMember member, const std::string& key, const Ways& ways, Members& out,
           std::vector<Finding>& findings);
  void put_copies(const Inside& in, const JsonMember& member, const Ways& ways, Members& out,
                  std::vector<Finding>& findings);
  void put_apart(const Inside& in, JsonMember member, const Ways& ways, Members& out, std::vector<Finding>& findings);
  void put_fault(const JsonMember& member, const Way& way, Members& out, std::vector<Finding>& findings) const;
  [[nodiscard]] bool is_read(const Inside& in, const std::string& key);

  const RecordType& type_;
  const Mapping* mapping_;  ///< may be null
  std::shared_ptr<const std::string> file_;
  JsonKeys keys_;
  std::map<JsonKeys::Path, Ways> ways_;
  bool any_ = false;  ///< whether the mapping has such names at all
};

/// How many of the names with a dot that a mapping has for the record itself lead to a value in the object.
[[nodiscard]] std::size_t paths_reached(const JsonValue& object, const Mapping* mapping);

}  // namespace shibo::engine
