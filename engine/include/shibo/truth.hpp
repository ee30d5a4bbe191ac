// Three-valued truth, after S. C. Kleene's strong tables (Introduction to Metamathematics, 1952, § 64):
// what is not known stays unknown unless the known side alone settles the matter. Unknown is never false.
#pragma once

#include <cstdint>

namespace shibo {

/// In order of truth, so that "and" is the lesser and "or" the greater of two.
enum class Truth : std::uint8_t { False, Unknown, True };

}  // namespace shibo
