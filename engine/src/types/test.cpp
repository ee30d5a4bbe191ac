// Tests in packages: their data become records when the rules are checked, so that a slip in a test is
// found like any other mistake.
#include <algorithm>
#include <set>

#include "names/literals.hpp"
#include "names/names.hpp"
#include "program/types.hpp"
#include "read/stream.hpp"
#include "record/identity.hpp"
#include "types/body.hpp"

namespace shibo::engine {

namespace {

using dsl::Source;
using Entries = std::vector<const dsl::Entry*>;

class RecordBuilder {
 public:
  RecordBuilder(Context& context, InstanceState& in, const Source* source, std::vector<RecordPtr>& owned)
      : context_(context), in_(in), source_(source), owned_(owned) {
    file_ = std::make_shared<const std::string>(source->path());
  }

  /// Null after a diagnostic. `parent` and `whole` are set for what stands inside a record.
  std::shared_ptr<Record> build(const RecordType& type, const Entries& entries, dsl::Span span, const Record* parent,
                                const Record* whole) {
    auto record = std::make_shared<Record>();
    record->type = &type;
    record->parent = parent;
    record->whole = whole;
    record->place = place(span, "");
    record->fields.resize(type.fields.size());
    std::set<std::string> seen;
    bool broken = false;
    for (const dsl::Entry* entry : entries) {
      if (type.parent != nullptr && parent == nullptr && whole == nullptr && entry->label.text == type.parent_label) {
        broken = !give_parent(*record, *entry) || broken;
        continue;
      }
      const int index = type.find(entry->label.text);
      if (index < 0) {
        broken = true;
        unknown_field(type, *entry);
        continue;
      }
      if (!seen.insert(entry->label.text).second) {
        context_.error(code::kTestData, {source_, entry->label.span}, "`" + entry->label.text + "` is given twice");
        broken = true;
        continue;
      }
      context_.note_in_test({source_, entry->label.span}, FieldOfRecord{&type, index});
      record->fields[index] = field(type.fields[index].type, type.fields[index], *entry->value, *record);
      broken = broken || record->fields[index].place.line == 0;
    }
    return broken ? nullptr : record;
  }

 private:
  [[nodiscard]] Place place(dsl::Span span, const std::string& path) const {
    const dsl::Position position = source_->position(span.begin);
    return {file_, position.line, position.column, path};
  }

  bool give_parent(Record& record, const dsl::Entry& entry) {
    const auto* block = std::get_if<dsl::DataBlock>(&entry.value->node);
    if (block == nullptr) {
      context_.error(code::kTestData, {source_, entry.span},
                     "`" + entry.label.text + "` is the record around this one: write `{ … }`");
      return false;
    }
    auto parent = build(*record.type->parent, pointers(block->entries), entry.span, nullptr, nullptr);
    if (!parent) return false;
    record.parent = parent.get();
    owned_.push_back(std::move(parent));
    return true;
  }

  void unknown_field(const RecordType& type, const dsl::Entry& entry) {
    std::vector<std::string> known;
    for (const FieldType& field : type.fields) known.push_back(field.name);
    if (in_.unread(type.name)) return;  // the field may be the one that could not be read
    const bool above = type.parent != nullptr && type.parent->find(entry.label.text) >= 0;
    report_unknown(context_, in_, code::kTestData, {source_, entry.label.span}, entry.label.text,
                   "`" + type.name + "` has no field `" + entry.label.text + "`",
                   above ? std::vector<std::string>{} : known,
                   above ? std::optional("it is a field of `" + type.parent->name + "`: write `" + type.parent_label +
                                         ": { " + entry.label.text + ": … }`")
                         : std::nullopt);
  }

  static Entries pointers(const std::vector<dsl::Entry>& entries) {
    Entries all;
    for (const dsl::Entry& entry : entries) all.push_back(&entry);
    return all;
  }

