using Redoubt.Access.Roles;
using Redoubt.Evidence;

namespace Redoubt.Access;

/// <summary>A rule that somebody holds and that does not allow a request, and what it lacks for that.</summary>
/// <param name="Binding">The binding.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Lacks">What it lacks, as parts of a sentence: <c>is for namespace shop</c>, <c>has no verb delete</c>.</param>
public sealed record Lack(Document Binding, AccessRule Rule, IReadOnlyList<string> Lacks)
{
    internal static Lack Of(Document binding, AccessRule rule, AccessRequest request)
    {
        var lacks = new List<string>();
        if (binding.Namespace.Length > 0 && (binding.Namespace != request.Namespace || request.Path is not null))
        {
            lacks.Add($"is for namespace {binding.Namespace}");
        }

        if (!rule.HasVerb(request.Verb))
        {
            lacks.Add($"has no verb {request.Verb}");
        }

        if (request.Path is { } path)
        {
            AddIf(rule.Paths.Count == 0 || !rule.AllowsPath(path), rule.Paths.Count == 0 ? "is for resources" : $"is not for {path}", lacks);
        }
        else if (rule.Resources.Count == 0)
        {
            lacks.Add("is for paths");
        }
        else
        {
            AddIf(!rule.HasGroup(request.Group), $"is not for the API group \"{request.Group}\"", lacks);
            AddIf(!rule.HasResource(request.Resource, request.Subresource), $"is not for {request.Resource}{(request.Subresource.Length > 0 ? "/" + request.Subresource : "")}", lacks);
            AddIf(
                rule.Names.Count > 0 && !rule.Names.Contains(request.Name),
                request.Name.Length > 0 ? $"is not for the name {request.Name}" : $"is only for {string.Join(", ", rule.Names)}, and the request carries no name", lacks);
        }

        return new Lack(binding, rule, lacks);
    }

    private static void AddIf(bool holds, string lack, List<string> lacks)
    {
        if (holds)
        {
            lacks.Add(lack);
        }
    }
}
