// Types, literals, codes, data, and what heads are made of.
#include <algorithm>

#include "nodes.hpp"

namespace shibo::dsl::layout {

void write(Writer& w, const Literal& e) {
  if (e.negative) w.text("-");
  switch (e.kind) {
    case Literal::Kind::Percent: return w.text(e.text + "%");
    case Literal::Kind::PerMille: return w.text(e.text + "‰");
    case Literal::Kind::Money: return w.text(e.unit + " " + e.text);
    case Literal::Kind::Quantity: return w.text(e.text + " " + e.unit);
    case Literal::Kind::String: return w.quoted(e.span, e.text);
    case Literal::Kind::True: return w.text("true");
    case Literal::Kind::False: return w.text("false");
    default: return w.text(e.text);
  }
}

void write(Writer& w, const CodeSet& e) {
  static constexpr std::string_view kWords[] = {"chapter", "heading", "subheading", "code"};
  w.text(kWords[static_cast<std::size_t>(e.level)]);
  w.text(e.plural ? "s " : " ");
  const Indent in(w, 4);
  for (const CodeRange& range : e.ranges) {
    if (&range != &e.ranges.front()) w.text(","), w.fill(range.span.begin);
    w.text(range.from.text + (range.to ? " to " + range.to->text : ""));
  }
}

namespace {

[[nodiscard]] bool is_block(const DataPtr& data) { return std::holds_alternative<DataBlock>(data->node); }

void write_data_list(Writer& w, const DataList& e, Span span) {
  const bool wide = !e.items.empty() && is_block(e.items.front());
  const Group group(w);
  w.text("[");
  {
    const Indent in(w, 2);
    for (const DataPtr& item : e.items) {
      const bool first = &item == &e.items.front();
      if (!first) w.text(",");
      if (first && w.begins_line(item->span.begin)) w.hard(item->span.begin, true);
      else if (first && !wide) w.soft(item->span.begin);
      else if (wide) w.line(item->span.begin);
      else w.fill(item->span.begin);
      write(w, *item);
    }
    if (e.incomplete) w.text(e.items.empty() ? "incomplete" : " incomplete");
    if (w.comments(span.end - 1, false) && e.items.empty()) w.hard(0, true);
  }
  if (!e.items.empty()) wide ? w.line(0) : w.soft(0);
  w.text("]");
}

void write_entry(Writer& w, const Entry& entry) {
  w.text(entry.label.text + ": ");
  write(w, *entry.value);
}

void write_data_block(Writer& w, const DataBlock& e, Span span) {
  if (e.like) w.text("like "), w.quoted(*e.like), w.text(" ");
  if (e.entries.empty()) {
    w.text("{");
    if (w.comments(span.end - 1, false)) w.hard(0, true);
    return w.text("}");
  }
  if (w.begins_line(e.entries.front().span.begin)) {
    return w.body("{", "}", span.end - 1, [&] {
      for (const Entry& entry : e.entries) {
        w.hard(entry.span.begin, &entry == &e.entries.front());
        write_entry(w, entry);
      }
    });
  }
  const Group group(w);
  w.text("{");
  {
    const Indent in(w, 2);
    for (const Entry& entry : e.entries) {
      w.line(entry.span.begin, &entry == &e.entries.front() ? "" : ",");
      write_entry(w, entry);
    }
    w.comments(span.end - 1, false);
  }
  w.line(0);
  w.text("}");
}

}  // namespace

void write(Writer& w, const Data& e) {
  std::visit(
      [&](const auto& node) {
        using T = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<T, Word>) w.text(node.text);
        else if constexpr (std::is_same_v<T, DataList>) write_data_list(w, node, e.span);
        else if constexpr (std::is_same_v<T, DataBlock>) write_data_block(w, node, e.span);
        else if constexpr (std::is_same_v<T, DataMissing>) w.text("missing");
        else if constexpr (std::is_same_v<T, DataInvalid>) w.text("invalid "), w.quoted(node.text);
        else write(w, node);
      },
      e.node);
}

