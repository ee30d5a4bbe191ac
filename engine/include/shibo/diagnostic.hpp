// What is wrong with rule files.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "shibo/place.hpp"

namespace shibo {

struct Diagnostic {
  std::string code;  ///< stable and documented: `E0214` (error), `W0301` (warning)
  bool error = true;
  Place place;  ///< empty when the mistake is in no file
  std::string message;
  std::string help;  ///< what to write instead; may be empty
};

/// The diagnostics of one load, in order of place, with what it takes to draw them.
class Diagnostics {
 public:
  [[nodiscard]] std::vector<Diagnostic> all() const;
  [[nodiscard]] bool has_errors() const;
  [[nodiscard]] bool empty() const;

  /// For people: source lines, carets, labels, help, and a last line that counts.
  [[nodiscard]] std::string text(bool colour = false) const;

  /// For editors: one JSON array, described in docs/diagnostics/json.md.
  [[nodiscard]] std::string json() const;

  struct State;  ///< not for users
  Diagnostics() = default;
  explicit Diagnostics(std::shared_ptr<const State> state) : state_(std::move(state)) {}

 private:
  std::shared_ptr<const State> state_;
};

}  // namespace shibo
