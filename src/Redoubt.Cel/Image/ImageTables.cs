using System.Text;

namespace Redoubt.Cel.Image;

/// <summary>The strings and types that the programs of an image share, as they are gathered; each has the number of its record.</summary>
internal sealed class ImageTables
{
    private readonly Dictionary<string, int> _stringNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<CelType, int> _typeNumbers = [];
    private readonly List<byte[]> _strings = [];
    private readonly List<byte[]> _types = [];

    public IReadOnlyList<byte[]> Strings => _strings;

    public IReadOnlyList<byte[]> Types => _types;

    public int Number(string text)
    {
        if (!_stringNumbers.TryGetValue(text, out var number))
        {
            _stringNumbers.Add(text, number = _strings.Count);
            _strings.Add(Encoding.UTF8.GetBytes(text));
        }

        return number;
    }

    /// <summary>The types that it is made of have lower numbers.</summary>
    public int Number(CelType type)
    {
        if (_typeNumbers.TryGetValue(type, out var known))
        {
            return known;
        }

        int[] parameters = [.. type.Parameters.Select(Number)];
        var record = new MemoryStream();
        using (var writer = new BinaryWriter(record))
        {
            writer.Write((byte)type.Kind);
            writer.Write7BitEncodedInt(Number(type.Name));
            writer.Write7BitEncodedInt(parameters.Length);
            foreach (var parameter in parameters)
            {
                writer.Write7BitEncodedInt(parameter);
            }
        }

        _typeNumbers.Add(type, _types.Count);
        _types.Add(record.ToArray());
        return _types.Count - 1;
    }
}
