using Redoubt.Admission.CustomResources;
using Redoubt.Evidence;
using Redoubt.Evidence.Kinds;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Schema;
using Redoubt.Kubernetes.Validation;
using Redoubt.Kubernetes.Validation.CustomResources;

namespace Redoubt.Run;

/// <summary>
/// What an API server says of objects of custom kinds whose definitions are in the evidence: unknown fields, the schema, then the schema's
/// expressions. Where a kind is defined twice the last definition counts, as it does when both are applied.
/// </summary>
internal sealed class CustomKinds
{
    private readonly Dictionary<(string ApiVersion, string Kind), CustomKind> _kinds = [];
    private readonly int _minor;

    public CustomKinds(IEnumerable<Document> documents, int minor)
    {
        _minor = minor;
        foreach (var definition in documents.Where(document => document.Key.Kind == KnownKinds.CustomResourceDefinition))
        {
            foreach (var kind in CrdSchema.Kinds(definition))
            {
                _kinds[(kind.ApiVersion, kind.Kind)] = new CustomKind(definition, kind);
            }
        }
    }

    /// <summary>The faults of an object; none of one whose kind nobody defines.</summary>
    public IEnumerable<(LedgerCode Code, Node Place, string Reason)> Ask(Document document)
    {
        if (!_kinds.TryGetValue((document.ApiVersion, document.Kind), out var kind))
        {
            yield break;
        }

        var unknown = UnknownFields.Of(document.Root, kind.Info.Type!, Verdict.Most);
        foreach (var (field, reason) in unknown.Told)
        {
            yield return (LedgerCode.UnknownField, field, reason);
        }

        if (unknown.Count > unknown.Told.Count)
        {
            yield return (LedgerCode.UnknownField, document.Mention, $"{unknown.Count - unknown.Told.Count} more unknown fields of this object are not listed");
        }

        var verdict = kind.Validator.Validate(document);
        foreach (var fault in verdict.Faults)
        {
            yield return (LedgerCode.Invalid, fault.Place, fault.ToString());
        }

        if (verdict.Untold > 0)
        {
            yield return (LedgerCode.Invalid, document.Mention, $"{verdict.Untold} more faults of this object are not listed");
        }

        if (CustomResourceValidator.AsksExpressions(verdict))
        {
            foreach (var broken in CustomResourceRules.Judge(kind.Definition, document, null, _minor))
            {
                yield return (LedgerCode.Invalid, broken.At, broken.Text);
            }
        }
    }

    private sealed class CustomKind(Document definition, KindInfo info)
    {
        private CustomResourceValidator? _validator;

        public Document Definition => definition;

        public KindInfo Info => info;

        public CustomResourceValidator Validator => _validator ??= new CustomResourceValidator(definition, info.Version);
    }
}