  /// A value whose place has line 0 did not check.
  FieldValue field(const Type& type, const FieldType& declared, const dsl::Data& data, const Record& on) {
    FieldValue value;
    value.place = place(data.span, "");
    if (std::holds_alternative<dsl::DataMissing>(data.node)) {
      // A test may say that a paper is known not to exist: an `evidence` field that is `missing`.
      value.state = declared.evidence ? FieldState::Absent : FieldState::Missing;
      return value;
    }
    if (const auto* invalid = std::get_if<dsl::DataInvalid>(&data.node)) {
      value.state = FieldState::Invalid;
      value.text = invalid->text.value;
      value.why = "written as invalid in the test";
      return value;
    }
    if (const auto* list = std::get_if<dsl::DataList>(&data.node))
      return list_value(type, declared, *list, data, on, std::move(value));
    if (const auto* block = std::get_if<dsl::DataBlock>(&data.node))
      return record_value(type, *block, data, on, std::move(value));
    if (type.kind == TypeKind::List || type.kind == TypeKind::Record) {
      context_.error(code::kTestData, {source_, data.span},
                     "expected " + to_phrase(type) + (type.kind == TypeKind::List ? ": `[ … ]`" : ": `{ … }`"));
      value.place.line = 0;
      return value;
    }
    const auto scalar = read_data(context_, in_, source_, data, type, {.in_test = true});
    if (!scalar) {
      value.place.line = 0;
      return value;
    }
    value.state = FieldState::Given;
    value.value = *scalar;
    return value;
  }

  FieldValue list_value(const Type& type, const FieldType& declared, const dsl::DataList& list, const dsl::Data& data,
                        const Record& on, FieldValue value) {
    if (type.kind != TypeKind::List) {
      context_.error(code::kTestData, {source_, data.span}, "expected " + to_phrase(type) + ", found a list");
      value.place.line = 0;
      return value;
    }
    value.state = FieldState::Given;
    value.complete = !list.incomplete;
    for (const dsl::DataPtr& item : list.items) {
      FieldValue element = field(*type.element, declared, *item, on);
      if (element.place.line == 0) value.place.line = 0;
      value.items.push_back(std::move(element));
    }
    return value;
  }

  FieldValue record_value(const Type& type, const dsl::DataBlock& block, const dsl::Data& data, const Record& on,
                          FieldValue value) {
    if (type.kind != TypeKind::Record) {
      context_.error(code::kTestData, {source_, data.span}, "expected " + to_phrase(type) + ", found `{ … }`");
      value.place.line = 0;
      return value;
    }
    const bool part = type.record == on.type;
    const bool child = type.record->parent == on.type;
    auto record =
        build(*type.record, pointers(block.entries), data.span, child && !part ? &on : nullptr, part ? &on : nullptr);
    if (!record) {
      value.place.line = 0;
      return value;
    }
    value.state = FieldState::Given;
    value.record = std::move(record);
    return value;
  }

  Context& context_;
  InstanceState& in_;
  const Source* source_;
  std::vector<RecordPtr>& owned_;
  std::shared_ptr<const std::string> file_;
};

/// Later entries replace earlier ones of the same label; blocks of the same label are merged.
class Merger {
 public:
  static std::vector<dsl::Entry> merge(std::vector<dsl::Entry> base, const std::vector<dsl::Entry>& changes) {
    for (const dsl::Entry& change : changes) {
      const auto same = std::find_if(base.begin(), base.end(),
                                     [&](const dsl::Entry& e) { return e.label.text == change.label.text; });
      if (same == base.end()) {
        base.push_back(change);
        continue;
      }
      const auto* old_block = std::get_if<dsl::DataBlock>(&same->value->node);
      const auto* new_block = std::get_if<dsl::DataBlock>(&change.value->node);
      if (old_block == nullptr || new_block == nullptr) {
        *same = change;
        continue;
      }
      dsl::Data merged = *change.value;
      merged.node = dsl::DataBlock{merge(old_block->entries, new_block->entries), std::nullopt};
      same->value = std::make_shared<const dsl::Data>(std::move(merged));
      same->span = change.span;
    }
    return base;
  }
};

class TestChecker {
 public:
  TestChecker(Context& context, InstanceState& in, const Source* source)
      : context_(context), in_(in), source_(source) {}

