// Mappings: columns of files to fields of records.
#include <map>
#include <set>

#include "names/literals.hpp"
#include "names/names.hpp"
#include "names/suggest.hpp"
#include "program/types.hpp"
#include "read/columns.hpp"
#include "types/body.hpp"
#include "value/currency.hpp"
#include "value/normal_form.hpp"

namespace shibo::engine {

namespace {

using dsl::Source;

class MappingChecker {
 public:
  MappingChecker(Context& context, InstanceState& in, const Source* source, Mapping& out)
      : context_(context), in_(in), source_(source), out_(out) {}

  void operator()(const dsl::MappingSetting& s) {
    if (s.format.text != "csv")
      context_.error(code::kMappingPath, at(s.format.span), "there are no settings of `" + s.format.text + "`").help =
          "write `format csv { … }`; of JSON and NDJSON there is nothing to set";
    for (const dsl::Entry& entry : s.settings) {
      const auto* literal = std::get_if<dsl::Literal>(&entry.value->node);
      const bool text = literal != nullptr && literal->kind == dsl::Literal::Kind::String && literal->text.size() == 1;
      if (entry.label.text == "separator" && text) out_.separator = literal->text[0];
      else if (entry.label.text == "decimal" && text) out_.decimal = literal->text[0];
      else if (entry.label.text == "thousands" && text) out_.thousands = literal->text[0];
      else
        context_.error(
            code::kMappingPath, at(entry.span),
            "a format has the settings `separator`, `decimal` and `thousands`, each one character in quotes");
    }
  }
  void operator()(const dsl::MappingMissing& m) {
    for (const dsl::Text& text : m.texts) out_.missing.push_back(normal_form(text.value));
  }
  void operator()(const dsl::MappingKey& k) {
    KeyMapping key;
    if (!k.path.empty() && type_at(k.path).kind == TypeKind::Invalid) return;
    if (said_before(k.path.empty() ? "one by" : "one " + text(k.path), k.span,
                    k.path.empty() ? "what makes one record" : "what makes one of `" + text(k.path) + "`"))
      return;
    key.path = words(k.path);
    for (const dsl::Text& column : k.columns) key.columns.push_back(named_column(column));
    out_.keys.push_back(std::move(key));
  }
  void operator()(const dsl::MappingField& f) {
    const Type type = type_at(f.path);
    if (type.kind == TypeKind::Invalid || !record_is_asked_for_blanks_only(f, type)) return;
    if (said_before("field " + text(f.path) + read_how(f), f.span, "how `" + text(f.path) + "` is read")) return;
    FieldMapping field;
    field.path = words(f.path);
    std::set<std::string> own;
    for (const dsl::Text& column : f.from) {
      field.columns.push_back(named_column(column));
      const std::string name = normal_header(column.value);
      if (own.insert(name).second && said_before("column " + text(f.path) + " " + name, column.span,
                                                 "how `" + text(f.path) + "` is read from \"" + column.value + "\""))
        return;
    }
    if (f.dates) field.date_pattern = f.dates->value;
    if (f.dates && !Date::is_pattern(f.dates->value))
      context_.error(code::kMappingPath, at(f.dates->span), "`" + f.dates->value + "` is not a pattern of a date")
          .help = "write YYYY, MM and DD with what stands between them, such as \"DD/MM/YYYY\"";
    read_unit(f, field, type.kind == TypeKind::List ? *type.element : type);
    measured(f, type.kind == TypeKind::List ? *type.element : type);
    if (f.separator) field.separator = f.separator->value;
    const Type element = type.kind == TypeKind::List ? *type.element : type;
    std::map<std::string, dsl::Span> translated;
    for (const auto& translation : f.translations) {
      const std::string from = normal_form(translation.from.value);
      const auto [first, fresh] = translated.emplace(from, translation.from.span);
      if (!fresh) {
        twice(translation.from.span, "\"" + translation.from.value + "\" is translated twice", first->second);
        continue;
      }
      if (const auto* word = std::get_if<dsl::Word>(&translation.to->node);
          word != nullptr && (element.kind == TypeKind::Quantity || element.kind == TypeKind::Money)) {
        if (element.kind == TypeKind::Quantity) unit_fits(f, *word, element);
        else currency_fits(f, *word, element);
        field.measure_words.emplace_back(from, word->text);
      } else if (const auto value = read_data(context_, in_, source_, *translation.to, element))
        field.translations.emplace_back(from, plain_text(*translation.to));
    }
    if (f.blank_means) field.blank_means = blank_text(*f.blank_means, type);
    out_.fields.push_back(std::move(field));
  }
  void operator()(const dsl::MappingList& l) {
    const Type type = type_at(l.path);
    if (type.kind == TypeKind::Invalid) return;
    if (type.kind != TypeKind::List) {
      context_.error(code::kMappingPath, at(l.span), "`" + text(l.path) + "` is not a list");
      return;
    }
    if (said_before("list " + text(l.path), l.span, "list `" + text(l.path) + "`")) return;
    ListMapping list;
    list.path = words(l.path);
    if (l.file) list.file = l.file->value;
    for (const auto& join : l.by) list.by.emplace_back(join.theirs.value, join.ours.value);
    if (l.tree) list.under.emplace(l.tree->theirs.value, l.tree->ours.value);
    list.complete = l.complete;
    out_.lists.push_back(std::move(list));
  }

