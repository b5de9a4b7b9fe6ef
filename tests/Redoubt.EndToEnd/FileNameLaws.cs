using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Redoubt.EndToEnd;

/// <summary>What a file is called decides nothing: neither which objects are judged, nor with what options.</summary>
public sealed class FileNameLaws
{
    private static readonly string[] Parts =
    [
        "a", "b", "-", "--", "--gate=none", "-q", "--no-ignore", "@", "@a", "[a]", "[", "]", "*", "**", "?", "{a,b}", " ", "\n", "\\", "'", "\"", "$HOME", "`id`", "é", "\u202e",
        "\u001b[2J", "%s", "~", "#", "!", "=", ":", ";", "&", "|", "<", ">", "json=x", "secret", "...", "\t",
    ];

    public static Arbitrary<string[]> Names { get; } =
        Gen.Choose(1, 4).SelectMany(count => Gen.Elements(Parts).ListOf(count)).Select(parts => string.Concat(parts) + ".yaml")
            .ListOf(4).Select(names => names.Distinct(StringComparer.Ordinal).ToArray()).ToArbitrary();

    [Property(Arbitrary = [typeof(FileNameLaws)], MaxTest = 25)]
    public void The_same_objects_are_judged_with_the_same_options_whatever_the_files_are_called(string[] names)
    {
        using var plain = new Files([.. names.Select((_, at) => $"{(char)('a' + at)}.yaml")]);
        using var odd = new Files(names);
        foreach (var arguments in new[] { ".", "-- *", "./*" })
        {
            Assert.Equal(plain.Scan(arguments), odd.Scan(arguments));
        }

        // Without a word that says so, an option is never guessed.
        if (odd.Scan("*") is var guessed && guessed != plain.Scan("*"))
        {
            Assert.StartsWith("2 ", guessed, StringComparison.Ordinal);
            Assert.Contains("looks like an option", guessed, StringComparison.Ordinal);
        }
    }

    private sealed class Files : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("redoubt").FullName;

        public Files(string[] names)
        {
            for (var at = 0; at < names.Length; at++)
            {
                File.WriteAllText(Path.Combine(_folder, names[at]), $"{{apiVersion: v1, kind: Pod, metadata: {{name: p{at}, namespace: shop}}, spec: {{hostPID: true, containers: [{{name: a, image: x}}]}}}}");
            }
        }

        /// <summary>The exit code, and what was judged; or what was said on standard error.</summary>
        public string Scan(string arguments)
        {
            var run = ShellScript.Run(_folder, $"shopt -s dotglob; $R scan --format json --show all {arguments}");
            if (run.Output.Length == 0)
            {
                return $"{run.ExitCode} {run.Error}";
            }

            using var report = JsonDocument.Parse(run.Output);
            var objects = report.RootElement.GetProperty("inputs").GetProperty("objects").EnumerateArray().Select(one => one.GetProperty("subject").GetProperty("name").GetString()).Order(StringComparer.Ordinal);
            return $"{run.ExitCode} {string.Join(' ', objects)}: {report.RootElement.GetProperty("findings").GetArrayLength()}";
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
