// Hours that are added to a day: found once all figures are known.
#pragma once

namespace shibo::engine {

struct Context;

/// A day has no hours to which some could be added: the answer would be unknown, whatever the record says.
void check_hours(Context& context);

}  // namespace shibo::engine
