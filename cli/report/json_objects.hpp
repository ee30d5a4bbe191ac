// The library's types as JSON, by docs/schema/check-1.json.
#pragma once

#include <nlohmann/json.hpp>

#include "report/report.hpp"

namespace shibo::cli {

using Json = nlohmann::ordered_json;

/// As text, on one line unless `indent` is given; bytes that are no UTF-8 as U+FFFD.
[[nodiscard]] std::string dumped(const Json& json, int indent = -1);

[[nodiscard]] Json to_json(const Place& place);
[[nodiscard]] Json to_json(const Explanation& explanation);
[[nodiscard]] Json to_json(const Verdict& verdict);
[[nodiscard]] Json to_json(const Finding& finding);
[[nodiscard]] Json to_json(const NotAsked& record);
[[nodiscard]] Json to_json(const LawsOfRecord& laws);
/// `turning_points` of a verdict, where there are any.
void put_turning_points(Json& verdict, const TurningPoints& found);
/// `cures` of a verdict, where there are any.
void put_cures(Json& verdict, const Cures& found);
[[nodiscard]] Json to_json(const Totals& totals);

}  // namespace shibo::cli
