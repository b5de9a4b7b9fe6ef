using Redoubt.Access;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Authorizer;

namespace Redoubt.Admission.Tests.KubernetesCel;

/// <summary>An authorizer of the suite: one answer to every check, or another to the check whose attributes equal those given.</summary>
internal sealed class SuiteAuthorizer(Node answer) : IAuthorizer
{
    /// <summary>Who sent the request; rows that look at the user name their own.</summary>
    public static AccessUser Requester { get; } = new("", []);

    public AccessDecision Authorize(AccessAttributes attributes)
    {
        var match = answer["match"];
        return Decision(match.Exists && IsSame(match["attributes"], attributes) ? match["result"] : answer);
    }

    private static AccessDecision Decision(Node node) =>
        new(node["decision"].Is("allow"), node["reason"].AsString() ?? "", node["error"].AsString());

    private static bool IsSame(Node wanted, AccessAttributes found) =>
        Text(wanted["verb"]) == found.Verb
        && Text(wanted["path"]) == (found.Path ?? "")
        && wanted["resourceRequest"].IsTrue == found.Path is null
        && Text(wanted["apiGroup"]) == found.Group
        && Text(wanted["resource"]) == found.Resource
        && Text(wanted["subresource"]) == found.Subresource
        && Text(wanted["namespace"]) == found.Namespace
        && Text(wanted["name"]) == found.Name
        && IsUser(wanted["user"], found.User)
        && IsSelector(wanted["fieldSelectorRequirements"], wanted["fieldSelectorParsingErr"], found.Fields)
        && IsSelector(wanted["labelSelectorRequirements"], wanted["labelSelectorParsingErr"], found.Labels);

    private static bool IsUser(Node wanted, AccessUser found) =>
        !wanted.Exists || (Text(wanted.Kind == NodeKind.Map ? wanted["name"] : wanted) is var name && (name == found.Name || name.Length == 0));

    private static bool IsSelector(Node requirements, Node problem, SelectorText found)
    {
        if (Text(problem) != (found.Problem ?? "") || requirements.Count != found.Requirements.Count)
        {
            return false;
        }

        for (var i = 0; i < requirements.Count; i++)
        {
            if (!IsRequirement(requirements[i], found.Requirements[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsRequirement(Node wanted, SelectorRequirement found)
    {
        if (wanted.AsString() is { } text)
        {
            return text.Replace(" ", "", StringComparison.Ordinal) == found.Key + found.Operator + string.Join(',', found.Values);
        }

        var key = wanted["key"].Exists ? wanted["key"] : wanted["field"];
        var values = new List<string>();
        foreach (var value in wanted["values"].Items)
        {
            values.Add(Text(value));
        }

        if (wanted["value"].Exists)
        {
            values.Add(Text(wanted["value"]));
        }

        return Text(key) == found.Key && Text(wanted["operator"]) == found.Operator && values.SequenceEqual(found.Values);
    }

    private static string Text(Node node) => node.AsString() ?? "";
}
