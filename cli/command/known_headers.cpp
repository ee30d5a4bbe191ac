#include "known_headers.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "report/text.hpp"
#include "rules.hpp"
#include "shibo/dsl/words.hpp"
#include "shibo/fields.hpp"
#include "shibo/input.hpp"
#include "shibo/sample.hpp"
#include "whole_file.hpp"

namespace shibo::cli {

namespace {

/// A column by its file and its header.
using ColumnName = std::pair<std::string, std::string>;

/// What a file holds when it is read by some rules.
struct Attempt {
  std::vector<ColumnUse> uses;
  std::map<ColumnName, std::string> faults;  ///< of columns with cells that are no values: what is said of the first
  std::size_t count = 0;                     ///< of such cells
};

/// The fields of a file that is joined are told from their list on: its path goes before them.
void add_lists(const Rules& rules, std::vector<ColumnUse>& uses) {
  const std::vector<RecordInfo> all = records(rules);
  for (ColumnUse& use : uses) {
    const std::string name = unpacked_name(std::filesystem::path(use.place.file).filename().string());
    const auto joined = std::find_if(all.begin(), all.end(), [&](const RecordInfo& one) { return one.file == name; });
    if (joined != all.end() && !use.field.empty() && !use.field.starts_with("("))
      use.field.insert(0, joined->path + ".");
  }
}

std::optional<Attempt> attempt(const LoadOptions& options, const std::string& file) {
  const Loaded loaded = load_rules(options);
  if (!loaded.rules) return std::nullopt;
  OpenedInput opened = open_input(*loaded.rules, file);
  if (!opened.input) return std::nullopt;
  Attempt made;
  made.uses = opened.input->columns();
  if (!made.uses.empty() && made.uses.back().place.file != made.uses.front().place.file)
    add_lists(*loaded.rules, made.uses);
  constexpr std::size_t kRecordsMax = 1000;
  bool more = true;
  for (std::size_t records = 0; more && records < kRecordsMax; ++records) {
    more = opened.input->next().has_value();
    for (const Finding& finding : opened.input->take_findings()) {
      if (finding.code != "D0161") continue;
      ++made.count;
      made.faults.emplace(ColumnName{finding.place.file, finding.place.path}, finding.message);
    }
  }
  return made;
}

/// Whether enough is known of a file for its rows to be goods.
bool is_trade(const std::vector<ColumnUse>& uses) {
  const auto is_read = [](const ColumnUse& use) { return !use.field.empty(); };
  const bool goods =
      std::any_of(uses.begin(), uses.end(), [](const ColumnUse& use) { return use.field == "lines.hs"; });
  constexpr std::ptrdiff_t kEnough = 4;
  return goods && std::count_if(uses.begin(), uses.end(), is_read) >= kEnough;
}

/// A mapping in a folder of its own, for as long as it is tried.
class TriedMapping {
 public:
  explicit TriedMapping(const std::string& text) {
    std::error_code failure;
    std::string pattern = (std::filesystem::temp_directory_path(failure) / "shibo-init-XXXXXX").string();
    if (failure || ::mkdtemp(pattern.data()) == nullptr) return;
    folder_ = pattern;
    path_ = (folder_ / "mapping.shibo").string();
    if (!write_whole(path_, text).empty()) path_.clear();
  }
  ~TriedMapping() {
    std::error_code failure;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, failure);
  }
  TriedMapping(const TriedMapping&) = delete;
  TriedMapping& operator=(const TriedMapping&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::filesystem::path folder_;
  std::string path_;  ///< empty where it could not be written
};

class Draft {
 public:
  Draft(std::string package, const std::string& file, std::string trade)
      : package_(std::move(package)),
        shown_(one_line(std::filesystem::path(file).filename().string())),
        libraries_(std::filesystem::path(trade).parent_path().string()) {
    const std::optional<Attempt> plain = attempt({{std::move(trade)}, {}, false}, file);
    if (!plain || !is_trade(plain->uses)) return;
    known_ = true;
    uses_ = plain->uses;
    faults_ = plain->faults;
    if (faults_.empty()) return;
    propose();
    keep_what_helps(file, plain->count);
  }

  [[nodiscard]] std::string text() const {
    if (!known_) return {};
    std::string text = head();
    for (const std::string& file : files()) text += known(file);
    text += written_otherwise() + faulty();
    const std::string unread = unread_lines();
    const bool own = !own_.empty();
    if (!unread.empty())
      text += std::string(
                  "#\n# These are not read. `shibo fields` lists what they could be; put the field in the place "
                  "of lines.description, and take\n# away the signs in front") +
              (own ? ":\n" : ", together with those around them:\n#\n");
    if (own) return text + "\n" + mapping(unread);
    if (unread.empty()) return text;
    return text + "# mapping columns " + dsl::text_literal("Headers of " + shown_) + " for Shipment {\n" + unread +
           "# }\n";
  }

 private:
  [[nodiscard]] std::string head() const { return "package " + package_ + "\n\nuse trade\n\n"; }

  /// The file itself, then those that are joined to it.
  [[nodiscard]] std::vector<std::string> files() const {
    std::vector<std::string> out;
    for (const ColumnUse& use : uses_) {
      if (std::find(out.begin(), out.end(), use.place.file) == out.end()) out.push_back(use.place.file);
    }
    return out;
  }

  [[nodiscard]] bool is_faulty(const ColumnUse& use) const {
    return faults_.contains(ColumnName{use.place.file, use.header});
  }

