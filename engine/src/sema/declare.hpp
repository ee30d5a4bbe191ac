// Gives every name its meaning: records, choices, facts, definitions with their types, per package
// and per instance of a library. Bodies are not looked at yet.
#pragma once

#include "sema/context.hpp"

namespace shibo::engine {

/// Fills `context.instances` from `context.packages`, with the symbols of each.
void declare_packages(Context& context);

/// What a word means in an instance: its own names first, then those of the packages it uses. A need
/// is followed to what fills it. `record` narrows to what is for that record or for none; null
/// takes anything. Null when nothing is found.
[[nodiscard]] Symbol* find_symbol(InstanceState& in, const std::string& name, const RecordType* record = nullptr);

/// All names that could have been meant, for a suggestion.
[[nodiscard]] std::vector<std::string> visible_names(const InstanceState& in);

/// A type as written. Invalid after a diagnostic.
[[nodiscard]] Type resolve_type(Context& context, InstanceState& in, const dsl::Source* source, const dsl::TypeExpr& type);

[[nodiscard]] Law read_law(Context& context, const dsl::Source* source, const dsl::Attributes& attributes);

[[nodiscard]] bool is_unit(const Context& context, const std::string& name);

}  // namespace shibo::engine
