using FsCheck.Xunit;
using Redoubt.Access.Compare;
using Redoubt.Access.Roles;

namespace Redoubt.Access.Tests.Laws;

/// <summary>What a change grants and takes, against the definition.</summary>
public sealed class DiffLaws
{
    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 80)]
    public void The_change_applied_to_what_was_gives_what_is(World before, World after)
    {
        var (old, @new) = (new Authorization(before.Platform, knowsDefaults: false), new Authorization(after.Platform, knowsDefaults: false));
        var diff = new AccessDiff(old, @new);
        var (was, becomes) = (AccessDiff.RightsOf(old, new RuleParts()), AccessDiff.RightsOf(@new, new RuleParts()));
        var naive = new NaiveEvaluation(after);
        Assert.Null(diff.Missing);
        foreach (var subject in was.Keys.Union(becomes.Keys))
        {
            var rights = was.TryGetValue(subject, out var held) ? held.Widest : [];
            var change = diff.Subjects.FirstOrDefault(one => one.Subject == subject);
            var applied = change is null ? rights : change.Apply(rights);
            Assert.All(
                WorldArbitrary.Requests(Alone(subject)).Where(request => request.Path is null || request.Namespace.Length == 0),
                request => Assert.Equal(naive.Allowing(request).Any(), applied.Any(right => (right.Namespace.Length == 0 || right.Namespace == request.Namespace) && right.Atom.Allows(request))));
        }
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 80)]
    public void What_is_granted_was_not_allowed_and_what_is_taken_is_not(World before, World after)
    {
        var (old, @new) = (new NaiveEvaluation(before), new NaiveEvaluation(after));
        foreach (var change in new AccessDiff(new Authorization(before.Platform, knowsDefaults: false), new Authorization(after.Platform, knowsDefaults: false)).Subjects)
        {
            foreach (var request in WorldArbitrary.Requests(Alone(change.Subject)).Where(request => request.Path is null || request.Namespace.Length == 0))
            {
                var (was, becomes) = (old.Allowing(request).Any(), @new.Allowing(request).Any());
                Assert.True(!becomes || was || Allow(change.Granted, request), $"{change.Subject}: {request} is granted, and not told");
                Assert.True(!was || becomes || Allow(change.Taken, request), $"{change.Subject}: {request} is taken, and not told");
                Assert.True(becomes || !Allow(change.Granted, request));
                Assert.True(was || !Allow(change.Taken, request));
            }
        }
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 300)]
    public void What_is_folded_covers_the_rest_and_no_part_of_it_covers_another(WorldRule[] rules)
    {
        RuleAtom[] atoms = [.. rules.SelectMany(rule => AccessRule.Of(rule.Verbs, rule.Groups, rule.Resources, rule.Names, rule.Paths).Atoms)];
        RuleAtom[] widest = [.. RuleFold.Widest(atoms)];
        Assert.All(atoms, atom => Assert.Contains(widest, wide => wide.Covers(atom)));
        Assert.All(widest, wide => Assert.Single(widest, other => other.Covers(wide)));
        Assert.Equal(widest.ToHashSet(), RuleFold.Rules(atoms).SelectMany(rule => rule.Atoms).ToHashSet());
    }

    private static bool Allow(IEnumerable<PlacedAtom> rights, AccessRequest request) =>
        rights.Any(right => (right.Namespace.Length == 0 || right.Namespace == request.Namespace) && right.Atom.Allows(request));

    // Without the groups that everybody is in: their rights are told of the groups.
    internal static AccessUser Alone(AccessSubject subject) => subject.Kind == SubjectKind.Group ? new AccessUser("", [subject.Name]) : new AccessUser(subject.AsUser().Name, []);
}
