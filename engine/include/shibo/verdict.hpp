// What the rules say about a record.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "shibo/explanation.hpp"
#include "shibo/place.hpp"
#include "shibo/record.hpp"

namespace shibo {

enum class Standing : std::uint8_t {
  Passes,
  Fails,
  Advises,       ///< a recommendation is not followed
  Undetermined,  ///< what is known does not settle it: see `causes`
  Informs,       ///< an outcome that is neither good nor bad
};

/// `passes`, `fails`, `advises`, `undetermined`, `informs`.
[[nodiscard]] const char* to_text(Standing standing);

/// One reason why something is not known.
struct Cause {
  std::string kind;      ///< `missing`, `absent`, `invalid`, `incomplete`, `no_date`, `no_law`, `no_row`, `no_rate`,
                         ///< `currencies`, `edition`, `undefined`, `conflict`, `declared`
  std::string path;      ///< of the fact, `materials[2].value`; empty when it is no fact
  std::string message;   ///< one clause for people
  std::string question;  ///< what to ask for, in the field's own words; may be empty
  Place place;           ///< in the input
  Place rule;            ///< in the rules, when the reason is there
};

/// What the package says it does not encode, and that could touch the verdict.
struct Gap {
  std::string what;
  std::vector<std::string> citations;
  Place rule;
};

/// One answer about one record: of a decision, or of a rule that no decision rests on. Copying one
/// copies a pointer; it keeps alive all it needs.
class Verdict {
 public:
  [[nodiscard]] Standing standing() const;
  [[nodiscard]] Record record() const;
  [[nodiscard]] const std::string& package() const;
  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] const std::string& title() const;
  [[nodiscard]] bool is_decision() const;

  /// Of a decision that is settled: `eligible`. Empty otherwise.
  [[nodiscard]] std::string outcome() const;
  /// Of a decision: the outcomes that are still possible, in the order of its text.
  [[nodiscard]] std::vector<std::string> possible_outcomes() const;

  [[nodiscard]] std::vector<std::string> citations() const;
  [[nodiscard]] std::vector<Cause> causes() const;
  /// What it leans on that nobody has verified against the text of the law.
  [[nodiscard]] std::vector<std::string> unverified() const;
  [[nodiscard]] std::vector<Gap> gaps() const;
  /// Paths of facts that nobody gave and the law presumes.
  [[nodiscard]] std::vector<std::string> presumed() const;
  [[nodiscard]] Place rule() const;

  /// The part of the reasoning that made it so: of a failing verdict what is false, of an undetermined
  /// one what is unknown, of a passing one what holds.
  [[nodiscard]] Explanation reasons() const;
  /// All that was looked at.
  [[nodiscard]] Explanation trace() const;

  struct State;  ///< not for users
  explicit Verdict(std::shared_ptr<const State> state);

 private:
  std::shared_ptr<const State> state_;
};

}  // namespace shibo
