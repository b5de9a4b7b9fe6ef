using System.Text.Json.Nodes;
using Redoubt.Evidence;

namespace Redoubt.Collect.Machines.Components;

/// <summary>
/// The files that flags of the API server name, by their own kinds: what is encrypted with what, what the audit log has, who is let in, what admission is told.
/// Names of keys are read and never keys.
/// </summary>
internal static class ApiServerFiles
{
    /// <summary>Fills <c>configuration</c> of the API server.</summary>
    public static void Collect(ComponentSight sight)
    {
        if (sight.Name != "kube-apiserver")
        {
            return;
        }

        var configuration = new JsonObject();
        sight.Draft.Facts["configuration"] = configuration;
        Read(sight, configuration, "encryption", "encryption-provider-config", Encryption);
        Read(sight, sight.Draft.Facts, "encryption", "encryption-provider-config", Entries);
        Read(sight, sight.Draft.Facts, "auditPolicy", "audit-policy-file", AuditPolicy.Read);
        Read(sight, configuration, "admission", "admission-control-config-file", root => AdmissionFile.Read(sight, root));
        Read(sight, configuration, "authentication", "authentication-config", Authentication);
        Read(sight, configuration, "authorization", "authorization-config", root => root.Only("authorizers"));
        Authenticate(sight);
        Authorize(sight);
        ForbidAnonymous(sight);
    }

    private static void Read(ComponentSight sight, JsonObject configuration, string field, string flag, Func<Node, JsonNode> read)
    {
        var setting = sight.Setting(flag);
        var path = ReferenceEquals(configuration, sight.Draft.Facts) ? field : $"configuration.{field}";
        if (setting.Unknown is { } reason)
        {
            sight.Draft.Unknown(path, reason);
        }
        else if (setting.Text.Length > 0)
        {
            var layer = ConfigurationLayer.Read(sight.Root, setting.Text);
            if (layer.Unknown is { } unknown)
            {
                sight.Draft.Unknown(path, unknown);
            }
            else
            {
                configuration[field] = read(layer.Root);
            }
        }
    }

    private static JsonObject Encryption(Node root) => new()
    {
        ["apiVersion"] = root["apiVersion"].AsString(),
        ["kind"] = root["kind"].AsString(),
        ["resources"] = new JsonArray([.. root["resources"].AllItems().Select(entry => (JsonNode)new JsonObject
        {
            ["providers"] = new JsonArray([.. entry["providers"].AllItems().Select(provider => (JsonNode)Provider(provider))]),
            ["resources"] = entry["resources"].ToJson(),
        })]),
    };

    private static JsonArray Entries(Node root) => new([.. root["resources"].AllItems().Select(entry => (JsonNode)new JsonObject
    {
        ["keys"] = Texts(entry["providers"].AllItems().SelectMany(provider => provider.AllFields()).SelectMany(provider => provider["keys"].AllItems()).Select(key => key["name"].AsString())),
        ["providers"] = Texts(entry["providers"].AllItems().SelectMany(provider => provider.AllFields()).Select(provider => provider.Key.ToString())),
        ["resources"] = Texts(entry["resources"].AllItems().Select(item => item.AsString())),
    })]);

    private static JsonArray Texts(IEnumerable<string?> texts) => new([.. texts.OfType<string>().Select(text => (JsonNode)JsonValue.Create(text))]);

    private static JsonObject Provider(Node provider)
    {
        var json = new JsonObject();
        foreach (var field in provider.AllFields())
        {
            var shown = field.Only("name", "apiVersion", "endpoint", "timeout");
            if (field["keys"].HasValue)
            {
                shown["keys"] = new JsonArray([.. field["keys"].AllItems().Select(key => (JsonNode)key.Only("name"))]);
            }
            json[field.Key.ToString()] = shown;
        }
        return json;
    }

    private static JsonObject Authentication(Node root)
    {
        var json = root.Only("anonymous");
        json["jwt"] = new JsonArray([.. root["jwt"].AllItems().Select(one => (JsonNode)new JsonObject { ["issuer"] = one["issuer"].Only("url", "audiences") })]);
        return json;
    }

    private static void Authenticate(ComponentSight sight)
    {
        var file = sight.Setting("authentication-config");
        if (file is { Unknown: null, Text.Length: 0 })
        {
            return;
        }

        var layer = file.Unknown is null ? ConfigurationLayer.Read(sight.Root, file.Text) : null;
        if ((file.Unknown ?? layer!.Unknown) is { } reason)
        {
            sight.Resolver.Lose("anonymous-auth", reason);
        }
        else if (layer!.Root.AtPath("anonymous.enabled") is { HasValue: true } enabled)
        {
            sight.Resolver.Override("anonymous-auth", new SettingValue("file", enabled.IsTrue ? "true" : "false", layer.File, enabled.Line));
            sight.Draft.Facts["anonymousPaths"] = Texts(layer.Root.AtPath("anonymous.conditions").AllItems().Select(condition => condition["path"].AsString()));
        }
    }

    private static void Authorize(ComponentSight sight)
    {
        var file = sight.Setting("authorization-config");
        if (file is { Unknown: null, Text.Length: 0 })
        {
            return;
        }

        var layer = file.Unknown is null ? ConfigurationLayer.Read(sight.Root, file.Text) : null;
        if ((file.Unknown ?? layer!.Unknown) is { } reason)
        {
            sight.Resolver.Lose("authorization-mode", reason);
            return;
        }

        var types = layer!.Root["authorizers"].AllItems().Select(authorizer => authorizer["type"].AsString() ?? "");
        sight.Resolver.Override("authorization-mode", new SettingValue("file", string.Join(',', types), layer.File, Math.Max(layer.Root["authorizers"].Line, 1)));
    }

    // The server turns anonymous requests off where all are allowed everything (kubernetes/kubernetes, pkg/kubeapiserver/options, ApplyAuthorization).
    private static void ForbidAnonymous(ComponentSight sight)
    {
        if (sight.Setting("anonymous-auth").Text == "true" && SettingText.Words(sight.Setting("authorization-mode").Text).Contains("AlwaysAllow"))
        {
            sight.Resolver.Override("anonymous-auth", new SettingValue("built-in", "false"));
        }
    }
}
