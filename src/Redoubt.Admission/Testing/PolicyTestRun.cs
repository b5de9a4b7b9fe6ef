using System.Collections.Immutable;
using Redoubt.Admission.Evaluate;
using Redoubt.Admission.Matching;
using Redoubt.Admission.Mutate;
using Redoubt.Admission.Policies;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Admission.Testing;

/// <summary>What a test file names, read.</summary>
/// <param name="Policies">The policies and bindings.</param>
/// <param name="Objects">The objects.</param>
/// <param name="Values">Kyverno's values; no value for none.</param>
/// <param name="User">Kyverno's user; no value for none.</param>
/// <param name="Patched">Objects as mutations leave them, by the name of the file.</param>
public sealed record PolicyTestInput(
    IReadOnlyList<Document> Policies, IReadOnlyList<Document> Objects, Node Values, Node User, IReadOnlyDictionary<string, IReadOnlyList<Document>> Patched);

/// <summary>What became of an expectation.</summary>
/// <param name="Expectation">The expectation.</param>
/// <param name="Object">The object, as it is shown.</param>
/// <param name="Problem">Why it is not met; empty if it is.</param>
public sealed record MetExpectation(PolicyExpectation Expectation, string Object, string Problem);

/// <summary>Runs the expectations of a test file.</summary>
public static class PolicyTestRun
{
    /// <summary>What became of every expectation.</summary>
    /// <param name="test">The test file.</param>
    /// <param name="input">What it names.</param>
    /// <param name="minor">The version of Kubernetes: of 1.33 it is 33.</param>
    /// <param name="problems">Takes what is wrong with the policies.</param>
    public static IReadOnlyList<MetExpectation> Run(PolicyTestFile test, PolicyTestInput input, int minor, List<FilePlace> problems)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(problems);
        test = input.Values.Exists ? KyvernoTest.WithValues(test, input.Values) : test;
        test = input.User.Exists ? KyvernoTest.WithUser(test, input.User) : test;
        Document[] all = [.. input.Policies, .. input.Objects];
        var evidence = new AdmissionEvidence
        {
            Resources = new ApiResources(all, minor),
            Platform = new PlatformBuilder().AddRange(all).Build(),
            IsComplete = true,
        };
        var judge = new AdmissionJudge(PolicySet.Read(all), evidence, minor);
        problems.AddRange(judge.Problems);
        var namespaces = new Dictionary<string, Node>(test.Namespaces, StringComparer.Ordinal);
        foreach (var ns in evidence.Platform.Of(new GroupKind("", "Namespace")))
        {
            namespaces.TryAdd(ns.Name, ns.Root);
        }

