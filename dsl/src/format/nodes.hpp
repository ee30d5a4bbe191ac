// How each family of nodes is laid out. Each function writes its node at the writer's place.
#pragma once

#include "writer.hpp"

namespace shibo::dsl::layout {

void write(Writer& w, const Expr& expression);
/// Expressions with commas between, on as few lines as will do.
void write_items(Writer& w, const std::vector<ExprPtr>& items);
/// An expression with nothing beside it: parentheses around the whole are left out.
void write_whole(Writer& w, const Expr& expression);
/// Blocks end in a brace of their own, so what holds one at its end is not pushed further in.
[[nodiscard]] bool ends_in_brace(const Expr& expression);
/// Whether what follows a comma after the expression must begin a line: a list of kinds takes what stands on its own.
[[nodiscard]] bool ends_in_kinds(const Expr& expression);
/// Before `next` and after a comma: a set before it would go on with a name, but not with one in parentheses.
void part_from_set(Writer& w, const Expr& before, const Expr& next);
void write(Writer& w, const Reference& reference);
void write(Writer& w, const CodeSet& codes);
void write(Writer& w, const Literal& literal);
void write(Writer& w, const Data& data);
void write(Writer& w, const TypeExpr& type);
/// The values of a choice, in braces that end at the offset.
void write_values(Writer& w, const std::vector<ChoiceValue>& values, std::uint32_t end);

/// Each attribute after a place where the line may end.
void write_attributes(Writer& w, const Attributes& attributes);
/// Clauses that follow a head: on lines of their own if they do not fit beside it, unless the file breaks them
/// elsewhere.
void write_clauses(Writer& w, Ops clauses);
[[nodiscard]] bool has_any(const Attributes& attributes);
void write_path(Writer& w, const std::vector<Word>& path);
void write_texts(Writer& w, const std::vector<Text>& texts);
/// `NAME(params) "title" for Record : type`; lines that go on are as far in as the caller says.
void write_head(Writer& w, const Head& head);
[[nodiscard]] std::string_view sign_of(Comparison::Op op);

void write(Writer& w, const RecordDecl& declaration);
void write(Writer& w, const ChoiceDecl& declaration);
void write(Writer& w, const UnitDecl& declaration);
void write(Writer& w, const InstrumentDecl& declaration);
void write(Writer& w, const GroupDecl& declaration);
void write(Writer& w, const ParameterDecl& declaration);
void write(Writer& w, const FactDecl& declaration);
void write(Writer& w, const NeedsDecl& declaration);
void write(Writer& w, const SeriesDecl& declaration);
void write(Writer& w, const QuestionDecl& declaration);
void write(Writer& w, const ReadingDecl& declaration);
void write(Writer& w, const RatesDecl& declaration);
void write(Writer& w, const MoreRatesDecl& declaration);
void write(Writer& w, const ScopeDecl& declaration);
void write(Writer& w, const DefineDecl& declaration);
void write(Writer& w, const RuleDecl& declaration);
void write(Writer& w, const DecisionDecl& declaration);
void write(Writer& w, const ConvertDecl& declaration);
void write(Writer& w, const GapDecl& declaration);
void write(Writer& w, const TableDecl& declaration);
void write(Writer& w, const MoreRowsDecl& declaration);
void write(Writer& w, const MappingDecl& declaration);
void write(Writer& w, const TestDecl& declaration);

/// `KEYWORD head attributes = value`, the value on a line of its own where it was, or where it does not fit.
void write_defined(Writer& w, std::string_view keyword, const Head& defined, const Expr& value);

/// A keyword, the head, its attributes (after `more`, where given), and the brace that opens the body:
/// on the head's line if all fits, on a line of its own otherwise. The body ends at the offset.
void write_braced(Writer& w, std::string_view keyword, const Head& head, const std::function<void()>& more,
                  std::uint32_t end, bool empty, const std::function<void()>& items);
/// The same of what has no head: `begin` writes what stands before the attributes.
void write_braced(Writer& w, const std::function<void()>& begin, const Attributes& attributes, std::uint32_t end,
                  bool empty, const std::function<void()>& items);

}  // namespace shibo::dsl::layout
