using Redoubt.Access;
using Redoubt.Access.Resources;
using Redoubt.Kubernetes.Files;
using Redoubt.Run.Access;

namespace Redoubt.Cli.Commands.Access;

/// <summary>What the words of a question mean: a subject, a verb, a resource or a path.</summary>
internal static class AccessQuestion
{
    private static readonly string[] Verbs =
    [
        "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "impersonate", "bind", "escalate", "approve", "sign", "attest", "use", "post", "put", "head", "options",
    ];

    /// <summary>Reads a subject; null where the word names none.</summary>
    public static AccessSubject? Subject(string word, AccessSession session, ICollection<string> problems, ICollection<string> notes)
    {
        if (!AccessSubject.TryParse(word, out var subject))
        {
            problems.Add($"`{word}` is no subject: write User:NAME, Group:NAME or ServiceAccount:NAMESPACE/NAME");
            return null;
        }

        var known = session.Authorization.Subjects;
        if (!known.Contains(subject.Value))
        {
            notes.Add($"no binding here names {subject}{Suggestion.Of($"{subject}", [.. known.Select(one => $"{one}")])}");
        }

        return subject;
    }

    /// <summary>Reads verb and resource, or verb and path.</summary>
    public static AccessRequest? Request(AccessUser user, string verb, string resource, string name, string? ns, AccessSession session, ICollection<string> problems, ICollection<string> notes)
    {
        if (verb != "*" && !Verbs.Contains(verb) && Suggestion.Of(verb, Verbs) is { Length: > 0 } near)
        {
            notes.Add($"`{verb}` is no verb that Kubernetes asks for{near}");
        }

        if (resource.StartsWith('/'))
        {
            return new AccessRequest { User = user, Verb = verb, Path = resource };
        }

        if (session.Resources.Find(resource, out var unknown) is not { } found)
        {
            problems.Add($"`{unknown}` is no resource that Kubernetes has or that a CustomResourceDefinition here defines{Suggestion.Of(unknown, [.. session.Resources.Words])}");
            return null;
        }

        if (found.IsNamespaced == false && ns is not null)
        {
            notes.Add($"{found} live in no namespace: asked of the whole cluster");
            ns = null;
        }

        return new AccessRequest { User = user, Verb = verb, Group = found.Group, Resource = found.Resource, Subresource = found.Subresource, Name = name, Namespace = ns ?? "" };
    }

    /// <summary>What is asked for, as <c>kubectl auth can-i</c> says it: <c>delete deployments.apps cart in namespace shop</c>.</summary>
    public static string Say(AccessRequest request) => request.Path is { } path
        ? $"{request.Verb} {path}"
        : $"{request.Verb} {new ResourceName(request.Group, request.Resource, request.Subresource, null)}{(request.Name.Length > 0 ? " " + request.Name : "")}"
            + (request.Namespace.Length > 0 ? $" in namespace {request.Namespace}" : "");
}
