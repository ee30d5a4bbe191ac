// Mappings and tests.
#include "nodes.hpp"

namespace shibo::dsl::layout {
namespace {

void write_entries(Writer& w, const std::vector<Entry>& entries, std::uint32_t end) {
  Data block;
  block.span = {0, end};
  block.node = DataBlock{entries, {}};
  write(w, block);
}

void write(Writer& w, const MappingSetting& part) {
  w.text("format " + part.format.text + " ");
  write_entries(w, part.settings, part.span.end);
}
void write(Writer& w, const MappingMissing& part) {
  const Group group(w, 4);
  w.text("missing ");
  write_texts(w, part.texts);
}
void write(Writer& w, const MappingKey& part) {
  const Group group(w, 4);
  w.text("one ");
  write_path(w, part.path);
  w.text(part.path.empty() ? "by " : " by ");
  write_texts(w, part.columns);
}

void write_unit(Writer& w, std::string_view word, const std::optional<UnitOrColumns>& unit) {
  if (!unit) return;
  const auto* name = std::get_if<Word>(&*unit);
  w.fill(name != nullptr ? name->span.begin : std::get<std::vector<Text>>(*unit).front().span.begin);
  w.text(word);
  w.text(" ");
  if (name != nullptr) w.text(name->text);
  else write_texts(w, std::get<std::vector<Text>>(*unit));
}

void write_translations(Writer& w, const MappingField& part) {
  if (part.translations.empty()) return;
  w.text(" ");
  const std::uint32_t end = w.closing(part.translations.front().span.begin);
  w.body("{", "}", end, [&] {
    for (const MappingField::Translation& one : part.translations) {
      w.hard(one.span.begin, &one == &part.translations.front());
      w.quoted(one.from);
      w.text(" -> ");
      write(w, *one.to);
    }
  });
}

void write(Writer& w, const MappingField& part) {
  w.text("field ");
  write_path(w, part.path);
  w.text(" from ");
  {
    const Indent in(w, 4);
    write_texts(w, part.from);
    if (part.dates) w.fill(part.dates->span.begin), w.text("dates "), w.quoted(*part.dates);
    write_unit(w, "unit", part.unit);
    write_unit(w, "currency", part.currency);
    if (part.separator) w.fill(part.separator->span.begin), w.text("split by "), w.quoted(*part.separator);
  }
  write_translations(w, part);
  if (!part.blank_means) return;
  const Indent in(w, 4);
  w.fill(part.blank_means->span.begin);
  w.text("blank means ");
  write(w, *part.blank_means);
}

void write_join(Writer& w, const MappingList::Join& join) {
  w.quoted(join.theirs);
  w.text(" = ");
  w.quoted(join.ours);
}

void write(Writer& w, const MappingList& part) {
  const Group group(w, 2);
  w.text("list ");
  write_path(w, part.path);
  if (part.file) w.text(" from file "), w.quoted(*part.file);
  for (const MappingList::Join& join : part.by) {
    const bool first = &join == &part.by.front();
    if (first) w.line(join.span.begin), w.text("by ");
    else w.text(","), w.fill(join.span.begin);
    write_join(w, join);
  }
  if (part.tree) w.line(part.tree->span.begin), w.text("under "), write_join(w, *part.tree);
  if (part.by.empty() && !part.tree) w.text(" ");
  else w.line(0);
  w.text(part.complete ? "complete" : "incomplete");
}

}  // namespace

void write(Writer& w, const MappingDecl& d) {
  w.text("mapping " + d.name.text);
  if (d.title) w.text(" "), w.quoted(*d.title);
  w.text(" for " + d.record.text + " ");
  for (const std::vector<Word>& base : d.extends) {
    w.text(&base == &d.extends.front() ? "extends " : ", ");
    write_path(w, base);
  }
  if (!d.extends.empty()) w.text(" ");
  w.body("{", "}", d.span.end - 1, [&] {
    for (const auto& part : d.parts) {
      const Span span = std::visit([](const auto& node) { return node.span; }, part);
      w.hard(span.begin, &part == &d.parts.front());
      std::visit([&](const auto& node) { write(w, node); }, part);
    }
  });
}

}  // namespace shibo::dsl::layout
