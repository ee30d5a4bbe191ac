// Units of measure, and exact conversion between units of one dimension.
//
// Factors are exact: the pound and the ounce by the international agreement of 1959
// (1 lb = 0.45359237 kg), the rest by the SI. Codes in data are those of UN/ECE Recommendation 20
// and of everyday documents. What this file does not know for certain it does not guess: a
// `carton` is a package's own unit, and `ton` (long, short or metric) is refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/number.hpp"

namespace shibo::engine {

struct Unit {
  std::string name;       ///< as the language writes it: `kg`
  std::string dimension;  ///< `mass`, `volume`, …; units of different dimensions never mix
  Number in_base;         ///< how many of the dimension's base unit this is; positive

  friend bool operator==(const Unit&, const Unit&) = default;
};

/// By the language's name or an alias (`kg`, `KGM`, `KGS`). Case matters, since `mg` is not `Mg`.
[[nodiscard]] std::optional<Unit> find_unit(std::string_view name);

/// The same word, or two words for one unit: `kg` and `KGM`.
[[nodiscard]] bool is_same_unit(std::string_view one, std::string_view other);

/// A unit that a package declares (`unit persons`): a count in a dimension of its own, which no
/// built-in dimension and no other declared unit shares.
[[nodiscard]] Unit declared_unit(std::string name);

/// The language's names of all built-in units, in order; for suggestions.
[[nodiscard]] std::vector<std::string_view> unit_names();

/// The unit of whose word of six letters or more this is a misspelling (`tonnnes`); empty if there is none. A slip in a
/// sign is another unit: `cm2` is not `cm3`.
[[nodiscard]] std::string_view unit_misspelt(std::string_view word);

/// All words by which find_unit knows a unit: names, codes of Recommendation 20, words of documents.
[[nodiscard]] std::vector<std::string_view> unit_words();

/// `amount` counted in `to`, exactly; nothing if the dimensions differ.
[[nodiscard]] std::optional<Number> convert(const Number& amount, const Unit& from, const Unit& to);

}  // namespace shibo::engine
