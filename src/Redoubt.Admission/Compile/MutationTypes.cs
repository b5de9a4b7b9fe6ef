using System.Collections.Concurrent;
using Redoubt.Cel;

namespace Redoubt.Admission.Compile;

/// <summary>The types that mutations build: <c>Object</c> and <c>Object.path</c>, which take any field, and <c>JSONPatch</c>.</summary>
internal sealed class MutationTypes : ITypeProvider
{
    private static readonly PatchType Patch = new();

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

    /// <summary>A type of objects with any field; one that is missing reads as null.</summary>
    private sealed class OpenType(string name) : CelObjectType
    {
        public override string Name => name;

        public override bool IsOpen => true;

        public override bool KeepsType => true;

        public override bool IsNamed => false;

        public override IEnumerable<string> FieldNames => [];

        public override CelType? Field(string name) => null;

        public override CelValue Lacking(string field) => CelValue.Null;
    }

    /// <summary>One step of a JSON patch; a text that is empty is as none.</summary>
    private sealed class PatchType : CelObjectType
    {
        private const string Value = "value";

        public override string Name => "JSONPatch";

        public override bool KeepsType => true;

        public override bool IsNamed => false;

        public override IEnumerable<string> FieldNames => ["op", "path", "from", Value];

        public override CelType? Field(string name) => name switch
        {
            "op" or "path" or "from" => CelType.String,
            Value => CelType.Dyn,
            _ => null,
        };

        public override bool IsSet(string field, CelValue value) => field == Value || value.Kind != CelKind.String || !value.AsSpan().IsEmpty;

        public override CelValue Lacking(string field) => field == Value ? CelValue.Null : CelValue.String("");
    }
}
