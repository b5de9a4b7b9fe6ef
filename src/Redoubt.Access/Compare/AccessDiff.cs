using Redoubt.Access.Bindings;
using Redoubt.Access.Escalation;
using Redoubt.Access.Roles;
using Redoubt.Evidence;

namespace Redoubt.Access.Compare;

/// <summary>What a change of roles and bindings grants and takes, for each subject by itself: what somebody has by a group is told of the group.</summary>
public sealed class AccessDiff
{
    private readonly Authorization _old;
    private readonly Authorization _new;
    private readonly Lazy<IReadOnlyList<Escalation.Escalation>> _newAdmins;

    /// <param name="old">Before.</param>
    /// <param name="new">After.</param>
    public AccessDiff(Authorization old, Authorization @new)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        (_old, _new) = (old, @new);
        var (oldRules, newRules) = (new RuleParts(), new RuleParts());
        var (before, after) = (RightsOf(old, oldRules), RightsOf(@new, newRules));
        LeftOut = [.. oldRules.LeftOut, .. newRules.LeftOut];
        Subjects = [.. before.Keys.Union(after.Keys).OrderBy(subject => subject.ToString(), StringComparer.Ordinal)
            .Select(subject => new SubjectDiff(subject, before.GetValueOrDefault(subject) ?? new RightSet([]), after.GetValueOrDefault(subject) ?? new RightSet([])))
            .Where(diff => diff.IsChanged)];
        _newAdmins = new(FindNewAdmins);
    }

    /// <summary>Those whose rights change, by name.</summary>
    public IReadOnlyList<SubjectDiff> Subjects { get; }

    /// <summary>How those come to be cluster-admin who could not before, or only by more moves, each by a shortest way; who is it at once has no steps.</summary>
    public IReadOnlyList<Escalation.Escalation> NewAdmins => _newAdmins.Value;

    /// <summary>The rules that have too many parts to be compared.</summary>
    public IReadOnlyList<AccessRule> LeftOut { get; }

    /// <summary>What would have to be known to know all that changes; null if everything is.</summary>
    public MissingEvidence? Missing => MissingOf(_old) ?? MissingOf(_new);

    /// <summary>The rights of everybody whom a binding names, by itself.</summary>
    internal static Dictionary<AccessSubject, RightSet> RightsOf(Authorization authorization, RuleParts rules)
    {
        var rights = new Dictionary<AccessSubject, List<PlacedAtom>>();
        foreach (var binding in authorization.Bindings.All)
        {
            PlacedAtom[]? given = null;
            var subjects = binding.Document.Root["subjects"].Count;
            foreach (var entry in binding.Document.Root["subjects"].Items)
            {
                if (Binding.SubjectOf(entry, binding.Document) is not { } subject)
                {
                    continue;
                }

                // Who is named like an account is the account.
                subject = subject.Kind == SubjectKind.User ? AccessSubject.OfUser(subject.Name) : subject;
                if (!rights.TryGetValue(subject, out var list))
                {
                    rights.Add(subject, list = []);
                }

                list.AddRange(given ??= [.. AtomsOf(binding, rules, subjects)]);
            }
        }

        return rights.ToDictionary(entry => entry.Key, entry => new RightSet(entry.Value));
    }

    // A path counts in the whole cluster only.
    private static IEnumerable<PlacedAtom> AtomsOf(Binding binding, RuleParts rules, int times) =>
        from role in binding.Role.Roles
        from rule in role.Rules
        where rules.Takes(rule, times)
        from atom in rule.Atoms
        where binding.IsOfCluster || atom.Path is null
        select new PlacedAtom(binding.IsOfCluster ? "" : binding.Document.Namespace, atom);

    private List<Escalation.Escalation> FindNewAdmins()
    {
        var before = new Escalations(_old.WithDefaults());
        var after = new Escalations(_new.WithDefaults());
        return [.. after.Subjects.Select(subject => after.Fewest(subject)).OfType<Escalation.Escalation>().Where(way => before.Fewest(way.From) is not { } known || way.Steps.Count < known.Steps.Count)];
    }

    private static MissingEvidence? MissingOf(Authorization authorization) =>
        authorization.Bindings.All.Select(binding => binding.Role.Missing ?? binding.Role.Roles.Select(role => role.Missing).FirstOrDefault(missing => missing is not null)).FirstOrDefault(missing => missing is not null)
        ?? (authorization.Platform.IsComplete(Binding.ClusterRoleBinding, null, out var gap) && authorization.Platform.IsComplete(Binding.RoleBinding, null, out gap) ? null : gap);
}

/// <summary>What changes for somebody. What is part of a wider right that is there too is not repeated.</summary>
public sealed class SubjectDiff
{
    internal SubjectDiff(AccessSubject subject, RightSet before, RightSet after)
    {
        Subject = subject;
        var told = before.Widest.ToHashSet();
        Granted = [.. after.Widest.Where(right => !before.Covers(right))];
        Taken = [.. before.Widest.Where(right => !after.Covers(right))];
        // What stood beside the wider right and was part of it was not told before: it is now.
        Remaining = Taken.Count == 0 ? [] : [.. after.Widest.Where(right => !told.Contains(right) && before.Covers(right))];
    }

    /// <summary>Who.</summary>
    public AccessSubject Subject { get; }

    /// <summary>The rights that they had not.</summary>
    public IReadOnlyList<PlacedAtom> Granted { get; }

    /// <summary>The rights that they have no more, or only a part of.</summary>
    public IReadOnlyList<PlacedAtom> Taken { get; }

    /// <summary>The parts that remain of what was taken.</summary>
    public IReadOnlyList<PlacedAtom> Remaining { get; }

    internal bool IsChanged => Granted.Count > 0 || Taken.Count > 0;

    /// <summary>The rights after the change, of those before it.</summary>
    /// <param name="before">The rights before.</param>
    public IReadOnlyList<PlacedAtom> Apply(IEnumerable<PlacedAtom> before) => new RightSet(before.Except(Taken).Concat(Granted).Concat(Remaining)).Widest;
}
