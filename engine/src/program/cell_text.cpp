#include "program/cell_text.hpp"

#include "program/alike.hpp"

namespace shibo::engine {

namespace {

using Cell = TableText::Cell;

struct ScalarText {
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(const Number& value) const { return value.to_string(); }
  std::string operator()(const Money& value) const { return value.currency.name() + " " + value.amount.to_string(); }
  std::string operator()(const Quantity& value) const { return value.amount.to_string() + " " + value.unit.name(); }
  std::string operator()(const Date& value) const { return value.to_string(); }
  std::string operator()(const Time& value) const { return value.to_string(); }
  std::string operator()(const Duration& value) const { return value.to_string(); }
  std::string operator()(const Period& value) const { return value.to_string(); }
  std::string operator()(const HsCode& value) const { return value.digits.str(); }
  std::string operator()(const TextValue& value) const { return '"' + value.str() + '"'; }
};

std::string text_of(const Cell::Item& item) {
  std::string text;
  if (item.value) text += std::visit(ScalarText{}, *item.value);
  if (item.to) text += " to " + std::visit(ScalarText{}, *item.to);
  for (const HsRange& range : item.codes) text += " " + range.from.str() + "-" + range.to.str();
  if (item.group != nullptr) text += " group " + item.group->package->name + "." + item.group->name;
  if (item.goods != nullptr) text += " goods " + text_of(*item.goods);
  return text;
}

}  // namespace

std::string text_of(const Cell& cell) {
  if (cell.kind == Cell::Kind::Any) return "any";
  if (cell.kind == Cell::Kind::Other) return "other";
  std::string text = cell.kind == Cell::Kind::Compare ? "op " + std::to_string(static_cast<int>(cell.op)) : "";
  for (const Cell::Item& item : cell.items) text += "[" + text_of(item) + "]";
  return text;
}

}  // namespace shibo::engine
