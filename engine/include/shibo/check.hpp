// Putting the law to a record.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "shibo/record.hpp"
#include "shibo/rules.hpp"
#include "shibo/verdict.hpp"

namespace shibo {

struct CheckOptions {
  /// The day whose law applies, instead of each record's own date.
  std::optional<std::chrono::year_month_day> as_of;
  /// Packages (`rcep`), or rules and decisions (`rcep.preference`), to put; empty: all. A rule that is
  /// named answers for itself even where a decision rests on it.
  std::vector<std::string> only;
};

/// The verdicts about the record and the records nested in it, in the order of the packages and of
/// their texts. A pure function: nothing but the rules, the record and the options reaches it, and any
/// number of threads may call it.
/// Requires: the record was read or made with these rules, and `only` passed `unknown_names`.
[[nodiscard]] std::vector<Verdict> check(const Rules& rules, const Record& record, const CheckOptions& options = {});

/// The names of `only` that the rules do not have; each with the nearest one they do, if any is near.
struct UnknownName {
  std::string name;
  std::string nearest;
};
[[nodiscard]] std::vector<UnknownName> unknown_names(const Rules& rules, const std::vector<std::string>& only);

}  // namespace shibo
