using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines;

/// <summary>A document of a kind of our own while it is collected: its facts, and what is not known of it with the reason.</summary>
/// <param name="kind">The kind, such as <c>Host</c>; its fields stand in <c>evidence.txt</c>.</param>
/// <param name="name">The name of what it is about.</param>
internal sealed class EvidenceDraft(string kind, string name)
{
    private readonly SortedDictionary<string, string> _unknown = new(StringComparer.Ordinal);

    /// <summary>The kind.</summary>
    public string Kind => kind;

    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>The facts, by the names of the schema.</summary>
    public JsonObject Facts { get; } = [];

    /// <summary>What is not known, by path.</summary>
    public IReadOnlyDictionary<string, string> Unknowns => _unknown;

    /// <summary>Says that a path is not known. The first reason stays.</summary>
    /// <param name="path">The path from the document's root; see <see cref="Key"/> for names of any form.</param>
    /// <param name="reason">Why: lower case, without a full stop, with the file.</param>
    public void Unknown(string path, string reason) => _unknown.TryAdd(path, reason);

    /// <summary>A step of a path to the value of a map whose keys have any form: <c>['/etc/passwd']</c>.</summary>
    public static string Key(string name) => $"['{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";

    /// <summary>A list of texts as evidence.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    /// <summary>Sets a fact if it was found, and says that it is not known where it is not. What is absent is left out.</summary>
    public void Set(string field, Seen<string> seen)
    {
        if (seen.Found(out var value))
        {
            Facts[field] = value;
        }
        else if (seen.Reason is { } reason)
        {
            Unknown(field, reason);
        }
    }
}
