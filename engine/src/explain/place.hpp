// Places as users get them.
#pragma once

#include "load/written.hpp"
#include "record/record.hpp"
#include "shibo/place.hpp"

namespace shibo {

[[nodiscard]] Place place_of(const engine::Place& place);
[[nodiscard]] Place place_of(const engine::Written& written);

}  // namespace shibo
