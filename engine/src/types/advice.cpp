// The text of `advise`, with the figures that stand in it.
#include "shibo/dsl/parse.hpp"
#include "types/body.hpp"

namespace shibo::engine {

namespace {

class AdviceReader {
 public:
  AdviceReader(Context& context, ExpressionChecker& checker, const dsl::Text& advise)
      : context_(context), checker_(checker), advise_(advise) {}

  void read(RuleText& body) {
    const std::string& text = advise_.value;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if ((text[i] == '{' || text[i] == '}') && i + 1 < text.size() && text[i + 1] == text[i]) {
        body.advise += text[i++];
        continue;
      }
      if (text[i] == '}') {
        if (broken_) continue;  // of a hole that was reported
        context_.error(code::kBadHole, at(i, i + 1), "a `}` without its `{`").help = "write `}}` for a brace itself";
        continue;
      }
      if (text[i] != '{') {
        body.advise += text[i];
        continue;
      }
      const std::size_t end = text.find('}', i);
      if (end == std::string::npos) {
        context_.error(code::kBadHole, at(i, i + 1), "a `{` without its `}`").help = "write `{{` for a brace itself";
        return;
      }
      const std::string hole = text.substr(i + 1, end - i - 1);
      const Node* node = hole_expression(hole, at(i, end + 1));
      i = end;
      broken_ = broken_ || node == nullptr;
      if (node == nullptr) continue;
      body.advise += RuleText::kHole;
      body.holes.emplace_back(hole, node);
    }
  }

 private:
  /// The place of a part of the text; of the whole, where escapes stand in it.
  [[nodiscard]] Written at(std::size_t begin, std::size_t end) const {
    const dsl::Source* source = checker_.around().source;
    const bool plain = source->slice(advise_.span).size() == advise_.value.size() + 2;
    const std::uint32_t first = advise_.span.begin + 1;
    if (!plain) return {source, advise_.span};
    return {source, {first + static_cast<std::uint32_t>(begin), first + static_cast<std::uint32_t>(end)}};
  }

  const Node* hole_expression(const std::string& hole, const Written& here) {
    // The hole is a text of its own; its mistakes are shown at the advise string that holds it.
    dsl::Source& source =
        context_.program.sources.emplace_back(checker_.around().source->path() + " (in an advise text)", hole);
    const dsl::ParsedExpr parsed = dsl::parse_expression(source);
    if (!parsed.expression) {
      context_.error(code::kBadHole, here, "`{" + hole + "}` is not an expression");
      return nullptr;
    }
    Surroundings around = checker_.around();
    around.source = &source;
    around.hole = here;
    dsl::Diagnostics inner;
    Context quiet(context_.program, inner, context_.files);
    ExpressionChecker in_hole(quiet, around);
    const Node* node = in_hole.check(*parsed.expression);
    if (node != nullptr) {
      for (const auto& [asker, asked] : quiet.calls) context_.calls[asker].insert(asked.begin(), asked.end());
      return node;
    }
    if (inner.all().empty()) return nullptr;  // an echo of what was reported elsewhere
    auto& d = context_.error(code::kBadHole, here, "`{" + hole + "}`: " + inner.all().front().message);
    d.help = inner.all().front().help;
    return nullptr;
  }

  Context& context_;
  ExpressionChecker& checker_;
  const dsl::Text& advise_;
  bool broken_ = false;  ///< some hole was reported
};

}  // namespace

void read_advice(Context& context, ExpressionChecker& checker, const dsl::Text& advise, RuleText& body) {
  AdviceReader(context, checker, advise).read(body);
}

}  // namespace shibo::engine
