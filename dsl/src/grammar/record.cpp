// The file's head, and what describes the world: records, choices, units, instruments, groups,
// parameters, facts, needs, questions, rates.
#include <string>
#include <utility>

#include "actions.hpp"
#include "attribute_parts.hpp"
#include "data.hpp"
#include "declaration.hpp"
#include "directives.hpp"
#include "expected.hpp"
#include "expression.hpp"
#include "terminals.hpp"

namespace shibo::dsl::grammar {

using Kind = Token::Kind;

using EditionRule = x3::rule<struct EditionId, HsEdition>;
using UsedRule = x3::rule<struct UsedId, UseClause>;
using FieldRule = x3::rule<struct FieldId, FieldDecl>;
using GroupRowRule = x3::rule<struct GroupRowId, GroupRow>;
using MemberRule = x3::rule<struct MemberId, GroupRow::Member>;
using ParameterRowRule = x3::rule<struct ParameterRowId, ParameterRow>;
using RatesRowRule = x3::rule<struct RatesRowId, RatesRow>;
using AmountRule = x3::rule<struct AmountId, Literal>;
BOOST_SPIRIT_DECLARE(EditionRule, UsedRule, FieldRule, GroupRowRule, MemberRule, ParameterRowRule, RatesRowRule,
                     AmountRule)
const EditionRule edition = "a year";
const UsedRule used = "a package's name";
const FieldRule field = "a field";
const GroupRowRule group_row = "a member";
const MemberRule member = "a member";
const ParameterRowRule parameter_row = "a value";
const RatesRowRule rates_row = "a rate";
const AmountRule amount = "an amount such as `USD 1`";

namespace {

// ── Files ──────────────────────────────────────────────────────────────────────────────────────

struct EditionYear {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).year = std::move(x3::_attr(context).text);
  }
};
struct EditionPeriod {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).period = std::move(x3::_attr(context));
  }
};
const auto edition_def = node(named("a year", number)[EditionYear{}] >> period[EditionPeriod{}]);

const auto package_def =
    node(word("package") > dotted[into(&PackageHead::name)] > -text[into(&PackageHead::title)] >
         -(words("hs", "edition") > comma_list(edition[append(&PackageHead::editions)])));

const auto used_def = node(dotted[into(&UseClause::name)] >> -(word("as") > name[into(&UseClause::alias)]));
const auto use_def = word("use") > comma_list(used[add_word]);

// ── Records and choices ────────────────────────────────────────────────────────────────────────

bool goes_on(State&, Iterator token) { return !token->first; }
bool begins_field(Iterator token) { return token->first && token->is_word() && token[1].is(Kind::Colon); }

// What a field already has is reported, and the first stands.
void report_twice(State& state, Span where, const std::string& what) {
  state.report(codes::kWrittenTwice, where, "`" + what + "` is written twice", "once is enough: take one out");
}
template <bool FieldDecl::*kMember>
struct MarkOnce {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const Word& written = x3::_attr(context);
    if (std::exchange(x3::_val(context).*kMember, true)) report_twice(state_of(context), written.span, written.text);
  }
};
struct EditionOnce {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    write_once(state_of(context), x3::_val(context).edition, std::move(x3::_attr(context)), "`edition`");
  }
};
struct AtLeastOnce {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    FieldDecl& field = x3::_val(context);
    if (field.at_least) return report_twice(state_of(context), x3::_attr(context).span, "from");
    assign(field.at_least, std::move(x3::_attr(context)));
  }
};

const auto modifier =
    Ahead(goes_on) >>
    (word("required")[MarkOnce<&FieldDecl::required>{}] | word("key")[MarkOnce<&FieldDecl::key>{}] |
     word("evidence")[MarkOnce<&FieldDecl::evidence>{}] | word("fixed")[MarkOnce<&FieldDecl::fixed>{}] |
     (word("as") > word("parts")[MarkOnce<&FieldDecl::parts>{}]) |
     (word("edition") > named("a field's name", name)[EditionOnce{}]) |
     (word("from") > data[AtLeastOnce{}] > -(word("to") > data[into(&FieldDecl::at_most)])));

const auto field_def =
    node(Ahead([](State&, Iterator token) { return begins_entry(token); }) >> OwnLine("a field") >>
         label_colon[into(&FieldDecl::name)] > type[into(&FieldDecl::type)] > *modifier >
         -text[into(&FieldDecl::doc)]);

const auto record_def =
    node(word("record") > name[into(&RecordDecl::name)] > -text[into(&RecordDecl::title)] >
         -(word("in") > named("a record's name", name)[into(&RecordDecl::parent)]) >
         -(words("dated", "by") > path[into(&RecordDecl::dated_by)]) >
         in_braces(items("a field or `}`", begins_field, field[append(&RecordDecl::fields)])));

const auto values = in_braces(
    items("a value's name or `}`", begins_name_line, choice_value[append(&ChoiceDecl::values)] >> -comma));
const auto choice_def =
    node((word("choice") > name[into(&ChoiceDecl::name)] > -text[into(&ChoiceDecl::title)] > values) |
         (word("extend")[mark(&ChoiceDecl::extends)] > name[into(&ChoiceDecl::name)] > values));

const auto unit_declaration_def =
    node(word("unit") > name[into(&UnitDecl::name)] > -text[into(&UnitDecl::title)]);

const auto instrument_def =
    node(word("instrument") > named("a name or a title", (name[into(&InstrumentDecl::name)] > -text[into(&InstrumentDecl::title)]) | text[into(&InstrumentDecl::title)]) >
         -(words("in", "force") > date[into(&InstrumentDecl::in_force)]) >
         attributes[into(&InstrumentDecl::attributes)]);

