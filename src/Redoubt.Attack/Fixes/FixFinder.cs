using System.Text.Json.Nodes;
using Redoubt.Access;
using Redoubt.Attack.Model;
using Redoubt.Evidence;

namespace Redoubt.Attack.Fixes;

/// <summary>The fixes that take a step away or put something in its way. More than one may, and some of them nothing: that is found by trying.</summary>
/// <param name="ground">What is known.</param>
internal sealed class FixFinder(FixGround ground)
{
    // Taking a right away from somebody is a change of what they may do; of a program whether it uses the right has to be looked up.
    private const int PersonEffort = 3;
    private const int ProgramEffort = 4;

    /// <summary>The fixes of a step.</summary>
    /// <param name="move">Why the step is possible.</param>
    public IEnumerable<Fix> Of(Move move)
    {
        if (move.Grant is { } grant && Right(grant) is { } fix)
        {
            yield return fix;
        }

        foreach (var name in move.Technique?.Mends ?? move.Mends)
        {
            var kind = FixKind.Find(name)!;
            if (kind.Of(move.Row!, ground) is { } draft && FixedObject.Of(draft.Edits).Any(one => one.IsChanged))
            {
                yield return new Fix(draft.Of.Length == 0 ? name : $"{name} {draft.Of}", draft.Say, kind.Effort, draft.Edits) { Missing = draft.Missing };
            }
        }
    }

    // Kubernetes' own bindings come back when the server starts.
    private static Fix? Right(AccessGrant grant)
    {
        if (grant.Binding.Root["metadata"]["labels"]["kubernetes.io/bootstrapping"].Exists)
        {
            return null;
        }

        var who = grant.Who;
        var isProgram = who.Kind == SubjectKind.ServiceAccount;
        return new Fix($"no-right {grant.BindingLabel} {who}", $"Take {who} from {grant.BindingLabel}, or bind a role that allows less.", isProgram ? ProgramEffort : PersonEffort,
        [
            new FixEdit(grant.Binding.Key, grant.Binding, root => Drop(root, grant)) { At = grant.Subject },
        ])
        { Missing = isProgram ? "what the program does need: `redoubt access minimise` tells from an audit log" : "" };
    }

    private static void Drop(JsonObject root, AccessGrant grant)
    {
        var subjects = root["subjects"] as JsonArray ?? [];
        foreach (var subject in subjects.OfType<JsonObject>().Where(subject => IsSame(subject, grant.Subject)).ToArray())
        {
            subjects.Remove(subject);
        }
    }

    private static bool IsSame(JsonObject subject, Node other) =>
        PodJson.Text(subject["kind"]) == (other["kind"].AsString() ?? "") && PodJson.Text(subject["name"]) == (other["name"].AsString() ?? "")
        && PodJson.Text(subject["namespace"]) == (other["namespace"].AsString() ?? "");
}
