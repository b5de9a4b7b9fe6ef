namespace Redoubt.Admission.Compile;

/// <summary>What evaluating policies may cost, in the API server's units (kubernetes/apiserver, <c>pkg/apis/cel</c>).</summary>
public static class AdmissionLimits
{
    /// <summary>One expression.</summary>
    public const long Expression = 1_000_000;

    /// <summary>All expressions of a policy for one binding and one parameter.</summary>
    public const long Binding = 10_000_000;

    /// <summary>All match conditions of a policy.</summary>
    public const long MatchConditions = 2_500_000;

    /// <summary>How long a message that an expression makes may be, in bytes; a longer one is left out.</summary>
    public const int Message = 5 * 1024;

    /// <summary>How long an audit annotation may be, in bytes; a longer one is cut.</summary>
    public const int Annotation = 10 * 1024;
}
