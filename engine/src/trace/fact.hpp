// A fact as an evaluation knows it: what it goes by, where it stands, and what it is worth.
#pragma once

#include <cstdint>
#include <string>

#include "trace/value.hpp"

namespace shibo::engine {

/// What a fact, a list or an element of it goes by, and where it stands in the input. What it points to belongs to the
/// record, the program or the evaluation; its name is put together when somebody asks.
struct FactAt {
  const std::string* around = nullptr;  ///< path of the record that has the field; null: of that which was asked about
  const std::string* name = nullptr;    ///< the field, or the variable that an element is bound to
  const FactAt* list = nullptr;         ///< of an element of a field: the field
  std::uint32_t item = 0;               ///< of an element, counted from 1
  const Place* place = nullptr;

  /// `materials[2].value`; of an element of what is no field, its variable and its number: `leg 2`.
  [[nodiscard]] std::string path() const;
};

/// A field of a record, or an element of a list that one holds: what it goes by, and what it is worth before any
/// condition on asking it.
struct Fact {
  FactAt at;
  const FieldType* field = nullptr;  ///< null of an element
  Value value;
  /// Of a code: that its digits do not suffice, once somebody had to say so. Whoever asks, it lives as long as the
  /// fact.
  mutable Rarely<Cause> too_short;
};

}  // namespace shibo::engine
