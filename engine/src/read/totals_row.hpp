// Rows that add up the others.
#pragma once

#include <cstdint>

#include "read/kept_row.hpp"

namespace shibo::engine {

enum class Totals : std::uint8_t {
  None,
  Perhaps,  ///< it begins as totals do, and says more than they do
  Certain,
};

/// Whether a row of a table of so many columns is one of totals: the first cell that is not blank says `Total` or
/// another word for it (in English, Chinese, Japanese, Korean, French, German, Italian, Spanish, Portuguese, Dutch or
/// Russian), some cell is blank, and what else there is, if anything, are figures, alone or with a currency or unit.
/// Where text follows, or no cell is blank, it may be.
///
/// Asterisks in the first cell (`*`, `**`, as SAP marks sums) may say it, too, unless a text follows: they may be a
/// flag.
[[nodiscard]] Totals totals_in(const KeptRow& row, std::size_t columns);

}  // namespace shibo::engine
