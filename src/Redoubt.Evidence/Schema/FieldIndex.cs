using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Redoubt.Evidence.Schema;

/// <summary>
/// The built-in kinds of Kubernetes, our own kinds of evidence, and their fields. A type is read from the embedded text when it is first asked for,
/// so that a run pays only for what it meets. Safe to use from several threads.
/// </summary>
public sealed class FieldIndex
{
    private readonly IReadOnlyList<SchemaText> _texts;
    private readonly TypeReader _reader;
    private readonly ConcurrentDictionary<string, TypeInfo?> _types = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, KindInfo[]>> _kinds;

    // What is described in several texts is all of it together.
    private FieldIndex(params IReadOnlyList<SchemaText> texts)
    {
        _texts = texts;
        _reader = new TypeReader(texts, this);
        _kinds = new(() => new KindTable(texts, this).ByName());
    }

    /// <summary>The index of the newest Kubernetes that is known, with the removed versions that the supplement names.</summary>
    public static FieldIndex Default => Embedded.Index;

    /// <summary>All kinds in all versions, current and removed, sorted by name, newest first.</summary>
    public IEnumerable<KindInfo> Kinds => _kinds.Value.OrderBy(k => k.Key, StringComparer.Ordinal).SelectMany(k => k.Value);

    /// <summary>The names of all types.</summary>
    public IEnumerable<string> TypeNames => _texts.SelectMany(text => text.Headers("type ")).Distinct();

    /// <summary>Every group and version of a kind: served ones before removed ones, the newest first. Empty if it is not built in.</summary>
    public ReadOnlySpan<KindInfo> KindsNamed(ReadOnlySpan<char> kind) =>
        _kinds.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(kind, out var found) ? found : default;

    /// <summary>Finds a kind by `apiVersion` and `kind` as an object has them.</summary>
    public bool TryKind(ReadOnlySpan<char> apiVersion, ReadOnlySpan<char> kind, [NotNullWhen(true)] out KindInfo? info)
    {
        foreach (var candidate in KindsNamed(kind))
        {
            if (apiVersion.SequenceEqual(candidate.ApiVersion))
            {
                info = candidate;
                return true;
            }
        }

        info = null;
        return false;
    }

    /// <summary>Finds a kind.</summary>
    /// <param name="group">The API's group, empty for the core; null takes the first that has the kind.</param>
    /// <param name="version">The API's version; null takes the newest.</param>
    /// <param name="kind">The kind's name.</param>
    /// <param name="info">What was found.</param>
    public bool TryKind(string? group, string? version, string kind, [NotNullWhen(true)] out KindInfo? info)
    {
        foreach (var candidate in KindsNamed(kind))
        {
            if ((group is null || group == candidate.Group) && (version is null || version == candidate.Version))
            {
                info = candidate;
                return true;
            }
        }

        info = null;
        return false;
    }

    /// <summary>Finds a type by its name, such as `V1PodSpec`; null if there is none.</summary>
    public TypeInfo? Type(string name) => _types.GetOrAdd(name, static (name, reader) => reader.Read(name), _reader);

    // Its own class, so that nothing is read before the default index is asked for.
    private static class Embedded
    {
        public static readonly FieldIndex Index = new(
            SchemaText.Load("schema/fields.txt"), SchemaText.Load("schema/supplement.txt"), SchemaText.Load("schema/evidence.txt"));
    }
}
