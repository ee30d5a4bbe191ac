#include "load/reporter.hpp"

#include <algorithm>
#include <utility>

#include "shibo/dsl/codes.hpp"

namespace shibo::engine {

dsl::Diagnostic& Reporter::error(dsl::Code code, const Written& where, std::string message) {
  return report(code, dsl::Severity::Error, where, std::move(message));
}

dsl::Diagnostic& Reporter::warning(dsl::Code code, const Written& where, std::string message) {
  return report(code, dsl::Severity::Warning, where, std::move(message));
}

dsl::Diagnostic& Reporter::error_of_file(dsl::Code code, std::string message) {
  dsl::Diagnostic d;
  d.code = code;
  d.message = std::move(message);
  return diagnostics.add(std::move(d));
}

bool Reporter::told_of_operator(const Written& where) const {
  return std::any_of(diagnostics.all().begin(), diagnostics.all().end(), [&](const dsl::Diagnostic& d) {
    return d.source == where.source && d.code == dsl::codes::kForeignOperator && where.span.begin <= d.where.begin &&
           d.where.end <= where.span.end;
  });
}

dsl::Diagnostic& Reporter::report(dsl::Code code, dsl::Severity severity, const Written& where, std::string message) {
  if (mistaken(where)) return unsaid_ = {};
  dsl::Diagnostic d;
  d.code = code;
  d.severity = severity;
  d.source = where.source;
  d.where = where.span;
  d.message = std::move(message);
  return diagnostics.add(std::move(d));
}

/// Where reading found a mistake after which it is not clear what was meant, nothing more is said.
bool Reporter::mistaken(const Written& where) const {
  return std::any_of(diagnostics.all().begin(), diagnostics.all().end(), [&](const dsl::Diagnostic& d) {
    if (d.source != where.source) return false;
    // Of a chain of comparisons the first says no more than the whole.
    const bool chained = d.code == dsl::codes::kChainedComparison && !d.labels.empty() &&
                         d.labels.front().where.begin <= where.span.begin && where.span.end <= d.where.end;
    if (chained) return true;
    return d.code.leaves == dsl::Code::Leaves::Unclear && d.where.begin < where.span.end &&
           where.span.begin < std::max(d.where.end, d.where.begin + 1);
  });
}

}  // namespace shibo::engine
