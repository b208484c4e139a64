#include "vm/types/vtable_slots.h"

namespace minivm {

void fillVtableSlots(MethodTable*) {}

}  // namespace minivm
