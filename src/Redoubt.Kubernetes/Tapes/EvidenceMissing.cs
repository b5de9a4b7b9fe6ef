using Redoubt.Cel;
using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Tapes;

/// <summary>Missing evidence as CEL carries it: whatever answers "not known" answers with this.</summary>
/// <param name="Evidence">What is missing.</param>
public sealed record EvidenceMissing(MissingEvidence Evidence) : CelMissing(Evidence.What, Evidence.Why)
{
    /// <summary>With what to do about it.</summary>
    public override string Told => Evidence.ToString();

    /// <summary>The unknown value.</summary>
    /// <param name="evidence">What is missing.</param>
    public static CelValue Unknown(MissingEvidence evidence) => CelValue.Unknown(new EvidenceMissing(evidence));
}
