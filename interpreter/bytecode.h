// Register bytecode: fixed-width 16-byte instructions (DESIGN §7). Operands are frame slots; what an op needs
// beyond three of them is in the 8-byte immediate.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loader/method_body.h"
#include "vm/il/il_builder.h"
#include "vm/jit_interface.h"
#include "vm/threads/frame.h"
#include "vm/types/method_desc.h"
#include "vm/types/type_profile.h"

namespace minivm {

struct CompiledMethod;

enum class Op : uint16_t {
#define OP(name, operands, meaning) name,
#include "interpreter/op.def"
  Count
};

/// Row of op.def.
struct OpInfo {
  std::string_view name;
  std::string_view operands;
  std::string_view meaning;
};
const OpInfo& opInfo(Op op);

/// What the encoder must know of an op's operands: the letters of op.def as bits.
struct OpForm {
  uint32_t dstMask, aMask, bMask;  ///< all ones where the field names something, else 0
  bool writes;                     ///< dst is a register that the op writes
  bool readsDst;                   ///< dst is a register that the op reads
  bool readsA;                     ///< a is a register …
  bool readsB;                     ///< … and b
  bool hasRegisters;               ///< more registers instead of an immediate
  bool hasTarget;                  ///< the immediate holds a branch target
};
constexpr OpForm opFormOf(std::string_view letters) {
  const auto mask = [&](size_t i) { return letters[i] == '.' ? 0u : ~0u; };
  return {mask(0),
          mask(1),
          mask(2),
          letters[0] == 'D',
          false,
          letters[1] == 'A',
          letters[2] == 'A' || letters[2] == 'B',
          letters[3] == 'r',
          letters[3] == 't'};
}
/// Stores name their value in dst; of a finally and a delegate's list, dst is more than a result.
constexpr auto makeOpForms() {
  std::array<OpForm, static_cast<size_t>(Op::Count)> forms{{
#define OP(name, operands, meaning) opFormOf(operands),
#include "interpreter/op.def"
  }};
  for (size_t op = 0; op < forms.size(); ++op) {
    const bool isStore = op >= static_cast<size_t>(Op::StElem1) && op <= static_cast<size_t>(Op::StElem2D8);
    const bool isOther =
        op == static_cast<size_t>(Op::CallFinally) || op == static_cast<size_t>(Op::DelegateNext);
    if (!isStore && !isOther) continue;
    forms[op].readsDst = forms[op].writes;
    forms[op].writes = false;
  }
  return forms;
}
inline constexpr auto kOpForms = makeOpForms();
inline const OpForm& opForm(Op op) {
  return kOpForms[static_cast<size_t>(op)];
}

/// The op `index` places after `base` in its family of op.def.
constexpr Op at(Op base, unsigned index) {
  return static_cast<Op>(static_cast<unsigned>(base) + index);
}
/// Place of a scalar in the load families I1 U1 I2 U2 I4 I8.
inline unsigned loadIndex(const MemType& memory) {
  switch (memory.element) {
    case ElementType::I1: return 0;
    case ElementType::U1: return 1;
    case ElementType::I2: return 2;
    case ElementType::U2: return 3;
    case ElementType::I4:
    case ElementType::U4:
    case ElementType::R4: return 4;
    default: return 5;
  }
}
/// Place of a scalar in the store families 1 2 4 8.
inline unsigned storeIndex(const MemType& memory) {
  return memory.sizeBytes == 1 ? 0 : memory.sizeBytes == 2 ? 1 : memory.sizeBytes == 4 ? 2 : 3;
}

/// One instruction. Quickening (ABI 33) writes fields that the old op ignores, then `op` with a release
/// store.
struct alignas(16) Insn {
  Op op;
  uint16_t dst;
  uint16_t a;
  uint16_t b;
  union {
    int64_t imm;
    double real;
    void* ptr;
    struct {
      int32_t target;  ///< distance in instructions, from this one
      int32_t imm32;
    };
    struct {
      int32_t offset;
      uint32_t size;
    };
    struct {
      uint16_t c, d, e, f;
    };
  };
  /// Publishes a quickened op after its fields were written.
  void become(Op next) { std::atomic_ref<Op>(op).store(next, std::memory_order_release); }
};
static_assert(sizeof(Insn) == 16);

/// What a site needs beyond its instruction: the unresolved token before quickening, the inline cache after.
/// Filled, then published.
struct SiteCell {
  Token token;
  MemType memory{};                      ///< field sites
  StackKind baseKind = StackKind::Void;  ///< field sites: what the base is
  FieldDesc* field = nullptr;
  MethodDesc* method = nullptr;
  uint32_t slot = 0;    ///< virtual sites: of the declared method
  TypeProfile profile;  ///< virtual, interface and delegate sites
  TypeHandle type;
  /// Interface sites: the last receiver and its target. One pointer is published, so that the two are always
  /// of one lookup.
  struct Target {
    MethodTable* type;
    MethodDesc* method;
    const Target* older;  ///< published before
  };
  std::atomic<const Target*> cached{&kNoTarget};
  static constexpr Target kNoTarget{nullptr, nullptr, nullptr};
  /// Publishes a pair. A site that keeps changing its receiver is left alone after a few: the loader's
  /// dispatch cache serves it.
  void remember(MethodTable* type, MethodDesc* target);
  /// Drops receivers that are unlinked (unload.h). World stopped.
  void forgetUnlinked();
  SiteCell() = default;
  ~SiteCell();
  std::unique_ptr<LoadFailure> failure;

