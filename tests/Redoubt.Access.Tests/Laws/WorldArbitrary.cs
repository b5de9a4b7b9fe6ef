using FsCheck;
using FsCheck.Fluent;

namespace Redoubt.Access.Tests.Laws;

/// <summary>Makes worlds of few words, so that rules, requests and labels meet.</summary>
public static class WorldArbitrary
{
    internal static readonly string[] Verbs = ["get", "list", "create", "bind"];
    internal static readonly string[] Groups = ["", "apps"];
    internal static readonly string[] Namespaces = ["shop", "ops"];
    internal static readonly string[] ObjectNames = ["", "n1", "n2", "*"];
    internal static readonly string[] Paths = ["/a", "/a/b", "/a/*", "/ab", "/"];
    internal static readonly (string Resource, string Subresource)[] Resources = [("pods", ""), ("pods", "log"), ("pods", "*"), ("nodes", ""), ("nodes", "log")];

    internal static readonly AccessUser[] Users =
    [
        AccessSubject.User("ada").AsUser(), AccessSubject.User("bob").AsUser(), AccessSubject.Group("devs").AsUser(), AccessSubject.Account("shop", "api").AsUser(),
        AccessSubject.Account("ops", "api").AsUser(), AccessSubject.User("system:serviceaccount:shop:api").AsUser(), AccessSubject.User("system:anonymous").AsUser(),
        new("ada", ["devs", "system:authenticated"]),
    ];

    private static readonly string[] Labels = ["a", "b", "c"];

    private static readonly AccessSubject[] Subjects =
    [
        AccessSubject.User("ada"), AccessSubject.User("bob"), AccessSubject.Group("devs"), AccessSubject.Account("shop", "api"), AccessSubject.Account("ops", "api"),
        AccessSubject.User("system:serviceaccount:shop:api"), AccessSubject.Group("system:serviceaccounts:ops"), AccessSubject.Group("system:authenticated"),
        AccessSubject.Group("system:unauthenticated"),
    ];

    /// <summary>Every request of these words.</summary>
    internal static IEnumerable<AccessRequest> Requests(AccessUser user)
    {
        foreach (var verb in Verbs)
        {
            foreach (var path in Paths)
            {
                yield return new AccessRequest { User = user, Verb = verb, Path = path, Namespace = path == "/a" ? "shop" : "" };
            }

            foreach (var group in Groups)
            {
                foreach (var (resource, subresource) in Resources)
                {
                    foreach (var name in ObjectNames)
                    {
                        foreach (var ns in Namespaces.Append(""))
                        {
                            yield return new AccessRequest { User = user, Verb = verb, Group = group, Resource = resource, Subresource = subresource, Name = name, Namespace = ns };
                        }
                    }
                }
            }
        }
    }

    public static Arbitrary<WorldRule> Rules() => Rule.ToArbitrary();

    public static Arbitrary<World> Worlds() => (
        from isOrdered in Gen.Elements(true, false)
        from clusterRoles in Gen.Choose(1, 6).SelectMany(count => Gen.CollectToArray(Enumerable.Range(0, count), number => ClusterRole(number, isOrdered)))
        from roles in Gen.Choose(0, 3).SelectMany(count => Gen.CollectToArray(Enumerable.Range(0, count), Role))
        from bindings in Gen.Choose(1, 5).SelectMany(count => Gen.CollectToArray(Enumerable.Range(0, count), Binding))
        select new World([.. clusterRoles, .. roles], bindings)).ToArbitrary();

    public static Arbitrary<WorldBinding> Bindings() => Binding(99).ToArbitrary();

    private static Gen<WorldRule> Rule =>
        from verbs in Some([.. Verbs, "*"])
        from groups in Some([.. Groups, "*"])
        from resources in Some(["pods", "pods/log", "pods/*", "*/log", "*", "nodes"])
        from names in Gen.Frequency((2, Gen.Constant(Array.Empty<string>())), (1, Some(["n1", "n2", "*"])))
        from paths in Gen.Frequency((2, Gen.Constant(Array.Empty<string>())), (1, Some(["/a", "/a/*", "/a*", "*", "/a/b"])))
        from isOfPaths in Gen.Choose(0, 3)
        select isOfPaths == 0 ? new WorldRule(verbs, [], [], [], paths) : new WorldRule(verbs, groups, resources, names, isOfPaths == 1 ? paths : []);

    // Where roles that aggregate have rules of their own, what rest they come to in a cycle depends on who is first: then each takes only from labels above its own.
    private static Gen<WorldRole> ClusterRole(int number, bool isOrdered) =>
        from labels in Gen.SubListOf(Labels)
        from aggregates in Gen.Choose(0, 2)
        from takes in Gen.SubListOf(Labels)
        from rules in Gen.Choose(0, 2).SelectMany(count => Gen.ArrayOf(Rule, count))
        let own = isOrdered && aggregates == 0 ? labels.Take(1).ToArray() : [.. labels]
        let allowed = takes.Where(label => !isOrdered || own.All(mine => string.CompareOrdinal(label, mine) > 0)).ToArray()
        select aggregates == 0
            ? new WorldRole("", $"c{number}", own, allowed, isOrdered ? rules : [])
            : new WorldRole("", $"c{number}", own, null, rules);

    private static Gen<WorldRole> Role(int number) =>
        from ns in Gen.Elements(Namespaces)
        from rules in Gen.Choose(0, 2).SelectMany(count => Gen.ArrayOf(Rule, count))
        select new WorldRole(ns, $"r{number}", [], null, rules);

    private static Gen<WorldBinding> Binding(int number) =>
        from ns in Gen.Elements("", "shop", "ops")
        from isToClusterRole in Gen.Elements(true, false)
        from role in Gen.Choose(0, 5)
        from subjects in Some(Subjects)
        let toCluster = ns.Length == 0 || isToClusterRole
        select new WorldBinding(ns, $"b{number}", toCluster, toCluster ? $"c{role}" : $"r{role % 3}", subjects);

    private static Gen<T[]> Some<T>(T[] items) => Gen.Choose(1, 2).SelectMany(count => Gen.ArrayOf(Gen.Elements(items), count)).Select(some => some.Distinct().ToArray());
}
