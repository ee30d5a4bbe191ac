// Names in the rules: what each means, where it is declared, and who uses it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shibo/place.hpp"
#include "shibo/rules.hpp"

namespace shibo {

/// A place where a name is written.
struct NameUse {
  Place place;
  bool declares = false;
  bool in_test = false;
  std::string within;  ///< the rule, decision or definition in whose text it stands, `rcep.preference`; may be empty
};

/// One meaning of a name.
struct NameInfo {
  std::string kind;  ///< as rules declare it: `rule`, `decision`, `condition`, `define`, `table`, `parameter`, `group`,
                     ///< `rates`, `record`, `field`, `fact`, `choice`, `instrument`, `question`, `mapping`,
                     ///< `package`, `unit`; and what stands in these: `value` of a choice, `key` and `column` of a
                     ///< table, `outcome` of a decision, `answer` to a question, `country` that a package adds
  std::string name;  ///< with what it belongs to: `rcep.originating`, `trade.Shipment.import_date`
  std::string title;          ///< as its package says it; may be empty
  std::vector<NameUse> uses;  ///< by the names of files and the places in them
};

/// All that goes by a name, alone (`originating`) or with what it belongs to (`rcep.originating`); what a library
/// declares for several users is one. In order of the full names.
[[nodiscard]] std::vector<NameInfo> names_called(const Rules& rules, const std::string& name);

/// What the name means that is written at a place of the rules; `line` and `column` count from 1, the column in code
/// points. Empty where no name is.
[[nodiscard]] std::vector<NameInfo> names_at(const Rules& rules, const std::string& file, std::uint32_t line,
                                             std::uint32_t column);

/// All names that something is declared by, sorted, each once: to find what was meant.
[[nodiscard]] std::vector<std::string> declared_names(const Rules& rules);

}  // namespace shibo
