// What is done with one mutant: everything the VM would do with an assembly, short of running it; or running
// it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "tests/fuzz/mutator.h"

namespace minivm {
class Observer;
class Runtime;
}  // namespace minivm

namespace minivm::fuzz {

/// How far a mutant has come, for reports. The order is the order of work.
enum class Phase : uint32_t { Mutate, Open, Walk, Debug, Load, Verify, Build, Run, Done };
const char* phaseName(Phase phase);

/// What came of the mutants, in memory that parent and child share.
struct Tally {
  uint64_t opened = 0;  ///< headers were good enough
  uint64_t typesLoaded = 0, typesRefused = 0;
  uint64_t methodsBuilt = 0, methodsRefused = 0;
  uint64_t findings = 0;   ///< of the verifier
  uint64_t refused = 0;    ///< Main was not reached
  uint64_t notRun = 0;     ///< refers to what can break any program, verified or not (mayRun)
  uint64_t unhandled = 0;  ///< an exception that nobody caught, mostly because something does not verify
  uint64_t ran = 0;        ///< Main returned, or the program ended itself
};

/// A runtime to probe mutants in. A run-mode runtime verifies before it runs, collects often and checks the
/// heap.
std::unique_ptr<Runtime> createRuntime(const std::string& coreLibDirectory, bool forRuns, Observer* observer);

/// Opens, reads, loads, verifies and builds. Whatever a hostile file may cause comes back as the VM's own
/// exceptions, which are swallowed here; anything else escapes and is a find.
void probe(Runtime& runtime, const std::string& name, Bytes bytes, volatile Phase& phase, Tally& tally);

/// False when the file declares native methods or names a class whose methods verify like any other and reach
/// any memory (Unsafe, Marshal and their like): a fault of such a program is its own.
bool mayRun(const std::string& name, const Bytes& bytes);

/// Runs Main; leaves the process as the VM does, or returns whether Main did. For a child process in a
/// sandbox.
bool runMutant(Runtime& runtime, const std::string& name, Bytes bytes, volatile Phase& phase);

/// Cuts this process off: standard streams lead nowhere but `errors`, and a filter refuses the system calls
/// that change files, start processes or reach the network. Sleeping takes no time.
void enterSandbox(int errors);

}  // namespace minivm::fuzz
