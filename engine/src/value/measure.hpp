// What an amount counts in: a currency or a unit, by its name. There are few, and amounts by the million, so each
// name is kept once for the whole program and an amount holds its number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace shibo::engine {

class Measure {
 public:
  /// The empty name: of a number, or of nothing of any unit.
  constexpr Measure() = default;
  /// Implicit, as names come from texts. Keeps a name that was not known for good: only for names out of rules and out
  /// of lists of units and currencies, never for what a record says unchecked. Any thread may.
  Measure(std::string_view name);                                        // NOLINT(google-explicit-constructor)
  Measure(const std::string& name) : Measure(std::string_view(name)) {}  // NOLINT(google-explicit-constructor)
  Measure(const char* name) : Measure(std::string_view(name)) {}         // NOLINT(google-explicit-constructor)

  [[nodiscard]] const std::string& name() const;
  operator std::string_view() const { return name(); }  // NOLINT(google-explicit-constructor)
  [[nodiscard]] bool empty() const { return number_ == 0; }

  friend bool operator==(Measure, Measure) = default;
  /// By name, so that an order does not depend on which was met first.
  friend bool operator<(Measure left, Measure right) { return left.name() < right.name(); }

 private:
  std::uint32_t number_ = 0;
};

}  // namespace shibo::engine
