#include "writer.hpp"

#include <algorithm>

#include "shibo/dsl/words.hpp"

namespace shibo::dsl::layout {

Writer::Writer(const SyntaxTree& tree) : tree_(&tree), tokens_(*tree.source), order_(Order(tree, *tokens_)) {
  for (const Comment& comment : tree.comments) comments_.push_back({order_->place(comment.span.begin), &comment});
  std::sort(comments_.begin(), comments_.end(), [](const Placed& a, const Placed& b) { return a.place < b.place; });
}

void Writer::text(std::string_view piece) {
  if (!piece.empty()) ops_.push_back({Op::Kind::Text, std::string(piece), 0});
}

void Writer::quoted(const Text& text) { quoted(text.span, text.value); }

void Writer::quoted(Span span, const std::string& value) {
  text(tree_ != nullptr ? std::string(tree_->source->slice(span)) : text_literal(value));
}

bool Writer::comments(std::uint32_t next, bool keep_blank, bool first) {
  if (tree_ == nullptr) return false;
  bool any = false;
  const std::uint32_t end = place(next);
  for (; comment_ < comments_.size() && comments_[comment_].place < end; ++comment_) {
    const Comment& comment = *comments_[comment_].comment;
    if (!any && !comment.own_line && !ops_.empty()) {
      ops_.push_back({Op::Kind::Trailing, comment.text, 0});
    } else {
      const bool blank = keep_blank && (any || !first) && blank_before(comment.span.begin);
      if (any || !ops_.empty()) ops_.push_back({Op::Kind::Hard, {}, blank ? 1 : 0});
      text(comment.text);
    }
    any = true;
  }
  return any;
}

void Writer::may_break(Op::Kind kind, std::uint32_t next, std::string_view sign) {
  if (comments(next, false)) ops_.push_back({Op::Kind::Hard, {}, 0});
  else ops_.push_back({kind, std::string(sign), 0});
}

void Writer::clause(std::uint32_t next) {
  const bool begins = order_ && order_->begins_line(next).value_or(begins_line(next));
  may_break(begins ? Op::Kind::Hard : Op::Kind::Fill, next, {});
}

void Writer::hard(std::uint32_t next, bool first) {
  const bool any = comments(next, true, first);
  ops_.push_back({Op::Kind::Hard, {}, (any || !first) && next != kEnd && blank_before(next) ? 1 : 0});
}

void Writer::body(std::string_view open, std::string_view close, std::uint32_t end,
                  const std::function<void()>& items) {
  text(open);
  {
    const Indent in(*this, 2);
    items();
    comments(end, true);
  }
  ops_.push_back({Op::Kind::Hard, {}, 0});
  text(close);
}

Ops Writer::capture(const std::function<void()>& write) {
  // A marker stands for what was written before, so that a comment knows it follows something.
  Ops before = std::move(ops_);
  ops_ = {Op{Op::Kind::Text, {}, 0}};
  write();
  Ops written(ops_.begin() + 1, ops_.end());
  ops_ = std::move(before);
  return written;
}

bool Writer::may_begin_line() const {
  const auto said = std::find_if(ops_.rbegin(), ops_.rend(), [](const Op& op) {
    return op.kind != Op::Kind::Begin && op.kind != Op::Kind::End && op.kind != Op::Kind::Indent;
  });
  return said == ops_.rend() || said->kind != Op::Kind::Text || said->text.empty();
}

bool Writer::blank_before(std::uint32_t offset) const {
  if (tree_ == nullptr) return false;
  const std::string_view text = tree_->source->text();
  int line_ends = 0;
  for (std::size_t i = offset; i > 0; --i) {
    const char c = text[i - 1];
    if (c == '\n') ++line_ends;
    else if (c != ' ' && c != '\t' && c != '\r') break;
  }
  return line_ends > 1;
}

bool Writer::begins_line(std::uint32_t offset) const {
  if (tree_ == nullptr) return false;
  const std::string_view text = tree_->source->text();
  for (std::size_t i = offset; i > 0; --i) {
    const char c = text[i - 1];
    if (c == '\n') return true;
    if (c != ' ' && c != '\t') return false;
  }
  return true;
}

std::uint32_t Writer::closing(std::uint32_t offset) const { return tokens_ ? tokens_->closing(offset) : 0; }

std::uint32_t Writer::opening(std::uint32_t closing) const { return tokens_ ? tokens_->opening(closing + 1) : 0; }

std::uint32_t Writer::word_before(std::uint32_t offset) const { return tokens_ ? tokens_->before(offset) : offset; }

bool Writer::stands_before_case(std::uint32_t end) const {
  if (!tokens_) return false;
  const Token& next = tokens_->all()[tokens_->index(end)];
  return next.is_word("when") || next.is_word("otherwise");
}

std::uint32_t Writer::part_of(Span table, std::string_view word) const {
  if (!tokens_) return 0;
  for (const Part& part : table_parts(table, *tokens_)) {
    if (tokens_->all()[tokens_->index(part.span.begin)].is_word(word)) return part.span.begin;
  }
  return 0;
}

std::uint32_t Writer::end_of_rows(Span table) const {
  std::uint32_t end = 0;
  if (!tokens_) return end;
  for (const Part& part : table_parts(table, *tokens_)) {
    if (tokens_->all()[tokens_->index(part.span.begin)].is_word("rows")) end = part.span.end - 1;
  }
  return end;
}

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::optional<std::string> flat(const Ops& ops) {
  std::string line;
  for (const Op& op : ops) {
    if (op.kind == Op::Kind::Hard || op.kind == Op::Kind::Trailing) return {};
    if (op.kind == Op::Kind::Text) line += op.text;
    if (op.kind == Op::Kind::Line || op.kind == Op::Kind::Fill) line += op.text + ' ';
  }
  return line;
}

namespace {

class Renderer {
 public:
  explicit Renderer(const Ops& ops) : ops_(ops), forced_(ops.size(), false) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < ops.size(); ++i) {
      if (ops[i].kind == Op::Kind::Begin) open.push_back(i);
      if (ops[i].kind == Op::Kind::End) open.pop_back();
      const bool breaks = ops[i].kind == Op::Kind::Hard || ops[i].kind == Op::Kind::Trailing;
      for (std::size_t k = open.size(); breaks && k > 0 && !forced_[open[k - 1]]; --k) forced_[open[k - 1]] = true;
    }
  }

