#include "program/node.hpp"

namespace shibo::engine {

bool periods_meet(const Law& a, const Law& b) {
  const auto before = [](const std::optional<Date>& end, const std::optional<Date>& begin) {
    return end && begin && *end < *begin;
  };
  return !before(a.until, b.since) && !before(b.until, a.since);
}

using Op = dsl::Comparison::Op;

std::size_t digits_of(dsl::CodeSet::Level level) {
  switch (level) {
    case dsl::CodeSet::Level::Chapter: return 2;
    case dsl::CodeSet::Level::Heading: return 4;
    case dsl::CodeSet::Level::Subheading: return 6;
    case dsl::CodeSet::Level::Code: break;
  }
  return HsCode::kDigitsMax;
}

bool is_order(Op op) { return op == Op::Less || op == Op::LessEqual || op == Op::Greater || op == Op::GreaterEqual; }

Op opposite(Op op) {
  switch (op) {
    case Op::Less: return Op::GreaterEqual;
    case Op::LessEqual: return Op::Greater;
    case Op::Greater: return Op::LessEqual;
    case Op::GreaterEqual: return Op::Less;
    case Op::Is: return Op::IsNot;
    case Op::IsNot: return Op::Is;
    case Op::IsShaped: return Op::IsNotShaped;
    case Op::IsNotShaped: return Op::IsShaped;
    default: return op;
  }
}

}  // namespace shibo::engine
