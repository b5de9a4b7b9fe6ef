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

    // By kind, namespace and name. An object is read when it is first asked for: a scan asks for few of them.
    private readonly Dictionary<string, (Line Line, Lazy<Document> Document)> _objects;

    private DefaultRoles(int minor)
    {
        Minor = minor;
        _objects = Lines.Where(line => line.First <= minor && minor <= line.Last)
            .ToDictionary(line => line.Name, line => (line, new Lazy<Document>(() => Read($"{Origin}{minor}", line))), StringComparer.Ordinal);
    }

    /// <summary>The minor of the oldest version that is known.</summary>
    public const int Oldest = 32;

    /// <summary>The minor of the newest version that is known.</summary>
    public const int Newest = 37;

    /// <summary>The minor version that these are of.</summary>
    public int Minor { get; }

    /// <summary>The objects: cluster roles and roles, and the bindings of both.</summary>
    public IReadOnlyList<Document> Documents => field ??= [.. _objects.Values.Select(one => one.Document.Value)];

    /// <summary>Those of a version, or of the nearest that is known.</summary>
    /// <param name="minor">The minor version.</param>
    public static DefaultRoles Of(int minor) => Known.GetOrAdd(Math.Clamp(minor, Oldest, Newest), static known => new DefaultRoles(known));

    /// <summary>Whether an object is one of these, and so stands in no file of the user's.</summary>
    /// <param name="document">The object.</param>
    public static bool Has(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Origin.File.StartsWith(Origin, StringComparison.Ordinal) && Known.Values.Any(roles => roles.Find(document.Key) == document);
    }

    /// <summary>The object of a key; null if a server makes none.</summary>
    /// <param name="key">The key.</param>
    public Document? Find(ObjectKey key) => _objects.TryGetValue(NameOf(key.Kind.Kind, key.Namespace, key.Name), out var found) && found.Document.Value is var document && document.Key == key ? document : null;

    /// <summary>The objects that may have a label: no other says its name.</summary>
    /// <param name="label">The label; null for any object.</param>
    public IEnumerable<Document> MayHave(string? label) =>
        _objects.Values.Where(one => label is null || one.Line.Text.Contains($"\"{label}\"", StringComparison.Ordinal)).Select(one => one.Document.Value);

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
        Document[] own = [.. ByName[NameOf(document.Kind, document.Namespace, document.Name)].Select(line => OwnVersions.GetOrAdd(line, static one => Read(Origin, one)))];
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
    private static readonly ConcurrentDictionary<Line, Document> OwnVersions = new();

    private static string NameOf(string kind, string ns, string name) => ns.Length == 0 ? $"{kind}/{name}" : $"{kind}/{ns}/{name}";

    private static Document Read(string origin, Line line) => DocumentReader.Read(origin, line.Json).Documents[0];

    private static IEnumerable<Line> ReadLines()
    {
        using var stream = typeof(DefaultRoles).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the program was built without `{Resource}`");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && LineOf(line) is { } read)
            {
                yield return read;
            }
        }
    }

    private static Line? LineOf(string line)
    {
        Span<Range> words = stackalloc Range[4];
        return line.AsSpan().Split(words, ' ') == words.Length ? new Line(Number(line.AsSpan(words[0])), Number(line.AsSpan(words[1])), line[words[2]], line, words[3].Start.Value) : null;
    }

    private static int Number(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private sealed record Line(int First, int Last, string Name, string Text, int Start)
    {
        public string Json => Text[Start..];
    }
}
