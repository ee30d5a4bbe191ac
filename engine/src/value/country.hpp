// Countries and territories by their ISO 3166-1 codes: facts only.
//
// Who belongs to which union or agreement is law, changes, and lives in packages. Names are for
// reading data; verdicts speak in codes. A name that several countries answer to (`Korea`) is
// refused. Source: ISO 3166-1 as published in datasets/country-codes (PDDL).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace shibo::engine {

struct Country {
  std::string_view alpha2;  ///< `TH`
  std::string_view alpha3;  ///< `THA`
  std::string_view name;    ///< short English name: `Thailand`
  std::uint16_t numeric = 0;
};

/// All, in order of alpha-2. Static storage, as are all pointers that this file returns.
[[nodiscard]] std::span<const Country> countries();

/// By alpha-2 in capitals; null if there is none.
[[nodiscard]] const Country* find_country(std::string_view alpha2);
[[nodiscard]] inline bool is_country(std::string_view alpha2) { return find_country(alpha2) != nullptr; }

/// By alpha-3 in capitals; null if there is none.
[[nodiscard]] const Country* country_by_alpha3(std::string_view alpha3);

/// By English name, in any case of ASCII letters, or by a usual other name (`Vietnam`, `South
/// Korea`), or by Chinese name for the main trading countries (`泰国`); null if there is none.
[[nodiscard]] const Country* country_by_name(std::string_view name);

}  // namespace shibo::engine
