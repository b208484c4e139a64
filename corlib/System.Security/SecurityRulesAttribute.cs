namespace System.Security;

[AttributeUsage(AttributeTargets.Assembly)]
public sealed class SecurityRulesAttribute : Attribute
{
    public SecurityRulesAttribute(SecurityRuleSet ruleSet) { RuleSet = ruleSet; }
    public SecurityRuleSet RuleSet { get; }
    public bool SkipVerificationInFullTrust { get; set; }
}
