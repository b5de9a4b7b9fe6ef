using Redoubt.Cel;

namespace Redoubt.Catalog.Values;

/// <summary>What a rule may ask of RBAC (<c>docs/access.md</c>).</summary>
internal static class AccessLibrary
{
    public static CelLibrary Library { get; } = new()
    {
        Name = "redoubt.access",
        Functions =
        [
            Function(
                "can", "Whether a subject may use a verb on a resource, as roles write it, of an API group; with a namespace and a name.",
                Overload("can_cluster", [CelType.String, CelType.String, CelType.String, CelType.String], CelType.Bool, static a => Access(a).Can(a[1].AsString(), a[2].AsString(), a[3].AsString(), a[4].AsString(), "", "")),
                Overload("can_namespace", [CelType.String, CelType.String, CelType.String, CelType.String, CelType.String], CelType.Bool, static a => Access(a).Can(a[1].AsString(), a[2].AsString(), a[3].AsString(), a[4].AsString(), a[5].AsString(), "")),
                Overload("can_name", [CelType.String, CelType.String, CelType.String, CelType.String, CelType.String, CelType.String], CelType.Bool, static a => Access(a).Can(a[1].AsString(), a[2].AsString(), a[3].AsString(), a[4].AsString(), a[5].AsString(), a[6].AsString()))),
            Function(
                "canURL", "Whether a subject may use a verb on a path that is no resource.",
                Overload("can_url", [CelType.String, CelType.String, CelType.String], CelType.Bool, static a => Access(a).CanUrl(a[1].AsString(), a[2].AsString(), a[3].AsString()))),
            Function(
                "subjects", "Everybody whom a binding lets use a verb on a resource of an API group; where more may be bound the list ends in an unknown.",
                Overload("subjects_cluster", [CelType.String, CelType.String, CelType.String], CelType.List(CelType.String), static a => Access(a).Subjects(a[1].AsString(), a[2].AsString(), a[3].AsString(), ""), PlatformGrowth.OfWalk),
                Overload("subjects_namespace", [CelType.String, CelType.String, CelType.String, CelType.String], CelType.List(CelType.String), static a => Access(a).Subjects(a[1].AsString(), a[2].AsString(), a[3].AsString(), a[4].AsString()), PlatformGrowth.OfWalk)),
            Function(
                "reaches", "Whether a subject is another, or `cluster-admin`, or can become it by moves that RBAC allows.",
                Overload("reaches", [CelType.String, CelType.String], CelType.Bool, static a => Access(a).Reaches(a[1].AsString(), a[2].AsString(), seen: false))),
            Function(
                "isSeenToReach", "The same, and false where that is only not known.",
                Overload("seen_to_reach", [CelType.String, CelType.String], CelType.Bool, static a => Access(a).Reaches(a[1].AsString(), a[2].AsString(), seen: true))),
            Function(
                "moves", "The fewest moves by which a subject becomes another, or `cluster-admin`; 0 if it is, -1 if it cannot.",
                Overload("moves", [CelType.String, CelType.String], CelType.Int, static a => Access(a).Moves(a[1].AsString(), a[2].AsString()))),
            Function(
                "escalations", "Who can become cluster-admin and how, as maps of `from`, `say`, `moves` and `at`; where more may be bound the list ends in an unknown.",
                Overload("escalations", [], CelType.List(CelType.Map(CelType.String, CelType.Dyn)), static a => Access(a).Escalations(), PlatformGrowth.OfWalk)),
            Function(
                "pointless", "Rules of a role that its others hold, or subjects of a binding to whom others that are seen give all of it, as maps of `at` and `by`.",
                Overload("pointless", [CelType.Dyn], CelType.List(CelType.Map(CelType.String, CelType.Dyn)), static a => Access(a).Pointless(a[1]))),
            Function(
                "unused", "Rules of a role with rights that the audit logs never saw used, as maps of `at`, `say`, `from` and `to`; where more may be bound an unknown.",
                Overload("unused", [CelType.Dyn], CelType.List(CelType.Map(CelType.String, CelType.Dyn)), static a => Access(a).Unused(a[1]))),
            Function(
                "hasAuditLog", "Whether the evidence has an audit log.",
                Overload("has_audit_log", [], CelType.Bool, static a => Access(a).HasAuditLog())),
            Function(
                "isBound", "Whether a binding that is seen names a subject itself.",
                Overload("is_bound", [CelType.String], CelType.Bool, static a => Access(a).IsBound(a[1].AsString()))),
            Function(
                "hasBindings", "Whether any binding is seen.",
                Overload("has_bindings", [], CelType.Bool, static a => Access(a).HasBindings())),
            Function(
                "rules", "All rules that count for a subject, with the namespace in which each does; where more may be bound the list ends in an unknown.",
                Overload("rules", [CelType.String], CelType.List(CelType.Map(CelType.String, CelType.Dyn)), static a => Access(a).Rules(a[1].AsString()))),
            Function(
                "rulesOf", "The rules that a binding gives, or that the ClusterRole of a name holds, aggregated ones included; where the role is not known an unknown.",
                Overload("rules_of", [CelType.Dyn], CelType.List(CelType.Map(CelType.String, CelType.Dyn)), static a => Access(a).RulesOf(a[1]))),
            Function(
                "isClusterWide", "Whether a role counts in the whole cluster or in kube-system, by a binding or because nobody has bound it yet.",
                Overload("is_cluster_wide", [CelType.Dyn], CelType.Bool, static a => Access(a).IsClusterWide(a[1]))),
            Function(
                "holders", "Who holds a role and where, for people.",
                Overload("holders", [CelType.Dyn], CelType.String, static a => Access(a).Holders(a[1]))),
            Function(
                "isDefault", "Whether an object is one that every API server makes at start, by name and content.",
                Overload("is_default", [CelType.Dyn], CelType.Bool, static a => Access(a).IsDefault(a[1]))),
            Function(
                "isDefaultRole", "Whether every cluster of the version has a ClusterRole of a name.",
                Overload("is_default_role", [CelType.String], CelType.Bool, static a => Access(a).IsDefaultRole(a[1].AsString()))),
        ],
    };

    private static CelFunction Function(string name, string summary, params CelOverload[] overloads) => new() { Name = name, Summary = summary, Overloads = [.. overloads] };

    // What is worked out once for a platform, or looked up by a subject, a role or a binding, costs one: over all of these it is as much as there are bindings.
    private static CelOverload Overload(string id, CelType[] parameters, CelType result, CelBody body, CelEstimate? estimate = null) => new()
    {
        Id = "access_" + id,
        IsReceiver = true,
        Parameters = [AccessQuestions.AccessType, .. parameters],
        Result = result,
        Body = body,
        IsPure = false,
        Estimate = estimate ?? PlatformGrowth.OfIndex,
    };

    private static AccessQuestions Access(ReadOnlySpan<CelValue> arguments) => (AccessQuestions)arguments[0].AsOpaque();
}
