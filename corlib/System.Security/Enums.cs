namespace System.Security;

public enum SecurityCriticalScope { Explicit = 0, Everything = 1 }
public enum SecurityRuleSet : byte { None = 0, Level1 = 1, Level2 = 2 }
