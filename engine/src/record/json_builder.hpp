// A record out of a JSON object that was read.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "io/json.hpp"
#include "record/columns.hpp"
#include "record/finding.hpp"
#include "record/read_value.hpp"
#include "record/stream.hpp"
#include "record/value_findings.hpp"

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

class JsonBuilder {
 public:
  /// Levels of parts below a record.
  static constexpr int kDepthMax = 32;

  JsonBuilder(const RecordType& type, const Mapping* mapping, std::shared_ptr<const std::string> file,
              std::shared_ptr<Instruments> instruments, std::vector<Finding>& findings)
      : type_(type),
        mapping_(mapping),
        file_(std::move(file)),
        instruments_(std::move(instruments)),
        findings_(findings) {}

  /// `path` is the object's own in the text: `$[3]`.
  [[nodiscard]] std::shared_ptr<Record> build(const JsonValue& object, const std::string& path);

  /// Whether something in the objects so far looks like records, and was not read.
  [[nodiscard]] bool unread() const { return unread_; }

  /// Each key that was met, with what it was read as, in the order in which they were met.
  [[nodiscard]] const std::vector<ColumnUse>& uses() const { return uses_; }

 private:
  /// Where in the record and in the text a value stands.
  struct Spot {
    std::vector<std::string> fields;  ///< `lines`, `hs`
    std::string path;                 ///< `$[3].lines[0].hs`
    std::string object;               ///< the path of the object that holds it
    int parts = 0;                    ///< levels of parts above
  };

  [[nodiscard]] std::shared_ptr<Record> object(const RecordType& type, const JsonValue& object, const Spot& spot,
                                               const Record* parent, const Record* whole);
  [[nodiscard]] FieldValue field_value(const FieldType& field, const JsonValue& value, const JsonValue& object,
                                       const Spot& spot, const Record& on, const JsonField& found);
  [[nodiscard]] bool is_blank_object(const JsonValue& value) const;
  [[nodiscard]] FieldValue list(const FieldType& field, const JsonValue& value, const JsonValue& object,
                                const Spot& spot, const Record& on, const JsonField& found);
  [[nodiscard]] FieldValue nested(const FieldType& field, const JsonValue& value, const Spot& spot, const Record& on);
  [[nodiscard]] FieldValue scalar(const FieldType& field, const JsonValue& value, const JsonValue& object,
                                  const Spot& spot, const JsonField& found);
  [[nodiscard]] FieldValue unreadable(const JsonValue& value, const Spot& spot, const std::string& why) const;
  [[nodiscard]] FieldValue invalid(const FieldType& field, const JsonValue& value, const Spot& spot,
                                   const std::string& why);
  [[nodiscard]] bool is_complete(const std::vector<std::string>& fields) const;
  [[nodiscard]] Place place(const JsonValue& value, const std::string& path) const {
    return {file_, value.line, value.column, path};
  }
  using Path = std::vector<std::string>;
  [[nodiscard]] const JsonField& field_of(const RecordType& type, const Path& path, const std::string& key,
                                          bool* fresh = nullptr);
  /// A key that fills a field of an object.
  struct Filling {
    const JsonMember* member = nullptr;
    const FieldMapping* named_by = nullptr;
  };
  void fill(Record& record, std::vector<Filling>& fillings, const JsonMember& member, const JsonValue& object,
            const Spot& spot, const JsonField& found);
  void settle(const FieldType& field, FieldValue& filled, FieldValue second, const JsonMember& first,
              const JsonMember& member);
  [[nodiscard]] std::vector<const JsonMember*> siblings(const JsonValue& object, const FieldMapping& field,
                                                        NamesBeside beside);
  [[nodiscard]] std::string normal(const std::string& name);
  [[nodiscard]] std::string gives_unit_of(const Path& path, const std::string& key) const;
  [[nodiscard]] bool tells_apart(const std::string& key) const;
  void note_use(const std::string& key, const JsonValue& value, const Spot& spot,
                const std::vector<std::string>& fields, const std::string& unit_of);
  [[nodiscard]] std::string help_for(const std::string& key, const JsonValue& value, const Spot& spot) const;
  [[nodiscard]] std::vector<JsonField> also_fills(const RecordType& type, const JsonValue& object, const Spot& spot,
                                                  const JsonField& found) const;
  void look_for_records(const JsonValue& object, const Spot& spot);
  [[nodiscard]] bool is_like(const RecordType& type, const Path& path, const JsonValue& object);
  void look_for_elements(const RecordType& type, const JsonValue& object, const Spot& spot);
  [[nodiscard]] bool holds_record_for_key(const FieldType& field, const JsonValue& value);
  [[nodiscard]] bool holds_records(const JsonValue& value, const std::vector<const FieldType*>& lists, int depth);
  [[nodiscard]] bool is_field(const RecordType& type, const Path& path, const std::string& name);
  [[nodiscard]] std::size_t fields_in(const RecordType& type, const Path& path, const JsonValue& object);
  void report(dsl::Code code, dsl::Severity severity, Place place, std::string message, std::string help = "");

  const RecordType& type_;
  const Mapping* mapping_;  ///< may be null
  std::shared_ptr<const std::string> file_;
  std::shared_ptr<Instruments> instruments_;
  std::vector<Finding>& findings_;
  std::vector<ColumnUse> uses_;
  std::map<Path, std::map<std::string, JsonField>> fields_;  ///< what keys were read as, where they were met
  std::size_t keys_ = 0;                                     ///< in fields_
  std::unordered_map<std::string, std::string> normal_;      ///< names of keys, normalised
  JsonField beyond_;                                         ///< the last of those that fields_ has no room for
  std::map<std::pair<const RecordType*, std::string>, bool> is_field_;  ///< keys of what is not read, looked up once
  std::set<std::string> said_;                                          ///< keys that hold records and are not read
  bool unread_ = false;
};

}  // namespace shibo::engine