namespace {

void write_value(Writer& w, const ChoiceValue& value) {
  w.text(value.name.text);
  if (value.doc) w.text(" "), w.quoted(*value.doc);
  write_attributes(w, value.attributes);
}

}  // namespace

// Values that share a line go on doing so.
void write_values(Writer& w, const std::vector<ChoiceValue>& values, std::uint32_t end) {
  if (values.empty() || w.begins_line(values.front().span.begin)) {
    return w.body("{", "}", end, [&] {
      for (const ChoiceValue& value : values) {
        const bool first = &value == &values.front();
        if (first || w.begins_line(value.span.begin)) w.hard(value.span.begin, first);
        else w.fill(value.span.begin, ",");
        write_value(w, value);
      }
    });
  }
  const Group group(w);
  w.text("{");
  {
    const Indent in(w, 2);
    for (const ChoiceValue& value : values) {
      w.line(value.span.begin, &value == &values.front() ? "" : ",");
      write_value(w, value);
    }
    w.comments(end, false);
  }
  w.line(0);
  w.text("}");
}

void write(Writer& w, const TypeExpr& e) {
  switch (e.kind) {
    case TypeExpr::Kind::Named: return w.text(e.name.text);
    case TypeExpr::Kind::MoneyIn: return w.text("money in " + e.name.text);
    case TypeExpr::Kind::QuantityIn: return w.text("quantity in " + e.name.text);
    case TypeExpr::Kind::ListOf: w.text("list of "); return write(w, *e.element);
    case TypeExpr::Kind::Choice: w.text("choice of "); return write_values(w, e.choices, e.span.end - 1);
  }
}

bool has_any(const Attributes& a) { return !a.cites.empty() || a.unverified || a.since || a.until; }

void write_texts(Writer& w, const std::vector<Text>& texts) {
  for (const Text& text : texts) {
    if (&text != &texts.front()) w.text(","), w.fill(text.span.begin);
    w.quoted(text);
  }
}

void write_attributes(Writer& w, const Attributes& a) {
  if (a.since) w.clause(w.word_before(a.since->span.begin)), w.text("since " + a.since->text);
  if (a.until) w.clause(w.word_before(a.until->span.begin)), w.text("until " + a.until->text);
  // Without a reason it does not stand last, so that it never takes a text that follows for one.
  if (a.unverified && !a.unverified_why) w.clause(a.unverified_span.begin), w.text("unverified");
  if (!a.cites.empty()) {
    w.clause(w.word_before(a.cites.front().span.begin));
    w.text("cites ");
    const Indent in(w, 2);
    write_texts(w, a.cites);
  }
  if (a.unverified_why) {
    w.clause(a.unverified_span.begin);
    w.text("unverified ");
    w.quoted(*a.unverified_why);
  }
}

void write_clauses(Writer& w, Ops clauses) {
  using Kind = Op::Kind;
  const bool broken = std::any_of(clauses.begin(), clauses.end(), [](const Op& op) { return op.kind == Kind::Hard; });
  if (!clauses.empty() && clauses.front().kind == Kind::Fill && !broken) clauses.front().kind = Kind::Line;
  w.append(clauses);
}

void write_path(Writer& w, const std::vector<Word>& path) {
  for (const Word& word : path) w.text((&word == &path.front() ? "" : ".") + word.text);
}

namespace {

void write_param(Writer& w, const Param& param) {
  w.text((param.except_from ? "except from " : "") + param.name.text + " : ");
  write(w, *param.type);
  if (param.default_value) w.text(" = "), write(w, *param.default_value);
}

}  // namespace

void write_head(Writer& w, const Head& head) {
  w.text(head.name.text);
  if (!head.params.empty()) {
    w.text("(");
    const Indent in(w, 4);
    for (const Param& param : head.params) {
      if (&param != &head.params.front()) w.text(","), w.fill(param.span.begin);
      write_param(w, param);
    }
    w.text(")");
  }
  if (head.title) w.fill(head.title->span.begin), w.quoted(*head.title);
  if (head.record) w.text(" for " + head.record->text);
  if (head.type) w.text(" : "), write(w, *head.type);
}

}  // namespace shibo::dsl::layout
