// Text out of files that hold it in another form: packed by gzip, or in another encoding than UTF-8.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "io/byte_source.hpp"

namespace shibo::engine {

/// Stands in the text for each byte that the encoding does not know. No UTF-8 has it, so that readers of rows and of
/// JSON report its place.
inline constexpr char kUnknownByte = '\xFF';

/// The text of the source in UTF-8, in memory that does not grow with it. What begins as gzip does is unpacked; UTF-16
/// with a byte order mark is read, whatever encoding is named, and so is UTF-8 with its own. Nothing of the source is
/// read before the text is.
[[nodiscard]] std::unique_ptr<ByteSource> decoded(std::unique_ptr<ByteSource> source, const std::string& encoding);

/// The name of a file without the `.gz` of a packed one, in any capitals.
[[nodiscard]] std::string unpacked_name(std::string_view name);

/// Why text in this encoding cannot be read; nothing if it can, or if none is named.
[[nodiscard]] std::optional<std::string> why_no_encoding(const std::string& encoding);

/// `GBK`: what text that is no UTF-8 seems to be; empty where nothing tells.
[[nodiscard]] std::string encoding_seen_in(std::string_view text);

}  // namespace shibo::engine
