#include "names/fields.hpp"

#include "names/literals.hpp"
#include "names/names.hpp"
#include "program/types.hpp"

namespace shibo::engine {

namespace {

class FieldDeclarer {
 public:
  FieldDeclarer(Context& context, InstanceState& in, const dsl::Source* source)
      : context_(context), in_(in), source_(source) {}

  void declare(RecordType& record, const dsl::RecordDecl& d) {
    bool circle = false;
    if (d.parent) {
      const RecordType* parent = record_named(context_, in_, source_, *d.parent);
      circle = parent != nullptr && around_itself(record, *parent, *d.parent);
      if (!circle) record.parent = parent;
      if (record.parent != nullptr) record.parent_label = label_of(record.parent->name);
    }
    for (const dsl::FieldDecl& field : d.fields) declare_field(record, field);
    if (d.fields.empty()) report_empty(context_, at(d.span), d.name, "record `" + record.name + "` has no field");
    if (!circle) check_dated_by(record, d);
    note_editions(record, d);
  }

 private:
  [[nodiscard]] Written at(dsl::Span span) const { return {source_, span}; }

  /// A record stands in another, that in a third, and the last in none.
  bool around_itself(const RecordType& record, const RecordType& parent, const dsl::Word& written) {
    const RecordType* around = &parent;
    while (around != nullptr && around != &record) around = around->parent;
    if (around == nullptr) return false;
    context_
        .error(code::kCircle, at(written.span),
               "record `" + record.name + "` would stand in itself" +
                   (&parent == &record ? "" : ", by way of `" + parent.name + "`"))
        .help = "`in` names the record whose list holds this one; parts of its own kind are a field: `parts: list of " +
                record.name + " as parts`";
    return true;
  }

  void declare_field(RecordType& record, const dsl::FieldDecl& d) {
    const auto [first, fresh] =
        context_.field_places.emplace(std::pair{static_cast<const RecordType*>(&record), d.name.text}, at(d.name.span));
    if (!fresh) {
      report_declared_before(context_, at(d.name.span),
                             "`" + record.name + "` already has a field `" + d.name.text + "`", first->second);
      return;
    }
    FieldType field;
    field.name = d.name.text;
    if (d.doc) field.doc = d.doc->value;
    field.type = resolve_type(context_, in_, source_, *d.type);
    field.required = d.required;
    field.key = d.key;
    field.evidence = d.evidence;
    field.fixed = d.fixed;
    field.parts = d.parts;
    if (d.edition) field.edition = d.edition->text;
    read_bounds(field, d);
    if (d.parts && !(field.type.kind == TypeKind::List && field.type.element->kind == TypeKind::Record &&
                     field.type.element->record == &record)) {
      context_.error(code::kWrongType, at(d.span), "`as parts` is for a list of the record's own kind").help =
          "write `" + d.name.text + ": list of " + record.name + " as parts`";
    }
    context_.note_declared(at(d.name.span), FieldOfRecord{&record, static_cast<int>(record.fields.size())});
    record.fields.push_back(std::move(field));
  }

  void note_editions(const RecordType& record, const dsl::RecordDecl& d) {
    for (const dsl::FieldDecl& field : d.fields) {
      const int index = field.edition ? record.find(field.edition->text) : -1;
      if (index >= 0) context_.note_use(at(field.edition->span), FieldOfRecord{&record, index});
    }
  }

  void read_bounds(FieldType& field, const dsl::FieldDecl& d) {
    if (!d.at_least && !d.at_most) return;
    if (field.type.kind == TypeKind::Invalid) return;
    const dsl::Span span{(d.at_least ? d.at_least : d.at_most)->span.begin,
                         (d.at_most ? d.at_most : d.at_least)->span.end};
    if (!has_order(field.type)) {
      context_.error(code::kOperator, at(span), to_phrase(field.type) + " has no order, so it has no bounds").help =
          "`from` and `to` are for numbers, amounts and days";
      return;
    }
    if (d.at_least) field.at_least = read_data(context_, in_, source_, *d.at_least, field.type);
    if (d.at_most) field.at_most = read_data(context_, in_, source_, *d.at_most, field.type);
    if (!field.at_least || !field.at_most || check_range(context_, at(span), *field.at_least, *field.at_most)) return;
    field.at_least.reset();
    field.at_most.reset();
  }

  void check_dated_by(const RecordType& record, const dsl::RecordDecl& d) {
    if (d.dated_by.empty()) return;
    const RecordType* on = &record;
    for (std::size_t i = 0; i < d.dated_by.size(); ++i) {
      const dsl::Word& step = d.dated_by[i];
      if (on->parent != nullptr && step.text == on->parent_label) {
        on = on->parent;
        continue;
      }
      const int index = on->find(step.text);
      const bool last = i + 1 == d.dated_by.size();
      if (index >= 0) context_.note_use(at(step.span), FieldOfRecord{on, index});
      if (index >= 0 && on->fields[index].type.kind == TypeKind::Invalid) return;  // that was reported
      if (index >= 0 && last && on->fields[index].type.kind == TypeKind::Date) return;
      if (index >= 0 && !last && on->fields[index].type.kind == TypeKind::Record) {
        on = on->fields[index].type.record;
        continue;
      }
      // A parent declared later has no fields yet; it is looked at again when rules are bound.
      if (index < 0 && on != &record && on->fields.empty()) return;
      context_.error(code::kNoSuchField, at(step.span),
                     "`dated by` needs a date of the record, and `" + step.text + "` is none");
      return;
    }
  }

  Context& context_;
  InstanceState& in_;
  const dsl::Source* source_;
};

}  // namespace

void declare_fields(Context& context, InstanceState& in, const dsl::Source* source, const dsl::RecordDecl& d,
                    RecordType& record) {
  FieldDeclarer(context, in, source).declare(record, d);
}

}  // namespace shibo::engine
