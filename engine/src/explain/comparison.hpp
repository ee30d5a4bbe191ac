// A comparison for people: its figures so that they can be told apart, and in a clause what the record has and what
// is asked of it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "trace/step.hpp"

namespace shibo::engine {

/// The figure of each operand, in order. Where it takes more digits than usual to tell two of them apart there are
/// more: `39.9996…%` beside `40%`, cut and never rounded towards the other.
[[nodiscard]] std::vector<std::string> figures_of(const Step& comparison);

/// What a law asks of a comparison: under a requirement that it holds, under the `not` of one that it does not; of the
/// condition of an exception, a case or a `when` it asks nothing.
enum class Demand : std::uint8_t { None, Holds, Fails };

/// `approved_by is buyer; must be manager or director`, and of what holds `approved_by is manager, one of …`; where it
/// must not hold `weight is unknown; must be at most 10 kg`, where nothing is asked of it `weight is 5 kg, at most
/// 10 kg`. Empty where the comparison is better read as it is written.
/// `figures` are those of figures_of. What a quantifier has bound goes by the element that it stands for, as `bound`
/// says: `materials[1]` of `m`.
using BoundNames = std::map<std::string, std::string>;
[[nodiscard]] std::string says(const Step& comparison, Demand demand, const std::vector<std::string>& figures,
                               const BoundNames& bound);

}  // namespace shibo::engine
