// What is meant by a call that the program cannot take: one sentence for each slip that is usual.
#pragma once

#include <string>
#include <vector>

namespace shibo::cli {

/// What to write instead of these words (without the program's name); empty where nothing is known. `commands` are the
/// names of all commands.
[[nodiscard]] std::string hint_for(const std::vector<std::string>& words, const std::vector<std::string>& commands);

/// `mine`, or `'my exports'`: as a shell takes it for one word.
[[nodiscard]] std::string shell_word(const std::string& word);

}  // namespace shibo::cli
