using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Redoubt.Collect.Clusters;
using Redoubt.Collect.Clusters.Connections;
using Redoubt.Collect.Clusters.Discovery;
using Redoubt.Collect.Clusters.Lists;
using Redoubt.Evidence;

namespace Redoubt.Collect.Tests.Clusters;

/// <summary>Whatever objects a list has and in whatever pieces it comes, they are written as a slow reader of JSON would write them.</summary>
public sealed class PageLaws : IDisposable
{
    private static readonly string[] Names =
        ["metadata", "data", "stringData", "annotations", "managedFields", "kind", "apiVersion", "items", "continue", "kubectl.kubernetes.io/last-applied-configuration", "kubernetes.io/x", "a", "é\"\\", ""];

    private readonly TemporaryFolder _folder = new();
    private int _count;

    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 300)]
    public bool A_list_in_pieces_is_written_as_a_slow_reader_would(int seed, bool isSecret, byte piece, bool isIndented)
    {
        var random = new Random(seed);
        JsonObject[] objects = [.. Enumerable.Range(0, random.Next(5)).Select(_ => (JsonObject)Value(random, 4, isObject: true)!)];
        var list = new JsonObject { ["metadata"] = new JsonObject { ["continue"] = "more", ["x"] = Value(random, 2, false), ["resourceVersion"] = "7" }, ["items"] = new JsonArray([.. objects.Select(one => one.DeepClone())]), ["kind"] = "List" };
        var text = list.ToJsonString(new JsonSerializerOptions { Encoder = seed % 2 == 0 ? JavaScriptEncoder.Default : JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = isIndented });
        var kind = new ServedKind(isSecret ? new GroupKind("", "Secret") : new GroupKind("apps", "Deployment"), "v1", "things", true);

        var (page, written) = Read(Encoding.UTF8.GetBytes(text), piece + 1, kind);

        var expected = objects.Select(one => Expected(one, isSecret, kind)).ToArray();
        var found = written.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToArray();
        return page is { Continue: "more", Version: "7" } && page.Items == objects.Length && found.Length == expected.Length && found.Zip(expected).All(pair => JsonNode.DeepEquals(pair.First, pair.Second));
    }

    [Property(MaxTest = 300)]
    public bool A_list_that_is_cut_anywhere_is_broken_and_never_whole(int seed, byte piece)
    {
        var random = new Random(seed);
        var text = Encoding.UTF8.GetBytes(new JsonObject { ["items"] = new JsonArray(Value(random, 3, isObject: true), Value(random, 3, isObject: true)) }.ToJsonString());
        try
        {
            Read(text[..random.Next(text.Length)], piece + 1, new ServedKind(new GroupKind("", "Secret"), "v1", "secrets", true));
            return false;
        }
        catch (BrokenAnswerException)
        {
            return true;
        }
    }

    [Property(MaxTest = 500)]
    public bool Bytes_of_any_kind_end_in_a_page_or_a_fault_with_a_reason(byte[] noise, int seed)
    {
        var random = new Random(seed);
        var text = Encoding.UTF8.GetBytes(new JsonObject { ["metadata"] = Value(random, 2, false), ["items"] = new JsonArray(Value(random, 3, isObject: true)) }.ToJsonString());
        foreach (var one in noise)
        {
            text[random.Next(text.Length)] = one;
        }

        try
        {
            Read(text, 7, new ServedKind(new GroupKind("", "Secret"), "v1", "secrets", true));
            return true;
        }
        catch (Exception e) when (e is BrokenAnswerException or ClusterFaultException)
        {
            return e.Message.Length > 0;
        }
    }

    private (Page Page, string Written) Read(byte[] bytes, int piece, ServedKind kind)
    {
        using var spool = new Spool(_folder[$"{_count++}"]);
        using var patience = new Patience(ClusterLimits.Default, TimeProvider.System, TestContext.Current.CancellationToken);
        using var stream = new Pieces(bytes, piece);
        var page = new PageReader(ClusterLimits.Default, new ItemWriter(kind, spool)).ReadAsync(stream, patience).GetAwaiter().GetResult();
        using var all = new MemoryStream();
        spool.CopyToAsync(all, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return (page, Encoding.UTF8.GetString(all.ToArray()));
    }

    private static JsonObject Expected(JsonObject one, bool isSecret, ServedKind kind)
    {
        var shown = new JsonObject { ["apiVersion"] = kind.ApiVersion, ["kind"] = kind.Kind.Kind };
        foreach (var (name, value) in one)
        {
            if (name is "metadata")
            {
                Set(shown, name, Metadata(value, isSecret));
            }
            else if (isSecret && name is ("data" or "stringData"))
            {
                Set(shown, name, value is JsonObject map ? Emptied(map, _ => true) : null);
            }
            else if (name is not ("kind" or "apiVersion"))
            {
                shown[name] = value?.DeepClone();
            }
        }

        return shown;
    }

    private static JsonObject? Metadata(JsonNode? value, bool isSecret)
    {
        if (value is not JsonObject metadata)
        {
            return null;
        }

        var shown = new JsonObject();
        foreach (var (name, field) in metadata)
        {
            if (name == "annotations")
            {
                var kept = field is JsonObject all ? Emptied(all, key => isSecret && !key.StartsWith("kubernetes.io/", StringComparison.Ordinal)) : null;
                kept?.Remove("kubectl.kubernetes.io/last-applied-configuration");
                Set(shown, name, kept);
            }
            else if (name != "managedFields")
            {
                shown[name] = field?.DeepClone();
            }
        }

        return shown;
    }

    private static JsonObject Emptied(JsonObject map, Func<string, bool> isEmptied) =>
        new(map.Select(field => KeyValuePair.Create(field.Key, isEmptied(field.Key) ? "" : field.Value?.DeepClone())));

    private static void Set(JsonObject map, string name, JsonNode? value)
    {
        if (value is not null)
        {
            map[name] = value;
        }
    }

    private static JsonNode? Value(Random random, int depth, bool isObject) => isObject || (depth > 0 && random.Next(3) == 0)
        ? new JsonObject(Names.OrderBy(_ => random.Next()).Take(random.Next(6)).Select(name => KeyValuePair.Create(name, Value(random, depth - 1, isObject: random.Next(3) == 0 && depth > 1))))
        : random.Next(depth > 0 ? 6 : 5) switch
        {
            0 => null,
            1 => random.Next(),
            2 => random.Next(2) == 0,
            3 => new string('x', random.Next(200)) + "\u2028é😀\n",
            4 => random.NextDouble(),
            _ => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Value(random, depth - 1, false))]),
        };

    /// <summary>A stream that gives so many bytes at once and no more.</summary>
    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
