using Redoubt.Access.Bindings;
using Redoubt.Access.Roles;
using Redoubt.Evidence;

namespace Redoubt.Access.Compare;

/// <summary>A part of an object that gives nothing, because what it gives is given already.</summary>
/// <param name="At">The part: a rule of a role, an entry of a binding's <c>subjects</c>.</param>
/// <param name="By">What gives it: other rules of the role, or the names of other bindings. None of these is pointless itself.</param>
public sealed record PointlessPart(Node At, IReadOnlyList<string> By);

/// <summary>
/// Rules that others of the same role hold, and bindings of somebody that others of theirs hold: all of them could be taken away at once, and nobody would lose a right.
/// What is given to a group is not held against what is given to one who is in it. Not safe to use from several threads.
/// </summary>
public sealed class PointlessRights
{
    private readonly Authorization _authorization;
    private readonly RuleParts _rules = new();
    private readonly Lazy<ILookup<Document, PointlessPart>> _bindings;

    /// <param name="authorization">The roles and bindings.</param>
    public PointlessRights(Authorization authorization)
    {
        _authorization = authorization;
        _bindings = new(FindBindings);
    }

    /// <summary>Whether rules have too many parts to compare all of them: there may be more than is told.</summary>
    public bool IsCut => _rules.LeftOut.Count > 0;

    /// <summary>The entries of a binding that give nothing.</summary>
    /// <param name="binding">The binding.</param>
    public IEnumerable<PointlessPart> OfBinding(Document binding) => _bindings.Value[binding];

    /// <summary>The rules of a role that give nothing; none for a role that takes rules of others.</summary>
    /// <param name="role">The role.</param>
    public IEnumerable<PointlessPart> OfRole(Document role)
    {
        ArgumentNullException.ThrowIfNull(role);
        if (Aggregation.Aggregates(role) || role.Root["rules"].Count < 2)
        {
            return [];
        }

        var rules = AccessRule.ReadAll(role);
        return Find([.. rules.Select(rule => _rules.Takes(rule) ? PartsOf(rule, "", isOfCluster: true).ToArray() : [])])
            .Select(found => new PointlessPart(rules[found.Part].Node, [.. found.By.Select(other => $"{rules[other]}")]));
    }

    private ILookup<Document, PointlessPart> FindBindings()
    {
        var found = new List<(Document Binding, PointlessPart Part)>();
        foreach (var entries in Entries().GroupBy(entry => entry.Subject).Select(own => own.ToArray()).Where(own => own.Length > 1))
        {
            found.AddRange(Find([.. entries.Select(entry => entry.Parts)])
                .Select(one => (entries[one.Part].Binding.Document, new PointlessPart(entries[one.Part].Node, [.. one.By.Select(other => entries[other].Binding.Label).Distinct()]))));
        }

        return found.ToLookup(one => one.Binding, one => one.Part);
    }

    private IEnumerable<Entry> Entries()
    {
        foreach (var binding in _authorization.Bindings.All)
        {
            var subjects = binding.Document.Root["subjects"];
            PlacedAtom[]? parts = null;
            foreach (var node in subjects.Items)
            {
                if (Binding.SubjectOf(node, binding.Document) is { } subject)
                {
                    // Who is named like an account is the account.
                    yield return new Entry(subject.Kind == SubjectKind.User ? AccessSubject.OfUser(subject.Name) : subject, binding, node, parts ??= PartsOf(binding, subjects.Count));
                }
            }
        }
    }

    // Of a role that is not known whole nobody can say that others hold all of it: without parts it is never pointless.
    private PlacedAtom[] PartsOf(Binding binding, int times)
    {
        AccessRule[] rules = [.. binding.Role.Roles.SelectMany(role => role.Rules)];
        return binding.Role.Missing is null && binding.Role.Roles.All(role => role.Missing is null) && rules.All(rule => _rules.Takes(rule, times))
            ? [.. rules.SelectMany(rule => PartsOf(rule, binding.IsOfCluster ? "" : binding.Document.Namespace, binding.IsOfCluster))]
            : [];
    }

    // A path counts in the whole cluster only.
    private static IEnumerable<PlacedAtom> PartsOf(AccessRule rule, string ns, bool isOfCluster) =>
        rule.Atoms.Where(atom => isOfCluster || atom.Path is null).Select(atom => new PlacedAtom(ns, atom));

    /// <summary>Which of some parts others hold, and which others: the narrowest go first, of equal ones the last.</summary>
    private static IEnumerable<(int Part, IReadOnlyList<int> By)> Find(IReadOnlyList<PlacedAtom[]> parts)
    {
        var rights = new RightSet(parts.SelectMany(part => part));
        HashSet<PlacedAtom>[] widest = [.. parts.Select(part => part.Where(right => rights.Wider(right) is null).ToHashSet())];
        var holders = new Dictionary<PlacedAtom, int>();
        foreach (var right in widest.SelectMany(own => own))
        {
            holders[right] = holders.GetValueOrDefault(right) + 1;
        }

        var pointless = new HashSet<int>();
        foreach (var part in Enumerable.Range(0, parts.Count).Where(part => parts[part].Length > 0).OrderBy(part => widest[part].Count).ThenByDescending(part => part))
        {
            if (widest[part].All(right => holders[right] > 1))
            {
                pointless.Add(part);
                foreach (var right in widest[part])
                {
                    holders[right]--;
                }
            }
        }

        var first = new Dictionary<PlacedAtom, int>();
        foreach (var part in Enumerable.Range(0, parts.Count).Where(part => !pointless.Contains(part)))
        {
            foreach (var right in widest[part])
            {
                first.TryAdd(right, part);
            }
        }

        return pointless.Order().Select(part => (part, (IReadOnlyList<int>)[.. parts[part].Select(right => first[rights.WidestOf(right)]).Distinct().Order()]));
    }

    private sealed record Entry(AccessSubject Subject, Binding Binding, Node Node, PlacedAtom[] Parts);
}
