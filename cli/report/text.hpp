// Texts of the input made fit for what they are printed into: whatever the bytes of a file are, a report
// stays one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shibo::cli {

/// Bytes that are no UTF-8 as U+FFFD.
[[nodiscard]] std::string valid_utf8(std::string_view text);

/// For a terminal: valid_utf8, and line breaks, control characters, marks of direction and what has no width as `\n`,
/// `\x1B`, `\u202E`.
[[nodiscard]] std::string one_line(std::string_view text);

/// A spreadsheet runs what begins like a formula, wherever it comes from; an apostrophe before it makes it a text
/// (OWASP, CSV Injection). Wide signs count as the others: some programs take them for those.
[[nodiscard]] std::string for_spreadsheet(std::string text);

/// The texts with `between` each two of them.
[[nodiscard]] std::string listed(const std::vector<std::string>& texts, std::string_view between = ", ");

/// `1 test`, `2 tests`.
[[nodiscard]] std::string counted(std::size_t number, const std::string& what);

/// `1,234,567`.
[[nodiscard]] std::string grouped(std::uint64_t number);

/// Small letters for ASCII capitals: how people compare names.
[[nodiscard]] std::string folded(std::string_view text);

/// A path as a relative reference of RFC 3986: all but letters, digits and `-._~/` as `%20`.
[[nodiscard]] std::string uri_of_path(std::string_view path);

}  // namespace shibo::cli
