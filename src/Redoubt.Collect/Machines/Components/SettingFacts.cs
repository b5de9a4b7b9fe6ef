using System.Text.Json.Nodes;

namespace Redoubt.Collect.Machines.Components;

/// <summary>What a component is and has in effect: <c>settings</c>, <c>flags</c>, <c>configuration</c> of those that have a file.</summary>
internal static class SettingFacts
{
    /// <summary>Fills them.</summary>
    /// <param name="sight">The component.</param>
    /// <param name="server">The version of the API server of the same machine; null if there is none or it is not known.</param>
    public static void Collect(ComponentSight sight, string? server)
    {
        var (draft, found) = (sight.Draft, sight.Found);
        draft.Facts["name"] = sight.Name;
        draft.Facts["host"] = sight.Machine.Name;
        draft.Facts["distribution"] = sight.Layout.Name;
        draft.Facts["foundBy"] = found.How;
        draft.Facts["version"] = found.Version;
        draft.Facts["serverVersion"] = sight.Name is "etcd" or "kube-apiserver" ? null : server;
        if (found.Version is null)
        {
            draft.Unknown("version", $"nothing on the machine says which version of {sight.Name} it is: give it with --kubernetes");
        }

        var settings = new JsonObject();
        draft.Facts["settings"] = settings;
        foreach (var setting in sight.Resolver.Settings.Values)
        {
            if (setting.Unknown is { } reason)
            {
                draft.Unknown($"settings{EvidenceDraft.Key(setting.Fact.Name)}", reason);
                settings[setting.Fact.Name] = new JsonObject { ["field"] = setting.Fact.Field };
            }
            else
            {
                settings[setting.Fact.Name] = setting.ToJson();
                Configure(sight, setting);
            }
        }

        var flags = new JsonObject();
        foreach (var fact in found.Facts.Settings)
        {
            if (FlagReader.Given(fact, sight.Resolver.Flags) is { } given)
            {
                flags[fact.Name] = given.Text;
            }
        }
        draft.Facts["flags"] = flags;
        if (found.Unknown is { } unknown)
        {
            draft.Unknown("flags", unknown);
        }
    }

    // What is in effect in the form of the component's own file, which is how other evidence of it has it.
    private static void Configure(ComponentSight sight, ResolvedSetting setting)
    {
        if (setting.Fact.Field is not { } field || sight.Name is not ("kubelet" or "kube-proxy") || setting.Text.Length == 0)
        {
            return;
        }

        var steps = field.Split('.');
        var here = sight.Draft.Facts["configuration"] as JsonObject ?? [];
        sight.Draft.Facts["configuration"] = here;
        foreach (var step in steps[..^1])
        {
            here[step] ??= new JsonObject();
            here = (JsonObject)here[step]!;
        }

        here[steps[^1]] = setting.Fact.Type switch
        {
            SettingType.Bool when setting.Text is "true" or "false" => JsonValue.Create(setting.Text == "true"),
            SettingType.Int when long.TryParse(setting.Text, System.Globalization.CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            SettingType.List => new JsonArray([.. SettingText.Words(setting.Text).Select(word => (JsonNode)JsonValue.Create(word))]),
            SettingType.Map => new JsonObject(SettingText.Words(setting.Text).Select(word => word.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (JsonNode?)JsonValue.Create(pair.ElementAtOrDefault(1) ?? "")))),
            _ => JsonValue.Create(setting.Text),
        };
    }
}
