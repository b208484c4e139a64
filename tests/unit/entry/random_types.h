// Random structs and signatures, the same for the same seed.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "tests/unit/entry/fake_types.h"

namespace minivm::testing {

class RandomTypes {
 public:
  RandomTypes(FakeTypes& types, uint32_t seed, bool withReferences)
      : types_(types), random_(seed), withReferences_(withReferences) {}

  uint32_t below(uint32_t limit) { return static_cast<uint32_t>(random_() % limit); }
  bool oneIn(uint32_t n) { return below(n) == 0; }
  uint64_t bits() { return random_(); }

  Scalar scalar() {
    if (withReferences_ && oneIn(4)) return oneIn(3) ? kByRef : kObject;
    return kScalars[below(std::size(kScalars))];
  }

  /// A struct of up to 64 bytes: natural, packed, overlapping, array-like or nested layout.
  FakeStruct* aggregate(int depth = 0) {
    auto made = std::make_unique<FakeStruct>();
    made->cName = "S" + std::to_string(++structs_);
    uint32_t shape = below(12);
    if (shape == 0) return inlineArray(std::move(made));
    if (shape == 1) return overlapping(std::move(made));
    bool packed = shape == 2 && !withReferences_;
    uint32_t limit = oneIn(3) ? 64 : 16;
    uint32_t count = 1 + below(oneIn(3) ? 8 : 3);
    std::string body;
    uint32_t offset = 0;
    for (uint32_t i = 0; i < count; ++i) {
      FakeField field;
      uint32_t alignment = 1;
      if (depth < 2 && oneIn(6)) {
        field.nested = aggregate(depth + 1);
        alignment = field.nested->alignment;
      } else {
        field.scalar = scalar();
        alignment = field.scalar.size;
      }
      if (packed) alignment = 1;
      uint32_t at = (offset + alignment - 1) & ~(alignment - 1);
      if (at + field.size() > limit && i > 0) break;
      field.offset = at;
      offset = at + field.size();
      made->alignment = std::max(made->alignment, alignment);
      body += std::string(" ") + (field.nested ? field.nested->cName : field.scalar.c) + " f" +
              std::to_string(i) + ";";
      made->fields.push_back(field);
    }
    made->size = (offset + made->alignment - 1) & ~(made->alignment - 1);
    made->cDeclaration =
        "struct " + made->cName + " {" + body + " }" + (packed ? " __attribute__((packed))" : "") + ";\n";
    return add(std::move(made), 0);
  }

  FakeParam param() {
    FakeParam param;
    if (oneIn(3)) {
      param.aggregate = aggregate();
    } else {
      param.scalar = scalar();
    }
    return param;
  }

  /// A signature of up to 12 parameters.
  std::unique_ptr<FakeMethod> method(bool mayHaveThis) {
    auto made = std::make_unique<FakeMethod>();
    made->hasThis = mayHaveThis && oneIn(2);
    uint32_t count = below(oneIn(3) ? 13 : 6);
    for (uint32_t i = 0; i < count; ++i) made->params.push_back(param());
    made->isVoid = oneIn(8);
    made->ret = param();
    types_.finish(*made);
    return made;
  }

  /// C declarations of every struct made so far, in order.
  std::string declarations() const { return declarations_; }

 private:
  FakeStruct* add(std::unique_ptr<FakeStruct> made, uint32_t inlineArrayLength) {
    declarations_ += made->cDeclaration;
    return types_.finish(std::move(made), inlineArrayLength);
  }

  /// One field repeated: the test's flat view lists the elements, the VM sees one field and a count.
  FakeStruct* inlineArray(std::unique_ptr<FakeStruct> made) {
    Scalar element = scalar();
    uint32_t length = 1 + below(6);
    made->size = element.size * length;
    made->alignment = element.size;
    made->fields.push_back({element, nullptr, 0});
    made->cDeclaration =
        "struct " + made->cName + " { " + element.c + " f0[" + std::to_string(length) + "]; };\n";
    FakeStruct* result = add(std::move(made), length);
    for (uint32_t i = 1; i < length; ++i) result->fields.push_back({element, nullptr, i * element.size});
    return result;
  }

  /// Two scalars in one place, perhaps one behind them. References never overlap.
  FakeStruct* overlapping(std::unique_ptr<FakeStruct> made) {
    Scalar a = kScalars[below(std::size(kScalars))], b = kScalars[below(std::size(kScalars))];
    Scalar tail = kScalars[below(std::size(kScalars))];
    uint32_t unionSize = std::max(a.size, b.size);
    uint32_t tailOffset = (unionSize + tail.size - 1) / tail.size * tail.size;
    made->alignment = std::max(unionSize, tail.size);
    bool hasTail = oneIn(2);
    if (!hasTail) made->alignment = unionSize;
    made->size = hasTail ? (tailOffset + tail.size + made->alignment - 1) / made->alignment * made->alignment
                         : unionSize;
    // Only the wider of the two carries a value; the narrower one is a prefix of it.
    made->fields.push_back({a.size >= b.size ? a : b, nullptr, 0});
    if (hasTail) made->fields.push_back({tail, nullptr, tailOffset});
    made->cDeclaration = "struct " + made->cName + " { union { " + a.c + " f0; " + b.c + " g0; };" +
                         (hasTail ? std::string(" ") + tail.c + " f1;" : "") + " };\n";
    std::vector<FakeField> flat = made->fields;
    made->fields.insert(made->fields.begin(), {a.size >= b.size ? b : a, nullptr, 0});
    FakeStruct* result = add(std::move(made), 0);
    result->fields = flat;
    return result;
  }

  FakeTypes& types_;
  std::mt19937_64 random_;
  bool withReferences_;
  uint32_t structs_ = 0;
  std::string declarations_;
};

}  // namespace minivm::testing
