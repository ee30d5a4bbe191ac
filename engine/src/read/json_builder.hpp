// A record out of a JSON object that was read.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/json.hpp"
#include "read/json_keys.hpp"
#include "read/json_unread.hpp"
#include "read/read_value.hpp"
#include "read/stream.hpp"
#include "read/value_findings.hpp"
#include "record/finding.hpp"

namespace shibo::engine {

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
        findings_(findings),
        keys_(mapping),
        unread_(type, keys_, file_, findings) {}

  /// `path` is the object's own in the text: `$[3]`.
  [[nodiscard]] std::shared_ptr<Record> build(const JsonValue& object, const std::string& path);

  /// Whether something in the objects so far looks like records, and was not read.
  [[nodiscard]] bool unread() const { return unread_.any(); }

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
  [[nodiscard]] bool is_blank(const JsonValue& value) const;
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
  /// A key that fills a field of an object.
  struct Filling {
    const JsonMember* member = nullptr;
    const FieldMapping* named_by = nullptr;
  };
  void fill(Record& record, std::vector<Filling>& fillings, const JsonMember& member, const JsonValue& object,
            const Spot& spot, const JsonField& found);
  void settle(const FieldType& field, FieldValue& filled, FieldValue second, const JsonMember& first,
              const JsonMember& member);
  void settle_nested(const FieldType& field, FieldValue& filled, const JsonMember& first, const JsonMember& member,
                     Place at);
  [[nodiscard]] std::vector<const JsonMember*> siblings(const JsonValue& object, const FieldMapping& field,
                                                        NamesBeside beside);
  void note_use(const std::string& key, const JsonValue& value, const Spot& spot,
                const std::vector<std::string>& fields, const std::string& unit_of);
  void report_unread_key(const std::string& key, const JsonValue& value, const Spot& spot, const ColumnUse& use);
  [[nodiscard]] std::optional<JsonKeys::Path> level_of(const std::string& key, const JsonKeys::Path& not_at);
  [[nodiscard]] std::string help_for(const std::string& key, const JsonValue& value, const Spot& spot) const;
  [[nodiscard]] std::vector<JsonField> also_fills(const RecordType& type, const JsonValue& object, const Spot& spot,
                                                  const JsonField& found) const;
  void report(dsl::Code code, FindingSeverity severity, Place place, std::string message, std::string help = "");

  const RecordType& type_;
  const Mapping* mapping_;  ///< may be null
  std::shared_ptr<const std::string> file_;
  std::shared_ptr<Instruments> instruments_;
  std::vector<Finding>& findings_;
  std::vector<ColumnUse> uses_;
  JsonKeys keys_;
  UnreadRecords unread_;
};

}  // namespace shibo::engine
