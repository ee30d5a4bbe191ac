// The parser of a file reads one declaration at a time, so that a mistake in one costs none of the
// others.
#include "shibo/dsl/parse.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "grammar/entry.hpp"
#include "grammar/hint.hpp"
#include "grammar/words.hpp"
#include "lexer.hpp"
#include "shibo/dsl/codes.hpp"

namespace shibo::dsl {
namespace {

using grammar::Iterator;
using grammar::State;
using Kind = Token::Kind;

// Rules and hints look at tokens beside the one where they stand, and may stand at the last or the first.
constexpr std::size_t kLookAhead = 4;
constexpr std::size_t kLookBack = 4;

// The tokens with as many ends after theirs as rules look ahead, and as many before as hints look back: outside of what
// is read as a file, so nobody gets there.
[[nodiscard]] Lexed lex_with_ends(const Source& source, Diagnostics& diagnostics) {
  Lexed lexed = lex(source, diagnostics);
  if (lexed.tokens.empty()) return lexed;
  Token end = lexed.tokens.back();
  lexed.tokens.insert(lexed.tokens.end(), kLookAhead, end);
  end.span = {0, 0};
  lexed.tokens.insert(lexed.tokens.begin(), kLookBack, end);
  return lexed;
}
[[nodiscard]] Iterator begin_of(const Lexed& lexed) { return lexed.tokens.data() + kLookBack; }
[[nodiscard]] Iterator end_of(const Lexed& lexed) { return lexed.tokens.data() + lexed.tokens.size() - kLookAhead; }

// `conditon light for Good …`: misspelt, but the beginning of a declaration all the same.
[[nodiscard]] bool nearly_begins(Iterator token) {
  if (!token->first || !token->column_one || !token->is(Kind::Name) || grammar::is_clause_word(token->text))
    return false;
  if (!token[1].is(Kind::Name) || token[1].first) return false;
  return !grammar::declaration_meant(token->text).empty() ||
         nearest(token->text, grammar::declaration_words()).has_value();
}

// `  condition light "Light" …`: indented, but nothing else begins so.
[[nodiscard]] bool surely_begins(Iterator token) {
  if (!token->first || !token->is_word() || !grammar::is_declaration_word(token->text) || !token[1].is(Kind::Name))
    return false;
  return token[2].is(Kind::String) || token[2].is_word("for");
}

// The next place where a declaration may begin after a mistake; past `from` in any case.
[[nodiscard]] Iterator next_declaration(Iterator from) {
  if (from->is(Kind::End)) return from;
  do ++from;
  while (!from->is(Kind::End) && !grammar::begins_declaration(from) && !nearly_begins(from) && !surely_begins(from));
  return from;
}

// Words of whose meaning something is lost when their declaration is.
[[nodiscard]] std::optional<std::string> name_declared(Iterator begin) {
  const bool needs = begin->is_word("needs") && !begin[1].is(Kind::End);
  Iterator name = needs ? begin + 2 : begin + 1;
  if (name->is(Kind::String) && name[1].is(Kind::Name) && !begin->is_word("test")) ++name;  // its title before it
  const bool names = name->is(Kind::Name) || (begin->is_word("test") && name->is(Kind::String));
  if (begin->is_word("extend") || !names) return {};
  return std::string(name->text);
}

// Whether it can be seen how the declaration is called: one word of letters, right behind its own.
[[nodiscard]] bool name_is_plain(const State& state, Iterator begin, bool read) {
  if (begin->is_word("not") || begin->is_word("extend") || begin->is_word("convert") || begin->is_word("mapping"))
    return true;  // nothing asks for these by name
  if (begin->is_word("test") || begin->is_word("scope")) return true;
  if (begin->is_word("instrument") && read) return true;  // it may have a title alone
  const Iterator name = begin->is_word("needs") ? begin + 2 : begin + 1;
  const bool digit_first = !name->text.empty() && name->text.front() >= '0' && name->text.front() <= '9';
  const bool whole = name->is(Kind::Name) && !name->damaged && !digit_first && name->text == state.slice(name->span);
  const bool two = !read && name[1].is(Kind::Name) && !name[1].first && !name[1].is_word("for");
  return whole && !two && !name[1].damaged;
}

// What is left of these after a mistake in one of their parts can be looked at without an echo.
[[nodiscard]] bool bears_mistakes(const Declaration& declaration) {
  if (const auto* table = std::get_if<TableDecl>(&declaration)) return !table->keys.empty() && !table->columns.empty();
  return std::holds_alternative<RuleDecl>(declaration) || std::holds_alternative<TestDecl>(declaration) ||
         std::holds_alternative<MappingDecl>(declaration) || std::holds_alternative<RecordDecl>(declaration) ||
         std::holds_alternative<GroupDecl>(declaration) || std::holds_alternative<MoreRowsDecl>(declaration) ||
         std::holds_alternative<MoreRatesDecl>(declaration);
}

// The end of a test whose braces are in order; null where something in it is amiss, so that it must be read to tell.
[[nodiscard]] Iterator behind_test(Iterator at) {
  std::size_t open = 0;
  do {
    if (at->is(Kind::LeftBrace)) ++open;
    if (at->damaged || (at->is(Kind::RightBrace) && open == 0)) return nullptr;
    if (at->is(Kind::RightBrace) && --open == 0) {
      ++at;
      return at->is(Kind::End) || at->first ? at : nullptr;
    }
    ++at;
  } while (!at->is(Kind::End) && !grammar::begins_declaration(at));
  return nullptr;
}

class FileParser {
 public:
  FileParser(const Source& source, const Lexed& lexed, Tests tests, Parsed& parsed)
      : diagnostics_(parsed.diagnostics),
        tree_(parsed.tree),
        unread_(parsed.unread),
        uses_unread_(parsed.uses_unread),
        tests_(tests),
        state_(source, parsed.diagnostics, begin_of(lexed), end_of(lexed)),
        at_(begin_of(lexed)) {}