  void check(const dsl::TestDecl& d) {
    titled_once(d);
    const RecordType* record = record_named(context_, in_, source_, d.record);
    if (record == nullptr) return;
    TestCase test;
    test.syntax = &d;
    test.source = source_;
    test.type = record;
    test.package = in_.instance;
    if (d.as_of) test.as_of = Date::parse(d.as_of->text);
    for (const dsl::ReadAs& one : d.readings) read_as(test, one);
    if (const auto* block = std::get_if<dsl::DataBlock>(&d.given.node)) each_once(block->entries);
    std::vector<dsl::Entry> entries = given_entries(d);
    test.record = build(test, entries, d.given.span);
    among(test, d);
    for (const dsl::Expectation& e : d.expectations) expectation(test, d, entries, e);
    expects_something(d);
    in_.instance->tests.push_back(std::move(test));
  }

 private:
  /// A test without expectations is at most what others begin from.
  void expects_something(const dsl::TestDecl& d) {
    const auto is_like_it = [&](const dsl::Declaration& declaration) {
      const auto* other = std::get_if<dsl::TestDecl>(&declaration);
      return other != nullptr && other->given_like && other->given_like->value == d.title.value;
    };
    const auto& all = tree()->declarations;
    if (!d.expectations.empty() || context_.mistaken({source_, d.span}) ||
        std::any_of(all.begin(), all.end(), is_like_it))
      return;
    context_.error(code::kNothingInIt, {source_, d.title.span}, "this test expects nothing").help =
        "write what is to come of it, such as `expect straight passes`";
  }

  /// `reading fee_runs is true`.
  void read_as(TestCase& test, const dsl::ReadAs& one) {
    const FoundOnPath found = find_on_path(in_, one.reading);
    auto* const* named = found.symbol != nullptr ? std::get_if<Named*>(&found.symbol->what) : nullptr;
    if (named == nullptr) {
      report_not_found(context_, in_, source_, one.reading, found, "reading");
      return;
    }
    const Written where{source_, one.reading.back().span};
    context_.note_in_test(where, *named);
    if ((*named)->kind != Named::Kind::Reading)
      context_.error(code::kWrongThing, where,
                     "`" + (*named)->name + "` is a " + kind_word((*named)->kind) + ", and not a reading");
    else if (!test.readings.emplace(*named, one.value.text == "true").second)
      context_.error(code::kTestData, where, "the reading `" + (*named)->name + "` is given twice");
  }

  /// `given like` names a test by its title.
  void titled_once(const dsl::TestDecl& d) {
    const dsl::TestDecl* first = find_test(d.title.value);
    if (first == nullptr || first->title.span.begin == d.title.span.begin) return;
    context_.error(code::kDeclaredTwice, {source_, d.title.span}, "two tests are called \"" + d.title.value + "\"")
        .labels.push_back({source_, first->title.span, "the other one"});
  }

  /// What a test changes it may say again; within one block a field is given once.
  void each_once(const std::vector<dsl::Entry>& entries) {
    std::set<std::string> seen;
    for (const dsl::Entry& entry : entries) {
      if (!seen.insert(entry.label.text).second)
        context_.error(code::kTestData, {source_, entry.label.span}, "`" + entry.label.text + "` is given twice");
    }
  }

