#include "vm/host/opcodes.h"

#include <filesystem>

#include "loader/opcode_file.h"
#include "vm/types/class_loader.h"

namespace minivm {

std::shared_ptr<const OpcodeTable> opcodesFor(const Options& options) {
  OpcodeTable table = OpcodeTable::standard();
  for (const std::string& file : options.opcodes) addOpcodesOf(file, table);
  return std::make_shared<const OpcodeTable>(std::move(table));
}

void addOpcodeDirectories(const Options& options, ClassLoader& loader) {
  for (const std::string& file : options.opcodes)
    loader.addProbingDirectory(std::filesystem::absolute(file).parent_path().string());
}

}  // namespace minivm
