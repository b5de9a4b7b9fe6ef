using System.Text;
using Redoubt.Admission.CustomResources;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Policies;
using Redoubt.Collect;
using Redoubt.Evidence;

namespace Redoubt.Cli.Commands;

/// <summary>Policies that were read and compiled, with what else stands in their files.</summary>
internal sealed record PolicyInput(AdmissionJudge Judge, AdmissionEvidence Evidence, int Minor, IReadOnlyList<string> Problems)
{
    /// <summary>Reads policies and, apart from them, objects; what stands with the policies is used as well and not judged.</summary>
    public static PolicyInput Read(IReadOnlyList<string> policies, string? kubernetes, IReadOnlyList<Document>? objects = null)
    {
        var problems = new List<string>();
        var minor = PolicySession.ReadMinor(kubernetes, problems);
        var collected = Collector.Collect(policies, new CollectOptions { StandardInput = Console.OpenStandardInput() });
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

    /// <summary>Why an API server would refuse definitions for their rules.</summary>
    /// <param name="cost">Whether what is only too costly is told too.</param>
    public IEnumerable<string> DefinitionProblems(bool cost) =>
        from report in CustomResourceRules.Check(Evidence.Platform, Minor)
        from problem in report.Problems
        where cost || !problem.IsCost
        select $"{report.Definition.Origin.File}:{problem.At.Line}:{problem.At.Column}: {problem}";

    /// <summary>Prints what is wrong; whether anything is.</summary>
    public static bool Tell(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"redoubt: {Plain(problem)}");
        }

        return problems.Count > 0;
    }

    /// <summary>A text in which nothing commands the terminal.</summary>
    public static string Plain(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            plain.Append(char.IsControl(unit) ? ' ' : unit);
        }

        return plain.ToString();
    }
}