  /// `"HTS" is lines.hs`; `(of lines.fob_value)` is what a column of currencies or units is read as.
  static std::string what_it_is(const ColumnUse& use) {
    const std::string field = use.field.starts_with("(") ? use.field.substr(1, use.field.size() - 2) : use.field;
    return "#   " + dsl::text_literal(use.header) + " is " + field;
  }

  /// The lines that would make columns read whose cells are written otherwise, as far as all their cells show it.
  void propose() {
    for (const std::string& file : files()) {
      const Sample sample = sample_table(file);
      if (own_format_.empty()) own_format_ = sample.format;
      for (const ColumnUse& use : uses_) {
        if (use.place.file != file || use.field.empty() || use.field.starts_with("(") || !is_faulty(use)) continue;
        const auto column = std::find_if(sample.columns.begin(), sample.columns.end(),
                                         [&](const SampleColumn& one) { return one.header == use.header; });
        if (column == sample.columns.end() || !column->format.starts_with("dates ")) continue;
        for (const std::string& field : fields_of(use))
          own_.push_back("field " + field + " from " + dsl::text_literal(use.header) + " " + column->format);
      }
    }
    if (!own_format_.empty()) own_.insert(own_.begin(), own_format_);
  }

  /// Most columns are read as one field.
  static std::vector<std::string> fields_of(const ColumnUse& use) {
    constexpr std::string_view kAnd = " and ";
    std::vector<std::string> out;
    std::string_view rest = use.field;
    for (std::size_t at; (at = rest.find(kAnd)) != std::string_view::npos; rest.remove_prefix(at + kAnd.size()))
      out.emplace_back(rest.substr(0, at));
    out.emplace_back(rest);
    return out;
  }

  /// Tries what is proposed on the file: it stays where fewer cells are without a value by it.
  void keep_what_helps(const std::string& file, std::size_t before) {
    if (own_.empty()) return;
    const TriedMapping tried(head() + mapping(""));
    std::optional<Attempt> after;
    if (!tried.path().empty()) after = attempt({{tried.path()}, {libraries_}, false}, file);
    if (!after || after->count >= before) {
      own_.clear();
      return;
    }
    for (const auto& [column, message] : faults_) {
      if (!after->faults.contains(column)) mended_.push_back(column);
    }
    faults_ = after->faults;
  }

  [[nodiscard]] bool is_mended(const ColumnUse& use) const {
    return std::find(mended_.begin(), mended_.end(), ColumnName{use.place.file, use.header}) != mended_.end();
  }

  /// Headers of one file that need nothing.
  [[nodiscard]] std::string known(const std::string& file) const {
    std::string lines;
    for (const ColumnUse& use : uses_) {
      if (use.place.file == file && !use.field.empty() && !is_faulty(use) && !is_mended(use))
        lines += what_it_is(use) + "\n";
    }
    const bool main = file == files().front();
    const std::string name = one_line(std::filesystem::path(file).filename().string());
    if (lines.empty()) return {};
    return (main ? "# Of the headers of " : "#\n# Of the headers of ") + name + (main ? "" : " beside it") +
           ", these are known already and need no line here:\n#\n" + lines;
  }

  [[nodiscard]] std::string written_otherwise() const {
    std::string lines;
    for (const ColumnUse& use : uses_) {
      if (is_mended(use)) lines += what_it_is(use) + in_file(use) + "\n";
    }
    if (lines.empty()) return {};
    return "#\n# These are known, too, and their cells are read as the mapping below says:\n#\n" + lines;
  }

  [[nodiscard]] std::string faulty() const {
    std::string lines;
    for (const ColumnUse& use : uses_) {
      const auto fault = faults_.find(ColumnName{use.place.file, use.header});
      if (fault == faults_.end()) continue;
      const std::size_t said = fault->second.find(": ");  // behind the field, which is named already
      lines += what_it_is(use) + in_file(use) + ": " +
               one_line(said == std::string::npos ? fault->second : fault->second.substr(said + 2)) + "\n";
    }
    if (lines.empty()) return {};
    return "#\n# These are known, and have cells that are not read. What is said of the first tells what to write:\n#\n" +
           lines;
  }

  [[nodiscard]] std::string in_file(const ColumnUse& use) const {
    if (use.place.file == files().front()) return {};
    return " in " + one_line(std::filesystem::path(use.place.file).filename().string());
  }

  [[nodiscard]] std::string unread_lines() const {
    std::string lines;
    for (const ColumnUse& use : uses_) {
      if (use.field.empty() && !use.header.empty())
        lines += "#   field lines.description from " + dsl::text_literal(use.header) + "\n";
    }
    return lines;
  }

  /// Its own lines, and those that wait for a field as comments.
  [[nodiscard]] std::string mapping(const std::string& waiting) const {
    std::string text =
        "mapping columns " + dsl::text_literal("Headers of " + shown_) + " for Shipment extends trade.usual {\n";
    for (const std::string& line : own_) text += line + "\n";
    return text + waiting + "}\n";
  }

  std::string package_;
  std::string shown_;
  std::string libraries_;
  bool known_ = false;
  std::vector<ColumnUse> uses_;
  std::map<ColumnName, std::string> faults_;
  std::vector<ColumnName> mended_;
  std::string own_format_;
  std::vector<std::string> own_;  ///< lines of the mapping
};

}  // namespace

std::string mapping_of_known_headers(const std::string& package, const std::string& file) {
  const Found shipped = shipped_rules();
  return shipped.folder ? Draft(package, file, (*shipped.folder / "trade").string()).text() : std::string();
}

}  // namespace shibo::cli
