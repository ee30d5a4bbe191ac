// Verdicts as text for people.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "report/report.hpp"
#include "report/text.hpp"
#include "report/tree.hpp"

namespace shibo::cli {

namespace {

constexpr std::size_t kReasonLinesMax = 14;
constexpr std::size_t kCausesMax = 8;
constexpr std::size_t kNamed = 3;  // records of which nothing was asked, by each why

class Human final : public Report {
 public:
  Human(std::ostream& out, const Style& style) : out_(out), style_(style) {}

  void verdict(const Verdict& verdict) override {
    const Record record = verdict.record();
    const std::vector<std::string> unverified = verdict.unverified();
    const std::string sketch = record.sketch();
    out_ << one_line(to_text(record.place()) + "  " + record.id() + (sketch.empty() ? "" : "  " + sketch)) << "   "
         << painted(verdict_text(verdict), verdict.standing()) << (unverified.empty() ? "" : "  [unverified]") << '\n';
    const bool settled = verdict.standing() == Standing::Passes || verdict.standing() == Standing::Informs;
    if (!settled) draw_tree(out_, verdict.reasons(), style_, {.lines_max = kReasonLinesMax, .file_names = true});
    if (verdict.standing() == Standing::Undetermined)
      needs("needs", verdict.causes(kCausesMax + 1), verdict.cause_count());
    for (const Figure& figure : verdict.figures(kCausesMax + 1)) {
      if (!figure.known) needs(figure.name + " needs", figure.causes, figure.cause_count);
    }
    if (!verdict.is_decision() && !verdict.advice().empty()) line("to fix: " + verdict.advice());
    for (const std::string& under : under_readings_texts(verdict)) line(under);
    lean(verdict, unverified);
  }

  void finding(const Finding& finding) override {
    out_ << one_line(to_text(finding.place) + "  " + finding.code + "  " + finding.message) << '\n';
    if (!finding.help.empty()) line("help: " + finding.help);
  }

  void not_asked(const NotAsked& record) override { not_asked_.add(record); }

  /// Standard error has said it.
  void unread(const Finding&) override {}

  void end(const Totals& totals) override {
    print(unverified_, "unverified law that verdicts above lean on");
    print(readings_, "what the law leaves open, and verdicts above lean on");
    print(presumed_, "presumed, since nobody said otherwise");
    print(blanks_, "taken from blanks, as the mapping says");
    print(gaps_, "not encoded, and could touch verdicts above");
    print_not_applicable(totals);
    print_not_asked();
    out_ << '\n'
         << counted(totals.records, "record") << ", " << counted(totals.verdicts, "verdict") << ": "
         << totals.of(Standing::Passes) << " pass, " << totals.of(Standing::Fails) << " fail, "
         << totals.of(Standing::Undetermined) << " undetermined";
    if (totals.of(Standing::Advises) > 0) out_ << ", " << totals.of(Standing::Advises) << " advise";
    if (totals.of(Standing::Informs) > 0) out_ << ", " << totals.of(Standing::Informs) << " other";
    if (totals.lack_a_figure > 0) out_ << "; " << totals.lack_a_figure << " with a figure that is not known";
    if (totals.findings > 0) out_ << "; " << counted(totals.findings, "finding") << " in the data";
    if (totals.not_asked > 0) out_ << "; " << totals.not_asked << " not asked";
    if (totals.unreadable > 0) out_ << "; " << totals.unreadable << " unreadable";
    out_ << '\n';
  }

 private:
  void lean(const Verdict& verdict, const std::vector<std::string>& unverified) {
    const std::string package = verdict.package() + ": ";
    std::vector<std::string> presumed = presumption_texts(verdict.presumed_by_law());
    std::sort(presumed.begin(), presumed.end());
    std::set<std::string> blanks;
    for (const FromBlank& one : verdict.from_blanks()) blanks.insert(bare(one.path) + " is " + one.value);
    for (const std::string& mark : unverified) unverified_.add(package + mark);
    for (const Reading& one : verdict.readings()) readings_.add(one.package + ": " + reading_text(one));
    for (const std::string& one : presumed) presumed_.add(package + one);
    for (const std::string& one : blanks) blanks_.add(one);
    for (const Gap& gap : verdict.gaps()) gaps_.add(gap_text(gap, {}));
  }

