using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes;

namespace Redoubt.Catalog.Views;

/// <summary>Places of a text that may be read in two ways: <c>ambiguity</c>, <c>object</c>.</summary>
internal sealed class AmbiguityView : SubjectView
{
    public override string Name => "ambiguity";

    public override string Obstacle => "it judges the text of a manifest, and admission sees what was read from it";

    public override IReadOnlyList<(string Name, CelType Type)> Variables(KubernetesTypes types) =>
        [("ambiguity", CelType.Map(CelType.String, CelType.String)), ("object", CelType.Dyn)];

    public override bool IsIn(Platform platform) => platform.Documents.Any(document => document.Ambiguities.Count > 0);

    public override Subject[] In(PlatformPart part, PlatformValues values)
    {
        if (part is not ObjectPart { Document: var document } || document.Ambiguities.Count == 0)
        {
            return [];
        }

        var redactor = values.RedactorOf(document);
        var own = values.Of(document.Root);
        return Array.ConvertAll(AmbiguousPlaces.Of(document), place =>
            new Subject(Subject.NameOf(document), document, place.Node, place.Value(redactor), own) { MentionOffset = place.Ambiguity.Offset });
    }
}
