using System.Globalization;
using System.Text;

namespace Redoubt.Cel.Tests.Conformance;

/// <summary>
/// Protobuf's text format, read without a schema: a message is fields by name in order, a scalar is its token.
/// </summary>
internal sealed class ProtoMessage
{
    private readonly List<(string Name, ProtoField Value)> _fields = [];

    internal IReadOnlyList<(string Name, ProtoField Value)> Fields => _fields;

    internal void Add(string name, ProtoField value) => _fields.Add((name, value));

    internal bool Has(string name) => _fields.Exists(field => field.Name == name);

    internal IEnumerable<ProtoField> All(string name) => _fields.Where(field => field.Name == name).Select(field => field.Value);

    /// <summary>The last field of this name, as protobuf merges singular fields; null if there is none.</summary>
    internal ProtoField? Find(string name) => All(name).LastOrDefault();

    internal ProtoMessage Message(string name) => Find(name)?.Message ?? new ProtoMessage();

    internal string Text(string name) => Find(name)?.Text ?? "";

    internal bool Flag(string name) => Find(name)?.Token is "true" or "True" or "t" or "1";
}

/// <summary>A field's value: a message, a string (its bytes) or any other token.</summary>
internal sealed record ProtoField(ProtoMessage? Message, byte[]? Bytes, string? Token)
{
    internal string Text => Bytes is null ? Token ?? "" : Encoding.UTF8.GetString(Bytes);

    internal long Int() => Token!.StartsWith('-') ? -(long)Number(Token[1..]) : (long)Number(Token);

    internal ulong Uint() => Number(Token!);

    internal double Double()
    {
        var token = Token!.ToLowerInvariant();
        var negative = token.StartsWith('-');
        var digits = negative ? token[1..] : token;
        var value = digits switch
        {
            "inf" or "infinity" => double.PositiveInfinity,
            "nan" => double.NaN,
            _ => double.Parse(digits.TrimEnd('f'), NumberStyles.Float, CultureInfo.InvariantCulture),
        };
        return negative ? -value : value;
    }

    private static ulong Number(string digits) => digits switch
    {
        ['0', 'x' or 'X', ..] => ulong.Parse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
        ['0', _, ..] => digits.Skip(1).Aggregate(0UL, (value, digit) => value * 8 + (ulong)(digit - '0')),
        _ => ulong.Parse(digits, CultureInfo.InvariantCulture),
    };
}
