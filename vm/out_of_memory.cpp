// The end of memory, as seen from above the collector: the gc room knows no exceptions.
#include "vm/eh/exceptions.h"
#include "vm/gc/heap.h"

namespace minivm {

void RootSource::throwOutOfMemory(Thread& thread) { throwNew(thread, WellKnownType::OutOfMemoryException); }

}  // namespace minivm
