#include "vm/interop/marshal_plan.h"

#include <algorithm>

#include "loader/metadata.h"
#include "vm/interop/interop_state.h"
#include "vm/runtime.h"
#include "vm/types/load_failure.h"
#include "vm/types/module.h"

namespace minivm {
namespace {

constexpr uint16_t kParamIn = 1, kParamOut = 2;  // ParamAttributes, II.23.1.13

/// The Param row of parameter `number` (0 = the result), 0 when there is none.
uint32_t paramRow(const PlanSource& source, uint32_t number) {
  if (!source.module || source.methodToken.isNil()) return 0;
  const Metadata& metadata = source.module->metadata();
  for (uint32_t rid : metadata.paramsOf(source.methodToken.rid())) {
    if (metadata.param(rid).sequence == number) return rid;
  }
  return 0;
}

/// A value that needs nothing done: its slots are the native ones.
bool isSame(const NativeForm& form) {
  return form.kind == FormKind::Copy && !form.isReference();
}

class Planner {
 public:
  Planner(Runtime& runtime, const PlanSource& source) : runtime_(runtime), source_(source) {}

  CallPlan& plan() {
    auto plan = std::make_unique<CallPlan>();
    const MethodSig& sig = source_.sig;
    plan->sig = &sig;
    plan->drop = sig.hasThis ? 1 : 0;
    if (sig.isVarArg)
      throw LoadFailure(LoadFailureKind::InvalidProgram, "Vararg calling convention not supported.");
    for (size_t i = plan->drop; i < sig.args.size(); ++i)
      plan->args.push_back(valuePlan(static_cast<int>(i), static_cast<uint32_t>(i - plan->drop + 1)));
    plan->ret = valuePlan(-1, 0);
    checkCounts(*plan);
    plan->throwsForHResult = !source_.preserveSig;
    plan->hasResultPointer = plan->throwsForHResult && sig.ret.kind != StackKind::Void;
    plan->isPlain = !plan->throwsForHResult && plan->ret.travel == Travel::Plain &&
                    std::all_of(plan->args.begin(), plan->args.end(),
                                [](const ValuePlan& value) { return value.travel == Travel::Plain; });
    plan->nativeSig = plan->isPlain && plan->drop == 0 ? &sig : nativeSig(*plan);
    InteropState& state = runtime_.interop();
    std::lock_guard guard(state.mutex);
    state.plans.push_back(std::move(plan));
    return *state.plans.back();
  }

 private:
  [[noreturn]] void refuse(uint32_t number, const std::string& reason) {
    const std::string place = number == 0 ? "return value" : "parameter #" + std::to_string(number);
    throw LoadFailure(LoadFailureKind::MarshalDirective, "Cannot marshal '" + place + "': " + reason);
  }

  ValuePlan valuePlan(int index, uint32_t number) {
    const ArgInfo& info = index < 0 ? source_.sig.ret : source_.sig.args[static_cast<size_t>(index)];
    ValuePlan value;
    value.slot = index < 0 ? 0 : info.slot;
    value.slots = std::max<uint16_t>(info.slots, 1);
    if (info.kind == StackKind::Void) return value;
    try {
      describe(value, index, number);
    } catch (const FormRefusal& refusal) {
      refuse(number, refusal.reason);
    }
    return value;
  }

  void describe(ValuePlan& value, int index, uint32_t number) {
    const bool toNative = source_.direction == CallDirection::ToNative;
    const uint32_t row = paramRow(source_, number);
    MarshalSpec spec;
    uint16_t flags = 0;
    if (row != 0) {
      spec = marshalSpecOf(*source_.module, Token::make(Table::Param, row));
      flags = source_.module->metadata().param(row).flags & (kParamIn | kParamOut);
    }
    TypeHandle type = source_.typeOf(index);
    FormContext context;
    context.place = index < 0 ? FormContext::Place::Result : FormContext::Place::Parameter;
    context.isUnicode = source_.isUnicode;
    context.isMarshallingOff = source_.isMarshallingOff;
    if (!type.isNull() && type.isTypeDesc() && type.asTypeDesc()->kind == ElementType::ByRef) {
      if (source_.isMarshallingOff || index < 0)
        throw FormRefusal{"There is no marshaling support for this type."};
      value.isByRef = context.isByRef = true;
      type = type.asTypeDesc()->element;
    }
    value.form = formOf(runtime_, type, spec, context);
    const FormKind kind = value.form.kind;
    if (!toNative) {
      if (kind == FormKind::SafeHandle)
        throw FormRefusal{number == 0 ? "SafeHandles cannot be returned from managed to unmanaged."
                                      : "SafeHandles cannot be marshaled from unmanaged to managed."};
      if (kind == FormKind::CriticalHandle)
        throw FormRefusal{"CriticalHandles cannot be marshaled from unmanaged to managed."};
      if (kind == FormKind::HandleRef)
        throw FormRefusal{"HandleRefs cannot be marshaled ByRef or from unmanaged to managed."};
      if (kind == FormKind::Builder) throw FormRefusal{"There is no marshaling support for this type."};
    }
    if (value.isByRef && kind == FormKind::Class && !toNative)
      throw FormRefusal{"There is no marshaling support for this type."};
    const bool isHandle = kind == FormKind::SafeHandle || kind == FormKind::CriticalHandle;
    const bool isMade = isHandle && toNative && (index < 0 || (value.isByRef && flags != kParamIn));
    if (isMade && type.asMethodTable()->has(MethodTable::kIsAbstract))
      throw FormRefusal{std::string(index < 0 ? "Returned " : "Ref and out ") +
                        (kind == FormKind::SafeHandle ? "SafeHandle" : "CriticalHandle") +
                        (index < 0 ? "s cannot be abstract." : " parameters cannot be abstract.")};
    if (kind == FormKind::Text && !value.isByRef && flags == kParamOut && toNative && index >= 0)
      throw FormRefusal{"Cannot marshal a string by-value with the [Out] attribute."};
    setDirections(value, flags, index);
    value.travel = travelOf(value, toNative && index >= 0);
  }

