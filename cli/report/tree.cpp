#include "report/tree.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "report/text.hpp"

namespace shibo::cli {

namespace {

using Kind = Explanation::Kind;

/// A line of the drawing, with what stands below it.
struct Line {
  const Explanation* node = nullptr;
  std::string text;
  std::string to_fix;
  std::vector<Line> below;
};

/// A value that one line can tell. A condition with reasons of its own is no figure.
bool is_figure(const Explanation& node) {
  if (node.condition) return node.kind == Kind::Fact || (node.kind == Kind::Definition && node.children.empty());
  return node.kind == Kind::Fact || node.kind == Kind::Definition || node.kind == Kind::Expression;
}

/// `  (proof_valid_until is 2024-05-05)`: the figures of a comparison, each with what `at` says of its place.
std::string figures_text(const Explanation& comparison, const std::function<std::string(const Place&)>& at) {
  std::string text;
  for (const Explanation& child : comparison.children) {
    if (!is_figure(child)) continue;
    const std::string name = child.kind == Kind::Expression ? child.text : child.name;
    if (name == child.value) continue;
    text += (text.empty() ? "  (" : ", ") + name + " is " + child.value +
            (child.by_mapping ? " (what a blank means here)" : "") + at(child.fact);
  }
  return text.empty() ? text : text + ")";
}

/// From an explanation to lines: what says nothing is left out, and what fits on one line stands on one.
class Layout {
 public:
  explicit Layout(const TreeOptions& options) : options_(options) {}

  /// Lines that alternatives farther off would have taken, where lines are few.
  [[nodiscard]] std::size_t folded() const { return folded_; }

  std::vector<Line> below(const Explanation& node) {
    std::vector<Line> lines;
    const auto rows = static_cast<std::size_t>(std::count_if(
        node.children.begin(), node.children.end(), [](const Explanation& child) { return child.kind == Kind::Row; }));
    const bool counted = !options_.every_row && rows > kRowsMax;
    bool told = false;
    for (const Explanation& child : node.children) {
      if (!counted || child.kind != Kind::Row) add(lines, child);
      else if (!std::exchange(told, true))
        lines.push_back({&child, "of the rows that may fit, " + std::to_string(rows) + " are undetermined", "", {}});
    }
    return lines;
  }

 private:
  static constexpr std::size_t kRowsMax = 3;

  void add(std::vector<Line>& lines, const Explanation& node) {
    if (options_.lines_max == 0 || node.part == Explanation::Part::Main) return add_whole(lines, node);
    std::vector<Line> whole;
    add_whole(whole, node);
    for (Line& line : whole) fold(line, node.part);
    std::move(whole.begin(), whole.end(), std::back_inserter(lines));
  }

  void add_whole(std::vector<Line>& lines, const Explanation& node) {
    std::vector<Line> under = node.kind == Kind::Comparison ? below_comparison(node) : below(node);
    const std::string text = words(node);
    if (text.empty()) {
      std::move(under.begin(), under.end(), std::back_inserter(lines));
    } else if ((node.kind == Kind::Branch || node.kind == Kind::Element) && under.size() == 1 &&
               under.front().node->condition && under.front().node->truth == node.truth) {
      lines.push_back(joined(node, std::move(under.front())));
    } else {
      lines.push_back({&node, text + notes(node), node.to_fix, std::move(under)});
    }
  }

  static std::size_t count(const std::vector<Line>& lines) {
    std::size_t all = lines.size();
    for (const Line& line : lines) all += count(line.below);
    return all;
  }

  /// What another alternative came nearer than keeps the first thing that it fails by or lacks; what was never open is
  /// only named.
  void fold(Line& line, Explanation::Part part) {
    const std::size_t before = count(line.below);
    if (line.node->kind == Kind::Branch && !line.below.empty() && !line.node->name.empty()) take_up(line);
    if (part == Explanation::Part::Closed || line.below.empty()) {
      line.below.clear();
    } else {
      Line first = first_end(line);
      line.below.clear();
      line.below.push_back(std::move(first));
    }
    folded_ += before - line.below.size();
  }

  /// A mark alone says nothing: what it stands before stands beside it.
  static void take_up(Line& line) {
    Line next = std::move(line.below.front());
    line.text += "  " + next.text;
    line.below = std::move(next.below);
  }

  static Line first_end(const Line& line) {
    const Line* end = &line;
    while (!end->below.empty()) end = &end->below.front();
    return *end;
  }

