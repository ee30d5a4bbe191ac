// What `init --from` makes of a file whose headers the shipped records know.
#pragma once

#include <string>

namespace shibo::cli {

/// The text of a mapping on top of that of `trade`, which was tried on the file: what is known and read as it stands,
/// what is known and written otherwise, with the lines that make it read, and what is left to the reader. Empty where
/// too few headers are known for the file to be of records of trade.
[[nodiscard]] std::string mapping_of_known_headers(const std::string& package, const std::string& file);

}  // namespace shibo::cli
