using System.Collections.Concurrent;
using Redoubt.Cel;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes.Cost;
using Redoubt.Kubernetes.Libraries;

namespace Redoubt.Kubernetes;

/// <summary>
/// The languages of API servers (kubernetes/apiserver, <c>pkg/cel/environment</c>): one list of parts with the versions that have them.
/// A caller adds its variables and types to one of these with <see cref="CelEnvironmentBuilder(CelEnvironment)"/>. Constants are folded
/// when a server compiles: the default of <see cref="CelOptions.Fold"/>.
/// </summary>
public static class KubernetesEnvironments
{
    /// <summary>The newest minor version that is known.</summary>
    public const int Newest = KubernetesVersion.NewestMinor;

    /// <summary>The compatibility version of the newest server: the minor version before it.</summary>
    public const int Default = Newest - 1;

    /// <summary>The oldest version that what Redoubt ships is written for, so that nothing may use what it has not: controls are exported to it.</summary>
    public const int OldestTarget = 30;

    private static readonly ConcurrentDictionary<(int Compatibility, int Known, ExpressionKind Kind), CelEnvironment> Built = new();

    /// <summary>Everything that some version has, in the order in which it is added.</summary>
    internal static IReadOnlyList<EnvironmentPart> Parts { get; } =
    [
        new("homogeneous literals", 0, EnvironmentPart.Never, static builder => builder.Rules(static rules =>
            rules with { Literals = CelLiterals.Agreeing, OptionalSyntax = false, QuotedNames = false })),
        new("cel-go's literals", 0, EnvironmentPart.Never, static builder => builder.Rules(static rules =>
            rules with { ConstantsMustFold = true, AnyMapKeys = true })),
        new("free presence tests", 0, EnvironmentPart.Never, static builder => builder.FreePresence()),
        new("constant patterns", 0, EnvironmentPart.Never, static builder => builder.Constants(RegexLibrary.Constants)),
        EnvironmentPart.Of(UrlLibrary.Library, 0),
        EnvironmentPart.Of(RegexLibrary.Library, 0),
        EnvironmentPart.Of(ListsLibrary.Version(0), 0, removed: 37),
        EnvironmentPart.Of(CelLibraries.Strings(0), 0, removed: 29),
        EnvironmentPart.Of(AuthorizerLibrary.Library, 27),
        EnvironmentPart.Of(CelLibraries.MixedComparisons, 28),
        EnvironmentPart.Of(CelLibraries.Optionals(1), 28),
        new("optional values", 28, EnvironmentPart.Never, static builder => builder.Rules(static rules => rules with { OptionalSyntax = true })),
        EnvironmentPart.Of(QuantityLibrary.Library, 28),
        new("constants are validated", 29, EnvironmentPart.Never, static builder =>
            builder.Rules(static rules => rules with { Literals = CelLiterals.OneType, FormatCalls = true }).Constants(CelLibraries.StandardConstants)),
        EnvironmentPart.Of(CelLibraries.Strings(2), 29),
        EnvironmentPart.Of(CelLibraries.Sets, 29),
        EnvironmentPart.Of(CelLibraries.Network, 30),
        EnvironmentPart.Of(NetworkCosts.Reading, 30),
        new("reserved words as field names", 31, EnvironmentPart.Never, static builder =>
            builder.Rules(static rules => rules with { ReservedWordFields = true })),
        EnvironmentPart.Of(FormatLibrary.Library, 31),
        EnvironmentPart.Of(AuthorizerLibrary.Selectors, 31),
        EnvironmentPart.Of(CelLibraries.TwoVariableComprehensions, 32),
        EnvironmentPart.Of(SemverLibrary.Version(1), 33),
        EnvironmentPart.Of(CelLibraries.Lists(3), 34),
        EnvironmentPart.Of(CelLibraries.Optionals(2), 34),
        new("names in backticks", 37, EnvironmentPart.Never, static builder => builder.Rules(static rules => rules with { QuotedNames = true }))
        {
            IsOfServer = true, // cel-go 0.29
        },
        EnvironmentPart.Of(ListsLibrary.Version(1), 37),
        EnvironmentPart.Of(CelGoLibrary.Library, 0),
        EnvironmentPart.Of(KubernetesCosts.Library, 0),
    ];

    /// <summary>The language of the newest server for expressions of a compatibility version.</summary>
    /// <param name="compatibility">The minor number: of 1.36 it is 36.</param>
    /// <param name="kind">Whether the expressions are new or stored.</param>
    public static CelEnvironment For(int compatibility, ExpressionKind kind) => Get(compatibility, Newest, kind);

    /// <summary>The language of a server of a minor version: its compatibility version is the one before it.</summary>
    public static CelEnvironment OfServer(int minor, ExpressionKind kind) => Get(minor - 1, minor, kind);

    private static CelEnvironment Get(int compatibility, int known, ExpressionKind kind) =>
        Built.GetOrAdd((compatibility, known, kind), static key => Build(key.Compatibility, key.Known, key.Kind));

    private static CelEnvironment Build(int compatibility, int known, ExpressionKind kind)
    {
        var builder = new CelEnvironmentBuilder().Without(CelLibraries.MixedComparisons).Without(CelLibraries.BeyondCelGo);
        foreach (var part in Parts)
        {
            if (part.IsIn(compatibility, known, kind))
            {
                part.Add(builder);
            }
        }

        return builder.Build();
    }
}
