using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Redoubt.Cel.Values;

namespace Redoubt.Cel;

/// <summary>
/// A CEL value: data, an error or an unknown. Either plain or (source, handle). 24 bytes; copying it allocates nothing.
/// </summary>
/// <remarks>
/// Layout. Plain: <c>_ref</c> holds the string, array, map, type, opaque, unknown or error; <c>_bits</c> the bool, int, uint, double,
/// duration in nanoseconds, timestamp in seconds; <c>_handle</c> a timestamp's nanoseconds, an error's node; a timestamp's
/// <c>_ref</c> is the offset with which it was written. From a source: <c>_ref</c>
/// is the source, <c>_handle</c> the handle, <c>_bits</c> the scalar. An optional has its content's fields and <c>_content</c> its kind.
/// </remarks>
public readonly partial struct CelValue : IEquatable<CelValue>
{
    private const byte FromSourceFlag = 1;
    private const byte RestFlag = 2;

    private readonly object? _ref;
    private readonly long _bits;
    private readonly int _handle;
    private readonly CelKind _kind;
    private readonly CelKind _content;
    private readonly byte _flags;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CelValue(CelKind kind, object? reference, long bits, int handle = 0, byte flags = 0, CelKind content = CelKind.Absent)
    {
        _ref = reference;
        _bits = bits;
        _handle = handle;
        _kind = kind;
        _content = content;
        _flags = flags;
    }

    /// <summary><c>null</c>.</summary>
    public static CelValue Null => new(CelKind.Null, null, 0);

    /// <summary><c>true</c>.</summary>
    public static CelValue True => new(CelKind.Bool, null, 1);

    /// <summary><c>false</c>.</summary>
    public static CelValue False => new(CelKind.Bool, null, 0);

    /// <summary><c>optional.none()</c>.</summary>
    public static CelValue None => new(CelKind.Optional, null, 0);

    /// <summary>What the value is.</summary>
    public CelKind Kind => _kind;

    /// <summary>Whether it is data: neither unknown, nor an error, nor absent.</summary>
    public bool IsData => _kind is > CelKind.Absent and < CelKind.Unknown;

    /// <summary>Whether it is <c>true</c>.</summary>
    public bool IsTrue => _kind == CelKind.Bool && _bits != 0;

    /// <summary>Whether it is <c>false</c>.</summary>
    public bool IsFalse => _kind == CelKind.Bool && _bits == 0;

    internal bool IsSourced => (_flags & FromSourceFlag) != 0;

    /// <summary>A truth value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CelValue Bool(bool value) => new(CelKind.Bool, null, value ? 1 : 0);

    /// <summary>A signed integer.</summary>
    public static CelValue Int(long value) => new(CelKind.Int, null, value);

    /// <summary>An unsigned integer.</summary>
    public static CelValue Uint(ulong value) => new(CelKind.Uint, null, (long)value);

    /// <summary>A double.</summary>
    public static CelValue Double(double value) => new(CelKind.Double, null, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A string.</summary>
    public static CelValue String(string value) => new(CelKind.String, value ?? throw new ArgumentNullException(nameof(value)), 0);

    /// <summary>A byte sequence. The array must not change afterwards.</summary>
    public static CelValue Bytes(byte[] value) => new(CelKind.Bytes, value ?? throw new ArgumentNullException(nameof(value)), 0);

    /// <summary>A list. The array must not change afterwards. The last element may be a <see cref="Rest"/>.</summary>
    public static CelValue List(params CelValue[] items) => new(CelKind.List, items ?? throw new ArgumentNullException(nameof(items)), 0);

    /// <summary>A map. Keys are bool, int, uint or string and differ; a repeated or other key makes the result an error.</summary>
    public static CelValue Map(IEnumerable<KeyValuePair<CelValue, CelValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var list = entries.ToArray();
        return MapValue.Create([.. list.Select(entry => entry.Key)], [.. list.Select(entry => entry.Value)]);
    }

    /// <summary>A map with string keys, which must differ.</summary>
    public static CelValue Map(params (string Key, CelValue Value)[] entries) =>
        MapValue.Create([.. entries.Select(entry => String(entry.Key))], [.. entries.Select(entry => entry.Value)]);

    internal static CelValue Map(MapValue map) => new(CelKind.Map, map, 0);

    /// <summary>A point in time, or an error outside of the years 1 to 9999.</summary>
    /// <param name="seconds">Seconds since the Unix epoch.</param>
    /// <param name="nanoseconds">0 to 999,999,999, counted forward.</param>
    public static CelValue Timestamp(long seconds, int nanoseconds) =>
        seconds is >= Time.MinSeconds and <= Time.MaxSeconds && nanoseconds is >= 0 and < Time.NanosPerSecond
            ? new(CelKind.Timestamp, null, seconds, nanoseconds)
            : Error("timestamp out of range");

    /// <summary>The point in time that a text of RFC 3339 tells, an error if it is out of range, absent if the text is no such time.</summary>
    public static CelValue ParseTimestamp(ReadOnlySpan<char> text) => TimestampReader.Read(text);

    /// <summary>The length of time that a text such as <c>1h30m</c> tells, an error if it is too long, absent if the text is none.</summary>
    public static CelValue ParseDuration(ReadOnlySpan<char> text) => Time.ParseDuration(text);

    /// <summary>The same point in time, written with an offset from UTC.</summary>
    internal CelValue WithOffset(UtcOffset? offset) => _kind == CelKind.Timestamp ? new(_kind, offset, _bits, _handle) : this;

    /// <summary>The offset with which a timestamp is written; null for UTC.</summary>
    internal UtcOffset? Offset => _kind == CelKind.Timestamp ? (UtcOffset?)_ref : null;

    /// <summary>A point in time.</summary>
    public static CelValue Timestamp(DateTimeOffset value) =>
        Timestamp(value.ToUnixTimeSeconds(), (int)(value.UtcTicks % TimeSpan.TicksPerSecond) * 100);

    /// <summary>A length of time in nanoseconds.</summary>
    public static CelValue Duration(long nanoseconds) => new(CelKind.Duration, null, nanoseconds);

    /// <summary>A type as a value.</summary>
    public static CelValue Type(CelType type) => new(CelKind.Type, type ?? throw new ArgumentNullException(nameof(type)), 0);

    /// <summary>A value of a library's type.</summary>
    public static CelValue Opaque(CelOpaque value) => new(CelKind.Opaque, value ?? throw new ArgumentNullException(nameof(value)), 0);

    /// <summary><c>optional.of(value)</c>; an unknown or an error stays what it is.</summary>
    public static CelValue Optional(CelValue value) => value._kind switch
    {
        CelKind.Unknown or CelKind.Error => value,
        CelKind.Optional => new(CelKind.Optional, new OptionalBox(value), 0, content: CelKind.Optional),
        _ => new(CelKind.Optional, value._ref, value._bits, value._handle, value._flags, value._kind),
    };

    /// <summary>A value that is not known.</summary>
    public static CelValue Unknown(CelUnknown missing) => new(CelKind.Unknown, missing ?? throw new ArgumentNullException(nameof(missing)), 0);

    /// <summary>A value that is not known because of one thing.</summary>
    public static CelValue Unknown(CelMissing missing) => Unknown(CelUnknown.Of(missing));

    /// <summary>The last element of a list that may go on: any number of elements that are not known.</summary>
    public static CelValue Rest(CelUnknown missing) => new(CelKind.Unknown, missing, 0, flags: RestFlag);

    /// <summary>An evaluation error. Lower case, no full stop; the node that called gets attached.</summary>
    public static CelValue Error(string message) => new(CelKind.Error, new CelError(message), 0);

    internal static CelValue Error(CelError error, int node) => new(CelKind.Error, error, 0, node);

    /// <summary>A string, list, map or null that a source holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CelValue FromSource(ValueSource source, int handle, CelKind kind) => new(kind, source, 0, handle, FromSourceFlag);

    /// <summary>A truth value that a source holds.</summary>
    public static CelValue FromSource(ValueSource source, int handle, bool value) =>
        new(CelKind.Bool, source, value ? 1 : 0, handle, FromSourceFlag);

    /// <summary>A signed integer that a source holds.</summary>
    public static CelValue FromSource(ValueSource source, int handle, long value) => new(CelKind.Int, source, value, handle, FromSourceFlag);

    /// <summary>An unsigned integer that a source holds.</summary>
    public static CelValue FromSource(ValueSource source, int handle, ulong value) =>
        new(CelKind.Uint, source, (long)value, handle, FromSourceFlag);

    /// <summary>A double that a source holds.</summary>
    public static CelValue FromSource(ValueSource source, int handle, double value) =>
        new(CelKind.Double, source, BitConverter.DoubleToInt64Bits(value), handle, FromSourceFlag);

    /// <summary>Where the value comes from, if it comes from a source; an optional answers for its content.</summary>
    public bool TryGetSource([NotNullWhen(true)] out ValueSource? source, out int handle)
    {
        source = IsSourced ? Source : null;
        handle = IsSourced ? _handle : ValueSource.None;
        return IsSourced;
    }

    internal ValueSource Source => Unsafe.As<ValueSource>(_ref!);

    internal int Handle => _handle;

    internal long Bits => _bits;

    internal object? Reference => _ref;

    /// <summary>The truth value.</summary>
    public bool AsBool() => Expect(CelKind.Bool)._bits != 0;

    /// <summary>The signed integer.</summary>
    public long AsInt() => Expect(CelKind.Int)._bits;

    /// <summary>The unsigned integer.</summary>
    public ulong AsUint() => (ulong)Expect(CelKind.Uint)._bits;

    /// <summary>The double.</summary>
    public double AsDouble() => BitConverter.Int64BitsToDouble(Expect(CelKind.Double)._bits);

    /// <summary>The string's text; valid as long as its source.</summary>
    public ReadOnlySpan<char> AsSpan()
    {
        Expect(CelKind.String);
        return IsSourced ? Source.Text(_handle) : Unsafe.As<string>(_ref);
    }

    /// <summary>The string.</summary>
    public string AsString()
    {
        Expect(CelKind.String);
        return IsSourced ? Source.TextString(_handle) : Unsafe.As<string>(_ref!);
    }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> AsBytes() => Unsafe.As<byte[]>(Expect(CelKind.Bytes)._ref);

    /// <summary>Seconds since the Unix epoch and nanoseconds counted forward.</summary>
    public (long Seconds, int Nanoseconds) AsTimestamp() => (Expect(CelKind.Timestamp)._bits, _handle);

    /// <summary>The length of time in nanoseconds.</summary>
    public long AsDuration() => Expect(CelKind.Duration)._bits;

    /// <summary>The type that the value is.</summary>
    public CelType AsType() => Unsafe.As<CelType>(Expect(CelKind.Type)._ref!);

    /// <summary>The library's object.</summary>
    public CelOpaque AsOpaque() => Unsafe.As<CelOpaque>(Expect(CelKind.Opaque)._ref!);

    /// <summary>The content of an optional; absent if it is <c>optional.none()</c>.</summary>
    public CelValue AsOptional() => Expect(CelKind.Optional)._content switch
    {
        CelKind.Absent => default,
        CelKind.Optional => Unsafe.As<OptionalBox>(_ref!).Content,
        _ => new(_content, _ref, _bits, _handle, _flags),
    };

    /// <summary>Whether an optional has content.</summary>
    public bool HasContent => _content != CelKind.Absent;

    /// <summary>What is missing.</summary>
    public CelUnknown AsUnknown() => Unsafe.As<CelUnknown>(Expect(CelKind.Unknown)._ref!);

    /// <summary>Whether it is a list's unknown rest, not an unknown element.</summary>
    public bool IsRest => (_flags & RestFlag) != 0;

    /// <summary>The error.</summary>
    public CelError AsError() => Unsafe.As<CelError>(Expect(CelKind.Error)._ref!);

    /// <summary>The id of the node where the error arose; 0 if not yet known. <see cref="CelProgram.Locate"/> makes it a place.</summary>
    internal int ErrorNode => Expect(CelKind.Error)._handle;

    internal CelValue At(int node) => _kind == CelKind.Error && _handle == 0 ? new(CelKind.Error, _ref, 0, node) : this;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CelValue Expect(CelKind kind)
    {
        if (_kind != kind)
        {
            Refuse(kind);
        }

        return this;
    }

    private void Refuse(CelKind kind) => throw new InvalidOperationException($"the value is {_kind}, not {kind}");
}
