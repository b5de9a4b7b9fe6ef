using System.Text.Json;

namespace Redoubt.Yaml.Tests.Conformance;

/// <summary>The conformance data: what Kubernetes answers. Where it lies is told by REDOUBT_YAML_SUITE.</summary>
internal static class Suite
{
    public static IEnumerable<JsonElement> Rows(string file)
    {
        foreach (var line in File.ReadAllText(Path.Combine(TestFolders.Suite("REDOUBT_YAML_SUITE", "yaml"), file)).Split('\n'))
        {
            if (line.Length > 0)
            {
                yield return JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 100 }).RootElement;
            }
        }
    }

    public static YamlText Text(JsonElement row) => YamlText.FromBytes(
        row.TryGetProperty("yamlBase64", out var base64) ? base64.GetBytesFromBase64() : System.Text.Encoding.UTF8.GetBytes(row.GetProperty("yaml").GetString()!));

    /// <summary>Runs a check over all rows on a deep stack, prints the score, and fails on any disagreement.</summary>
    public static void Run(string file, Func<JsonElement, string?> check)
    {
        // Here, and not on the other thread, where a row that cannot be read would end the program.
        var rows = Rows(file).ToList();
        var agree = 0;
        var disagree = new List<string>();
        var thread = new Thread(
            () =>
            {
                foreach (var row in rows)
                {
                    var name = row.TryGetProperty("id", out var id) ? id.GetString() : row.GetProperty("name").GetString();
                    if (Guarded(check, row) is { } difference)
                    {
                        disagree.Add($"{name}: {Shorten(difference)}");
                    }
                    else
                    {
                        agree++;
                    }
                }
            },
            maxStackSize: 256 << 20);
        thread.Start();
        thread.Join();
        Console.WriteLine($"{file}: {agree} agree, {disagree.Count} disagree");
        Assert.True(disagree.Count == 0, $"{file}: {agree} agree, {disagree.Count} disagree\n{string.Join('\n', disagree.Take(60))}");
        Assert.True(agree > 0);
    }

    private static string? Guarded(Func<JsonElement, string?> check, JsonElement row)
    {
        try
        {
            return check(row);
        }
#pragma warning disable CA1031 // A crash on one row is a disagreement like any other.
        catch (Exception crash)
#pragma warning restore CA1031
        {
            return crash.ToString();
        }
    }

    private static string Shorten(string text) => text.Length > 600 ? text[..600] : text;
}
