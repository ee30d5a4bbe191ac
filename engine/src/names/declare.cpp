#include "names/declare.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "names/additions.hpp"
#include "names/fields.hpp"
#include "names/literals.hpp"
#include "names/names.hpp"
#include "program/types.hpp"

namespace shibo::engine {

namespace {

using dsl::Source;

/// Declares one instance of one package.
class Declarer {
 public:
  Declarer(Context& context, InstanceState& in) : context_(context), in_(in) {}

  /// Records, choices and units come first: types refer to them in any order.
  void declare_types() {
    for_each_declaration([this](const Source* source, const dsl::Declaration& declaration) {
      source_ = source;
      if (const auto* d = std::get_if<dsl::RecordDecl>(&declaration)) declare_record(*d);
      if (const auto* d = std::get_if<dsl::ChoiceDecl>(&declaration); d != nullptr && !d->extends) declare_choice(*d);
      if (const auto* d = std::get_if<dsl::UnitDecl>(&declaration)) declare_unit(context_, from(), *d);
    });
  }

  void extend_choices() {
    for_each_declaration([this](const Source* source, const dsl::Declaration& declaration) {
      source_ = source;
      if (const auto* d = std::get_if<dsl::ChoiceDecl>(&declaration); d != nullptr && d->extends) extend_choice(*d);
    });
  }

  void declare_fields() {
    for_each_declaration([this](const Source* source, const dsl::Declaration& declaration) {
      source_ = source;
      const auto* d = std::get_if<dsl::RecordDecl>(&declaration);
      RecordType* record = d != nullptr ? own_record(d->name.text) : nullptr;
      if (record != nullptr && record->fields.empty()) engine::declare_fields(context_, in_, source, *d, *record);
    });
  }

  void declare_names() {
    for_each_declaration([this](const Source* source, const dsl::Declaration& declaration) {
      source_ = source;
      declare_name(declaration);
    });
  }

 private:
  void for_each_declaration(const std::function<void(const Source*, const dsl::Declaration&)>& visit) {
    for (const dsl::SyntaxTree* tree : in_.syntax->files) {
      for (const dsl::Declaration& declaration : tree->declarations) visit(tree->source, declaration);
    }
  }

  [[nodiscard]] Written at(dsl::Span span) const { return {source_, span}; }
  [[nodiscard]] DeclaredFrom from() const { return {in_.instance->name, source_}; }

  void add_symbol(const dsl::Word& name, Symbol symbol) {
    symbol.written = at(name.span);
    std::vector<Symbol>& all = in_.symbols[name.text];
    for (const Symbol& other : all) {
      if (other.record != symbol.record && other.record != nullptr && symbol.record != nullptr) continue;
      auto& d = context_.error(code::kDeclaredTwice, symbol.written, "`" + name.text + "` is declared twice");
      d.label = "declared again here";
      d.labels.push_back({other.written.source, other.written.span, "first declared here"});
      return;
    }
    context_.note_declared(symbol.written, meaning_of(symbol));
    all.push_back(std::move(symbol));
  }

  // ── Types ──

  void declare_record(const dsl::RecordDecl& d) {
    RecordType& record = context_.program.records.emplace_back();
    record.id = static_cast<std::uint32_t>(context_.program.records.size());
    record.name = d.name.text;
    record.package = in_.instance->name;
    if (d.title) record.doc = d.title->value;
    for (const dsl::Word& step : d.dated_by) record.dated_by.push_back(step.text);
    Symbol symbol{&record, nullptr, {}};
    add_symbol(d.name, symbol);
  }

  RecordType* own_record(const std::string& name) {
    const auto found = in_.symbols.find(name);
    if (found == in_.symbols.end()) return nullptr;
    for (Symbol& symbol : found->second) {
      if (auto* const* record = std::get_if<RecordType*>(&symbol.what)) return *record;
    }
    return nullptr;
  }

  void declare_choice(const dsl::ChoiceDecl& d) {
    ChoiceType& choice = context_.program.choices.emplace_back();
    choice.name = d.name.text;
    if (d.values.empty()) report_empty(context_, at(d.span), d.name, "choice `" + choice.name + "` has no value");
    add_choice_values(context_, from(), choice, d.values, false);
    add_symbol(d.name, Symbol{&choice, nullptr, {}});
  }

