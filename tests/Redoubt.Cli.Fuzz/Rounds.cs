using System.Diagnostics;
using System.Text;

namespace Redoubt.Cli.Fuzz;

/// <summary>Folders of changed files, and the program over each.</summary>
internal sealed class Rounds(string program, IReadOnlyList<byte[]> seeds, int seed)
{
    private const int MostFiles = 40;

    private static readonly string[] Names = ["{0}.yaml", "{0}.yml", "{0}.json", "-{0}.yaml", "@{0}.yaml", "a b\n{0}.yaml", "\u202e{0}.yaml", "é{0}.yaml", "chart{0}/templates/a.yaml"];

    // What is run over a folder, with the answer in JSON first.
    private static readonly string[][] Commands =
    [
        ["scan", ".", "--format", "json"], ["scan", ".", "--format", "json", "--show", "all"], ["scan", ".", "--format", "sarif"], ["scan", ".", "--format", "gitlab"],
        ["scan", ".", "--format", "console", "--show", "all"], ["scan", ".", "--format", "markdown"], ["scan", ".", "--format", "junit"], ["scan", ".", "--format", "github"],
        ["scan", ".", "--scope", "whole", "--kubernetes", "1.30"], ["policy", "test", "."], ["policy", "cost", "."], ["controls", "test", "."],
    ];

    private readonly Random _random = new(seed);
    private long _files;
    private long _runs;
    private readonly long[] _ends = new long[3];
    private TimeSpan _slowest;

    public int Run(TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        for (var round = 0; clock.Elapsed < duration; round++)
        {
            var folder = Directory.CreateTempSubdirectory($"redoubt-fuzz-{seed}-{round}-").FullName;
            Write(folder);
            if (Broken(folder, Commands[round % Commands.Length]) is { } law)
            {
                Console.Error.WriteLine($"{folder}: {law}");
                return 1;
            }

            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine($"seed {seed}: {_files} files from {seeds.Count} seeds in {_runs} runs and {clock.Elapsed.TotalSeconds:F0} s; exit codes 0: {_ends[0]}, 1: {_ends[1]}, 2: {_ends[2]}; slowest run {_slowest.TotalSeconds:F2} s; no law broken");
        return 0;
    }

    private void Write(string folder)
    {
        // In many files one is always refused; in one or two the rest is judged to its end.
        for (var (i, count) = (0, 1 + _random.Next(2) * _random.Next(MostFiles)); i < count; i++, _files++)
        {
            // Mostly an ordinary name: what has an odd one is often not read at all.
            var name = string.Format(System.Globalization.CultureInfo.InvariantCulture, Names[Math.Max(0, _random.Next(-Names.Length, Names.Length))], i);
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var text = seeds[_random.Next(seeds.Count)];
            File.WriteAllBytes(file, _random.Next(3) switch
            {
                0 => Bytes.Change(_random, text, seeds),
                1 => Lines.Change(_random, text),
                _ => Bytes.Change(_random, Lines.Change(_random, text), seeds),
            });
        }
    }

    private string? Broken(string folder, string[] command)
    {
        var isJson = command.Contains("json") || command.Contains("sarif") || command.Contains("gitlab");
        var ended = End(folder, command);
        if (Laws.Broken(ended, isJson) is { } law)
        {
            return $"{string.Join(' ', command)}: {law}\n{ended.Error}";
        }

        // The console says how long it took; each tenth round of the others must be the same again.
        return !isJson || _random.Next(10) > 0 || Same(ended.Output, End(folder, command).Output) ? null : $"{string.Join(' ', command)}: another report in a second run";
    }

    private static bool Same(string one, string other) => WithoutTime(one) == WithoutTime(other);

    private static string WithoutTime(string report) => string.Join('\n', report.Split('\n').Where(line => !line.Contains("\"seconds\"", StringComparison.Ordinal)));

    private Ended End(string folder, string[] command)
    {
        var start = new ProcessStartInfo(program, command)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Laws.Patience))
        {
            process.Kill(entireProcessTree: true);
        }

        process.WaitForExit();
        _runs++;
        _ends[Math.Clamp(process.ExitCode, 0, 2)]++;
        _slowest = clock.Elapsed > _slowest ? clock.Elapsed : _slowest;
        return new Ended(process.ExitCode, output.Result, error.Result, clock.Elapsed);
    }
}
