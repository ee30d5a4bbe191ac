#include "proofs/hours.hpp"

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "names/context.hpp"

namespace shibo::engine {

namespace {

using ChainOp = dsl::Chain::Op;

/// A span that an expression may be worth, and where that is written.
struct Worth {
  Duration span;
  Written written;
};
using Worths = std::vector<Worth>;

/// So many are looked at; of sums of many choices the others are left to the run.
constexpr std::size_t kWorthsMax = 64;

/// How deep definitions and expressions are followed into each other.
constexpr int kDepthMax = 1'000;

/// The spans that the rules alone give an expression, on some day or in some case. What depends on a record is not
/// among them.
class Spans {
 public:
  Worths of(const Node& n) {
    if (n.type.kind != TypeKind::Duration || depth_ == kDepthMax) return {};
    ++depth_;
    Worths worths = std::visit([&](const auto& what) { return kind(n, what); }, n.what);
    --depth_;
    return worths;
  }

 private:
  static Worths kind(const Node& n, const node::Constant& constant) {
    const auto* span = std::get_if<Duration>(&constant.value);
    return span != nullptr ? Worths{{*span, n.written}} : Worths{};
  }
  Worths kind(const Node&, const node::Negate& n) {
    Worths worths = of(*n.operand);
    for (Worth& worth : worths) worth.span.ticks = -worth.span.ticks;
    return worths;
  }
  Worths kind(const Node&, const node::FirstOf& n) {
    Worths all;
    for (const node::Case& one : n.cases) append(all, of(*one.value));
    return all;
  }
  Worths kind(const Node&, const node::Chain& n) {
    const ChainOp op = n.rest.front().op;
    if (op == ChainOp::Multiply || op == ChainOp::Divide) return product(n);
    Worths total = of(*n.first);
    for (const node::Chain::Term& term : n.rest) total = sums(total, term.op, of(*term.operand));
    return total;
  }
  Worths kind(const Node&, const node::AsOf& n) { return of(*n.value); }
  Worths kind(const Node&, const node::Call& n) {
    const auto [found, fresh] = known_.try_emplace(n.name);  // empty while it is worked out: a circle was reported
    if (!fresh) return found->second;
    Worths all;
    for (const Text& text : n.name->texts) {
      if (const auto* parameter = std::get_if<ParameterText>(&text.body)) append(all, figures(*parameter));
      const auto* definition = std::get_if<DefinitionText>(&text.body);
      if (definition != nullptr && definition->value != nullptr) append(all, of(*definition->value));
    }
    return found->second = all;
  }
  template <class Other>
  static Worths kind(const Node&, const Other&) {
    return {};
  }

  static const Number* number_in(const Node& n) {
    const auto* constant = std::get_if<node::Constant>(&n.what);
    return constant != nullptr ? std::get_if<Number>(&constant->value) : nullptr;
  }

  /// A span times or by plain numbers.
  Worths product(const node::Chain& n) {
    Worths spans;
    Number scale(1);
    const auto take = [&](ChainOp op, const Node& operand) {
      const Number* number = number_in(operand);
      if (number == nullptr) spans = of(operand);
      else if (op == ChainOp::Multiply) scale = scale * *number;
      else if (!number->is_zero()) scale = scale.divided_by(*number);
      return number != nullptr ? op == ChainOp::Multiply || !number->is_zero() : !spans.empty();
    };
    if (!take(ChainOp::Multiply, *n.first)) return {};
    for (const node::Chain::Term& term : n.rest) {
      if (!take(term.op, *term.operand)) return {};
    }
    Worths all;
    for (const Worth& worth : spans) {
      if (const auto ticks = (Number(worth.span.ticks) * scale).to_int64())
        append(all, {{Duration{*ticks}, worth.written}});
    }
    return all;
  }

  static Worths figures(const ParameterText& parameter) {
    Worths all;
    for (const ParameterText::Row& row : parameter.rows) {
      if (const auto* span = std::get_if<Duration>(&row.value)) append(all, {{*span, row.written}});
    }
    return all;
  }

  static Worths sums(const Worths& left, ChainOp op, const Worths& right) {
    Worths all;
    for (const Worth& a : left) {
      for (const Worth& b : right) {
        const Worth& odd = a.span.is_whole_days() ? b : a;
        append(all, {{Duration{op == ChainOp::Add ? a.span.ticks + b.span.ticks : a.span.ticks - b.span.ticks},
                      odd.written}});
      }
    }
    return all;
  }

  /// Spans that are too long have no worth at the run either; here they would leave 64 bits.
  static void append(Worths& to, const Worths& more) {
    for (const Worth& worth : more) {
      const bool too_long = worth.span.ticks > Duration::kTicksMax || worth.span.ticks < -Duration::kTicksMax;
      if (!too_long && to.size() < kWorthsMax) to.push_back(worth);
    }
  }

  std::map<const Named*, Worths> known_;
  int depth_ = 0;
};

/// The hours that a term adds to a day, if it does.
std::optional<Worth> hours_in(Spans& spans, const Type& left, const node::Chain::Term& term) {
  const bool moves = (term.op == ChainOp::Add || term.op == ChainOp::Subtract) && left.kind == TypeKind::Date &&
                     term.operand->type.kind == TypeKind::Duration;
  if (!moves) return std::nullopt;
  for (const Worth& worth : spans.of(*term.operand)) {
    if (!worth.span.is_whole_days()) return worth;
  }
  return std::nullopt;
}

bool inside(const Written& inner, const Written& outer) {
  return inner.source == outer.source && outer.span.begin <= inner.span.begin && inner.span.end <= outer.span.end;
}

}  // namespace

void check_hours(Context& context) {
  Spans spans;
  std::set<std::pair<const dsl::Source*, std::uint32_t>>
      told;  // each user of a library has its own nodes of the same text
  for (const Node& node : context.program.nodes) {
    const auto* chain = std::get_if<node::Chain>(&node.what);
    if (chain == nullptr) continue;
    const Type* left = &chain->first->type;
    for (const node::Chain::Term& term : chain->rest) {
      const auto hours = hours_in(spans, *left, term);
      left = &term.type;
      const Written& where = term.operand->written;
      if (!hours || !told.insert({where.source, where.span.begin}).second) continue;
      auto& d = context.error(code::kOperator, where, "hours cannot be added to a day");
      if (!inside(hours->written, where))
        d.labels.push_back({hours->written.source, hours->written.span, "no whole number of days"});
      d.help = "add whole days, or take a field that is a `time`";
    }
  }
}

}  // namespace shibo::engine