  const Record* build(TestCase& test, const std::vector<dsl::Entry>& entries, dsl::Span span) {
    RecordBuilder builder(context_, in_, source_, test.owned);
    std::vector<const dsl::Entry*> pointers;
    for (const dsl::Entry& entry : entries) pointers.push_back(&entry);
    auto record = builder.build(*test.type, pointers, span, nullptr, nullptr);
    if (!record) return nullptr;
    give_ids(*record);
    test.owned.push_back(record);
    return record.get();
  }

  /// The history of the test.
  void among(TestCase& test, const dsl::TestDecl& d) {
    test.among_all = !d.among_incomplete;
    for (const dsl::DataPtr& other : d.among) {
      const auto& block = std::get<dsl::DataBlock>(other->node);
      each_once(block.entries);
      std::vector<dsl::Entry> entries;
      if (block.like) {
        const dsl::TestDecl* like = test_called(d, *block.like);
        if (like == nullptr) continue;
        entries = given_entries(*like);
      }
      if (build(test, Merger::merge(std::move(entries), block.entries), other->span) != nullptr)
        test.among.push_back(test.owned.back());
    }
  }

  std::vector<dsl::Entry> given_entries(const dsl::TestDecl& d) {
    std::vector<dsl::Entry> entries;
    if (const dsl::TestDecl* other = d.given_like ? test_like(d) : nullptr) entries = given_entries(*other);
    if (const auto* block = std::get_if<dsl::DataBlock>(&d.given.node))
      entries = Merger::merge(std::move(entries), block->entries);
    return entries;
  }

  /// The test that another begins from; null after a diagnostic. Requires: `d` says `given like`.
  const dsl::TestDecl* test_like(const dsl::TestDecl& d) {
    const dsl::TestDecl* other = test_called(d, *d.given_like);
    if (other == nullptr) return nullptr;
    const dsl::TestDecl* first = first_of_circle(d);
    if (first == &d)
      context_.error(code::kTestLike, {source_, d.given_like->span}, "`given like` goes round in a circle");
    return first != nullptr ? nullptr : other;
  }

  /// The test of that title, for the same record; null after a diagnostic.
  const dsl::TestDecl* test_called(const dsl::TestDecl& d, const dsl::Text& called) {
    const std::string& title = called.value;
    const Written where{source_, called.span};
    const dsl::TestDecl* other = find_test(title);
    if (other == nullptr) {
      if (in_.unread(title)) return nullptr;
      auto& diagnostic = context_.error(code::kTestLike, where, "there is no test \"" + title + "\" in this file");
      if (const auto near = dsl::nearest(title, titles())) diagnostic.help = "did you mean \"" + *near + "\"?";
      return nullptr;
    }
    if (other->record.text != d.record.text) {
      auto& diagnostic = context_.error(
          code::kTestLike, where,
          "\"" + title + "\" is a test for `" + other->record.text + "`, and this one is for `" + d.record.text + "`");
      diagnostic.labels.push_back({source_, other->record.span, "that record"});
      return nullptr;
    }
    return other;
  }

  /// The first, as written, of the tests that are like each other in a circle into which `d` leads; null if into none.
  const dsl::TestDecl* first_of_circle(const dsl::TestDecl& d) const {
    std::vector<const dsl::TestDecl*> path;
    const dsl::TestDecl* on = &d;
    while (on != nullptr && std::find(path.begin(), path.end(), on) == path.end()) {
      path.push_back(on);
      on = on->given_like ? find_test(on->given_like->value) : nullptr;
    }
    if (on == nullptr) return nullptr;
    return *std::min_element(std::find(path.begin(), path.end(), on), path.end(),
                             [](const auto* a, const auto* b) { return a->span.begin < b->span.begin; });
  }

