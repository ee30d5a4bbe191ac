// Which laws apply to a record.
#pragma once

#include <vector>

#include "judge/judge.hpp"
#include "shibo/check.hpp"

namespace shibo {

[[nodiscard]] std::vector<LawOfRecord> laws_of(const engine::Judgement& judgement);

}  // namespace shibo
