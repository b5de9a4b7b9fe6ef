using Redoubt.Access;
using Redoubt.Access.Roles;
using Redoubt.Attack.Model;
using Redoubt.Attack.Search;
using Redoubt.Attack.Things;

namespace Redoubt.Attack.Rights;

/// <summary>What who acts may do: <c>can:RIGHT@NAMESPACE</c> or <c>@*</c> by each rule of each binding.</summary>
/// <param name="builder">Takes the clauses.</param>
/// <param name="inventory">The things.</param>
/// <param name="identities">Who acts.</param>
/// <param name="rights">The rights that matter.</param>
internal sealed class RightClauses(ModelBuilder builder, Inventory inventory, Identities identities, IReadOnlyList<Right> rights)
{
    private const string Everywhere = "*";

    // A rule for named objects allows none of these: the request has no name.
    private static readonly string[] Nameless = ["create", "deletecollection"];
    private readonly HashSet<(int, int)> _told = [];

    public void Add()
    {
        foreach (var identity in identities.All)
        {
            foreach (var group in identities.GroupsOf(identity))
            {
                builder.Add($"{identity} is in {group}", $"act:{group}", $"act:{identity}");
            }
        }

        foreach (var subject in identities.Subjects)
        {
            var user = subject.Kind == SubjectKind.Group ? new AccessUser("", [subject.Name]) : subject.AsUser() with { Groups = [] };
            foreach (var grant in inventory.Authorization.RulesOf(user))
            {
                Add($"act:{Identities.NameOf(subject)}", grant);
            }
        }

        builder.Add("secrets everywhere may be read", "allsecrets", $"can:read-secrets@{Everywhere}");
    }

    private void Add(string act, AccessGrant grant)
    {
        var (rule, ns) = (grant.Rule, grant.Binding.Namespace);
        if (rule.IsEverything)
        {
            Tell(grant, ns.Length == 0 ? "admin" : $"nsadmin:{ns}", act);
        }

        foreach (var right in rights)
        {
            if (rule.Names.Count > 0 && right.Name == "read-secrets")
            {
                AddNamed(act, grant, right);
            }
            else if (Gives(rule, right))
            {
                Tell(grant, $"can:{right.Name}@{(ns.Length == 0 ? Everywhere : ns)}", act);
            }
        }
    }

    private static bool Gives(AccessRule rule, Right right) => (rule.Names.Count == 0 || CountsNamed(rule, right.Name))
        && right.Verbs.Any(verb => (rule.Names.Count == 0 || !Nameless.Contains(verb)) && right.Resources.Any(on => rule.Gives(verb, on.Group, on.Plural, on.Subresource)));

    // What names mean where not any object will do.
    private static bool CountsNamed(AccessRule rule, string right) => right switch
    {
        "impersonate" => rule.Names.Contains("system:masters"),
        "signer-approve" => rule.Names.Any(name => name is "kubernetes.io/kube-apiserver-client" or "kubernetes.io/*"),
        "bind-cluster" => rule.Names.Contains("cluster-admin"),
        _ => true,
    };

    private void AddNamed(string act, AccessGrant grant, Right right)
    {
        if (!right.Verbs.Any(verb => !Nameless.Contains(verb) && grant.Rule.Gives(verb, "", "secrets")))
        {
            return;
        }

        foreach (var secret in inventory.Secrets.Keys)
        {
            var slash = secret.IndexOf('/', StringComparison.Ordinal);
            if ((grant.Binding.Namespace.Length == 0 || secret.AsSpan(0, slash).SequenceEqual(grant.Binding.Namespace)) && grant.Rule.Names.Contains(secret[(slash + 1)..]))
            {
                Tell(grant, $"secret:{secret}", act);
            }
        }
    }

    private void Tell(AccessGrant grant, string head, string act)
    {
        var (to, from) = (builder.Atom(head), builder.Atom(act));
        if (_told.Add((to, from)))
        {
            builder.Add(new Move(null, null, $"{grant.BindingLabel} allows it") { Grant = grant }, to, [from], FailureSet.None);
        }
    }
}
