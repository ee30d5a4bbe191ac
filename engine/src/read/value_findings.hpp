// What is to be said of a value that was read, whatever kind of file it came from.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "record/finding.hpp"

namespace shibo::engine {

/// The names of instruments that the rules declare, and the unknown ones that a file was told of.
class Instruments {
 public:
  Instruments() = default;
  explicit Instruments(std::vector<std::string> known) : known_(std::move(known)) {}

  [[nodiscard]] const std::vector<std::string>& known() const { return known_; }
  /// Whether nothing was said of this unknown name yet.
  [[nodiscard]] bool is_news(const std::string& name);

 private:
  /// So many are told apart; what comes after them is said each time.
  static constexpr std::size_t kToldMax = 1000;
  std::vector<std::string> known_;
  std::set<std::string> told_;
};

/// Invalid values and elements, and instruments that the rules do not know. Each has the value's place. What
/// is kept of an invalid text is made printable first: its beginning is enough for people.
void report_value(const FieldType& field, FieldValue& value, Instruments* instruments, std::vector<Finding>& findings);

}  // namespace shibo::engine
