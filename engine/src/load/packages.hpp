// Packages as they are written, before any name in them means anything.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "load/written.hpp"
#include "shibo/dsl/syntax.hpp"

namespace shibo::engine {

/// A package as written: its files, and whom it uses.
struct PackageSyntax {
  std::string name;
  std::vector<const dsl::SyntaxTree*> files;
  struct Use {
    std::string name;
    std::string alias;
    Written written;
  };
  std::vector<Use> uses;
  std::set<std::string> unread;  ///< names whose declarations were reported when they were read
  bool uses_unread = false;      ///< a `use` was reported when it was read
  bool has_needs = false;
  bool judged = false;
};

/// `trade.origin`.
[[nodiscard]] std::string joined_name(const std::vector<dsl::Word>& words);

/// What was read. Trees point into the sources, and packages into the trees; both keep their addresses when moved.
struct PackagesRead {
  std::deque<dsl::Source> sources;
  std::deque<dsl::SyntaxTree> trees;
  std::map<std::string, PackageSyntax> packages;
  bool circle = false;  ///< packages use each other in a circle, which was reported
};

}  // namespace shibo::engine
