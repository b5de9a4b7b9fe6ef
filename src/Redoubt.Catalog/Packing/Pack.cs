using Redoubt.Cel;

namespace Redoubt.Catalog.Packing;

/// <summary>
/// What the build makes ready, so that no YAML is read and no CEL is compiled at start: parts by name, each with its checksum, and one of them the
/// image of all expressions that are shipped. A part is checked when it is first asked for, and what lies in it is read where it lies. For many threads.
/// </summary>
public sealed class Pack
{
    internal const uint Magic = 0x35_42_44_52; // "RDB5"
    internal const string PlansPart = "plans";
    internal const string TreesPart = "trees";

    private readonly Dictionary<string, PackedPart> _parts = new(StringComparer.Ordinal);
    private readonly Lazy<CelImage> _image;

    /// <summary>A pack over bytes, which must not change.</summary>
    /// <param name="bytes">What a <see cref="PackWriter"/> wrote.</param>
    /// <exception cref="InvalidDataException">The bytes are damaged, or no pack of this version.</exception>
    public Pack(ReadOnlyMemory<byte> bytes)
    {
        var reader = new PackReader(bytes);
        if (bytes.Length < sizeof(uint) || reader.Word() != Magic)
        {
            throw new InvalidDataException("the controls in this program are of another version: put the program there anew");
        }

        var (size, sumOfTable) = ((int)reader.Word(), reader.Word());
        var table = new PackedPart(reader.Take(size), sumOfTable).Reader();
        foreach (var (name, length, sum) in table.List(static one => (one.Text(), (int)one.Word(), one.Word())))
        {
            _parts[name] = new PackedPart(reader.Take(length), sum);
        }

        _image = new Lazy<CelImage>(() => new CelImage(Find(PlansPart).Bytes(), () => Find(TreesPart).Bytes()));
    }

    /// <summary>The expressions.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public CelImage Image => _image.Value;

    /// <summary>Reads a part.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="offset">Where in it to begin.</param>
    /// <exception cref="InvalidDataException">It is damaged, or not there.</exception>
    public PackReader Read(string name, int offset = 0) => Find(name).Reader(offset);

    private PackedPart Find(string name) => _parts.TryGetValue(name, out var part) ? part : throw PackReader.TooShort();
}
