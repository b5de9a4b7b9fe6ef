using System.Text;
using System.Text.Json;
using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of ConfigMaps and Secrets.</summary>
internal static class DataRules
{
    private const int Most = 1024 * 1024;

    /// <summary>The keys of a ConfigMap.</summary>
    public static void ConfigMap(Node root, Scope scope)
    {
        var (data, binary) = (root["data"], root["binaryData"]);
        long size = 0;
        foreach (var map in (ReadOnlySpan<Node>)[data, binary])
        {
            foreach (var value in map.Fields)
            {
                if (!TextFormats.IsPlain("config-key", value.Key))
                {
                    scope.Faults.Invalid(Spot.Named(map, $"[{value.Key}]", value), TextFormats.ConfigKey(value.Key.ToString()));
                }

                size += Encoding.UTF8.GetByteCount(value.Text);
            }
        }

        foreach (var value in binary.Fields)
        {
            if (data.TryGet(value.Key, out _))
            {
                scope.Faults.Invalid(Spot.Named(data, $"[{value.Key}]", value), "duplicate of key present in data");
            }
        }

        if (size > Most)
        {
            scope.Faults.TooLong(root, $"may not be more than {Most} bytes");
        }
    }

    /// <summary>A Secret: its keys, and those that its type asks for. <c>stringData</c> counts as written in base64.</summary>
    public static void Secret(Node root, Scope scope)
    {
        var faults = scope.Faults;
        long size = 0;
        foreach (var map in (ReadOnlySpan<Node>)[root["data"], root["stringData"]])
        {
            foreach (var value in map.Fields)
            {
                if (!TextFormats.IsPlain("config-key", value.Key))
                {
                    faults.Invalid(new Spot(root, $".data[{value.Key}]", value), TextFormats.ConfigKey(value.Key.ToString()));
                }

                size += map.Key is "data" ? value.Text.Length * 3L / 4 : Encoding.UTF8.GetByteCount(value.Text);
            }
        }

        if (size > Most)
        {
            faults.TooLong(new Spot(root, ".data", root["data"].Exists ? root["data"] : root), $"may not be more than {Most} bytes");
        }

        switch (root["type"].AsString() ?? "")
        {
            case "kubernetes.io/service-account-token":
                if (Check.IsEmpty(root["metadata"]["annotations"]["kubernetes.io/service-account.name"]))
                {
                    faults.Required(new Spot(root, ".metadata.annotations[kubernetes.io/service-account.name]", root["metadata"].Exists ? root["metadata"] : root));
                }

                break;
            case "kubernetes.io/dockercfg":
                Json(root, ".dockercfg", faults);
                break;
            case "kubernetes.io/dockerconfigjson":
                Json(root, ".dockerconfigjson", faults);
                break;
            case "kubernetes.io/basic-auth":
                if (!Has(root, "username") && !Has(root, "password"))
                {
                    Missing(root, "username", faults);
                    Missing(root, "password", faults);
                }

                break;
            case "kubernetes.io/ssh-auth":
                if (Text(root, "ssh-privatekey").Length == 0)
                {
                    Missing(root, "ssh-privatekey", faults);
                }

                break;
            case "kubernetes.io/tls":
                foreach (var key in (ReadOnlySpan<string>)["tls.crt", "tls.key"])
                {
                    if (!Has(root, key))
                    {
                        Missing(root, key, faults);
                    }
                }

                break;
        }
    }

    private static bool Has(Node root, string key) => root["data"][key].Exists || root["stringData"][key].Exists;

    private static void Missing(Node root, string key, Faults faults) =>
        faults.Required(new Spot(root, $".data[{key}]", root["data"].Exists ? root["data"] : root["stringData"].Exists ? root["stringData"] : root));

    private static byte[] Text(Node root, string key)
    {
        if (root["stringData"][key].AsString() is { } text)
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var written = root["data"][key].AsString() ?? "";
        var bytes = new byte[written.Length];
        return Convert.TryFromBase64String(written, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(written);
    }

    private static void Json(Node root, string key, Faults faults)
    {
        if (!Has(root, key))
        {
            Missing(root, key, faults);
            return;
        }

        var reader = new Utf8JsonReader(Text(root, key), new JsonReaderOptions { MaxDepth = 1000 });
        var isMap = false;
        try
        {
            isMap = reader.Read() && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.Null;
            while (reader.Read())
            {
            }
        }
        catch (JsonException)
        {
            // What is not JSON is told, without a word of it: it is a secret.
            isMap = false;
        }

        if (!isMap)
        {
            var value = root["stringData"][key] is { Exists: true } plain ? plain : root["data"][key];
            faults.Invalid(new Spot(root, $".data[{key}]", value), "is not a JSON object");
        }
    }
}
