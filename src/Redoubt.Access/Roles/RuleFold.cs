namespace Redoubt.Access.Roles;

/// <summary>Makes few rules of many parts, as people write them.</summary>
public static class RuleFold
{
    // What people read in this order; other verbs follow by name.
    private static readonly string[] Verbs = ["*", "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];

    /// <summary>Without the parts that another covers, and each once.</summary>
    /// <param name="atoms">The parts.</param>
    public static IEnumerable<RuleAtom> Widest(IEnumerable<RuleAtom> atoms) => new RightSet(atoms.Select(atom => new PlacedAtom("", atom))).Widest.Select(right => right.Atom);

    /// <summary>Rules that give exactly these parts: the same verbs on several resources, and the same resources of several groups, are one rule.</summary>
    /// <param name="atoms">The parts.</param>
    public static IReadOnlyList<AccessRule> Rules(IEnumerable<RuleAtom> atoms)
    {
        var all = Widest(atoms).ToLookup(atom => atom.Path is not null);
        var resources =
            from atom in all[false]
            group atom by (atom.Group, atom.Resource, atom.Verb, Any: atom.Name is null) into one
            select (one.Key.Group, one.Key.Resource, one.Key.Verb, Names: Joined(one.Select(atom => atom.Name).OfType<string>()));
        var byVerbs = resources.GroupBy(one => (one.Group, one.Resource, one.Names))
            .Select(one => (one.Key.Group, one.Key.Resource, one.Key.Names, Verbs: JoinedVerbs(one.Select(row => row.Verb))));
        var byResources = byVerbs.GroupBy(one => (one.Group, one.Names, one.Verbs)).Select(one => (one.Key.Group, one.Key.Names, one.Key.Verbs, Resources: Joined(one.Select(row => row.Resource))));
        var byGroups = byResources.GroupBy(one => (one.Names, one.Verbs, one.Resources)).Select(one => (one.Key.Names, one.Key.Verbs, one.Key.Resources, Groups: Joined(one.Select(row => row.Group))));
        var paths = all[true].GroupBy(atom => atom.Path!).Select(one => (Path: one.Key, Verbs: JoinedVerbs(one.Select(atom => atom.Verb)))).GroupBy(one => one.Verbs);
        return
        [
            .. byGroups.OrderBy(one => one.Groups.Shown, StringComparer.Ordinal).ThenBy(one => one.Resources.Shown, StringComparer.Ordinal).ThenBy(one => one.Names.Shown, StringComparer.Ordinal)
                .ThenBy(one => one.Verbs.Shown, StringComparer.Ordinal).Select(one => AccessRule.Of(one.Verbs.Items, one.Groups.Items, one.Resources.Items, one.Names.Items, [])),
            .. paths.OrderBy(one => one.Key.Shown, StringComparer.Ordinal).Select(one => AccessRule.Of(one.Key.Items, [], [], [], Joined(one.Select(row => row.Path)).Items)),
        ];
    }

    private static TextSet Joined(IEnumerable<string> texts) => new([.. texts.Distinct().Order(StringComparer.Ordinal)]);

    private static TextSet JoinedVerbs(IEnumerable<string> verbs) =>
        new([.. verbs.Distinct().OrderBy(verb => Array.IndexOf(Verbs, verb) is >= 0 and var place ? place : Verbs.Length).ThenBy(verb => verb, StringComparer.Ordinal)]);

    /// <summary>Texts in order, compared by what they are.</summary>
    private readonly record struct TextSet(string[] Items)
    {
        public string Shown { get; } = string.Join(", ", Items);

        // With lengths: no text can pass for two.
        private string Text { get; } = string.Concat(Items.Select(item => $"{item.Length} {item}"));

        public bool Equals(TextSet other) => Text == other.Text;

        public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
    }
}
