// Diagnostics of what was read: each place is told of once.
#pragma once

#include <string>

#include "load/codes.hpp"
#include "load/written.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace shibo::engine {

class Reporter {
 public:
  explicit Reporter(dsl::Diagnostics& told) : diagnostics(told) {}

  dsl::Diagnostics& diagnostics;

  /// What is returned may be added to until the next is reported. Where it would only be an echo, it is told to nobody.
  dsl::Diagnostic& error(dsl::Code code, const Written& where, std::string message);
  dsl::Diagnostic& warning(dsl::Code code, const Written& where, std::string message);
  /// Of no place in a rule file.
  dsl::Diagnostic& error_of_file(dsl::Code code, std::string message);

  /// Whether reading found a mistake in what stands there, so that more would be an echo.
  [[nodiscard]] bool mistaken(const Written& where) const;
  /// Whether an operator of another language was found there.
  [[nodiscard]] bool told_of_operator(const Written& where) const;

 private:
  dsl::Diagnostic& report(dsl::Code code, dsl::Severity severity, const Written& where, std::string message);

  dsl::Diagnostic unsaid_ = {};  ///< takes what is written into a diagnostic that would only be an echo
};

}  // namespace shibo::engine
