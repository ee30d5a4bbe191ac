// Expressions: where their lines end.
#include <algorithm>

#include "../grammar/words.hpp"
#include "members.hpp"
#include "nodes.hpp"

namespace shibo::dsl::layout {
namespace {

// `when C`, `satisfies C`: on this line where a block begins, or after a place where it may end.
void write_clause(Writer& w, std::string_view word, const Expr& condition) {
  if (ends_in_brace(condition)) {
    w.text(" ");
  } else {
    const Indent in(w, 4);
    w.fill(condition.span.begin);
    const Group group(w);
    w.text(word);
    w.text(" ");
    return write(w, condition);
  }
  w.text(word);
  w.text(" ");
  write(w, condition);
}

void write_binary(Writer& w, const Expr& left, std::string_view sign, const Expr& right) {
  const Group group(w);
  write(w, left);
  // A name before `when` that begins a line is the next case: where comments end the line, the sign goes on with it.
  const bool is_name = std::holds_alternative<Reference>(right.node);
  const bool sign_first = is_name && w.stands_before_case(right.span.end);
  const Indent in(w, 2);
  if (sign_first && w.comments(right.span.begin, false)) {
    w.goes_on(right.span.begin);
    w.text(sign);
    w.text(" ");
  } else {
    w.text(" ");
    w.text(sign);
    w.fill(right.span.begin);
  }
  write(w, right);
}

// A set goes on after a comma with a name, and with no parenthesis that could part it from the clause of its name.
[[nodiscard]] bool begins_with_clause_word(const Expr& e) {
  if (const auto* of = std::get_if<OfExpr>(&e.node)) return begins_with_clause_word(*of->left);
  const auto* name = std::get_if<Reference>(&e.node);
  return name != nullptr && grammar::is_clause_word(name->steps.front().name.text);
}

}  // namespace

void write_items(Writer& w, const std::vector<ExprPtr>& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) w.text(","), part_from_set(w, *items[i - 1], *items[i]);
    if (i > 0 && ends_in_kinds(*items[i - 1])) w.hard(items[i]->span.begin, true);
    else if (i > 0 && begins_with_clause_word(*items[i])) w.text(" ");
    else if (i > 0) w.fill(items[i]->span.begin);
    write(w, *items[i]);
  }
}

namespace {

void write(Writer& w, const LevelOf& e) {
  static constexpr std::string_view kWords[] = {"chapter", "heading", "subheading", "code"};
  w.text(kWords[static_cast<std::size_t>(e.level)]);
  w.text(" of ");
  write(w, *e.code);
}
void write(Writer& w, const UnitsBetween& e) {
  const Group group(w);
  w.text(e.count == UnitsBetween::Count::Whole ? "whole " : "begun ");
  w.text(grammar::word_of_unit(e.unit));
  w.text(" from ");
  write(w, *e.from);
  const Indent in(w, 4);
  w.fill(e.to->span.begin);
  w.text("to ");
  write(w, *e.to);
}
void write(Writer& w, const WordOf& e) {
  w.text(text_of(e.word));
  w.text(" of ");
  write(w, *e.operand);
}
void write(Writer& w, const DayOfYear& e) {
  w.text(e.day.text + " " + e.month.text + " of ");
  write(w, *e.date);
}
void write(Writer& w, const OfExpr& e) {
  write(w, *e.left);
  w.text(" of ");
  write(w, *e.right);
}

void write_list(Writer& w, const std::vector<ExprPtr>& items, std::uint32_t end) {
  const Group group(w);
  w.text("[");
  if (items.empty() && !w.comments(end, false)) return w.text("]");
  {
    const Indent in(w, 2);
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) w.text(","), part_from_set(w, *items[i - 1], *items[i]);
      if (i > 0 && ends_in_kinds(*items[i - 1])) w.hard(items[i]->span.begin, true);
      else i == 0 ? w.soft(items[i]->span.begin) : w.fill(items[i]->span.begin);
      write(w, *items[i]);
    }
    if (!items.empty()) w.comments(end, false);
  }
  w.soft(0);
  w.text("]");
}

