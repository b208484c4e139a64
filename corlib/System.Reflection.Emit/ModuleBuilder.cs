namespace System.Reflection.Emit;
public class ModuleBuilder : Module
{
    internal RuntimeModule RuntimeModule => null;
    internal int TypeToken(Type type) => throw new NotImplementedException();
    internal int DefinitionToken(Type type) => throw new NotImplementedException();
}
