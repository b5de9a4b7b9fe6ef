using Redoubt.Admission.Mutate;
using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Admission.Evaluate;

/// <summary>
/// What the API server makes of an object that is created before anybody is asked about it (kubernetes/apiserver, <c>rest.FillObjectMetaSystemFields</c>):
/// it is there, and what it is nobody can know beforehand.
/// </summary>
internal static class ServerMetadata
{
    private static readonly (string Field, CelValue Value)[] Fields =
    [
        .. ((string[])["uid", "creationTimestamp", "managedFields"]).Select(field => (field, MadeBy(field))),
    ];

    private static readonly CelValue Name = MadeBy("name");

    /// <summary>The object as it is when policies are asked about its creation.</summary>
    /// <param name="value">The object with its defaults.</param>
    /// <param name="isMutating">Whether a mutating policy is asked: a name is made after them.</param>
    public static CelValue Made(CelValue value, bool isMutating)
    {
        if (value.Kind != CelKind.Map || value.Field("metadata") is not { Kind: CelKind.Map } metadata)
        {
            return value;
        }

        // What a manifest says of these fields the server throws away.
        var makesName = !isMutating && IsNothing(metadata.Field("name")) && !IsNothing(metadata.Field("generateName"));
        return ChangedMap.With(value, "metadata", ChangedMap.With(metadata, makesName ? [.. Fields, ("name", Name)] : Fields));
    }

    /// <summary>The object without what is made.</summary>
    public static CelValue Without(CelValue value)
    {
        if (value.Kind != CelKind.Map || value.Field("metadata") is not { Kind: CelKind.Map } metadata)
        {
            return value;
        }

        (string, CelValue)[] made = [.. Fields.Where(field => metadata.Field(field.Field) == field.Value).Select(field => (field.Field, default(CelValue)))];
        return ChangedMap.With(value, "metadata", ChangedMap.With(metadata, made));
    }

    private static bool IsNothing(CelValue value) => value.Kind is CelKind.Absent or CelKind.Null || (value.Kind == CelKind.String && value.AsString().Length == 0);

    private static CelValue MadeBy(string field) =>
        CelValue.Unknown(new EvidenceMissing(new MissingEvidence(MissingCode.Request, $"metadata.{field}", "the API server makes it")) { IsThere = true });
}
