// The rules for types, data, attributes and heads, which most declarations are made of.
#pragma once

#include "context.hpp"
#include "shibo/dsl/syntax.hpp"

namespace shibo::dsl::grammar {

using AttributesRule = x3::rule<struct AttributesId, Attributes>;
using PeriodRule = x3::rule<struct PeriodId, Attributes>;
using TypeRule = x3::rule<struct TypeId, TypeExpr>;
using ChoiceValueRule = x3::rule<struct ChoiceValueId, ChoiceValue>;
using HeadRule = x3::rule<struct HeadId, Head>;
using LiteralRule = x3::rule<struct LiteralId, Literal>;
using DataLiteralRule = x3::rule<struct DataLiteralId, Literal>;
using CodeSetRule = x3::rule<struct CodeSetId, CodeSet>;
using DataRule = x3::rule<struct DataId, Data>;
using DataBlockRule = x3::rule<struct DataBlockId, DataBlock>;
using BlockDataRule = x3::rule<struct BlockDataId, Data>;
using PathRule = x3::rule<struct PathId, std::vector<Word>>;
using DottedRule = x3::rule<struct DottedId, std::vector<Word>>;

BOOST_SPIRIT_DECLARE(AttributesRule, PeriodRule, TypeRule, ChoiceValueRule, HeadRule, LiteralRule,
                     DataLiteralRule, CodeSetRule, DataRule, DataBlockRule, BlockDataRule, PathRule, DottedRule)

const AttributesRule attributes = "a citation or a period";
const PeriodRule period = "a period";  // since and until alone
const TypeRule type = "a type";
const ChoiceValueRule choice_value = "a value's name";
const HeadRule head = "a name";
const LiteralRule literal = "a value";
const DataLiteralRule data_literal = "a value";  // with a sign
const CodeSetRule code_set = "a code";
const DataRule data = "a value";
const DataBlockRule data_block = "`{`";
const BlockDataRule block_data = "`{`";  // a block, as Data
const PathRule path = "a name";
const DottedRule dotted = "a package's name";

/// `USD 200`, `500 kg`: money's currency, and a number's unit on the same line.
[[nodiscard]] std::size_t measure_currency(State& state, Iterator token);
[[nodiscard]] std::size_t measure_unit(State& state, Iterator token);
/// `headings` before a number.
[[nodiscard]] bool begins_code_set(Iterator token);
[[nodiscard]] CodeSet::Level level_of_word(std::string_view word);
[[nodiscard]] bool begins_entry(Iterator token);
[[nodiscard]] bool begins_name_line(Iterator token);
[[nodiscard]] bool begins_any_line(Iterator token);

}  // namespace shibo::dsl::grammar