  void run() {
    package();
    while (at_->is_word("use") && at_->first) use();
    while (!at_->is(Kind::End)) declaration();
  }

  void report_no_package() {
    if (at_->damaged) return;
    const bool nearly = at_->is_word() && nearest(at_->text, {"package"});
    const std::string help = "write `package` and a name, such as `package rcep.origin`";
    state_.report(codes::kPackageFirst, at_->span,
                  "a file begins with its package, and " +
                      (at_->is(Kind::End) ? "this one is empty" : "not with " + describe(*at_)),
                  nearly ? "did you mean `package`?" : help);
  }

 private:
  void package() {
    if (at_->is(Kind::End)) return report_no_package();
    if (at_->is_word("use") && package_follows()) return early_use();
    if (!at_->is_word("package")) {
      report_no_package();
      if (!is_start(at_)) at_ = next_declaration(at_);
      return;
    }
    const Iterator begin = at_;
    state_.begin_declaration(at_);
    std::optional<PackageHead> head = grammar::read_package(state_, at_);
    const bool read = head.has_value();
    if (read) tree_.package = *std::move(head);
    settle(begin, read);
  }

  [[nodiscard]] bool package_follows() const {
    return std::any_of(at_, state_.end(), [](const Token& token) {
      return token.column_one && token.is_word("package") && (&token)[1].is(Kind::Name);
    });
  }

  // `use trade` above `package shop`: both are read, and only their order is told.
  void early_use() {
    const Iterator begin = at_;
    while (at_->is_word("use") && at_->first) use();
    const std::string written(
        state_.slice({begin->span.begin, std::max(begin->span.end, at_ > begin ? at_[-1].span.end : 0)}));
    const bool one_line = written.find('\n') == std::string::npos;
    state_.report(codes::kPackageFirst, begin->span, "`use` stands before the package",
                  "a file begins with its package: write " + (one_line ? "`" + written + "`" : "the `use` clauses") +
                      " below it");
    if (at_->is_word("package")) package();
  }

  void use() {
    const Iterator begin = at_;
    const std::size_t errors = diagnostics_.error_count();
    state_.begin_declaration(at_);
    std::optional<std::vector<UseClause>> clauses = grammar::read_use(state_, at_);
    if (clauses) {
      tree_.uses.insert(tree_.uses.end(), std::make_move_iterator(clauses->begin()),
                        std::make_move_iterator(clauses->end()));
    }
    settle(begin, clauses.has_value());
    uses_unread_ = uses_unread_ || diagnostics_.error_count() != errors;
  }

  void declaration() {
    state_.begin_declaration(at_);
    if (!is_start(at_)) return no_declaration();
    if (at_->is_word("use")) return late_use();
    if (at_->is_word("package")) return second_package();
    if (grammar::is_future_word(at_->text)) return not_yet();
    if (tests_ == Tests::PassOver && at_->is_word("test")) {
      if (const Iterator behind = behind_test(at_)) {
        at_ = behind;
        return;
      }
    }
    const std::size_t errors = diagnostics_.error_count();
    const Iterator begin = at_;
    std::optional<Declaration> read = grammar::read_declaration(state_, at_);
    const std::size_t errors_within = diagnostics_.error_count();
    settle(begin, read.has_value());
    mistaken_ = diagnostics_.error_count() != errors;
    if (!name_is_plain(state_, begin, read.has_value())) uses_unread_ = true;
    const bool damaged = std::any_of(begin, at_, [](const Token& token) { return token.damaged; });
    const bool whole = read && !damaged && diagnostics_.error_count() == errors;
    // What was read with a mistake in it would only cause echoes later, and so would its name.
    if (!whole) forget(begin);
    // Of a record the types of the other fields are looked at, even where one has a slip of the pen.
    const bool sound = !damaged || (read && std::holds_alternative<RecordDecl>(*read));
    const bool bearable = read && sound && diagnostics_.error_count() == errors_within && bears_mistakes(*read);
    if (whole || bearable) tree_.declarations.push_back(*std::move(read));
  }

