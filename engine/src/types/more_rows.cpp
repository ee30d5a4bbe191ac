#include "types/more_rows.hpp"

#include <algorithm>

#include "names/names.hpp"
#include "types/body.hpp"

namespace shibo::engine {

namespace {

/// What the names in the rows mean: what they mean in the package that adds them, if it declares them itself; else what
/// they mean in the package of the table, with the libraries as that fills them; else what the adding package uses.
InstanceState names_of_both(InstanceState& adding, InstanceState& of_table) {
  InstanceState both;
  both.instance = adding.instance;
  both.uses = {&adding, &of_table};
  both.uses.insert(both.uses.end(), of_table.uses.begin(), of_table.uses.end());
  both.uses.insert(both.uses.end(), adding.uses.begin(), adding.uses.end());
  both.aliases = adding.aliases;
  both.aliases.insert(of_table.aliases.begin(), of_table.aliases.end());
  both.uses_unknown = adding.uses_unknown || of_table.uses_unknown;
  return both;
}

/// The declarations of one file.
class MoreRows {
 public:
  MoreRows(Context& context, InstanceState& in, const dsl::Source* source)
      : context_(context), in_(in), source_(source) {}

  void add(const dsl::MoreRowsDecl& d) {
    const Law law = read_law(context_, source_, d.attributes);
    if (d.rows.empty() && d.loads.empty())
      report_empty(context_, at(d.span), d.table.back(), "no row is added to table `" + written(d) + "`");
    if (in_.syntax->has_needs) return report_library(d, in_, "adds no rows to a table");
    Named* named = table_named(d);
    if (named == nullptr) return;
    InstanceState& of_table = state_of(*named->package);
    if (of_table.syntax->has_needs) return report_library(d, of_table, "takes no rows from others");
    if (Text* text = text_meant(d, law, *named)) add_to(d, law, of_table, *named, *text);
  }

 private:
  [[nodiscard]] Written at(dsl::Span span) const { return {source_, span}; }
  [[nodiscard]] Written at_name(const dsl::MoreRowsDecl& d) const {
    return at({d.table.front().span.begin, d.table.back().span.end});
  }
  [[nodiscard]] std::string written(const dsl::MoreRowsDecl& d) const {
    return std::string(source_->slice(at_name(d).span));
  }

  Named* table_named(const dsl::MoreRowsDecl& d) {
    const FoundOnPath found = find_on_path(in_, d.table);
    if (found.symbol == nullptr) {
      report_not_found(context_, in_, source_, d.table, found, "table");
      return nullptr;
    }
    auto* const* named = std::get_if<Named*>(&found.symbol->what);
    if (named != nullptr && (*named)->kind == Named::Kind::Table) return *named;
    context_.error(code::kWrongThing, at_name(d), "`" + written(d) + "` is no table").help =
        "values are added to a choice by `extend " + d.table.back().text + "`; nothing else is added to";
    return nullptr;
  }

  InstanceState& state_of(const PackageInstance& package) {
    return *std::find_if(context_.instances.begin(), context_.instances.end(),
                         [&](const InstanceState& state) { return state.instance == &package; });
  }

  void report_library(const dsl::MoreRowsDecl& d, const InstanceState& library, const std::string& what) {
    context_
        .error(code::kWrongThing, at_name(d),
               "`" + library.instance->name + "` " + what +
                   ": it has `needs`, and each package that uses it has its own copy")
        .help = "declare the table in the package of the agreement, and add the rows there";
  }

  /// Of the texts of a table the one whose days are those of the rows.
  Text* text_meant(const dsl::MoreRowsDecl& d, const Law& law, Named& named) {
    std::vector<Text*> meant;
    for (Text& text : named.texts) {
      if (periods_meet(text.law, law)) meant.push_back(&text);
    }
    if (meant.size() == 1) return meant.front();
    auto& found =
        context_.error(code::kWrongThing, at_name(d),
                       meant.empty() ? "table `" + named.name + "` has no text on the days of these rows"
                                     : "table `" + named.name + "` has several texts on the days of these rows");
    for (const Text& text : named.texts)
      found.labels.push_back({text.written.source, text.written.span, "a text of it"});
    found.help = "say by `since` and `until`, before the `{`, which of them the rows belong to";
    return nullptr;
  }

  void add_to(const dsl::MoreRowsDecl& d, const Law& law, InstanceState& of_table, Named& named, Text& text) {
    auto* table = std::get_if<TableText>(&text.body);
    if (table == nullptr || table->keys.empty() || table->columns.empty()) return;  // reported there
    if (table->choose == dsl::TableDecl::Choose::First) return report_no_order(d, named);
    const std::size_t own = table->rows.size();
    InstanceState names = names_of_both(in_, of_table);
    check_more_rows(context_, names, source_, d, named, *table);
    for (const InstanceState* used : names.used) {
      if (std::find(in_.uses.begin(), in_.uses.end(), used) != in_.uses.end()) in_.used.insert(used);
    }
    for (std::size_t r = own; r < table->rows.size(); ++r) {
      if (in_.instance != named.package) table->rows[r].added_by = in_.instance;
      complete(table->rows[r], law);
    }
  }

  void report_no_order(const dsl::MoreRowsDecl& d, const Named& named) {
    auto& found = context_.error(code::kTablePart, at_name(d),
                                 "`choose first` goes by the order of the rows, and those of several places have none");
    found.labels.push_back({named.written.source, named.written.span, "the table"});
    found.help = "add rows to tables that choose otherwise";
  }

  /// What a row does not say of its law, is said for all.
  void complete(TableText::Row& row, const Law& law) {
    if (row.law.cites.empty()) row.law.cites = law.cites;
    if (law.unverified && !row.law.unverified) row.law.unverified_why = law.unverified_why;
    row.law.unverified = row.law.unverified || law.unverified;
    const bool reversed_before = row.law.since && row.law.until && *row.law.until < *row.law.since;
    if (!row.law.since) row.law.since = law.since;
    if (!row.law.until) row.law.until = law.until;
    if (reversed_before || !row.law.since || !row.law.until || *row.law.since <= *row.law.until) return;
    context_.error(code::kPeriodReversed, row.written, "the period of this row ends before it begins").help =
        "a day that a row does not give is that before the `{`";
  }

  Context& context_;
  InstanceState& in_;
  const dsl::Source* source_;
};

}  // namespace

void add_more_rows(Context& context) {
  for (InstanceState& state : context.instances) {
    if (state.user != nullptr) continue;  // a copy of what is looked at once
    for (const dsl::SyntaxTree* tree : state.syntax->files) {
      for (const dsl::Declaration& declaration : tree->declarations) {
        if (const auto* d = std::get_if<dsl::MoreRowsDecl>(&declaration))
          MoreRows(context, state, tree->source).add(*d);
      }
    }
  }
}

}  // namespace shibo::engine
