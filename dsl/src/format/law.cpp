// Scopes, definitions, rules, decisions, conversions, gaps.
#include <algorithm>
#include <utility>

#include "nodes.hpp"

namespace shibo::dsl::layout {
namespace {

// `when C attributes`, each after a place where the line may end.
void write_when(Writer& w, const Expr& condition) {
  w.text("when ");
  const Group group(w);
  write_whole(w, condition);
}

void write_exception(Writer& w, const Exception& e) {
  w.hard(e.span.begin);
  const bool block = !e.nested.empty();
  {
    const Group group(w);
    w.text("except");
    if (e.value) w.text(" "), write(w, *e.value);
    {
      const Indent in(w, 2);
      e.value ? w.clause(w.word_before(e.condition->span.begin)) : w.text(" ");
      write_when(w, *e.condition);
      write_attributes(w, e.attributes);
      if (!e.overriding.empty()) {
        w.clause(w.word_before(e.overriding.front().span.begin));
        w.text("overriding ");
        write_texts(w, e.overriding);
      }
    }
    if (block) w.line(w.opening(e.span.end - 1));
  }
  if (!block) return;
  w.body("{", "}", e.span.end - 1, [&] {
    for (const Exception& nested : e.nested) write_exception(w, nested);
  });
}

// `= VALUE`, on a line of its own where it was, or where it does not fit.
void write_meaning(Writer& w, const Expr& value, std::uint32_t after) {
  const Indent in(w, 2);
  const bool own_line =
      w.tree() != nullptr &&
      w.tree()->source->text().substr(after, value.span.begin - after).find('\n') != std::string_view::npos;
  own_line ? w.goes_on(value.span.begin) : w.line(value.span.begin);
  w.text("= ");
  const Indent further(w, 2);
  const Group group(w);
  write_whole(w, value);
}

// Where the head ends: comments and line ends from here on come before the `=`.
[[nodiscard]] std::uint32_t end_of(const Head& head) {
  std::uint32_t end = head.name.span.end;
  const auto past = [&](Span span) { end = std::max(end, span.end); };
  if (!head.params.empty()) past(head.params.back().span);
  if (head.title) past(head.title->span);
  if (head.record) past(head.record->span);
  if (head.type) past(head.type->span);
  for (const Text& text : head.attributes.cites) past(text.span);
  if (head.attributes.unverified) past(head.attributes.unverified_span);
  if (head.attributes.unverified_why) past(head.attributes.unverified_why->span);
  if (head.attributes.since) past(head.attributes.since->span);
  if (head.attributes.until) past(head.attributes.until->span);
  return end;
}

void write_attributes_broken(Writer& w, const Attributes& attributes) {
  if (!has_any(attributes)) return;
  const Indent in(w, 2);
  write_clauses(w, w.capture([&] { write_attributes(w, attributes); }));
}

}  // namespace

void write(Writer& w, const ScopeDecl& d) {
  const Group whole(w);
  {
    const Group head(w);
    w.text("scope for " + d.head.record->text);
    if (d.head.title) w.text(" "), w.quoted(*d.head.title);
    write_attributes_broken(w, d.head.attributes);
  }
  write_meaning(w, *d.condition, end_of(d.head));
}

void write_defined(Writer& w, std::string_view keyword, const Head& defined, const Expr& value) {
  const Group whole(w);
  {
    const Group head(w);
    w.text(keyword);
    w.text(" ");
    {
      const Indent in(w, 2);
      write_head(w, defined);
    }
    write_attributes_broken(w, defined.attributes);
  }
  write_meaning(w, value, end_of(defined));
}

void write(Writer& w, const DefineDecl& d) {
  write_defined(w, d.is_condition ? "condition" : "define", d.head, *d.value);
  const Indent in(w, 2);
  for (const Exception& exception : d.exceptions) write_exception(w, exception);
}

void write(Writer& w, const RuleDecl& d) {
  write_braced(w, "rule", d.head, {}, d.span.end - 1, false, [&] {
    bool first = true;
    const auto begin = [&](std::uint32_t at) { w.hard(at, std::exchange(first, false)); };
    if (d.when) begin(w.word_before(d.when->span.begin)), w.text("when "), write_whole(w, *d.when);
    for (const Exception& exception : d.exceptions) first = false, write_exception(w, exception);
    begin(d.force_span.begin);
    w.text(d.recommends ? "recommend" : "require");
    if (d.requirement) w.text(" "), write_whole(w, *d.requirement);
    if (d.advise) w.hard(w.word_before(d.advise->span.begin)), w.text("advise "), w.quoted(*d.advise);
  });
}

namespace {

void write_outcome(Writer& w, const Outcome& e) {
  const Group group(w);
  w.text(e.name.text);
  if (e.condition) w.text(" when "), write_whole(w, *e.condition);
  else w.text(" otherwise");
  const Indent in(w, 2);
  write_attributes(w, e.attributes);
  if (e.with.empty()) return;
  w.clause(w.word_before(e.with.front().span.begin));
  w.text("with ");
  for (const Word& word : e.with) {
    if (&word != &e.with.front()) w.text(","), w.fill(word.span.begin);
    w.text(word.text);
  }
}

}  // namespace

void write(Writer& w, const DecisionDecl& d) {
  const auto answers = [&] {
    if (d.answers.empty()) return;
    w.fill(d.answers.front().span.begin);
    w.text("answers ");
    write_path(w, d.answers);
  };
  const bool empty = !d.asked_when && !d.when && d.outcomes.empty();
  write_braced(w, "decision", d.head, answers, d.span.end - 1, empty, [&] {
    bool first = true;
    const auto begin = [&](std::uint32_t at) { w.hard(at, std::exchange(first, false)); };
    if (d.asked_when) {
      begin(w.word_before(w.word_before(d.asked_when->span.begin)));
      w.text("asked when ");
      write_whole(w, *d.asked_when);
    }
    if (d.when) begin(w.word_before(d.when->span.begin)), w.text("when "), write_whole(w, *d.when);
    for (const Outcome& outcome : d.outcomes) begin(outcome.span.begin), write_outcome(w, outcome);
  });
}

void write(Writer& w, const ConvertDecl& d) {
  const Group group(w);
  w.text("convert money by " + d.rates.text + " on ");
  write_path(w, d.on);
  write_attributes_broken(w, d.attributes);
}

void write(Writer& w, const GapDecl& d) {
  const Group group(w, 2);
  w.text("not encoded ");
  w.quoted(d.what);
  write_clauses(w, w.capture([&] {
    write_attributes(w, d.attributes);
    if (!d.touches.empty()) {
      w.clause(w.word_before(d.touches.front().span.begin));
      w.text("touches ");
      for (const Word& word : d.touches) {
        if (&word != &d.touches.front()) w.text(","), w.fill(word.span.begin);
        w.text(word.text);
      }
    }
    if (d.when) w.clause(w.word_before(d.when->span.begin)), write_when(w, *d.when);
  }));
}

}  // namespace shibo::dsl::layout
