using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Subjects;

/// <summary>What one control judges at a time, with the values of its view's variables.</summary>
/// <param name="name">As a person names it.</param>
/// <param name="document">The document it is in, or the first that mentions it.</param>
/// <param name="mention">Where a finding points that has no better place.</param>
/// <param name="values">The values of the view's variables, in their order.</param>
internal sealed class Subject(SubjectName name, Document document, Node mention, params CelValue[] values)
{
    private string? _text;
    private string? _container;

    public SubjectName Name => name;

    public Document Document => document;

    public Node Mention => mention;

    public ReadOnlySpan<CelValue> Values => values;

    /// <summary>The value that stands for the subject itself.</summary>
    public CelValue Self => values.Length > 0 ? values[0] : default;

    /// <summary>The name as text, by which findings are sorted.</summary>
    public string Text => _text ??= name.ToString();

    /// <summary>The offset in the file at which <see cref="Mention"/> stands, where that is not the place of a value; else null.</summary>
    public int? MentionOffset { get; init; }

    /// <summary>Whether something here made the object: what both have in common is told once, of what made it.</summary>
    public bool IsOwned { get; init; }

    /// <summary>The container's role; null for what is no container.</summary>
    public ContainerRole? Role { get; private init; }

    /// <summary>The container's name; empty for what is no container.</summary>
    public string Container => _container ??= Role is null ? "" : mention["name"].AsString() ?? "";

    /// <summary>The subject as a container in a role.</summary>
    public Subject In(ContainerRole role) => new(name, document, mention, values) { MentionOffset = MentionOffset, IsOwned = IsOwned, Role = role };

    /// <summary>An object's name as a person gives it.</summary>
    public static SubjectName NameOf(Document document) => new(document.ApiVersion, document.Kind, document.ShownNamespace, document.Name);
}
