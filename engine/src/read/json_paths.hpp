// Fields that a mapping reads out of objects within an object of JSON: `field to from "destination.country"`.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "io/json.hpp"
#include "read/json_keys.hpp"
#include "record/finding.hpp"

namespace shibo::engine {

/// What is left of a name with dots on the way to its value.
struct JsonWay {
  JsonWay(std::vector<std::string> with_keys, std::string for_field);

  std::vector<std::string> keys;   ///< `destination`, `country`, as the mapping writes them
  std::vector<std::string> ahead;  ///< the first of them, the first two …, but not all, as normal_header has them
  std::string whole;               ///< all of them, likewise
  std::string field;               ///< that the mapping fills so
};

/// The names with dots that a mapping has for fields, for their units and currencies.
class JsonWays {
 public:
  explicit JsonWays(const Mapping* mapping);  ///< may be null

  [[nodiscard]] bool none() const { return ways_.empty(); }
  /// Those that begin in the object which is reached through the fields.
  [[nodiscard]] const std::vector<JsonWay>& at(const JsonKeys::Path& fields) const;
  /// Whether some begin there, or in an object within.
  [[nodiscard]] bool at_or_below(const JsonKeys::Path& fields) const { return reach_.contains(fields); }
  /// How many of those that begin in the record itself lead to a value in the object.
  [[nodiscard]] std::size_t reached(const JsonValue& object) const;

 private:
  std::map<JsonKeys::Path, std::vector<JsonWay>> ways_;
  std::set<JsonKeys::Path> reach_;
};

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
  using Ways = std::vector<JsonWay>;
  using Members = std::vector<JsonMember>;

  /// An object of the record, by the fields through which it is reached.
  struct Inside {
    const RecordType& type;
    JsonKeys::Path fields;
  };

  void object(const Inside& in, JsonValue& value, const std::string& at, std::vector<Finding>& findings);
  void below(const Inside& in, JsonValue& object, const std::string& at, std::vector<Finding>& findings);
  /// Puts the member among `out`, or what it is taken apart into. `key` is its own, without those in front of it.
  void put(const Inside& in, JsonMember member, const std::string& key, const Ways& ways, Members& out,
           std::vector<Finding>& findings);
  void put_copies(const std::string& name, const JsonValue& object, const std::string& at, const Ways& ways,
                  Members& out, std::vector<Finding>& findings);
  void put_faults(const JsonMember& member, const Ways& ways, Members& out, std::vector<Finding>& findings) const;
  [[nodiscard]] Ways through(const Ways& ways, const std::string& key);

  const RecordType& type_;
  const Mapping* mapping_;  ///< may be null
  std::shared_ptr<const std::string> file_;
  JsonKeys keys_;
  JsonWays ways_;
};

}  // namespace shibo::engine
