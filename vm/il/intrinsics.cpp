#include "vm/il/intrinsics.h"

#include <iterator>
#include <string_view>

#include "loader/names.h"
#include "vm/types/ee_class.h"
#include "vm/types/module.h"

namespace minivm {

namespace {

struct Row {
  std::string_view type;
  std::string_view method;
};

constexpr Row kRows[] = {
    Row{"", ""},
#define INTRINSIC(id, type, method) Row{type, method},
#include "vm/il/intrinsics.def"
};
constexpr uint16_t kNotIntrinsic = 0xFFFF;

}  // namespace

Intrinsic intrinsicOf(MethodDesc* method) {
  uint16_t id = method->intrinsicId;
  if (id == kNotIntrinsic) return Intrinsic::None;
  if (id != 0) return static_cast<Intrinsic>(id);
  // Racing threads compute the same answer.
  method->intrinsicId = kNotIntrinsic;
  Module* module = method->methodTable->module;
  if (!module || !module->isCoreLib() || method->token.isNil()) return Intrinsic::None;
  const Metadata& metadata = module->metadata();
  TypeDefRow type = metadata.typeDef(method->methodTable->eeClass->typeDef.rid());
  std::string_view nameSpace = metadata.string(type.nameSpace);
  std::string_view typeName = metadata.string(type.name);
  std::string_view name = method->name();
  for (uint16_t i = 1; i < std::size(kRows); ++i) {
    const Row& row = kRows[i];
    if (row.method != name || row.type.size() != nameSpace.size() + 1 + typeName.size()) continue;
    if (row.type.substr(0, nameSpace.size()) != nameSpace ||
        row.type.substr(nameSpace.size() + 1) != typeName)
      continue;
    method->intrinsicId = i;
    return static_cast<Intrinsic>(i);
  }
  return Intrinsic::None;
}

}  // namespace minivm
