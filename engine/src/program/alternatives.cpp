#include "program/alternatives.hpp"

#include <algorithm>

#include "program/alike.hpp"
#include "program/types.hpp"

namespace shibo::engine {

namespace {

using Cell = TableText::Cell;
using Op = dsl::Comparison::Op;

/// A condition of more cases than that is taken as one part, of which nothing is known.
constexpr std::size_t kCasesMax = 32;
/// Conditions that rest one on the other are looked into so far.
constexpr int kDepthMax = 16;

const Scalar* constant(const Node& node) {
  const auto* held = std::get_if<node::Constant>(&node.what);
  return held != nullptr ? &held->value : nullptr;
}

/// A fact of the record, or of the records around it: nothing that is worked out.
bool is_fact(const Node& node) {
  if (std::holds_alternative<node::This>(node.what)) return true;
  if (const auto* parent = std::get_if<node::Parent>(&node.what)) return is_fact(*parent->of);
  const auto* field = std::get_if<node::Field>(&node.what);
  return field != nullptr && is_fact(*field->of);
}

bool add_set(Cell& cell, const Node& set) {
  if (const auto* codes = std::get_if<node::Codes>(&set.what)) {
    cell.items.emplace_back().codes = codes->ranges;
    return true;
  }
  if (const auto* group = std::get_if<node::GroupRef>(&set.what)) {
    cell.items.emplace_back().group = group->group;
    return true;
  }
  if (const auto* range = std::get_if<node::Range>(&set.what)) {
    const Scalar* from = constant(*range->from);
    const Scalar* to = constant(*range->to);
    if (from == nullptr || to == nullptr) return false;
    Cell::Item& item = cell.items.emplace_back();
    item.value = *from;
    item.to = *to;
    return true;
  }
  const auto* list = std::get_if<node::List>(&set.what);
  return list != nullptr && std::all_of(list->items.begin(), list->items.end(), [&](const Node* item) {
           if (constant(*item) == nullptr) return false;
           cell.items.emplace_back().value = *constant(*item);
           return true;
         });
}

/// `3 < n` is `n > 3`.
Op turned(Op op) {
  switch (op) {
    case Op::Less: return Op::Greater;
    case Op::LessEqual: return Op::GreaterEqual;
    case Op::Greater: return Op::Less;
    case Op::GreaterEqual: return Op::LessEqual;
    default: return op;
  }
}

Cell cell_of(const Scalar& value) {
  Cell cell;
  cell.kind = Cell::Kind::Items;
  cell.items.emplace_back().value = value;
  return cell;
}

/// One part of a condition: what it is about, the words for it where it is not denied, and its values.
struct Part {
  std::string about;
  std::string words;
  bool denied = false;
  bool fact = false;
  std::optional<Region> region;  ///< for which the part holds, denied or not; nothing where that is not known

