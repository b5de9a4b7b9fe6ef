namespace Redoubt.EndToEnd;

/// <summary>A folder of files in every form in which objects are handed on. An object's name begins with its file's number.</summary>
internal sealed class RandomTree : IDisposable
{
    private static readonly string[] Kinds = ["v1 Pod", "v1 ConfigMap", "apps/v1 Deployment", "example.org/v1 Shop", "rbac.authorization.k8s.io/v1 ClusterRole"];

    private readonly Random _random;
    private readonly List<string> _names = [];
    private int _next;

    public RandomTree(int seed)
    {
        _random = new Random(seed);
        Directory.CreateDirectory(Path.Combine(Folder, ".git"));
        File.WriteAllText(Path.Combine(Folder, ".gitignore"), "ignored/\n*.tmp.yaml\n");
        for (var i = 0; i < 10; i++)
        {
            Write(i);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("redoubt").FullName;

    /// <summary>The file of an object, by its name.</summary>
    public string FileOf(string name) => _names[int.Parse(name[..name.IndexOf('-', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Write(int number)
    {
        var (name, text) = _random.Next(12) switch
        {
            0 => ("a.yaml", Many("\n---\n", () => Object(number))),
            1 => ("a.json", Object(number)),
            2 => ("a.json", $"apiVersion: v1\nkind: Pod\nmetadata:\n  name: {Name(number)}\n"),
            3 => ("a.json", Many("\n", () => Object(number))),
            4 => ("a.json", Object(number).Replace("apiVersion", "\\u0061piVersion", StringComparison.Ordinal)),
            5 => ("a.yaml", $"{{apiVersion: v1, kind: List, metadata: {{name: {Name(number)}}}, items: [{Many(", ", () => Object(number))}]}}"),
            6 => ("a.yml", $"{{apiVersion: example.org/v1, kind: Basket, metadata: {{name: x}}, items: [{{metadata: {{name: {Name(number)}}}}}, {Object(number)}]}}"),
            7 => ("a.yaml", $"apiVersion: v1\nkind: Pod\nmetadata: {{name: \"{Name(number)}\", labels: {{a: x-{{{{ y }}}}-z}}}}\n"),
            8 => ("ignored/a.yaml", Object(number)),
            9 => ("a.tmp.yaml", Object(number)),
            10 => ("a.yaml", $"{{apiVersion: v1, kind: Deployment, metadata: {{name: {Name(number)}}}}}\n---\n{Object(number)}"),
            _ => ("a.yaml", $"{{apiVersion: v1, kind: Pod, metadata: {{generateName: {Name(number)}}}}}\n---\n{{apiVersion: v1, kind: PodList, items: [{{metadata: {{name: {Name(number)}}}}}]}}"),
        };
        // The same file twice under two names, now and then.
        foreach (var folder in _random.Next(4) == 0 ? new[] { $"f{number}", $"f{number}/again" } : [$"f{number}"])
        {
            var path = Path.Combine(Folder, folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        _names.Add($"f{number}/");
    }

    private string Many(string separator, Func<string> make) => string.Join(separator, Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => make()));

    private string Object(int number)
    {
        var kind = Kinds[_random.Next(Kinds.Length)].Split(' ');
        return $$$"""{"apiVersion": "{{{kind[0]}}}", "kind": "{{{kind[1]}}}", "metadata": {"{{{(_random.Next(5) == 0 ? "generateName" : "name")}}}": "{{{Name(number)}}}"}}""";
    }

    private string Name(int number) => $"{number}-{_next++}";
}
