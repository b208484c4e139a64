#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "vm/support/hash.h"

namespace minivm {

/// The metadata tables by their number (ECMA-335 II.22).
enum class Table : uint8_t {
#define TABLE_BEGIN(Name, number, accessor) Name = number,
#include "loader/tables.def"
  None = 0xFF,
};

/// One more than the highest table number.
inline constexpr uint32_t kTableCount = 0x38;

/// The name of a table as ECMA-335 writes it, or "?" for a number without a table.
const char* tableName(Table table);

/// The kind byte of a user-string token, which names no table (ECMA-335 III.1.9).
inline constexpr uint32_t kUserStringKind = 0x70;

/// A metadata token: table number in the upper byte, row number (from 1; 0 = nil) below.
struct Token {
  uint32_t value = 0;

  constexpr Token() = default;
  constexpr explicit Token(uint32_t raw) : value(raw) {}
  static constexpr Token make(Table table, uint32_t rid) {
    return Token(static_cast<uint32_t>(table) << 24 | (rid & 0x00FFFFFF));
  }

  constexpr Table table() const { return static_cast<Table>(value >> 24); }
  constexpr uint32_t rid() const { return value & 0x00FFFFFF; }
  constexpr bool isNil() const { return rid() == 0; }
  constexpr bool is(Table table) const { return this->table() == table; }
  /// An offset into the #US heap (rid()) and not a row.
  constexpr bool isUserString() const { return value >> 24 == kUserStringKind; }
  constexpr uint64_t hash() const { return mix64(value); }

  constexpr bool operator==(const Token&) const = default;
  constexpr auto operator<=>(const Token&) const = default;
};

/// An index into the #Strings heap.
struct StringIdx {
  uint32_t value = 0;
  constexpr bool isNil() const { return value == 0; }
  constexpr bool operator==(const StringIdx&) const = default;
};

/// An index into the #Blob heap.
struct BlobIdx {
  uint32_t value = 0;
  constexpr bool isNil() const { return value == 0; }
  constexpr bool operator==(const BlobIdx&) const = default;
};

/// An index into the #GUID heap, in units of 16 bytes, from 1.
struct GuidIdx {
  uint32_t value = 0;
  constexpr bool isNil() const { return value == 0; }
  constexpr bool operator==(const GuidIdx&) const = default;
};

}  // namespace minivm

template <>
struct std::hash<minivm::Token> {
  size_t operator()(minivm::Token token) const noexcept { return token.hash(); }
};
