namespace System.Reflection.Emit;
public class ParameterBuilder { internal ParameterBuilder() { } }
