using Redoubt.Evidence.Kinds;

namespace Redoubt.Evidence.Index;

/// <summary>Who owns whom, by <c>metadata.ownerReferences</c>.</summary>
internal sealed class Owners
{
    /// <summary>CronJob, Job, Pod are three; no controller known makes a longer chain than Knative's five.</summary>
    private const int LongestChain = 16;

    /// <summary>More documents that claim to be one owner are not looked through: what it made is then judged itself.</summary>
    private const int MostOwners = 64;

    private readonly Dictionary<Document, List<Document>> _owned = [];

    public Owners(Platform platform)
    {
        foreach (var document in platform.Documents)
        {
            if (Of(platform, document) is not { } owner)
            {
                continue;
            }

            if (!_owned.TryGetValue(owner, out var owned))
            {
                _owned.Add(owner, owned = []);
            }

            owned.Add(document);
        }
    }

    public IReadOnlyList<Document> OwnedBy(Document owner) => _owned.GetValueOrDefault(owner, []);

    /// <summary>The owner that is here: the controlling one first.</summary>
    public static Document? Of(Platform platform, Document document)
    {
        Document? owner = null;
        foreach (var reference in document.Root["metadata"]["ownerReferences"].Items)
        {
            var controls = reference["controller"].IsTrue;
            if ((owner is null || controls) && Referred(platform, document, reference) is { } found)
            {
                owner = found;
            }

            if (controls && owner is not null)
            {
                break;
            }
        }
        return owner;
    }

    /// <summary>The last workload of the chain of owners. Objects that own each other in a ring are their own: none may hide.</summary>
    public static Document Top(Platform platform, Document document)
    {
        if (!platform.PodTemplates.Has(document.Key.Kind))
        {
            return document;
        }

        var top = document;
        for (var step = 0; step < LongestChain; step++)
        {
            if (Of(platform, top) is not { } owner || !platform.TryGetWorkload(owner, out _))
            {
                return top;
            }

            top = owner;
        }
        return document;
    }

    private static Document? Referred(Platform platform, Document document, Node reference)
    {
        var kind = new GroupKind(GroupKind.GroupOf(reference["apiVersion"].AsString() ?? ""), reference["kind"].AsString() ?? "");
        var name = reference["name"].AsString() ?? "";
        var ns = KnownKinds.IsNamespaced(kind) == false ? "" : document.Namespace;
        var uid = reference["uid"];
        foreach (var owner in platform.Find(new ObjectKey(kind, ns, name)).Take(MostOwners))
        {
            // An object of the same name with another identity was made later, and does not own this one.
            var owners = owner.Root["metadata"]["uid"];
            if (!uid.HasValue || !owners.HasValue || owners.Is(uid.Text))
            {
                return owner;
            }
        }
        return null;
    }
}