 private:
  [[nodiscard]] Written at(dsl::Span span) const { return {source_, span}; }

  /// As a cell would hold it: a text without its quotes.
  [[nodiscard]] std::string plain_text(const dsl::Data& data) const {
    const auto* literal = std::get_if<dsl::Literal>(&data.node);
    if (literal != nullptr && literal->kind == dsl::Literal::Kind::String) return literal->text;
    return std::string(source_->slice(data.span));
  }

  /// What a blank stands for, as a cell would hold it; nothing after a diagnostic. An evidence field may
  /// say `missing`: it is known that there is none. A list takes `[ … ]`, or one element.
  std::optional<std::string> blank_text(const dsl::Data& data, const Type& type) {
    if (std::holds_alternative<dsl::DataMissing>(data.node)) return "none";
    const auto* list = std::get_if<dsl::DataList>(&data.node);
    if (list == nullptr || type.kind != TypeKind::List) {
      const bool right =
          read_data(context_, in_, source_, data, type.kind == TypeKind::List ? *type.element : type).has_value();
      return right ? std::optional(plain_text(data)) : std::nullopt;
    }
    std::string all;
    for (const dsl::DataPtr& item : list->items) {
      if (!read_data(context_, in_, source_, *item, *type.element)) return std::nullopt;
      all += (all.empty() ? "" : "; ") + plain_text(*item);
    }
    return "[" + all + "]";
  }

  /// A record has no cell of its own: a mapping names one only to say what it means that all its cells are
  /// blank, `field lines.proof from "proof_type", "proof_no" blank means missing`.
  bool record_is_asked_for_blanks_only(const dsl::MappingField& f, const Type& type) {
    if (type.kind != TypeKind::Record) return true;
    const bool more = f.dates || f.unit || f.currency || f.separator || !f.translations.empty();
    const bool missing = f.blank_means && std::holds_alternative<dsl::DataMissing>(f.blank_means->node);
    if (missing && !more && field_at(f.path)->evidence) return true;
    context_.error(code::kMappingPath, at(f.span), "`" + text(f.path) + "` is a record: map its fields").help =
        "of a record that is evidence a mapping may say `blank means missing`: where all its cells are blank, there is none";
    return false;
  }

  /// Requires: type_at(path) found it.
  [[nodiscard]] const FieldType* field_at(const std::vector<dsl::Word>& path) const {
    const RecordType* record = out_.record;
    const FieldType* field = nullptr;
    for (const dsl::Word& word : path) {
      field = &record->fields[static_cast<std::size_t>(record->find(word.text))];
      record = (field->type.kind == TypeKind::List ? *field->type.element : field->type).record;
    }
    return field;
  }

