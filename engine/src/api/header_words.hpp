// What the header of a column says its cells are, in the languages that are usual in trade.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace shibo {

/// Whether one of the words stands in the header, by itself: `Net Weight (kg)` and `netWeightKg` have net, weight and
/// kg.
[[nodiscard]] bool has_word(const std::string& header, std::initializer_list<std::string_view> any);

[[nodiscard]] bool is_called_code(const std::string& header);  ///< a tariff code
[[nodiscard]] bool is_called_currency(const std::string& header);
[[nodiscard]] bool is_called_money(const std::string& header);
/// A number or text that names something.
[[nodiscard]] bool is_called_name(const std::string& header);
/// The unit that the header names, as rules write it; empty where it names none.
[[nodiscard]] std::string_view unit_called(const std::string& header);

}  // namespace shibo
