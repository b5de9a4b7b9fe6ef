using Redoubt.Cel;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Libraries;

namespace Redoubt.Admission.Tests.KubernetesCel;

/// <summary>The language in which a row is read: libraries by name, or a server's language with the row's own options.</summary>
internal static class SuiteLanguages
{
    /// <summary>Everything that any server has.</summary>
    public static CelEnvironment All { get; } = new CelEnvironmentBuilder(KubernetesEnvironments.For(KubernetesEnvironments.Newest, ExpressionKind.Stored))
        .Library(JsonPatchLibrary.Library)
        .Build();

    /// <summary>The standard library and just those that the row names.</summary>
    public static CelEnvironment OfLibraries(SuiteRow row)
    {
        var builder = new CelEnvironmentBuilder();
        foreach (var name in row["libraries"].Items)
        {
            builder.Library(Library(name.AsString()!));
        }

        return builder.Build();
    }

    /// <summary>The server's language for the row's compatibility version; <c>default</c> is that of the newest server.</summary>
    public static CelEnvironment OfServer(SuiteRow row)
    {
        var kind = row["envType"].Is("StoredExpressions") ? ExpressionKind.Stored : ExpressionKind.New;
        var version = row["compatibilityVersion"].AsString() is { } text && text != "default" ? Minor(text) : KubernetesEnvironments.Default;
        return VersionedOptions.Extend(KubernetesEnvironments.For(version, kind), row["versionedOptions"], version, kind);
    }

    /// <summary>Of 1.30 it is 30.</summary>
    public static int Minor(string version) => int.Parse(version[(version.IndexOf('.') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private static CelLibrary Library(string name) => name switch
    {
        "optional" => CelLibraries.Optionals(),
        "strings" => CelLibraries.Strings(2),
        "urls" => UrlLibrary.Library,
        "regex" => RegexLibrary.Library,
        "lists" => ListsLibrary.Version(1),
        "quantity" => QuantityLibrary.Library,
        "sets" => CelLibraries.Sets,
        "format" => FormatLibrary.Library,
        "ip" or "cidr" => CelLibraries.Network,
        "jsonpatch" => JsonPatchLibrary.Library,
        "semver@0" => SemverLibrary.Version(0),
        "semver@1" or "semver" => SemverLibrary.Version(1),
        _ => throw new InvalidOperationException($"the suite names a library that is not known: {name}"),
    };
}
