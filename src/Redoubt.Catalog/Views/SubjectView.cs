using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes;

namespace Redoubt.Catalog.Views;

/// <summary>
/// What a control judges, each on its own (design, section 4): one file says the name, the variables, the subjects and the form in which an
/// API server asks. <see cref="SubjectViews"/> lists them.
/// </summary>
internal abstract class SubjectView
{
    /// <summary>As <c>for:</c> says it.</summary>
    public abstract string Name { get; }

    /// <summary>Why no API server can ask in this view's place; null where it can.</summary>
    public virtual string? Obstacle => null;

    /// <summary>
    /// The variables with their types, in the order of a subject's values. The first stands for the subject itself: a path that names no
    /// variable starts there.
    /// </summary>
    /// <param name="types">The object types.</param>
    public abstract IReadOnlyList<(string Name, CelType Type)> Variables(KubernetesTypes types);

    /// <summary>Whether the platform has a subject of the view: only then are its controls compiled.</summary>
    /// <param name="platform">The platform.</param>
    public abstract bool IsIn(Platform platform);

    /// <summary>Whether an object of a kind may hold a subject of the view.</summary>
    /// <param name="kind">The kind.</param>
    public virtual bool MayBeIn(GroupKind kind) => true;

    /// <summary>The subjects in one part of the platform, in order; none if it is none of the view's.</summary>
    /// <param name="part">The part.</param>
    /// <param name="values">The platform's values.</param>
    public abstract Subject[] In(PlatformPart part, PlatformValues values);

    /// <summary>How the rule of a control reads in an admission policy; only where there is no <see cref="Obstacle"/>.</summary>
    /// <param name="control">The control.</param>
    /// <param name="minor">The target version's minor number.</param>
    public virtual ExportedForm Exported(CompiledControl control, int minor) => throw new NotSupportedException(Obstacle);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
