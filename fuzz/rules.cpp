// One rule file: lexer, grammar, recovery.
#include "diagnostics_law.hpp"
#include "law.hpp"
#include "lexer.hpp"
#include "shibo/dsl/format.hpp"
#include "shibo/dsl/parse.hpp"

namespace shibo::fuzz {
namespace {

/// Nothing is dropped silently: each byte is blank, or in a token, a comment, what a diagnostic shows, or what was
/// passed over with an error, or the byte order mark at its beginning; or the file is refused as a whole, with an error
/// that says so.
void nothing_is_lost(const dsl::Source& source) {
  dsl::Diagnostics diagnostics;
  const dsl::Lexed lexed = dsl::lex(source, diagnostics);
  if (lexed.refused) return law(diagnostics.has_errors(), "a file that is refused whole has an error");
  if (diagnostics.all().size() >= dsl::Diagnostics::kShownMax) return;
  std::string left(source.text());
  const auto strike = [&](dsl::Span span) {
    for (std::uint32_t at = span.begin; at < span.end && at < left.size(); ++at) left[at] = ' ';
  };
  if (left.starts_with("\xEF\xBB\xBF")) strike({0, 3});
  std::uint32_t last = 0;
  for (const dsl::Token& token : lexed.tokens) {
    place_holds(&source, token.span);
    law(token.span.begin >= last || token.text == "not", "tokens stand in order");
    last = token.span.begin;
    strike(token.span);
  }
  for (const dsl::Comment& comment : lexed.comments) {
    place_holds(&source, comment.span);
    law(source.slice(comment.span) == comment.text, "a comment is what stands there");
    strike(comment.span);
  }
  for (const dsl::Diagnostic& one : diagnostics.all()) strike(one.where);
  law(lexed.passed_over.empty() || diagnostics.has_errors(), "what is passed over has an error");
  for (const dsl::Span span : lexed.passed_over) strike(span);
  law(left.find_first_not_of(" \t\r\n") == std::string::npos, "no byte is dropped silently");
}

void tree_has_places(const dsl::Parsed& parsed, const dsl::Source& source) {
  std::uint32_t last = 0;
  for (const dsl::Declaration& declaration : parsed.tree.declarations) {
    const dsl::Span span = dsl::span_of(declaration);
    place_holds(&source, span);
    law(span.begin >= last, "declarations stand in order, and apart");
    law(span.end > span.begin, "a declaration has words");
    last = span.end;
  }
}

/// A file that can be read is laid out, says the same then, and is not laid out otherwise a second time.
void laid_out_says_the_same(const dsl::Parsed& parsed) {
  if (parsed.diagnostics.has_errors()) return;
  const dsl::Source source("laid_out.shibo", dsl::format(parsed.tree));
  const dsl::Parsed again = dsl::parse(source);
  law(!again.diagnostics.has_errors(), "what is laid out can be read");
  law(!dsl::first_difference(parsed.tree, again.tree), "what is laid out says the same");
  same(dsl::format(again.tree), std::string(source.text()), "laying out what is laid out changes nothing");
}

}  // namespace
}  // namespace shibo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shibo;
  const dsl::Source source("fuzz.shibo", fuzz::text_of(data, size));
  const dsl::Parsed parsed = dsl::parse(source);
  const std::string drawn = fuzz::checked(parsed.diagnostics);
  fuzz::tree_has_places(parsed, source);
  fuzz::nothing_is_lost(source);
  fuzz::laid_out_says_the_same(parsed);
  fuzz::same(drawn, dsl::render(dsl::parse(source).diagnostics), "the same text has the same mistakes");
  const dsl::ParsedExpr expression = dsl::parse_expression(source);
  fuzz::law((expression.expression == nullptr) == expression.diagnostics.has_errors(), "an expression, or an error");
  return 0;
}
