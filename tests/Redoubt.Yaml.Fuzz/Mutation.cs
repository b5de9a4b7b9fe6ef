using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Redoubt.Yaml.Fuzz;

/// <summary>A small fuzzer of its own, for machines without one: splices and changes of given files, with the pieces that YAML is made of.</summary>
internal static class Mutation
{
    private static readonly string[] Pieces =
    [
        "---\n", "\n---\n", "...\n", "%YAML 1.1\n", "%TAG !e! tag:e,1:\n", "- ", "? ", ": ", ":", ",", "[", "]", "{", "}", "&a ", "*a", "<<: *a\n", "!!str ", "! ",
        "!<x> ", "|\n", ">-\n", "|2+\n", "'", "\"", "\\u00e9", "\\\n", "#", " #", "\t", "\r", "\r\n", "\r\r\n", "\u0085", "\u2028", "\uFEFF", "\U0001F600", "~", "yes", "0o7",
        "1e3", ".inf", "-0.0", "1_0", "<<", "\0", "\u007F", "  ", "\n  ", "\n", "\"a\": 1", "{\"a\":1}", "a: b\n",
    ];

    public static int Run(TimeSpan duration, int seed, string[] folders)
    {
        var random = new Random(seed);
        var seeds = Seeds(folders).ToList();
        var clock = Stopwatch.StartNew();
        var slowest = TimeSpan.Zero;
        long count = 0;
        while (clock.Elapsed < duration)
        {
            var input = Mutate(random, seeds);
            var before = clock.Elapsed;
            try
            {
                Laws.Check(input);
            }
            catch (Exception broken)
            {
                var path = Path.Combine(Path.GetTempPath(), $"redoubt-yaml-{seed}-{count}.bin");
                File.WriteAllBytes(path, input);
                Console.Error.WriteLine($"{path}: {broken}\n{JsonSerializer.Serialize(Encoding.UTF8.GetString(input))}");
                return 1;
            }

            var took = clock.Elapsed - before;
            slowest = took > slowest ? took : slowest;
            count++;
        }

        Console.WriteLine($"{count} inputs in {clock.Elapsed.TotalSeconds:F0} s, slowest {slowest.TotalMilliseconds:F1} ms, no law broken");
        return 0;
    }

    private static IEnumerable<byte[]> Seeds(string[] folders)
    {
        foreach (var file in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal))
        {
            if (!file.EndsWith(".jsonl", StringComparison.Ordinal))
            {
                yield return File.ReadAllBytes(file);
                continue;
            }

            foreach (var line in File.ReadAllText(file).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (JsonDocument.Parse(line).RootElement.TryGetProperty("yaml", out var yaml))
                {
                    yield return Encoding.UTF8.GetBytes(yaml.GetString()!);
                }
            }
        }
    }

    private static byte[] Mutate(Random random, List<byte[]> seeds)
    {
        var input = Pick(random, seeds).ToList();
        for (var changes = random.Next(1, 8); changes > 0; changes--)
        {
            var at = random.Next(input.Count + 1);
            var length = Math.Min(random.Next(1, 20), input.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    input.RemoveRange(at, length);
                    break;
                case 1:
                    input.InsertRange(at, input.GetRange(at, length));
                    break;
                case 2 when at < input.Count:
                    input[at] = (byte)random.Next(256);
                    break;
                case 3:
                    var other = Pick(random, seeds);
                    var from = random.Next(other.Length + 1);
                    input.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(1, 60), other.Length - from)).ToArray());
                    break;
                default:
                    input.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }

        return [.. input];
    }

    private static byte[] Pick(Random random, List<byte[]> seeds)
    {
        while (true)
        {
            var seed = seeds[random.Next(seeds.Count)];
            if (seed.Length <= 4_000)
            {
                return seed;
            }
        }
    }
}