  /// A branch or an element and the one thing it says: `(a)  carried_directly`, `processes[1]  p in
  /// minimal_operations`.
  Line joined(const Explanation& branch, Line only) const {
    std::string text = branch.name + (branch.kind == Kind::Element ? notes(branch) : "");
    for (const std::string& cite : branch.citations) {
      if (only.text.find(cite) == std::string::npos) text += (text.empty() ? "" : "  ") + cite;
    }
    if (branch.unverified) text += text.empty() ? "[unverified]" : "  [unverified]";
    // What is said of an element begins with its name.
    const bool said = branch.kind == Kind::Element && text == branch.name && only.text.starts_with(text + " is ");
    if (!said) only.text = text + (text.empty() ? "" : "  ") + only.text;
    return only;
  }

  /// A comparison tells its figures itself; below it stand those that have reasons of their own.
  std::vector<Line> below_comparison(const Explanation& node) {
    std::vector<Line> lines;
    for (const Explanation& child : node.children) {
      if (!is_figure(child)) add(lines, child);
      else if (node.truth == Truth::Unknown && !child.known) {
        std::vector<Line> under = below(child);
        std::move(under.begin(), under.end(), std::back_inserter(lines));
      }
    }
    return lines;
  }

  /// The first outcome and the requirement say nothing that their children do not.
  std::string words(const Explanation& node) const {
    switch (node.kind) {
      case Kind::Rule:
      case Kind::Decision:
      case Kind::Definition:
        return node.name + cited(node) + titled(node) + (node.condition ? "" : " is " + node.value);
      case Kind::Outcome: return node.truth == Truth::True ? words_of_outcome(node.name) : "";
      case Kind::Requirement:
      case Kind::When: return "";
      case Kind::Scope: return "what " + node.name + " applies to" + cited(node);
      case Kind::Branch:
      case Kind::Case:
        return node.name.empty() ? cited(node).substr(std::min<std::size_t>(2, cited(node).size()))
                                 : node.name + cited(node);
      case Kind::Figure: return node.name + " is " + node.value;
      case Kind::Exception: return "exception" + cited(node) + " " + node.name;
      case Kind::Element: return node.name;
      case Kind::Series: return node.name + " holds " + node.value;
      case Kind::Row:
        return "row " + shortened(node.text) + (node.added_by.empty() ? "" : " of " + node.added_by) + cited(node);
      case Kind::Comparison:
        return options_.as_written || node.says.empty() ? node.text + cited(node) + figures(node)
                                                        : node.says + periods(node) + cited(node) + places(node);
      case Kind::Fact: return node.value == "invalid" && !node.known ? node.says : node.name + " is " + node.value;
      case Kind::Expression:
        return node.text + cited(node) + (says_more(node) ? " is " + node.value : "") +
               (node.presumed ? " (nobody said: it is presumed)" : "");
    }
    return {};
  }

  /// `threshold is 40%`, but not `40% is 40%`.
  static bool says_more(const Explanation& node) {
    return !node.condition && (!node.children.empty() || (node.known && node.text != node.value));
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

  std::string figures(const Explanation& node) const {
    return figures_text(
        node, [&](const Place& place) { return place.line == 0 ? "" : ", " + place_text(place, options_.file_names); });
  }

  /// `; its period in european_union is until 2020-12-31, the day judged is 2021-05-01`: figures that are no operands.
  static std::string periods(const Explanation& node) {
    std::string text;
    for (const Explanation& child : node.children) {
      if (child.kind == Kind::Expression && child.node == 0 && child.known)
        text += (text.empty() ? "; " : ", ") + child.text + " is " + child.value;
    }
    return text;
  }

  /// Where the facts of a comparison stand, each place once: `  (materials.csv:15:40)`.
  std::string places(const Explanation& node) const {
    std::vector<std::string> all;
    add_places(node, all);
    return all.empty() ? "" : "  (" + listed(all) + ")";
  }
  void add_places(const Explanation& node, std::vector<std::string>& all) const {
    for (const Explanation& child : node.children) {
      if (!is_figure(child) || child.kind == Kind::Definition) continue;
      if (child.kind == Kind::Fact && child.fact.line > 0) {
        std::string place = place_text(child.fact, options_.file_names);
        if (std::find(all.begin(), all.end(), place) == all.end()) all.push_back(std::move(place));
      }
      if (child.kind == Kind::Expression) add_places(child, all);
    }
  }

  std::string notes(const Explanation& node) const {
    std::string text;
    const bool own_place = node.kind == Kind::Fact || node.kind == Kind::Element;
    if (own_place && node.fact.line > 0) text += "  (" + place_text(node.fact, options_.file_names) + ")";
    if (node.by_mapping) text += "  [what a blank means here]";
    if (node.repeated) text += "  (see above)";
    if (options_.rule_places && node.rule.line > 0 && !own_place) text += "  <" + to_text(node.rule) + ">";
    return text;
  }

  const TreeOptions& options_;
  std::size_t folded_ = 0;
};

class Drawing {
 public:
  Drawing(std::ostream& out, const Style& style, const TreeOptions& options)
      : out_(out), style_(style), options_(options) {}

