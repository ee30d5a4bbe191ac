// A record as it was read: typed values, and for each the place it came from.
//
// Missing and invalid are different things, and neither is a value: a cell that is not there is
// missing; one that is there but is not of its type is invalid and keeps its text. What evaluation
// makes of them is not decided here.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "record/schema.hpp"
#include "value/scalar.hpp"

namespace shibo::engine {

/// Where in the input a value stands. Line and column count from 1; 0 when there is none (a value
/// written in a test, or a file that lacks the column).
struct Place {
  std::shared_ptr<const std::string> file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string path;  ///< the JSON path (`$.lines[0].hs`) or the column's header
};

struct Record;
using RecordPtr = std::shared_ptr<const Record>;

enum class FieldState : std::uint8_t {
  Missing,  ///< nothing was said
  Absent,   ///< said to be none: only for `evidence` fields
  Invalid,  ///< something was said, but not of this type: see `text` and `why`
  Given,
};

struct FieldValue {
  FieldState state = FieldState::Missing;
  Scalar value;                   ///< of a Given scalar
  RecordPtr record;               ///< of a Given record field
  std::vector<FieldValue> items;  ///< of a Given list: scalars or records, each with its own state
  bool complete = true;           ///< of a list: false when there may be more
  bool by_mapping = false;        ///< not in the file: a mapping's `blank means` supplied it
  std::string text;               ///< as written, for Invalid
  std::string why;                ///< one clause, for Invalid: `not a day of the calendar`
  Place place;
};

/// What is said of a record, by the index of the field in its type. A type may have hundreds of fields of which a
/// record says few: what is not said takes a pointer's room, and reads as missing without a place. Values stay where
/// they are until the next `resize`.
class Fields {
 public:
  Fields() = default;
  Fields(const Fields& other) : values_(other.values_.size()) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (other.values_[i]) values_[i] = std::make_unique<FieldValue>(*other.values_[i]);
    }
  }
  Fields& operator=(const Fields& other) { return *this = Fields(other); }
  Fields(Fields&&) noexcept = default;
  Fields& operator=(Fields&&) noexcept = default;
  ~Fields() = default;

  void resize(std::size_t count) { values_.resize(count); }
  [[nodiscard]] std::size_t size() const { return values_.size(); }

  /// Of what is not said, and of a field that the record has no room for, the missing one.
  [[nodiscard]] const FieldValue& operator[](std::size_t index) const {
    static const FieldValue kNotSaid;
    return index < values_.size() && values_[index] ? *values_[index] : kNotSaid;
  }
  /// To write to; makes room for what is said.
  [[nodiscard]] FieldValue& operator[](std::size_t index) {
    if (!values_[index]) values_[index] = std::make_unique<FieldValue>();
    return *values_[index];
  }

  /// Calls `use(index, FieldValue&)` for what is said, in the order of the type.
  template <typename Use>
  void each_said(Use use) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (values_[i]) use(i, *values_[i]);
    }
  }
  template <typename Use>
  void each_said(Use use) const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (values_[i]) use(i, std::as_const(*values_[i]));
    }
  }
  template <typename Is>
  [[nodiscard]] bool any_said(Is is) const {
    for (const auto& value : values_) {
      if (value && is(*value)) return true;
    }
    return false;
  }

 private:
  std::vector<std::unique_ptr<FieldValue>> values_;
};

/// One record; `fields` runs parallel to `type->fields`. Immutable once read. A nested record's
/// `parent` is the record that holds it (null for parts of a good: they see downwards only).
struct Record {
  const RecordType* type = nullptr;
  const Record* parent = nullptr;
  const Record* whole = nullptr;  ///< of a part: the record it is a part of
  Fields fields;
  bool cut = false;  ///< of an outermost record: rows of it are known to stand elsewhere, so no list in it is whole
  Place place;       ///< the row or object
  std::string id;    ///< for people: `SHP-001/2`, from the key fields, or `line 17`

  /// The record that this one is in or a part of; null of an outermost one.
  [[nodiscard]] const Record* around() const { return parent != nullptr ? parent : whole; }
};

}  // namespace shibo::engine
