// A record: a shipment, a good, a data transfer. Read from a file (input.hpp), or made by code here.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shibo/place.hpp"
#include "shibo/rules.hpp"

namespace shibo {

/// An immutable record with all that is nested in it. Copying one copies a pointer.
class Record {
 public:
  /// For people: `SHP-001/2`, from the key fields, or `line 17`.
  [[nodiscard]] const std::string& id() const;

  /// Whether all key fields are given, so that `id` is made of them.
  [[nodiscard]] bool has_key() const;

  /// The type's name: `Good`.
  [[nodiscard]] const std::string& type() const;

  [[nodiscard]] const Place& place() const;

  /// What people know it by, besides its id: its tariff code, and the first two countries that nobody
  /// can change, its own or those of the record it is in: `9401.61  TH → CN`. May be empty.
  [[nodiscard]] std::string sketch() const;

  /// The value of a field as people write it; `path` goes through nested records, upwards too
  /// (`shipment.import_country`). Nothing when the field is unknown to the type, missing, invalid, a
  /// record or a list.
  [[nodiscard]] std::optional<std::string> text(std::string_view path) const;

  /// Whether both are the same record of the same input, not whether they hold the same.
  [[nodiscard]] bool is(const Record& other) const;

  struct State;  ///< not for users
  explicit Record(std::shared_ptr<const State> state);
  [[nodiscard]] const State& state() const { return *state_; }
  [[nodiscard]] const std::shared_ptr<const State>& shared() const { return state_; }

 private:
  std::shared_ptr<const State> state_;
};

/// Makes a record field by field. Values are given as text, as a cell of a CSV file would hold them
/// (`9401.61`, `CNY 1240.00`, `2024-05-01`, `true`); one that is not of the field's type makes the
/// field invalid, as it would in a file. What is not set is missing, which is never false.
class RecordDraft {
 public:
  /// `type` as the rules call it, `Shipment` or `trade.Shipment`.
  /// Throws std::invalid_argument when the rules know no such record.
  RecordDraft(const Rules& rules, std::string_view type);
  RecordDraft(RecordDraft&&) noexcept;
  RecordDraft& operator=(RecordDraft&&) noexcept;
  ~RecordDraft();

  /// Each of these throws std::invalid_argument when the type has no such field, or when the field is
  /// not of that shape; the message says which fields there are.
  RecordDraft& set(std::string_view field, std::string_view text);
  RecordDraft& set(std::string_view field, RecordDraft record);
  /// One more element of a list.
  RecordDraft& add(std::string_view field, std::string_view text);
  RecordDraft& add(std::string_view field, RecordDraft record);
  /// The list may hold more than was given; without this, what was added is all there is, as in JSON.
  /// A list to which nothing was added and that was not emptied is missing.
  RecordDraft& open(std::string_view field);
  /// The list is there and holds nothing.
  RecordDraft& empty(std::string_view field);
  /// There is known to be none: for fields declared as `evidence`.
  RecordDraft& absent(std::string_view field);

  /// A nested record of the field's type, to be filled and given to `set` or `add`.
  [[nodiscard]] RecordDraft nested(std::string_view field) const;

  [[nodiscard]] Record record() const;

 private:
  struct Parts;
  explicit RecordDraft(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace shibo
