using Redoubt.Catalog.Compile;
using Redoubt.Catalog.Subjects;
using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Views;

/// <summary>Namespaces: <c>namespaceObject</c>, which is unknown of one that is only referred to, and <c>ns</c>, its name.</summary>
internal sealed class NamespaceView : SubjectView
{
    public override string Name => "namespace";

    public override IReadOnlyList<(string Name, CelType Type)> Variables(KubernetesTypes types) =>
        [("namespaceObject", types.Namespace), ("ns", CelType.String)];

    public override bool IsIn(Platform platform) => platform.Namespaces.Count > 0;

    public override bool MayBeIn(GroupKind kind) => false;

    public override Subject[] In(PlatformPart part, PlatformValues values)
    {
        if (part is not NamespacePart { Use: var use })
        {
            return [];
        }

        var own = use.Document is { } document ? values.Of(document.Root) : EvidenceMissing.Unknown(MissingEvidence.Object("Namespace", "", use.Name));
        return [new Subject(use.Document is null ? new SubjectName("v1", "Namespace", "", use.Name) : Subject.NameOf(use.Document), use.FirstMention, use.Mention, own, CelValue.String(use.Name))];
    }

    public override ExportedForm Exported(CompiledControl control, int minor) => new()
    {
        IsAsked = kind => kind == NamespaceUse.GroupKind,
        Names = new Dictionary<string, string> { ["ns"] = "object.metadata.name", ["namespaceObject"] = "object" },
    };
}
