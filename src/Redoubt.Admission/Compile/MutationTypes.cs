using System.Collections.Concurrent;
using Redoubt.Admission.Mutate;
using Redoubt.Cel;
using Redoubt.Kubernetes;

namespace Redoubt.Admission.Compile;

/// <summary>The types that mutations build: <c>Object</c> and <c>Object.path</c>, which take any field, and <c>JSONPatch</c>.</summary>
internal sealed class MutationTypes : ITypeProvider
{
    private static readonly FixedType Patch = new(
        "JSONPatch", ("op", CelType.String), ("path", CelType.String), ("from", CelType.String), ("value", CelType.Dyn));

    private readonly ConcurrentDictionary<string, OpenType> _types = new(StringComparer.Ordinal);

    /// <summary>What an apply configuration evaluates to.</summary>
    public static CelType Object { get; } = CelType.Object("Object");

    /// <summary>What a JSON patch evaluates to.</summary>
    public static CelType Patches { get; } = CelType.List(CelType.Object(Patch.Name));

    /// <inheritdoc/>
    public CelObjectType? Find(string name) =>
        name == Patch.Name ? Patch
        : name == "Object" || name.StartsWith("Object.", StringComparison.Ordinal) ? _types.GetOrAdd(name, static name => new OpenType(name))
        : null;

    private sealed class OpenType(string name) : CelObjectType
    {
        public override string Name => name;

        public override bool IsOpen => true;

        public override IEnumerable<string> FieldNames => [];

        public override CelType? Field(string name) => null;

        public override CelValue Literal(CelValue fields) => TypedObject.Of(name, fields);
    }
}
