// Records out of a table: flat rows nest by key, and files that stand beside are joined.
#pragma once

#include <functional>
#include <memory>

#include "io/byte_source.hpp"
#include "read/stream.hpp"

namespace shibo::engine {

/// Opens the same bytes again, to look for keys that stand in several places; empty where it cannot be
/// done (a pipe).
using Reopen = std::function<std::unique_ptr<ByteSource>()>;

/// `path` names the file in places; joined files are looked for in its folder, unless it is `-`.
[[nodiscard]] OpenedStream open_table_stream(std::unique_ptr<ByteSource> source, const Reopen& reopen,
                                             const std::string& path, const StreamSchema& schema,
                                             const StreamOptions& options);

}  // namespace shibo::engine
