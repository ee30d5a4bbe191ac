// Records out of JSON objects: one object, an array of them, an object that holds one, or one a line.
#pragma once

#include <memory>

#include "io/byte_source.hpp"
#include "read/stream.hpp"

namespace shibo::engine {

[[nodiscard]] OpenedStream open_json_stream(std::unique_ptr<ByteSource> source, const std::string& path, bool lines,
                                            const StreamSchema& schema, const StreamOptions& options);

}  // namespace shibo::engine
