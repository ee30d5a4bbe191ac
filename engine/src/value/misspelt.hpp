// Which of the names of a closed list a word in the data was meant for.
//
// Unlike the words of a rule file, a near miss in data is often another thing that exists: who is told `did you mean
// Chile?` of `Chine`, and obeys, has a valid wrong country. So only what can hardly be anything else is proposed.
#pragma once

#include <string_view>

namespace shibo::engine {

/// Whether one letter put in, left out, changed or swapped with its neighbour makes the one of the other, or nothing
/// does.
[[nodiscard]] bool is_one_slip(std::string_view one, std::string_view other);

/// Whether a name is long enough for a slip in it not to be another word: six letters of ASCII or more.
[[nodiscard]] bool is_long_enough(std::string_view name);

}  // namespace shibo::engine
