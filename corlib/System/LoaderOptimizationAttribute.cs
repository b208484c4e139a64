namespace System;

[AttributeUsage(AttributeTargets.Method)]
public sealed class LoaderOptimizationAttribute : Attribute
{
    public LoaderOptimizationAttribute(LoaderOptimization value) { Value = value; }
    public LoaderOptimization Value { get; }
}
