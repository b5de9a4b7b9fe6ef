using System.Diagnostics;
using System.Text.Json;

namespace Redoubt.Cel.Fuzz;

/// <summary>A small fuzzer of its own, for machines without one: splices and changes of given lines, with the pieces of the language.</summary>
internal sealed class Mutation(Language language, int seed, string[] files)
{
    private const int LongestInput = 2_000;
    private const int LongestSeed = 200;
    private const int MostKept = 5_000;

    private readonly Random _random = new(seed);

    private readonly string[] _seeds = [.. files.SelectMany(File.ReadLines).Where(line => line.Length > 0)];

    // What is well formed is changed further.
    private readonly List<string> _kept = [];

    public int Run(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var slowest = TimeSpan.Zero;
        var slowestInput = "";
        long count = 0, wellFormed = 0;
        for (; clock.Elapsed < duration; count++)
        {
            var input = Mutate();
            var before = clock.Elapsed;
            try
            {
                if (language.Check(input))
                {
                    wellFormed++;
                    Keep(input);
                }
            }
            catch (Exception broken)
            {
                Console.Error.WriteLine($"input {count} of seed {seed}: {JsonSerializer.Serialize(input)}\n{broken}");
                return 1;
            }

            var took = clock.Elapsed - before;
            if (took > slowest)
            {
                (slowest, slowestInput) = (took, input);
            }
        }

        Console.WriteLine($"{language.Name}: {count} inputs ({wellFormed} well formed) in {clock.Elapsed.TotalSeconds:F0} s, no law broken; slowest {slowest.TotalMilliseconds:F1} ms:");
        Console.WriteLine(JsonSerializer.Serialize(slowestInput));
        return 0;
    }

    private void Keep(string input)
    {
        if (input.Length > LongestSeed)
        {
            return;
        }

        if (_kept.Count < MostKept)
        {
            _kept.Add(input);
        }
        else
        {
            _kept[_random.Next(MostKept)] = input;
        }
    }

    private string Seed() =>
        _kept.Count > 0 && _random.Next(2) == 0 ? _kept[_random.Next(_kept.Count)] : _seeds[_random.Next(_seeds.Length)];

    private string Mutate()
    {
        var input = Seed();
        for (var changes = _random.Next(1, 5); changes > 0; changes--)
        {
            input = Change(input);
        }

        return input.Length <= LongestInput ? input : input[..LongestInput];
    }

    private string Change(string input)
    {
        var at = _random.Next(input.Length + 1);
        var length = Math.Min(_random.Next(1, 20), input.Length - at);
        return _random.Next(6) switch
        {
            0 => input.Remove(at, length),
            1 => input.Insert(at, input.Substring(at, length)),
            2 => input.Remove(at, length).Insert(at, ((char)_random.Next(0x250)).ToString()),
            3 => input.Insert(at, Part(Seed())),
            _ => input.Insert(at, language.Pieces[_random.Next(language.Pieces.Length)]),
        };
    }

    private string Part(string other)
    {
        var from = _random.Next(other.Length + 1);
        return other.Substring(from, Math.Min(_random.Next(1, 60), other.Length - from));
    }
}
