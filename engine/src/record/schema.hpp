// What records look like: the types that `record`, `choice` and `fact` declarations give, as the
// checker leaves them. Readers fit files to these, and evaluation reads fields by their index.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "value/scalar.hpp"

namespace shibo::engine {

struct RecordType;
struct ChoiceType;
struct OwnCountry;

enum class TypeKind : std::uint8_t {
  Invalid,  ///< a type that could not be worked out; a diagnostic has said so
  Condition,
  Number,
  Percent,
  Money,
  Quantity,
  Date,
  Time,
  Duration,
  Period,
  Text,
  Hs,
  Country,
  Currency,
  Instrument,
  Choice,     ///< `choice` tells which
  CodedText,  ///< a text with its own check: `name` is container_number, location, incoterm, …
  Kind,       ///< a set of goods; never in a record
  List,       ///< of `element`
  Record,     ///< `record` tells which
};

struct Type {
  TypeKind kind = TypeKind::Invalid;
  std::string name;  ///< fixed currency of money, unit of a quantity, name of a coded text; may be empty
  const ChoiceType* choice = nullptr;
  const RecordType* record = nullptr;
  std::shared_ptr<const Type> element;
  const std::vector<OwnCountry>* countries = nullptr;  ///< of a country: what packages add to ISO 3166-1
};

/// A closed set of names.
struct ChoiceType {
  struct Value {
    std::string name;
    std::string doc;
  };
  std::string name;  ///< empty for a choice written in place
  std::vector<Value> values;
};

struct FieldType {
  std::string name;
  std::string doc;  ///< what to ask for, in the field's own words
  Type type;
  bool required = false;
  bool key = false;
  bool evidence = false;           ///< absence is itself a fact, where the input says so
  bool fixed = false;              ///< nobody can change it
  bool parts = false;              ///< a list of what the record was made of
  std::string package;             ///< the package that asks, for a `fact`; empty for a field of the record itself
  std::string edition;             ///< the field that names an hs field's edition
  std::optional<Scalar> at_least;  ///< a value below it is invalid
  std::optional<Scalar> at_most;
};

struct RecordType {
  std::uint32_t id = 0;  ///< its place among the program's records, from 1
  std::string name;      ///< `Good`
  std::string package;   ///< `trade`
  std::string doc;
  const RecordType* parent = nullptr;  ///< `in Shipment`: its list element, never alone in a file
  std::string parent_label;            ///< `shipment`: how rules name the parent
  std::vector<std::string> dated_by;   ///< a path to the date whose law applies; empty: as the parent
  std::vector<FieldType> fields;       ///< the record's own, then facts of packages

  /// The index of a field, or -1.
  [[nodiscard]] int find(const std::string& field) const;
};

// ── Mappings, as declared ──────────────────────────────────────────────────────────────────────

struct FieldMapping {
  std::vector<std::string> path;          ///< `lines.hs`: through records and lists, from the mapped record
  std::vector<std::string> columns;       ///< headers or JSON paths; case, space and `_ - . ( )` do not count
  std::string date_pattern;               ///< empty: ISO 8601
  std::string unit;                       ///< of bare numbers
  std::vector<std::string> unit_columns;  ///< or the columns that may hold it, the first that is there
  std::string currency;
  std::vector<std::string> currency_columns;
  std::string separator;  ///< one cell holds a list, split here
  std::vector<std::pair<std::string, std::string>>
      translations;  ///< text in the file, in normal form -> text of the value
  std::vector<std::pair<std::string, std::string>> measure_words;  ///< the same of its unit or currency
  std::optional<std::string> blank_means;                          ///< text of the value
  std::string said_by;                                             ///< the mapping that says so: `trade.usual`

  friend bool operator==(const FieldMapping&, const FieldMapping&) = default;
};

struct ListMapping {
  std::vector<std::string> path;
  std::string file;                                          ///< empty: rows of the main file, or JSON
  std::vector<std::pair<std::string, std::string>> by;       ///< their column = our column
  std::optional<std::pair<std::string, std::string>> under;  ///< their parent key = their own key
  bool complete = false;                                     ///< no row means an empty list
  std::string said_by;

  friend bool operator==(const ListMapping&, const ListMapping&) = default;
};

struct KeyMapping {
  std::vector<std::string> path;     ///< empty: the record itself
  std::vector<std::string> columns;  ///< rows that agree in these are one element
  std::string said_by;

  friend bool operator==(const KeyMapping&, const KeyMapping&) = default;
};

/// A mapping together with those that it stands on: what is nearer comes first in each list.
struct Mapping {
  std::string name;               ///< `trade.usual`
  std::vector<std::string> over;  ///< names of the mappings that it stands on, the nearest first
  const RecordType* record = nullptr;
  std::vector<FieldMapping> fields;
  std::vector<ListMapping> lists;
  std::vector<KeyMapping> keys;
  std::vector<std::string> missing;  ///< cells that mean absent; the empty cell always does
  char separator = 0;                ///< 0: found out
  char decimal = 0;                  ///< 0: nothing said, and a point where that is clear
  char thousands = 0;                ///< 0: nothing said
};

/// One that says nothing, for null.
[[nodiscard]] const Mapping& or_none(const Mapping* mapping);

}  // namespace shibo::engine
