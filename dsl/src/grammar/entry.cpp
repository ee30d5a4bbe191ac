#include "entry.hpp"

#include <string_view>
#include <utility>

#include "declaration.hpp"
#include "expression.hpp"

namespace shibo::dsl::grammar {
namespace {

// The one call of the grammar: what X3 throws goes no further.
template <typename Rule>
[[nodiscard]] std::optional<typename Rule::attribute_type> read(const Rule& parser, State& state, Iterator& first) {
  const Iterator begin = first;
  const Context context = x3::make_context<StateTag>(state);
  typename Rule::attribute_type node{};
  try {
    if (parser.parse(first, state.end(), context, x3::unused, node)) return node;
    state.report_unexpected(first, parser.name, begin);
  } catch (const x3::expectation_failure<Iterator>& failure) {
    first = failure.where();
    state.report_unexpected(first, failure.which(), begin);
  } catch (const Failure& failure) {
    first = failure.where;
  }
  return {};
}

template <typename Rule>
[[nodiscard]] std::optional<Declaration> read_as(const Rule& parser, State& state, Iterator& first) {
  auto node = read(parser, state, first);
  if (!node) return {};
  return Declaration(std::in_place_type<typename Rule::attribute_type>, *std::move(node));
}

template <typename Rule, const Rule& kParser>
std::optional<Declaration> reader(State& state, Iterator& first) {
  return read_as(kParser, state, first);
}

// Of a choice, of a table, or of rates: a choice may be called `table` or `rates`.
std::optional<Declaration> read_extension(State& state, Iterator& first) {
  const bool of_another = first[2].is(Token::Kind::Name);
  if (of_another && first[1].is_word("table")) return read_as(more_rows, state, first);
  if (of_another && first[1].is_word("rates")) return read_as(more_rates, state, first);
  return read_as(choice, state, first);
}

struct Entry {
  std::string_view word;
  std::optional<Declaration> (*read)(State&, Iterator&);
};
constexpr Entry kEntries[] = {
    {"record", reader<RecordRule, record>},
    {"choice", reader<ChoiceRule, choice>},
    {"extend", read_extension},
    {"unit", reader<UnitRule, unit_declaration>},
    {"instrument", reader<InstrumentRule, instrument>},
    {"group", reader<GroupRule, group>},
    {"parameter", reader<ParameterRule, parameter>},
    {"fact", reader<FactRule, fact>},
    {"needs", reader<NeedsRule, needs>},
    {"question", reader<QuestionRule, question>},
    {"reading", reader<ReadingRule, reading_declaration>},
    {"scope", reader<ScopeRule, scope>},
    {"define", reader<DefineRule, define>},
    {"condition", reader<DefineRule, define>},
    {"rule", reader<RuleRule, rule>},
    {"decision", reader<DecisionRule, decision>},
    {"table", reader<TableRule, table>},
    {"convert", reader<ConvertRule, convert>},
    {"rates", reader<RatesRule, rates>},
    {"not", reader<GapRule, gap>},
    {"mapping", reader<MappingRule, mapping>},
    {"series", reader<SeriesRule, series>},
    {"test", reader<TestRule, test>},
};

}  // namespace

std::optional<Declaration> read_declaration(State& state, Iterator& first) {
  for (const Entry& entry : kEntries) {
    if (first->is_word(entry.word)) return entry.read(state, first);
  }
  return {};
}

std::optional<PackageHead> read_package(State& state, Iterator& first) { return read(package, state, first); }
std::optional<std::vector<UseClause>> read_use(State& state, Iterator& first) { return read(use, state, first); }
std::optional<Expr> read_expression(State& state, Iterator& first) { return read(expression, state, first); }

}  // namespace shibo::dsl::grammar