  static std::vector<std::string> words(const std::vector<dsl::Word>& path) {
    std::vector<std::string> all;
    for (const dsl::Word& word : path) all.push_back(word.text);
    return all;
  }
  static std::string text(const std::vector<dsl::Word>& path) {
    std::string all;
    for (const dsl::Word& word : path) all += (all.empty() ? "" : ".") + word.text;
    return all;
  }

  /// `unit "%"` of a percentage is a sign, and no column.
  static bool is_sign_of_percent(const dsl::MappingField& f, const Type& type) {
    const auto* names = f.unit ? std::get_if<std::vector<dsl::Text>>(&*f.unit) : nullptr;
    return type.kind == TypeKind::Percent && names != nullptr && names->size() == 1 &&
           (names->front().value == "%" || names->front().value == "1");
  }

  void read_unit(const dsl::MappingField& f, FieldMapping& field, const Type& type) {
    if (is_sign_of_percent(f, type)) {
      field.unit = std::get<std::vector<dsl::Text>>(*f.unit).front().value;
    } else if (f.unit) {
      if (const auto* word = std::get_if<dsl::Word>(&*f.unit)) field.unit = word->text;
      else field.unit_columns = columns(*f.unit);
    }
    if (f.currency) {
      if (const auto* word = std::get_if<dsl::Word>(&*f.currency)) field.currency = word->text;
      else field.currency_columns = columns(*f.currency);
    }
  }

  static std::vector<std::string> columns(const dsl::UnitOrColumns& unit) {
    std::vector<std::string> names;
    for (const dsl::Text& column : std::get<std::vector<dsl::Text>>(unit)) names.push_back(column.value);
    return names;
  }

  /// What stands after the columns. Columns in several units have a line each: `from "kg" unit kg`, `from "g" unit g`.
  [[nodiscard]] std::string read_how(const dsl::MappingField& f) const {
    return std::string(source_->slice({f.from.back().span.end, f.span.end}));
  }

  /// A unit is of a quantity's dimension, a currency is one, and is of money.
  void measured(const dsl::MappingField& f, const Type& type) {
    const std::string what = "`" + text(f.path) + "` is " + to_phrase(type);
    if (f.unit && type.kind != TypeKind::Quantity && !is_sign_of_percent(f, type)) {
      auto& d = context_.error(code::kMappingPath, at(f.span), what + ", and has no unit");
      d.help = type.kind == TypeKind::Percent ? "write `unit \"%\"` of percentages, and `unit \"1\"` of shares of one"
                                              : "take `unit` out";
    } else if (const auto* word = f.unit ? std::get_if<dsl::Word>(&*f.unit) : nullptr; word != nullptr) {
      unit_fits(f, *word, type);
    }
    if (f.currency && type.kind != TypeKind::Money)
      context_.error(code::kMappingPath, at(f.span), what + ", and has no currency").help = "take `currency` out";
    else if (const auto* word = f.currency ? std::get_if<dsl::Word>(&*f.currency) : nullptr; word != nullptr)
      currency_fits(f, *word, type);
  }

  void unit_fits(const dsl::MappingField& f, const dsl::Word& word, const Type& type) {
    if (const auto unit = declared_unit(context_, word.text)) context_.note_use(at(word.span), *unit);
    Type written = simple(TypeKind::Quantity);
    written.name = word.text;
    if (!is_unit(context_, word.text))
      context_.error(code::kUnknownUnit, at(word.span), "`" + word.text + "` is not a unit").help =
          unit_help("1", word.text);
    else if (!fits(written, type))
      context_.error(code::kMixedUnits, at(word.span),
                     "`" + text(f.path) + "` is " + to_phrase(type) + ", which `" + word.text + "` does not measure");
  }

  void currency_fits(const dsl::MappingField& f, const dsl::Word& word, const Type& type) {
    if (!is_currency(word.text))
      context_.error(code::kUnknownUnit, at(word.span), "`" + word.text + "` is not a currency of ISO 4217").help =
          suggest_currency(word.text);
    else if (!type.name.empty() && type.name != word.text)
      context_.error(code::kMixedUnits, at(word.span),
                     "`" + text(f.path) + "` is " + to_phrase(type) + ", not in " + word.text);
  }

