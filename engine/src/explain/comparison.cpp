#include "explain/comparison.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>

#include "eval/evaluation.hpp"
#include "explain/explain.hpp"
#include "program/types.hpp"

namespace shibo::engine {

namespace {

// ── Figures ────────────────────────────────────────────────────────────────────────────────────

constexpr std::string_view kAbout = "≈";
constexpr int kPercentPlaces = 2;
constexpr int kPlacesMax = 200;

/// The number that digits with their commas show.
std::optional<Number> number_in(std::string digits) {
  std::erase(digits, ',');
  return Number::parse(digits);
}

bool same_side(const Number& shown, const Number& exact, const Number& other) {
  return shown != other && (shown < other) == (exact < other);
}

/// The first digits of the number, as many as tell it from the other.
std::string cut(const Number& exact, const Number& other, int places) {
  for (; places < kPlacesMax; ++places) {
    const Number shown = exact.rounded_to(Number::decimal(1, places), RoundingMode::Down);
    if (same_side(shown, exact, other)) return shown.to_grouped() + "…";
  }
  return exact.to_string();
}

/// A text that shows the number as `≈40.00%`, with as many digits of it as tell it from the other.
std::string told_apart(std::string text, const Number& number, Measure unit, const Number& other, const Type& type) {
  const std::string usual = to_text(value_of({number, number, unit}, type, {}), type);
  const std::size_t about = usual.find(kAbout);
  if (about == std::string::npos || number == other) return text;
  const std::size_t end = usual.find_first_not_of("0123456789.,-", about + kAbout.size());
  const std::string rounded = usual.substr(about, end == std::string::npos ? end : end - about);
  const std::size_t at = text.find(rounded);
  const std::optional<Number> shown = number_in(rounded.substr(kAbout.size()));
  const bool percent = usual.ends_with('%');
  const Number scale(percent ? 100 : 1);
  if (at == std::string::npos || !shown || same_side(*shown, number * scale, other * scale)) return text;
  return text.replace(at, rounded.size(),
                      cut(number * scale, other * scale, percent ? kPercentPlaces : Number::kGroupedPlaces));
}

std::string figure_beside(const Step& one, const Step& other) {
  std::string text = node_of(one).value;
  if (text.find(kAbout) == std::string::npos) return text;
  const Interval mine = interval_of(one.value);
  const Interval theirs = interval_of(other.value);
  if (!mine.unit.empty() && !theirs.unit.empty() && mine.unit != theirs.unit) return text;
  for (const auto& from : {theirs.low, theirs.high}) {
    if (!from) continue;
    if (mine.low) text = told_apart(std::move(text), *mine.low, mine.unit, *from, *one.type);
    if (mine.high && !mine.point()) text = told_apart(std::move(text), *mine.high, mine.unit, *from, *one.type);
  }
  return text;
}

// ── What is said ───────────────────────────────────────────────────────────────────────────────

std::string called(const Step& operand, const BoundNames& bound) {
  if (const auto* variable = as<node::Variable>(operand)) {
    const auto found = bound.find(variable->name);
    if (found != bound.end()) return found->second;
  }
  const Explanation node = node_of(operand);
  return node.kind == Explanation::Kind::Expression ? node.text : node.name;
}

/// `approved_by is buyer`.
std::string has(const Step& operand, const BoundNames& bound, const std::string& figure) {
  return called(operand, bound) + " is " + figure + (operand.by_mapping ? " (what a blank means here)" : "");
}
std::string has(const Step& operand, const BoundNames& bound) { return has(operand, bound, node_of(operand).value); }

using Op = dsl::Comparison::Op;

const char* ordering(Op op, bool of_days) {
  switch (op) {
    case Op::Less: return of_days ? "before " : "less than ";
    case Op::LessEqual: return of_days ? "no later than " : "at most ";
    case Op::Greater: return of_days ? "after " : "more than ";
    case Op::GreaterEqual: return of_days ? "no earlier than " : "at least ";
    case Op::Is: return "";
    default: return "not ";
  }
  return "";
}

/// What is asked, and the same of one for which it does not hold: `at least 6` and `less than 6`.
struct Asked {
  std::string holds;
  std::string fails;
};

Asked asked_or_not(bool negated, const std::string& what) {
  return negated ? Asked{"not " + what, what} : Asked{what, "not " + what};
}

std::string must_be(const std::string& what) {
  return what.starts_with("not ") ? "; must not be " + what.substr(4) : "; must be " + what;
}

/// `x is 5; must be at least 6`, of what holds `x is 6, at least 6`.
std::string clause(const Step& comparison, Demand demand, const std::string& record_has, const Asked& asked) {
  const Truth truth = comparison.value.truth();
  if (truth == Truth::True) return record_has + ", " + asked.holds;
  if (demand == Demand::Holds) return record_has + must_be(asked.holds);
  if (truth == Truth::False) return record_has + ", " + asked.fails;
  if (demand == Demand::Fails) return record_has + must_be(asked.fails);
  return record_has + "; it is asked whether it is " + asked.holds;
}

std::string says_compare(const Step& step, const node::Compare& compare, Demand demand,
                         const std::vector<std::string>& figures, const BoundNames& bound) {
  const bool of_texts = !is_order(compare.op) && compare.op != Op::Is && compare.op != Op::IsNot;
  if (of_texts || compare.within != nullptr) return "";
  const Step& other = *looked_through(step.children[1]);
  const std::string right = called(other, bound);
  const bool plain = is<node::Constant>(other) || is<node::Argument>(other) || right == figures[1] ||
                     other.type->kind == TypeKind::Condition;
  const bool told = other.value.known() || interval_of(other.value).low || interval_of(other.value).high;
  const std::string asked = !told ? right + ", which is " + figures[1] : figures[1] + (plain ? "" : " (" + right + ")");
  const std::string found = has(*looked_through(step.children[0]), bound, figures[0]);
  const bool equal = compare.op == Op::Is;
  if (equal && step.value.truth() == Truth::True) return found;
  const bool of_days = compare.left->type.kind == TypeKind::Date || compare.left->type.kind == TypeKind::Time;
  return clause(step, demand, found,
                {ordering(compare.op, of_days) + asked, ordering(opposite(compare.op), of_days) + asked});
}

/// Each of a list that is written out; nothing where something else is among them.
std::optional<std::vector<std::string>> members(const node::In& in) {
  std::vector<std::string> out;
  for (const Node* set : in.sets) {
    const auto* list = std::get_if<node::List>(&set->what);
    if (list == nullptr) return std::nullopt;
    for (const Node* item : list->items) {
      const auto* constant = std::get_if<node::Constant>(&item->what);
      if (constant == nullptr) return std::nullopt;
      out.push_back(to_text(Value::of(constant->value), item->type));
    }
  }
  return out;
}

std::string listed(const std::vector<std::string>& texts) {
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i)
    out += (i == 0 ? "" : i + 1 == texts.size() ? " or " : ", ") + texts[i];
  return out;
}

/// `RCEP in claim`: it is the list that the record gives.
std::string says_holds(const Step& step, const node::In& in, const Step& left, Demand demand, const BoundNames& bound) {
  if (step.children.size() != 2) return "";
  const std::string found = has(*looked_through(step.children[1]), bound);
  if (step.value.truth() == Truth::Unknown && demand == Demand::None)
    return found + "; it is asked whether it holds " + node_of(left).value;
  if (step.value.truth() == Truth::True || demand == Demand::None) return found;
  if (demand == Demand::Fails && step.value.truth() == Truth::False) return found;
  return found + (in.negated == (demand == Demand::Holds) ? "; must not hold " : "; must hold ") + node_of(left).value;
}

/// The code whose digits a `heading of hs` takes; null where it is not known.
const HsCode* code_taken(const Step& membership) {
  for (const Step* aside : membership.more().asides) {
    if (const auto* code = aside->value.get<HsCode>()) return code;
  }
  return nullptr;
}

std::string level_text(dsl::CodeSet::Level level, const HsCode& code) {
  const char* word = level == dsl::CodeSet::Level::Chapter   ? "chapter "
                     : level == dsl::CodeSet::Level::Heading ? "heading "
                                                             : "subheading ";
  return word + HsCode{code.digits.first(digits_of(level))}.to_string();
}

/// A set of goods by what it stands for: `heading 8518` for `heading of hs`, and for an argument what was passed. Empty
/// of nothing.
std::string kind_text(const Step& membership, const Node& kind, const Frame* frame) {
  if (std::holds_alternative<node::Nothing>(kind.what)) return "";
  if (const auto* argument = std::get_if<node::Argument>(&kind.what); argument != nullptr && frame != nullptr) {
    const auto* passed = frame->arguments[static_cast<std::size_t>(argument->index)].get<KindData>();
    return passed == nullptr ? argument->name : kind_text(membership, *passed->node, passed->frame);
  }
  if (const auto* all = std::get_if<node::Union>(&kind.what)) {
    std::string text;
    for (const Node* one : all->kinds) {
      const std::string of_one = kind_text(membership, *one, frame);
      if (!of_one.empty()) text += (text.empty() ? "" : ", ") + of_one;
    }
    return text;
  }
  if (const auto* level = std::get_if<node::SameLevel>(&kind.what)) {
    const HsCode* code = code_taken(membership);
    if (code != nullptr && code->digits.size() >= digits_of(level->level)) return level_text(level->level, *code);
  }
  return words_of(kind.written);
}

/// What is asked of the left side: the members, or the set in the author's words; empty where there are none.
std::string set_text(const Step& step, const node::In& in) {
  if (const auto all = members(in)) return listed(*all);
  if (in.sets.size() == 1) {
    const KindData& passed = step.more().kind;
    const bool level = std::holds_alternative<node::SameLevel>(in.sets.front()->what);
    const std::string kind = passed.node != nullptr ? kind_text(step, *passed.node, passed.frame)
                             : level                ? kind_text(step, *in.sets.front(), nullptr)
                                                    : "";
    if (!kind.empty()) return "in " + kind;
  }
  const dsl::Span behind{in.left->written.span.end, step.written.span.end};
  const std::string asked = words_of({step.written.source, behind});
  const std::size_t at = asked.find("in ");  // `not` stands before it, or what closes the left side
  return at == std::string::npos ? "" : asked.substr(at);
}

/// Of a good it is the code that is looked at.
const Step* code_of(const Step& membership) {
  const auto found = std::find_if(membership.children.begin(), membership.children.end(), [](const Step* child) {
    return child->kind == Step::Kind::Fact && child->type->kind == TypeKind::Hs;
  });
  return found == membership.children.end() ? nullptr : *found;
}

std::string says_in(const Step& step, const node::In& in, Demand demand, const BoundNames& bound) {
  const Step* left = looked_through(step.children.front());
  if (left->type->kind == TypeKind::Record) left = code_of(step);
  if (left == nullptr) return "";
  if (is<node::Constant>(*left)) return says_holds(step, in, *left, demand, bound);
  const std::string asked = set_text(step, in);
  return asked.empty() ? "" : clause(step, demand, has(*left, bound), asked_or_not(in.negated, asked));
}

std::string says_test(const Step& step, const node::Test& test, Demand demand, const BoundNames& bound) {
  using Kind = dsl::Test::Kind;
  const Step* operand = looked_through(step.children.front());
  const std::string name = called(*operand, bound);
  const Truth truth = step.value.truth();
  const auto but = [&](const char* what) { return demand == Demand::Holds ? "; must be " + std::string(what) : ""; };
  switch (test.kind) {
    case Kind::Empty: return clause(step, demand, has(*operand, bound), asked_or_not(false, "empty"));
    case Kind::NotEmpty: return clause(step, demand, has(*operand, bound), asked_or_not(true, "empty"));
    case Kind::Given: return truth == Truth::True ? name + " is given" : name + " is not given" + but("given");
    case Kind::Missing: return truth == Truth::True ? name + " is missing" : name + " is given" + but("missing");
    default: return "";
  }
}

std::string says_outcome(const Step& step, const node::OutcomeIs& is, Demand demand, const BoundNames& bound) {
  const Step* decision = looked_through(step.children.front());
  return clause(step, demand, has(*decision, bound), asked_or_not(is.negated, listed(is.outcomes)));
}

}  // namespace

