#include "explain/place.hpp"

namespace shibo {

std::string to_text(const Place& place) {
  std::string text = place.file.empty() ? "?" : place.file;
  if (place.line > 0) text += ":" + std::to_string(place.line);
  if (place.column > 1) text += ":" + std::to_string(place.column);
  return text;
}

Place place_of(const engine::Place& place) {
  return {place.file ? *place.file : "", place.line, place.column, place.path};
}

Place place_of(const engine::Written& written) {
  if (written.source == nullptr) return {};
  const dsl::Position at = written.source->position(written.span.begin);
  return {written.source->path(), at.line, at.column, ""};
}

}  // namespace shibo
