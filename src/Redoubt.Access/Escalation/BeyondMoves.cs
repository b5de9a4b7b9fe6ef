namespace Redoubt.Access.Escalation;

/// <summary>A right that leads further by a way that is no matter of RBAC alone.</summary>
/// <param name="Right">The right, as <c>kubectl auth can-i</c> says it: <c>create persistentvolumes</c>.</param>
/// <param name="Gives">What it gives, as what follows on "it".</param>
/// <param name="Grant">What allows it.</param>
public sealed record BeyondMove(string Right, string Gives, AccessGrant Grant);

/// <summary>
/// What the moves do not count: rights that lead further over nodes, the network, admission or operators. Data: <c>beyond.txt</c>; it holds the rights that
/// rbac-police 1ec5d029 and KubiScan call risky and that no move is.
/// </summary>
public static class BeyondMoves
{
    private const string Resource = "beyond.txt";
    private static readonly Lazy<Entry[]> Entries = new(() => [.. Read()]);

    /// <summary>The rights of that kind which somebody holds, each once for the widest place.</summary>
    /// <param name="authorization">Answers requests.</param>
    /// <param name="subject">Who.</param>
    public static IEnumerable<BeyondMove> Of(Authorization authorization, AccessSubject subject)
    {
        ArgumentNullException.ThrowIfNull(authorization);
        var grants = authorization.RulesOf(subject.AsUser()).ToArray();
        foreach (var entry in Entries.Value)
        {
            foreach (var verb in entry.Verbs)
            {
                if (grants.FirstOrDefault(grant => Counts(grant, entry) && grant.Rule.Gives(verb, entry.Group, entry.Plural, entry.Subresource)) is { Rule: not null } grant)
                {
                    yield return new BeyondMove($"{verb} {entry.Resource}{(entry.Group.Length > 0 ? "." + entry.Group : "")}", entry.Gives, grant);
                    break;
                }
            }
        }
    }

    // What lives in no namespace is given by no RoleBinding.
    private static bool Counts(AccessGrant grant, Entry entry) => grant.Binding.Namespace.Length == 0 || entry.Namespace.Length == 0 || (entry.Namespace != "cluster" && grant.Binding.Namespace == entry.Namespace);

    private static IEnumerable<Entry> Read()
    {
        using var stream = typeof(BeyondMoves).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the program was built without `{Resource}`");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Split(' ', 5) is [var verbs, var group, var resource, var ns, var gives])
            {
                yield return new Entry(verbs.Split(','), Named(group), resource, Named(ns), gives);
            }
        }

        static string Named(string word) => word == "-" ? "" : word;
    }

    private sealed record Entry(string[] Verbs, string Group, string Resource, string Namespace, string Gives)
    {
        public string Plural { get; } = Resource.Split('/')[0];

        public string Subresource { get; } = Resource.Contains('/', StringComparison.Ordinal) ? Resource.Split('/')[1] : "";
    }
}
