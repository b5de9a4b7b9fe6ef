using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Redoubt.Catalog.Judge;

/// <summary>
/// What makes two findings the same from run to run: control, subject and place; no file name, no line. Equal ones of one run get an
/// ordinal. 128 bits of SHA-256.
/// </summary>
internal static class Fingerprint
{
    // Bytes that nearly every text has at most.
    private const int Usual = 1024;

    /// <summary>What tells a finding from others.</summary>
    /// <param name="control">The control's id.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="place">The identity of the place (<see cref="Places"/>).</param>
    public static UInt128 Of(string control, SubjectName subject, UInt128 place)
    {
        ReadOnlySpan<string> parts = [control, subject.Kind, subject.Namespace, subject.Name];
        var most = 16;
        foreach (var part in parts)
        {
            most += Encoding.UTF8.GetMaxByteCount(part.Length) + 1;
        }

        var bytes = most <= Usual ? stackalloc byte[Usual] : new byte[most];
        var written = 0;
        foreach (var part in parts)
        {
            written += Encoding.UTF8.GetBytes(part, bytes[written..]);
            bytes[written++] = (byte)'\n';
        }

        BinaryPrimitives.WriteUInt128BigEndian(bytes[written..], place);
        return Of(bytes[..(written + 16)]);
    }

    /// <summary>The identity of what is met for the n-th time, from 1.</summary>
    public static UInt128 Of(UInt128 identity, int ordinal)
    {
        if (ordinal == 1)
        {
            return identity;
        }

        Span<byte> first = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(first, identity);
        return Of(ordinal.ToString(CultureInfo.InvariantCulture), first);
    }

    /// <summary>The identity of a place beside the first of a finding: a copy's, from 2.</summary>
    public static UInt128 Again(UInt128 identity, int ordinal) => Of($"{Text(identity)}\n{ordinal.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>An identity as reports tell it: 32 digits.</summary>
    public static string Text(UInt128 identity)
    {
        Span<char> digits = stackalloc char[32];
        Write(identity, digits);
        return digits.ToString();
    }

    /// <summary>Writes an identity's 32 digits.</summary>
    public static void Write(UInt128 identity, Span<char> digits)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, identity);
        Convert.TryToHexStringLower(bytes, digits, out _);
    }

    /// <summary>The hash of a text and of what follows it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="then">What follows, of a fixed length.</param>
    public static UInt128 Of(string text, ReadOnlySpan<byte> then = default)
    {
        var length = Encoding.UTF8.GetMaxByteCount(text.Length) + then.Length;
        var bytes = length <= Usual ? stackalloc byte[Usual] : new byte[length];
        var written = Encoding.UTF8.GetBytes(text, bytes);
        then.CopyTo(bytes[written..]);
        return Of(bytes[..(written + then.Length)]);
    }

    private static UInt128 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Sha256.Size];
        Sha256.Of(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
