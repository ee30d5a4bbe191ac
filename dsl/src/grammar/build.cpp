#include "build.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shibo/dsl/parse.hpp"

namespace shibo::dsl::grammar {
namespace {

[[nodiscard]] ExprPtr share(Expr&& expression) { return std::make_shared<const Expr>(std::move(expression)); }

// Text of the source on one line, for a message.
[[nodiscard]] std::string on_one_line(State& state, Span span) {
  std::string line;
  for (const char c : state.slice(span)) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) line += c;
    else if (!line.empty() && line.back() != ' ') line += ' ';
  }
  return line;
}

// How many presumptions and days already stand on the left, one upon the other.
[[nodiscard]] std::size_t postfix_depth(const Expr& value) {
  std::size_t depth = 0;
  const Expr* at = &value;
  while (at != nullptr) {
    const Expr* inner = nullptr;
    if (const auto* presumed = std::get_if<Presumed>(&at->node)) inner = presumed->value.get();
    if (const auto* as_of = std::get_if<AsOf>(&at->node)) inner = as_of->value.get();
    at = inner;
    ++depth;
  }
  return depth;
}

void check_postfix(State& state, const Expr& value) {
  if (postfix_depth(value) < Limits::kNesting) return;
  state.report(codes::kTooDeep, value.span, "nested too deep",
               "at most " + std::to_string(Limits::kNesting) + " levels; give parts of it names of their own");
  throw Failure{state.begin(), true};
}

[[nodiscard]] Chain::Op chain_op(const std::string& sign) {
  if (sign == "+") return Chain::Op::Add;
  if (sign == "-") return Chain::Op::Subtract;
  return sign == "/" || sign == "÷" ? Chain::Op::Divide : Chain::Op::Multiply;
}

// The operands of a mixed chain with parentheses around each stretch of one word: `(a and b) or c`.
[[nodiscard]] std::string reading(State& state, const Run& run, std::string_view tight) {
  std::string text;
  std::string group = on_one_line(state, run.first.span);
  bool several = false;
  const auto flush = [&] { text += several ? "(" + group + ")" : group; };
  for (const Run::Term& term : run.rest) {
    const std::string operand = on_one_line(state, term.operand->span);
    if (term.op.text == tight) {
      group += " " + term.op.text + " " + operand;
      several = true;
      continue;
    }
    flush();
    text += " " + term.op.text + " ";
    group = operand;
    several = false;
  }
  flush();
  return text;
}

void report_mixed(State& state, const Run& run, const Word& op) {
  constexpr std::size_t kReadingMax = 100;
  const std::string& first_op = run.rest.front().op.text;
  const std::string ands = reading(state, run, "and");
  const std::string ors = reading(state, run, "or");
  const bool fits = ands.size() <= kReadingMax;
  const std::string help = fits ? "write `" + ands + "` or `" + ors + "`"
                                : "put parentheses around the part that belongs together: "
                                  "`(a and b) or c` or `a and (b or c)`";
  Diagnostic& found = state.report(codes::kMixedLogic, op.span,
                                   "`" + first_op + "` and `" + op.text + "` stand side by side", help);
  found.label = "which goes first?";
  found.labels.push_back({nullptr, run.rest.front().op.span, ""});
}

[[nodiscard]] std::optional<bool> truth_literal(const ExprPtr& value) {
  const auto* literal = value ? std::get_if<Literal>(&value->node) : nullptr;
  if (literal == nullptr) return {};
  if (literal->kind == Literal::Kind::True) return true;
  if (literal->kind == Literal::Kind::False) return false;
  return {};
}

[[nodiscard]] bool is_simple(const Expr& value) {
  return std::holds_alternative<Reference>(value.node) || std::holds_alternative<Parens>(value.node);
}

// `x is true`, `x is not false`.
void check_truth(State& state, const Expr& left, const Relation& relation) {
  const std::optional<bool> truth = truth_literal(relation.right);
  const bool equality = relation.op == Comparison::Op::Is || relation.op == Comparison::Op::IsNot;
  if (!truth || !equality || relation.what != Relation::What::Compare) return;
  const bool holds = *truth == (relation.op == Comparison::Op::Is);
  const std::string text = on_one_line(state, left.span);
  const std::string operand = is_simple(left) ? text : "(" + text + ")";
  state.report(codes::kComparedWithTruth, {relation.op_span.begin, relation.right->span.end},
               std::string("a condition is not compared with `") + (*truth ? "true" : "false") + "`",
               "write `" + (holds ? text : "not " + operand) + "`");
}

// `light_enough = passes`.
[[nodiscard]] std::optional<std::string> cure_of_status(State& state, const Expr& left, const Expr& right) {
  const std::string status = on_one_line(state, right.span);
  if (status != "passes" && status != "fails" && status != "applies") return {};
  return "write `" + on_one_line(state, left.span) + " " + status + "`";
}

[[nodiscard]] std::string op_text(const Relation& relation, State& state) {
  return on_one_line(state, relation.op_span);
}

}  // namespace

void presume(State& state, Expr& value, Expr&& presumption) {
  check_postfix(state, value);
  const Span span{value.span.begin, presumption.span.end};
  Presumed made{share(std::move(value)), share(std::move(presumption))};
  value = Expr{};
  value.span = span;
  value.node = std::move(made);
}

void judge_as_of(State& state, Expr& value, Expr&& date) {
  check_postfix(state, value);
  const Span span{value.span.begin, date.span.end};
  AsOf made{share(std::move(value)), share(std::move(date))};
  value = Expr{};
  value.span = span;
  value.node = std::move(made);
}