        var setup = new TestSetup(test, input, judge, evidence, namespaces, minor);
        return [.. test.Expectations.SelectMany(expectation => Meet(expectation, setup))];
    }

    private static IEnumerable<MetExpectation> Meet(PolicyExpectation expectation, TestSetup setup)
    {
        if (!setup.Policies.Contains(expectation.Policy))
        {
            return [new MetExpectation(expectation, expectation.Name, $"there is no policy `{expectation.Policy}`")];
        }

        Document[] objects = [.. setup.Objects[expectation.Name].Where(document => IsMeant(expectation, document, setup.Evidence))];
        return objects.Length == 0
            ? [new MetExpectation(expectation, expectation.Name, "there is no such object among the resources")]
            : objects.Select(document => new MetExpectation(expectation, document.Key.ToString(), Compare(expectation, document, setup)));
    }

    private static bool IsMeant(PolicyExpectation expectation, Document document, AdmissionEvidence evidence)
    {
        var resource = evidence.Resources.Of(document, out _);
        var written = document.Root["metadata"]["namespace"].AsString() ?? "";
        var ns = !resource.IsNamespaced ? "" : written.Length > 0 ? written : "default";
        return (expectation.Kind.Length == 0 || document.Kind == expectation.Kind)
            && (expectation.Namespace is null || expectation.Namespace == ns);
    }

    private static string Compare(PolicyExpectation expectation, Document document, TestSetup setup)
    {
        var operation = expectation.Operation.Length > 0 ? expectation.Operation : setup.Test.Operation;
        PolicyResult[] all = [.. setup.Ask(document, operation, expectation.Policy).Where(result => IsOf(expectation, result.Policy))];
        PolicyResult[] asked = [.. all.Where(result => result.Verdict != PolicyVerdict.Unselected)];
        var verdicts = asked.Select(result => result.Verdict.ToString().ToLowerInvariant()).Distinct().ToArray();
        var isUnselected = verdicts.Length == 0 && expectation.Verdict is "unselected" or "skip" && asked.Length == 0;
        if (!isUnselected && verdicts is not [var verdict] || (!isUnselected && verdicts[0] != expectation.Verdict))
        {
            return $"expected {expectation.Verdict}, is {(verdicts.Length == 0 ? "unselected" : string.Join(" and ", verdicts))}{Said(all, asked)}";
        }

        return expectation.Message.Length > 0 && !Said(all, asked).Contains(expectation.Message, StringComparison.Ordinal)
            ? $"the message does not say `{expectation.Message}`{Said(all, asked)}"
            : expectation.Patched.Length > 0 && expectation.Verdict == "pass" ? ComparePatched(expectation, document, asked, setup) : "";
    }

    private static string Said(PolicyResult[] all, PolicyResult[] asked)
    {
        var source = asked.Length > 0 ? asked : all;
        var said = source.SelectMany(result => result.Decisions.Select(decision => decision.Message).Prepend(result.Why)).Where(text => text.Length > 0);
        var text = string.Join("; ", said.Distinct());
        return text.Length == 0 ? "" : ": " + text;
    }

    private static string ComparePatched(PolicyExpectation expectation, Document document, PolicyResult[] asked, TestSetup setup)
    {
        var wanted = setup.Input.Patched.GetValueOrDefault(expectation.Patched)?.FirstOrDefault(one => one.Kind == document.Kind && one.Name == document.Name);
        if (wanted is null)
        {
            return $"`{expectation.Patched}` does not have it";
        }

        var after = Array.Find(asked, result => result.Mutated is not null)?.Mutated?.After ?? default;
        var request = setup.Request(wanted, "CREATE");
        var values = RequestValues.Of(request, request.Resource, PolicyDialect.Kubernetes, setup.Evidence.Values, setup.Minor, isMutating: true);
        var before = PlainValue.Of(ServerMetadata.Without(values.Object));
        var difference = ObjectDiff.Lines(new MutatedObject(Compact(before), Compact(after)));
        return difference.Count == 0 ? "" : "the object is another: " + string.Join(" / ", difference.Where(line => line.Sign != ' ').Select(line => $"{line.Sign}{line.Text.Trim()}"));
    }

    // Null, empty maps and empty lists count as absent.
    private static CelValue Compact(CelValue value)
    {
        if (value.Kind == CelKind.List)
        {
            var items = ImmutableArray.CreateBuilder<CelValue>();
            foreach (var item in value.Items)
            {
                if (Compact(item) is { Kind: not CelKind.Null } kept)
                {
                    items.Add(kept);
                }
            }

            return items.Count == 0 ? CelValue.Null : CelValue.List([.. items]);
        }

        if (value.Kind != CelKind.Map)
        {
            return value;
        }

        var fields = new SortedDictionary<string, CelValue>(StringComparer.Ordinal);
        foreach (var key in value.Items)
        {
            if (Compact(value.Field(key)) is { Kind: not CelKind.Null } kept)
            {
                fields[key.AsString()] = kept;
            }
        }

        return fields.Count == 0 ? CelValue.Null : CelValue.Map([.. fields.Select(field => (field.Key, field.Value))]);
    }

    private static bool IsOf(PolicyExpectation expectation, AdmissionPolicy policy) =>
        (expectation.Rule.Length == 0 || policy.Rule.Length == 0 || policy.Rule == expectation.Rule
            || policy.Rule == RuleControllers.NameOf("autogen-", expectation.Rule) || policy.Rule == RuleControllers.NameOf("autogen-cronjob-", expectation.Rule));

    private sealed record TestSetup(
        PolicyTestFile Test, PolicyTestInput Input, AdmissionJudge Judge, AdmissionEvidence Evidence, IReadOnlyDictionary<string, Node> Namespaces, int Minor)
    {
        private readonly Dictionary<(Document, string), ILookup<string, PolicyResult>> _asked = [];

        public HashSet<string> Policies { get; } = [.. Judge.Policies.Select(policy => policy.Name)];

        public ILookup<string, Document> Objects { get; } = Input.Objects.ToLookup(document => document.Name, StringComparer.Ordinal);

        // Every policy is asked once about an object, however many expectations there are.
        public IEnumerable<PolicyResult> Ask(Document document, string operation, string policy)
        {
            if (!_asked.TryGetValue((document, operation), out var results))
            {
                results = Judge.Ask(Request(document, operation)).ToLookup(result => result.Policy.Name, StringComparer.Ordinal);
                _asked.Add((document, operation), results);
            }

            return results[policy];
        }

        public AdmissionRequest Request(Document document, string operation) =>
            AdmissionRequest.For(document, operation, Evidence.Resources, Namespaces) is var request && Test.IsKyverno
                ? request with { AssumesBareNamespace = true, User = Test.User }
                : request with { User = Test.User };
    }
}
