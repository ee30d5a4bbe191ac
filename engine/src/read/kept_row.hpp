// A row whose texts outlive the reader's buffer.
#pragma once

#include <string>
#include <vector>

#include "io/row.hpp"
#include "record/schema.hpp"

namespace shibo::engine {

/// All cells of a row in one piece of memory, since joined files are held whole.
class KeptRow {
 public:
  KeptRow() = default;
  explicit KeptRow(const Row& row);

  [[nodiscard]] std::size_t size() const { return cells_.size(); }
  [[nodiscard]] std::uint32_t line() const { return line_; }
  /// Empty for a cell that the row does not have.
  [[nodiscard]] std::string_view text(std::size_t column) const;
  /// The same without blanks around it; empty for the column -1.
  [[nodiscard]] std::string_view stripped_text(int column) const;
  /// Without a text; line and column 0 for a cell that the row does not have.
  [[nodiscard]] Cell place(std::size_t column) const;
  /// All cells as one text: two rows have the same only if each cell has.
  [[nodiscard]] std::string all_text() const;
  [[nodiscard]] bool is_blank() const;
  /// What the row takes in memory, about.
  [[nodiscard]] std::size_t bytes() const {
    return sizeof(KeptRow) + text_.capacity() + cells_.capacity() * sizeof(Kept);
  }

  /// The row has more cells than the header has columns, and a surplus one is not blank: which column
  /// any cell belongs to is not known.
  void displace();
  [[nodiscard]] bool displaced() const { return displaced_; }

 private:
  struct Kept {
    std::uint32_t end = 0;  ///< of its text in text_; it begins where the cell before it ends
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    CellFault fault = CellFault::None;
  };
  std::string text_;
  std::vector<Kept> cells_;
  std::uint32_t line_ = 0;
  bool displaced_ = false;
};

/// What the cell says, without blanks around it; empty where it is blank, is one of the words that the
/// mapping takes for a blank, or is not there.
[[nodiscard]] std::string_view said(const KeptRow& row, int column, const Mapping* mapping);

/// `9.00E+07`: what a spreadsheet makes of a long number, whose digits are lost.
[[nodiscard]] bool is_rounded(std::string_view text);

/// The texts of some columns as one key; empty if one of them says nothing, is rounded or a REAL or BLOB of a database,
/// or there is no column.
[[nodiscard]] std::string row_key(const KeptRow& row, const std::vector<int>& columns, const Mapping* mapping);

}  // namespace shibo::engine
