using System.Collections.Concurrent;
using System.Globalization;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;

namespace Redoubt.Access.Defaults;

/// <summary>
/// The RBAC objects that an API server of a version makes at start, with its default feature gates. Data with its source:
/// <c>default-roles.txt</c>, of kubernetes/kubernetes, <c>plugin/pkg/auth/authorizer/rbac/bootstrappolicy</c>.
/// </summary>
public sealed class DefaultRoles
{
    private const string Origin = "default roles of Kubernetes 1.";
    private const string Resource = "default-roles.txt";
    private static readonly ConcurrentDictionary<int, DefaultRoles> Known = new();

    private DefaultRoles(int minor)
    {
        Minor = minor;
        Documents = Read($"{Origin}{minor}", Lines.Where(line => line.First <= minor && minor <= line.Last));
    }

    /// <summary>The minor of the oldest version that is known.</summary>
    public const int Oldest = 32;

    /// <summary>The minor of the newest version that is known.</summary>
    public const int Newest = 37;

    /// <summary>The minor version that these are of.</summary>
    public int Minor { get; }

    /// <summary>The objects: cluster roles and roles, and the bindings of both.</summary>
    public IReadOnlyList<Document> Documents { get; }

    /// <summary>Those of a version, or of the nearest that is known.</summary>
    /// <param name="minor">The minor version.</param>
    public static DefaultRoles Of(int minor) => Known.GetOrAdd(Math.Clamp(minor, Oldest, Newest), static known => new DefaultRoles(known));

    /// <summary>Whether an object is one of these, and so stands in no file of the user's.</summary>
    /// <param name="document">The object.</param>
    public static bool Has(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Origin.File.StartsWith(Origin, StringComparison.Ordinal) && Known.Values.Any(roles => roles.Documents.Contains(document));
    }

    /// <summary>The platform with these objects in it; one of the evidence with the same name wins.</summary>
    /// <param name="platform">The platform.</param>
    public Platform AddTo(Platform platform)
    {
        ArgumentNullException.ThrowIfNull(platform);
        return platform.With([.. Documents.Where(document => platform.Find(document.Key).Count == 0)]);
    }

    /// <summary>
    /// Whether an object is Kubernetes' own by name and content: of every rule, or subject, some version has just this one. A server adds what a
    /// newer version brings and takes nothing away. A name or a label alone is anybody's to write.
    /// </summary>
    /// <param name="document">The object.</param>
    public static bool IsOwn(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var label = document.Namespace.Length == 0 ? $"{document.Kind}/{document.Name}" : $"{document.Kind}/{document.Namespace}/{document.Name}";
        Document[] own = [.. ByName[label].SelectMany(line => OwnVersions.GetOrAdd(line, static one => Read(Origin, [one])))];
        return own.Length > 0 && own[0].Group == document.Group
            && ((string[])["roleRef", "subjects", "rules", "aggregationRule"]).All(field => IsWithin(document.Root[field], [.. own.Select(one => one.Root[field])]));
    }

    // Lists may hold what several versions have; whatever else is there must be as one version has it.
    private static bool IsWithin(Node written, Node[] known)
    {
        if (!written.HasValue || (written.Kind == NodeKind.List && written.Count == 0))
        {
            return true;
        }

        if (written.Kind != NodeKind.List)
        {
            return known.Any(one => Canonical.Text(one) == Canonical.Text(written));
        }

        var texts = known.SelectMany(Items).ToHashSet(StringComparer.Ordinal);
        return Items(written).All(texts.Contains);

        static List<string> Items(Node list)
        {
            var texts = new List<string>(list.Count);
            foreach (var item in list.Items)
            {
                texts.Add(Canonical.Text(item));
            }

            return texts;
        }
    }

    private static readonly Line[] Lines = [.. ReadLines()];
    private static readonly ILookup<string, Line> ByName = Lines.ToLookup(line => line.Name, StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<Line, IReadOnlyList<Document>> OwnVersions = new();

    private static IReadOnlyList<Document> Read(string origin, IEnumerable<Line> lines) =>
        DocumentReader.Read(origin, string.Join("\n---\n", lines.Select(line => line.Json))).Documents;

    private static IEnumerable<Line> ReadLines()
    {
        using var stream = typeof(DefaultRoles).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the program was built without `{Resource}`");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Split(' ', 4) is [var first, var last, var name, var json])
            {
                yield return new Line(Number(first), Number(last), name, json);
            }
        }
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private sealed record Line(int First, int Last, string Name, string Json);
}
