#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/mutator.h"

namespace minivm::fuzz {

/// IL sources to mutate, cut into lexemes: a mutant is one of them with one to eight changes, or nothing but
/// lexemes at random.
class TextSeeds {
 public:
  explicit TextSeeds(const std::vector<std::string>& sources);
  std::string mutate(Random random) const;

 private:
  using Text = std::vector<std::string>;
  const std::string& anyWord(Random& random) const;
  void change(Text& text, Random& random) const;

  std::vector<Text> sources_;
  std::vector<std::string> words_;  ///< every lexeme of all sources once
};

}  // namespace minivm::fuzz
