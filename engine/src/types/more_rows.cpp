#include "types/more_rows.hpp"

#include <algorithm>
#include <type_traits>

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

/// What an addition of either kind says: to what, with which law for all its rows.
struct Addition {
  const std::vector<dsl::Word>& path;
  const dsl::Attributes& attributes;
  dsl::Span span;
  bool empty = false;
  Named::Kind to = Named::Kind::Table;

  explicit Addition(const dsl::MoreRowsDecl& d)
      : path(d.table), attributes(d.attributes), span(d.span), empty(d.rows.empty() && d.loads.empty()) {}
  explicit Addition(const dsl::MoreRatesDecl& d)
      : path(d.rates), attributes(d.attributes), span(d.span), empty(d.rows.empty()), to(Named::Kind::Rates) {}

  [[nodiscard]] bool rates() const { return to == Named::Kind::Rates; }
  [[nodiscard]] std::string thing() const { return rates() ? "rates" : "table"; }
  [[nodiscard]] std::string rows() const { return rates() ? "rates" : "rows"; }
};

/// The declarations of one file.
class MoreRows {
 public:
  MoreRows(Context& context, InstanceState& in, const dsl::Source* source)
      : context_(context), in_(in), source_(source) {}

  void add(const dsl::MoreRowsDecl& d) {
    const Addition addition(d);
    const Law law = read_law(context_, source_, d.attributes);
    Named* named = named_rightly(addition);
    if (named == nullptr) return;
    if (Text* text = text_meant(addition, law, *named)) add_to(d, law, state_of(*named->package), *named, *text);
  }

  void add(const dsl::MoreRatesDecl& d) {
    const Addition addition(d);
    const Law law = read_law(context_, source_, d.attributes);
    Named* named = named_rightly(addition);
    Text* text = named != nullptr ? text_meant(addition, law, *named) : nullptr;
    auto* rates = text != nullptr ? std::get_if<RatesText>(&text->body) : nullptr;
    if (rates == nullptr) return;
    const std::size_t own = rates->rows.size();
    for (RatesText::Row& row : read_rates(context_, source_, d.rows)) {
      if (in_.instance != named->package) row.added_by = in_.instance;
      complete(row, law);
      rates->rows.push_back(std::move(row));
    }
    report_rates_of_one_day(context_, *rates, own);
  }

 private:
  [[nodiscard]] Written at(dsl::Span span) const { return {source_, span}; }
  [[nodiscard]] Written at_name(const Addition& d) const {
    return at({d.path.front().span.begin, d.path.back().span.end});
  }
  [[nodiscard]] std::string written(const Addition& d) const { return std::string(source_->slice(at_name(d).span)); }

  /// What is added to; or null, and what is wrong was reported.
  Named* named_rightly(const Addition& d) {
    if (d.empty) {
      report_empty(
          context_, at(d.span), d.path.back(),
          d.rates() ? "no rate is added to `" + written(d) + "`" : "no row is added to table `" + written(d) + "`");
    }
    if (in_.syntax->has_needs) {
      report_library(d, in_, "adds no " + d.rows() + " to " + (d.rates() ? "others" : "a table"));
      return nullptr;
    }
    Named* named = named_on_path(d);
    if (named == nullptr) return nullptr;
    const InstanceState& of_it = state_of(*named->package);
    if (!of_it.syntax->has_needs) return named;
    report_library(d, of_it, "takes no " + d.rows() + " from others");
    return nullptr;
  }

  Named* named_on_path(const Addition& d) {
    const FoundOnPath found = find_on_path(in_, d.path);
    note_package_of_path(context_, source_, d.path, found.where);
    if (found.symbol == nullptr) {
      report_not_found(context_, in_, source_, d.path, found, d.thing());
      return nullptr;
    }
    auto* const* named = std::get_if<Named*>(&found.symbol->what);
    if (named != nullptr && (*named)->kind == d.to) {
      context_.note_use({source_, d.path.back().span}, *named);
      return *named;
    }
    report_other_kind(d, named != nullptr ? *named : nullptr);
    return nullptr;
  }

