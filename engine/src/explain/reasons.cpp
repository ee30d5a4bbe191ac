// The part of the steps that made a verdict what it is.
//
// The walk carries the truth it looks for. Steps that only pass a truth on (`and`, `any of` without
// marks, `not`) are transparent; those with a name, a citation or a mark become nodes; comparisons and
// facts end it, with their figures. Below an unknown step, what is unknown is followed through
// arithmetic too, down to the fact that nobody gave.
#include <algorithm>
#include <set>
#include <utility>

#include "explain/comparison.hpp"
#include "explain/explain.hpp"
#include "explain/nearness.hpp"

namespace shibo::engine {

namespace {

/// Of a list so many elements are told one by one: nobody reads on, and a shipment of thousands of lines may have a
/// list of them in each verdict.
constexpr std::size_t kElementsTold = 100;

/// The counts of series that a value rests on, as far as it is no condition.
void find_counts(const Step& step, std::set<const Step*>& seen, std::vector<const Step*>& out) {
  if (!seen.insert(&step).second) return;
  const auto* aggregate = as<node::Aggregate>(step);
  if (aggregate != nullptr && aggregate->count != nullptr) {
    out.push_back(&step);
    return;
  }
  for (const Step* child : step.children) {
    if (child->type->kind != TypeKind::Condition || child->kind == Step::Kind::Case) find_counts(*child, seen, out);
  }
}

/// A count, and the records that it counts, by their ids.
Explanation count_node(const Step& step) {
  Explanation out = node_of(step);
  out.kind = Explanation::Kind::Series;
  out.name = as<node::Aggregate>(step)->count->series->name;
  for (const Step* element : step.children) {
    Explanation one = node_of(*element);
    one.kind = Explanation::Kind::Fact;
    one.children.clear();
    if (element->record != nullptr && !element->record->id.empty()) one.name = element->record->id;
    out.children.push_back(std::move(one));
  }
  const std::size_t count = out.children.size();
  out.value = std::to_string(count) + (count == 1 ? " record" : " records") + " that count" + (count == 1 ? "s" : "");
  out.known = step.value.known();
  out.exact.clear();
  return out;
}

std::vector<Explanation> counts_of(const Step& step) {
  std::set<const Step*> seen;
  std::vector<const Step*> counts;
  find_counts(step, seen, counts);
  std::vector<Explanation> nodes;
  for (const Step* count : counts) nodes.push_back(count_node(*count));
  return nodes;
}

/// Says how many elements are left out; nothing is said of them one by one.
Explanation more_elements(std::size_t count) {
  Explanation out;
  out.kind = Explanation::Kind::Element;
  out.name = "… and " + std::to_string(count) + " more";
  return out;
}

class Reasons {
 public:
  using Nodes = std::vector<Explanation>;

  /// Appends what made the step `wanted`; nothing when it is not.
  void of(const Step* step, Truth wanted, Nodes& out) {
    step = looked_through(step);
    if (!matters(*step, wanted)) return;
    switch (step->kind) {
      case Step::Kind::Fact: return fact(step, out);
      case Step::Kind::Rule: return rule(step, wanted, out);
      case Step::Kind::Exception: return exception(step, wanted, out);
      case Step::Kind::Case: return one_case(step, wanted, out);
      case Step::Kind::Branch:
        if (step->label.empty() && !says_more(step->law)) return below(step, wanted, out);
        return node(step, wanted, out);
      case Step::Kind::Definition:
      case Step::Kind::Decision:
      case Step::Kind::Element:
      case Step::Kind::Row:
      case Step::Kind::Scope: return node(step, wanted, out);
      case Step::Kind::Expression: return expression(step, wanted, out);
      case Step::Kind::Figure: return;  // told beside the outcome: it settles nothing
    }
  }

  void decision(const Step* step, Explanation& out) {
    const bool settled = step->value.known();
    for (const Step* child : step->children) {
      if (child->kind != Step::Kind::Case) {
        if (!settled) of(child, Truth::Unknown, out.children);
        continue;
      }
      const bool chosen = settled && child->value.truth() == Truth::True;
      Explanation outcome = node_of(*child);
      outcome.kind = Explanation::Kind::Outcome;
      outcome.text.clear();
      const Asked asked(*this, Demand::Holds);
      for (const Step* condition : child->children)
        of(condition, chosen ? Truth::True : settled ? Truth::False : Truth::Unknown, outcome.children);
      for (const Step* part : child->children) {
        if (!chosen || part->kind != Step::Kind::Figure) continue;
        for (Explanation& count : counts_of(*part)) append(outcome.children, std::move(count));
      }
      if (!outcome.children.empty()) out.children.push_back(std::move(outcome));
    }
  }