  /// What many verdicts lean on is told once, at the end, with their number. There is no more of it than the rules
  /// declare.
  class Told {
   public:
    void add(const std::string& text) {
      const auto [found, fresh] = index_.try_emplace(text, all_.size());
      if (fresh) all_.emplace_back(text, 0);
      ++all_[found->second].second;
    }
    [[nodiscard]] const std::vector<std::pair<std::string, std::size_t>>& all() const { return all_; }

   private:
    std::vector<std::pair<std::string, std::size_t>>
        all_;  ///< in the order they were met, with the verdicts they touch
    std::map<std::string, std::size_t> index_;
  };

  /// Records of which nothing was asked, by why; of each why the first are named.
  class NotAskedByWhy {
   public:
    struct Group {
      std::string why;
      std::size_t records = 0;
      std::string first;
    };

    void add(const NotAsked& record) {
      static constexpr std::size_t kGroups = 20;
      std::string why = not_asked_text(record);
      auto found = index_.find(why);
      if (found == index_.end()) {
        if (groups_.size() >= kGroups) why = "for other reasons";
        found = index_.try_emplace(why, groups_.size()).first;
        if (found->second == groups_.size()) groups_.push_back({std::move(why), 0, ""});
      }
      Group& group = groups_[found->second];
      if (++group.records <= kNamed)
        group.first += (group.records == 1 ? "" : ", ") + record.record.id() + " (" +
                       place_text(record.record.place(), true) + ")";
      else if (group.records == kNamed + 1) group.first += ", …";
    }
    [[nodiscard]] const std::vector<Group>& groups() const { return groups_; }

   private:
    std::vector<Group> groups_;
    std::map<std::string, std::size_t> index_;
  };

  void print(const Told& told, const std::string& heading) {
    if (told.all().empty()) return;
    out_ << '\n' << heading << ":\n";
    for (const auto& [text, verdicts] : told.all())
      out_ << wrapped("    " + text + "  (" + counted(verdicts, "verdict") + ")", style_, 8) << '\n';
  }

  void print_not_applicable(const Totals& totals) {
    if (totals.not_applicable.empty()) return;
    out_ << "\ndoes not apply:\n";
    for (const auto& [name, of_it] : totals.not_applicable) {
      out_ << wrapped("    " + name + "  (" + counted(of_it.records, "record") + ")", style_, 8) << '\n';
      for (const auto& [text, records] : of_it.presumed)
        out_ << wrapped("        presumed: " + text + "  (" + counted(records, "record") + ")", style_, 10) << '\n';
    }
  }

  void print_not_asked() {
    if (not_asked_.groups().empty()) return;
    out_ << "\nnothing was asked of:\n";
    for (const NotAskedByWhy::Group& group : not_asked_.groups()) {
      out_ << wrapped("    " + one_line(group.first) +
                          (group.records > kNamed ? "  (" + counted(group.records, "record") + ")" : ""),
                      style_, 8)
           << '\n'
           << wrapped("        " + one_line(group.why), style_, 10) << '\n';
    }
  }

  /// `materials.value`: which of several does not matter where they are counted.
  static std::string bare(const std::string& path) {
    std::string out;
    bool inside = false;
    for (const char c : path) {
      inside = c == '[' || (inside && c != ']');
      if (!inside && c != ']') out += c;
    }
    return out;
  }

  /// The first of so many causes.
  void needs(const std::string& what, const std::vector<Cause>& causes, std::size_t count) {
    std::size_t shown = 0;
    for (const Cause& why : causes) {
      if (++shown > kCausesMax) {
        line("… and " + std::to_string(count - kCausesMax) + " more");
        break;
      }
      line(what + ": " + why.message + (why.path.empty() ? "" : "  [" + why.path + "]") +
           (why.place.line > 0 ? "  (" + place_text(why.place, true) + ")" : ""));
    }
  }

  void line(const std::string& text) { out_ << wrapped("      " + one_line(text), style_, 10) << '\n'; }

  std::string painted(const std::string& text, Standing standing) const {
    if (!style_.colour) return text;
    const char* paint = standing == Standing::Passes ? "32" : standing == Standing::Fails ? "31" : "33";
    return std::string("\x1b[") + paint + "m" + text + "\x1b[0m";
  }

  std::ostream& out_;
  Style style_;
  Told unverified_;
  Told readings_;
  Told presumed_;
  Told blanks_;
  Told gaps_;
  NotAskedByWhy not_asked_;
};

}  // namespace

std::unique_ptr<Report> human_report(std::ostream& out, const Style& style) {
  return std::make_unique<Human>(out, style);
}

}  // namespace shibo::cli