  /// Where lines are few, each reason is followed down to what decides it, before any is told in its breadth.
  void choose(const std::vector<Line>& lines, std::size_t folded) {
    left_out_ = folded;
    if (options_.lines_max == 0) return;
    std::vector<std::vector<Path>> paths(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) add_paths(lines[i], {}, paths[i]);
    std::size_t longest = 0;
    for (const std::vector<Path>& one : paths) longest = std::max(longest, one.size());
    for (std::size_t k = 0; k < longest; ++k) {
      for (const std::vector<Path>& one : paths) {
        if (k < one.size()) show(one[k]);
      }
    }
    for (const std::vector<Path>& one : paths) count_hidden(one);
  }

  void draw(const std::vector<Line>& lines, std::size_t indent) {
    for (const Line& line : lines) {
      if (options_.lines_max != 0 && !shown_.contains(&line)) continue;
      write(indent, mark(*line.node) + one_line(line.text));
      draw(line.below, indent + 2);
      if (!line.to_fix.empty()) write(indent + 2, "to fix: " + one_line(line.to_fix));
    }
  }

  void finish() {
    if (left_out_ == 0) return;
    out_ << std::string(options_.indent, ' ') << "… and " << left_out_
         << (left_out_ == 1 ? " more line" : " more lines") << " (`shibo explain` shows them all)\n";
  }

 private:
  using Path = std::vector<const Line*>;  ///< from the outermost line to one with nothing below

  static void add_paths(const Line& line, Path above, std::vector<Path>& out) {
    above.push_back(&line);
    if (line.below.empty()) out.push_back(std::move(above));
    else
      for (const Line& next : line.below) add_paths(next, above, out);
  }

  /// All of it or nothing; the first one in any case.
  void show(const Path& path) {
    const auto fresh = static_cast<std::size_t>(
        std::count_if(path.begin(), path.end(), [&](const Line* line) { return !shown_.contains(line); }));
    const bool fits = shown_.empty() || shown_.size() + fresh <= options_.lines_max;
    if (fits) shown_.insert(path.begin(), path.end());
  }

  void count_hidden(const std::vector<Path>& paths) {
    std::set<const Line*> hidden;
    for (const Path& path : paths) {
      for (const Line* line : path) {
        if (!shown_.contains(line)) hidden.insert(line);
      }
    }
    left_out_ += hidden.size();
  }

  std::string mark(const Explanation& node) const {
    if (!node.condition && node.kind != Kind::Outcome) return "";
    const char* sign = node.truth == Truth::True ? "✓" : node.truth == Truth::False ? "✗" : "?";
    const char* paint = node.truth == Truth::True ? "32" : node.truth == Truth::False ? "31" : "33";
    return style_.colour ? std::string("\x1b[") + paint + "m" + sign + "\x1b[0m " : std::string(sign) + " ";
  }

  void write(std::size_t indent, const std::string& text) {
    out_ << wrapped(std::string(indent, ' ') + text, style_, indent + 4) << '\n';
  }

  std::ostream& out_;
  const Style& style_;
  const TreeOptions& options_;
  std::set<const Line*> shown_;
  std::size_t left_out_ = 0;
};

}  // namespace

std::string figures_text(const Explanation& comparison) {
  return figures_text(comparison, [](const Place&) { return std::string(); });
}

std::string place_text(const Place& place, bool file_name_only) {
  if (!file_name_only) return to_text(place);
  Place near = place;
  near.file = place.file.substr(place.file.rfind('/') + 1);
  return to_text(near);
}

void draw_tree(std::ostream& out, const Explanation& node, const Style& style, const TreeOptions& options) {
  Layout layout(options);
  const std::vector<Line> lines = layout.below(node);
  Drawing drawing(out, style, options);
  drawing.choose(lines, layout.folded());
  drawing.draw(lines, options.indent);
  drawing.finish();
}

}  // namespace shibo::cli
