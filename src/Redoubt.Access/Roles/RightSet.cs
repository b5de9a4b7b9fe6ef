namespace Redoubt.Access.Roles;

/// <summary>A part of a rule, and where it counts.</summary>
/// <param name="Namespace">The namespace; empty for the whole cluster.</param>
/// <param name="Atom">The part.</param>
public readonly record struct PlacedAtom(string Namespace, RuleAtom Atom)
{
    /// <summary>The right as people write it: <c>get pods/log -n shop</c>.</summary>
    public override string ToString() => Namespace.Length == 0 ? Atom.ToString() : $"{Atom} -n {Namespace}";
}

/// <summary>Rights of somebody, and whether they cover others: what could cover a right is looked up, not searched for.</summary>
internal sealed class RightSet
{
    // A longer path is covered by itself only.
    private const int LongestPath = 2_000;
    private readonly HashSet<PlacedAtom> _rights = [];
    private readonly Dictionary<(string Verb, string Prefix), string> _prefixes = [];
    private readonly HashSet<int> _lengths = [];

    public RightSet(IEnumerable<PlacedAtom> rights)
    {
        foreach (var right in rights)
        {
            _rights.Add(right);
            if (right.Atom.Path is { } path && path.EndsWith('*'))
            {
                var prefix = path.TrimEnd('*');
                _lengths.Add(prefix.Length);
                // `/a*` and `/a**` are the same: one stands for both.
                _prefixes[(right.Atom.Verb, prefix)] = _prefixes.TryGetValue((right.Atom.Verb, prefix), out var known) && string.CompareOrdinal(known, path) < 0 ? known : path;
            }
        }
    }

    /// <summary>Whether a right is here, or is part of one that is.</summary>
    public bool Covers(PlacedAtom right) => _rights.Contains(right) || Wider(right) is not null;

    /// <summary>The rights that are part of no other, by namespace and name.</summary>
    public IReadOnlyList<PlacedAtom> Widest => [.. _rights.Where(right => Wider(right) is null).OrderBy(right => right.Namespace, StringComparer.Ordinal).ThenBy(right => right.Atom.ToString(), StringComparer.Ordinal)];

    /// <summary>Another right that is here and that a right is part of; null if there is none.</summary>
    public PlacedAtom? Wider(PlacedAtom right) => right.Atom.Path is { } path ? WiderPath(right.Atom.Verb, path) : WiderResource(right);

    /// <summary>The widest right that is here and that a right which is here is part of; itself if it is part of no other.</summary>
    public PlacedAtom WidestOf(PlacedAtom right)
    {
        while (Wider(right) is { } wider)
        {
            right = wider;
        }

        return right;
    }

    private PlacedAtom? WiderResource(PlacedAtom right)
    {
        var atom = right.Atom;
        var slash = atom.Resource.IndexOf('/', StringComparison.Ordinal);
        foreach (var ns in Either(right.Namespace, ""))
        {
            foreach (var verb in Either(atom.Verb, "*"))
            {
                foreach (var group in Either(atom.Group, "*"))
                {
                    foreach (var resource in slash < 0 ? Either(atom.Resource, "*") : [atom.Resource, "*", $"*{atom.Resource[slash..]}"])
                    {
                        var wide = new PlacedAtom(ns, new RuleAtom(verb, group, resource, null, null));
                        var named = wide with { Atom = wide.Atom with { Name = atom.Name } };
                        if (wide != right && _rights.Contains(wide))
                        {
                            return wide;
                        }

                        if (named != right && _rights.Contains(named))
                        {
                            return named;
                        }
                    }
                }
            }
        }

        return null;
    }

    private PlacedAtom? WiderPath(string own, string path)
    {
        foreach (var verb in Either(own, "*"))
        {
            var same = new PlacedAtom("", new RuleAtom(verb, "", "", null, path));
            if (verb != own && _rights.Contains(same))
            {
                return same;
            }

            foreach (var length in path.Length > LongestPath ? [] : _lengths)
            {
                if (length <= path.Length && _prefixes.TryGetValue((verb, path[..length]), out var other) && !(verb == own && other == path))
                {
                    return same with { Atom = same.Atom with { Path = other } };
                }
            }
        }

        return null;
    }

    private static string[] Either(string one, string other) => one == other ? [one] : [one, other];
}
