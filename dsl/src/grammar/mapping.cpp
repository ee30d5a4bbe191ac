// Mappings: how the columns of files become the fields of records.
#include "actions.hpp"
#include "data.hpp"
#include "declaration.hpp"
#include "directives.hpp"
#include "expected.hpp"
#include "terminals.hpp"

namespace shibo::dsl::grammar {

using Kind = Token::Kind;

using SettingRule = x3::rule<struct SettingId, MappingSetting>;
using MappingMissingRule = x3::rule<struct MappingMissingId, MappingMissing>;
using MappingKeyRule = x3::rule<struct MappingKeyId, MappingKey>;
using MappingFieldRule = x3::rule<struct MappingFieldId, MappingField>;
using TranslationRule = x3::rule<struct TranslationId, MappingField::Translation>;
using MappingListRule = x3::rule<struct MappingListId, MappingList>;
using JoinRule = x3::rule<struct JoinId, MappingList::Join>;
BOOST_SPIRIT_DECLARE(SettingRule, MappingMissingRule, MappingKeyRule, MappingFieldRule, TranslationRule,
                     MappingListRule, JoinRule)
const SettingRule setting = "`format`";
const MappingMissingRule mapping_missing = "`missing`";
const MappingKeyRule mapping_key = "`one`";
const MappingFieldRule mapping_field = "`field`";
const TranslationRule translation = "a text in quotes";
const MappingListRule mapping_list = "`list`";
const JoinRule join = "a column in quotes";

namespace {

const auto column = named("a column in quotes", text);

struct Settings {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).settings = std::move(x3::_attr(context).entries);
  }
};
const auto setting_def = node(word("format") > name[into(&MappingSetting::format)] > data_block[Settings{}]);

const auto mapping_missing_def = node(word("missing") > comma_list(text[append(&MappingMissing::texts)]));

// `one by "…"`: without a path, the record itself.
const auto mapping_key_def =
    node(word("one") > named("a path or `by`", word("by") | (path[into(&MappingKey::path)] > word("by"))) >
         comma_list(column[append(&MappingKey::columns)]));

const auto translation_def =
    node(text[into(&MappingField::Translation::from)] > arrow > data[into(&MappingField::Translation::to)]);
bool begins_translation(Iterator token) { return token->is(Kind::String) && token[1].is(Kind::Arrow); }

struct Unit {
  std::optional<UnitOrColumns> MappingField::*member;
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).*member = std::move(x3::_attr(context));
  }
};
struct UnitColumn {
  std::optional<UnitOrColumns> MappingField::*member;
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    std::optional<UnitOrColumns>& unit = x3::_val(context).*member;
    if (!unit) unit.emplace(std::in_place_type<std::vector<Text>>);
    std::get<std::vector<Text>>(*unit).push_back(std::move(x3::_attr(context)));
  }
};
const auto unit_part =
    word("unit") > named("a unit, or a column in quotes", name[Unit{&MappingField::unit}] |
                                                              comma_list(text[UnitColumn{&MappingField::unit}]));
const auto currency_part =
    word("currency") > named("a currency, or a column in quotes", name[Unit{&MappingField::currency}] |
                                                                      comma_list(text[UnitColumn{&MappingField::currency}]));

const auto mapping_field_def =
    node(word("field") > path[into(&MappingField::path)] > word("from") >
         comma_list(column[append(&MappingField::from)]) > -(word("dates") > text[into(&MappingField::dates)]) >
         -unit_part > -currency_part > -(words("split", "by") > text[into(&MappingField::separator)]) >
         -in_braces(items("a text in quotes or `}`", begins_translation,
                          translation[append(&MappingField::translations)] >> -comma)) >
         -(words("blank", "means") > data[into(&MappingField::blank_means)]));

const auto join_def = node(column[into(&MappingList::Join::theirs)] > equals > column[into(&MappingList::Join::ours)]);
const auto mapping_list_def =
    node(word("list") > path[into(&MappingList::path)] >
         -(words("from", "file") > text[into(&MappingList::file)] >
           -(word("by") > comma_list(join[append(&MappingList::by)])) >
           -(word("under") > join[into(&MappingList::tree)])) >
         named("`complete` or `incomplete`", word("complete")[mark(&MappingList::complete)] | word("incomplete")));

struct AddPart {
  template <typename Ctx>
  void operator()(const Ctx& context) const {
    x3::_val(context).parts.emplace_back(std::move(x3::_attr(context)));
  }
};
bool begins_mapping_part(Iterator token) {
  if (!token->first) return false;
  return token->is_word("format") || token->is_word("missing") || token->is_word("one") || token->is_word("field") ||
         token->is_word("list");
}
const auto mapping_part = mapping_field[AddPart{}] | mapping_list[AddPart{}] | mapping_key[AddPart{}] |
                          mapping_missing[AddPart{}] | setting[AddPart{}];

const auto mapping_def =
    node(word("mapping") > name[into(&MappingDecl::name)] > -text[into(&MappingDecl::title)] > word("for") >
         named("a record's name", name)[into(&MappingDecl::record)] >
         -(word("extends") > comma_list(named("the name of a mapping", path)[append(&MappingDecl::extends)])) >
         in_braces(items("`format`, `missing`, `one`, `field`, `list` or `}`", begins_mapping_part, mapping_part)));

}  // namespace

BOOST_SPIRIT_DEFINE(setting, mapping_missing, mapping_key, translation, mapping_field, join, mapping_list, mapping)

BOOST_SPIRIT_INSTANTIATE(MappingRule, Iterator, Context)

}  // namespace shibo::dsl::grammar
