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
        Read(sight, "encryption-provider-config", ["configuration.encryption", "encryption"], layer =>
        {
            configuration["encryption"] = Encryption(layer.Root);
            sight.Draft.Facts["encryption"] = Entries(layer.Root);
        });
        Read(sight, "audit-policy-file", ["auditPolicy"], layer => sight.Draft.Facts["auditPolicy"] = AuditPolicy.Read(layer.Root));
        Read(sight, "admission-control-config-file", ["configuration.admission"], layer => configuration["admission"] = AdmissionFile.Read(sight, layer.Root));
        Read(sight, "authentication-config", ["configuration.authentication"], layer => Authenticate(sight, configuration, layer), decides: "anonymous-auth");
        Read(sight, "authorization-config", ["configuration.authorization"], layer => Authorize(sight, configuration, layer), decides: "authorization-mode");
        ForbidAnonymous(sight);
    }

    /// <summary>Reads the file that a flag names.</summary>
    /// <param name="sight">The API server.</param>
    /// <param name="flag">The flag.</param>
    /// <param name="paths">What is not known of the document where the file is not.</param>
    /// <param name="read">Takes what the file says.</param>
    /// <param name="decides">The setting that the file decides; null if it decides none.</param>
    private static void Read(ComponentSight sight, string flag, IEnumerable<string> paths, Action<ConfigurationLayer> read, string? decides = null)
    {
        var setting = sight.Setting(flag);
        if (setting is { Unknown: null, Text.Length: 0 })
        {
            return;
        }

        var layer = setting.Unknown is null ? ConfigurationLayer.Read(sight.Root, setting.Text) : new ConfigurationLayer("", default, setting.Unknown);
        if (layer.Unknown is not { } reason)
        {
            read(layer);
            return;
        }

        foreach (var path in paths)
        {
            sight.Draft.Unknown(path, reason);
        }

        if (decides is not null)
        {
            sight.Resolver.Lose(decides, reason);
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

    private static JsonArray Texts(IEnumerable<string?> texts) => EvidenceDraft.Texts(texts.OfType<string>());

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

    private static void Authenticate(ComponentSight sight, JsonObject configuration, ConfigurationLayer layer)
    {
        var json = layer.Root.Only("anonymous");
        json["jwt"] = new JsonArray([.. layer.Root["jwt"].AllItems().Select(one => (JsonNode)new JsonObject { ["issuer"] = one["issuer"].Only("url", "audiences") })]);
        configuration["authentication"] = json;
        if (layer.Root.AtPath("anonymous.enabled") is { HasValue: true } enabled)
        {
            sight.Resolver.Override("anonymous-auth", new SettingValue("file", enabled.IsTrue ? "true" : "false", layer.File, enabled.Line));
            sight.Draft.Facts["anonymousPaths"] = Texts(layer.Root.AtPath("anonymous.conditions").AllItems().Select(condition => condition["path"].AsString()));
        }
    }

    private static void Authorize(ComponentSight sight, JsonObject configuration, ConfigurationLayer layer)
    {
        configuration["authorization"] = layer.Root.Only("authorizers");
        var types = layer.Root["authorizers"].AllItems().Select(authorizer => authorizer["type"].AsString() ?? "");
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
