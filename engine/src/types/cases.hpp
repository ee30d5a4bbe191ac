// Cases that can never be chosen, because one before them holds wherever they do, and answers that no case gives.
#pragma once

#include <string>
#include <vector>

#include "names/context.hpp"

namespace shibo::engine {

/// One line of a decision or of `first of`; without a condition it is the last, `otherwise`.
struct Case {
  const Node* condition = nullptr;
  const Law* law = nullptr;
  Written written;
};

/// Warns of each case that a case before it leaves nothing: the same condition, or one that says less of the same
/// value. Conditions that were reported are null, and passed over.
void warn_of_hidden_cases(Context& context, const std::vector<Case>& cases);

/// Warns of the answers of the package's own question that none of its decisions gives.
void warn_of_answers_never_given(Context& context, const InstanceState& in, const dsl::Source* source,
                                 const dsl::DecisionDecl& d, const std::vector<std::string>& answers);

}  // namespace shibo::engine