  void extend_choice(const dsl::ChoiceDecl& d) {
    if (d.name.text == "country") return add_countries(context_, from(), d.values);
    Symbol* symbol = find_symbol(in_, d.name.text);
    auto* const* choice = symbol != nullptr ? std::get_if<ChoiceType*>(&symbol->what) : nullptr;
    if (choice == nullptr) {
      report_unknown(context_, in_, code::kUnknownType, at(d.name.span), d.name.text,
                     "there is no choice `" + d.name.text + "` to extend", visible_names(context_, in_));
      return;
    }
    context_.note_use(at(d.name.span), *choice);
    add_choice_values(context_, from(), **choice, d.values, true);
  }

  // ── Names ──

  void declare_name(const dsl::Declaration& declaration) {
    if (const auto* d = std::get_if<dsl::InstrumentDecl>(&declaration)) declare_instrument(*d);
    else if (const auto* g = std::get_if<dsl::GroupDecl>(&declaration))
      declare_named(g->head, Named::Kind::Group, g->span);
    else if (const auto* p = std::get_if<dsl::ParameterDecl>(&declaration))
      declare_named(p->head, Named::Kind::Parameter, p->span);
    else if (const auto* f = std::get_if<dsl::FactDecl>(&declaration)) declare_fact(f->head);
    else if (const auto* n = std::get_if<dsl::NeedsDecl>(&declaration)) declare_need(*n);
    else if (const auto* q = std::get_if<dsl::QuestionDecl>(&declaration)) declare_question(*q);
    else if (const auto* c = std::get_if<dsl::DefineDecl>(&declaration))
      declare_named(c->head, c->is_condition ? Named::Kind::Condition : Named::Kind::Define, c->span);
    else if (const auto* r = std::get_if<dsl::RuleDecl>(&declaration))
      declare_named(r->head, Named::Kind::Rule, r->span);
    else if (const auto* o = std::get_if<dsl::DecisionDecl>(&declaration)) declare_decision(*o);
    else if (const auto* t = std::get_if<dsl::TableDecl>(&declaration)) declare_table(*t);
    else if (const auto* x = std::get_if<dsl::RatesDecl>(&declaration))
      declare_named(x->head, Named::Kind::Rates, x->span);
    else if (const auto* s = std::get_if<dsl::SeriesDecl>(&declaration)) declare_series(*s);
    else if (const auto* y = std::get_if<dsl::ReadingDecl>(&declaration))
      declare_named(y->head, Named::Kind::Reading, y->span);
  }

  void declare_series(const dsl::SeriesDecl& d) {
    if (!d.head.record) {
      context_.error(code::kWrongThing, at(d.head.name.span), "a series is `for` a record").help =
          "write `for` and the record's name before `by`";
      return;
    }
    const dsl::Attributes& period = d.head.attributes;
    if (const std::optional<dsl::Word>& day = period.since ? period.since : period.until)
      context_.error(code::kWrongThing, at(day->span), "a series has no period").help =
          "what is counted of it may have one: give it a name `for` the record";
    declare_named(d.head, Named::Kind::Series, d.span);
  }

  void declare_decision(const dsl::DecisionDecl& d) {
    declare_named(d.head, Named::Kind::Decision, d.span);
    for (const dsl::Outcome& outcome : d.outcomes) declare_part(d.head, Named::Part::Kind::Outcome, outcome.name);
  }

  void declare_table(const dsl::TableDecl& d) {
    declare_named(d.head, Named::Kind::Table, d.span);
    for (const dsl::TableKey& key : d.keys) declare_part(d.head, Named::Part::Kind::Key, key.name);
    for (const dsl::TableColumn& column : d.columns) {
      if (column.name) declare_part(d.head, Named::Part::Kind::Column, *column.name);
    }
  }

  /// What goes by a name in what the head declares; nothing where that was refused.
  void declare_part(const dsl::Head& head, Named::Part::Kind kind, const dsl::Word& name) {
    const auto found = in_.by_place.find({source_, head.name.span.begin});
    if (found == in_.by_place.end()) return;
    Named& named = *found->second.first;
    int part = named.find_part(kind, name.text);
    if (part < 0) {
      part = static_cast<int>(named.parts.size());
      named.parts.push_back({kind, name.text});
    }
    context_.note_declared(at(name.span), PartOfNamed{&named, part});
  }

