#include "report/tree.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <string>

namespace shibo::cli {

namespace {

using Kind = Explanation::Kind;

class Tree {
 public:
  Tree(std::ostream& out, const Style& style, const TreeOptions& options) : out_(out), style_(style), options_(options) {}

  /// Where lines are few, what stands higher in the tree comes first: every branch is seen before any
  /// is followed down.
  void choose(const Explanation& root) {
    std::deque<const Explanation*> next = {&root};
    while (!next.empty()) {
      const Explanation* node = next.front();
      next.pop_front();
      if (node != &root && !words(*node).empty()) {
        if (options_.lines_max > 0 && shown_.size() == options_.lines_max) ++left_out_;
        else shown_.insert(node);
      }
      if (node != &root && figures_inline(*node)) continue;
      for (const Explanation& child : node->children) next.push_back(&child);
    }
  }

  void below(const Explanation& node, std::size_t indent) {
    for (const Explanation& child : node.children) one(child, indent);
  }

  void finish() {
    if (left_out_ > 0) out_ << std::string(options_.indent, ' ') << "… and " << left_out_ << " more lines (`shibo explain` shows them all)\n";
  }

 private:
  void one(const Explanation& node, std::size_t indent) {
    const std::string text = words(node);
    if (text.empty()) {
      below(node, indent);
      return;
    }
    if (!shown_.contains(&node)) return;
    line(indent, mark(node) + text + notes(node));
    if (!figures_inline(node)) below(node, indent + 2);
    if (!node.to_fix.empty()) line(indent + 2, "to fix: " + node.to_fix);
  }

  /// The first outcome and the requirement say nothing that their children do not.
  static std::string words(const Explanation& node) {
    switch (node.kind) {
      case Kind::Rule:
      case Kind::Decision:
      case Kind::Definition: return node.name + cited(node) + titled(node) + (node.condition ? "" : " is " + node.value);
      case Kind::Outcome: return node.truth == Truth::True ? words_of_outcome(node.name) : "";
      case Kind::Requirement:
      case Kind::When: return "";
      case Kind::Scope: return "what " + node.name + " speaks of" + cited(node);
      case Kind::Branch:
      case Kind::Case: return node.name.empty() ? cited(node).substr(std::min<std::size_t>(2, cited(node).size())) : node.name + cited(node);
      case Kind::Exception: return "exception" + cited(node) + " " + node.name;
      case Kind::Element: return node.name;
      case Kind::Row: return "row " + shortened(node.text) + cited(node);
      case Kind::Comparison: return node.text + cited(node) + figures(node);
      case Kind::Fact: return node.name + " is " + node.value;
      case Kind::Expression: return node.text + (node.condition || node.children.empty() ? "" : " is " + node.value) + (node.presumed ? " (nobody said: the law presumes it)" : "");
    }
    return {};
  }

  static std::string words_of_outcome(std::string name) {
    for (char& c : name) c = c == '_' ? ' ' : c;
    return name + ":";
  }

  static std::string shortened(const std::string& text) {
    constexpr std::size_t kMax = 60;
    if (length(text) <= kMax) return text;
    std::size_t end = kMax;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
  }

  static std::string titled(const Explanation& node) { return node.title.empty() ? "" : "  " + node.title; }

  static std::string cited(const Explanation& node) {
    std::string text;
    for (const std::string& cite : node.citations) text += (text.empty() ? "  " : ", ") + cite;
    if (node.unverified) text += "  [unverified]";
    return text;
  }

  /// A comparison's figures stand on its own line, unless they are reasons with reasons of their own.
  static bool figures_inline(const Explanation& node) {
    if (node.kind != Kind::Comparison) return false;
    for (const Explanation& child : node.children) {
      if (!child.children.empty() && child.kind != Kind::Expression) return false;
      if (child.condition && child.kind != Kind::Fact && child.kind != Kind::Definition) return false;
    }
    return true;
  }

  static std::string figures(const Explanation& node) {
    if (!figures_inline(node)) return {};
    std::string text;
    for (const Explanation& child : node.children) {
      const std::string name = child.kind == Kind::Expression ? child.text : child.name;
      text += (text.empty() ? "  (" : ", ") + name + " is " + child.value + at(child.fact);
    }
    return text.empty() ? text : text + ")";
  }

  static std::string at(const Place& place) { return place.line == 0 ? "" : ", " + to_text(place); }

  std::string mark(const Explanation& node) const {
    if (!node.condition && node.kind != Kind::Outcome) return "";
    const char* sign = node.truth == Truth::True ? "✓" : node.truth == Truth::False ? "✗" : "?";
    const char* paint = node.truth == Truth::True ? "32" : node.truth == Truth::False ? "31" : "33";
    return style_.colour ? std::string("\x1b[") + paint + "m" + sign + "\x1b[0m " : std::string(sign) + " ";
  }

  std::string notes(const Explanation& node) const {
    std::string text;
    const bool own_place = node.kind == Kind::Fact || node.kind == Kind::Element;
    if (own_place && node.fact.line > 0) text += "  (" + to_text(node.fact) + ")";
    if (node.by_mapping) text += "  [what a blank means here]";
    if (node.repeated) text += "  (see above)";
    if (options_.rule_places && node.rule.line > 0 && !own_place) text += "  <" + to_text(node.rule) + ">";
    return text;
  }

  void line(std::size_t indent, const std::string& text) {
    out_ << wrapped(std::string(indent, ' ') + text, style_, indent + 4) << '\n';
  }

  std::ostream& out_;
  const Style& style_;
  const TreeOptions& options_;
  std::set<const Explanation*> shown_;
  std::size_t left_out_ = 0;
};

}  // namespace

void draw_tree(std::ostream& out, const Explanation& node, const Style& style, const TreeOptions& options) {
  Tree tree(out, style, options);
  tree.choose(node);
  tree.below(node, options.indent);
  tree.finish();
}

}  // namespace shibo::cli
