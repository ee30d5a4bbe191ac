// What a record declares of itself: its fields, where it stands, the date that selects its law.
#pragma once

#include "names/context.hpp"

namespace shibo::engine {

/// Requires: all records of the program have their names, and this one no field yet.
void declare_fields(Context& context, InstanceState& in, const dsl::Source* source, const dsl::RecordDecl& d,
                    RecordType& record);

}  // namespace shibo::engine
