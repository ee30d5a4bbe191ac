// How long a text is.
#include <algorithm>

#include "eval/constructs.hpp"

namespace shibo::engine {

namespace {

/// All bytes of a character but its first are of the form 10xxxxxx.
std::int64_t characters_in(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

}  // namespace

/// In characters of Unicode. What nobody gave is of some length, and none is below nothing.
void work_out(Evaluation& ev, const node::Length& n, Frame& frame, Step& step) {
  const Step* text = eval(ev, *n.text, frame);
  step.children.push_back(text);
  if (const auto* given = text->value.get<TextValue>()) {
    step.value = Value::of(Scalar{Number(characters_in(*given))});
    return;
  }
  step.value = unknown_of(text->value, text->value);
  if (!step.value.undefined()) step.value.add_more().low = Number();
}

}  // namespace shibo::engine
