// Currencies by their ISO 4217 codes: facts only. Rates are tables, and which rate holds is law.
// Source: ISO 4217 as published in datasets/currency-codes (PDDL).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace shibo::engine {

struct Currency {
  std::string_view code;  ///< `USD`
  std::string_view name;  ///< `US Dollar`
  std::uint16_t numeric = 0;
  /// Decimal places of the minor unit; nothing where ISO gives none (gold, SDR, testing).
  std::optional<std::uint8_t> minor_digits;
};

/// The active codes, in order. Static storage, as are all pointers that this file returns.
[[nodiscard]] std::span<const Currency> currencies();

/// By code in capitals; null if it is not an active code.
[[nodiscard]] const Currency* find_currency(std::string_view code);
[[nodiscard]] inline bool is_currency(std::string_view code) { return find_currency(code) != nullptr; }

}  // namespace shibo::engine
