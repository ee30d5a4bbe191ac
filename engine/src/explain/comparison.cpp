#include "explain/comparison.hpp"

#include <optional>
#include <string_view>
#include <variant>

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

std::string called(const Step& operand) {
  const Explanation node = node_of(operand);
  return node.kind == Explanation::Kind::Expression ? node.text : node.name;
}

/// `approved_by is buyer`.
std::string has(const Step& operand, const std::string& figure) {
  return called(operand) + " is " + figure + (operand.by_mapping ? " (what a blank means here)" : "");
}
std::string has(const Step& operand) { return has(operand, node_of(operand).value); }

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
                         const std::vector<std::string>& figures) {
  const bool of_texts = compare.op == Op::StartsWith || compare.op == Op::EndsWith || compare.op == Op::Contains;
  if (of_texts || compare.within != nullptr) return "";
  const Step& other = *looked_through(step.children[1]);
  const std::string right = called(other);
  const bool plain = is<node::Constant>(other) || right == figures[1] || other.type->kind == TypeKind::Condition;
  const std::string asked = figures[1] + (plain ? "" : " (" + right + ")");
  const std::string found = has(*looked_through(step.children[0]), figures[0]);
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
std::string says_holds(const Step& step, const node::In& in, const Step& left, Demand demand) {
  if (step.children.size() != 2) return "";
  const std::string found = has(*looked_through(step.children[1]));
  if (step.value.truth() == Truth::True || demand == Demand::None) return found;
  if (demand == Demand::Fails && step.value.truth() == Truth::False) return found;
  return found + (in.negated == (demand == Demand::Holds) ? "; must not hold " : "; must hold ") + node_of(left).value;
}

std::string says_in(const Step& step, const node::In& in, Demand demand) {
  const Step* left = looked_through(step.children.front());
  if (left->type->kind == TypeKind::Record) return "";
  if (is<node::Constant>(*left)) return says_holds(step, in, *left, demand);
  const auto all = members(in);
  std::string asked = all ? listed(*all) : "";
  if (!all) {
    const dsl::Span behind{in.left->written.span.end, step.written.span.end};
    asked = words_of({step.written.source, behind});
    const std::size_t at = asked.find("in ");  // `not` stands before it, or what closes the left side
    if (at == std::string::npos) return "";
    asked = asked.substr(at);
  }
  return clause(step, demand, has(*left), asked_or_not(in.negated, asked));
}

std::string says_test(const Step& step, const node::Test& test, Demand demand) {
  using Kind = dsl::Test::Kind;
  const Step* operand = looked_through(step.children.front());
  const std::string name = called(*operand);
  const Truth truth = step.value.truth();
  const auto but = [&](const char* what) { return demand == Demand::Holds ? "; must be " + std::string(what) : ""; };
  switch (test.kind) {
    case Kind::Empty: return clause(step, demand, has(*operand), asked_or_not(false, "empty"));
    case Kind::NotEmpty: return clause(step, demand, has(*operand), asked_or_not(true, "empty"));
    case Kind::Given: return truth == Truth::True ? name + " is given" : name + " is not given" + but("given");
    case Kind::Missing: return truth == Truth::True ? name + " is missing" : name + " is given" + but("missing");
    default: return "";
  }
}

std::string says_outcome(const Step& step, const node::OutcomeIs& is, Demand demand) {
  const Step* decision = looked_through(step.children.front());
  return clause(step, demand, has(*decision), asked_or_not(is.negated, listed(is.outcomes)));
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

std::string says(const Step& comparison, Demand demand, const std::vector<std::string>& figures) {
  if (comparison.children.empty()) return "";
  if (const auto* compare = as<node::Compare>(comparison)) return says_compare(comparison, *compare, demand, figures);
  if (const auto* in = as<node::In>(comparison)) return says_in(comparison, *in, demand);
  if (const auto* test = as<node::Test>(comparison)) return says_test(comparison, *test, demand);
  if (const auto* is = as<node::OutcomeIs>(comparison)) return says_outcome(comparison, *is, demand);
  if (is<node::Not>(comparison)) {
    const Step* operand = looked_through(comparison.children.front());
    if (operand->kind != Step::Kind::Fact) return "";
    const bool as_asked = comparison.value.truth() == Truth::True;
    return has(*operand) + (as_asked || demand != Demand::Holds ? "" : "; must be false");
  }
  return "";
}

}  // namespace shibo::engine