std::vector<std::string> figures_of(const Step& comparison) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < comparison.children.size(); ++i) {
    const Step* one = looked_through(comparison.children[i]);
    const bool paired = is<node::Compare>(comparison) && i < 2 && is_numeric(*one->type);
    out.push_back(paired ? figure_beside(*one, *looked_through(comparison.children[1 - i])) : node_of(*one).value);
  }
  return out;
}

std::string says(const Step& comparison, Demand demand, const std::vector<std::string>& figures,
                 const BoundNames& bound) {
  if (comparison.children.empty()) return "";
  if (const auto* compare = as<node::Compare>(comparison))
    return says_compare(comparison, *compare, demand, figures, bound);
  if (const auto* in = as<node::In>(comparison)) return says_in(comparison, *in, demand, bound);
  if (const auto* test = as<node::Test>(comparison)) return says_test(comparison, *test, demand, bound);
  if (const auto* is = as<node::OutcomeIs>(comparison)) return says_outcome(comparison, *is, demand, bound);
  if (is<node::Not>(comparison)) {
    const Step* operand = looked_through(comparison.children.front());
    if (operand->kind != Step::Kind::Fact) return "";
    const bool as_asked = comparison.value.truth() == Truth::True;
    return has(*operand, bound) + (as_asked || demand != Demand::Holds ? "" : "; must be false");
  }
  return "";
}

}  // namespace shibo::engine