  std::string named_column(const dsl::Text& column) {
    if (column.value.empty()) context_.error(code::kMappingPath, at(column.span), "a column has a name");
    return column.value;
  }

  /// A mapping says one thing once; true after a diagnostic.
  bool said_before(const std::string& key, dsl::Span span, const std::string& what) {
    const auto [first, fresh] = said_.emplace(key, span);
    if (!fresh) twice(span, "the mapping says " + what + " twice", first->second);
    return !fresh;
  }

  void twice(dsl::Span span, const std::string& message, dsl::Span first) {
    context_.error(code::kDeclaredTwice, at(span), message).labels.push_back({source_, first, "first said here"});
  }

  /// The type of the field at the end of a path, through records and lists.
  Type type_at(const std::vector<dsl::Word>& path) {
    const RecordType* record = out_.record;
    Type type;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const int index = record != nullptr ? record->find(path[i].text) : -1;
      if (index < 0) {
        if (record != nullptr && in_.unread(record->name))
          return {};  // the field may be the one that could not be read
        auto& d = context_.error(code::kMappingPath, at(path[i].span),
                                 record != nullptr ? "`" + record->name + "` has no field `" + path[i].text + "`"
                                                   : "`" + path[i - 1].text + "` has no fields");
        if (record != nullptr) {
          std::vector<std::string> known;
          for (const FieldType& field : record->fields) known.push_back(field.name);
          if (const auto near = dsl::nearest(path[i].text, known)) d.help = "did you mean `" + *near + "`?";
        }
        return {};
      }
      context_.note_use(at(path[i].span), FieldOfRecord{record, index});
      type = record->fields[index].type;
      const Type& inner = type.kind == TypeKind::List ? *type.element : type;
      record = inner.kind == TypeKind::Record ? inner.record : nullptr;
    }
    return type;
  }

  Context& context_;
  InstanceState& in_;
  const Source* source_;
  Mapping& out_;
  std::map<std::string, dsl::Span> said_;  ///< what was mapped, and where
};

}  // namespace

void check_mapping(Context& context, InstanceState& in, const Source* source, const dsl::MappingDecl& d) {
  const std::string name = in.instance->name + "." + d.name.text;
  MappingInfo& info = context.program.declared_mappings.emplace_back();
  info.name = name;
  if (d.title) info.title = d.title->value;
  context.note_declared({source, d.name.span}, &info);
  const RecordType* record = record_named(context, in, source, d.record);
  if (record == nullptr) return;
  if (record->parent != nullptr) {
    const RecordType* outermost = record->parent;
    while (outermost->parent != nullptr) outermost = outermost->parent;
    context
        .error(code::kMappingPath, {source, d.record.span},
               "`" + d.record.text + "` stands in `" + outermost->name + "`, and no file is read as it alone")
        .help = "write a mapping for `" + outermost->name + "`, with its fields by their path";
    return;
  }
  const auto [first, fresh] = context.mapping_places.emplace(name, Written{source, d.name.span});
  if (!fresh && (first->second.source != source || first->second.span.begin != d.name.span.begin)) {
    auto& diagnostic =
        context.error(code::kDeclaredTwice, {source, d.name.span}, "there are two mappings `" + d.name.text + "`");
    diagnostic.labels.push_back({first->second.source, first->second.span, "first declared here"});
  }
  DeclaredMapping& declared = context.mappings.emplace_back();
  declared.in = &in;
  declared.name = {source, d.name.span};
  declared.info = &info;
  for (const std::vector<dsl::Word>& base : d.extends) {
    declared.extends.push_back({joined_name(base), place_of_path(source, base), &base});
  }
  Mapping& mapping = declared.said;
  mapping.name = name;
  mapping.record = record;
  MappingChecker checker(context, in, source, mapping);
  for (const auto& part : d.parts) std::visit(checker, part);
  const auto is_said = [&](auto& all) {
    for (auto& one : all) one.said_by = name;
  };
  is_said(mapping.fields);
  is_said(mapping.lists);
  is_said(mapping.keys);
}

}  // namespace shibo::engine
