using System.Text.Json.Nodes;

namespace Redoubt.ApiServer.Resources;

/// <summary>What an empty object of a kind has: the list <c>zero-values.txt</c>.</summary>
internal static class ZeroValues
{
    private static readonly Dictionary<string, string> Known = Read();

    /// <summary>The fields besides its metadata; none of a kind that is not in the list.</summary>
    public static JsonObject Of(ApiResource resource) => Known.TryGetValue($"{resource.ApiVersion}/{resource.Kind}", out var fields) ? JsonNode.Parse(fields)!.AsObject() : [];

    private static Dictionary<string, string> Read()
    {
        using var reader = new StreamReader(typeof(ZeroValues).Assembly.GetManifestResourceStream("zero-values.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split(' ', 2)).ToDictionary(line => line[0], line => line[1], StringComparer.Ordinal);
    }
}
