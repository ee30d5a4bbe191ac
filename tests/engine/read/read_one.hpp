// One value read from a text, and what a test expects of it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "read/read_value.hpp"
#include "shown.hpp"

namespace shibo::engine {

struct Case {
  const char* text;
  const char* value;
};

inline const ChoiceType kModes{"transport_mode", {{"sea", ""}, {"air", ""}, {"inland_water", ""}}};

inline Type type(TypeKind kind, std::string name = "") {
  Type result;
  result.kind = kind;
  result.name = std::move(name);
  if (kind == TypeKind::Choice) result.choice = &kModes;
  return result;
}

inline Type list_of(Type element) {
  Type result = type(TypeKind::List);
  result.element = std::make_shared<const Type>(std::move(element));
  return result;
}

template <std::size_t N>
void expect(const Type& of, const Case (&cases)[N], const ValueFormat& format = {}) {
  for (const Case& c : cases) EXPECT_EQ(shown(read_value(of, c.text, format), of), c.value) << c.text;
}

}  // namespace shibo::engine
