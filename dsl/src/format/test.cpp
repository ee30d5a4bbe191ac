// Tests in the language.
#include "nodes.hpp"

namespace shibo::dsl::layout {
namespace {

// A block on lines of its own, whatever it holds.
void write_facts(Writer& w, const Data& data) {
  const auto& block = std::get<DataBlock>(data.node);
  if (block.entries.empty()) return write(w, data);
  w.body("{", "}", data.span.end - 1, [&] {
    for (const Entry& entry : block.entries) {
      w.hard(entry.span.begin, &entry == &block.entries.front());
      w.text(entry.label.text + ": ");
      write(w, *entry.value);
    }
  });
}

void write_paths(Writer& w, std::string_view word, const std::vector<Text>& paths) {
  w.text(word);
  w.text(" [");
  const Indent in(w, 4);
  write_texts(w, paths);
  w.text("]");
}

void write_expected(Writer& w, const Expectation& e) {
  using Kind = Expectation::Kind;
  if (e.what) write(w, *e.what);
  switch (e.kind) {
    case Kind::Holds: return;
    case Kind::Missing: return write_paths(w, "missing", e.paths);
    case Kind::Presumed: return write_paths(w, "presumed", e.paths);
    case Kind::Unknown: return w.text(" is unknown");
    case Kind::NotApplicable: return w.text(" is not applicable");
    case Kind::Advises: return w.text(" advises");
    case Kind::Conflicts: return w.text(" conflicts");
    case Kind::Open: break;
  }
  w.text(" is open [");
  for (const Word& word : e.open) w.text((&word == &e.open.front() ? "" : ", ") + word.text);
  w.text("]");
}

void write_given(Writer& w, const TestDecl& d) {
  const std::uint32_t word = w.word_before(d.given_like ? d.given_like->span.begin : d.given.span.begin);
  w.hard(d.given_like ? w.word_before(word) : word, true);
  w.text("given ");
  if (d.given_like) {
    w.text("like ");
    w.quoted(*d.given_like);
    if (std::get<DataBlock>(d.given.node).entries.empty()) return;
    w.text(" ");
  }
  write_facts(w, d.given);
}

void write_readings(Writer& w, const TestDecl& d) {
  for (const ReadAs& one : d.readings) {
    w.hard(one.span.begin);
    w.text("reading ");
    write_path(w, one.reading);
    w.text(" is " + one.value.text);
  }
}

void write_among(Writer& w, const TestDecl& d) {
  if (d.among.empty()) return;
  w.hard(w.word_before(w.word_before(d.among.front()->span.begin)));
  w.text("among [");
  {
    const Indent in(w, 2);
    for (const DataPtr& record : d.among) {
      if (&record != &d.among.front()) w.text(",");
      w.hard(record->span.begin, true);
      write(w, *record);
    }
    if (d.among_incomplete) w.hard(0, true), w.text("incomplete");
    w.comments(w.closing(d.among.front()->span.begin), false);
  }
  w.hard(0, true);
  w.text("]");
}

}  // namespace

void write(Writer& w, const TestDecl& d) {
  w.text("test ");
  w.quoted(d.title);
  w.text(" for " + d.record.text + (d.as_of ? " as of " + d.as_of->text : "") + " ");
  w.body("{", "}", d.span.end - 1, [&] {
    write_given(w, d);
    write_readings(w, d);
    write_among(w, d);
    for (const Expectation& expectation : d.expectations) {
      w.hard(expectation.span.begin);
      w.text("expect ");
      write_expected(w, expectation);
      if (expectation.with) w.text(" with "), write(w, *expectation.with);
    }
  });
}

}  // namespace shibo::dsl::layout
