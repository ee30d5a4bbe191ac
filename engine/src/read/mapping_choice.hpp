// Which mapping reads a file, where the rules have several for its record.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "read/stream.hpp"

namespace shibo::engine {

/// A mapping, null where there is none for the record; how much of the file it reads; and, where another would do as
/// well and read it otherwise, the sentence that says so.
struct MappingChoice {
  const Mapping* mapping = nullptr;
  std::size_t read = 0;
  std::string error;
};

/// What a file has, for a choice among mappings.
struct FileNames {
  std::set<std::string> names;                      ///< of its columns or keys, as normal_header gives them
  std::function<std::size_t(const Mapping*)> read;  ///< how many of them a mapping reads; it may be null
};

/// One that stands on others is taken before these. Of several, of one package or of none that uses the other, only
/// those count of which the file has a column; where none stands on the others, the one that reads most of it is taken.
[[nodiscard]] MappingChoice choose_mapping(const RecordType& record, const StreamSchema& schema, const FileNames& file);

/// Whether what is in a file has a say in that: several mappings are as near.
[[nodiscard]] bool file_decides(const RecordType& record, const StreamSchema& schema);

}  // namespace shibo::engine
