#include "sema/exceptions.hpp"

#include <algorithm>
#include <map>

#include "sema/alike.hpp"
#include "sema/coverage.hpp"
#include "sema/region.hpp"

namespace shibo::engine {

namespace {

using Cell = TableText::Cell;
using Op = dsl::Comparison::Op;

/// What a condition says of one fact: the values of the fact for which it holds.
struct Said {
  std::string fact;  ///< as written: `shipment.value`
  Region region;
};

/// A condition as its parts joined by `and`.
struct Conjunction {
  std::vector<std::string> parts;  ///< as written
  std::vector<Said> said;          ///< of those parts that speak of one fact each
  bool all_said = true;
};

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

std::optional<Said> said(const Node& fact, const std::optional<Cell>& cell) {
  if (!cell || !is_fact(fact)) return std::nullopt;
  auto region = region_of(*cell, fact.type);
  if (!region) return std::nullopt;
  return Said{text_of(fact), std::move(*region)};
}

std::optional<Cell> cell_of(const node::Compare& compare) {
  const Scalar* value = constant(*compare.right);
  if (value == nullptr || compare.within != nullptr) return std::nullopt;
  Cell cell;
  cell.items.emplace_back().value = *value;
  const bool order = compare.op == Op::Less || compare.op == Op::LessEqual || compare.op == Op::Greater ||
                     compare.op == Op::GreaterEqual;
  if (!order && compare.op != Op::Is) return std::nullopt;
  // A code that goes on where the other ends may be the same, so equality of codes is no set of codes.
  if (!order && std::holds_alternative<HsCode>(*value)) return std::nullopt;
  cell.kind = order ? Cell::Kind::Compare : Cell::Kind::Items;
  cell.op = compare.op;
  return cell;
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

std::optional<Cell> cell_of(const node::In& in) {
  Cell cell;
  cell.kind = Cell::Kind::Items;
  if (in.negated || !std::all_of(in.sets.begin(), in.sets.end(), [&](const Node* set) { return add_set(cell, *set); }))
    return std::nullopt;
  return cell;
}

Cell truth(bool value) {
  Cell cell;
  cell.kind = Cell::Kind::Items;
  cell.items.emplace_back().value = value;
  return cell;
}

/// What one part says, where it speaks of one fact.
std::optional<Said> said_by(const Node& part) {
  if (const auto* compare = std::get_if<node::Compare>(&part.what)) return said(*compare->left, cell_of(*compare));
  if (const auto* in = std::get_if<node::In>(&part.what)) return said(*in->left, cell_of(*in));
  if (const auto* negation = std::get_if<node::Not>(&part.what)) return said(*negation->operand, truth(false));
  return said(part, truth(true));
}

void add_parts(Conjunction& out, const Node& condition) {
  const auto* logic = std::get_if<node::Logic>(&condition.what);
  if (logic != nullptr && logic->conjunction) {
    for (const Node* operand : logic->operands) add_parts(out, *operand);
    return;
  }
  out.parts.push_back(text_of(condition));
  if (auto one = said_by(condition)) out.said.push_back(std::move(*one));
  else out.all_said = false;
}

Conjunction conjunction_of(const Node& condition) {
  Conjunction out;
  add_parts(out, condition);
  return out;
}

/// Wherever `narrow` holds, `wide` does: all that `wide` asks, `narrow` asks as well.
bool implied(const Conjunction& wide, const Conjunction& narrow) {
  return std::all_of(wide.parts.begin(), wide.parts.end(), [&](const std::string& part) {
    return std::find(narrow.parts.begin(), narrow.parts.end(), part) != narrow.parts.end();
  });
}

std::set<std::string> facts_of(const Conjunction& all) {
  std::set<std::string> facts;
  for (const Said& one : all.said) facts.insert(one.fact);
  return facts;
}

/// Both speak of the same facts and of nothing else, and some values of these fit both. Two different facts may
/// exclude each other in the world, so of them nothing is said.
bool regions_meet(const Conjunction& a, const Conjunction& b) {
  if (!a.all_said || !b.all_said || facts_of(a) != facts_of(b)) return false;
  std::map<std::string, std::optional<Region>> both;
  for (const Conjunction* all : {&a, &b}) {
    for (const Said& one : all->said) {
      auto& region = both.try_emplace(one.fact, Region::all()).first->second;
      if (region) region = intersection(*region, one.region);
    }
  }
  return std::all_of(both.begin(), both.end(), [](const auto& fact) { return fact.second.has_value(); });
}

class ExceptionsChecker {
 public:
  ExceptionsChecker(Context& context, const Named& named) : context_(context), named_(named) {}

  void check(const std::vector<ExceptionText>& all) {
    std::vector<Conjunction> conditions;
    for (const ExceptionText& e : all) conditions.push_back(conjunction_of(*e.condition));
    for (std::size_t b = 0; b < all.size(); ++b) {
      for (std::size_t a = 0; a < b; ++a) {
        if (!clash(all[a], all[b]) || misdirected(all[a], all) || misdirected(all[b], all)) continue;
        if (!implied(conditions[a], conditions[b]) && !implied(conditions[b], conditions[a]) &&
            !regions_meet(conditions[a], conditions[b]))
          continue;
        report(all[a], all[b]);
        break;
      }
      check(all[b].nested);
    }
  }

 private:
  /// Whether both may be in force with different values, and none says which goes first.
  static bool clash(const ExceptionText& a, const ExceptionText& b) {
    if (a.value == nullptr || b.value == nullptr || alike(*a.value, *b.value)) return false;
    return a.nested.empty() && b.nested.empty() && periods_meet(a.law, b.law) &&
           a.overrides(b.law) == b.overrides(a.law);
  }

  /// It overrides what is not there, and that was reported.
  static bool misdirected(const ExceptionText& exception, const std::vector<ExceptionText>& all) {
    return !exception.overriding.empty() && std::none_of(all.begin(), all.end(), [&](const ExceptionText& other) {
      return &other != &exception && exception.overrides(other.law);
    });
  }

  void report(const ExceptionText& first, const ExceptionText& second) {
    auto& d = context_.error(code::kExceptionsClash, {second.written.source, second.condition->written.span},
                             "two exceptions of `" + named_.name + "` can hold at once, and give different values");
    d.label = "holds together with";
    d.labels.push_back({first.written.source, first.condition->written.span, "this one"});
    d.help = "say in one `overriding \"…\"`, with the citation of the other, or narrow a condition";
  }

  Context& context_;
  const Named& named_;
};

}  // namespace

void check_exceptions(Context& context) {
  for (const Named& named : context.program.named) {
    for (const Text& text : named.texts) {
      if (const auto* body = std::get_if<DefinitionText>(&text.body))
        ExceptionsChecker(context, named).check(body->exceptions);
    }
  }
}

}  // namespace shibo::engine
