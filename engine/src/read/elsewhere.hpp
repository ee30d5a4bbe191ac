// Columns that one file of several cannot read, and another could.
#pragma once

#include <string>

namespace shibo::engine {

struct TableTarget;

/// Of a header that a joined file cannot read: where it would be read, the main file before the others. Empty if
/// nowhere.
[[nodiscard]] std::string read_elsewhere(const std::string& header, const TableTarget& target);

}  // namespace shibo::engine
