#pragma once
#include <gtest/gtest.h>

#include "loader/load_error.h"

namespace minivm::test {

/// Runs `step` and returns the LoadError it must throw.
template <typename Step>
LoadError loadErrorOf(Step step) {
  try {
    step();
  } catch (const LoadError& error) {
    return error;
  }
  ADD_FAILURE() << "no LoadError was thrown";
  return LoadError(LoadErrorKind::CannotOpen, "", "nothing was thrown");
}

}  // namespace minivm::test
