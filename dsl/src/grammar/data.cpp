// Types, attributes, heads, and data as tests, groups and parameters hold it.
#include "data.hpp"

#include <variant>

#include "actions.hpp"
#include "attribute_parts.hpp"
#include "directives.hpp"
#include "expected.hpp"
#include "expression.hpp"
#include "terminals.hpp"

namespace shibo::dsl::grammar {

using Kind = Token::Kind;

using ParamRule = x3::rule<struct ParamId, Param>;
using DataListRule = x3::rule<struct DataListId, DataList>;
using DataInvalidRule = x3::rule<struct DataInvalidId, DataInvalid>;
using EntryRule = x3::rule<struct EntryId, Entry>;
BOOST_SPIRIT_DECLARE(ParamRule)
BOOST_SPIRIT_DECLARE(DataListRule, DataInvalidRule, EntryRule)
const ParamRule param = "a parameter's name";
const DataListRule data_list = "`[`";
const DataInvalidRule data_invalid = "a value";
const EntryRule entry = "a name and `:`";

namespace {

// ── Types ──────────────────────────────────────────────────────────────────────────────────────

template <TypeExpr::Kind kKind>
struct OfKind {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).kind = kKind;
  }
};
struct TypeWord {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).name = std::move(x3::_attr(context));
  }
};

// `list text`, `choice { a }`: the word wants its `of`.
bool of_is_missing(State&, Iterator token) {
  const bool list = token->is_word("list") && token[1].is(Kind::Name) && !token[1].first;
  return list || (token->is_word("choice") && token[1].is(Kind::LeftBrace));
}

const auto type_def = node(
    (Ahead(of_is_missing) >> name > word("of")) |
    (words("list", "of")[OfKind<TypeExpr::Kind::ListOf>{}] > nested(type)[into(&TypeExpr::element)]) |
    (words("choice", "of")[OfKind<TypeExpr::Kind::Choice>{}] >
     in_braces(items("a value's name or `}`", begins_name_line,
                     choice_value[append(&TypeExpr::choices)] >> -comma))) |
    (word("quantity")[OfKind<TypeExpr::Kind::QuantityIn>{}] > word("in") > named("a unit", name)[TypeWord{}]) |
    (words("money", "in")[OfKind<TypeExpr::Kind::MoneyIn>{}] > named("a currency", name)[TypeWord{}]) |
    name[TypeWord{}]);

const auto choice_value_def =
    node(name[into(&ChoiceValue::name)] >> -text[into(&ChoiceValue::doc)] >>
         period[into(&ChoiceValue::attributes)]);

// ── Attributes and heads ───────────────────────────────────────────────────────────────────────

const auto period_def = x3::eps >> *period_part;
const auto attributes_def = x3::eps >> *(period_part | cites_part | unverified_part);

// A title among the attributes is read, too; the formatter moves it to the name. Where there is one already, a text right
// after a citation was meant as another citation.
struct Title {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    const Iterator written = x3::_where(context).begin() - 1;
    if (written[-1].is(Kind::String) && !x3::_val(context).attributes.cites.empty() && x3::_val(context).title) {
      if (written->damaged) return;
      state_of(context).report(codes::kUnexpected, written->span, "a comma stands between two citations", "write the citations one after the other: `cites \"A\", \"B\"`");
      return;
    }
    Head& known = x3::_val(context);
    if (known.title && known.attributes.cites.empty() && !written->first) return report_uncited(state_of(context), *known.title, x3::_attr(context));
    write_once(state_of(context), known.title, std::move(x3::_attr(context)), "the title");
  }

 private:
  // A second text on the line was meant as a citation.
  static void report_uncited(State& state, const Text& title, const Text& second) {
    Diagnostic& found = state.report(codes::kWrittenTwice, second.span, "the title is written twice", "a citation stands after its word: `cites " + std::string(state.slice(second.span)) + "`");
    found.labels.push_back({nullptr, title.span, "first written here"});
  }
};

const auto param_def =
    node(-(word("except")[mark(&Param::except_from)] > word("from")) >> name[into(&Param::name)] > colon >
         type[into(&Param::type)] > -(equals > expression[into(&Param::default_value)]));

const auto head_def = name[into(&Head::name)] >>
                      -(Ahead(glued_paren) >> in_parens(comma_list(param[append(&Head::params)]))) >>
                      *text[Title{}] >> -(word("for") > named("a record's name", name)[into(&Head::record)]) >>
                      -(colon > type[into(&Head::type)]) >>
                      *(period_part | cites_part | unverified_part | text[Title{}]);

// ── Data ───────────────────────────────────────────────────────────────────────────────────────

bool ends_incomplete(State&, Iterator token) {
  return token->is_word("incomplete") && token[1].is(Kind::RightBracket);
}

const auto incomplete = Ahead(ends_incomplete) >> word("incomplete")[mark(&DataList::incomplete)];
const auto data_list_def = in_brackets(
    incomplete | -(comma_list(data[append(&DataList::items)]) >> -incomplete));

const auto data_invalid_def = Ahead([](State&, Iterator token) { return token[1].is(Kind::String); }) >>
                              word("invalid") >> text[into(&DataInvalid::text)];

const auto entry_def = node(label_colon[into(&Entry::label)] > data[into(&Entry::value)]);

const auto data_block_def = in_braces(
    items("a name and `:`, or `}`", begins_entry, entry[append(&DataBlock::entries)] >> -comma));

struct Missing {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).node = DataMissing{};
  }
};

const auto data_def =
    node(data_list[as_node] | data_block[as_node] | word("missing")[Missing{}] | data_invalid[as_node] |
         code_set[as_node] | data_literal[as_node] | name[as_node]);

const auto block_data_def = node(data_block[as_node]);

// ── Paths ──────────────────────────────────────────────────────────────────────────────────────

const auto path_def = name[add_word] >> *(dot > label[add_word]);
const auto dotted_def = name[add_word] >> *(dot > label[add_word]);

}  // namespace

bool begins_entry(Iterator token) { return token->is_word() && token[1].is(Kind::Colon); }
bool begins_name_line(Iterator token) { return token->first && token->is(Kind::Name); }
bool begins_any_line(Iterator token) { return token->first; }

BOOST_SPIRIT_DEFINE(type, choice_value, period, attributes, param, head)
BOOST_SPIRIT_DEFINE(data_list, data_invalid, entry, data_block, data, block_data, path, dotted)

BOOST_SPIRIT_INSTANTIATE(TypeRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ChoiceValueRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(PeriodRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(AttributesRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(HeadRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(DataRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(DataBlockRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(BlockDataRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(PathRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(DottedRule, Iterator, Context)

}  // namespace shibo::dsl::grammar
