// What tests of the formatter share: a text laid out, with all that must hold of it.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "shibo/dsl/format.hpp"
#include "shibo/dsl/parse.hpp"

namespace shibo::dsl {

/// The place of an offset as `line:column`.
inline std::string at(const Source& source, Span span) {
  const Position place = source.position(span.begin);
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

/// The text as the formatter writes it. It must read back as the same tree with the same comments, and stay as it is
/// when it is laid out again.
inline std::string laid_out(const Source& source, const SyntaxTree& tree) {
  const std::string text = format(tree);
  const Source again(source.path() + ", laid out", text);
  const Parsed parsed = parse(again);
  EXPECT_FALSE(parsed.diagnostics.has_errors()) << source.path() << '\n'
                                                << source.text() << '\n'
                                                << render(parsed.diagnostics);
  const std::optional<Span> difference = first_difference(tree, parsed.tree);
  EXPECT_FALSE(difference) << source.path() << ' ' << at(source, *difference) << '\n' << source.text() << '\n' << text;
  EXPECT_FALSE(first_difference(parsed.tree, tree)) << source.path() << '\n' << text;
  EXPECT_EQ(format(parsed.tree), text) << source.path() << '\n' << source.text();
  return text;
}

inline std::string laid_out(const std::string& text) {
  const Source source("test", text);
  const Parsed parsed = parse(source);
  EXPECT_FALSE(parsed.diagnostics.has_errors()) << text << '\n' << render(parsed.diagnostics);
  return laid_out(source, parsed.tree);
}

}  // namespace shibo::dsl
