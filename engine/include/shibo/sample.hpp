// A look at a CSV file of which no rules know anything yet: its headers, and what the cells below them could be.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace shibo {

struct SampleColumn {
  std::string header;  ///< empty, too, where it is of signs alone: nothing of it counts for a mapping
  std::string type;    ///< as a record declares it: `quantity in kg`; `text` where nothing narrower takes all cells
  std::string format;  ///< what a mapping says behind the header: `dates "DD/MM/YYYY"`, `currency "Curr"`, `unit kg`
  std::vector<std::string> translations;  ///< lines of a mapping's block: `"yes" -> true`
  std::string doubt;                      ///< why the type is not narrower, where somebody must decide; may be empty
  std::string literal;    ///< the first cell that is not blank, as rules write such a value; empty where there is none
  bool serves = false;    ///< it only holds the currency of another column
  bool distinct = false;  ///< no cell is blank, and no two are the same
  int twin_of = -1;       ///< the first column whose header is one with this one's, as mappings compare them; -1: none
  bool differs = false;   ///< a row has something else in a twin of it
};

struct Sample {
  std::vector<SampleColumn> columns;
  std::size_t rows = 0;  ///< that were looked at
  std::string format;    ///< what a mapping says of the whole file: `format csv { decimal: "," }`; may be empty
  std::string error;     ///< why nothing could be read; empty when all is well
};

/// Looks at the header and at most `rows_max` rows. Nothing is guessed that could be two things: such a column is
/// `text`, and `doubt` says what it could be.
[[nodiscard]] Sample sample_table(const std::string& path, std::size_t rows_max = 1000);
/// The same of a text in memory.
[[nodiscard]] Sample sample_text(std::string text, std::size_t rows_max = 1000);

}  // namespace shibo