  const RecordType* record_of_head(const dsl::Head& head) {
    return head.record ? record_named(context_, in_, source_, *head.record) : nullptr;
  }

  Type type_of_head(const dsl::Head& head, Named::Kind kind) {
    if (kind == Named::Kind::Condition || kind == Named::Kind::Reading) return simple(TypeKind::Condition);
    if (head.type) return resolve_type(context_, in_, source_, *head.type);
    if (kind == Named::Kind::Group) return country_type(context_);
    if (kind == Named::Kind::Define || kind == Named::Kind::Parameter) {
      context_.error(code::kMissingType, at(head.name.span), "`" + head.name.text + "` needs a type").help =
          "write `: percent`, `: money` or another type before its citation";
    }
    return {};
  }

  std::vector<Parameter> parameters_of_head(const dsl::Head& head) {
    std::vector<Parameter> params;
    for (const dsl::Param& p : head.params) {
      const auto first = std::find_if(head.params.begin(), head.params.end(),
                                      [&](const dsl::Param& other) { return other.name.text == p.name.text; });
      if (&*first != &p)
        report_declared_before(context_, at(p.name.span),
                               "`" + head.name.text + "` has two parameters `" + p.name.text + "`",
                               at(first->name.span));
      Parameter parameter;
      parameter.name = p.name.text;
      parameter.written = at(p.name.span);
      parameter.except_from = p.except_from;
      parameter.has_default = p.default_value != nullptr;
      parameter.type = resolve_type(context_, in_, source_, *p.type);
      params.push_back(std::move(parameter));
    }
    return params;
  }

  void warn_of_hidden_fields(const dsl::Head& head, const RecordType* record) {
    for (const dsl::Param& p : head.params) {
      const int index = record != nullptr ? record->find(p.name.text) : -1;
      if (index >= 0 && record->fields[static_cast<std::size_t>(index)].package.empty()) hides_field(p.name, *record);
    }
  }

  void hides_field(const dsl::Word& name, const RecordType& record) {
    auto& d = context_.warning(code::kShadows, at(name.span),
                               "parameter `" + name.text + "` hides a field of `" + record.name + "`");
    const auto place = context_.field_places.find({&record, name.text});
    if (place != context_.field_places.end())
      d.labels.push_back({place->second.source, place->second.span, "the field"});
  }

  Named& shape(const dsl::Head& head, Named::Kind kind) {
    Named& named = context_.program.named.emplace_back();
    named.id = static_cast<std::uint32_t>(context_.program.named.size());
    named.kind = kind;
    named.name = head.name.text;
    named.package = in_.instance;
    named.record = kind == Named::Kind::Reading ? nullptr : record_of_head(head);
    named.params = kind == Named::Kind::Reading ? std::vector<Parameter>() : parameters_of_head(head);
    warn_of_hidden_fields(head, named.record);
    named.type = kind == Named::Kind::Series ? list_of(record_of(named.record)) : type_of_head(head, kind);
    named.written = at(head.name.span);
    return named;
  }

  /// A second text of the same name, for another period, joins the first.
  Named* earlier_text(const dsl::Head& head, Named::Kind kind) {
    const auto found = in_.symbols.find(head.name.text);
    if (found == in_.symbols.end()) return nullptr;
    const bool has_period = head.attributes.since.has_value() || head.attributes.until.has_value();
    for (Symbol& symbol : found->second) {
      auto* const* named = std::get_if<Named*>(&symbol.what);
      if (named == nullptr || (*named)->kind != kind || !has_period) continue;
      const std::string record = head.record ? head.record->text : "";
      const std::string other = (*named)->record != nullptr ? (*named)->record->name : "";
      if (record == other && (*named)->texts.front().law.dated()) return *named;
    }
    return nullptr;
  }