  void set(const Node& of, const std::optional<Cell>& cell) {
    about = text_of(of);
    fact = is_fact(of);
    if (cell) region = region_of(*cell, of.type);
    if (region && denied) region = complement(*region, of.type);
  }
};

/// What two values may be to each other, of which neither is written out.
const std::set<std::string> kOrders = {"less", "equal", "greater"};

std::set<std::string> orders_of(Op op) {
  switch (op) {
    case Op::Less: return {"less"};
    case Op::LessEqual: return {"less", "equal"};
    case Op::Greater: return {"greater"};
    case Op::GreaterEqual: return {"greater", "equal"};
    case Op::Is: return {"equal"};
    default: return {"less", "greater"};
  }
}

/// Of a choice among a few words the part holds for these, or for all others. Of two that are laid side by side `about`
/// is the same whichever way round they are written.
Part part_of_words(std::string about, std::set<std::string> words, const std::set<std::string>& all, bool denied) {
  Part part;
  part.about = std::move(about);
  Region region;
  if (denied)
    std::set_difference(all.begin(), all.end(), words.begin(), words.end(),
                        std::inserter(region.words, region.words.end()));
  else region.words = std::move(words);
  part.words = part.about;
  for (const std::string& word : region.words) part.words += " " + word;
  part.region = std::move(region);
  return part;
}

/// `n > m`, `m < n`, `not (n <= m)`.
Part part_of_two(const Node& left, Op op, const Node& right, bool denied) {
  std::string one = text_of(left);
  std::string other = text_of(right);
  if (one > other) {
    std::swap(one, other);
    op = turned(op);
  }
  return part_of_words(one + " beside " + other, orders_of(op), kOrders, denied);
}

Part part_of(const node::Compare& compare, bool denied) {
  const bool between_facts = constant(*compare.left) == nullptr && constant(*compare.right) == nullptr;
  const TypeKind kind = compare.left->type.kind;
  const bool ordered = is_numeric(compare.left->type) || kind == TypeKind::Date || kind == TypeKind::Time;
  if (between_facts && ordered && compare.within == nullptr)
    return part_of_two(*compare.left, compare.op, *compare.right, denied);
  const bool turn = constant(*compare.left) != nullptr && constant(*compare.right) == nullptr;
  const Node& left = turn ? *compare.right : *compare.left;
  const Node& right = turn ? *compare.left : *compare.right;
  Op op = turn ? turned(compare.op) : compare.op;
  Part part;
  if (denied && is_order(op)) op = opposite(op);
  else part.denied = denied;
  if (op == Op::IsNot || op == Op::IsNotShaped) {
    op = op == Op::IsNot ? Op::Is : Op::IsShaped;
    part.denied = !part.denied;
  }
  const Scalar* value = constant(right);
  // A code that goes on where the other ends may be the same, so equality of codes is no set of codes.
  const bool codes = value != nullptr && op == Op::Is && std::holds_alternative<HsCode>(*value);
  std::optional<Cell> cell;
  if (value != nullptr && !codes && compare.within == nullptr && (is_order(op) || op == Op::Is)) {
    cell = cell_of(*value);
    if (is_order(op)) cell->kind = Cell::Kind::Compare;
    cell->op = op;
  }
  part.set(left, cell);
  part.words = part.about + " " + std::to_string(static_cast<int>(op)) + " " + text_of(right) +
               (compare.within != nullptr ? " within " + text_of(*compare.within) : "");
  return part;
}

Part part_of(const node::In& in, bool denied) {
  Part part;
  part.denied = in.negated != denied;
  Cell cell;
  cell.kind = Cell::Kind::Items;
  const bool sets = std::all_of(in.sets.begin(), in.sets.end(), [&](const Node* set) { return add_set(cell, *set); });
  part.set(*in.left, sets ? std::optional(cell) : std::nullopt);
  part.words = part.about + " in";
  for (const Node* set : in.sets) part.words += " " + text_of(*set);
  return part;
}

/// Of a decision one outcome is chosen.
Part part_of(const node::OutcomeIs& is, bool denied) {
  Part part;
  part.denied = is.negated != denied;
  part.about = text_of(*is.decision);
  part.words = part.about + " is";
  Region outcomes;
  for (const std::string& outcome : is.outcomes) {
    part.words += " " + outcome;
    outcomes.words.insert(outcome);
  }
  if (!part.denied) part.region = outcomes;
  return part;
}

/// Evidence is given or missing, a list empty or not.
Part part_of(const node::Test& test, bool denied) {
  using Kind = dsl::Test::Kind;
  if (test.kind == Kind::Passes || test.kind == Kind::Fails || test.kind == Kind::Applies) {
    static const std::set<std::string> kAll = {"passes", "fails", "does not apply"};
    std::set<std::string> words = {test.kind == Kind::Fails ? "fails" : "passes"};
    if (test.kind == Kind::Applies) words.insert("fails");
    return part_of_words(text_of(*test.operand), std::move(words), kAll, denied);
  }
  const bool opposite_kind = test.kind == Kind::Missing || test.kind == Kind::NotEmpty;
  const bool pair = opposite_kind || test.kind == Kind::Given || test.kind == Kind::Empty;
  Part part;
  part.denied = denied != opposite_kind;
  const bool of_list = test.kind == Kind::Empty || test.kind == Kind::NotEmpty;
  part.words = text_of(*test.operand) + (of_list ? " is empty"
                                         : pair  ? " is given"
                                                 : " test " + std::to_string(static_cast<int>(test.kind)));
  part.about = part.words;
  part.fact = is_fact(*test.operand);
  part.region = region_of(cell_of(Scalar(!part.denied)), simple(TypeKind::Condition));
  return part;
}

Part part_of(const Node& node, bool denied) {
  if (const auto* is = std::get_if<node::OutcomeIs>(&node.what)) return part_of(*is, denied);
  if (const auto* test = std::get_if<node::Test>(&node.what)) return part_of(*test, denied);
  if (const auto* compare = std::get_if<node::Compare>(&node.what)) return part_of(*compare, denied);
  if (const auto* in = std::get_if<node::In>(&node.what)) return part_of(*in, denied);
  Part part;
  part.denied = denied;
  if (const auto* invalid = std::get_if<node::Invalid>(&node.what)) {
    part.denied = denied != invalid->negated;
    part.about = part.words = text_of(*invalid->field) + " is invalid";
    part.region = region_of(cell_of(Scalar(!part.denied)), simple(TypeKind::Condition));
    return part;
  }
  part.set(node, cell_of(Scalar(true)));
  part.words = part.about;
  return part;
}

/// Every value of `inner` is one of `outer`.
bool lies_in(const Region& inner, const Region& outer) {
  const auto left = intersection(inner, outer);
  return in_one_currency(inner, outer) && left && same_region(*left, inner);
}

using Cases = std::vector<Conjunction>;

Cases case_of(const Node& node, bool denied) {
  const Part part = part_of(node, denied);
  Conjunction one;
  const std::string words = (part.denied ? "not " : "") + part.words;
  one.parts.insert(words);
  if (part.region) one.said.emplace(part.about, Said{part.fact, *part.region});
  else one.unsaid.insert(words);
  return {std::move(one)};
}

class Expansion {
 public:
  explicit Expansion(const Named& in) : in_(in) {}

