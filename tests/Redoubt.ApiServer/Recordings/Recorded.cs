using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Redoubt.ApiServer.Requests;

namespace Redoubt.ApiServer.Recordings;

/// <summary>One exchange with the real server.</summary>
/// <param name="Family">The file that it is in, as <c>lists</c>.</param>
/// <param name="Id">Its name there.</param>
/// <param name="As">Who asked: <c>admin</c>, <c>alice</c> or <c>nobody</c>.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Response">What was answered.</param>
internal sealed record Recorded(string Family, string Id, string As, JsonObject Request, JsonObject Response)
{
    public string Name => $"{Family}/{Id}";

    public string Method => (string)Request["method"]!;

    public string Target => (string)Request["path"]!;

    public int Status => (int)Response["status"]!;

    public string Body => (string?)Response["body"] ?? "";

    public bool IsWatch => Status == 200 && (Target.Contains("watch=1", StringComparison.Ordinal) || Target.Contains("/watch/", StringComparison.Ordinal) || Target.Contains("watch=true", StringComparison.Ordinal));

    /// <summary>Whether it wrote something: what is only tried does not count.</summary>
    public bool IsWrite => Method != "GET" && !Target.Contains("dryRun", StringComparison.Ordinal);

    /// <summary>What it is about; of an object that is made, the object.</summary>
    public RequestPlace Place
    {
        get
        {
            var place = RequestPlace.Of(ToRequest(text => text));
            var body = (string?)Request["body"] ?? "";
            return Method == "POST" && place is { IsResource: true, Name: "" } && body.StartsWith('{') && !body.EndsWith(')') && JsonNode.Parse(body)?["metadata"]?["name"] is { } name
                ? place with { Name = (string)name! } : place;
        }
    }

    /// <summary>The answer's body, line by line of a watch; nothing that is no JSON.</summary>
    public IEnumerable<JsonObject> Objects
    {
        get
        {
            foreach (var text in IsWatch ? Body.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [Body])
            {
                if (text.StartsWith('{') && JsonNode.Parse(text) is JsonObject value)
                {
                    yield return value;
                }
            }
        }
    }

    /// <summary>The request, with texts of the recording replaced by those of the stand-in.</summary>
    public ApiRequest ToRequest(Func<string, string> replace)
    {
        var headers = ((JsonObject)Request["headers"]!).ToDictionary(one => one.Key, one => replace((string)one.Value!), StringComparer.Ordinal);
        if (As != "nobody")
        {
            headers["authorization"] = $"Bearer {As}";
        }

        // Which version of a document a client has already is not always kept.
        if (Status == 304 && !headers.ContainsKey("if-none-match"))
        {
            headers["if-modified-since"] = (string?)Response["headers"]!["last-modified"] ?? "";
        }

        return ApiRequest.Of(Method, replace(Target), headers, Content(replace));
    }

    public static IEnumerable<Recorded> Read(string folder) =>
        Directory.EnumerateFiles(Path.Combine(folder, "raw")).Order(StringComparer.Ordinal).SelectMany(Lines);

    /// <summary>The newest version that an answer speaks of; 0 if it speaks of none.</summary>
    public long Horizon => Objects.Select(value => VersionOf(value["object"] ?? value)).DefaultIfEmpty(0).Max();

    /// <summary>The version of an object or a list.</summary>
    public static long VersionOf(JsonNode value) => long.TryParse((string?)value["metadata"]?["resourceVersion"], out var version) ? version : 0;

    /// <summary>A file, which may be packed.</summary>
    public static StreamReader Open(string file)
    {
        var stream = File.OpenRead(file);
        return new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
    }

    private static IEnumerable<Recorded> Lines(string file)
    {
        using var reader = Open(file);
        while (reader.ReadLine() is { } line)
        {
            var row = JsonNode.Parse(line)!;
            yield return new Recorded(Path.GetFileName(file).Split('.')[0], (string)row["id"]!, ((string)row["as"]!).Split(' ')[0], (JsonObject)row["request"]!, (JsonObject)row["response"]!);
        }
    }

    private byte[] Content(Func<string, string> replace)
    {
        if ((string?)Request["bodyBase64"] is { } bytes)
        {
            return Convert.FromBase64String(bytes);
        }

        // A body that is too large is recorded as its beginning and its length.
        var body = (string?)Request["body"] ?? "";
        return body.EndsWith(" characters)", StringComparison.Ordinal) && body.Contains('…', StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(body.PadRight(int.Parse(body.Split('(')[^1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)))
            : Encoding.UTF8.GetBytes(replace(body));
    }
}
