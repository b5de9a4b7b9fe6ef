using Redoubt.Access;
using Redoubt.Access.Defaults;
using Redoubt.Access.Roles;
using Redoubt.Evidence;
using Redoubt.Report.Answers;

namespace Redoubt.Cli.Commands.Access;

/// <summary>What answers rest on, with file and line: the binding, the role, what it takes rules of, the rule.</summary>
internal static class AccessReasons
{
    /// <summary>The binding that gives something, with the rule and its place; that of the binding where the rule is in no file of the user's.</summary>
    public static AnswerReason Of(AccessGrant grant) => grant.Rule.Role is { } role && DefaultRoles.Has(role)
        ? new AnswerReason(grant.BindingLabel, Place(grant.Binding, grant.Subject), $"{role.Kind}/{role.Name} of the {role.Origin.File}: {grant.Rule}")
        : new AnswerReason(grant.BindingLabel, Place(grant.Rule.Role, grant.Rule.Node), grant.Rule.ToString());

    /// <summary>The whole way from the subject to the rule.</summary>
    public static IEnumerable<AnswerReason> Chain(AccessGrant grant)
    {
        var reference = grant.Binding.Root["roleRef"];
        var role = $"{reference["kind"].AsString()}/{reference["name"].AsString()}";
        yield return new AnswerReason(grant.BindingLabel, Place(grant.Binding, grant.Subject), $"names {grant.Who}");
        yield return new AnswerReason(role, Place(grant.Binding, reference), grant.Binding.Namespace.Length > 0 ? $"is given in namespace {grant.Binding.Namespace}" : "is given in the whole cluster");
        if (grant.Rule.Role is { } part && part.Name != (reference["name"].AsString() ?? ""))
        {
            yield return new AnswerReason($"{part.Kind}/{part.Name}", Place(part, part.Mention), $"{role} takes its rules, by its labels");
        }

        yield return new AnswerReason("rule", Place(grant.Rule.Role, grant.Rule.Node), grant.Rule.ToString());
    }

    /// <summary>What is said of rules that are not broken into their parts.</summary>
    public static string LeftOut(AccessRule rule) => $"{Place(rule.Role, rule.Node)}: the rule has too many parts to be compared";

    /// <summary>What is said of roles with such rules.</summary>
    public static string LeftOut(Role role) => $"{Place(role.Document, role.Document.Mention)}: the rules of {role.Label} have too many parts to be looked at one by one";

    /// <summary>A place; of the default roles only that they are those.</summary>
    public static string Place(Document? document, Node node) => document is null ? ""
        : DefaultRoles.Has(document) ? document.Origin.File
        : document.PlaceOf(node).ToString();
}
