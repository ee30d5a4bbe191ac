// What the keys of JSON objects are read as.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "io/json.hpp"
#include "read/columns.hpp"

namespace shibo::engine {

/// The field that a key fills: by its own name, or by a mapping's list for this depth.
struct JsonField {
  int index = -1;
  const FieldMapping* format = nullptr;
  std::string unit_of = {};  ///< of a key that fills none: the field that takes its unit or currency from it
  bool own_name = false;     ///< the key is the field's own name, and no mapping names it
  std::vector<std::pair<int, const FieldMapping*>> also = {};  ///< further fields that the same mapping names it for

  /// What names the key for the field; null for the field's own name.
  [[nodiscard]] const FieldMapping* named_by() const { return own_name ? nullptr : format; }
};
[[nodiscard]] JsonField json_field(const RecordType& type, const std::string& key, const std::vector<std::string>& path,
                                   const Mapping* mapping);

/// The keys of one file, each looked up once in each place. Of more than kNoted nothing is kept.
class JsonKeys {
 public:
  using Path = std::vector<std::string>;  ///< `lines`, `materials`

  /// Keys of one file that are told apart, in findings and in `columns`.
  static constexpr std::size_t kNoted = 4096;

  explicit JsonKeys(const Mapping* mapping) : mapping_(mapping) {}

  /// What a key of an object that is read is read as; `fresh` is set when it was not met there before. Holds until the
  /// next call.
  [[nodiscard]] const JsonField& field_of(const RecordType& type, const Path& path, const std::string& key,
                                          bool* fresh = nullptr);

  /// The field that a key would fill if its object were read as what stands at the path; -1 if none. It does not count
  /// as met.
  [[nodiscard]] int would_fill(const RecordType& type, const Path& path, const std::string& key);

  /// normal_header of a key.
  [[nodiscard]] std::string normal(const std::string& name);

  /// Whether the mapping tells records or elements apart by this key.
  [[nodiscard]] bool tells_apart(const std::string& key) const;

 private:
  [[nodiscard]] std::string gives_unit_of(const Path& path, const std::string& key) const;

  const Mapping* mapping_;                                   ///< may be null
  std::map<Path, std::map<std::string, JsonField>> fields_;  ///< what keys were read as, where they were met
  std::size_t met_ = 0;                                      ///< in fields_
  JsonField beyond_;                                         ///< the last of those that fields_ has no room for
  std::map<Path, std::map<std::string, int>> unread_;        ///< keys of what is not read
  std::size_t unread_met_ = 0;                               ///< in unread_
  std::unordered_map<std::string, std::string> normal_;
};

/// Whether the value is null, or a text that says nothing (means_blank of read_value.hpp).
[[nodiscard]] bool means_blank(const JsonValue& value, const Mapping* mapping);

}  // namespace shibo::engine
