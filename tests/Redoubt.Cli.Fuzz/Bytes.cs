using System.Text;

namespace Redoubt.Cli.Fuzz;

/// <summary>Changes of bytes, whatever they mean.</summary>
internal static class Bytes
{
    private static readonly string[] Pieces =
    [
        "\0", "\u001b[31m", "\u202e", "\ufeff", "\u2028", "\U0001F600", "---\n", "...\n", "{", "}", "[", "]", "&a ", "*a", "<<: *a\n", "{{ ", " }}", "\t", "\r", "'", "\"", "|\n", ">-\n",
        ": ", "- ", "? ", "!!binary ", "!!float ", "null", "~", "yes", "1e999", "-0", "0x", "9223372036854775808", ".nan",
    ];

    public static byte[] Change(Random random, byte[] input, IReadOnlyList<byte[]> seeds)
    {
        var bytes = input.ToList();
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, 200), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 4:
                    bytes.InsertRange(at, Enumerable.Repeat(Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]), random.Next(1, 400)).SelectMany(piece => piece));
                    break;
                default:
                    var other = seeds[random.Next(seeds.Count)];
                    var from = random.Next(other.Length + 1);
                    bytes.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(1, 2000))]);
                    break;
            }
        }

        return [.. bytes];
    }
}
