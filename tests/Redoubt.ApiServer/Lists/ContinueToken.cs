using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;

namespace Redoubt.ApiServer.Lists;

/// <summary>Where a list goes on: a version (-1: the newest) and the key after which it does, in the form of <c>apiserver/pkg/storage/continue.go</c>.</summary>
/// <param name="Version">The version.</param>
/// <param name="After">The key below the list's own, <c>name</c> or <c>namespace/name</c>.</param>
internal sealed record ContinueToken(long Version, string After)
{
    private const string Form = "meta.k8s.io/v1";

    public static ContinueToken Read(string text)
    {
        byte[] bytes;
        try
        {
            bytes = Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            throw RefusalException.BadRequest("invalid continue token: continue key is not valid: illegal base64 data at input byte 0");
        }

        try
        {
            var token = JsonNode.Parse(Encoding.UTF8.GetString(bytes))!;
            return (string?)token["v"] == Form && (string?)token["start"] is { Length: > 0 } start
                ? new ContinueToken((long)token["rv"]!, start.TrimStart('/').TrimEnd('\0'))
                : throw RefusalException.BadRequest("invalid continue token: continue key is not valid: incorrect encoded start resourceVersion");
        }
        catch (JsonException)
        {
            throw RefusalException.BadRequest($"invalid continue token: continue key is not valid: invalid character '{(char)bytes.FirstOrDefault()}' looking for beginning of value");
        }
    }

    public override string ToString()
    {
        var start = Version < 0 ? After : "/" + After;
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"v\":\"{Form}\",\"rv\":{Version},\"start\":{JsonSerializer.Serialize(start + "\0")}}}"));
    }
}
