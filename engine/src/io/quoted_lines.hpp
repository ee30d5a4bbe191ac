// Whether the lines that a quoted cell goes over are rows of the table which a stray quote has swallowed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

namespace shibo::engine {

struct QuotedLines {
  std::size_t lines = 0;      ///< after the first, blank ones left out
  std::size_t like_rows = 0;  ///< of these
  std::size_t held = 0;       ///< of these, that look like the row as it is, with its cell closed
  bool wide = false;          ///< the table has three columns or more

  /// Most of them are, and it is no accident of one line with a comma in it.
  [[nodiscard]] bool are_rows() const { return 2 * like_rows > lines && (wide || like_rows > 2); }
  /// How many look like rows either way.
  [[nodiscard]] std::size_t rows() const { return std::max(like_rows, held); }
};

/// The cells of a line before a quote, and whether some of them are quoted, as they must be.
struct CellsBefore {
  std::span<const std::string_view> cells;
  bool quoted = false;
};

/// Compares the lines of a quoted cell with the one that it begins on, as that is if its quote opens nothing.
///
/// `before`: the cells of that line before the quote. `held`: the text from behind the quote to the end of the line on
/// which the cell ends, both line ends included or not. `closing`: an index in `held`, behind the quote that closes the
/// cell. `columns`: how many the table has.
///
/// A line looks like a row if it has as many cells as the table, numbers and text stand where they stand on the first
/// line, and some cell with digits in it is built as the one there (`A-17` as `B-2`); where the first line has no
/// digits, cells and their kinds must do. Where the first line has more cells than the table, only those before the
/// quote are compared, and must have digits. None does where it has fewer or has a quoted cell before, and none where
/// the first line begins with the quote and all cells behind the closing one are quoted, so that those of rows would
/// be.
///
/// A line looks like the row with its cell closed if it has as many cells as the table, numbers stand where the row has
/// them, and a cell says the same as the row's or is built as that with digits and other signs, or two are plain
/// numbers as there. The last line goes on to the end of the row, and is compared by the cells before the quote.
[[nodiscard]] QuotedLines compare_with_rows(const CellsBefore& before, std::string_view held, std::size_t closing,
                                            char separator, std::size_t columns);

}  // namespace shibo::engine
