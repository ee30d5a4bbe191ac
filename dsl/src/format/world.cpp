// Records, choices, units, instruments, groups, parameters, rates, facts, needs, questions.
#include "nodes.hpp"

namespace shibo::dsl::layout {

void write_braced(Writer& w, std::string_view keyword, const Head& head, const std::function<void()>& more,
                  std::uint32_t end, bool empty, const std::function<void()>& items) {
  const auto begin = [&] {
    w.text(keyword);
    w.text(" ");
    const Indent in(w, 2);
    write_head(w, head);
    if (more) more();
  };
  write_braced(w, begin, head.attributes, end, empty, items);
}

void write_braced(Writer& w, const std::function<void()>& begin, const Attributes& attributes, std::uint32_t end,
                  bool empty, const std::function<void()>& items) {
  {
    const Group group(w);
    begin();
    if (has_any(attributes)) {
      {
        const Indent in(w, 2);
        write_clauses(w, w.capture([&] { write_attributes(w, attributes); }));
      }
      w.line(w.opening(end));
    } else {
      w.text(" ");
    }
  }
  if (empty && !w.tree()) return w.text("{ }");
  w.body("{", "}", end, items);
}

namespace {

void write_title(Writer& w, const std::optional<Text>& title) {
  if (title) w.text(" "), w.quoted(*title);
}

void write_bounds(Writer& w, const FieldDecl& field) {
  if (field.at_least) w.text(" from "), write(w, *field.at_least);
  if (field.at_most) w.text(" to "), write(w, *field.at_most);
}

void write_field(Writer& w, const FieldDecl& field) {
  w.text(field.name.text + ": ");
  write(w, *field.type);
  if (field.required) w.text(" required");
  if (field.key) w.text(" key");
  if (field.evidence) w.text(" evidence");
  if (field.fixed) w.text(" fixed");
  if (field.parts) w.text(" as parts");
  if (field.edition) w.text(" edition " + field.edition->text);
  write_bounds(w, field);
  write_title(w, field.doc);
}

// The head of a declaration without a body, what follows it, on further lines if it does not fit.
void write_line(Writer& w, std::string_view keyword, const Head& head, const std::function<void()>& more = {}) {
  const Group group(w, 2);
  w.text(keyword);
  w.text(" ");
  write_head(w, head);
  write_clauses(w, w.capture([&] {
    write_attributes(w, head.attributes);
    if (more) more();
  }));
}

void write_member(Writer& w, const GroupRow::Member& member) {
  if (const auto* data = std::get_if<DataPtr>(&member.what)) write(w, **data);
  else write(w, std::get<CodeSet>(member.what));
  if (member.to) w.text(" to "), write(w, *member.to);
}

}  // namespace

void write(Writer& w, const RecordDecl& d) {
  w.text("record " + d.name.text);
  write_title(w, d.title);
  if (d.parent) w.text(" in " + d.parent->text);
  if (!d.dated_by.empty()) w.text(" dated by "), write_path(w, d.dated_by);
  w.text(" ");
  w.body("{", "}", d.span.end - 1, [&] {
    for (const FieldDecl& field : d.fields) {
      w.hard(field.span.begin, &field == &d.fields.front());
      write_field(w, field);
    }
  });
}

void write(Writer& w, const ChoiceDecl& d) {
  w.text((d.extends ? "extend " : "choice ") + d.name.text);
  write_title(w, d.title);
  w.text(" ");
  write_values(w, d.values, d.span.end - 1);
}

void write(Writer& w, const UnitDecl& d) {
  w.text("unit " + d.name.text);
  write_title(w, d.title);
}

void write(Writer& w, const InstrumentDecl& d) {
  const Group group(w, 2);
  w.text("instrument");
  if (!d.name.text.empty()) w.text(" " + d.name.text);
  write_title(w, d.title);
  if (d.in_force) w.text(" in force " + d.in_force->text);
  write_attributes(w, d.attributes);
}

void write(Writer& w, const GroupDecl& d) {
  write_braced(w, "group", d.head, {}, d.span.end - 1, d.rows.empty(), [&] {
    for (const GroupRow& row : d.rows) {
      w.hard(row.span.begin, &row == &d.rows.front());
      // What a period or a citation at the end speaks of is one thing to the eye.
      const Group group(w, has_any(row.attributes) ? 4 : 0);
      for (const GroupRow::Member& member : row.members) {
        if (&member != &row.members.front()) w.text(","), w.fill(member.span.begin);
        write_member(w, member);
      }
      write_attributes(w, row.attributes);
    }
  });
}

void write(Writer& w, const ParameterDecl& d) {
  write_braced(w, "parameter", d.head, {}, d.span.end - 1, d.rows.empty(), [&] {
    for (const ParameterRow& row : d.rows) {
      w.hard(row.span.begin, &row == &d.rows.front());
      const Group group(w);
      write(w, *row.value);
      const Indent in(w, 4);
      write_attributes(w, row.attributes);
    }
  });
}

namespace {

void write_rates(Writer& w, const std::vector<RatesRow>& rows) {
  for (const RatesRow& row : rows) {
    w.hard(row.span.begin, &row == &rows.front());
    const Group group(w, 4);
    write(w, row.from);
    w.text(" is ");
    write(w, row.to);
    write_attributes(w, row.attributes);
  }
}

}  // namespace

void write(Writer& w, const RatesDecl& d) {
  write_braced(w, "rates", d.head, {}, d.span.end - 1, d.rows.empty(), [&] { write_rates(w, d.rows); });
}

void write(Writer& w, const MoreRatesDecl& d) {
  const auto head = [&] { w.text("extend rates "), write_path(w, d.rates); };
  write_braced(w, head, d.attributes, d.span.end - 1, d.rows.empty(), [&] { write_rates(w, d.rows); });
}

void write(Writer& w, const FactDecl& d) {
  write_line(w, "fact", d.head, [&] {
    if (!d.only_where) return;
    w.clause(w.word_before(w.word_before(d.only_where->span.begin)));
    w.text("only where ");
    const Group group(w);
    write_whole(w, *d.only_where);
  });
}

namespace {

std::string_view word_of(NeedsDecl::Kind kind) {
  switch (kind) {
    case NeedsDecl::Kind::Group: return "needs group";
    case NeedsDecl::Kind::Parameter: return "needs parameter";
    case NeedsDecl::Kind::Condition: return "needs condition";
    case NeedsDecl::Kind::Define: return "needs define";
    case NeedsDecl::Kind::Fact: break;
  }
  return "needs fact";
}

}  // namespace

void write(Writer& w, const NeedsDecl& d) {
  const std::string_view keyword = word_of(d.kind);
  d.otherwise ? write_defined(w, keyword, d.head, *d.otherwise) : write_line(w, keyword, d.head);
}
void write(Writer& w, const SeriesDecl& d) {
  write_line(w, "series", d.head, [&] {
    w.clause(w.word_before(d.by.front().front().span.begin));
    w.text("by ");
    for (const std::vector<Word>& field : d.by) {
      if (&field != &d.by.front()) w.text(", ");
      write_path(w, field);
    }
  });
}

void write(Writer& w, const QuestionDecl& d) { write_line(w, "question", d.head); }

void write(Writer& w, const ReadingDecl& d) {
  write_line(w, "reading", d.head, [&] {
    if (!d.value) return;
    w.clause(w.word_before(d.value->span.begin));
    w.text("= " + d.value->text);
    write_attributes(w, d.of_value);
  });
}

}  // namespace shibo::dsl::layout
