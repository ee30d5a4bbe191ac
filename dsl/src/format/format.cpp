// A file: its head, what it uses, and its declarations in order.
#include "shibo/dsl/format.hpp"

#include <utility>

#include "nodes.hpp"

namespace shibo::dsl {

namespace layout {
namespace {

void write_package(Writer& w, const PackageHead& head) {
  if (w.comments(head.span.begin, true)) w.hard(head.span.begin);
  const Group group(w, 2);
  w.text("package ");
  write_path(w, head.name);
  if (head.title) w.text(" "), w.quoted(*head.title);
  for (const HsEdition& edition : head.editions) {
    const bool first = &edition == &head.editions.front();
    if (first) w.clause(w.word_before(w.word_before(edition.span.begin))), w.text("hs edition ");
    else w.text(","), w.fill(edition.span.begin);
    w.text(edition.year);
    write_attributes(w, edition.period);
  }
}

void write_uses(Writer& w, const std::vector<UseClause>& uses) {
  if (uses.empty()) return;
  const Group group(w, 2);
  w.text("use ");
  for (const UseClause& use : uses) {
    if (&use != &uses.front()) w.text(","), w.fill(use.span.begin);
    write_path(w, use.name);
    if (use.alias) w.text(" as " + use.alias->text);
  }
}

// Comments before the offset, and an empty line that stands before those of them with lines of their own.
void stand_apart(Writer& w, std::uint32_t next) {
  const SyntaxTree& tree = *w.tree();
  const Ops comments = w.capture([&] { w.comments(next, true); });
  std::size_t i = 0;
  for (; i < comments.size() && comments[i].kind == Op::Kind::Trailing; ++i) w.append({comments[i]});
  w.append({Op{Op::Kind::Hard, {}, 1}});
  const bool own = i < comments.size();
  for (bool first = true; i < comments.size(); ++i) {
    if (comments[i].kind == Op::Kind::Hard && std::exchange(first, false)) continue;
    w.append({comments[i]});
  }
  if (own) w.append({Op{Op::Kind::Hard, {}, tree.source != nullptr && w.blank_before(next) ? 1 : 0}});
}

void write_declarations(Writer& w, const SyntaxTree& tree) {
  for (const Declaration& declaration : tree.declarations) {
    const std::uint32_t begin = span_of(declaration).begin;
    if (&declaration == &tree.declarations.front()) stand_apart(w, begin);
    else w.hard(begin);
    std::visit([&](const auto& node) { write(w, node); }, declaration);
  }
}

}  // namespace
}  // namespace layout

std::string format(const SyntaxTree& tree) {
  layout::Writer w(tree);
  layout::write_package(w, tree.package);
  if (!tree.uses.empty()) layout::stand_apart(w, w.word_before(tree.uses.front().span.begin));
  layout::write_uses(w, tree.uses);
  layout::write_declarations(w, tree);
  w.comments(layout::kEnd, true);
  return layout::render(w.ops()) + "\n";
}

std::string format(const Expr& expression) {
  layout::Writer w;
  layout::write(w, expression);
  std::string line;
  for (const layout::Op& op : w.ops()) {
    using Kind = layout::Op::Kind;
    if (op.kind == Kind::Text) line += op.text;
    if (op.kind == Kind::Line || op.kind == Kind::Fill) line += op.text + " ";
    if (op.kind == Kind::Hard) line += " ";
  }
  return line;
}

}  // namespace shibo::dsl
