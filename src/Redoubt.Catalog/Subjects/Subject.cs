using Redoubt.Catalog.Compile;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;

namespace Redoubt.Catalog.Subjects;

/// <summary>What one control judges at a time, with the values of its view's variables.</summary>
internal sealed class Subject
{
    /// <summary>As a person names it.</summary>
    public required SubjectName Name { get; init; }

    /// <summary>The document it is in, or the first that mentions it.</summary>
    public required Document Document { get; init; }

    /// <summary>Where a finding points that has no better place.</summary>
    public required Node Mention { get; init; }

    /// <summary>The offset in the file at which <see cref="Mention"/> stands, where that is not the place of a value; else null.</summary>
    public int? MentionOffset { get; init; }

    /// <summary>Whether something here made the object: what both have in common is told once, of what made it.</summary>
    public bool IsOwned { get; init; }

    public CelValue Object { get; init; }

    public CelValue Pod { get; init; }

    public CelValue Container { get; init; }

    public CelValue Pods { get; init; }

    public CelValue Namespace { get; init; }

    public CelValue Ambiguity { get; init; }

    /// <summary>The container's role, for the view of containers.</summary>
    public ContainerRole Role { get; init; }

    /// <summary>The value that stands for the subject itself in a view.</summary>
    public CelValue Of(View view) => view switch
    {
        View.Container => Container,
        View.Pod => Pod,
        View.Ambiguity => Ambiguity,
        _ => Object,
    };

    /// <summary>An object's name as a person gives it.</summary>
    public static SubjectName NameOf(Document document) => new(document.ApiVersion, document.Kind, document.Namespace, document.Name);
}
