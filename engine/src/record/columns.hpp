// Which column of a table fills which field: by the field's own name, or by a mapping's list.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "record/stream.hpp"

namespace shibo::engine {

/// One column that fills a field, through records and lists.
struct ColumnPlan {
  std::size_t column = 0;
  std::vector<int> path;                 ///< indices of fields, from the planned record
  const FieldType* field = nullptr;      ///< the last of them
  const FieldMapping* format = nullptr;  ///< null when the column has the field's own name
  const Mapping* mapping = nullptr;      ///< for what holds of all columns
  int unit_column = -1;
  int currency_column = -1;
};

/// A record that is evidence and absent where its cells are blank: those that the mapping names and the
/// file has, the first of them first.
struct AbsentPlan {
  std::vector<std::size_t> columns;
  std::vector<int> path;
};

/// A column that is not read because another fills its field already.
struct UnreadTwin {
  std::size_t column = 0;
  std::size_t first = 0;  ///< the column that is read
  std::string field;      ///< `lines.hs`, or `the currency of lines.fob_value`
};

/// A column that one mapping names for two fields: it fills the first, and nothing fills the other.
struct UnfilledField {
  std::size_t column = 0;
  std::string field;
};

struct TablePlan {
  std::vector<ColumnPlan> columns;
  std::vector<ColumnUse> uses;  ///< one for each column of the file
  std::vector<AbsentPlan> absent;
  std::vector<UnreadTwin> twins;
  std::vector<UnfilledField> unfilled;
};

/// Case, blanks and the signs _ - . ( ) do not count, nor whether a character is wide (`ＨＳ（code）`).
[[nodiscard]] std::string normal_header(std::string_view header);

/// Fits headers to a record; without a mapping, by the names of its fields. `prefix` is the path of a joined list whose
/// element the record is.
[[nodiscard]] TablePlan plan_columns(const RecordType& record, const std::vector<std::string>& headers,
                                     const Mapping* mapping, const std::vector<std::string>& prefix);

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
