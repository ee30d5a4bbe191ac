// How a rule or decision stands to a record.
#pragma once

#include <cstdint>

namespace shibo {

enum class Standing : std::uint8_t {
  Passes,
  Fails,
  Advises,        ///< a recommendation is not followed
  Undetermined,   ///< what is known does not settle it: see `causes`
  Informs,        ///< an outcome that is neither good nor bad
  NotApplicable,  ///< it does not concern the record; only where CheckOptions asks for these
};

/// `passes`, `fails`, `advises`, `undetermined`, `informs`, `not_applicable`.
[[nodiscard]] const char* to_text(Standing standing);

}  // namespace shibo
