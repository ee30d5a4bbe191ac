// The syntax tree: what a file says, before anyone asks what it means.
//
// Literals keep the text they were written with and every node keeps its span, so the formatter can
// write the file back and a diagnostic can point at it. Nothing here is resolved: whether `RCEP` is
// a group, an instrument or a value of a choice is for the checker (engine/src/names) to find out.
//
// Nodes are plain data. A parse makes them and nobody changes them afterwards.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shibo/dsl/source.hpp"
#include "shibo/dsl/syntax/data.hpp"
#include "shibo/dsl/syntax/expression.hpp"
#include "shibo/dsl/syntax/law.hpp"
#include "shibo/dsl/syntax/mapping.hpp"
#include "shibo/dsl/syntax/node.hpp"
#include "shibo/dsl/syntax/table.hpp"
#include "shibo/dsl/syntax/test.hpp"
#include "shibo/dsl/syntax/world.hpp"

namespace shibo::dsl {

using Declaration =
    std::variant<RecordDecl, ChoiceDecl, UnitDecl, InstrumentDecl, GroupDecl, ParameterDecl, FactDecl, NeedsDecl,
                 QuestionDecl, ReadingDecl, ScopeDecl, DefineDecl, RuleDecl, DecisionDecl, TableDecl, MoreRowsDecl,
                 ConvertDecl, RatesDecl, MoreRatesDecl, GapDecl, MappingDecl, TestDecl, SeriesDecl>;

struct HsEdition : Spanned {  ///< `hs edition 2012 until 2022-12-31, 2022 since 2023-01-01`
  std::string year;
  Attributes period;
};
struct PackageHead : Spanned {
  std::vector<Word> name;
  std::optional<Text> title;
  std::vector<HsEdition> editions;
};
struct UseClause : Spanned {
  std::vector<Word> name;
  std::optional<Word> alias;
};

/// A comment, kept with where it stood, so that the formatter can put it back.
struct Comment : Spanned {
  std::string text;       ///< from `#` on, without trailing blanks
  bool own_line = false;  ///< alone on its line: belongs to what follows
};

struct SyntaxTree {
  const Source* source = nullptr;
  PackageHead package;
  std::vector<UseClause> uses;
  std::vector<Declaration> declarations;
  std::vector<Comment> comments;
  std::vector<std::uint32_t> blank_lines;  ///< offsets at which an empty line stands
};

/// The span of any declaration, from its first word to its last token.
[[nodiscard]] Span span_of(const Declaration& declaration);

}  // namespace shibo::dsl
