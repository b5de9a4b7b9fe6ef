using Redoubt.Admission.CustomResources;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Policies;
using Redoubt.Admission.TypeCheck;
using Redoubt.Collect;
using Redoubt.Evidence;

namespace Redoubt.Run.Policies;

/// <summary>Policies that were read and compiled, with what else stands in their files.</summary>
/// <param name="Judge">The policies, ready to be asked.</param>
/// <param name="Evidence">All that was given.</param>
/// <param name="Minor">The version of the API server: of 1.33 it is 33.</param>
/// <param name="Problems">What is wrong.</param>
public sealed record PolicyInput(AdmissionJudge Judge, AdmissionEvidence Evidence, int Minor, IReadOnlyList<string> Problems)
{
    /// <summary>Reads policies and, apart from them, objects; what stands with the policies is used as well and not judged.</summary>
    /// <param name="policies">Files and folders with policies.</param>
    /// <param name="kubernetes">The version of the API server; null for the newest known.</param>
    /// <param name="standardInput">Where <c>-</c> is read from.</param>
    /// <param name="objects">Objects that are given apart from the policies.</param>
    public static PolicyInput Read(IReadOnlyList<string> policies, string? kubernetes, Stream standardInput, IReadOnlyList<Document>? objects = null)
    {
        var problems = new List<string>();
        var minor = TargetVersions.ReadMinor(kubernetes, problems);
        var collected = Collector.Collect(policies, new CollectOptions { StandardInput = standardInput });
        problems.AddRange(collected.Problems.Select(place => place.ToString()));
        Document[] all = [.. collected.Documents, .. objects ?? []];
        var set = PolicySet.Read(all);
        if (set.Policies.IsEmpty && !all.Any(document => document.Kind == "CustomResourceDefinition"))
        {
            problems.Add("there is no admission policy in what is given");
        }

        var evidence = PolicySession.EvidenceOf(all, minor);
        return new PolicyInput(new AdmissionJudge(set, evidence, minor), evidence, minor, problems);
    }

    /// <summary>
    /// What whoever asks should know of the policies: what the API server warns of when it has stored one, and exceptions, which are not evaluated.
    /// </summary>
    public IEnumerable<string> Notes()
    {
        var checker = new TypeChecker(Evidence.Resources, Minor);
        foreach (var warning in Judge.Policies.SelectMany(policy => checker.Check(policy)))
        {
            var place = warning.Expression.PositionOf(0);
            yield return $"{warning.Policy.Document.Origin.File}:{place.Line}:{place.Column}: the API server takes {warning.Field} and warns: {warning.Summary}";
        }

        foreach (var exception in Evidence.Platform.Documents.Where(document => document.Kind == "PolicyException"))
        {
            yield return $"{exception.PlaceOf(exception.Mention)}: {exception.Key} is not evaluated, since Kyverno takes exceptions only where its flags say so: what it exempts is judged as if it were not there";
        }
    }

    /// <summary>Why an API server would refuse definitions for their rules.</summary>
    /// <param name="cost">Whether what is only too costly is told too.</param>
    public IEnumerable<string> DefinitionProblems(bool cost) =>
        from report in CustomResourceRules.Check(Evidence.Platform, Minor)
        from problem in report.Problems
        where cost || !problem.IsCost
        select $"{report.Definition.Origin.File}:{problem.At.Line}:{problem.At.Column}: {problem}";
}