  std::string run() {
    std::vector<bool> broken{true};
    for (std::size_t i = 0; i < ops_.size(); ++i) {
      const Op& op = ops_[i];
      switch (op.kind) {
        case Op::Kind::Text: put(op.text); break;
        case Op::Kind::Begin:
          broken.push_back(broken.back() && (forced_[i] || column() + measure(i + 1, 1) > kWidth));
          break;
        case Op::Kind::End: broken.pop_back(); break;
        case Op::Kind::Indent: indent_ += op.amount; break;
        case Op::Kind::Line: broken.back() ? new_line(false) : put(op.text + " "); break;
        case Op::Kind::Soft:
          if (broken.back()) new_line(false);
          break;
        case Op::Kind::Fill:
          if (ends_line(i + 1)) put(op.text);
          else broken.back() && breaks_before(i + 1) ? new_line(false) : put(op.text + " ");
          break;
        case Op::Kind::Hard: new_line(op.amount != 0); break;
        case Op::Kind::Trailing: put("  " + op.text); break;
      }
    }
    return out_;
  }

 private:
  // Columns from here to the next place where the line may end, with the rest of the group on one line.
  [[nodiscard]] std::size_t measure(std::size_t i, int depth) const {
    const int inside = depth;
    std::size_t width = 0;
    bool left = false;
    for (; i < ops_.size() && width <= kWidth; ++i) {
      const Op& op = ops_[i];
      if (op.kind == Op::Kind::Begin) ++depth;
      if (op.kind == Op::Kind::End && --depth < inside) left = true;
      if (op.kind == Op::Kind::Hard || op.kind == Op::Kind::Trailing) return width;
      const bool may = op.kind == Op::Kind::Line || op.kind == Op::Kind::Soft || op.kind == Op::Kind::Fill;
      if (may && (left || (inside == 0 && depth <= 0))) return width;
      if (op.kind == Op::Kind::Line || op.kind == Op::Kind::Fill) width += op.text.size() + 1;
      if (op.kind == Op::Kind::Text) width += width_of(op.text);
    }
    return width;
  }

  // Whether what follows goes to a line of its own. What has to be broken there, too, begins on this one where it can:
  // it does so once its own lines end where they were broken.
  [[nodiscard]] bool breaks_before(std::size_t i) const {
    const std::size_t width = measure(i, 0);
    if (column() + 1 + width <= kWidth) return false;
    const bool fits = static_cast<std::size_t>(indent_) + width <= kWidth && !begins_broken(i);
    return fits || column() + 1 + measure_first(i) > kWidth;
  }

  // Whether a group that must be broken comes before the next place where the line may end.
  [[nodiscard]] bool begins_broken(std::size_t i) const {
    for (int depth = 0; i < ops_.size(); ++i) {
      const Op::Kind kind = ops_[i].kind;
      if (kind == Op::Kind::Begin && forced_[i]) return true;
      if (kind == Op::Kind::Begin) ++depth;
      else if (kind == Op::Kind::End) --depth;
      else if (depth <= 0 && kind != Op::Kind::Text && kind != Op::Kind::Indent) return false;
    }
    return false;
  }

  // Columns from here to the first place where the line may end.
  [[nodiscard]] std::size_t measure_first(std::size_t i) const {
    std::size_t width = 0;
    for (; i < ops_.size() && width <= kWidth; ++i) {
      using Kind = Op::Kind;
      const Kind kind = ops_[i].kind;
      if (kind == Kind::Text) width += width_of(ops_[i].text);
      else if (kind != Kind::Begin && kind != Kind::End && kind != Kind::Indent) break;
    }
    return width;
  }

  // Whether a line end or a comment comes before any text.
  [[nodiscard]] bool ends_line(std::size_t i) const {
    while (i < ops_.size() && (ops_[i].kind == Op::Kind::Begin || ops_[i].kind == Op::Kind::Indent)) ++i;
    return i < ops_.size() && (ops_[i].kind == Op::Kind::Hard || ops_[i].kind == Op::Kind::Trailing);
  }

  [[nodiscard]] std::size_t column() const { return fresh_ ? static_cast<std::size_t>(line_indent_) : column_; }

  void put(std::string_view text) {
    if (text.empty()) return;
    if (fresh_) {
      if (text == " ") return;
      out_.append(static_cast<std::size_t>(line_indent_), ' ');
      column_ = static_cast<std::size_t>(line_indent_);
      fresh_ = false;
    }
    out_ += text;
    column_ += width_of(text);
  }

  void new_line(bool blank) {
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    out_ += blank ? "\n\n" : "\n";
    fresh_ = true;
    line_indent_ =
        indent_;  // of where the line ends: a group that begins with the new line is further in from its second
  }

  const Ops& ops_;
  std::vector<bool> forced_;
  std::string out_;
  int indent_ = 0;
  int line_indent_ = 0;
  std::size_t column_ = 0;
  bool fresh_ = true;
};

}  // namespace

std::string render(const Ops& ops) { return Renderer(ops).run(); }

}  // namespace shibo::dsl::layout
