namespace Redoubt.ApiServer.Writes;

/// <summary>Names and ids that a server makes up: here always the same, one after another.</summary>
internal sealed class Chance
{
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";

    private uint _state = 2463534242;

    /// <summary>A number below a limit.</summary>
    public int Next(int limit)
    {
        lock (this)
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return (int)(_state % (uint)limit);
        }
    }

    /// <summary>The end of a generated name.</summary>
    public string Name() => string.Concat(Enumerable.Range(0, 5).Select(_ => Letters[Next(Letters.Length)]));

    /// <summary>A uid.</summary>
    public string Uid()
    {
        string Hex(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => "0123456789abcdef"[Next(16)]));
        return $"{Hex(8)}-{Hex(4)}-4{Hex(3)}-8{Hex(3)}-{Hex(12)}";
    }
}