  /// A condition that was asked for by its name.
  void asked_for(const Step* step, Truth wanted, Explanation& out) {
    const Asked asked(*this, Demand::Holds);
    below(step, wanted, out.children);
  }

  /// What of the scope, of `when` and of the exceptions keeps it from applying.
  void not_applicable(const Step* step, Explanation& out) {
    for (const Step* child : step->children) {
      const bool kept_out = child->kind == Step::Kind::Exception;
      of(child, kept_out ? Truth::True : Truth::False, out.children);
    }
  }

  /// A requirement that is not met is told where an exception may yet save it, and before that.
  void requirements(const Step* step, Truth wanted, Explanation& out) {
    for (const Step* child : step->children) {
      if (is_requirement(*child)) {
        const Asked asked(*this, Demand::Holds);
        below(child, wanted == Truth::Unknown && child->value.truth() == Truth::False ? Truth::False : wanted,
              out.children);
      } else if (wanted == Truth::Unknown && child->kind != Step::Kind::Exception) of(child, wanted, out.children);
    }
    for (const Step* child : step->children) {
      if (wanted == Truth::Unknown && child->kind == Step::Kind::Exception) of(child, wanted, out.children);
    }
  }

 private:
  /// While it lives, that is asked of what is told.
  class Asked {
   public:
    Asked(Reasons& reasons, Demand demand) : reasons_(reasons), outer_(std::exchange(reasons.demand_, demand)) {}
    ~Asked() { reasons_.demand_ = outer_; }
    Asked(const Asked&) = delete;
    Asked& operator=(const Asked&) = delete;

   private:
    Reasons& reasons_;
    Demand outer_;
  };

  /// What is asked of `x` where that is asked of `not x`.
  static Demand opposite(Demand demand) {
    return demand == Demand::Holds ? Demand::Fails : demand == Demand::Fails ? Demand::Holds : Demand::None;
  }

  static bool matters(const Step& step, Truth wanted) {
    if (step.kind == Step::Kind::Rule) {
      const bool unknown = step.status == RuleStatus::Unknown;
      const bool failed = step.status == RuleStatus::Fails;
      return wanted == Truth::Unknown ? unknown : wanted == Truth::False ? failed : !unknown && !failed;
    }
    if (step.value.not_applicable()) return false;
    if (wanted != Truth::Unknown) return step.type->kind == TypeKind::Condition && step.value.truth() == wanted;
    if (const auto* list = step.value.get<std::shared_ptr<const ListData>>()) return !(*list)->whole();
    return !step.value.known();
  }

  static bool says_more(const Law* law) { return law != nullptr && (!law->cites.empty() || law->unverified); }

  void below(const Step* step, Truth wanted, Nodes& out) {
    if (is_choice(*step) && wanted != Truth::True) return alternatives(step, wanted, out);
    const bool one_fault = wanted == Truth::Unknown && has_unreadable_key(*step);
    const bool may_be_saved = wanted == Truth::Unknown && has_exception(*step);
    std::size_t elements = 0;
    for (const Step* child : step->children) {
      if (one_fault && child->kind == Step::Kind::Row) continue;
      if (child->kind == Step::Kind::Element && matters(*child, wanted) && ++elements > kElementsTold) continue;
      bind(*step, *child);
      const bool fails = may_be_saved && child->type->kind == TypeKind::Condition &&
                         child->kind != Step::Kind::Exception && child->value.truth() == Truth::False;
      of(child, fails ? Truth::False : wanted, out);
    }
    if (elements > kElementsTold) out.push_back(more_elements(elements - kElementsTold));
  }

  /// Below an element its variable is that element. Names within each other differ, or the inner one counts.
  void bind(const Step& quantified, const Step& element) {
    const auto* quantifier = as<node::Quantified>(quantified);
    if (quantifier != nullptr && element.kind == Step::Kind::Element) bound_[quantifier->variable] = element.path();
  }

  /// A table asked with what cannot be read: that says it all, and no row more.
  static bool has_unreadable_key(const Step& step) {
    const auto unreadable = [](const Step* child) {
      return child->kind != Step::Kind::Row && !child->value.causes().empty() &&
             child->value.causes().front()->kind() == CauseKind::Invalid;
    };
    return step.kind == Step::Kind::Definition && step.named != nullptr && step.named->kind == Named::Kind::Table &&
           std::any_of(step.children.begin(), step.children.end(), unreadable);
  }