// A name that means something else where no parenthesis parts it from its neighbours: `(count) of x`.
[[nodiscard]] bool is_soft(std::string_view word) {
  static constexpr std::string_view kWords[] = {"chapter", "chapters", "code", "codes",      "distinct",    "empty",
                                                "heading", "headings", "open", "subheading", "subheadings", "unknown"};
  return word_before_of(word).has_value() || grammar::is_clause_word(word) || grammar::is_infix_word(word) ||
         grammar::is_block_word(word) || std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

// Parentheses around one name, or around parentheses, help nobody. All others stay: they may be there for the reader.
[[nodiscard]] bool is_needless(const Parens& e) {
  if (std::holds_alternative<Parens>(e.inner->node)) return true;
  const auto* name = std::get_if<Reference>(&e.inner->node);
  return name != nullptr && name->except_from.empty() &&
         (name->steps.size() > 1 || !is_soft(name->steps.front().name.text));
}

void write(Writer& w, const Parens& e, std::uint32_t begin) {
  const bool kept = w.keeps_parentheses(begin);
  if (kept && std::holds_alternative<Parens>(e.inner->node)) w.keep_parentheses(e.inner->span.begin);
  else if (kept) w.keep_parentheses(kEnd);
  if (is_needless(e) && (!kept || std::holds_alternative<Parens>(e.inner->node))) return write(w, *e.inner);
  w.text("(");
  write(w, *e.inner);
  w.text(")");
}
void write(Writer& w, const Negation& e) {
  w.text("-");
  write(w, *e.operand);
}
void write(Writer& w, const NotExpr& e) {
  w.text("not ");
  write(w, *e.operand);
}

void write(Writer& w, const Chain& e) {
  static constexpr std::string_view kSigns[] = {" +", " -", " *", " /"};
  const Group group(w);
  write(w, *e.first);
  const Indent in(w, 2);
  for (const Chain::Term& term : e.rest) {
    // A sign that begins a line begins the next row of a table, so it stays at the end.
    w.text(kSigns[static_cast<std::size_t>(term.op)]);
    w.line(term.operand->span.begin);
    write(w, *term.operand);
  }
}

void write(Writer& w, const Logic& e) {
  const Group group(w);
  write(w, *e.operands.front());
  const Indent in(w, 2);
  for (std::size_t i = 1; i < e.operands.size(); ++i) {
    w.line(e.operands[i]->span.begin);
    w.text(e.op == Logic::Op::And ? "and " : "or ");
    write(w, *e.operands[i]);
  }
}

void write(Writer& w, const Comparison& e) {
  write_binary(w, *e.left, sign_of(e.op), *e.right);
  if (!e.within) return;
  w.text(" within ");
  write(w, *e.within);
}

void write(Writer& w, const Membership& e) {
  const Group group(w);
  write(w, *e.left);
  w.text(e.negated ? " not in " : " in ");
  const Indent in(w, 4);
  write_items(w, e.sets);
}
void write(Writer& w, const RangeExpr& e) {
  write(w, *e.from);
  w.text(" to ");
  write(w, *e.to);
}
void write(Writer& w, const Test& e) {
  static constexpr std::string_view kWords[] = {" is empty", " is not empty", " is given", " is missing",
                                                " passes",   " fails",        " applies"};
  write(w, *e.operand);
  w.text(kWords[static_cast<std::size_t>(e.kind)]);
}

// Parentheses part a minus from the branch before, or from the mark, which would go on with it.
[[nodiscard]] bool begins_with_minus(const Writer& w, const Expr& e) {
  if (const auto* parens = std::get_if<Parens>(&e.node)) return begins_with_minus(w, *parens->inner);
  return w.tree() != nullptr && w.tree()->source->text()[e.span.begin] == '-';
}

void write_branch(Writer& w, const Branch& branch) {
  const Group group(w);
  for (const Word& mark : branch.marks) w.text("(" + mark.text + ")");
  if (!branch.marks.empty()) w.text(" ");
  begins_with_minus(w, *branch.condition) ? write(w, *branch.condition) : write_whole(w, *branch.condition);
  const Indent in(w, 2);
  write_attributes(w, branch.attributes);
}

void write_block(Writer& w, const Block& e, std::uint32_t end) {
  if (e.kind == Block::Kind::AtLeast) w.text("at least " + e.least + " of ");
  else w.text(e.kind == Block::Kind::Any ? "any of " : "all of ");
  w.body("{", "}", end, [&] {
    for (const Branch& branch : e.branches) {
      w.hard(branch.span.begin, &branch == &e.branches.front());
      write_branch(w, branch);
    }
  });
}

void write_first_of(Writer& w, const FirstOf& e, std::uint32_t end) {
  w.text("first of ");
  w.body("{", "}", end, [&] {
    Columns columns;
    for (const Case& one : e.cases) {
      Columns::Line line;
      line.before = w.capture([&] { w.hard(one.span.begin, &one == &e.cases.front()); });
      line.cells.push_back(w.capture([&] { write(w, *one.value); }));
      line.cells.push_back(w.capture([&] {
        {
          const Group group(w);
          w.text(one.condition ? "when " : "otherwise");
          if (one.condition) write_whole(w, *one.condition);
        }
        const Indent in(w, 2);
        write_attributes(w, one.attributes);
      }));
      line.hugs = one.condition && ends_in_brace(*one.condition);
      columns.lines.push_back(std::move(line));
    }
    columns.write(w);
  });
}

void write(Writer& w, const Quantified& e) {
  w.text(e.kind == Quantified::Kind::Every ? "every " : "some ");
  w.text(e.variable.text + " in ");
  write(w, *e.list);
  if (e.where) write_clause(w, "where", *e.where);
  write_clause(w, "satisfies", *e.satisfies);
}

void write(Writer& w, const Aggregate& e) {
  static constexpr std::string_view kWords[] = {"sum of ", "count of ", "count of distinct ",
                                                "min of ", "max of ",   "list of "};
  w.text(kWords[static_cast<std::size_t>(e.kind)]);
  if (e.value) write(w, *e.value);
  if (!e.variable) return;
  if (e.value) {
    const Indent in(w, 4);
    w.fill(e.variable->span.begin);
    w.text("for ");
  }
  w.text(e.variable->text + " in ");
  write(w, *e.list);
  if (e.where) write_clause(w, "where", *e.where);
}

void write(Writer& w, const Rounded& e) {
  static constexpr std::string_view kModes[] = {" half up", " half down", " half even", " up", " down"};
  write(w, *e.value);
  w.text(" rounded to ");
  write(w, e.step);
  w.text(kModes[static_cast<std::size_t>(e.mode)]);
}
void write(Writer& w, const Presumed& e) {
  write(w, *e.value);
  w.text(" presumed ");
  write(w, *e.presumption);
}
void write(Writer& w, const AsOf& e) {
  write(w, *e.value);
  w.text(" as of ");
  write(w, *e.date);
}
void write(Writer& w, const UnknownExpr& e) {
  w.text("unknown ");
  w.quoted(e.why);
}

void write_argument(Writer& w, const Argument& argument) {
  if (argument.label) w.text(argument.label->text + ": ");
  write(w, *argument.value);
}

void write_arguments(Writer& w, const PathStep& step) {
  w.text("(");
  if (step.arguments.empty()) {
    if (w.comments(step.span.end - 1, false)) w.hard(0, true);
    return w.text(")");
  }
  const bool hugs = step.arguments.size() == 1 && std::holds_alternative<ListExpr>(step.arguments.front().value->node);
  if (hugs) {
    write_argument(w, step.arguments.front());
    return w.text(")");
  }
  const Group group(w);
  {
    const Indent in(w, 2);
    for (std::size_t i = 0; i < step.arguments.size(); ++i) {
      const std::uint32_t begin = step.arguments[i].span.begin;
      if (i > 0) w.text(",");
      if (i > 0 && !step.arguments[i].label) part_from_set(w, *step.arguments[i - 1].value, *step.arguments[i].value);
      if (i > 0 && ends_in_kinds(*step.arguments[i - 1].value)) w.hard(begin, true);
      else i == 0 ? w.soft(begin) : w.line(begin);
      write_argument(w, step.arguments[i]);
    }
    w.comments(step.span.end - 1, false);
  }
  w.soft(0);
  w.text(")");
}

// What reaches as far to the right as it can keeps its parentheses.
[[nodiscard]] bool reaches_far(const Expr& e) {
  return std::holds_alternative<Block>(e.node) || std::holds_alternative<FirstOf>(e.node) ||
         std::holds_alternative<Quantified>(e.node) || std::holds_alternative<Aggregate>(e.node);
}

}  // namespace

