// Texts that are the same though their bytes are not (Unicode Standard Annex 15).
#pragma once

#include <string>
#include <string_view>

namespace shibo::engine {

/// Normalization Form C: `é` is one character, however it was typed. Bytes that are no UTF-8 stand as they are.
[[nodiscard]] std::string normal_form(std::string_view text);

/// What `plain of` says: Unicode's NFKC_Casefold, by which capitals and widths do not count, with one blank for
/// several, and none around.
[[nodiscard]] std::string plain_form(std::string_view text);

/// The letters alone: capitals, widths and marks on letters do not count. For finding what is meant, never for reading.
[[nodiscard]] std::string bare_form(std::string_view text);

}  // namespace shibo::engine