  static bool has_exception(const Step& step) {
    return std::any_of(step.children.begin(), step.children.end(),
                       [](const Step* child) { return child->kind == Step::Kind::Exception; });
  }

  /// The one that came nearest is told first, the others beside it. Where some are open, of those that are not the ones
  /// that fail by what was said are told, too: a proof that is no good beside a waiver that may apply.
  void alternatives(const Step* step, Truth wanted, Nodes& out) {
    std::vector<const Step*> order(step->children.begin(), step->children.end());
    std::stable_sort(order.begin(), order.end(), [&](const Step* a, const Step* b) { return comes_first(a, b); });
    const Step* nearest = nullptr;
    for (const Step* child : order) {
      const bool fails = child->value.truth() == Truth::False;
      const bool closed = nearest != nullptr && fails && was_never_open(child, nearest);
      if (closed && wanted == Truth::Unknown) continue;
      Nodes nodes;
      of(child, fails ? Truth::False : wanted, nodes);
      if (nodes.empty()) continue;
      for (Explanation& one : nodes) {
        one.part = nearest == nullptr ? Explanation::Part::Main
                   : closed           ? Explanation::Part::Closed
                                      : Explanation::Part::Beside;
        append(out, std::move(one));
      }
      if (nearest == nullptr) nearest = child;
    }
  }

  /// It fails by what nobody said, or by more than a figure or a document while another is what the record's own key
  /// chose in a table.
  bool was_never_open(const Step* alternative, const Step* nearest) {
    const Nearness& own = nearness_.of(alternative);
    if (own.rank == Nearness::Rank::Silence) return true;
    return own.rank == Nearness::Rank::Choice && !own.by_row && nearness_.of(nearest).by_row;
  }

  /// What is open before what fails; of what is open, what needs least.
  bool comes_first(const Step* a, const Step* b) {
    const bool a_fails = a->value.truth() == Truth::False;
    const bool b_fails = b->value.truth() == Truth::False;
    if (a_fails != b_fails) return b_fails;
    if (a_fails) return nearer(nearness_.of(a), nearness_.of(b));
    return a->value.causes().size() < b->value.causes().size();
  }

  static void append(Nodes& out, Explanation one) {
    const auto alike = [&](const Explanation& told) {
      const Explanation::Part part = std::exchange(one.part, told.part);
      const bool same = told == one;
      one.part = part;
      return same;
    };
    if (std::none_of(out.begin(), out.end(), alike)) out.push_back(std::move(one));
  }

  /// Told once; where it counts again, only named.
  bool again(const Step* step, Nodes& out) {
    if (told_.insert(step).second) return false;
    Explanation one = node_of(*step);
    one.repeated = true;
    append(out, std::move(one));
    return true;
  }

  void node(const Step* step, Truth wanted, Nodes& out) {
    if (again(step, out)) return;
    Explanation one = node_of(*step);
    if (step->kind == Step::Kind::Decision) decision(step, one);
    else below(step, wanted, one.children);
    // A mark-less branch is its condition; the branch only adds where the law says so.
    if (step->kind == Step::Kind::Branch && step->label.empty() && one.children.size() == 1 &&
        one.children.front().citations.empty() && !one.children.front().unverified) {
      Explanation& only = one.children.front();
      only.citations = std::move(one.citations);
      only.unverified = one.unverified;
      only.unverified_why = std::move(one.unverified_why);
      append(out, std::move(only));
      return;
    }
    append(out, std::move(one));
  }

  void rule(const Step* step, Truth wanted, Nodes& out) {
    if (again(step, out)) return;
    Explanation one = node_of(*step);
    requirements(step, wanted, one);
    append(out, std::move(one));
  }

  /// Why an exception counts: its condition, then what it makes of the value.
  void exception(const Step* step, Truth wanted, Nodes& out) {
    if (step->taken == Truth::False) return;
    const Asked asked(*this, Demand::None);
    Explanation one = node_of(*step);
    if (!step->children.empty()) of(step->children.front(), step->children.front()->value.truth(), one.children);
    for (std::size_t i = 1; i < step->children.size(); ++i) of(step->children[i], wanted, one.children);
    append(out, std::move(one));
  }

  void one_case(const Step* step, Truth wanted, Nodes& out) {
    if (step->taken == Truth::False) return;
    const Asked asked(*this, Demand::None);
    Explanation one = node_of(*step);
    one.text.clear();
    for (const Step* child : step->children) of(child, wanted, one.children);
    if (!says_more(step->law)) std::move(one.children.begin(), one.children.end(), std::back_inserter(out));
    else append(out, std::move(one));
  }

  void fact(const Step* step, Nodes& out) { append(out, node_of(*step)); }

