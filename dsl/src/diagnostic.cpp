#include "shibo/dsl/diagnostic.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace shibo::dsl {

std::string Code::text() const {
  std::string digits = std::to_string(number);
  return letter + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

Diagnostic& Diagnostics::add(Diagnostic diagnostic) {
  const auto same = [&](const Diagnostic& other) {
    return other.code == diagnostic.code && other.source == diagnostic.source && other.where == diagnostic.where &&
           other.message == diagnostic.message;
  };
  const auto known = std::find_if(all_.begin(), all_.end(), same);
  if (known != all_.end()) {
    // What is written into a repetition is what the first has already.
    overflow_ = std::move(diagnostic);
    return overflow_;
  }

  if (diagnostic.severity == Severity::Error) ++errors_;
  if (diagnostic.severity == Severity::Warning) ++warnings_;
  if (all_.size() == kShownMax) {
    // The caller may go on to write into what it added, so it gets something to write into.
    overflow_ = std::move(diagnostic);
    return overflow_;
  }
  all_.push_back(std::move(diagnostic));
  return all_.back();
}

Diagnostic& Diagnostics::add(const Source& source, Code code, Span where, std::string message,
                             std::optional<std::string> help) {
  Diagnostic found;
  found.code = code;
  found.source = &source;
  found.where = where;
  found.message = std::move(message);
  found.help = std::move(help);
  return add(std::move(found));
}

void Diagnostics::merge(Diagnostics other) {
  const std::size_t unseen_errors =
      other.errors_ -
      static_cast<std::size_t>(std::count_if(other.all_.begin(), other.all_.end(),
                                             [](const Diagnostic& d) { return d.severity == Severity::Error; }));
  const std::size_t unseen_warnings =
      other.warnings_ -
      static_cast<std::size_t>(std::count_if(other.all_.begin(), other.all_.end(),
                                             [](const Diagnostic& d) { return d.severity == Severity::Warning; }));
  for (Diagnostic& diagnostic : other.all_) add(std::move(diagnostic));
  errors_ += unseen_errors;
  warnings_ += unseen_warnings;
}

void Diagnostics::sort() {
  std::vector<const Source*> files;
  for (const Diagnostic& diagnostic : all_) {
    if (std::find(files.begin(), files.end(), diagnostic.source) == files.end()) {
      files.push_back(diagnostic.source);
    }
  }
  const auto key = [&](const Diagnostic& d) {
    const auto file = std::find(files.begin(), files.end(), d.source) - files.begin();
    return std::tuple(file, d.where.begin, d.code.letter, d.code.number, d.where.end);
  };
  std::stable_sort(all_.begin(), all_.end(), [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
}

}  // namespace shibo::dsl
