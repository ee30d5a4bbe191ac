// Tests in packages: their data become records when the rules are checked, so that a slip in a test is
// found like any other mistake.
#include <algorithm>
#include <set>

#include "record/stream.hpp"
#include "sema/body.hpp"
#include "sema/literals.hpp"
#include "sema/names.hpp"
#include "sema/types.hpp"

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
  std::shared_ptr<Record> build(const RecordType& type, const Entries& entries, dsl::Span span, const Record* parent, const Record* whole) {
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
      context_.error(code::kTestData, {source_, entry.span}, "`" + entry.label.text + "` is the record around this one: write `{ … }`");
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
    report_unknown(context_, in_, code::kTestData, {source_, entry.label.span}, entry.label.text, "`" + type.name + "` has no field `" + entry.label.text + "`",
                   above ? std::vector<std::string>{} : known,
                   above ? std::optional("it is a field of `" + type.parent->name + "`: write `" + type.parent_label + ": { " + entry.label.text + ": … }`") : std::nullopt);
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
    if (const auto* list = std::get_if<dsl::DataList>(&data.node)) return list_value(type, declared, *list, data, on, std::move(value));
    if (const auto* block = std::get_if<dsl::DataBlock>(&data.node)) return record_value(type, *block, data, on, std::move(value));
    if (type.kind == TypeKind::List || type.kind == TypeKind::Record) {
      context_.error(code::kTestData, {source_, data.span}, "expected " + to_phrase(type) + (type.kind == TypeKind::List ? ": `[ … ]`" : ": `{ … }`"));
      value.place.line = 0;
      return value;
    }
    const auto scalar = read_data(context_, in_, source_, data, type);
    if (!scalar) {
      value.place.line = 0;
      return value;
    }
    value.state = FieldState::Given;
    value.value = *scalar;
    return value;
  }

  FieldValue list_value(const Type& type, const FieldType& declared, const dsl::DataList& list, const dsl::Data& data, const Record& on, FieldValue value) {
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

  FieldValue record_value(const Type& type, const dsl::DataBlock& block, const dsl::Data& data, const Record& on, FieldValue value) {
    if (type.kind != TypeKind::Record) {
      context_.error(code::kTestData, {source_, data.span}, "expected " + to_phrase(type) + ", found `{ … }`");
      value.place.line = 0;
      return value;
    }
    const bool part = type.record == on.type;
    const bool child = type.record->parent == on.type;
    auto record = build(*type.record, pointers(block.entries), data.span, child && !part ? &on : nullptr, part ? &on : nullptr);
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
      const auto same = std::find_if(base.begin(), base.end(), [&](const dsl::Entry& e) { return e.label.text == change.label.text; });
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
  TestChecker(Context& context, InstanceState& in, const Source* source) : context_(context), in_(in), source_(source) {}

  void check(const dsl::TestDecl& d) {
    dsl::TypeExpr type;
    type.span = d.record.span;
    type.name = d.record;
    const Type resolved = resolve_type(context_, in_, source_, type);
    if (resolved.kind != TypeKind::Record) {
      if (resolved.kind != TypeKind::Invalid) context_.error(code::kWrongThing, {source_, d.record.span}, "`" + d.record.text + "` is not a record");
      return;
    }
    TestCase test;
    test.syntax = &d;
    test.source = source_;
    test.type = resolved.record;
    test.package = in_.instance;
    if (d.as_of) test.as_of = Date::parse(d.as_of->text);
    std::vector<dsl::Entry> entries = given_entries(d, 0);
    test.record = build(test, entries, d.given.span);
    for (const dsl::Expectation& e : d.expectations) expectation(test, d, entries, e);
    in_.instance->tests.push_back(std::move(test));
  }

 private:
  const Record* build(TestCase& test, const std::vector<dsl::Entry>& entries, dsl::Span span) {
    RecordBuilder builder(context_, in_, source_, test.owned);
    std::vector<const dsl::Entry*> pointers;
    for (const dsl::Entry& entry : entries) pointers.push_back(&entry);
    auto record = builder.build(*test.type, pointers, span, nullptr, nullptr);
    if (!record) return nullptr;
    test.owned.push_back(record);
    return record.get();
  }

  std::vector<dsl::Entry> given_entries(const dsl::TestDecl& d, int depth) {
    std::vector<dsl::Entry> entries;
    if (d.given_like) {
      const dsl::TestDecl* other = find_test(d.given_like->value);
      if (other == nullptr || depth > 16) {
        if (other == nullptr && in_.unread(d.given_like->value)) return entries;
        auto& diagnostic = context_.error(code::kTestLike, {source_, d.given_like->span}, other == nullptr ? "there is no test \"" + d.given_like->value + "\" in this file" : "`given like` goes round in a circle");
        if (other == nullptr) {
          if (const auto near = dsl::nearest(d.given_like->value, titles())) diagnostic.help = "did you mean \"" + *near + "\"?";
        }
        return entries;
      }
      entries = given_entries(*other, depth + 1);
    }
    if (const auto* block = std::get_if<dsl::DataBlock>(&d.given.node)) entries = Merger::merge(std::move(entries), block->entries);
    return entries;
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

  void expectation(TestCase& test, const dsl::TestDecl&, const std::vector<dsl::Entry>& entries, const dsl::Expectation& e) {
    TestCase::Expect out;
    out.syntax = &e;
    out.record = test.record;
    if (e.with) {
      if (const auto* block = std::get_if<dsl::DataBlock>(&e.with->node)) {
        const auto changed = Merger::merge(entries, block->entries);
        out.record = build(test, changed, e.with->span);
      }
    }
    Surroundings around = surroundings(in_, source_, nullptr);
    around.record = test.type;
    ExpressionChecker checker(context_, around);
    if (e.what) {
      out.what = e.kind == dsl::Expectation::Kind::Holds ? checker.require_condition(*e.what) : checker.check(*e.what);
      if (out.what == nullptr) return;
      if (const auto* compare = std::get_if<node::Compare>(&out.what->what)) out.left = compare->left;
      if (const auto* is = std::get_if<node::OutcomeIs>(&out.what->what)) out.left = is->decision;
      if (const auto* fact = std::get_if<node::Test>(&out.what->what)) out.left = fact->operand;
    }
    test.expectations.push_back(out);
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
