#include "bench/micro/micro.h"

#include <array>
#include <cstdio>
#include <stdexcept>

#include "interpreter/interpreter.h"
#include "loader/metadata.h"
#include "vm/types/load_failure.h"

namespace minivm::micro {
namespace {

/// Compiles kernels.cs (cached) and returns the path of the result.
std::string compileKernels() {
  const char* command = "python3 '" MINIVM_SOURCE_DIR "/tests/tools/compile.py' '" MINIVM_SOURCE_DIR
                        "/bench/micro/kernels.cs' --out '" MINIVM_BUILD_DIR "/bench'";
  std::FILE* pipe = popen(command, "r");
  std::array<char, 4096> line{};
  const bool read = pipe && std::fgets(line.data(), line.size(), pipe) != nullptr;
  if (!pipe || pclose(pipe) != 0 || !read)
    throw std::runtime_error("bench/micro/kernels.cs does not compile");
  std::string path = line.data();
  while (!path.empty() && path.back() == '\n') path.pop_back();
  return path;
}

}  // namespace

std::unique_ptr<Runtime> makeRuntime() {
  RuntimeConfig config;
  config.coreLibPath = coreLibPath();
  return Runtime::create(config, createInterpreter());
}

Managed::Managed() : runtime(makeRuntime()), kernels(&runtime->classLoader().loadModule(compileKernels())) {}

MethodTable* Managed::type(const char* name) {
  MethodTable* found = runtime->classLoader().tryFindType(*kernels, "", name);
  if (!found) throw std::runtime_error(std::string("kernels.cs has no type ") + name);
  return found;
}

MethodDesc* Managed::method(const char* name) {
  MethodDesc* found = runtime->classLoader().findMethod(type("Kernels"), name);
  if (!found) throw std::runtime_error(std::string("kernels.cs has no method ") + name);
  return found;
}

Managed& managed() {
  static const std::unique_ptr<Managed> instance = std::make_unique<Managed>();
  return *instance;
}

std::vector<MethodDesc*> closedMethods(Runtime& runtime) {
  std::vector<MethodDesc*> methods;
  Module& core = runtime.classLoader().coreLib();
  const Metadata& metadata = core.metadata();
  for (uint32_t rid = 1; rid <= metadata.rows(Table::TypeDef); ++rid) {
    TypeHandle type = runtime.classLoader().loadType(core, Token::make(Table::TypeDef, rid), {});
    if (type.containsGenericVariables()) continue;
    for (MethodDesc& method : type.asMethodTable()->eeClass->methods) {
      if (method.kind == MethodKind::IL && !method.isGenericDefinition &&
          metadata.methodDef(method.token.rid()).rva != 0)
        methods.push_back(&method);
    }
  }
  return methods;
}

}  // namespace minivm::micro

BENCHMARK_MAIN();
