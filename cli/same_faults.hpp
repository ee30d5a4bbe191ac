// A column whose cells all have one fault is one thing to mend, and is told as one.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "shibo/finding.hpp"

namespace shibo::cli {

/// The findings of one file. Of those that say the same of one column or key, but for what its cells hold, the first
/// few are told as they come, and the others as one at the end, with their count and places.
class SameFaults {
 public:
  /// Of so many each is told.
  static constexpr std::size_t kEach = 3;

  /// Whether the finding is to be told now. What stands for a record that could not be read always is.
  [[nodiscard]] bool tell(const Finding& finding);

  /// One for each kind of which some were not told, in the order in which they were met; the next file begins anew.
  [[nodiscard]] std::vector<Finding> rest();

 private:
  struct Kind {
    std::size_t count = 0;
    Finding untold;      ///< the first that was not told
    std::string places;  ///< of the first of those
    std::string last;
    std::size_t order = 0;
  };
  std::map<std::string, Kind> kinds_;
};

}  // namespace shibo::cli