  const dsl::SyntaxTree* tree() const {
    for (const dsl::SyntaxTree* file : in_.syntax->files) {
      if (file->source == source_) return file;
    }
    return nullptr;
  }
  const dsl::TestDecl* find_test(const std::string& title) const {
    for (const dsl::Declaration& declaration : tree()->declarations) {
      const auto* test = std::get_if<dsl::TestDecl>(&declaration);
      if (test != nullptr && test->title.value == title) return test;
    }
    return nullptr;
  }
  std::vector<std::string> titles() const {
    std::vector<std::string> all;
    for (const dsl::Declaration& declaration : tree()->declarations) {
      if (const auto* test = std::get_if<dsl::TestDecl>(&declaration)) all.push_back(test->title.value);
    }
    return all;
  }

  void expectation(TestCase& test, const dsl::TestDecl&, const std::vector<dsl::Entry>& entries,
                   const dsl::Expectation& e) {
    TestCase::Expect out;
    out.syntax = &e;
    out.record = test.record;
    if (!e.what) speaks_of_one_before(test, e);
    if (e.with) {
      if (const auto* block = std::get_if<dsl::DataBlock>(&e.with->node)) {
        each_once(block->entries);
        const auto changed = Merger::merge(entries, block->entries);
        out.record = build(test, changed, e.with->span);
      }
    }
    Surroundings around = surroundings(in_, source_, nullptr);
    around.record = test.type;
    around.in_test = true;
    ExpressionChecker checker(context_, around);
    if (e.what) {
      // What breaks off right behind it was meant to go on, and was reported.
      const bool broken_off = context_.mistaken({source_, {e.what->span.end, e.what->span.end + 2}});
      out.what = e.kind == dsl::Expectation::Kind::Holds && !broken_off ? checker.require_condition(*e.what)
                                                                        : checker.check(*e.what);
      if (out.what == nullptr) return;
      if (const auto* compare = std::get_if<node::Compare>(&out.what->what)) out.left = compare->left;
      if (const auto* is = std::get_if<node::OutcomeIs>(&out.what->what)) out.left = is->decision;
      if (const auto* invalid = std::get_if<node::Invalid>(&out.what->what)) out.left = invalid->field;
      if (const auto* fact = std::get_if<node::Test>(&out.what->what)) out.left = fact->operand;
      if (e.kind == dsl::Expectation::Kind::Open) check_open(*out.what, e);
    }
    test.expectations.push_back(out);
  }

  /// `expect missing […]` asks about the answer of the expectation before it, on the same record.
  void speaks_of_one_before(const TestCase& test, const dsl::Expectation& e) {
    if (e.with)
      context_
          .error(code::kTestNothingBefore, {source_, e.with->span},
                 "this speaks of the expectation before it, which says what is changed")
          .help = "write `with` there";
    else if (test.expectations.empty())
      context_
          .error(code::kTestNothingBefore, {source_, e.span},
                 "there is no expectation before this whose answer it could speak of")
          .help = "write `expect … is unknown` first";
  }

  /// What is open is a decision, between outcomes that it has: checked with all names of outcomes (whole.cpp).
  void check_open(const Node& what, const dsl::Expectation& e) {
    const auto* asked = std::get_if<node::Call>(&what.what);
    if (asked == nullptr || asked->name->kind != Named::Kind::Decision) {
      context_.error(code::kWrongThing, what.written, "only a decision is open between outcomes").help =
          "of anything else a test expects `is unknown`";
      return;
    }
    node::OutcomeIs open;
    open.decision = &what;
    for (const dsl::Word& outcome : e.open) {
      const int part = asked->name->find_part(Named::Part::Kind::Outcome, outcome.text);
      if (part >= 0) context_.note_in_test({source_, outcome.span}, PartOfNamed{asked->name, part});
      open.outcomes.push_back(outcome.text);
      open.places.push_back({source_, outcome.span});
    }
    context_.make(simple(TypeKind::Condition), what.written, std::move(open));
  }

  Context& context_;
  InstanceState& in_;
  const Source* source_;
};

}  // namespace

void check_test(Context& context, InstanceState& in, const Source* source, const dsl::TestDecl& d) {
  TestChecker(context, in, source).check(d);
}

}  // namespace shibo::engine