  /// ECMA-335 leaves it to the implementation: byrefs both ways, StringBuilders too, everything else in.
  static void setDirections(ValuePlan& value, uint16_t flags, int index) {
    if (index < 0) {
      value.isIn = false;
      value.isOut = true;
      return;
    }
    const bool bothWays = value.isByRef || value.form.kind == FormKind::Builder;
    value.isIn = flags == 0 || (flags & kParamIn) != 0;
    value.isOut = flags == 0 ? bothWays : (flags & kParamOut) != 0;
  }

  static Travel travelOf(const ValuePlan& value, bool isArgument) {
    const NativeForm& form = value.form;
    if (value.isByRef) return isSame(form) ? (isArgument ? Travel::Pinned : Travel::Plain) : Travel::ByRef;
    if (isSame(form)) return Travel::Plain;
    if (!isArgument) return Travel::Value;
    if (form.kind == FormKind::Array && form.element->kind == FormKind::Copy) return Travel::PinnedArray;
    if (form.kind == FormKind::Text && form.text == TextForm::Utf16) return Travel::PinnedText;
    if (form.kind == FormKind::Class && form.layout->isBlittable) return Travel::PinnedClass;
    return Travel::Value;
  }

  /// SizeParamIndex must name an integer.
  void checkCounts(CallPlan& plan) {
    for (size_t i = 0; i < plan.args.size(); ++i) {
      const int32_t from = plan.args[i].form.countParameter;
      if (plan.args[i].form.kind != FormKind::Array || from < 0) continue;
      const auto number = static_cast<uint32_t>(i + 1);
      if (static_cast<size_t>(from) >= plan.args.size()) refuse(number, "SizeParamIndex is out of range.");
      const NativeForm& count = plan.args[static_cast<size_t>(from)].form;
      if (count.kind != FormKind::Copy || count.bytes > 8 || count.type.isTypeDesc() ||
          count.type.stackKind() == StackKind::Struct)
        refuse(number, "SizeParamIndex does not name an integer.");
    }
  }

  /// How a native value looks to the machine-code border.
  static ArgInfo nativeInfo(const ArgInfo& managed, const ValuePlan& value) {
    ArgInfo info{};
    info.slots = 1;
    if (managed.kind == StackKind::Void) return managed;
    const bool keeps = value.travel == Travel::Plain && !value.isByRef;
    if (keeps) {
      info = managed;
      info.isPinned = false;
      return info;
    }
    info.kind = StackKind::I;
    info.element = ElementType::I;
    if (value.isByRef) return info;
    switch (value.form.kind) {
      case FormKind::Struct:
        info.kind = StackKind::Struct;
        info.element = ElementType::ValueType;
        info.native = &value.form.layout->placement;
        info.slots = static_cast<uint16_t>((value.form.bytes + 7) / 8);
        break;
      case FormKind::Bool:
      case FormKind::AnsiChar:
        info.kind = StackKind::I4;
        info.element = value.form.bytes == 4   ? ElementType::I4
                       : value.form.bytes == 2 ? ElementType::U2
                                               : ElementType::U1;
        break;
      default: break;
    }
    return info;
  }

  const MethodSig* nativeSig(CallPlan& plan) {
    const MethodSig& sig = source_.sig;
    std::vector<ArgInfo> infos;
    uint32_t slot = 0;
    for (size_t i = 0; i < plan.args.size(); ++i) {
      ArgInfo info = nativeInfo(sig.args[i + plan.drop], plan.args[i]);
      info.slot = plan.args[i].nativeSlot = static_cast<uint16_t>(slot);
      plan.args[i].nativeSlots = info.slots;
      slot += info.slots;
      infos.push_back(info);
    }
    ArgInfo ret = nativeInfo(sig.ret, plan.ret);
    plan.ret.nativeSlots = std::max<uint16_t>(ret.slots, 1);
    if (plan.hasResultPointer) {
      ArgInfo info{};
      info.kind = StackKind::I;
      info.element = ElementType::I;
      info.slot = static_cast<uint16_t>(slot);
      info.slots = 1;
      ++slot;
      infos.push_back(info);
    }
    if (plan.throwsForHResult) {
      ret = ArgInfo{};
      ret.kind = StackKind::I4;
      ret.element = ElementType::I4;
      ret.slots = 1;
    }
    if (slot > UINT16_MAX)
      throw LoadFailure(LoadFailureKind::MarshalDirective, "Signature is not Interop compatible.");
    InteropState& state = runtime_.interop();
    std::lock_guard guard(state.mutex);
    auto* made = state.arena.make<MethodSig>();
    made->callConv = sig.callConv;
    made->ret = ret;
    made->args = state.arena.copyArray(std::span<const ArgInfo>(infos));
    made->argSlots = static_cast<uint16_t>(slot);
    return made;
  }

  Runtime& runtime_;
  const PlanSource& source_;
};

}  // namespace

CallPlan& planCall(Runtime& runtime, const PlanSource& source) {
  return Planner(runtime, source).plan();
}

bool hasMarshallingOff(Runtime& runtime, Module& module) {
  Module& manifest = module.manifest();
  return manifest.metadata().hasAssembly() &&
         runtime.classLoader().hasAttribute(manifest, Token::make(Table::Assembly, 1),
                                            "System.Runtime.CompilerServices",
                                            "DisableRuntimeMarshallingAttribute");
}

}  // namespace minivm
