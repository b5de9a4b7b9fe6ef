using System.Collections.Concurrent;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Evidence.Tapes;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Admission.Evaluate;

/// <summary>The objects of the evidence as CEL values, one source a tape; what a document says that it does not know is unknown. Safe for many threads.</summary>
/// <param name="documents">The documents, of which those count that do not know all.</param>
internal sealed class EvidenceValues(IEnumerable<Document> documents)
{
    private readonly ILookup<Tape, Document> _partly = documents.Where(document => document.Unknown.Count > 0).ToLookup(document => document.Root.Tape);
    private readonly ConcurrentDictionary<Tape, TapeValues> _values = new(ReferenceEqualityComparer.Instance);

    /// <summary>The value of a node; null for none. Only sources that know not all of their tape are kept.</summary>
    public CelValue Of(Node node) =>
        !node.Exists ? CelValue.Null
        : _partly.Contains(node.Tape) ? _values.GetOrAdd(node.Tape, tape => new TapeValues(tape, _partly[tape])).Of(node)
        : new TapeValues(node.Tape).Of(node);
}
