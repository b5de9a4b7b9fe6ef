using System.Text.Json;
using Redoubt.Access.Roles;

namespace Redoubt.Access.Audit;

/// <summary>A role or binding that somebody wrote, and that the server let through: what that rested on depends on what the writer had.</summary>
/// <param name="Request">The request: the name is the URL's.</param>
/// <param name="Body">What was written; null where the log does not say.</param>
internal sealed record RbacWrite(AccessRequest Request, RbacBody? Body)
{
    public const string Group = "rbac.authorization.k8s.io";

    public long Count { get; set; }

    /// <summary>Whether a request writes a role or a binding.</summary>
    public static bool Is(in RequestTarget target, ReadOnlySpan<char> verb) => target.IsResource && target.Group is Group && target.Subresource.Length == 0
        && target.Resource is "roles" or "clusterroles" or "rolebindings" or "clusterrolebindings" && verb is "create" or "update" or "patch";
}

/// <summary>What was written into a role or a binding.</summary>
internal sealed class RbacBody
{
    /// <summary>Whether the role that a binding names is a ClusterRole.</summary>
    public bool IsClusterRole { get; private set; }

    /// <summary>The role that a binding names; null where that was not written.</summary>
    public string? RoleName { get; private set; }

    /// <summary>The rules of a role; null where they were not written.</summary>
    public IReadOnlyList<AccessRule>? Rules { get; private set; }

    /// <summary>Whether the role takes rules of others.</summary>
    public bool Aggregates { get; private set; }

    /// <summary>Whether it is an object of the kind, and no list of changes or refusal.</summary>
    public bool IsObject { get; private set; }

    /// <summary>Reads an object.</summary>
    /// <param name="json">Its JSON, well-formed; empty for none.</param>
    public static RbacBody Read(ReadOnlySpan<byte> json)
    {
        var body = new RbacBody();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = AuditLogReader.MaxDepth });
        if (json.IsEmpty || !reader.Enter())
        {
            return body;
        }

        body.IsObject = true;
        while (reader.Next())
        {
            body.ReadField(ref reader);
        }

        return body;
    }

    private void ReadField(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("kind"u8))
        {
            reader.Read();
            IsObject = reader.TokenType != JsonTokenType.String || !reader.ValueTextEquals("Status"u8);
            reader.Skip();
        }
        else if (reader.ValueTextEquals("roleRef"u8))
        {
            ReadReference(ref reader);
        }
        else if (reader.ValueTextEquals("rules"u8))
        {
            ReadRules(ref reader);
        }
        else if (reader.ValueTextEquals("aggregationRule"u8))
        {
            for (var inside = reader.Enter(); inside && reader.Next();)
            {
                var isSelectors = reader.ValueTextEquals("clusterRoleSelectors"u8);
                for (var listed = reader.EnterList(); listed && reader.NextItem(); reader.Skip())
                {
                    Aggregates |= isSelectors;
                }
            }
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private void ReadReference(ref Utf8JsonReader reader)
    {
        for (var inside = reader.Enter(); inside && reader.Next();)
        {
            var (isKind, isName) = (reader.ValueTextEquals("kind"u8), reader.ValueTextEquals("name"u8));
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                IsClusterRole |= isKind && reader.ValueTextEquals("ClusterRole"u8);
                RoleName = isName ? reader.GetString() : RoleName;
            }

            reader.Skip();
        }
    }

    private void ReadRules(ref Utf8JsonReader reader)
    {
        var rules = new List<AccessRule>();
        for (var inside = reader.EnterList(); inside && reader.NextItem();)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                rules.Add(ReadRule(ref reader));
            }

            reader.Skip();
        }

        Rules = rules;
    }

    private static AccessRule ReadRule(ref Utf8JsonReader reader)
    {
        List<string> verbs = [], groups = [], resources = [], names = [], paths = [];
        while (reader.Next())
        {
            if (reader.ValueTextEquals("verbs"u8))
            {
                verbs = reader.Strings();
            }
            else if (reader.ValueTextEquals("apiGroups"u8))
            {
                groups = reader.Strings();
            }
            else if (reader.ValueTextEquals("resources"u8))
            {
                resources = reader.Strings();
            }
            else if (reader.ValueTextEquals("resourceNames"u8))
            {
                names = reader.Strings();
            }
            else if (reader.ValueTextEquals("nonResourceURLs"u8))
            {
                paths = reader.Strings();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return AccessRule.Of([.. verbs], [.. groups], [.. resources], [.. names], [.. paths]);
    }
}
