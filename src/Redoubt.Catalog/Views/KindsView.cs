using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes;

namespace Redoubt.Catalog.Views;

/// <summary>Objects of some kinds: <c>object</c>, typed by the index of fields.</summary>
/// <param name="kinds">The kinds.</param>
internal sealed class KindsView(IReadOnlyList<KindPattern> kinds) : SubjectView
{
    private readonly KindPattern[] _kinds = [.. kinds];

    /// <summary>The kinds.</summary>
    public IReadOnlyList<KindPattern> Kinds => _kinds;

    public override string Name { get; } = string.Join(", ", kinds.Select(kind => kind.Group is null ? kind.Kind : $"{kind.Group}/{kind.Kind}"));

    public override IReadOnlyList<(string Name, CelType Type)> Variables(KubernetesTypes types) => [("object", types.OfKinds(_kinds))];

    public override bool IsIn(Platform platform) => platform.Kinds.Any(Fits);

    public override bool MayBeIn(GroupKind kind) => Fits(kind);

    public override Subject[] In(PlatformPart part, PlatformValues values) =>
        part is ObjectPart one && Fits(one.Document.Key.Kind) ? [one.Subject(one.Document.Mention, one.Value)] : [];

    public override ExportedForm Exported(CompiledControl control, int minor) => new()
    {
        IsAsked = Fits,
        Names = _kinds.Length == 1 ? new Dictionary<string, string>() : new() { ["object"] = "dyn(object)" },
    };

    private bool Fits(GroupKind kind)
    {
        foreach (var wanted in _kinds)
        {
            if (wanted.Fits(kind))
            {
                return true;
            }
        }

        return false;
    }
}
