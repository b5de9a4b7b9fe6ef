using Redoubt.Admission.Testing;
using Redoubt.Collect;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Run;

namespace Redoubt.Cli.Commands;

/// <summary>Runs the test files in folders: <c>redoubt-test.yaml</c>, and Kyverno's <c>kyverno-test.yaml</c>.</summary>
internal static class PolicyTestFiles
{
    public static int Run(IReadOnlyList<string> paths)
    {
        var files = paths.SelectMany(Find).Distinct(StringComparer.Ordinal).ToArray();
        if (files.Length == 0)
        {
            return ControlsCommand.Refuse([$"there is no test file ({PolicyTestFile.Names[0]}, {PolicyTestFile.Names[2]}); to judge objects name them by --resource"]);
        }

        var (met, missed, broken) = (0, 0, 0);
        foreach (var file in files)
        {
            var problems = new List<string>();
            foreach (var one in Run(file, problems))
            {
                var isMet = one.Problem.Length == 0;
                met += isMet ? 1 : 0;
                missed += isMet ? 0 : 1;
                if (!isMet)
                {
                    Console.Out.WriteLine(PolicyOutput.Plain($"{file}:{one.Expectation.At.Line}: {one.Expectation.Policy} on {one.Object}: {one.Problem}"));
                }
            }

            broken += PolicyOutput.Tell(problems) ? 1 : 0;
        }

        Console.Out.WriteLine($"{files.Length} test files, {met + missed} expectations, {missed} not met");
        return broken > 0 ? ExitCode.NotJudged : missed > 0 ? ExitCode.Found : ExitCode.Good;
    }

    private static IEnumerable<string> Find(string path) => Directory.Exists(path)
        ? PolicyTestFile.Names.SelectMany(name => Directory.EnumerateFiles(path, name, SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
        : [path];

    private static IReadOnlyList<MetExpectation> Run(string file, List<string> problems)
    {
        if (TextFile.Read(file, problems) is not { } text)
        {
            return [];
        }

        var found = new List<FilePlace>();
        var test = PolicyTestFile.Read(file, text, found);
        IReadOnlyList<MetExpectation> met = [];
        if (test is not null && found.Count == 0)
        {
            var minor = TargetVersions.ReadMinor(test.Kubernetes, problems);
            met = PolicyTestRun.Run(test, Input(test, problems), minor, found);
        }

        problems.AddRange(found.Select(problem => problem.ToString()));
        if (test is null)
        {
            problems.Add($"{file} is no test file; to judge objects name them by --resource");
        }

        return met;
    }

    private static PolicyTestInput Input(PolicyTestFile test, List<string> problems)
    {
        var folder = Path.GetDirectoryName(test.File) ?? "";
        List<Document> Documents(IEnumerable<string> names)
        {
            var collected = Collector.Collect([.. names.Select(name => Path.Combine(folder, name))]);
            problems.AddRange(collected.Problems.Select(place => place.ToString()));
            return [.. collected.Documents];
        }

        Node Value(string name)
        {
            if (name.Length == 0)
            {
                return default;
            }

            var unread = new List<FilePlace>();
            var path = Path.Combine(folder, name);
            var roots = File.Exists(path) ? ValueReader.Read(path, File.ReadAllText(path), unread) : [];
            problems.AddRange(File.Exists(path) ? unread.Select(place => place.ToString()) : [$"{path}: there is no such file"]);
            return roots.Count > 0 ? roots[0] : default;
        }

        var patched = test.Expectations.Select(one => one.Patched).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => (IReadOnlyList<Document>)Documents([name]), StringComparer.Ordinal);
        return new PolicyTestInput(Documents(test.Policies), Documents(test.Resources), Value(test.ValuesFile), Value(test.UserFile), patched);
    }
}
