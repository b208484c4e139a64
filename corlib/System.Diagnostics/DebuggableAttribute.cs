namespace System.Diagnostics;

[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Module)]
public sealed class DebuggableAttribute : Attribute
{
    [Flags]
    public enum DebuggingModes { None = 0, Default = 1, IgnoreSymbolStoreSequencePoints = 2, EnableEditAndContinue = 4, DisableOptimizations = 0x100 }

    public DebuggableAttribute(bool isJITTrackingEnabled, bool isJITOptimizerDisabled)
    {
        DebuggingFlags = (isJITTrackingEnabled ? DebuggingModes.Default : 0) | (isJITOptimizerDisabled ? DebuggingModes.DisableOptimizations : 0);
    }

    public DebuggableAttribute(DebuggingModes modes) { DebuggingFlags = modes; }

    public bool IsJITTrackingEnabled => (DebuggingFlags & DebuggingModes.Default) != 0;
    public bool IsJITOptimizerDisabled => (DebuggingFlags & DebuggingModes.DisableOptimizations) != 0;
    public DebuggingModes DebuggingFlags { get; }
}
