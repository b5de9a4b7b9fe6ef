using Redoubt.Catalog.Values;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Views;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Subjects;

/// <summary>What a part of a platform is known by, from one platform to the next that is made of it.</summary>
/// <param name="Object">The document, of an object.</param>
/// <param name="Name">Kind, namespace and name, of what need not have a document.</param>
internal readonly record struct PartKey(Document? Object, ObjectKey Name)
{
    /// <summary>The platform as one.</summary>
    public static PartKey Whole => default;

    public static PartKey Of(Document document) => new(document, default);

    public static PartKey OfNamespace(string name) => new(null, new ObjectKey(NamespaceUse.GroupKind, "", name));

    public static PartKey OfAccount(string ns, string name) => new(null, new ObjectKey(AccountUse.GroupKind, ns, name));
}

/// <summary>A part of a platform in which views find their subjects: an object, a namespace, a service account, or all of it.</summary>
internal abstract class PlatformPart
{
    /// <summary>The document that is there, or the first that speaks of the part.</summary>
    public abstract Document Document { get; }

    /// <summary>What it is known by.</summary>
    public abstract PartKey Key { get; }

    /// <summary>The part that answers for this one: of what a workload made the workload, else itself.</summary>
    public virtual PartKey Family => Key;
}

/// <summary>One object.</summary>
internal sealed class ObjectPart : PlatformPart
{
    private readonly SubjectName _name;
    private readonly TapeValues _values;

    /// <param name="values">The platform's values.</param>
    /// <param name="document">The object's document.</param>
    public ObjectPart(PlatformValues values, Document document)
    {
        Document = document;
        _values = values.On(document);
        Owner = values.Platform.TopOwner(document);
        Workload = values.Platform.TryGetWorkload(document, out var workload) ? workload : null;
        _name = Subjects.Subject.NameOf(document);
    }

    public override Document Document { get; }

    public override PartKey Key => PartKey.Of(Document);

    public override PartKey Family => PartKey.Of(Owner);

    /// <summary>The workload here that made the object; itself if none did.</summary>
    public Document Owner { get; }

    /// <summary>Whether something here made the object: what both have in common is told once, of what made it.</summary>
    public bool IsOwned => !ReferenceEquals(Owner, Document);

    /// <summary>The object as one that runs pods; null if it runs none.</summary>
    public Workload? Workload { get; }

    /// <summary>Whether all that the document holds is known.</summary>
    public bool IsKnown => _values.IsKnown;

    /// <summary>The object as CEL sees it.</summary>
    public CelValue Value => _values.Of(Document.Root);

    /// <summary>The CEL value of a node of the document; absent for no node.</summary>
    public CelValue Of(Node node) => _values.Of(node);

    /// <summary>A subject in the object.</summary>
    /// <param name="mention">Where a finding points that has no better place.</param>
    /// <param name="values">The values of the view's variables.</param>
    public Subject Subject(Node mention, params CelValue[] values) => new(_name, Document, mention, values) { IsOwned = IsOwned };
}

/// <summary>A namespace, with a document or only spoken of.</summary>
/// <param name="use">The namespace.</param>
internal sealed class NamespacePart(NamespaceUse use) : PlatformPart
{
    public NamespaceUse Use => use;

    public override PartKey Key => PartKey.OfNamespace(use.Name);

    public override Document Document => use.FirstMention;
}

/// <summary>A service account, with a document or only run as.</summary>
/// <param name="use">The account.</param>
internal sealed class AccountPart(AccountUse use) : PlatformPart
{
    public AccountUse Use => use;

    public override PartKey Key => PartKey.OfAccount(use.Namespace, use.Name);

    public override Document Document => use.FirstMention;
}

/// <summary>The platform as one.</summary>
/// <param name="first">Its first document.</param>
internal sealed class WholePart(Document first) : PlatformPart
{
    public Document First => first;

    public override PartKey Key => PartKey.Whole;

    public override Document Document => first;
}
