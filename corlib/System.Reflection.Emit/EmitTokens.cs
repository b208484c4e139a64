namespace System.Reflection.Emit;

/// Who gives the operands of instructions their tokens: a module being built, or the list of one dynamic method.
internal abstract class EmitTokens
{
    /// `asDefinition`: an open generic class as it stands and not as the instance over its own parameters.
    internal abstract int Type(Type type, bool asDefinition);
    /// `optional`: types of the arguments of this call beyond the fixed ones of a vararg method.
    internal abstract int Method(MethodBase method, Type[] optional, bool asDefinition);
    internal abstract int Field(FieldInfo field);
    internal abstract int Text(string text);
    internal abstract int Signature(SignatureHelper signature);
    /// The module whose tokens signatures use; null: handles.
    internal abstract ModuleBuilder Module { get; }
    /// The class whose method is written, for what needs one; null for dynamic methods.
    internal virtual MethodBase Writer => null;
}
