using Redoubt.Evidence;

namespace Redoubt.Catalog.Values;

/// <summary>The subjects of a binding that service accounts are, as texts to be found by: an account by name and namespace, and the groups of accounts.</summary>
internal static class BindingSubjects
{
    private const string AllAccounts = "system:serviceaccounts";

    /// <summary>A service account.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ns">Its namespace.</param>
    public static string Account(string name, string ns) => $"account {ns}/{name}";

    /// <summary>The groups in which the service accounts of a namespace are.</summary>
    /// <param name="ns">The namespace.</param>
    public static IEnumerable<string> GroupsOf(string ns) => [Group(AllAccounts), Group($"{AllAccounts}:{ns}")];

    /// <summary>The subjects of a binding; null where it takes more than these texts to tell whom it is for.</summary>
    /// <param name="subjects">The binding's <c>subjects</c>.</param>
    public static IReadOnlyList<string>? Of(Node subjects)
    {
        if (!subjects.Exists)
        {
            return [];
        }

        if (subjects.Kind != NodeKind.List)
        {
            return null;
        }

        var texts = new List<string>();
        foreach (var subject in subjects.Items)
        {
            var (kind, name, ns) = (subject["kind"].AsString(), subject["name"].AsString(), subject["namespace"].AsString());
            if (name is null || kind is null || (kind == "ServiceAccount" && ns is null))
            {
                return null;
            }

            if (kind is "ServiceAccount" or "Group")
            {
                texts.Add(kind == "Group" ? Group(name) : Account(name, ns!));
            }
        }

        return [.. texts.Distinct(StringComparer.Ordinal)];
    }

    private static string Group(string name) => $"group {name}";
}
