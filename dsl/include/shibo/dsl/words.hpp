// The words of the language that cannot be names.
#pragma once

#include <string_view>

namespace shibo::dsl {

/// Whether nothing may be called so: `when`, `require`, `cites`. Most words are none of these.
[[nodiscard]] bool is_reserved(std::string_view word);

}  // namespace shibo::dsl
