// What a file is that is neither a table of text nor JSON, by its first bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shibo::engine {

/// `it is a PDF document; …`: what the file is, and what to do; nothing for what may be text. The more of the
/// beginning there is, the more is known: four bytes tell an archive, its first entries tell a workbook.
[[nodiscard]] std::optional<std::string> why_no_text(std::string_view beginning);

/// The same for text that is marked up, as HTML and XML are. Ask where no header was found: `<` begins no
/// table that anybody would write, but nothing forbids it.
[[nodiscard]] std::optional<std::string> why_markup(std::string_view beginning);

/// Whether the first line of a text that is no document of another kind has come to its end: the header of a table, the
/// first object of JSON written a line each.
[[nodiscard]] bool has_first_line(std::string_view beginning);

}  // namespace shibo::engine