  void declare_named(const dsl::Head& head, Named::Kind kind, dsl::Span) {
    Text text;
    text.law = read_law(context_, source_, head.attributes);
    text.written = at(head.name.span);
    if (head.title) text.title = head.title->value;
    if (Named* first = earlier_text(head, kind)) {
      if (!like_the_first(*first, head, kind)) return;
      for (const Text& other : first->texts) check_periods(other, text, head.name.text);
      in_.by_place[{source_, head.name.span.begin}] = {first, first->texts.size()};
      context_.note_declared(text.written, first);
      first->texts.push_back(std::move(text));
      return;
    }
    refuse_what_it_has_not(head, kind);
    Named& named = shape(head, kind);
    named.texts.push_back(std::move(text));
    in_.instance->declared.push_back(&named);
    in_.by_place[{source_, head.name.span.begin}] = {&named, 0};
    check_not_a_field(named.record, head.name);
    add_symbol(head.name, Symbol{&named, named.record, {}});
  }

  /// Nothing passes arguments to what a run asks by itself; rates and readings belong to no record.
  void refuse_what_it_has_not(const dsl::Head& head, Named::Kind kind) {
    if ((kind == Named::Kind::Rule || kind == Named::Kind::Decision) && !head.params.empty()) {
      context_
          .error(code::kArguments, at(head.params.front().name.span),
                 std::string(kind == Named::Kind::Rule ? "a rule" : "a decision") +
                     " has no parameters: a run asks it of each record as it stands")
          .help = "make what depends on `" + head.params.front().name.text + "` a condition or a definition";
    }
    if (kind == Named::Kind::Rates && head.record)
      context_.error(code::kWrongThing, at(head.record->span), "rates are of no record");
    if (kind == Named::Kind::Series && !head.params.empty())
      context_.error(code::kArguments, at(head.params.front().name.span), "a series has no parameters");
    if (kind == Named::Kind::Series && head.type)
      context_.error(code::kWrongThing, at(head.type->span), "a series is a list of its record, and says no type");
    if (kind == Named::Kind::Rates && head.type)
      context_.error(code::kWrongThing, at(head.type->span), "rates have no type");
    if (kind == Named::Kind::Reading && head.record)
      context_.error(code::kWrongThing, at(head.record->span), "a reading is of no record").help =
          "a text is read in one way for all: take out `for " + head.record->text + "`";
    if (kind == Named::Kind::Reading && !head.params.empty())
      context_.error(code::kArguments, at(head.params.front().name.span), "a reading has no parameters").help =
          "a text is read in one way for all: take them out";
  }

  /// Texts of one name differ in what they say and when; asked for, each is the same thing.
  bool like_the_first(const Named& first, const dsl::Head& head, Named::Kind kind) {
    const std::vector<Parameter> params = parameters_of_head(head);
    const Type type = type_of_head(head, kind);
    const bool same_params =
        std::equal(params.begin(), params.end(), first.params.begin(), first.params.end(),
                   [](const Parameter& a, const Parameter& b) {
                     return a.name == b.name && to_text(a.type) == to_text(b.type) && a.has_default == b.has_default;
                   });
    const bool unread = type.kind == TypeKind::Invalid || first.type.kind == TypeKind::Invalid;
    const bool same_type = unread || to_text(type) == to_text(first.type);
    if (kind == Named::Kind::Table || (same_type && same_params)) return true;
    const std::string what = same_type ? "other parameters" : "another type";
    report_declared_before(context_, at(head.name.span),
                           "this text of `" + head.name.text + "` has " + what + " than the first", first.written);
    return false;
  }

  void check_periods(const Text& first, const Text& second, const std::string& name) {
    const auto before = [](const std::optional<Date>& end, const std::optional<Date>& begin) {
      return end && begin && *end < *begin;
    };
    if (before(first.law.until, second.law.since) || before(second.law.until, first.law.since)) return;
    auto& d = context_.error(code::kPeriodsOverlap, second.written,
                             "two texts of `" + name + "` are in force on the same day");
    d.label = "this text";
    d.labels.push_back({first.written.source, first.written.span, "and this one"});
    d.help = "give each a `since` or `until`, so that every day has one text";
  }

  void check_not_a_field(const RecordType* record, const dsl::Word& name) {
    if (record == nullptr || record->find(name.text) < 0) return;
    context_
        .error(code::kNamedAsField, at(name.span), "`" + name.text + "` is already a field of `" + record->name + "`")
        .help = "give the definition another name";
  }

