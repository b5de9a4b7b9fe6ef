using Redoubt.Cel;
using Redoubt.Kubernetes.Cost;
using Redoubt.Kubernetes.Values;

using static Redoubt.Kubernetes.Libraries.Declare;

namespace Redoubt.Kubernetes.Libraries;

/// <summary>Semantic versions. Version 0: <c>semver</c>, <c>isSemver</c> and comparisons. 1: both with normalization.</summary>
internal static class SemverLibrary
{
    private static readonly CelType V = SemanticVersion.SemverType;

    public static CelLibrary Version(int version) => new()
    {
        Name = "kubernetes.Semver",
        Functions = [.. Reading, .. version >= 1 ? Normalizing : [], .. Parts, .. Comparing],
    };

    private static CelFunction[] Reading =>
    [
        Function(
            "semver",
            "The version that a text is.",
            [Global("string_to_semver", [CelType.String], V, static all => Read(all[0], normalize: false))],
            Example("semver('1.2.3') == semver('1.2.3+build')", "true"),
            Example("semver('v1.0.0')", null)).Costing(Charge.Text, Charge.ReadText),
        Function(
            "isSemver",
            "Whether a text is a version.",
            [Global("is_semver_string", [CelType.String], CelType.Bool, static all => IsVersion(all[0], normalize: false))],
            Example("isSemver('0.1.0-alpha.1')", "true"),
            Example("isSemver('v1.0')", "false")).Costing(Charge.Text, Charge.ReadText),
    ];

    private static CelFunction[] Normalizing =>
    [
        Function(
            "semver",
            "The version that a text is.",
            [Global("string_bool_to_semver", [CelType.String, CelType.Bool], V, static all => Read(all[0], all[1].AsBool()))],
            Example("semver('v01.1', true) == semver('1.1.0')", "true")),
        Function(
            "isSemver",
            "Whether a text is a version.",
            [Global("is_semver_string_bool", [CelType.String, CelType.Bool], CelType.Bool, static all => IsVersion(all[0], all[1].AsBool()))],
            Example("isSemver('v1.0', true)", "true")),
    ];

    private static CelFunction[] Parts =>
    [
        Part("major", "The first number.", static version => version.Major, "1"),
        Part("minor", "The second number.", static version => version.Minor, "2"),
        Part("patch", "The third number.", static version => version.Patch, "3"),
    ];

    private static CelFunction[] Comparing =>
    [
        Function(
            "isGreaterThan",
            "Whether the first is greater.",
            [Receiver("semver_is_greater_than", [V, V], CelType.Bool, static all => CelValue.Bool(Compare(all) > 0))],
            Example("semver('1.0.0').isGreaterThan(semver('1.0.0-rc.1'))", "true")),
        Function(
            "isLessThan",
            "Whether the first is less.",
            [Receiver("semver_is_less_than", [V, V], CelType.Bool, static all => CelValue.Bool(Compare(all) < 0))],
            Example("semver('1.0.0-rc.2').isLessThan(semver('1.0.0-rc.10'))", "true")),
        Function(
            "compareTo",
            "0 if both are equal, 1 if the first is greater, else -1.",
            [Receiver("semver_compare_to", [V, V], CelType.Int, static all => CelValue.Int(Compare(all)))],
            Example("semver('1.2.3').compareTo(semver('2.0.0'))", "-1")),
    ];

    private static CelFunction Part(string name, string summary, Func<SemanticVersion, ulong> part, string example) => Function(
        name,
        summary,
        [Receiver($"semver_{name}", [V], CelType.Int, all => CelValue.Int(unchecked((long)part(Of(all[0])))))],
        Example($"semver('1.2.3').{name}()", example));

    private static CelValue Read(CelValue text, bool normalize) =>
        SemanticVersionReader.Read(text.AsString(), normalize, out var reason) is { } version ? CelValue.Opaque(version) : CelValue.Error(reason);

    private static CelValue IsVersion(CelValue text, bool normalize) =>
        CelValue.Bool(SemanticVersionReader.Read(text.AsString(), normalize, out _) is not null);

    private static int Compare(ReadOnlySpan<CelValue> both) => Of(both[0]).CompareTo(Of(both[1]));

    private static SemanticVersion Of(CelValue value) => (SemanticVersion)value.AsOpaque();
}
