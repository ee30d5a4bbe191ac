#include "settings.hpp"

#define TOML_HEADER_ONLY 1  // by which the program needs no library of it where it runs

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "report/report.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace shibo::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "shibo.toml";

std::optional<fs::path> nearest_file() {
  std::error_code failure;
  for (fs::path folder = fs::current_path(failure); !failure; folder = folder.parent_path()) {
    if (fs::is_regular_file(folder / kName, failure)) return folder / kName;
    if (fs::exists(folder / ".git", failure) || folder == folder.parent_path()) break;
  }
  return std::nullopt;
}

/// As one would write it from here.
std::string from_here(const fs::path& path) {
  std::error_code failure;
  const fs::path near = path.lexically_relative(fs::current_path(failure));
  return near.empty() ? path.string() : near.string();
}

class Reader {
 public:
  explicit Reader(const fs::path& file) : file_(file) { out_.settings.file = from_here(fs::absolute(file)); }

  ReadSettings read() {
    try {
      const toml::table table = toml::parse_file(file_.string());
      for (const auto& [key, value] : table) take(key, value);
    } catch (const toml::parse_error& failure) {
      wrong(failure.source(), std::string(failure.description()));
    }
    return std::move(out_);
  }

 private:
  void take(const toml::key& key, const toml::node& value) {
    const std::string_view name = key.str();
    if (name == "rules") {
      for (const std::string& path : texts(name, value)) out_.settings.rules.push_back(rules_path(path));
    } else if (name == "only") {
      out_.settings.only = texts(name, value);
    } else if (name == "reading") {
      out_.settings.readings = texts(name, value);
    } else if (name == "strict") {
      if (const auto* truth = value.as_boolean()) out_.settings.strict = truth->get();
      else wrong(value.source(), "`strict` is true or false");
    } else if (name == "format") {
      take_format(value);
    } else {
      const auto near = dsl::nearest(std::string(name), {"rules", "only", "reading", "strict", "format"});
      wrong(key.source(),
            "there is no setting `" + std::string(name) + "`; " +
                (near ? "did you mean `" + *near + "`?" : "there are rules, only, reading, strict and format"));
    }
  }

  /// From here; what is not beside the file may be the name of a shipped package.
  [[nodiscard]] std::string rules_path(const std::string& path) const {
    const fs::path beside = (fs::absolute(file_).parent_path() / path).lexically_normal();
    std::error_code failure;
    const bool name = path.find('/') == std::string::npos;
    return name && !fs::exists(beside, failure) ? path : from_here(beside);
  }

  void take_format(const toml::node& value) {
    const auto* text = value.as_string();
    const std::vector<std::string>& known = report_formats();
    if (text != nullptr && std::find(known.begin(), known.end(), text->get()) != known.end()) {
      out_.settings.format = text->get();
      return;
    }
    std::string names;
    for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
    wrong(value.source(), "`format` is one of " + names);
  }

  /// A text, or a list of them.
  std::vector<std::string> texts(std::string_view name, const toml::node& value) {
    std::vector<std::string> all;
    const auto one = [&](const toml::node& node) {
      if (const auto* text = node.as_string()) all.push_back(text->get());
      else wrong(node.source(), "`" + std::string(name) + "` takes texts in quotes");
    };
    if (const auto* list = value.as_array()) {
      for (const toml::node& node : *list) one(node);
    } else {
      one(value);
    }
    return all;
  }

  /// The first mistake is told.
  void wrong(const toml::source_region& where, const std::string& what) {
    if (!out_.error.empty()) return;
    std::ostringstream text;
    text << out_.settings.file << ':' << where.begin.line << ':' << where.begin.column << ": " << what;
    out_.error = text.str();
  }

  fs::path file_;
  ReadSettings out_;
};

}  // namespace

ReadSettings read_settings(const std::string& named) {
  if (named == "none") return {};
  if (named.empty()) {
    const std::optional<fs::path> file = nearest_file();
    return file ? Reader(*file).read() : ReadSettings{};
  }
  std::error_code failure;
  if (!fs::is_regular_file(named, failure)) return {{}, "there is no settings file `" + named + "`"};
  return Reader(named).read();
}

}  // namespace shibo::cli
