// What the verifier knows of a value, and the relations between such types: assignable, mergeable, same
// location type (ECMA-335 I.8.7, III.1.8.1).
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "vm/types/class_loader.h"

namespace minivm {

/// One value on the evaluation stack. More precise than a StackKind: the importer only needs to know how a
/// value is moved, the verifier what may be done with it.
struct VerifyType {
  enum class Kind : uint8_t {
    Unknown,  ///< after a finding: goes with everything, so that one mistake is reported once
    I4,
    I8,
    I,      ///< native int, unmanaged and method pointers
    F,      ///< float32 and float64
    Null,   ///< the null reference, of every reference type
    Ref,    ///< object reference; `type` may be a value type or type variable: then it is a boxed one
    ByRef,  ///< managed pointer to a location of `type`
    Value,  ///< a value type, or the value of a type variable
  };
  Kind kind = Kind::Unknown;
  bool isThis = false;          ///< the method's own, never overwritten argument 0
  bool isUninit = false;        ///< a constructor's this before the base constructor was called
  bool isReadOnly = false;      ///< ByRef: controlled mutability
  bool isStackBound = false;    ///< ByRef, byref-like Value: may point into the frame
  bool isContentBound = false;  ///< ByRef to a byref-like value that may point into the frame
  bool isVirtual = false;       ///< I: came from ldvirtftn
  int32_t local = -1;           ///< ByRef: the local variable it points to, if that is known
  TypeHandle type;
  MethodDesc* method = nullptr;  ///< I: the method it points to

  bool is(Kind k) const { return kind == k; }
  bool isInteger() const { return kind == Kind::I4 || kind == Kind::I8 || kind == Kind::I; }
  bool isObject() const { return kind == Kind::Ref || kind == Kind::Null; }
};

/// Parameters and result of a method or call site, exact as far as the open method allows.
struct VerifySignature {
  bool hasThis = false;
  bool isVarArg = false;
  uint8_t callConv = 0;
  TypeHandle ret;
  std::vector<TypeHandle> params;  ///< without `this`
};

/// The relations. Answers come from the ClassLoader, which loads what a question mentions.
class VerifyTypes {
 public:
  explicit VerifyTypes(ClassLoader& loader) : loader_(loader) {}

  ClassLoader& loader() { return loader_; }
  /// What a location of this type leaves on the stack when it is loaded.
  VerifyType onStack(TypeHandle location);
  VerifyType ref(TypeHandle type) { return make(VerifyType::Kind::Ref, type); }
  VerifyType byRef(TypeHandle type) { return make(VerifyType::Kind::ByRef, type); }
  static VerifyType make(VerifyType::Kind kind, TypeHandle type = {}) {
    VerifyType result;
    result.kind = kind;
    result.type = type;
    return result;
  }

  enum class Fit { Yes, OtherType, OtherKind };
  /// May a value of the stack be stored in a location of type `to` (III.1.8.1.2.3)? OtherType: same kind of
  /// value, so that it can be moved, but not provably of that type.
  Fit fits(const VerifyType& from, TypeHandle to);
  /// Two location types that an address may be used for alike (pointer-element-compatible-with, I.8.7.1).
  bool samePointee(TypeHandle a, TypeHandle b);
  bool canCast(TypeHandle from, TypeHandle to);
  /// array-element-compatible-with (I.8.7.1).
  bool elementFits(TypeHandle from, TypeHandle to);
  /// Widens `into` to what both have in common (III.1.8.1.3); false when that is nothing. `changed` is set
  /// when `into` became another type.
  bool merge(VerifyType& into, const VerifyType& from, bool& changed);

  /// An object is an instance of `type`: not a value type, variable, pointer.
  bool isReferenceType(TypeHandle type);
  bool isVariable(TypeHandle type) const;
  bool isPointer(TypeHandle type) const;
  bool isByRef(TypeHandle type) const;
  bool isVoid(TypeHandle type) const;
  /// Byref-like, or a variable that may stand for such a type.
  bool isByRefLike(TypeHandle type);
  /// GenericParamAttributes of a variable.
  uint16_t variableFlags(TypeHandle variable) const;
  /// A class, or a variable that only classes and interfaces can stand for.
  bool isKnownReference(TypeHandle type, uint32_t depth = 0);
  /// The types after `where T :`, in the declarer's own variables.
  std::vector<TypeHandle> boundsOf(TypeHandle variable);
  /// The pointer types that a type mentions; they make every use of it unverifiable.
  bool mentionsPointer(TypeHandle type) const;
  /// True when `arg` satisfies the constraints of parameter `index` of `owner` (II.10.1.7); else `why`.
  bool satisfies(TypeHandle arg, Module& module, Token owner, uint32_t index, const GenericContext& context,
                 std::string& why);
  /// Checks the constraints of every generic instance inside `type`; false and a reason for the first broken
  /// one.
  bool wellFormed(TypeHandle type, std::string& why, uint32_t depth = 0);
  /// Checks the type arguments of an exact generic method.
  bool wellFormed(MethodDesc* method, std::string& why);

  const VerifySignature& signatureOf(MethodDesc* method);
  VerifySignature signatureOf(Module& module, ByteSpan blob, const GenericContext& context,
                              uint32_t* fixedCount = nullptr);

  std::string text(TypeHandle type) const;
  std::string text(const VerifyType& type) const;
  std::string text(const std::vector<VerifyType>& stack) const;

 private:
  ElementType reduced(TypeHandle type);
  TypeHandle commonBase(TypeHandle a, TypeHandle b, uint32_t depth);

  ClassLoader& loader_;
  std::unordered_map<MethodDesc*, VerifySignature> signatures_;
  std::unordered_map<TypeHandle, bool> wellFormed_;
};

}  // namespace minivm
