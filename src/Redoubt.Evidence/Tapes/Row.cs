using System.Runtime.InteropServices;
using Redoubt.Yaml;

namespace Redoubt.Evidence.Tapes;

/// <summary>One value on a tape: 32 bytes, laid out as <see cref="Tape"/> draws it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Row
{
    /// <summary>What <see cref="Key"/> says where the key's text is in the tape's side table.</summary>
    public const ushort KeyAside = ushort.MaxValue;

    /// <summary>What <see cref="Length"/> says where more is written than it can hold.</summary>
    public const ushort LongText = ushort.MaxValue;

    public int KeyAt;
    public int ValueAt;
    public int Symbol;
    public int Next;
    public long Payload;
    public ushort Key;
    public ushort Length;
    public NodeKind Kind;
    public YamlStyle Style;
    public RowFlags Flags;

    /// <summary>The upper half of the payload: where a slice starts, the number of a side text, or where a list or map ends.</summary>
    public readonly int High => (int)(Payload >> 32);

    /// <summary>The lower half of the payload: how long the slice or the written scalar is, or how many children there are.</summary>
    public readonly int Low => (int)Payload;

    public static long Pack(int high, int low) => ((long)high << 32) | (uint)low;
}

[Flags]
internal enum RowFlags : byte
{
    None = 0,

    /// <summary>The value has a key: it is a field of a map.</summary>
    HasKey = 1,

    /// <summary>The text does not lie with the others but in the tape's list of texts.</summary>
    TextAside = 4,

    /// <summary>A document starts here, though a list of documents may stand around it.</summary>
    Root = 8,

    /// <summary>The value is here by an alias or a merge; it is written at the anchor.</summary>
    Alias = 16,

    /// <summary>The object that starts here is not what a server would be given: a copy from a cluster, encrypted, a template, or with values that it cannot decode.</summary>
    NotSent = 32,
}
