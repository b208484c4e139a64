// Names that nearly every file of the library needs: attributes of the compiler and of the runtime contract.
global using System.Runtime.CompilerServices;
global using System.Runtime.InteropServices;
global using System.Diagnostics.CodeAnalysis;
