// Laws of diagnostics: every place lies in its text, and every form of drawing copes with it.
#pragma once

#include "law.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace shibo::fuzz {

inline void place_holds(const dsl::Source* source, dsl::Span span) {
  if (source == nullptr) return;
  law(span.begin <= span.end, "a span does not end before it begins");
  law(span.end <= source->text().size(), "a span lies in its text");
}

/// Checks each, and gives them drawn.
inline std::string checked(const dsl::Diagnostics& diagnostics) {
  for (const dsl::Diagnostic& one : diagnostics.all()) {
    place_holds(one.source, one.where);
    for (const dsl::Label& label : one.labels)
      place_holds(label.source != nullptr ? label.source : one.source, label.where);
    law(!one.message.empty(), "a diagnostic says something");
    law(one.message.find('\n') == std::string::npos, "a message is one line");
    law(one.message.size() <= 2000, "a message is not endless");
  }
  law(diagnostics.all().size() <= dsl::Diagnostics::kShownMax + 1, "diagnostics that are kept have a limit");
  law(!dsl::render_json(diagnostics).empty(), "diagnostics are JSON");
  return dsl::render(diagnostics);
}

}  // namespace shibo::fuzz
