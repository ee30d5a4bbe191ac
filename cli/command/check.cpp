#include <iostream>

#include "commands.hpp"
#include "rules.hpp"

namespace shibo::cli {

ExitCode run_check(const CheckArguments& arguments) {
  const engine::Checked checked = load_rules(arguments.rules, false, false);
  if (!checked.ok) return ExitCode::RulesOrCall;
  return ExitCode::InputUnread;
}

}  // namespace shibo::cli
