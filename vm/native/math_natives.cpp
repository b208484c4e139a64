// System.Math and System.MathF: what libm answers.
#include <cmath>

#include "vm/native/native_list.h"

namespace minivm::natives {

#define MATH1(name, function)   \
  double math##name(double x) { \
    return std::function(x);    \
  }                             \
  float mathF##name(float x) {  \
    return std::function(x);    \
  }
MATH1(Acos, acos)
MATH1(Acosh, acosh)
MATH1(Asin, asin)
MATH1(Asinh, asinh)
MATH1(Atan, atan)
MATH1(Atanh, atanh)
MATH1(Cbrt, cbrt)
MATH1(Ceiling, ceil)
MATH1(Cos, cos)
MATH1(Cosh, cosh)
MATH1(Exp, exp)
MATH1(Floor, floor)
MATH1(Log, log)
MATH1(Log10, log10)
MATH1(Log2, log2)
MATH1(Sin, sin)
MATH1(Sinh, sinh)
MATH1(Sqrt, sqrt)
MATH1(Tan, tan)
MATH1(Tanh, tanh)
#undef MATH1
#define MATH2(name, function)             \
  double math##name(double x, double y) { \
    return std::function(x, y);           \
  }                                       \
  float mathF##name(float x, float y) {   \
    return std::function(x, y);           \
  }
MATH2(Atan2, atan2)
MATH2(Pow, pow)
#undef MATH2

double mathFusedMultiplyAdd(double x, double y, double z) {
  return std::fma(x, y, z);
}
float mathFFusedMultiplyAdd(float x, float y, float z) {
  return std::fma(x, y, z);
}
double mathModF(double x, double* whole) {
  return std::modf(x, whole);
}
float mathFModF(float x, float* whole) {
  return std::modf(x, whole);
}

void mathSinCos(double x, double* sine, double* cosine) {
  *sine = std::sin(x);
  *cosine = std::cos(x);
}
void mathFSinCos(float x, float* sine, float* cosine) {
  *sine = std::sin(x);
  *cosine = std::cos(x);
}

}  // namespace minivm::natives
