#include "proofs/citations.hpp"

#include <algorithm>

#include "program/children.hpp"
#include "value/ascii.hpp"
#include "value/normal_form.hpp"

namespace shibo::engine {

namespace {

using Instruments = std::vector<const InstrumentInfo*>;

/// Those of the package, and of the packages that it uses.
Instruments instruments_of(const InstanceState& state) {
  Instruments all;
  std::vector<const InstanceState*> states{&state};
  std::set<const InstanceState*> seen{&state};
  for (std::size_t i = 0; i < states.size(); ++i) {
    for (const InstrumentInfo& instrument : states[i]->instance->instruments) all.push_back(&instrument);
    for (const InstanceState* used : states[i]->uses) {
      if (seen.insert(used).second) states.push_back(used);
    }
  }
  return all;
}

bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

/// Does the text begin with these words? A name is read in any capitals.
bool begins_with(const std::string& text, const std::string& words) {
  const std::string in = upper(normal_form(text));
  const std::string first = upper(normal_form(words));
  return !first.empty() && in.starts_with(first) && (in.size() == first.size() || !is_word(in[first.size()]));
}

const InstrumentInfo* instrument_of(const std::string& citation, const Instruments& known) {
  const auto found = std::find_if(known.begin(), known.end(), [&](const InstrumentInfo* instrument) {
    return begins_with(citation, instrument->name) || begins_with(citation, instrument->title);
  });
  return found == known.end() ? nullptr : *found;
}

/// The first words of a text, as many as `like` has, without a sign at their end.
std::string first_words(const std::string& text, const std::string& like) {
  auto words = std::count(like.begin(), like.end(), ' ') + 1;
  std::size_t end = 0;
  while (words-- > 0 && end != std::string::npos) end = text.find(' ', end == 0 ? 0 : end + 1);
  std::string first = text.substr(0, end);
  while (!first.empty() && (first.back() == ',' || first.back() == '.' || first.back() == ':')) first.pop_back();
  return first;
}

std::string help_for(const std::string& citation, const Instruments& known) {
  constexpr std::size_t kShortMax = 3;  // `Act` is no slip for PACT
  for (const InstrumentInfo* instrument : known) {
    for (const std::string& words : {instrument->name, instrument->title}) {
      const std::string first = first_words(citation, words);
      const bool alike = !words.empty() && (first.size() == words.size() || first.size() > kShortMax);
      if (alike && dsl::nearest(first, {words})) return "did you mean `" + words + "`?";
    }
  }
  constexpr std::size_t kShownMax = 40;
  const std::string title = citation.substr(0, citation.find(','));
  return "begin with the name or the title of one, or declare it: `instrument \"" +
         (title.size() <= kShownMax ? title : "…") + "\"`";
}

/// Looks through the law of one package.
class EarlyLaw {
 public:
  EarlyLaw(Context& context, const InstanceState& state) : context_(context), known_(instruments_of(state)) {}

  [[nodiscard]] bool none_dated() const {
    return std::none_of(known_.begin(), known_.end(),
                        [](const InstrumentInfo* one) { return one->in_force.has_value(); });
  }

  void check(const Text& text) {
    one(text.law, text.law, text.written);
    const Law& head = text.law;
    if (const auto* body = std::get_if<DefinitionText>(&text.body)) exceptions(body->exceptions, head);
    if (const auto* rule = std::get_if<RuleText>(&text.body)) exceptions(rule->exceptions, head);
    if (const auto* group = std::get_if<GroupText>(&text.body)) rows(group->rows, head);
    if (const auto* parameter = std::get_if<ParameterText>(&text.body)) rows(parameter->rows, head);
    if (const auto* decision = std::get_if<DecisionText>(&text.body)) rows(decision->outcomes, head);
    if (const auto* table = std::get_if<TableText>(&text.body)) rows(table->rows, head);
    if (const auto* rates = std::get_if<RatesText>(&text.body)) rows(rates->rows, head);
    if (const auto* reading = std::get_if<ReadingText>(&text.body)) one(reading->law, head, reading->written);
    for_each_expression(text, [&](const Node& node) { branches(node, head); });
  }

 private:
  template <class Row>
  void rows(const std::vector<Row>& all, const Law& head) {
    for (const Row& row : all) one(row.law, head, row.written);
  }

  void exceptions(const std::vector<ExceptionText>& all, const Law& head) {
    rows(all, head);
    for (const ExceptionText& exception : all)
      exceptions(exception.nested, exception.law.cites.empty() ? head : exception.law);
  }

  void branches(const Node& node, const Law& head) {
    if (const auto* block = std::get_if<node::Block>(&node.what)) rows(block->branches, head);
    if (const auto* cases = std::get_if<node::FirstOf>(&node.what)) rows(cases->cases, head);
    for_each_child(node, [&](const Node& child) { branches(child, head); });
  }

  /// What cites nothing itself rests on what its head cites. Where one of several is in force by then, or its day is
  /// not known, nothing is said.
  void one(const Law& law, const Law& head, const Written& written) {
    const std::optional<Date> day = law.since ? law.since : law.until;
    const std::vector<std::string>& cites = law.cites.empty() ? head.cites : law.cites;
    if (!day || cites.empty()) return;
    const auto ends_before = [&](const InstrumentInfo& instrument) {  // and may be cited for that end
      return law.until && instrument.in_force && law.until->days + 1 == instrument.in_force->days;
    };
    const InstrumentInfo* first = nullptr;
    for (const std::string& cite : cites) {
      const InstrumentInfo* instrument = instrument_of(cite, known_);
      if (instrument == nullptr || !instrument->in_force || *instrument->in_force <= *day || ends_before(*instrument))
        return;
      if (first == nullptr || *instrument->in_force < *first->in_force) first = instrument;
    }
    const std::string name = first->name.empty() ? first->title : first->name;
    auto& d =
        context_.warning(code::kBeforeInForce, written,
                         std::string("this is law ") + (law.since ? "since " : "until ") + day->to_string() +
                             ", and `" + name + "`, which it cites, is in force since " + first->in_force->to_string());
    d.labels.push_back({first->written.source, first->written.span, "declared here"});
    d.help = "mend one of the days, or cite what was law before";
  }

  Context& context_;
  Instruments known_;
};

}  // namespace

void check_citations(Context& context) {
  std::map<const dsl::Source*, Instruments> known;
  for (const InstanceState& state : context.instances) {
    if (state.instance->instruments.empty()) continue;
    const Instruments instruments = instruments_of(state);
    for (const dsl::SyntaxTree* file : state.syntax->files) known.emplace(file->source, instruments);
  }
  for (const Citation& citation : context.citations) {
    const auto found = known.find(citation.file);
    if (found == known.end() || instrument_of(citation.text, found->second) != nullptr) continue;
    context.error(code::kNoInstrument, citation.written, "the citation names no instrument that is declared").help =
        help_for(citation.text, found->second);
  }
}

void warn_of_early_law(Context& context, const InstanceState& state) {
  EarlyLaw early(context, state);
  if (early.none_dated()) return;
  for (const Named* named : state.instance->declared) {
    for (const Text& text : named->texts) early.check(text);
  }
}

}  // namespace shibo::engine