// ── Groups, parameters, rates ──────────────────────────────────────────────────────────────────

struct MakeMember {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).what = std::move(x3::_attr(context));
  }
};
struct MakeDataMember {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    DataPtr value;
    assign(value, std::move(x3::_attr(context)));
    x3::_val(context).what = std::move(value);
  }
};
constexpr Switches kMembers{.code_lists = true, .key_cells = true};
const auto member_def = node(switched(kMembers, code_set)[MakeMember{}] |
                             (data[MakeDataMember{}] >> -(word("to") > data[into(&GroupRow::Member::to)])));

bool member_ahead(State&, Iterator token) {
  return begins_operand(token) || token->is(Kind::LeftBracket) || token->is(Kind::Code);
}
const auto group_row_def = node(Ahead(member_ahead) >> OwnLine("a row of a group") >>
                                comma_list(member[append(&GroupRow::members)]) >>
                                attributes[into(&GroupRow::attributes)]);

const auto group_def =
    node(word("group") > head[into(&GroupDecl::head)] >
         in_braces(items("a member or `}`", begins_any_line, group_row[append(&GroupDecl::rows)])));

const auto parameter_row_def =
    node(Ahead([](State&, Iterator token) { return !token->is(Kind::RightBrace); }) >> OwnLine("a value") >>
         data[into(&ParameterRow::value)] >> attributes[into(&ParameterRow::attributes)]);
const auto parameter_def =
    node(word("parameter") > head[into(&ParameterDecl::head)] >
         in_braces(items("a value or `}`", begins_any_line, parameter_row[append(&ParameterDecl::rows)])));

bool amount_ahead(State& state, Iterator token) { return measure_currency(state, token) != 0; }
const auto amount_def = Ahead(amount_ahead) >> literal[put];
const auto rates_row_def =
    node(amount[into(&RatesRow::from)] > word("is") > amount[into(&RatesRow::to)] >
         attributes[into(&RatesRow::attributes)]);
template <typename Holder>
constexpr auto rates_in_braces() {
  return in_braces(items("a rate such as `USD 1 is CNY 7.1`, or `}`", begins_any_line,
                         rates_row[append(&Holder::rows)]));
}
const auto rates_def = node(word("rates") > head[into(&RatesDecl::head)] > rates_in_braces<RatesDecl>());
const auto more_rates_def =
    node(words("extend", "rates") > named("the name of rates", path)[into(&MoreRatesDecl::rates)] >
         attributes[into(&MoreRatesDecl::attributes)] > rates_in_braces<MoreRatesDecl>());

// ── Facts, needs, questions ────────────────────────────────────────────────────────────────────

const auto fact_def = node(word("fact") > head[into(&FactDecl::head)] >
                           -(words("only", "where") > condition[into(&FactDecl::only_where)]));

const auto needs_kind = word("group")[set(&NeedsDecl::kind, NeedsDecl::Kind::Group)] |
                        word("parameter")[set(&NeedsDecl::kind, NeedsDecl::Kind::Parameter)] |
                        word("condition")[set(&NeedsDecl::kind, NeedsDecl::Kind::Condition)] |
                        word("define")[set(&NeedsDecl::kind, NeedsDecl::Kind::Define)] |
                        word("fact")[set(&NeedsDecl::kind, NeedsDecl::Kind::Fact)];

struct CheckOtherwise {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const NeedsDecl& need = x3::_val(context);
    if (need.kind == NeedsDecl::Kind::Condition || need.kind == NeedsDecl::Kind::Define) return;
    state_of(context).report(codes::kUnexpected, x3::_attr(context).span,
                             "only a condition or a `define` that is needed says what holds otherwise",
                             "write `needs define`: a parameter or a table fills it, too");
  }
};
const auto needs_def =
    node(word("needs") > named("`group`, `parameter`, `condition`, `define` or `fact`", needs_kind) >
         head[into(&NeedsDecl::head)] > -(sign(Kind::Equals)[CheckOtherwise{}] > expression[into(&NeedsDecl::otherwise)]));

const auto series_def = node(word("series") > head[into(&SeriesDecl::head)] > word("by") >
                             comma_list(named("a field's name", path)[append(&SeriesDecl::by)]));

const auto question_def = node(word("question") > head[into(&QuestionDecl::head)]);

// ── Readings ───────────────────────────────────────────────────────────────────────────────────

struct CheckReading {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const Head& known = x3::_val(context).head;
    State& state = state_of(context);
    if (known.type)
      state.report(codes::kTypeUnwanted, known.type->span, "a reading has no type: it holds or it does not", "take it out");
    if (!known.title)
      state.report(codes::kTextWanted, known.name.span, "`" + known.name.text + "` does not say what is asked",
                   "write the question that the text leaves open in quotes after the name");
  }
};
const auto reading_declaration_def =
    node(word("reading") > head[into(&ReadingDecl::head)] > x3::eps[CheckReading{}] >
         -(equals > true_or_false[into(&ReadingDecl::value)] > attributes[into(&ReadingDecl::of_value)]));

}  // namespace

BOOST_SPIRIT_DEFINE(edition, package, used, use, field, record, choice, unit_declaration, instrument)
BOOST_SPIRIT_DEFINE(member, group_row, group, parameter_row, parameter, amount, rates_row, rates, more_rates)
BOOST_SPIRIT_DEFINE(fact, needs, series, question, reading_declaration)

BOOST_SPIRIT_INSTANTIATE(PackageRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(UseRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(RecordRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ChoiceRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(UnitRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(InstrumentRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(GroupRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ParameterRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(RatesRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(MoreRatesRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(FactRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(NeedsRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(SeriesRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(QuestionRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ReadingRule, Iterator, Context)

}  // namespace shibo::dsl::grammar
