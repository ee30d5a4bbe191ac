// Countries and territories by their ISO 3166-1 codes: facts only.
//
// Who belongs to which union or agreement is law, changes, and lives in packages. Names are for
// reading data; verdicts speak in codes. A name that several countries answer to (`Korea`) is
// refused. Source: ISO 3166-1 as published in datasets/country-codes (PDDL).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

/// By what it is called in German, French, Spanish, Italian or Portuguese (`Chine`, `Deutschland`), the main trading
/// countries only; null if there is none. For advice: such a name is not read.
[[nodiscard]] const Country* country_in_other_language(std::string_view name);

/// A code that a package declares, as customs use some beside ISO 3166-1: `XK`. There is no table of them for the whole
/// process: each program holds those of its packages.
struct OwnCountry {
  std::string alpha2;
  std::string name;  ///< may be empty
};

/// By alpha-2 in capitals; null if there is none, or no list.
[[nodiscard]] const OwnCountry* find_country(const std::vector<OwnCountry>* own, std::string_view alpha2);

/// By name, read like those of other countries; null if there is none, or no list.
[[nodiscard]] const OwnCountry* country_by_name(const std::vector<OwnCountry>* own, std::string_view name);

/// The English or declared name of which the text is a misspelling: one slip from it and from that of no other country,
/// and of six letters or more. Empty if there is none.
[[nodiscard]] std::string country_misspelt(const std::vector<OwnCountry>* own, std::string_view text);

[[nodiscard]] inline bool is_country(const std::vector<OwnCountry>* own, std::string_view alpha2) {
  return is_country(alpha2) || find_country(own, alpha2) != nullptr;
}

/// Whether the text has the form of an alpha-2 code.
[[nodiscard]] bool is_like_alpha2(std::string_view text);

/// Whether ISO 3166-1 leaves the code to those who use it: AA, QM to QZ, XA to XZ, ZZ.
[[nodiscard]] bool is_left_to_users(std::string_view alpha2);

}  // namespace shibo::engine
