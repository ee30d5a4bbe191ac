// Verdicts as text for people.
#pragma once

#include <ostream>
#include <string>

#include "eval/judge.hpp"
#include "record/finding.hpp"

namespace shibo::cli {

/// `shipments.csv:3:1`.
[[nodiscard]] std::string place_text(const engine::Place& place);

/// The line of a verdict and, unless it passes, its reasons.
void print_verdict(std::ostream& out, const engine::Verdict& verdict, bool colour);

void print_finding(std::ostream& out, const engine::Finding& finding);

}  // namespace shibo::cli
