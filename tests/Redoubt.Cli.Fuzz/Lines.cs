using System.Text;

namespace Redoubt.Cli.Fuzz;

/// <summary>Changes of a manifest's structure: what is read stays mostly well formed, and is not what a rule expects.</summary>
internal static class Lines
{
    private static readonly string[] Values =
    [
        "null", "~", "[]", "{}", "[null]", "[[]]", "{a: 1}", "''", "'*'", "0", "-1", "1.5", "1e400", ".inf", "true", "9223372036854775808", "'\u202e'", "\"\\e[31m\"", "|\n    x", "!!binary aGk=",
        "[a, 1, null, {b: [c]}]", "{items: [], kind: List}", "2001-01-01", "'{{ .Values.a }}'", "'$(HOME)'", "\"\\u0000\"",
    ];

    public static byte[] Change(Random random, byte[] input)
    {
        var lines = Encoding.UTF8.GetString(input).Split('\n').ToList();
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(lines.Count);
            var line = lines[at];
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            switch (random.Next(6))
            {
                case 0 when colon > 0:
                    lines[at] = line[..(colon + 2)] + Values[random.Next(Values.Length)];
                    break;
                case 1 when line.EndsWith(':'):
                    lines[at] = line + " " + Values[random.Next(Values.Length)];
                    break;
                case 2 when lines.Count > 1:
                    lines.RemoveAt(at);
                    break;
                case 3:
                    lines.InsertRange(random.Next(lines.Count), lines.GetRange(at, Math.Min(random.Next(1, 20), lines.Count - at)));
                    break;
                case 4:
                    lines[at] = random.Next(2) == 0 ? "  " + line : line.TrimStart(' ');
                    break;
                default:
                    var other = random.Next(lines.Count);
                    (lines[at], lines[other]) = (lines[other], line);
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }
}
