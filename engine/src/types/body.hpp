// The second pass: what each declaration says, now that every name is known.
#pragma once

#include "names/context.hpp"
#include "types/expression.hpp"

namespace shibo::engine {

/// Keys, columns and parameters' defaults: what other bodies need to know of a table or a definition
/// before they can be checked.
void check_heads(Context& context, InstanceState& in);

/// Everything else of an instance.
void check_bodies(Context& context, InstanceState& in);

// The parts, each in a file of its own.
void check_table(Context& context, InstanceState& in, const dsl::Source* source, const dsl::TableDecl& d, Named& named,
                 Text& text);
/// Adds the rows to a table whose own have been checked; `in` has the names that they may say.
void check_more_rows(Context& context, InstanceState& in, const dsl::Source* source, const dsl::MoreRowsDecl& d,
                     Named& named, TableText& table);
[[nodiscard]] RatesText check_rates(Context& context, const dsl::Source* source, const dsl::RatesDecl& d);
[[nodiscard]] std::vector<RatesText::Row> read_rates(Context& context, const dsl::Source* source,
                                                     const std::vector<dsl::RatesRow>& rows);
/// One row serves both ways, so that two currencies have one row on a day. Of the rows before `from` that is known.
void report_rates_of_one_day(Context& context, const RatesText& rates, std::size_t from);
[[nodiscard]] SeriesText check_series(Context& context, const InstanceState& in, const dsl::Source* source,
                                      const dsl::SeriesDecl& d, const RecordType& record);
/// That series are counted and nothing else, and that nothing counted rests on a count. Call it when all bodies are
/// checked.
void check_counts(Context& context);
void check_conversion(Context& context, InstanceState& in, const dsl::Source* source, const dsl::ConvertDecl& d);
void check_mapping(Context& context, InstanceState& in, const dsl::Source* source, const dsl::MappingDecl& d);
void check_test(Context& context, InstanceState& in, const dsl::Source* source, const dsl::TestDecl& d);

/// `{figure}` in an advise text is an expression of its own; `{{` and `}}` are braces.
void read_advice(Context& context, ExpressionChecker& checker, const dsl::Text& advise, RuleText& body);

/// The Named and the text that a declaration made, or nulls when it was refused.
struct Declared {
  Named* named = nullptr;
  Text* text = nullptr;
};
[[nodiscard]] Declared declared_by(InstanceState& in, const dsl::Source* source, const dsl::Head& head);

[[nodiscard]] Surroundings surroundings(InstanceState& in, const dsl::Source* source, const Named* named);

/// A path of words as an expression.
[[nodiscard]] dsl::Expr path_expression(const std::vector<dsl::Word>& path);

}  // namespace shibo::engine
