using System.Collections.Immutable;
using Redoubt.Access;
using Redoubt.Cel;
using Redoubt.Kubernetes.Authorizer;
using Redoubt.Kubernetes.Values;

using static Redoubt.Kubernetes.Libraries.Declare;

namespace Redoubt.Kubernetes.Libraries;

/// <summary>Questions about who may do what, from the variable <c>authorizer</c> on. What a decision says of an error came later.</summary>
internal static class AuthorizerLibrary
{
    /// <summary>So that an expression may ask twice.</summary>
    private const int CheckCost = 350_000;

    private static readonly CelType Authorizer = AuthorizerValue.AuthorizerType;
    private static readonly CelType Path = PathCheckValue.PathCheckType;
    private static readonly CelType Group = GroupCheckValue.GroupCheckType;
    private static readonly CelType Resource = ResourceCheckValue.ResourceCheckType;
    private static readonly CelType Decision = DecisionValue.DecisionType;

    public static CelLibrary Library { get; } = new()
    {
        Name = "kubernetes.authz",
        Functions =
        [
            .. Starting,
            .. Narrowing,
            Function(
                "check",
                "Asks whether the verb is allowed.",
                [
                    Impure(Receiver("pathcheck_check", [Path, CelType.String], Decision, static all => ((PathCheckValue)all[0].AsOpaque()).Check(all[1].AsString()))),
                    Impure(Receiver("resourcecheck_check", [Resource, CelType.String], Decision, static all => Of(all[0]).Check(all[1].AsString()))),
                ]).Costing(static (_, in _) => CheckCost, static _ => new(CelRange.Exactly(CheckCost))),
            Answer("allowed", "decision_allowed", "Whether it is allowed.", CelType.Bool, static decision => CelValue.Bool(decision.IsAllowed)),
            Answer("reason", "decision_reason", "Why.", CelType.String, static decision => CelValue.String(decision.Reason)),
            Answer("errored", "decision_errored", "Whether asking failed.", CelType.Bool, static decision => CelValue.Bool(decision.Error is not null)),
            Answer("error", "decision_error", "Why asking failed; empty if it did not.", CelType.String, static decision => CelValue.String(decision.Error ?? "")),
        ],
    };

    /// <summary>Selectors in a question (since 1.31).</summary>
    public static CelLibrary Selectors { get; } = new()
    {
        Name = "kubernetes.authzSelectors",
        Functions =
        [
            Narrow("fieldSelector", "authorizer_fieldselector", "Only objects with these fields.", static (check, text) => check with { Fields = FieldSelectorReader.Read(text) })
                .Costing(SelectorCost, SelectorEstimate),
            Narrow("labelSelector", "authorizer_labelselector", "Only objects with these labels.", static (check, text) => check with { Labels = LabelSelectorReader.Read(text) })
                .Costing(SelectorCost, SelectorEstimate),
        ],
    };

    private static CelFunction[] Starting =>
    [
        Function(
            "path",
            "A question about a path that is no resource.",
            [
                Receiver("authorizer_path", [Authorizer, CelType.String], Path, static all => string.IsNullOrWhiteSpace(all[1].AsString())
                    ? CelValue.Error("path must not be empty")
                    : CelValue.Opaque(new PathCheckValue((AuthorizerValue)all[0].AsOpaque(), all[1].AsString()))),
            ]),
        Function(
            "group",
            "A question about an API group.",
            [Receiver("authorizer_group", [Authorizer, CelType.String], Group, static all => CelValue.Opaque(new GroupCheckValue((AuthorizerValue)all[0].AsOpaque(), all[1].AsString())))]),
        Function(
            "serviceAccount",
            "The authorizer as it answers a service account.",
            [Receiver("authorizer_serviceaccount", [Authorizer, CelType.String, CelType.String], Authorizer, ServiceAccount)]),
        Function(
            "resource",
            "A question about a resource of the group.",
            [
                Receiver("groupcheck_resource", [Group, CelType.String], Resource, static all => string.IsNullOrWhiteSpace(all[1].AsString())
                    ? CelValue.Error("resource must not be empty")
                    : CelValue.Opaque(((GroupCheckValue)all[0].AsOpaque()).Resource(all[1].AsString()))),
            ]),
    ];

    private static CelFunction[] Narrowing =>
    [
        Narrow("subresource", "resourcecheck_subresource", "About a subresource of it.", static (check, text) => check with { Subresource = text }),
        Narrow("namespace", "resourcecheck_namespace", "In a namespace.", static (check, text) => check with { Namespace = text }),
        Narrow("name", "resourcecheck_name", "About one object.", static (check, text) => check with { Name = text }),
    ];

    private static CelFunction Narrow(string name, string id, string summary, Func<AccessAttributes, string, AccessAttributes> narrow) => Function(
        name,
        summary,
        [Receiver(id, [Resource, CelType.String], Resource, all => CelValue.Opaque(Of(all[0]).With(narrow(Of(all[0]).Attributes, all[1].AsString()))))]);

    private static CelFunction Answer(string name, string id, string summary, CelType type, Func<AccessDecision, CelValue> answer) =>
        Function(name, summary, [Receiver(id, [Decision], type, all => answer(((DecisionValue)all[0].AsOpaque()).Decision))]);

    private static CelValue ServiceAccount(ReadOnlySpan<CelValue> all)
    {
        var (ns, name) = (all[1].AsString(), all[2].AsString());
        return NameRules.DnsSubdomain(name).Count > 0 ? CelValue.Error("Invalid service account name")
            : NameRules.DnsLabel(ns).Count > 0 ? CelValue.Error("Invalid service account namespace")
            : CelValue.Opaque(new AuthorizerValue(((AuthorizerValue)all[0].AsOpaque()).Authorizer, AccessUser.ServiceAccount(ns, name)));
    }

    private static long SelectorCost(ReadOnlySpan<CelValue> arguments, in CelValue result) =>
        (long)Selector(CelRange.Exactly((ulong)CelCosts.Size(arguments[1]))).Max;

    private static CelCallEstimate? SelectorEstimate(ImmutableArray<CelOperand> operands) => new(Selector(operands[1].Size));

    /// <summary>A list of requirements, each at least two characters long and an object with a list in it; and the text is read.</summary>
    private static CelRange Selector(CelRange length)
    {
        var requirements = length * 0.5 * (CelCosts.ListLiteral + CelCosts.ObjectLiteral);
        return CelRange.Exactly(CelCosts.ListLiteral) + (length * CelCosts.Traversal) + requirements;
    }

    private static CelOverload Impure(CelOverload overload) => overload with { IsPure = false };

    private static ResourceCheckValue Of(CelValue value) => (ResourceCheckValue)value.AsOpaque();
}
