namespace Redoubt.Evidence;

/// <summary>Why something is not known.</summary>
public enum MissingCode
{
    /// <summary>The evidence itself says that it does not know it.</summary>
    Declared,

    /// <summary>An object is only referred to.</summary>
    ReferredTo,

    /// <summary>There may be more objects of a kind than were given.</summary>
    Incomplete,

    /// <summary>The cluster refused to list objects.</summary>
    Refused,

    /// <summary>The definition of a custom kind or group was not given.</summary>
    Definition,

    /// <summary>The request that is judged does not say it.</summary>
    Request,

    /// <summary>Only a person can judge it.</summary>
    Person,
}

/// <summary>Something that would have to be known, and how to get it.</summary>
/// <param name="Code">Why it is not known.</param>
/// <param name="What">What is missing, as <c>every NetworkPolicy of namespace shop</c>.</param>
/// <param name="Why">Why it is missing; lower case, no full stop.</param>
public sealed record MissingEvidence(MissingCode Code, string What, string Why)
{
    /// <summary>What to do to get it, as a part of a sentence; empty where nobody knows.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>The command or option that brings it, as <c>--scope whole</c>; empty where there is none.</summary>
    public string Command { get; init; } = "";

    /// <summary>The code as reports write it: <c>declared</c>, <c>referred-to</c>, <c>incomplete</c> and so on.</summary>
    public string CodeName => Code == MissingCode.ReferredTo ? "referred-to" : Code.ToString().ToLowerInvariant();

    /// <summary>An object that is only referred to.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="ns">Its namespace; empty for a kind that has none.</param>
    /// <param name="name">Its name.</param>
    public static MissingEvidence Object(string kind, string ns, string name) =>
        new(MissingCode.ReferredTo, ns.Length == 0 ? $"{kind} {name}" : $"{kind} {ns}/{name}", "it is only referred to")
        {
            Remedy = "scan the cluster, or add its manifest",
            Command = $"kubectl get {kind.ToLowerInvariant()} {name}{(ns.Length == 0 ? "" : $" -n {ns}")} -o yaml",
        };

    /// <summary>What is missing, why, and what to do.</summary>
    public override string ToString() => Remedy.Length == 0 ? $"{What}: {Why}" : $"{What}: {Why}: {Remedy}";
}