void report_misplaced(State& state, const Expr& expression) {
  const std::string text = on_one_line(state, expression.span);
  const std::string_view word = std::string_view(text).substr(0, text.find(' '));
  const bool every = word == "every" || word == "some";
  const std::string shown = every ? std::string(word) : text.substr(0, text.find(" of") + 3);
  const Span where{expression.span.begin,
                   expression.span.begin + static_cast<std::uint32_t>(every ? word.size() : shown.size())};
  state.report(codes::kNeedsParentheses, where, "`" + shown + "` needs parentheses here",
               "it reaches as far to the right as it can, so as an operand it is written `(" + shown + " …)`");
}

void add_term(State& state, Run& run, Word op) {
  // The chain itself is one term more than the operators seen so far.
  state.check_chain(run.rest.size() + 2, op.span);
  run.rest.emplace_back();
  run.rest.back().op = std::move(op);
}

Expr make_chain(Run&& run) {
  if (run.rest.empty()) return std::move(run.first);
  Expr whole;
  whole.span = run.span;
  Chain chain;
  chain.first = share(std::move(run.first));
  for (Run::Term& term : run.rest) {
    chain.rest.push_back({chain_op(term.op.text), term.op.span, std::move(term.operand)});
  }
  whole.node = std::move(chain);
  return whole;
}

Expr make_logic(State& state, Run&& run) {
  if (run.rest.empty()) return std::move(run.first);
  const std::string op = run.rest.front().op.text;
  for (const Run::Term& term : run.rest) {
    if (term.op.text == op) continue;
    report_mixed(state, run, term.op);
    break;
  }
  Expr whole;
  whole.span = run.span;
  Logic logic;
  logic.op = op == "and" ? Logic::Op::And : Logic::Op::Or;
  logic.operands.push_back(share(std::move(run.first)));
  for (Run::Term& term : run.rest) logic.operands.push_back(std::move(term.operand));
  whole.node = std::move(logic);
  return whole;
}

Expr relate(State& state, Expr&& left, Relation&& relation) {
  const bool equals = relation.what == Relation::What::Compare && op_text(relation, state) == "=";
  if (equals && !truth_literal(relation.right)) report_equals(state, relation.op_span, cure_of_status(state, left, *relation.right));
  check_truth(state, left, relation);
  Expr whole;
  whole.span = {left.span.begin, relation.span.end};
  ExprPtr operand = share(std::move(left));
  switch (relation.what) {
    case Relation::What::Compare:
      whole.node = Comparison{std::move(operand), relation.op, relation.op_span, std::move(relation.right),
                              std::move(relation.within)};
      break;
    case Relation::What::Member:
      whole.node = Membership{std::move(operand), relation.negated, std::move(relation.sets)};
      break;
    case Relation::What::Test: whole.node = Test{std::move(operand), relation.test}; break;
  }
  return whole;
}

constexpr std::string_view kWholeCount = "a count or a sum that is compared stands in parentheses: `(count of m in list where …) ";

void report_chained(State& state, const Expr& comparison, const Relation& relation) {
  std::optional<std::string> help = "join two comparisons with `and`";
  const auto* first = std::get_if<Comparison>(&comparison.node);
  const bool order = relation.what == Relation::What::Compare && relation.op != Comparison::Op::Is && relation.op != Comparison::Op::IsNot;
  // Neither a list that something is in nor the answer of a test has an order.
  if (first == nullptr && order) help = std::string(kWholeCount) + on_one_line(state, relation.span) + "`";
  if (first != nullptr && relation.what == Relation::What::Compare) {
    const std::string middle = on_one_line(state, first->right->span);
    const std::string left = on_one_line(state, comparison.span);
    const std::string right = on_one_line(state, relation.span);
    const bool equality = first->op == Comparison::Op::Is || first->op == Comparison::Op::IsNot;
    if (!(equality && order)) help = "write `" + left + " and " + middle + " " + right + "`";
    else help = "join two comparisons with `and`; " + std::string(kWholeCount) + right + "`";
  }
  Diagnostic& found = state.report(codes::kChainedComparison, relation.span, "comparisons do not chain", std::move(help));
  found.labels.push_back({nullptr, comparison.span, "the first comparison"});
}

void report_not_before(State& state, const Expr& negation, const Relation& relation) {
  const auto* held = std::get_if<NotExpr>(&negation.node);
  const std::string operand = held != nullptr ? on_one_line(state, held->operand->span) : std::string("x");
  const std::string rest = on_one_line(state, relation.span);
  std::string help = "write `not (" + operand + " " + rest + ")`";
  const bool member = relation.what == Relation::What::Member && !relation.negated;
  const bool equality = relation.what == Relation::What::Compare && relation.op == Comparison::Op::Is;
  if (member) help = "write `" + operand + " not " + rest + "`";
  if (equality) help = "write `" + operand + " is not" + rest.substr(op_text(relation, state).size()) + "`";
  state.report(codes::kNotBeforeRelation, {negation.span.begin, relation.span.end},
               "`not` stands before one truth, and not before a comparison", std::move(help));
}

void report_equals(State& state, Span where, std::optional<std::string> cure) {
  state.report(codes::kEqualsAsIs, where, "`=` gives a name its meaning, and compares nothing", cure.value_or("write `is`"));
}

void report_not_given(State& state, Span where, bool given) {
  state.report(codes::kUnexpected, where, std::string("`not ") + (given ? "given" : "missing") + "` is said in one word",
               std::string("write `is ") + (given ? "missing" : "given") + "`");
}

}  // namespace shibo::dsl::grammar
