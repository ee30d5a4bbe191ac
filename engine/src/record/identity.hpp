// How people name a record: by its key fields, from the outside in: `SHP-001/2`.
#pragma once

#include "record/record.hpp"

namespace shibo::engine {

/// Gives the record and all below it their ids; one without a key is named by its line.
/// Requires: the reader still owns the records it made.
void give_ids(Record& record, const std::string& outer = "");

/// Whether some key field of the record itself was given.
[[nodiscard]] bool has_key(const Record& record);

}  // namespace shibo::engine
