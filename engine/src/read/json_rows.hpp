// Flat objects of JSON, each a row of a table: nested as the rows of a CSV file are, by the same names and keys.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "io/json.hpp"
#include "read/columns.hpp"
#include "record/finding.hpp"

namespace shibo::engine {

/// Makes one nested object of the rows that have one key. Values stay as they were written, and each keeps
/// its place; what two rows say differently of one field is marked as unusable.
class JsonRows {
 public:
  /// `findings` must outlive it.
  JsonRows(const RecordType& type, const Mapping* mapping, std::shared_ptr<const std::string> file,
           std::vector<Finding>& findings)
      : type_(type), mapping_(mapping), file_(std::move(file)), findings_(findings) {}

  /// Whether keys of an element of a list stand in the object itself, and not the list.
  [[nodiscard]] bool is_row(const JsonValue& object);
  /// What tells its record from the next; empty where it says nothing.
  [[nodiscard]] std::string key_of(const JsonValue& row);
  /// Whether some row so far had the keys that tell records apart.
  [[nodiscard]] bool keyed() const { return keyed_; }

  /// `path` is the row's own in the text. The first row begins the object, which take() gives.
  void add(JsonValue row, const std::string& path);
  [[nodiscard]] JsonValue take();
  /// Whether a row since the last take() was taken for an earlier one from which it differs in keys that are not read:
  /// the record may hold more.
  [[nodiscard]] bool in_doubt() const { return in_doubt_; }

 private:
  using RowKey = std::vector<int>;  ///< the members that are it
  struct RowPlan {
    TablePlan table;
    std::optional<RowKey> key;  ///< what tells records apart
    std::map<std::vector<int>, RowKey> element_keys;
    bool row = false;
  };
  using Elements = std::map<std::vector<int>, std::size_t>;
  using Marks = std::vector<bool>;  ///< one for each member of a row
  struct Laid {
    const JsonValue& object;
    const RowPlan& plan;
    const Marks& blank;
    const Marks& placed;  ///< that is read, or a twin of what is
  };
  using Fields = std::set<std::vector<int>>;  ///< by their paths: several keys may fill one
  /// What rows about some elements say in keys that nothing reads: for each, what the first says that says anything.
  struct Unread {
    struct Value {
      JsonValue value;
      std::size_t row = 0;  ///< of `rows`
    };
    std::vector<Fields> rows;  ///< which each says something of
    std::map<std::string, Value> values;
  };

  [[nodiscard]] const RowPlan& plan_of(const JsonValue& object);
  [[nodiscard]] RowPlan planned(const std::vector<std::string>& names) const;
  [[nodiscard]] std::string key_text(const JsonValue& row, const RowKey& by) const;
  [[nodiscard]] JsonValue& holder(const JsonValue& row, const RowPlan& plan, const std::vector<int>& path,
                                  Elements& elements);
  [[nodiscard]] std::size_t element(JsonValue& list, const JsonValue& row, const RowPlan& plan,
                                    const std::vector<int>& path, Elements& elements);
  [[nodiscard]] JsonValue* holder_there(const std::vector<int>& path, const Elements& elements);
  [[nodiscard]] static Elements above(const std::vector<int>& path, const Elements& elements);
  [[nodiscard]] JsonValue container(JsonValue::Kind kind, const JsonValue& row) const;
  [[nodiscard]] bool is_blank(const JsonValue& value) const;
  /// `fills` is the path of the field that the member is; null where it stands beside one.
  void put(JsonValue& on, const JsonMember& member, const std::vector<int>* fills);
  void put_unread(const JsonMember& member);
  [[nodiscard]] bool is_said(const JsonValue& value, const std::vector<int>& path, const JsonValue& on);
  /// Whether a key of this name is the field at the path.
  [[nodiscard]] bool fills(const std::string& name, const std::vector<int>& path);
  void report_again(const Laid& row, const Elements& about);
  void report_row(const JsonValue& row, const std::string& differ);
  [[nodiscard]] std::string names_that_differ(const Unread& before, const Laid& row) const;
  static void keep_unread(const Laid& row, Unread& before);
  [[nodiscard]] static Fields fields_said(const Laid& row);

  const RecordType& type_;
  const Mapping* mapping_;  ///< may be null
  std::shared_ptr<const std::string> file_;
  std::vector<Finding>& findings_;
  using Plans = std::map<std::vector<std::string>, RowPlan>;
  Plans plans_;
  const Plans::value_type* last_ = nullptr;  ///< of plans_
  RowPlan beyond_;                           ///< the last of those that plans_ has no room for
  JsonValue root_;
  bool begun_ = false;
  bool keyed_ = false;
  bool adds_something_ = false;  ///< whether the last row says anything that those before it did not
  bool in_doubt_ = false;
  std::string row_path_;
  std::map<Elements, Unread> unread_;       ///< by the elements that rows are about
  std::vector<JsonMember> unread_members_;  ///< for the record, each name once
  std::set<std::string> unread_names_;
  /// Elements by those above them, list and key.
  std::map<std::tuple<Elements, std::vector<int>, std::string>, std::size_t> known_;
  std::map<std::string, Fields> fields_of_;  ///< of names that were looked for by themselves
};

}  // namespace shibo::engine
