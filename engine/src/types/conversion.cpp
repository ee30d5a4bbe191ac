// How money of one currency becomes money of another: rates, and the line that says which day's rate is taken.
#include <algorithm>
#include <map>

#include "names/literals.hpp"
#include "names/names.hpp"
#include "program/types.hpp"
#include "types/body.hpp"
#include "types/expression.hpp"

namespace shibo::engine {

namespace {

using dsl::Source;

/// What is no rate is reported.
std::optional<RatesText::Row> read_rate(Context& context, const Source* source, const dsl::RatesRow& row) {
  const Written written{source, row.span};
  const auto from = read_literal(context, source, row.from);
  const auto to = read_literal(context, source, row.to);
  if (!from || !to) return std::nullopt;
  const auto* a = std::get_if<Money>(&from->value);
  const auto* b = std::get_if<Money>(&to->value);
  if (a == nullptr || b == nullptr || a->amount.sign() <= 0 || b->amount.sign() <= 0) {
    context.error(code::kBadLiteral, written,
                  "a rate says how much of one currency another is, such as `USD 1 is CNY 7.1`");
    return std::nullopt;
  }
  if (a->currency == b->currency) {
    context.error(code::kBadLiteral, written,
                  "a rate is between two currencies, and here both are " + a->currency.name());
    return std::nullopt;
  }
  return RatesText::Row{*a, *b, read_law(context, source, row.attributes), written};
}

class ConversionChecker {
 public:
  ConversionChecker(Context& context, InstanceState& in, const Source* source)
      : context_(context), in_(in), source_(source) {}

  void convert(const dsl::ConvertDecl& d) {
    Symbol* symbol = find_symbol(in_, d.rates.text);
    auto* const* named = symbol != nullptr ? std::get_if<Named*>(&symbol->what) : nullptr;
    if (named == nullptr || (*named)->kind != Named::Kind::Rates) {
      report_unknown(context_, in_, code::kUnknownName, at(d.rates.span), d.rates.text,
                     "there are no rates `" + d.rates.text + "`", visible_names(context_, in_));
      return;
    }
    Conversion out;
    out.rates = *named;
    context_.note_use(at(d.rates.span), *named);
    for (const dsl::Word& word : d.on) out.on.push_back(word.text);
    if (!leads_to_day(d, out.on)) return;
    note_path(d, out.on);
    out.law = read_law(context_, source_, d.attributes);
    out.written = at(d.span);
    if (in_.instance->conversion) {
      auto& diagnostic =
          context_.error(code::kDeclaredTwice, at(d.span), "the package already says how money is converted");
      diagnostic.labels.push_back(
          {in_.instance->conversion->written.source, in_.instance->conversion->written.span, "here"});
      return;
    }
    in_.instance->conversion = std::move(out);
  }

 private:
  [[nodiscard]] Written at(dsl::Span span) const { return {source_, span}; }

  /// Of each record from which the path leads to a date, what its names are.
  void note_path(const dsl::ConvertDecl& d, const std::vector<std::string>& names) {
    for (const RecordType& record : context_.program.records) {
      if (type_on_path(record, names).kind != TypeKind::Date) continue;
      const RecordType* on = &record;
      for (const dsl::Word& word : d.on) {
        const int index = on->find(word.text);
        if (index >= 0) context_.note_use(at(word.span), FieldOfRecord{on, index});
        on = index < 0 ? on->parent : on->fields[static_cast<std::size_t>(index)].type.record;
        if (on == nullptr) break;
      }
    }
  }

  /// The path after `on` leads to a date of some record, or that was reported.
  bool leads_to_day(const dsl::ConvertDecl& d, const std::vector<std::string>& names) {
    const dsl::Span span{d.on.front().span.begin, d.on.back().span.end};
    const std::string path(source_->slice(span));
    const RecordType* holder = nullptr;
    Type found;
    for (const RecordType& record : context_.program.records) {
      const Type type = type_on_path(record, names);
      if (type.kind == TypeKind::Date) return true;
      if (type.kind == TypeKind::Invalid) continue;
      holder = &record;
      found = type;
    }
    if (in_.uses_unknown || !in_.syntax->unread.empty())
      return true;  // the record may be the one that could not be read
    auto& diagnostic = holder != nullptr
                           ? context_.error(code::kWrongType, at(span),
                                            "`" + path + "` is " + to_phrase(found) + ", and a rate is that of a date")
                           : context_.error(code::kNoSuchField, at(span), "no record has a date `" + path + "`");
    diagnostic.help = "name the date whose rate the law takes: `on import_date`";
    return false;
  }

  Context& context_;
  InstanceState& in_;
  const Source* source_;
};

}  // namespace

std::vector<RatesText::Row> read_rates(Context& context, const Source* source, const std::vector<dsl::RatesRow>& rows) {
  std::vector<RatesText::Row> read;
  for (const dsl::RatesRow& row : rows) {
    if (auto rate = read_rate(context, source, row)) read.push_back(*std::move(rate));
  }
  return read;
}

void report_rates_of_one_day(Context& context, const RatesText& rates, std::size_t from) {
  std::map<std::pair<Measure, Measure>, std::vector<const RatesText::Row*>> by_pair;
  for (std::size_t r = 0; r < rates.rows.size(); ++r) {
    const RatesText::Row& row = rates.rows[r];
    auto& before = by_pair[std::minmax(row.from.currency, row.to.currency)];
    const auto found =
        r < from ? before.end() : std::find_if(before.begin(), before.end(), [&](const RatesText::Row* other) {
          return periods_meet(other->law, row.law);
        });
    const RatesText::Row* same = found != before.end() ? *found : nullptr;
    before.push_back(&row);
    if (same == nullptr) continue;
    auto& d = context.error(code::kPeriodsOverlap, row.written,
                            "two rates between " + row.from.currency.name() + " and " + row.to.currency.name() +
                                " are in force on the same day");
    d.labels.push_back({same->written.source, same->written.span, "the other one"});
    d.help = "one rate serves both ways; end the first with `until`, the day before the second begins";
  }
}

RatesText check_rates(Context& context, const Source* source, const dsl::RatesDecl& d) {
  RatesText rates{read_rates(context, source, d.rows)};
  report_rates_of_one_day(context, rates, 0);
  return rates;
}

void check_conversion(Context& context, InstanceState& in, const Source* source, const dsl::ConvertDecl& d) {
  ConversionChecker(context, in, source).convert(d);
}

}  // namespace shibo::engine
