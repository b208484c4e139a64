// Code memory: shared pages seen twice, through a read-write view and through a read-execute view that lies
// within rel32 of the VM's own text (DESIGN §5; FINDINGS D). Nothing is ever writable and executable. Every
// block has a name and an owner; the code table finds it by address.
//
//      reservation (per Runtime, below the VM's text)
//      0 ───────────────── kCodeBytes ─────────────────── kReservedBytes
//      │ blocks, RX view of   │ precode blocks: a page run of template code (the same shared pages, mapped
//      again and again, RX), │ the pages            │ then a run of private RW data, and so on (precode.h)
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace minivm {

struct MethodDesc;

/// What a piece of code memory holds.
enum class CodeKind : uint8_t {
  None,         ///< not ours
  Stub,         ///< machine code of vm/entry
  Precode,      ///< the stable entry of a method (ABI 3)
  NativeEntry,  ///< a function pointer given to native code (ABI 1)
  Method,       ///< compiled method
};

/// A row of the code table: what lies at an address.
struct CodeInfo {
  std::string_view name;  ///< lives as long as the CodeHeap
  CodeKind kind = CodeKind::None;
  MethodDesc* method = nullptr;  ///< whose code it is, null for code that serves many methods
  const uint8_t* start = nullptr;
  uint32_t size = 0;
};

/// Is told of every block that is written or taken back from now on (perf maps, debuggers). Called under the
/// heap's lock: it may not emit.
class CodeObserver {
 public:
  virtual ~CodeObserver() = default;
  virtual void emitted(const CodeInfo& block) = 0;
  virtual void released(const uint8_t* start) = 0;
};

/// All code memory of one Runtime. Made without a system call; the memory is reserved at the first use.
/// Thread-safe: its lock is the third in rank (ABI 30) and is held while a block is being written.
class CodeHeap {
 public:
  static constexpr size_t kCodeBytes = size_t{64} << 20;
  static constexpr size_t kPrecodeBytes = size_t{48} << 20;
  static constexpr size_t kNativeEntryBytes = size_t{16} << 20;
  static constexpr size_t kReservedBytes = kCodeBytes + kPrecodeBytes + kNativeEntryBytes;

  CodeHeap();
  ~CodeHeap();
  CodeHeap(const CodeHeap&) = delete;
  CodeHeap& operator=(const CodeHeap&) = delete;

  /// Writes one block: `write(rw, rx)` fills at most `maxBytes` at `rw`, which will run at `rx`, and returns
  /// the bytes it used. Returns the executable address, 16-byte aligned. The 8 bytes before it hold `method`
  /// (ABI 5). Throws bad_alloc when the reservation is full.
  const uint8_t* emit(size_t maxBytes, std::string name, CodeKind kind, MethodDesc* method,
                      const std::function<size_t(uint8_t* rw, const uint8_t* rx)>& write);

  /// Takes back a block that nobody runs or calls any more.
  void release(const uint8_t* start);
  /// Before anything is emitted. Null is ignored.
  void addObserver(std::unique_ptr<CodeObserver> observer) {
    if (observer) observers_.push_back(std::move(observer));
  }

  /// What lies at `pc`, any address inside a block; kind None when it is not ours.
  CodeInfo find(const void* pc) const;
  /// Name of the block at `pc`, empty when it is not ours.
  std::string_view nameOf(const void* pc) const { return find(pc).name; }
  /// All blocks in address order, precodes excluded (perf maps, disassembly).
  std::vector<CodeInfo> blocks() const;
  /// Bytes of code written so far.
  size_t usedBytes() const;
  /// True when code here reaches the VM's text with a rel32 operand. Emitters check each operand themselves
  /// and have a longer form.
  bool isNearText() const { return nearText_; }

  // --- for precode.cpp ---
  /// Reserves memory if that is still due, and answers the start of the reservation.
  uint8_t* ensureReserved();
  /// Maps the template code run (kTemplateBytes, read-execute) at `address` and private read-write memory
  /// behind it, both inside the reservation.
  void mapTemplateBlock(uint8_t* address);
  static constexpr size_t kTemplateBytes = size_t{16} << 10;

 private:
  struct Block {
    uint32_t offset;
    uint32_t size;
    CodeKind kind;
    MethodDesc* method;
    std::string name;
  };
  void reserve();
  void writeTemplate();
  CodeInfo infoOf(const Block& block) const;

  mutable std::mutex mutex_;
  uint8_t* base_ = nullptr;      ///< start of the reservation = RX view of the shared pages
  uint8_t* writable_ = nullptr;  ///< RW view of the shared pages
  bool nearText_ = false;
  size_t used_ = 0;
  std::vector<std::unique_ptr<CodeObserver>> observers_;
  std::vector<std::unique_ptr<Block>> blocks_;  ///< by offset, ascending
  std::map<size_t, size_t> free_;               ///< offset → bytes of what was released; never adjacent
};

}  // namespace minivm
