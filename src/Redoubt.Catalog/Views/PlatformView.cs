using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes;

namespace Redoubt.Catalog.Views;

/// <summary>The platform as one: no variable but those that every view has.</summary>
internal sealed class PlatformView : SubjectView
{
    public override string Name => "platform";

    public override string Obstacle => "it judges the platform as one";

    public override IReadOnlyList<(string Name, CelType Type)> Variables(KubernetesTypes types) => [];

    public override bool IsIn(Platform platform) => platform.Documents.Count > 0;

    public override bool MayBeIn(GroupKind kind) => false;

    public override Subject[] In(PlatformPart part, PlatformValues values) =>
        part is WholePart { First: var first } ? [new Subject(new SubjectName("", "Platform", "", ""), first, first.Mention)] : [];
}
