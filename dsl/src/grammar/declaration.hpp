// The rules for whole declarations, one for each kind, and for what several of them share.
#pragma once

#include "context.hpp"
#include "shibo/dsl/syntax.hpp"

namespace shibo::dsl::grammar {

using PackageRule = x3::rule<struct PackageId, PackageHead>;
using UseRule = x3::rule<struct UseId, std::vector<UseClause>>;
using RecordRule = x3::rule<struct RecordId, RecordDecl>;
using ChoiceRule = x3::rule<struct ChoiceId, ChoiceDecl>;
using UnitRule = x3::rule<struct UnitId, UnitDecl>;
using InstrumentRule = x3::rule<struct InstrumentId, InstrumentDecl>;
using GroupRule = x3::rule<struct GroupId, GroupDecl>;
using ParameterRule = x3::rule<struct ParameterId, ParameterDecl>;
using FactRule = x3::rule<struct FactId, FactDecl>;
using NeedsRule = x3::rule<struct NeedsId, NeedsDecl>;
using QuestionRule = x3::rule<struct QuestionId, QuestionDecl>;
using ReadingRule = x3::rule<struct ReadingId, ReadingDecl>;
using ScopeRule = x3::rule<struct ScopeId, ScopeDecl>;
using DefineRule = x3::rule<struct DefineId, DefineDecl>;
using RuleRule = x3::rule<struct RuleId, RuleDecl>;
using DecisionRule = x3::rule<struct DecisionId, DecisionDecl>;
using TableRule = x3::rule<struct TableId, TableDecl>;
using MoreRowsRule = x3::rule<struct MoreRowsId, MoreRowsDecl>;
using ConvertRule = x3::rule<struct ConvertId, ConvertDecl>;
using RatesRule = x3::rule<struct RatesId, RatesDecl>;
using MoreRatesRule = x3::rule<struct MoreRatesId, MoreRatesDecl>;
using GapRule = x3::rule<struct GapId, GapDecl>;
using MappingRule = x3::rule<struct MappingId, MappingDecl>;
using SeriesRule = x3::rule<struct SeriesId, SeriesDecl>;
using TestRule = x3::rule<struct TestId, TestDecl>;

BOOST_SPIRIT_DECLARE(PackageRule, UseRule, RecordRule, ChoiceRule, UnitRule, InstrumentRule, GroupRule,
                     ParameterRule, FactRule, NeedsRule, QuestionRule, ReadingRule, ScopeRule, DefineRule, RuleRule,
                     DecisionRule, TableRule, MoreRowsRule, ConvertRule, RatesRule, MoreRatesRule, GapRule, MappingRule, SeriesRule,
                     TestRule)

const PackageRule package = "`package`";
const UseRule use = "`use`";
const RecordRule record = "a record";
const ChoiceRule choice = "a choice";
const UnitRule unit_declaration = "a unit";
const InstrumentRule instrument = "an instrument";
const GroupRule group = "a group";
const ParameterRule parameter = "a parameter";
const FactRule fact = "a fact";
const NeedsRule needs = "a need";
const QuestionRule question = "a question";
const ReadingRule reading_declaration = "a reading";
const ScopeRule scope = "a scope";
const DefineRule define = "a definition";
const RuleRule rule = "a rule";
const DecisionRule decision = "a decision";
const TableRule table = "a table";
const MoreRowsRule more_rows = "rows of a table";
const ConvertRule convert = "a conversion";
const RatesRule rates = "rates";
const MoreRatesRule more_rates = "more rates";
const GapRule gap = "a gap";
const MappingRule mapping = "a mapping";
const SeriesRule series = "a series";
const TestRule test = "a test";

}  // namespace shibo::dsl::grammar