namespace {

// Whether the last words are those of such an expression.
template <typename Node, typename Is>
[[nodiscard]] bool ends_in(const Expr& e, const Is& is) {
  bool found = false;
  const auto look = [&](const auto& node) {
    if constexpr (std::is_same_v<std::decay_t<decltype(node)>, Expr>) {
      const auto* wanted = std::get_if<Node>(&node.node);
      found = found || (wanted != nullptr && node.span.end == e.span.end && is(*wanted));
    }
    return !found;
  };
  walk(e, look);
  return found;
}

}  // namespace

bool ends_in_kinds(const Expr& e) {
  return ends_in<Reference>(e, [](const Reference& kinds) { return !kinds.except_from.empty(); });
}

void part_from_set(Writer& w, const Expr& before, const Expr& next) {
  const bool set = ends_in<Membership>(before, [](const Membership&) { return true; });
  if (set) w.keep_parentheses(next.span.begin);
}

bool ends_in_brace(const Expr& e) {
  if (std::holds_alternative<Block>(e.node) || std::holds_alternative<FirstOf>(e.node)) return true;
  const auto* every = std::get_if<Quantified>(&e.node);
  return every != nullptr && ends_in_brace(*every->satisfies);
}

void write_whole(Writer& w, const Expr& e) {
  const auto* parens = std::get_if<Parens>(&e.node);
  if (parens != nullptr && !reaches_far(*parens->inner)) return write_whole(w, *parens->inner);
  write(w, e);
}

