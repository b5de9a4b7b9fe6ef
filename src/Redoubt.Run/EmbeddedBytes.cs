using System.Buffers;

namespace Redoubt.Run;

/// <summary>Bytes that are part of the program, read where the system has laid them.</summary>
internal sealed unsafe class EmbeddedBytes : MemoryManager<byte>
{
    // Holds the bytes where they are.
    private readonly UnmanagedMemoryStream _stream;

    private EmbeddedBytes(UnmanagedMemoryStream stream) => _stream = stream;

    /// <summary>The bytes of a resource.</summary>
    /// <param name="name">Its name.</param>
    public static ReadOnlyMemory<byte> Of(string name) => typeof(EmbeddedBytes).Assembly.GetManifestResourceStream(name) is UnmanagedMemoryStream stream
        ? new EmbeddedBytes(stream).Memory
        : throw new InvalidOperationException($"the program was built without `{name}`");

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(_stream.PositionPointer, (int)_stream.Length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_stream.PositionPointer + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _stream.Dispose();
}
