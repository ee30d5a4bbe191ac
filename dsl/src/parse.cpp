// The parser of a file reads one declaration at a time, so that a mistake in one costs none of the
// others.
#include "shibo/dsl/parse.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "codes.hpp"
#include "grammar/entry.hpp"
#include "grammar/words.hpp"
#include "lexer.hpp"

namespace shibo::dsl {
namespace {

using grammar::Iterator;
using grammar::State;
using Kind = Token::Kind;

// The next place where a declaration may begin after a mistake; past `from` in any case.
[[nodiscard]] Iterator next_declaration(Iterator from) {
  if (from->is(Kind::End)) return from;
  do ++from;
  while (!from->is(Kind::End) && !grammar::begins_declaration(from));
  return from;
}

class FileParser {
 public:
  FileParser(const Source& source, const Lexed& lexed, Diagnostics& diagnostics, SyntaxTree& tree)
      : diagnostics_(diagnostics),
        tree_(tree),
        state_(source, diagnostics, lexed.tokens.data(), lexed.tokens.data() + lexed.tokens.size()),
        at_(lexed.tokens.data()) {}

  void run() {
    package();
    while (at_->is_word("use") && at_->first) use();
    while (!at_->is(Kind::End)) declaration();
  }

 private:
  void package() {
    if (at_->is(Kind::End)) return report_no_package();
    if (!at_->is_word("package")) {
      report_no_package();
      if (!is_start(at_)) at_ = next_declaration(at_);
      return;
    }
    const Iterator begin = at_;
    state_.begin_declaration(at_);
    std::optional<PackageHead> head = grammar::read_package(state_, at_);
    if (head) tree_.package = *std::move(head);
    settle(begin, head.has_value());
  }

  void report_no_package() {
    if (at_->damaged) return;
    state_.report(codes::kPackageFirst, at_->span, "a file begins with its package, and not with " + describe(*at_),
                  "write `package` and a name, such as `package rcep.origin`");
  }

  void use() {
    const Iterator begin = at_;
    state_.begin_declaration(at_);
    std::optional<std::vector<UseClause>> clauses = grammar::read_use(state_, at_);
    if (clauses) {
      tree_.uses.insert(tree_.uses.end(), std::make_move_iterator(clauses->begin()),
                        std::make_move_iterator(clauses->end()));
    }
    settle(begin, clauses.has_value());
  }

  void declaration() {
    state_.begin_declaration(at_);
    if (!is_start(at_)) return no_declaration();
    if (at_->is_word("use")) return late_use();
    if (at_->is_word("package")) return second_package();
    if (grammar::is_future_word(at_->text)) return not_yet();
    const std::size_t errors = diagnostics_.error_count();
    const Iterator begin = at_;
    std::optional<Declaration> read = grammar::read_declaration(state_, at_);
    // What was read with a mistake in it would only cause echoes later.
    if (read && diagnostics_.error_count() == errors) tree_.declarations.push_back(*std::move(read));
    settle(begin, read.has_value());
  }

  // A word that begins a declaration, wherever on its line it stands.
  [[nodiscard]] static bool is_start(Iterator token) {
    if (!token->first || !token->is_word()) return false;
    if (token->is_word("not")) return token[1].is_word("encoded");
    return grammar::is_declaration_word(token->text) || grammar::is_file_word(token->text);
  }

  // After a declaration: the next begins on a new line, or what stands here is a mistake.
  void settle(Iterator begin, bool read) {
    if (!read) {
      at_ = grammar::begins_declaration(at_) && at_ > begin ? at_ : next_declaration(std::max(at_, begin));
      return;
    }
    if (at_->is(Kind::End) || at_->first) return;
    if (grammar::is_declaration_word(at_->text) && at_->is_word() && state_.nearest_tried(at_) == std::nullopt) {
      state_.report(codes::kNotOnOwnLine, at_->span, "a declaration begins on a line of its own",
                    "begin a new line before " + describe(*at_));
    } else {
      state_.report_unexpected(at_, "the end of the declaration", begin);
    }
    at_ = next_declaration(at_);
  }

  void no_declaration() {
    if (!at_->damaged) report_no_declaration();
    at_ = next_declaration(at_);
  }

  void report_no_declaration() {
    if (at_->is(Kind::RightBrace) || at_->is(Kind::RightParen) || at_->is(Kind::RightBracket)) {
      state_.report(codes::kUnmatched, at_->span, "nothing is open that " + describe(*at_) + " could close",
                    "take it out, or look for one too many before it");
      return;
    }
    std::optional<std::string> help;
    if (at_->is_word()) {
      const std::optional<std::string> tried = state_.nearest_tried(at_);
      const std::optional<std::string> near = tried ? tried : nearest(at_->text, grammar::declaration_words());
      if (near) help = "did you mean `" + *near + "`?";
    }
    if (!help) help = "declarations begin with `rule`, `define`, `condition`, `decision`, `table` and other words";
    state_.report(codes::kNoDeclaration, at_->span, "expected a declaration, found " + describe(*at_),
                  std::move(help));
  }

  void late_use() {
    state_.report(codes::kUseFirst, at_->span, "`use` stands after a declaration",
                  "write all `use` clauses right after the package");
    use();
  }

  void second_package() {
    Diagnostic& found = state_.report(codes::kPackageFirst, at_->span, "a file holds one package",
                                      "begin another file for the second");
    found.labels.push_back({nullptr, tree_.package.span, "the package of this file"});
    at_ = next_declaration(at_);
  }

  void not_yet() {
    state_.report(codes::kNotYet, at_->span, "`" + std::string(at_->text) + "` is not yet part of the language");
    at_ = next_declaration(at_);
  }

  Diagnostics& diagnostics_;
  SyntaxTree& tree_;
  State state_;
  Iterator at_;
};

}  // namespace

Parsed parse(const Source& source) {
  Parsed parsed;
  Lexed lexed = lex(source, parsed.diagnostics);
  parsed.tree.source = &source;
  parsed.tree.comments = std::move(lexed.comments);
  parsed.tree.blank_lines = std::move(lexed.blank_lines);
  const bool too_big = source.text().size() > Limits::kFileBytes;
  if (!too_big) FileParser(source, lexed, parsed.diagnostics, parsed.tree).run();
  parsed.diagnostics.sort();
  return parsed;
}

ParsedExpr parse_expression(const Source& source) {
  ParsedExpr parsed;
  const Lexed lexed = lex(source, parsed.diagnostics);
  if (source.text().size() > Limits::kFileBytes) return parsed;
  const Iterator begin = lexed.tokens.data();
  State state(source, parsed.diagnostics, begin, begin + lexed.tokens.size());
  Iterator at = begin;
  std::optional<Expr> expression = grammar::read_expression(state, at);
  if (expression && !at->is(Kind::End)) state.report_unexpected(at, "the end of the expression", begin);
  parsed.diagnostics.sort();
  if (expression && !parsed.diagnostics.has_errors()) {
    parsed.expression = std::make_shared<const Expr>(*std::move(expression));
  }
  return parsed;
}

Span span_of(const Declaration& declaration) {
  return std::visit([](const auto& node) -> Span { return node.span; }, declaration);
}

}  // namespace shibo::dsl
