// Which facts of the input a package's rules and decisions may look at.
#pragma once

#include <map>
#include <set>
#include <string>

#include "program/program.hpp"

namespace shibo::engine {

/// Paths of facts from the outermost record, `lines.materials.hs`, with the names (`rcep.preference`) of the rules and
/// decisions that may look at them. Parts of parts count as parts. Of the packages that are judged; an
/// upper bound: a fact that is listed may still be one that no record ever needs.
[[nodiscard]] std::map<std::string, std::set<std::string>> facts_used(const Program& program);

}  // namespace shibo::engine