  void forget(Iterator begin) {
    if (std::optional<std::string> name = name_declared(begin)) unread_.insert(*std::move(name));
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
    const bool use_meant =
        at_->is_word() && (grammar::declaration_meant(at_->text) == "use" || nearest(at_->text, {"use"}));
    if (use_meant && tree_.declarations.empty()) uses_unread_ = true;
    // After a mistake in a declaration, a part of its body that is left over tells nothing more.
    const bool left_over = !at_->column_one && at_->is_word() && grammar::is_clause_word(at_->text);
    if (!at_->damaged && !(left_over && mistaken_)) report_no_declaration(left_over);
    if (at_->is_word()) forget(at_);
    at_ = next_declaration(at_);
  }

  void report_no_declaration(bool left_over) {
    if (left_over && at_ > state_.begin() && at_[-1].is(Kind::RightBrace)) {
      state_.report(codes::kUnmatched, at_[-1].span, "this `}` ends the declaration before its " + describe(*at_),
                    "take it out, or look for one too many before it");
      mistaken_ = true;
      return;
    }
    if (at_->is(Kind::RightBrace) || at_->is(Kind::RightParen) || at_->is(Kind::RightBracket)) {
      state_.report(codes::kUnmatched, at_->span, "nothing is open that " + describe(*at_) + " could close",
                    "take it out, or look for one too many before it");
      return;
    }
    std::optional<std::string> help;
    if (at_->is_word()) {
      const std::optional<std::string> tried = state_.nearest_tried(at_);
      const std::optional<std::string> near = tried ? tried : nearest(at_->text, grammar::declaration_words());
      const std::string_view meant = grammar::declaration_meant(at_->text);
      const bool use = tree_.declarations.empty() && nearest(at_->text, {"use"});
      if (use) help = "did you mean `use`?";
      else if (!meant.empty()) help = "here one writes `" + std::string(meant) + "`";
      else if (near) help = "did you mean `" + *near + "`?";
    }
    if (!help) help = "declarations begin with `rule`, `define`, `condition`, `decision`, `table` and other words";
    state_.report(codes::kNoDeclaration, at_->span, "expected a declaration, found " + describe(*at_), std::move(help));
  }

  void late_use() {
    state_.report(codes::kUseFirst, at_->span, "`use` stands after a declaration",
                  "write all `use` clauses right after the package");
    use();
  }

  void second_package() {
    Diagnostic& found =
        state_.report(codes::kPackageFirst, at_->span, "a file holds one package", "begin another file for the second");
    found.labels.push_back({nullptr, tree_.package.span, "the package of this file"});
    at_ = next_declaration(at_);
  }

  void not_yet() {
    state_.report(codes::kNotYet, at_->span, "`" + std::string(at_->text) + "` is not yet part of the language");
    at_ = next_declaration(at_);
  }

  Diagnostics& diagnostics_;
  SyntaxTree& tree_;
  std::set<std::string>& unread_;
  bool& uses_unread_;
  Tests tests_;
  State state_;
  Iterator at_;
  bool mistaken_ = false;  ///< the last declaration has a mistake in it
};

// Whether anything in the file looks like rules; of a web page or a table that was given by mistake,
// only that is said.
[[nodiscard]] bool is_rules(const Lexed& lexed) {
  const Token& first = *begin_of(lexed);
  if (first.damaged || first.is_word("package")) return true;
  return std::any_of(lexed.tokens.begin(), lexed.tokens.end(),
                     [](const Token& token) { return grammar::begins_declaration(&token); });
}

}  // namespace

Parsed parse(const Source& source, Tests tests) {
  Parsed parsed;
  Diagnostics lexical;
  Lexed lexed = lex_with_ends(source, lexical);
  parsed.tree.source = &source;
  parsed.tree.comments = std::move(lexed.comments);
  parsed.tree.blank_lines = std::move(lexed.blank_lines);
  if (!lexed.refused && !is_rules(lexed)) {
    FileParser(source, lexed, tests, parsed).report_no_package();
    return parsed;
  }
  parsed.diagnostics.merge(std::move(lexical));
  if (!lexed.refused) FileParser(source, lexed, tests, parsed).run();
  parsed.diagnostics.sort();
  return parsed;
}

ParsedExpr parse_expression(const Source& source) {
  ParsedExpr parsed;
  const Lexed lexed = lex_with_ends(source, parsed.diagnostics);
  if (lexed.refused) return parsed;
  const Iterator begin = begin_of(lexed);
  State state(source, parsed.diagnostics, begin, end_of(lexed));
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
