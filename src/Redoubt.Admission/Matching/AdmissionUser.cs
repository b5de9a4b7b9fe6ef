using System.Collections.Immutable;

namespace Redoubt.Admission.Matching;

/// <summary>Who asks. What is empty is absent.</summary>
public sealed record AdmissionUser
{
    /// <summary>Nobody in particular.</summary>
    public static AdmissionUser None { get; } = new();

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The unique id.</summary>
    public string Uid { get; init; } = "";

    /// <summary>The groups.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>More that an authenticator tells.</summary>
    public ImmutableArray<(string Key, ImmutableArray<string> Values)> Extra { get; init; } = [];

    /// <summary>Roles that the user is bound to, as <c>namespace:name</c>; only Kyverno asks for them.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Cluster roles that the user is bound to; only Kyverno asks for them.</summary>
    public ImmutableArray<string> ClusterRoles { get; init; } = [];

    /// <summary>Whether nothing is known of the user.</summary>
    public bool IsEmpty => Name.Length == 0 && Groups.IsEmpty && Roles.IsEmpty && ClusterRoles.IsEmpty;
}
