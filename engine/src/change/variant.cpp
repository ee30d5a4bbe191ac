#include "change/variant.hpp"

namespace shibo::engine {

Variant::Variant(const Record& any) {
  const Record* outermost = &any;
  while (outermost->around() != nullptr) outermost = outermost->around();
  whole_ = copy(*outermost, nullptr);
}

Record* Variant::twin(const Record& original) const {
  const auto found = twins_.find(&original);
  return found == twins_.end() ? nullptr : found->second;
}

std::shared_ptr<Record> Variant::copy(const Record& original, Record* holder) {
  auto out = std::make_shared<Record>(original);
  twins_[&original] = out.get();
  if (out->parent != nullptr) out->parent = holder;
  if (out->whole != nullptr) out->whole = holder;
  out->fields.each_said([&](std::size_t, FieldValue& field) {
    if (field.record) field.record = copy(*field.record, out.get());
    for (FieldValue& item : field.items) {
      if (item.record) item.record = copy(*item.record, out.get());
    }
  });
  return out;
}

}  // namespace shibo::engine
