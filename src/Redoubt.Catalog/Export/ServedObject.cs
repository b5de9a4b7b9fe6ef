using Redoubt.Cel;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Catalog.Export;

/// <summary>Any object of a kind as an API server has it: its version, its kind and that it has a <c>uid</c> are known, nothing else.</summary>
/// <param name="apiVersion">The version, with its group.</param>
/// <param name="kind">The kind.</param>
internal sealed class ServedObject(string apiVersion, string kind) : ValueSource
{
    private const int Object = 0;
    private const int Metadata = 1;
    private const int Version = 2;
    private const int Kind = 3;
    private const int Uid = 4;
    private const int Unknown = 5;
    private const int Rest = 6;

    private static readonly CelUnknown Missing = CelUnknown.Of(new EvidenceMissing(new MissingEvidence(MissingCode.Request, "the object", "nobody has sent it")));

    /// <summary>The object.</summary>
    public CelValue Root => Value(Object);

    public override CelValue Value(int handle) => handle switch
    {
        Object or Metadata => CelValue.FromSource(this, handle, CelKind.Map),
        Version => CelValue.String(apiVersion),
        Kind => CelValue.String(kind),
        Uid => CelValue.String("uid"),
        Rest => CelValue.Rest(Missing),
        _ => CelValue.Unknown(Missing),
    };

    public override int Field(int map, int symbol, ReadOnlySpan<char> name) => map switch
    {
        Object => name switch { "apiVersion" => Version, "kind" => Kind, "metadata" => Metadata, _ => Unknown },
        Metadata => name is "uid" ? Uid : Unknown,
        Version or Kind or Uid => NotAMap,
        _ => Unknown,
    };

    public override int Count(int container) => -1;

    public override int First(int container) => Rest;

    public override int Next(int container, int entry) => None;

    public override string Key(int map, int entry) => "";

    public override ReadOnlySpan<char> Text(int handle) => default;
}
