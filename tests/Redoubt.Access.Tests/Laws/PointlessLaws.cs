using FsCheck.Xunit;
using Redoubt.Access.Bindings;
using Redoubt.Access.Compare;
using Redoubt.Access.Roles;
using Redoubt.Evidence;

namespace Redoubt.Access.Tests.Laws;

/// <summary>What is said to give nothing can go, all of it at once; and of what stays nothing can.</summary>
public sealed class PointlessLaws
{
    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 80)]
    public void Without_pointless_entries_of_bindings_everybody_may_do_the_same(World world)
    {
        var authorization = new Authorization(world.Platform, knowsDefaults: false);
        var left = new NaiveEvaluation(world with { Bindings = [.. Without(world, authorization)] });
        var all = new NaiveEvaluation(world);
        Assert.All(
            authorization.Subjects.SelectMany(subject => WorldArbitrary.Requests(DiffLaws.Alone(subject))),
            request => Assert.Equal(all.Allowing(request).Any(), left.Allowing(request).Any()));
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 80)]
    public void Whoever_loses_another_entry_loses_a_right(World world)
    {
        var left = world with { Bindings = [.. Without(world, new Authorization(world.Platform, knowsDefaults: false))] };
        var authorization = new Authorization(left.Platform, knowsDefaults: false);
        var entries = authorization.Bindings.All.SelectMany(binding => Subjects(binding.Document).Select(subject => (Binding: binding, subject, Rights: RightsOf(binding)))).ToArray();
        foreach (var (binding, subject, rights) in entries.Where(entry => entry.Rights.Length > 0))
        {
            var others = entries.Where(other => other.Binding != binding && other.subject == subject).SelectMany(other => other.Rights).ToArray();
            Assert.Contains(rights, right => !others.Any(other => (other.Namespace.Length == 0 || other.Namespace == right.Namespace) && other.Atom.Covers(right.Atom)));
        }
    }

    [Property(Arbitrary = [typeof(WorldArbitrary)], MaxTest = 300)]
    public void Without_pointless_rules_a_role_gives_the_same(WorldRule[] rules)
    {
        var world = new World([new WorldRole("", "role", [], null, rules)], []);
        var role = Assert.Single(world.Platform.Documents);
        HashSet<int> pointless = [.. new PointlessRights(new Authorization(world.Platform, knowsDefaults: false)).OfRole(role).Select(part => Index(role.Root["rules"], part.At))];
        var left = rules.Where((_, index) => !pointless.Contains(index)).ToArray();
        Assert.All(WorldArbitrary.Requests(AccessUser.Nobody), request => Assert.Equal(rules.Any(rule => NaiveEvaluation.Allows(rule, request)), left.Any(rule => NaiveEvaluation.Allows(rule, request))));
        AccessRule[] kept = [.. left.Select(rule => AccessRule.Of(rule.Verbs, rule.Groups, rule.Resources, rule.Names, rule.Paths))];
        Assert.All(kept.Where(rule => rule.Atoms.Any()), rule => Assert.False(RuleCover.Covers([.. kept.Where(other => other != rule)], rule)));
    }

    private static IEnumerable<WorldBinding> Without(World world, Authorization authorization)
    {
        var pointless = new PointlessRights(authorization);
        foreach (var binding in world.Bindings)
        {
            var document = authorization.Platform.Documents.Single(one => one.Name == binding.Name && one.Namespace == binding.Namespace && one.Kind.EndsWith("Binding", StringComparison.Ordinal));
            HashSet<int> gone = [.. pointless.OfBinding(document).Select(part => Index(document.Root["subjects"], part.At))];
            yield return binding with { Subjects = [.. binding.Subjects.Where((_, index) => !gone.Contains(index))] };
        }
    }

    private static int Index(Node list, Node item)
    {
        var index = 0;
        foreach (var one in list.Items)
        {
            if (one.Row == item.Row)
            {
                return index;
            }

            index++;
        }

        throw new ArgumentException("the item is not in the list", nameof(item));
    }

    // Who is named like an account is the account.
    private static IEnumerable<AccessSubject> Subjects(Document binding)
    {
        foreach (var entry in binding.Root["subjects"].Items)
        {
            if (Binding.SubjectOf(entry, binding) is { } subject)
            {
                yield return subject.Kind == SubjectKind.User ? AccessSubject.OfUser(subject.Name) : subject;
            }
        }
    }

    private static PlacedAtom[] RightsOf(Binding binding) =>
    [
        .. from role in binding.Role.Roles from rule in role.Rules from atom in rule.Atoms
           where binding.IsOfCluster || atom.Path is null
           select new PlacedAtom(binding.Document.Namespace, atom),
    ];
}
