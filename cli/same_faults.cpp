#include "same_faults.hpp"

#include <algorithm>

#include "report/text.hpp"

namespace shibo::cli {

namespace {

/// So many kinds are known of a file; what is of others is told each time.
constexpr std::size_t kKindsMax = 10'000;
/// So many places are named of what is told together.
constexpr std::size_t kPlaces = 5;

/// The message without what cells hold: digits, and what stands in quotes, but for the name it begins with.
std::string what_is_said(const std::string& message) {
  std::string out;
  std::size_t begin = 0;
  if (message.starts_with('`')) begin = std::min(message.find('`', 1), message.size() - 1) + 1;
  out = message.substr(0, begin);
  char within = 0;
  for (std::size_t i = begin; i < message.size(); ++i) {
    const char c = message[i];
    if (within != 0) {
      if (c == within) within = 0;
    } else if (c == '"' || c == '`') {
      within = c;
      out += c;
    } else if (c >= '0' && c <= '9') {
      if (out.empty() || out.back() != '0') out += '0';
    } else out += c;
  }
  return out;
}

/// `$.lines[3].hs` as `$.lines[].hs`.
std::string without_numbers(const std::string& path) {
  std::string out;
  bool index = false;
  for (const char c : path) {
    if (c == ']') index = false;
    if (!index) out += c;
    if (c == '[') index = true;
  }
  return out;
}

std::string kind_of(const Finding& finding) {
  return finding.code + '\x1f' + finding.place.file + '\x1f' + without_numbers(finding.place.path) + '\x1f' +
         what_is_said(finding.message);
}

std::string place_of(const Finding& finding) {
  return std::to_string(finding.place.line) + ":" + std::to_string(finding.place.column);
}

}  // namespace

bool SameFaults::tell(const Finding& finding) {
  if (finding.lost || finding.place.line == 0) return true;
  const std::string key = kind_of(finding);
  auto found = kinds_.find(key);
  if (found == kinds_.end()) {
    if (kinds_.size() == kKindsMax) return true;
    found = kinds_.emplace(key, Kind{}).first;
    found->second.order = kinds_.size();
  }
  Kind& kind = found->second;
  if (++kind.count <= kEach) return true;
  if (kind.count == kEach + 1) kind.untold = finding;
  kind.last = place_of(finding);
  if (kind.count <= kEach + kPlaces) kind.places += (kind.places.empty() ? "" : ", ") + kind.last;
  return false;
}

std::vector<Finding> SameFaults::rest() {
  std::vector<const Kind*> untold;
  for (const auto& [key, kind] : kinds_) {
    if (kind.count > kEach) untold.push_back(&kind);
  }
  std::sort(untold.begin(), untold.end(), [](const Kind* a, const Kind* b) { return a->order < b->order; });
  std::vector<Finding> out;
  for (const Kind* kind : untold) {
    Finding finding = kind->untold;
    const std::size_t count = kind->count - kEach;
    if (count > 1) {
      finding.record_id.clear();
      finding.message = grouped(count) + " more like the first " + std::to_string(kEach) + ", at " + kind->places +
                        (count > kPlaces + 1 ? ", …, "
                         : count > kPlaces   ? ", "
                                             : "") +
                        (count > kPlaces ? kind->last : "") + ": " + finding.message;
    }
    out.push_back(std::move(finding));
  }
  kinds_.clear();
  return out;
}

}  // namespace shibo::cli
