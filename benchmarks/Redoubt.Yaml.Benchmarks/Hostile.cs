using System.Text;

namespace Redoubt.Yaml.Benchmarks;

/// <summary>Shapes that a reader may take more than linear time for: eight times the text must take eight times the time.</summary>
internal static class Hostile
{
    private const int Small = 12_500_000;
    private const int Large = 8 * Small;

    private static readonly (string Name, Func<int, string> Make)[] Shapes =
    [
        ("plain scalar of many lines", size => Repeated("a:\n", "  some words of it\n", size)),
        ("quoted scalar of many lines", size => Repeated("a: \"", "some words\\n of it\n  ", size, "\"\n")),
        ("quoted scalar without end", size => Repeated("a: \"", "some words of it\n  ", size)),
        ("block scalar of many lines", size => Repeated("a: |\n", "  some words of it\n", size)),
        ("folded scalar of blank lines", size => Repeated("a: >\n  x\n", "\n", size, "  y\n")),
        ("one long line", size => Repeated("a: ", "some words of it ", size, "\n")),
        ("one long key", size => Repeated("", "some words of it ", size, ": 1\n")),
        ("keys without end, a line each", size => Repeated("", "some words of it\n", size)),
        ("flow keys without end", size => Repeated("{", "some words of it, ", size)),
        ("flow collections up to the limit", size => Repeated("", new string('[', 500) + new string(']', 500) + "\n---\n", size)),
        ("flow collections beyond the limit", size => Repeated("", "[", size)),
        ("flow mappings beyond the limit", size => Repeated("", "{a: ", size)),
        ("dashes on one line", size => Repeated("", "- ", size)),
        ("question marks on one line", size => Repeated("", "? ", size)),
        ("deeper and deeper block mappings", Deeper),
        ("anchors", size => Numbered(i => $"- &a{i} x\n", size)),
        ("one anchor again and again", size => Repeated("", "- &a x\n", size)),
        ("anchors and aliases", size => Numbered(i => i % 8 == 0 ? $"- &a{i} [1, 2]\n" : $"- *a{i / 8 * 8}\n", size)),
        ("keys of one mapping", size => Numbered(i => $"key{i}: 1\n", size)),
        ("one key again and again", size => Repeated("", "key: 1\n", size)),
        ("words that are ambiguous", size => Repeated("", "- yes\n", size)),
        ("merges", size => "b: &b {x: 1, y: 2}\n" + Numbered(i => $"k{i}:\n  <<: *b\n  x: 2\n", size)),
        ("comments", size => Repeated("", "# a comment\n", size)),
        ("blank lines", size => Repeated("a: 1", "\n", size)),
        ("blanks", size => Repeated("a: 1", " ", size)),
        ("carriage returns", size => Repeated("", "a\r", size)),
        ("documents", size => Repeated("", "a: 1\n---\n", size)),
        ("ends of documents", size => Repeated("a: 1\n", "...\n", size)),
        ("dropped content", size => Repeated(" a: 1\n", "b: 2\n", size)),
        ("tags", size => Repeated("", "- !<tag:e.org,2000:x> x\n", size)),
        ("directives", size => Repeated("", "%TAG !e! tag:e.org,2000:\n", size, "--- x\n")),
        ("escapes", size => Repeated("a: \"", "\\u00e9", size, "\"\n")),
        ("characters beyond the first plane", size => Repeated("a: ", "😀", size, "\n")),
        ("JSON", size => Repeated("{\"items\":[", "{\"a\":1,\"b\":[true,null]},", size, "1]}")),
        ("JSON that breaks off", size => Repeated("{\"items\":[", "{\"a\":1,\"b\":[true,null]},", size)),
    ];

    public static void Run(string name)
    {
        foreach (var shape in Shapes.Where(shape => shape.Name.Contains(name, StringComparison.Ordinal)))
        {
            var (small, large) = (Seconds(shape.Make(Small)), Seconds(shape.Make(Large)));
            Console.WriteLine($"{shape.Name,-36} 12.5 MB {small,7:F3} s   100 MB {large,7:F3} s   {large / small,5:F1} times");
        }
    }

    private static double Seconds(string yaml)
    {
        var bytes = Encoding.UTF8.GetBytes(yaml);
        var visitor = default(Counter);
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        YamlReader.Read(YamlText.FromBytes(bytes), ref visitor);
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static string Repeated(string start, string part, int size, string end = "")
    {
        var text = new StringBuilder(start, size + start.Length + part.Length + end.Length);
        while (text.Length < size)
        {
            text.Append(part);
        }

        return text.Append(end).ToString();
    }

    private static string Numbered(Func<int, string> line, int size)
    {
        var text = new StringBuilder(size + 100);
        for (var i = 0; text.Length < size; i++)
        {
            text.Append(line(i));
        }

        return text.ToString();
    }

    /// <summary>Documents that each go down to the depth of 400.</summary>
    private static string Deeper(int size)
    {
        var document = string.Concat(Enumerable.Range(0, 400).Select(depth => new string(' ', depth) + "k:\n")) + "---\n";
        return Repeated("", document, size);
    }
}
