// Mistakes of one kind that stand all over a file, because of how it was saved or copied: the first is shown, and the
// others are counted.
#pragma once

#include <cstddef>
#include <string>

#include "shibo/dsl/diagnostic.hpp"

namespace shibo::dsl {

class Repeated {
 public:
  void add(Span where) {
    if (count_++ == 0) first_ = where;
  }
  [[nodiscard]] bool any() const { return count_ > 0; }
  [[nodiscard]] Span first() const { return first_; }
  /// `5 such characters stand in the file`, where it is more than one.
  void count_in(Diagnostic& shown, const std::string& what) const {
    if (count_ > 1) shown.notes.push_back(std::to_string(count_) + " " + what);
  }

 private:
  Span first_;
  std::size_t count_ = 0;
};

}  // namespace shibo::dsl
