namespace System;

/// The return type of methods that return nothing.
public struct Void { }
