// The columns of a table that is looked at before any record is made of it, and how their cells are read.
#pragma once

#include <string>
#include <vector>

#include "read/read_value.hpp"

namespace shibo {

struct RawColumn {
  std::string header;
  std::vector<std::string> cells;  ///< of the rows, one for each
  int twin_of = -1;                ///< as in SampleColumn
  bool differs = false;
};

/// What a mapping says of the signs in numbers; 0 where it says nothing.
struct Signs {
  char decimal = '\0';
  char thousands = '\0';

  /// As the line of a mapping; empty where there is nothing to say.
  [[nodiscard]] std::string format() const;
  friend bool operator==(const Signs&, const Signs&) = default;
};

/// How the cells of a file are read.
class CellReading {
 public:
  CellReading(const Signs& signs, bool by_semicolons);

  [[nodiscard]] engine::FieldValue read(const engine::Type& type, const std::string& cell,
                                        const engine::FieldMapping* how = nullptr) const;
  /// Whether some cell is not blank, and every one that is not is of the type.
  [[nodiscard]] bool fits(const RawColumn& column, const engine::Type& type,
                          const engine::FieldMapping* how = nullptr) const;
  [[nodiscard]] bool fits(const RawColumn& column, engine::TypeKind kind) const;

 private:
  engine::Mapping how_;
  bool by_semicolons_;
};

/// Whether the column holds the currency of others.
[[nodiscard]] bool is_currency(const RawColumn& column, const CellReading& reading);
/// The first that does; null where there is none.
[[nodiscard]] const RawColumn* currency_among(const std::vector<RawColumn>& columns, const CellReading& reading);

/// A value of a column as rules write it. `type` and `format` are the column's, as in SampleColumn; `currency` holds
/// the currencies of its rows, and may be null. Empty where no cell has a value.
[[nodiscard]] std::string literal_of(const RawColumn& column, const std::string& type, const std::string& format,
                                     const RawColumn* currency, const CellReading& reading);

}  // namespace shibo
