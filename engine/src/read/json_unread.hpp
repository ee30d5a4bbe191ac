// Records and elements of lists that stand in JSON where none are looked for.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "io/json.hpp"
#include "read/json_keys.hpp"
#include "record/finding.hpp"

namespace shibo::engine {

/// Where a key that no field has holds what looks like records or elements of a list, or keys of lines stand beside
/// those of the record, the input is not what it is read as: it counts as unread. Each key is told once. So does an
/// object in the place of a list.
class UnreadRecords {
 public:
  UnreadRecords(const RecordType& type, JsonKeys& keys, std::shared_ptr<const std::string> file,
                std::vector<Finding>& findings)
      : type_(type), keys_(keys), file_(std::move(file)), findings_(findings) {}

  /// In an object that is read as a record. `at` is its path in the text.
  void look_for_records(const JsonValue& object, const std::string& at);

  /// A list of the type, by its index, and a key that holds what looks like more of its elements.
  using MoreOf = std::vector<std::pair<std::size_t, const JsonMember*>>;

  /// In any object that is read, as the type that stands at the path: a second array of what is an element of one of
  /// its lists by its keys, beside the one that was read or without one. Of each object it gives the lists that may so
  /// hold more; the keys are told once.
  [[nodiscard]] MoreOf look_for_elements(const RecordType& type, const JsonValue& object, const JsonKeys::Path& path,
                                         const std::string& at);

  /// An object stands where a list is expected, `"lines": {"1": { … }, "2": { … }}`, and nothing of it is read.
  void lose_list(const FieldType& field, const JsonValue& value, Place at);

  [[nodiscard]] bool any() const { return any_; }

 private:
  using Path = JsonKeys::Path;
  [[nodiscard]] bool is_like(const RecordType& type, const Path& path, const JsonValue& object);
  [[nodiscard]] bool holds_record_for_key(const FieldType& field, const JsonValue& value);
  [[nodiscard]] bool holds_records(const JsonValue& value, const std::vector<const FieldType*>& lists, int depth);
  [[nodiscard]] bool is_no_list_of_ours(const JsonValue& value) const;
  [[nodiscard]] std::size_t fields_in(const RecordType& type, const Path& path, const JsonValue& object);
  void report(const JsonMember& member, const std::string& at, std::string message, std::string help);

  const RecordType& type_;
  JsonKeys& keys_;
  std::shared_ptr<const std::string> file_;
  std::vector<Finding>& findings_;
  std::set<std::string> said_;  ///< keys, and an empty one for those of lines in the record
  bool any_ = false;
};

}  // namespace shibo::engine
