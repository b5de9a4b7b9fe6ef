using System.Text;

namespace Redoubt.Cli.Fuzz;

/// <summary>The files that are changed: small ones of kinds that the program reads, and the manifests that stand in controls as examples.</summary>
internal static class Seeds
{
    private const int Largest = 64 * 1024;

    public static IReadOnlyList<byte[]> Of(IEnumerable<string> folders)
    {
        var seeds = new List<byte[]>();
        foreach (var file in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(file) is not (".yaml" or ".yml" or ".json" or ".tpl") || new FileInfo(file).Length > Largest)
            {
                continue;
            }

            var bytes = File.ReadAllBytes(file);
            seeds.Add(bytes);
            seeds.AddRange(Examples(Encoding.UTF8.GetString(bytes)).Select(Encoding.UTF8.GetBytes));
        }

        return seeds;
    }

    // The blocks under `manifests: |` of a control.
    private static IEnumerable<string> Examples(string text)
    {
        StringBuilder? example = null;
        foreach (var line in text.Split('\n'))
        {
            if (example is not null && (line.Length == 0 || line.StartsWith("      ", StringComparison.Ordinal)))
            {
                example.Append(line.Length == 0 ? line : line[6..]).Append('\n');
                continue;
            }

            if (example is not null)
            {
                yield return example.ToString();
            }

            example = line.Trim() == "manifests: |" ? new StringBuilder() : null;
        }

        if (example is not null)
        {
            yield return example.ToString();
        }
    }
}