  Cases of(const Node& node, bool denied, int depth = 0) {
    if (const auto* negation = std::get_if<node::Not>(&node.what)) return of(*negation->operand, !denied, depth);
    if (const auto* logic = std::get_if<node::Logic>(&node.what))
      return joined(node, logic->operands, logic->conjunction, denied, depth);
    if (const auto* block = std::get_if<node::Block>(&node.what)) {
      const bool plain =
          block->kind != dsl::Block::Kind::AtLeast &&
          std::none_of(block->branches.begin(), block->branches.end(), [](const auto& b) { return b.law.dated(); });
      if (!plain) return case_of(node, denied);
      std::vector<const Node*> operands;
      for (const node::Branch& branch : block->branches) operands.push_back(branch.condition);
      return joined(node, operands, block->kind == dsl::Block::Kind::All, denied, depth);
    }
    const Node* meaning = depth < kDepthMax ? meaning_of(node) : nullptr;
    if (meaning == nullptr) return case_of(node, denied);
    const auto known = known_.find({meaning, denied});
    if (known != known_.end()) return known->second;
    return known_[{meaning, denied}] = of(*meaning, denied, depth + 1);
  }

 private:
  /// What a condition of the same package says of the same record. Where it has parameters, or stands among them, the
  /// same words may mean something else.
  const Node* meaning_of(const Node& node) const {
    const auto* call = std::get_if<node::Call>(&node.what);
    if (call == nullptr || call->of == nullptr || !std::holds_alternative<node::This>(call->of->what)) return nullptr;
    const Named& named = *call->name;
    const bool plain = named.kind == Named::Kind::Condition && named.package == in_.package &&
                       named.record == in_.record && named.params.empty() && in_.params.empty() &&
                       named.texts.size() == 1 && !named.texts.front().law.dated();
    const auto* body = plain ? std::get_if<DefinitionText>(&named.texts.front().body) : nullptr;
    return body != nullptr && body->exceptions.empty() ? body->value : nullptr;
  }

  Cases joined(const Node& whole, const std::vector<const Node*>& operands, bool conjunction, bool denied, int depth) {
    Cases all;
    if (conjunction != denied) all.emplace_back();
    for (const Node* operand : operands) {
      if (operand == nullptr) return case_of(whole, denied);
      const Cases more = of(*operand, denied, depth);
      if (conjunction == denied) all.insert(all.end(), more.begin(), more.end());
      else all = crossed(all, more);
      if (all.size() > kCasesMax) return case_of(whole, denied);
    }
    return all;
  }

  static Cases crossed(const Cases& some, const Cases& others) {
    Cases all;
    for (const Conjunction& a : some) {
      for (const Conjunction& b : others) {
        if (auto one = both(a, b)) all.push_back(std::move(*one));
      }
    }
    return all;
  }

  const Named& in_;
  std::map<std::pair<const Node*, bool>, Cases> known_;  ///< of the conditions that are named, denied or not
};

std::string denial_of(const std::string& part) { return part.starts_with("not ") ? part.substr(4) : "not " + part; }

}  // namespace

bool Conjunction::implies(const Conjunction& other) const {
  const bool all = std::all_of(other.unsaid.begin(), other.unsaid.end(),
                               [&](const std::string& part) { return parts.contains(part); });
  return all && std::all_of(other.said.begin(), other.said.end(), [&](const auto& wanted) {
           const auto found = said.find(wanted.first);
           return found != said.end() && lies_in(found->second.region, wanted.second.region);
         });
}

std::optional<Conjunction> both(const Conjunction& a, const Conjunction& b) {
  for (const std::string& part : b.parts) {
    if (a.parts.contains(denial_of(part))) return std::nullopt;
  }
  for (const auto& [about, more] : b.said) {
    const auto found = a.said.find(about);
    if (found != a.said.end() && !meet(found->second.region, more.region)) return std::nullopt;
  }
  Conjunction all = a;
  all.parts.insert(b.parts.begin(), b.parts.end());
  all.unsaid.insert(b.unsaid.begin(), b.unsaid.end());
  for (const auto& [about, more] : b.said) {
    Said& said = all.said.try_emplace(about, more).first->second;
    auto left = intersection(said.region, more.region);
    if (!left) return std::nullopt;
    said.region = std::move(*left);
  }
  return all;
}

bool fit_together(const Conjunction& a, const Conjunction& b) {
  if (!a.unsaid.empty() || !b.unsaid.empty()) return false;
  return std::equal(a.said.begin(), a.said.end(), b.said.begin(), b.said.end(), [](const auto& x, const auto& y) {
    return x.first == y.first && x.second.fact && in_one_currency(x.second.region, y.second.region);
  });
}

std::vector<Conjunction> alternatives_of(const Node& condition, const Named& in) {
  return Expansion(in).of(condition, false);
}

}  // namespace shibo::engine