 private:
  std::atomic<uint32_t> published_{0};
};

/// Jump table of a switch: distances from the switch instruction.
struct SwitchTable {
  std::vector<int32_t> targets;
};

/// A loop that is entered in the middle, and what the frame it is entered from is afterwards.
struct CompiledLoop {
  uint32_t ilOffset;           ///< of its head
  const CompiledMethod* code;  ///< null: refused
  FrameLayout left{};
  std::vector<uint16_t> objectSlots, byRefSlots, pinnedSlots;
};

/// What the tiers share about a method (tiering.cpp).
struct TierState {
  std::atomic<const CompiledMethod*> compiled{nullptr};
  std::atomic<bool> isRefused{false};  ///< the compiler does not want it
  std::mutex loopsLock;                ///< leaf
  /// Loops compiled to be entered from here. Under the lock.
  std::vector<std::unique_ptr<CompiledLoop>> loops;
  InterpretedFrame frame;
  /// Blocks that backward branches go to: first instruction, IL offset.
  std::vector<std::pair<uint32_t, uint32_t>> loopHeads;
  /// Calls and rounds of loops when the counters of the method stand at 0.
  uint64_t callsAtZero = 0, roundsAtZero = 0;
  /// How a compiled loop is called: the frame in, the method's result out.
  MethodSig loopSig{};
  ArgInfo loopArg{};
};

/// Everything the loop needs of a method. Made by the BytecodeBuilder, published in MethodDesc::code, freed
/// with the runtime.
struct BytecodeMethod : FrameLayout {
  Insn* insns = nullptr;
  uint32_t insnCount = 0;
  uint16_t zeroStart = 0;  ///< registers [zeroStart, zeroStart + zeroCount) are zeroed at entry
  uint16_t zeroCount = 0;
  uint32_t callCount = 0;      ///< racy by intent (ABI 34)
  uint32_t backEdgeCount = 0;  ///< both count up to 0, where something is done about it
  /// Lets a counter reach 0 after so many steps.
  void countDown(uint32_t& counter, uint32_t steps) {
    (&counter == &callCount ? tier.callsAtZero : tier.roundsAtZero) += signedCount(counter) + steps;
    counter = 0 - steps;
  }
  /// What has been interpreted so far.
  uint64_t calls() const { return tier.callsAtZero + signedCount(callCount); }
  uint64_t rounds() const { return tier.roundsAtZero + signedCount(backEdgeCount); }
  uint64_t opCount = 0;  ///< `--count-ops`
  TierState tier;
  Insn compiledEntry{};  ///< `insns` points here when there is compiled code
  std::vector<EhRow> ehRowStorage;
  std::vector<std::unique_ptr<SiteCell>> cells;
  std::vector<std::unique_ptr<SwitchTable>> switches;
  struct IlMapEntry {
    uint32_t insn;
    uint32_t ilOffset;
  };
  std::span<IlMapEntry> ilMap;          ///< ascending; an entry covers the instructions up to the next
  std::unique_ptr<Insn[]> insnStorage;  ///< instructions, a Nop behind the last, then the map
  std::vector<uint16_t> objectSlotStorage, byRefSlotStorage, pinnedSlotStorage;

  /// A counter that is near 0 from below counts down.
  static uint64_t signedCount(uint32_t counter) {
    constexpr uint32_t kLongestWay = 1u << 30;
    return 0 - counter < kLongestWay ? 0 - uint64_t{0 - counter} : counter;
  }
  /// Room for so many instructions and entries of ilMap, which have no value yet.
  void makeStorage(uint32_t instructions, uint32_t mapEntries);
  uint32_t ilOffsetAt(uint32_t insnIndex) const;
};

/// Readable, stable text of a method's bytecode: no addresses.
std::string disassemble(const BytecodeMethod& code);

}  // namespace minivm
