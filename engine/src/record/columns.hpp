// Which column of a table fills which field: by the field's own name, or by a mapping's list.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "record/stream.hpp"

namespace shibo::engine {

/// One column that fills a field, through records and lists.
struct ColumnPlan {
  std::size_t column = 0;
  std::vector<int> path;                ///< indices of fields, from the planned record
  const FieldType* field = nullptr;     ///< the last of them
  const FieldMapping* format = nullptr; ///< null when the column has the field's own name
  const Mapping* mapping = nullptr;
  int unit_column = -1;
  int currency_column = -1;
};

struct TablePlan {
  std::vector<ColumnPlan> columns;
  std::vector<ColumnUse> uses;
};

/// Case, blanks, full-width brackets and the signs _ - . ( ) do not count.
[[nodiscard]] std::string normal_header(std::string_view header);

/// Fits headers to a record. `prefix` is the path of a joined list whose element the record is.
[[nodiscard]] TablePlan plan_columns(const RecordType& record, const std::vector<std::string>& headers,
                                     const std::vector<const Mapping*>& mappings, const std::vector<std::string>& prefix);

/// The indices of a path of names; empty when there is no such field.
[[nodiscard]] std::vector<int> indices_of(const RecordType& record, const std::vector<std::string>& path);

}  // namespace shibo::engine
