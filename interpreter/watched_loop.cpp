// The blocks of interpreter.cpp once more, for an Observer: each op is announced to it. Nothing else differs.
#define MINIVM_WATCHED_LOOP 1
#include "interpreter/interpreter.cpp"  // NOLINT: one text, two loops