  void declare_instrument(const dsl::InstrumentDecl& d) {
    InstrumentInfo info;
    info.name = d.name.text;
    if (d.title) info.title = d.title->value;
    if (d.in_force) info.in_force = Date::parse(d.in_force->text);
    info.law = read_publication(context_, source_, d.attributes);
    info.written = at(info.name.empty() && d.title ? d.title->span : d.name.span);
    const InstrumentInfo* kept = &in_.instance->instruments.emplace_back(std::move(info));
    if (!kept->name.empty()) add_symbol(d.name, Symbol{kept, nullptr, {}});
  }

  void declare_fact(const dsl::Head& head) {
    const RecordType* record = record_of_head(head);
    if (record == nullptr) {
      if (!head.record) context_.error(code::kWrongThing, at(head.name.span), "a fact is `for` a record");
      return;
    }
    auto* target = const_cast<RecordType*>(record);  // records belong to the program under construction
    FieldType field;
    field.name = head.name.text;
    if (head.title) field.doc = head.title->value;
    field.type = head.type ? resolve_type(context_, in_, source_, *head.type) : simple(TypeKind::Condition);
    field.package = in_.instance->name;
    int index = target->find(field.name);
    if (index >= 0 && target->fields[index].package.empty()) {
      check_not_a_field(record, head.name);
      return;
    }
    if (index >= 0 && !(fits(field.type, target->fields[index].type) && fits(target->fields[index].type, field.type))) {
      context_.error(code::kWrongType, at(head.name.span),
                     "package `" + target->fields[index].package + "` asks for `" + field.name + "` as " +
                         to_phrase(target->fields[index].type) + ", not as " + to_phrase(field.type));
      return;
    }
    if (index < 0) {
      index = static_cast<int>(target->fields.size());
      target->fields.push_back(std::move(field));
    }
    add_symbol(head.name, Symbol{FactSymbol{target, index}, record, {}});
  }

  static Named::Kind kind_needed(dsl::NeedsDecl::Kind kind) {
    switch (kind) {
      case dsl::NeedsDecl::Kind::Group: return Named::Kind::Group;
      case dsl::NeedsDecl::Kind::Parameter: return Named::Kind::Parameter;
      case dsl::NeedsDecl::Kind::Define: return Named::Kind::Define;
      case dsl::NeedsDecl::Kind::Condition:
      case dsl::NeedsDecl::Kind::Fact: break;
    }
    return Named::Kind::Condition;
  }

  void declare_need(const dsl::NeedsDecl& d) {
    Named& named = shape(d.head, kind_needed(d.kind));
    Text text;
    if (d.head.title) text.title = d.head.title->value;
    text.written = at(d.head.name.span);
    if (d.otherwise) {
      text.law = read_law(context_, source_, d.head.attributes);
      in_.by_place[{source_, d.head.name.span.begin}] = {&named, 0};
    }
    named.texts.push_back(std::move(text));
    add_symbol(d.head.name, Symbol{NeedSymbol{&d, &named, -1}, named.record, {}});
  }

  void declare_question(const dsl::QuestionDecl& d) {
    QuestionInfo& question = context_.program.questions.emplace_back();
    question.name = in_.instance->name + "." + d.head.name.text;
    if (d.head.title) question.title = d.head.title->value;
    question.record = record_of_head(d.head);
    if (d.head.type && d.head.type->kind == dsl::TypeExpr::Kind::Choice) {
      for (const dsl::ChoiceValue& value : d.head.type->choices) {
        context_.note_declared(at(value.name.span),
                               AnswerToQuestion{&question, static_cast<int>(question.outcomes.size())});
        question.outcomes.push_back(value.name.text);
      }
    } else {
      context_.error(code::kMissingType, at(d.head.name.span),
                     "a question says its answers: `: choice of { … }`, best first");
    }
    add_symbol(d.head.name, Symbol{&question, question.record, {}});
  }

  Context& context_;
  InstanceState& in_;
  const Source* source_ = nullptr;
};

}  // namespace

void declare_instance(Context& context, InstanceState& state) {
  Declarer declarer(context, state);
  declarer.declare_types();
  declarer.extend_choices();
  declarer.declare_fields();
  declarer.declare_names();
}

}  // namespace shibo::engine
