// A record out of a JSON object that was read.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "io/json.hpp"
#include "record/finding.hpp"
#include "record/read_value.hpp"
#include "record/stream.hpp"

namespace shibo::engine {

/// The field that a key fills: by its own name, or by a mapping's list for this depth.
struct JsonField {
  int index = -1;
  const FieldMapping* format = nullptr;
  const Mapping* mapping = nullptr;  ///< for what holds of all fields
};
[[nodiscard]] JsonField json_field(const RecordType& type, const std::string& key, const std::vector<std::string>& path,
                                   const std::vector<const Mapping*>& mappings);

class JsonBuilder {
 public:
  /// Levels of parts below a record.
  static constexpr int kDepthMax = 32;

  JsonBuilder(const RecordType& type, std::vector<const Mapping*> mappings, std::shared_ptr<const std::string> file, std::vector<Finding>& findings)
      : type_(type), mappings_(std::move(mappings)), file_(std::move(file)), findings_(findings) {}

  /// `path` is the object's own in the text: `$[3]`.
  [[nodiscard]] std::shared_ptr<Record> build(const JsonValue& object, const std::string& path);

  /// Each key that was met, with what it was read as, in the order in which they were met.
  [[nodiscard]] const std::vector<ColumnUse>& uses() const { return uses_; }

 private:
  /// Where in the record and in the text a value stands.
  struct Spot {
    std::vector<std::string> fields;  ///< `lines`, `hs`
    std::string path;                 ///< `$[3].lines[0].hs`
    int parts = 0;                    ///< levels of parts above
  };

  [[nodiscard]] std::shared_ptr<Record> object(const RecordType& type, const JsonValue& object, const Spot& spot, const Record* parent, const Record* whole);
  [[nodiscard]] FieldValue field_value(const FieldType& field, const JsonValue& value, const JsonValue& object, const Spot& spot, const Record& on, const JsonField& found);
  [[nodiscard]] FieldValue list(const FieldType& field, const JsonValue& value, const JsonValue& object, const Spot& spot, const Record& on, const JsonField& found);
  [[nodiscard]] FieldValue nested(const FieldType& field, const JsonValue& value, const Spot& spot, const Record& on);
  [[nodiscard]] FieldValue scalar(const FieldType& field, const JsonValue& value, const JsonValue& object, const Spot& spot, const JsonField& found);
  [[nodiscard]] FieldValue invalid(const FieldType& field, const JsonValue& value, const Spot& spot, const std::string& why);
  [[nodiscard]] bool is_complete(const std::vector<std::string>& fields) const;
  [[nodiscard]] Place place(const JsonValue& value, const std::string& path) const { return {file_, value.line, value.column, path}; }
  void note_use(const std::string& key, const JsonValue& value, const Spot& spot, const std::string& field);
  void report(dsl::Code code, dsl::Severity severity, Place place, std::string message, std::string help = "");

  const RecordType& type_;
  std::vector<const Mapping*> mappings_;
  std::shared_ptr<const std::string> file_;
  std::vector<Finding>& findings_;
  std::vector<ColumnUse> uses_;
  std::set<std::string> noted_;
};

}  // namespace shibo::engine
