// Which column of a table fills which field: by the field's own name, or by a mapping's list.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "read/stream.hpp"

namespace shibo::engine {

/// One column that fills a field, through records and lists.
struct ColumnPlan {
  std::size_t column = 0;
  std::vector<int> path;                 ///< indices of fields, from the planned record
  const FieldType* field = nullptr;      ///< the last of them
  const FieldMapping* format = nullptr;  ///< null when the column has the field's own name
  const Mapping* mapping = nullptr;      ///< for what holds of all columns
  std::string name = {};                 ///< `lines.hs`, from the mapped record
  std::vector<int> unit_columns = {};    ///< of its amounts: more than one may say the same, or leave it to the other
  std::vector<int> currency_columns = {};
};

/// A record that is evidence and absent where its cells are blank: those that the mapping names and the
/// file has, the first of them first.
struct AbsentPlan {
  std::vector<std::size_t> columns;
  std::vector<int> path;
};

/// A column that is not read because one that is nearer fills its field already: a nearer mapping names that one, or
/// both are keys, and another number is no second value of this one. Columns that are equally near are all read.
struct UnreadTwin {
  std::size_t column = 0;
  std::size_t first = 0;  ///< the column that is read
  std::string field;      ///< `lines.hs`
};

struct TablePlan {
  std::vector<ColumnPlan> columns;
  std::vector<ColumnUse> uses;  ///< one for each column of the file
  std::vector<AbsentPlan> absent;
  std::vector<UnreadTwin> twins;
};

/// `lines.hs`
[[nodiscard]] std::string dotted(const std::vector<std::string>& path);

/// Case, blanks and the signs _ - . ( ) do not count, nor whether a character is wide (`ＨＳ（code）`).
[[nodiscard]] std::string normal_header(std::string_view header);

/// Fits headers to a record; without a mapping, by the names of its fields. `prefix` is the path of a joined list whose
/// element the record is.
[[nodiscard]] TablePlan plan_columns(const RecordType& record, const std::vector<std::string>& headers,
                                     const Mapping* mapping, const std::vector<std::string>& prefix);

/// Whether what names one column for a field stands above what names another: one mapping above the next, and a field's
/// own name (null) below all. Of two that name columns alike, neither does.
[[nodiscard]] bool is_nearer(const FieldMapping* one, const FieldMapping* other);

using NamesBeside = std::vector<std::string> FieldMapping::*;  ///< of units, or of currencies

/// Whether the mapping gives another amount the column with this name, and not the one that is read here: a general
/// `currency` beside a `customs_currency` is no second currency of the customs value.
[[nodiscard]] bool is_of_another(const std::string& name, const std::string& read, const FieldMapping& field,
                                 const Mapping& mapping, NamesBeside beside);

/// How many of the columns are read as something. One that fills two fields is one.
[[nodiscard]] std::size_t columns_read(const TablePlan& plan);

/// Whether a mapping fills the field from a file of its own, and not from the one in which `prefix` is read.
[[nodiscard]] bool in_joined_file(const Mapping& mapping, const std::vector<std::string>& path,
                                  const std::vector<std::string>& prefix);

/// The names by which a column could fill a field of the plan that none fills: those of the mapping and of the fields
/// themselves.
[[nodiscard]] std::vector<std::string> free_names(const TablePlan& plan, const RecordType& record,
                                                  const Mapping* mapping, const std::vector<std::string>& prefix);

/// The one of these names that is nearly the header, if any.
[[nodiscard]] std::optional<std::string> nearest_name(const std::string& header, const std::vector<std::string>& names);

/// The column that a mapping's key names: the one with that header or, where the file has none, the one
/// that was read as the field which the mapping fills from it. -1 if there is neither.
[[nodiscard]] int column_of_key(const TablePlan& plan, const std::vector<std::string>& headers,
                                const std::string& name);

/// The indices of a path of names; empty when there is no such field.
[[nodiscard]] std::vector<int> indices_of(const RecordType& record, const std::vector<std::string>& path);

}  // namespace shibo::engine
