// Types as the checker handles them: names, sameness, and what fits where.
#pragma once

#include <string>

#include "record/schema.hpp"

namespace shibo::engine {

[[nodiscard]] Type simple(TypeKind kind);
[[nodiscard]] Type list_of(Type element);
[[nodiscard]] Type record_of(const RecordType* record);

/// The quotient of two alike: fits `number` and `percent`, as the context declares.
[[nodiscard]] Type ratio();
[[nodiscard]] bool is_ratio(const Type& type);
/// The quotient of two numbers: a number, and a percentage where one is wanted.
[[nodiscard]] Type quotient();
[[nodiscard]] bool is_share(const Type& type);  ///< a ratio, or a quotient

/// What `plain of` gives: a text by which the text beside it is taken plainly, too.
[[nodiscard]] Type plain_text();
[[nodiscard]] bool is_plain_text(const Type& type);
/// A text, a code that is one, or a truth: equal only to what is written alike.
[[nodiscard]] bool is_word(const Type& type);

/// `money in USD`, `list of Good`, `quantity in kg`: as a person would write it.
[[nodiscard]] std::string to_text(const Type& type);
/// `a condition`, `an hs code`, `money`, `a quantity in kg`: for the middle of a sentence.
[[nodiscard]] std::string to_phrase(const Type& type);

/// The built-in type of that name, or Invalid.
[[nodiscard]] Type built_in_type(const std::string& name);

/// Can a value of `from` stand where `to` is wanted, without any conversion that changes it?
[[nodiscard]] bool fits(const Type& from, const Type& to);

[[nodiscard]] bool has_order(const Type& type);   ///< less and more mean something: numbers, amounts, days, spans
[[nodiscard]] bool is_numeric(const Type& type);  ///< number, percent, ratio, money, quantity
/// Money or a quantity: a number with a currency or unit.
[[nodiscard]] bool is_amount(const Type& type);

/// The record that a value of the type is, or that a list holds; null where there is none.
[[nodiscard]] const RecordType* record_held(const Type& type);

/// The type at the end of a path of fields and parents; Invalid where the path leads nowhere.
[[nodiscard]] Type type_on_path(const RecordType& record, const std::vector<std::string>& path);
/// Of a record and those around it the nearest from which the path leads to a date; null where none does.
[[nodiscard]] const RecordType* nearest_with_date(const RecordType& record, const std::vector<std::string>& path);

/// `transit_leg` for `TransitLeg`: how a record is called from inside the records that it holds.
[[nodiscard]] std::string label_of(const std::string& record);

}  // namespace shibo::engine
