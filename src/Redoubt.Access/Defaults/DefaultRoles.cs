using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
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
        Documents = DocumentReader.Read($"{Origin}{minor}", TextOf(minor)).Documents;
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

    private static string TextOf(int minor)
    {
        using var stream = typeof(DefaultRoles).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the program was built without `{Resource}`");
        using var reader = new StreamReader(stream);
        var text = new StringBuilder();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Split(' ', 3) is var parts && Number(parts[0]) <= minor && minor <= Number(parts[1]))
            {
                text.Append("---\n").Append(parts[2]).Append('\n');
            }
        }

        return text.ToString();
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