  void report_other_kind(const Addition& d, const Named* named) {
    auto& found = context_.error(code::kWrongThing, at_name(d),
                                 "`" + written(d) + (d.rates() ? "` are no rates" : "` is no table"));
    if (named != nullptr && (named->kind == Named::Kind::Table || named->kind == Named::Kind::Rates))
      found.help = named->kind == Named::Kind::Table ? "rows are added to a table by `extend table " + written(d) + "`"
                                                     : "rates are added by `extend rates " + written(d) + "`";
    else
      found.help = "values are added to a choice by `extend " + d.path.back().text +
                   "`, rows to a table by `extend table`, " + "rates by `extend rates`; nothing else is added to";
  }

  InstanceState& state_of(const PackageInstance& package) {
    return *std::find_if(context_.instances.begin(), context_.instances.end(),
                         [&](const InstanceState& state) { return state.instance == &package; });
  }

  void report_library(const Addition& d, const InstanceState& library, const std::string& what) {
    context_
        .error(code::kWrongThing, at_name(d),
               "`" + library.instance->name + "` " + what +
                   ": it has `needs`, and each package that uses it has its own copy")
        .help = d.rates() ? "declare the rates in the package of the agreement, and add to them there"
                          : "declare the table in the package of the agreement, and add the rows there";
  }

  /// Of the texts of a name the one whose days are those of the rows.
  Text* text_meant(const Addition& d, const Law& law, Named& named) {
    std::vector<Text*> meant;
    for (Text& text : named.texts) {
      if (periods_meet(text.law, law)) meant.push_back(&text);
    }
    if (meant.size() == 1) return meant.front();
    const std::string subject = d.thing() + " `" + named.name + "` " + (d.rates() ? "have " : "has ");
    auto& found =
        context_.error(code::kWrongThing, at_name(d),
                       subject + (meant.empty() ? "no text" : "several texts") + " on the days of these " + d.rows());
    for (const Text& text : named.texts)
      found.labels.push_back(
          {text.written.source, text.written.span, "a text of " + std::string(d.rates() ? "them" : "it")});
    found.help = "say by `since` and `until`, before the `{`, which of them the " + d.rows() + " belong to";
    return nullptr;
  }

  void add_to(const dsl::MoreRowsDecl& d, const Law& law, InstanceState& of_table, Named& named, Text& text) {
    auto* table = std::get_if<TableText>(&text.body);
    if (table == nullptr || table->keys.empty() || table->columns.empty()) return;  // reported there
    if (table->choose == dsl::TableDecl::Choose::First) return report_no_order(Addition(d), named);
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

  void report_no_order(const Addition& d, const Named& named) {
    auto& found = context_.error(code::kTablePart, at_name(d),
                                 "`choose first` goes by the order of the rows, and those of several places have none");
    found.labels.push_back({named.written.source, named.written.span, "the table"});
    found.help = "add rows to tables that choose otherwise";
  }

  /// What a row does not say of its law, is said for all.
  template <class Row>
  void complete(Row& row, const Law& law) {
    if (row.law.cites.empty()) row.law.cites = law.cites;
    if (law.unverified && !row.law.unverified) row.law.unverified_why = law.unverified_why;
    row.law.unverified = row.law.unverified || law.unverified;
    const bool reversed_before = row.law.since && row.law.until && *row.law.until < *row.law.since;
    if (!row.law.since) row.law.since = law.since;
    if (!row.law.until) row.law.until = law.until;
    if (reversed_before || !row.law.since || !row.law.until || *row.law.since <= *row.law.until) return;
    const bool rate = std::is_same_v<Row, RatesText::Row>;
    context_
        .error(code::kPeriodReversed, row.written,
               std::string("the period of this ") + (rate ? "rate" : "row") + " ends before it begins")
        .help = std::string("a day that a ") + (rate ? "rate" : "row") + " does not give is that before the `{`";
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
        MoreRows more(context, state, tree->source);
        if (const auto* d = std::get_if<dsl::MoreRowsDecl>(&declaration)) more.add(*d);
        if (const auto* rates = std::get_if<dsl::MoreRatesDecl>(&declaration)) more.add(*rates);
      }
    }
  }
}

}  // namespace shibo::engine