  void expression(const Step* step, Truth wanted, Nodes& out) {
    if (is<node::Not>(*step)) return negation(step, wanted, out);
    if (is<node::Test>(*step) && asks_a_rule(step)) return of(step->children.front(), wanted, out);
    if (is_comparison(*step)) return leaf(step, wanted, out);
    if (const auto* aggregate = as<node::Aggregate>(*step); aggregate != nullptr && aggregate->count != nullptr)
      return append(out, count_node(*step));
    if (step->presumed || is<node::Unknown>(*step)) {
      append(out, node_of(*step));
      return;
    }
    below(step, wanted, out);
  }

  static bool asks_a_rule(const Step* step) {
    const auto& test = std::get<node::Test>(step->node->what);
    return test.kind == dsl::Test::Kind::Passes && !step->children.empty() &&
           looked_through(step->children.front())->kind == Step::Kind::Rule;
  }

  void negation(const Step* step, Truth wanted, Nodes& out) {
    const Step* operand = looked_through(step->children.front());
    Explanation one = node_of(*step);
    const Truth inner = kleene_not(wanted);
    const bool end =
        operand->kind == Step::Kind::Expression && !is<node::Block>(*operand) && !is<node::Logic>(*operand);
    if (operand->kind == Step::Kind::Fact || end) {
      one.kind = Explanation::Kind::Comparison;
      figure(operand, one.children);
      one.says = says(*step, demand_, {}, bound_);
    } else {
      const Asked asked(*this, opposite(demand_));
      of(operand, inner, one.children);
    }
    append(out, std::move(one));
  }

  void leaf(const Step* step, Truth wanted, Nodes& out) {
    Explanation one = node_of(*step);
    const std::vector<std::string> figures = figures_of(*step);
    one.says = says(*step, demand_, figures, bound_);
    for (std::size_t i = 0; i < step->children.size(); ++i) {
      const Step* operand = looked_through(step->children[i]);
      const std::size_t told = one.children.size();
      // What is unknown is worth following; a figure that is known is told as it is.
      if (wanted == Truth::Unknown && matters(*operand, Truth::Unknown)) of(operand, Truth::Unknown, one.children);
      else figure(operand, one.children);
      if (told < one.children.size() && one.children[told].value == node_of(*operand).value)
        one.children[told].value = figures[i];
    }
    add_periods(*step, one.children);
    for (Explanation& count : counts_of(*step)) append(one.children, std::move(count));
    append(out, std::move(one));
  }

  /// A value that counted: of an expression its parts too, so that every fact keeps its place.
  void figure(const Step* step, Nodes& out) {
    step = looked_through(step);
    if (is_silent(*step)) return figures(*step, out);
    Explanation one = node_of(*step);
    if (step->kind == Step::Kind::Expression) figures(*step, one.children);
    append(out, std::move(one));
  }

  void figures(const Step& step, Nodes& out) {
    std::size_t elements = 0;
    for (const Step* child : step.children) {
      if (child->kind == Step::Kind::Element && ++elements > kElementsTold) continue;
      figure(child, out);
    }
    if (elements > kElementsTold) out.push_back(more_elements(elements - kElementsTold));
  }

  Demand demand_ = Demand::None;
  BoundNames bound_;
  std::set<const Step*> told_;
  Nearnesses nearness_;
};

}  // namespace

Explanation reasons(const Verdict& verdict) {
  Explanation out = node_of(*verdict.step);
  Reasons reasons;
  if (verdict.standing == Verdict::Standing::NotApplicable) {
    reasons.not_applicable(verdict.step, out);
    return out;
  }
  if (verdict.step->kind == Step::Kind::Decision) {
    if (verdict.may_not_be_put) {
      out.value = "unknown";
      out.known = false;
      if (verdict.asked_when != nullptr) reasons.of(verdict.asked_when, Truth::Unknown, out.children);
    }
    reasons.decision(verdict.step, out);
    return out;
  }
  using Standing = Verdict::Standing;
  const bool failed = verdict.standing == Standing::Fails || verdict.standing == Standing::Advises;
  const Truth wanted = verdict.standing == Standing::Undetermined ? Truth::Unknown
                       : failed                                   ? Truth::False
                                                                  : Truth::True;
  if (verdict.step->kind == Step::Kind::Definition) reasons.asked_for(verdict.step, wanted, out);
  else reasons.requirements(verdict.step, wanted, out);
  return out;
}

Explanation reasons(const Step& condition) {
  Explanation out = node_of(condition);
  Reasons().of(&condition, condition.value.truth(), out.children);
  return out;
}

}  // namespace shibo::engine
