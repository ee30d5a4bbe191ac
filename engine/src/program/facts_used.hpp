// Which facts of the input a package's rules and decisions may look at.
#pragma once

#include <map>
#include <set>
#include <string>

#include "program/program.hpp"

namespace shibo::engine {

/// Who looks at which facts: the names (`rcep.preference`) of the rules and decisions of the packages that are judged.
/// An upper bound: a fact that is listed may still be one that no record ever needs.
class FactsUsed {
 public:
  explicit FactsUsed(const Program& program);

  /// Of a fact by its path from the outermost record, `lines.materials.hs` of a shipment. Parts of parts count as
  /// parts.
  [[nodiscard]] const std::set<std::string>& of(const RecordType& outermost, const std::string& path) const;

 private:
  static std::string key_of(const RecordType& outermost, const std::string& path);
  std::map<std::string, std::set<std::string>> used_by_;
};

}  // namespace shibo::engine