std::string_view sign_of(Comparison::Op op) {
  static constexpr std::string_view kSigns[] = {
      "<", "<=", ">", ">=", "is", "is not", "starts with", "ends with", "contains", "is shaped", "is not shaped"};
  return kSigns[static_cast<std::size_t>(op)];
}

void write(Writer& w, const Reference& e) {
  for (const PathStep& step : e.steps) {
    if (&step != &e.steps.front()) w.text(".");
    w.text(step.name.text);
    if (step.called) write_arguments(w, step);
  }
  if (e.except_from.empty()) return;
  // A kind that began a line would no longer belong to the list; a further code of one kind may.
  w.text(" except from ");
  for (const ExprPtr& kind : e.except_from) {
    if (&kind != &e.except_from.front()) w.text(", ");
    write(w, *kind);
  }
}

namespace {

// A name that is also the word of a clause is taken for that where it begins a line.
void write_name(Writer& w, const Reference& e) {
  const bool parts = grammar::is_clause_word(e.steps.front().name.text) && w.may_begin_line();
  if (parts) w.text("(");
  write(w, e);
  if (parts) w.text(")");
}

}  // namespace

void write(Writer& w, const Expr& e) {
  std::visit(
      [&](const auto& node) {
        using T = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<T, Reference>) write_name(w, node);
        else if constexpr (std::is_same_v<T, Parens>) write(w, node, e.span.begin);
        else if constexpr (std::is_same_v<T, Block>) write_block(w, node, e.span.end - 1);
        else if constexpr (std::is_same_v<T, FirstOf>) write_first_of(w, node, e.span.end - 1);
        else if constexpr (std::is_same_v<T, ListExpr>) write_list(w, node.items, e.span.end - 1);
        else write(w, node);
      },
      e.node);
}

}  // namespace shibo::dsl::layout
