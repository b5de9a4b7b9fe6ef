using System.Collections.Immutable;
using Redoubt.Admission.Matching;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Admission.Testing;

/// <summary>What a test expects of a policy and an object.</summary>
public sealed record PolicyExpectation
{
    /// <summary>Where it is said.</summary>
    public required Node At { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Policy { get; init; }

    /// <summary>The rule; empty for all. Its expansions to pod controllers count as the rule.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The object's kind; empty for any.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The object's namespace; null for any.</summary>
    public string? Namespace { get; init; }

    /// <summary>The object's name.</summary>
    public required string Name { get; init; }

    /// <summary>The operation; empty for the test's.</summary>
    public string Operation { get; init; } = "";

    /// <summary>The verdict: <c>pass</c>, <c>fail</c>, <c>skip</c>, <c>error</c>, <c>unknown</c> or <c>unselected</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>A part of what must be said; empty for anything.</summary>
    public string Message { get; init; } = "";

    /// <summary>The file with the object as a mutation leaves it; empty for none.</summary>
    public string Patched { get; init; } = "";
}

/// <summary>A file that says what policies are to say of objects: <c>redoubt-test.yaml</c> or Kyverno's <c>kyverno-test.yaml</c>.</summary>
public sealed record PolicyTestFile
{
    /// <summary>The names that test files have.</summary>
    public static IReadOnlyList<string> Names { get; } = ["redoubt-test.yaml", "redoubt-test.yml", "kyverno-test.yaml", "kyverno-test.yml"];

    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Whether it is Kyverno's, whose runner takes a Namespace that is not given for one without labels.</summary>
    public bool IsKyverno { get; init; }

    /// <summary>Files with policies, as written: relative to the test's folder.</summary>
    public ImmutableArray<string> Policies { get; init; } = [];

    /// <summary>Files with objects.</summary>
    public ImmutableArray<string> Resources { get; init; } = [];

    /// <summary>Kyverno's file with values; empty for none.</summary>
    public string ValuesFile { get; init; } = "";

    /// <summary>Kyverno's file with the user; empty for none.</summary>
    public string UserFile { get; init; } = "";

    /// <summary>The version of Kubernetes; empty for the newest known.</summary>
    public string Kubernetes { get; init; } = "";

    /// <summary>The operation of all requests that say none.</summary>
    public string Operation { get; init; } = "CREATE";

    /// <summary>Who asks.</summary>
    public AdmissionUser User { get; init; } = AdmissionUser.None;

    /// <summary>Namespace objects by name.</summary>
    public IReadOnlyDictionary<string, Node> Namespaces { get; init; } = new Dictionary<string, Node>();

    /// <summary>What is expected.</summary>
    public ImmutableArray<PolicyExpectation> Expectations { get; init; } = [];

    /// <summary>Reads a test file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    public static PolicyTestFile? Read(string file, string text, List<FilePlace> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var unread = new List<FilePlace>();
        var roots = ValueReader.Read(file, text, unread);
        problems.AddRange(unread.Select(place => new FilePlace(place.File, Math.Max(place.Line, 1), Math.Max(place.Column, 1), place.Reason)));
        if (roots is not [{ Kind: NodeKind.Map } root])
        {
            if (unread.Count == 0)
            {
                problems.Add(new FilePlace(file, 1, 1, "a test file is one map"));
            }

            return null;
        }

        var reader = new FieldReader(file, root, problems);
        return root["expect"].Exists || !root["results"].Exists ? RedoubtTest.Read(file, reader) : KyvernoTest.Read(file, reader);
    }
}
